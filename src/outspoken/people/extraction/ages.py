"""Ages in a story: how old somebody is, and how old at joining, each told apart from the ages of others.

A pattern says where an age stands: in apposition to a name (`Selim, 22,`), before a noun (`the 22-year-old baker`),
or stated (`is 22`, `a baker of 22`). What stands around it says whether it is of now or of then, and whether of
somebody's relative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from outspoken.people.extraction.lexicon import words
from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.numerals import spelt
from outspoken.people.extraction.records import Said, Source, said

_LEAST, _MOST = 10, 89
_ENDS = r"(?=\s*(?:[,.;:)…”\"»!?]|$|\n|[-–—] ))"
_NOT_YEARS = (
    r"(?![\w%-])(?! (?:(?:years?|months?|days?|weeks?|hours?) (?:later|ago|after|before|earlier|in|of|inside|with|under|and)|months?|days?|weeks?|hours?|people|men|women|"
    r"members|other|others|per|percent|million|minutes|in all|of (?:them|his|her|the|its)|next year|kilomet|miles|dollars|thousand|hundred|"
    r"fighters|soldiers|children|countries|families|times|killed|wounded|dead|injured|were|are|have|people|January|February|March|April|May|June|July|August|September|October|November|December))"
)
_APPOSED = {
    "en": [
        r"(?<=[\w.”\"’'»])(?P<at>,? ?)\((?:now |aged |age )?AGE(?: years old|,[^)]*)?\)",
        (
            rf"(?<=[^\W\d][\w.”\"’'»])(?<!\bIn)(?<!\bBy)(?P<at>)(?:, (?:who is (?:now )?|who turned |now aged |now |aged |age |just |still |only )?|,? (?:who is (?:now )?|aged ))AGE{_NOT_YEARS}"
            r"(?=\s*(?:[,.;)…]|$|\n)| (?:and|but|who|from|of|is|has|said|says|told|tells|last|in (?:January|February|March|April|May|June|July|August|September|October|November|December)|years old|years of age)\b)"
        ),
    ],
    "fr": [
        r"(?<=[\w.”»])(?P<at>),? \((?:âgée? de )?AGE ans\)",
        r"(?<=[\w.”»])(?P<at>) \(AGE\)",
        r"(?<=[\w.”»])(?P<at>),? (?:âgée? de )?AGE ans\b",
    ],
    "de": [
        r"(?<=[\w.“”«])(?P<at>),? ?\(AGE(?: Jahre(?: alt)?|,[^)]*)?\)",
        r"(?<=[\w.“”])(?P<at>), (?:heute )?AGE(?: Jahre(?: alt)?)?(?=[,.])",
    ],
    "es": [r"(?<=[\w.”»])(?P<at>),? ?\(AGE(?: años)?\)", r"(?<=[\w.”»])(?P<at>), (?:de )?AGE(?: años|(?=,))"],
    "it": [r"(?<=[\w.”»])(?P<at>),? ?\(AGE(?: anni)?\)", r"(?<=[\w.”»])(?P<at>), (?:di )?AGE anni"],
    "pt": [r"(?<=[\w.”»])(?P<at>),? ?\(AGE(?: anos)?\)", r"(?<=[\w.”»])(?P<at>), (?:de )?AGE(?: anos|(?=,))"],
    "id": [r"(?<=[\w.”])(?P<at>),? ?\(AGE(?: tahun| thn)?\)", r"(?<=[\w.”])(?P<at>), AGE tahun"],
    "ru": [r"(?<=[\w.»])(?P<at>),? ?\(AGE(?: лет| год| года)?\)", r"(?<=[\w.»])(?P<at>), AGE (?:лет|года?)"],
    "ar": [
        r"(?<=[\w»])(?P<at>)،? ?\(AGE(?: عاماً| عاما| سنة| عام)?\)",
        r"(?<=[\w»])(?P<at>)،? (?:البالغة? |ذات ال)?AGE (?:عاماً|عاما|سنة|عام|ربيعا)",
    ],
    "": [r"(?<=[\w.”\"»’'])(?P<at>),? ?\(AGE(?: \w+)?\)", r"(?<=[^\W\d][\w.”»])(?P<at>), AGE(?=[,.])"],
}
_NOUN = {
    "en": [r"(?P<at>)AGE[- ]years?[- ]olds?\b"],
    "de": [r"(?P<at>)\b(?:heute )?AGE[- ]?[Jj]ährige[rnsm]?\b"],
    "nl": [r"(?P<at>)\bAGE-jarige\b", r"(?P<at>)\bAGE jaar oud\b"],
    "ru": [r"(?P<at>)\bAGE-летн\w+"],
    "tr": [r"(?P<at>)\bAGE yaşındaki\b", r"(?P<at>)\bAGE yaşında\b"],
    "pl": [r"(?P<at>)\bAGE-lat(?:ek|ka|ki|kowi|ką|kiem|ka)\b", r"(?P<at>)\bAGE-let(?:nia|ni|niej|niego|nią|nim)\b"],
    "sr": [r"(?P<at>)\bAGE-godišnj\w+"],
    "sv": [r"(?P<at>)\bAGE-årig\w*", r"(?P<at>)\bAGE-åring\w*"],
    "it": [r"(?P<at>)\bAGEenne\b", r"(?P<at>)\bAGE enne\b"],
    "is": [r"(?P<at>)\bAGE ára\b"],
}
_STATED = {
    "en": [
        rf"(?P<at>)\b(?:is|am|’m|'m) (?:(?:now|only|just|still|about|today|barely|aged|not yet|nearly|[\w-]+,|[\w-]+, [\w-]+) ){{0,2}}(?:and )?AGE{_NOT_YEARS}(?= years old| years of age|[,.;:)]| and\b| but\b| now\b| today\b| years\b|$)",
        rf"(?P<at>)\b(?:thought|believed|said) to be (?:about |around |in )?AGE\b{_NOT_YEARS}",
        r"(?P<at>)\b(?:has |had |just |who |she |he )?(?:turned|turns|turning) AGE\b(?! (?:this|next) year| in (?:[A-Z]|a few|the))",
        rf"(?P<now>)\b[Nn]ow,? (?:just |only |aged |a (?:[\w-]+ ){{1,3}}of |in \w+,? )?AGE{_NOT_YEARS}(?=[,.;:]| and\b| years old|, )",
        rf"(?P<now>)\b(?:[Tt]oday|[Tt]hese days|[Nn]owadays),? (?:at |aged |he is |she is )?AGE{_NOT_YEARS}(?=[,.;]| and\b)",
        r"(?P<now>)(?:\bAt|(?<=, )at) AGE,? (?=(?:[Tt]he |[Hh]e |[Ss]he )?(?:[\w'’-]+ ){0,4}?(?!(?:was|his|its|this|as|us|years|across|always|perhaps|towards|besides|times|plus)\b)[a-z]+s\b)",
        rf"(?P<at>)\b[Aa]ged? (?:about )?AGE{_NOT_YEARS}",
        rf"(?P<at>)\b(?:[Aa]n?|[Tt]he|[Oo]ne|former|New Yorker|Londoner) (?:[\w'’-]+ ){{0,4}}of AGE{_NOT_YEARS}(?=[,.;)]| (?:who|whose|from|in|with|and|has|had|is|was|told|said|says|tells|named|called)\b|$)",
        rf"(?P<at>)\b(?:man|woman|boy|girl|fighter|father|mother|student|New Yorker|Londoner|Briton|Swede|Dane|Frenchman|teenager|youth) (?:of|aged) AGE{_NOT_YEARS}",
        r"(?P<at>)\b(?:his|her) AGE years\b(?! (?:in|of|with|as|behind|under))",
        r"(?P<at>)\bAGE years (?:old|of age)\b",
        r"(?P<at>)(?:^|\n)[A-Z][\w ]{0,20}: AGE[.,]",
        r"(?P<at>)\b(?:[Aa]ge:|(?:puts?|gives?|gave) (?:his|her) age (?:at|as)) (?:about |around )?AGE\b",
    ],
    "fr": [
        r"(?P<at>)\b(?:âgée? (?:aujourd['’]hui )?de|(?:homme|femme|Français|Française|Belge|jeune|\w+) de|[Aa]ujourd['’]hui âgée? de|a) AGE ans\b",
        r"(?P<now>)\b[Àà] AGE ans, (?=(?:ce|cet|cette|le|la|l['’])\b|(?:il|elle|[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?!a |est |avait|était|fut|\w+ait |\w+a ))",
        r"(?P<now>)\b[Aa]ujourd['’]hui,? à AGE ans\b",
    ],
    "de": [
        r"(?P<now>)\b[Mm]it (?:ihren |seinen )?AGE Jahren (?=(?:ist|lebt|arbeitet|hält|führt|hat|spricht|leitet) )",
        r"(?P<at>)\b(?:heute|jetzt|ist|inzwischen|mittlerweile) (?:ist (?:er|sie) )?AGE\b(?! (?:Tage|Monate|Wochen|Menschen|Jahre lang))",
        r"(?P<at>)\b(?:im )?Alter von AGE\b",
        r"(?P<at>)\bAGE Jahre alt\b",
    ],
    "es": [
        r"(?P<at>)\b(?:[Cc]on|[Tt]iene|hoy tiene|sus|[Aa] (?:los|sus)|hoy, a los) AGE(?: años)?\b(?=[ ,.])",
        r"(?P<at>)\bde AGE años(?: de edad)?",
    ],
    "it": [r"(?P<at>)\b(?:di|ha|oggi ha|[Aa]i suoi) AGE anni\b"],
    "pt": [
        r"(?P<now>)\b[Aa]os AGE anos, (?=(?:o|a|ele|ela|[A-Z])(?![^.,]{0,50}(?:[oi]u|era|foi|tinha)\b))",
        r"(?P<at>)\b(?:tem|com|de|hoje com) AGE anos\b",
    ],
    "nl": [r"(?P<at>)\b(?:is|nu|inmiddels|van) AGE(?= |[,.])(?! (?:maanden|dagen|jaar geleden))"],
    "id": [r"(?P<at>)\b(?:[Bb]erusia|[Bb]erumur|[Uu]sia(?:nya)?|[Uu]mur(?:nya)?) (?:kini |sekarang )?AGE\b(?: tahun)?"],
    "tr": [r"(?P<at>)\b(?:yaşı|şimdi) AGE\b"],
    "ru": [
        r"(?P<at>)\b(?:[Ее]й|[Ее]му|[А-Я]\w+ [А-Я]\. сейчас|исполнилось|[Сс]ейчас (?:ей|ему)?) ?AGE(?: лет| год| года)?\b",
        r"(?P<at>)\bсейчас AGE\b",
        r"(?P<at>)\bв возрасте AGE\b",
    ],
    "pl": [r"(?P<at>)\b(?:ma|mający|w wieku) AGE lat\b"],
    "sr": [r"(?P<at>)\bima AGE godin\w+"],
    "sv": [r"(?P<at>)\b(?:är|er|nu|i dag) AGE(?: år)?(?=[ ,.])(?! (?:månader|dagar))"],
    "ar": [
        r"(?P<at>)(?:عمره|عمرها|العمر|[يت]بلغ)(?: من العمر| الآن| حاليا)?\s+AGE",
        r"(?P<at>)AGE\s+(?:عاماً|عاما|سنة|عام|ربيعا)(?![\u0621-\u064A])",
        r"(?P<at>)(?:في|سن) AGE (?:من (?:ال)?عمر|عام)",
    ],
}
_SAME = {"hr": "sr", "bs": "sr", "da": "sv", "no": "sv", "nb": "sv", "ms": "id", "uk": "ru"}
_THEN = {
    "en": (
        (
            r"(?:\bthen(?: aged)?(?: an?)? |\b(?:was|were|been|being)(?: just| only| then| still| barely| about| not yet)?(?: an?| aged)? |\bwhen (?:he|she|they|\w+)? ?(?:was|turned|were)? ?|\b(?:as|since) (?:an? )?(?:(?:shy|young|curious|bored) )?|"
            r"\b(?:at|by|from|until|before|of) the age of |\b(?:when|after|before|until) (?:he|she|I) (?:had )?turned |\b(?:joined|swore|recruited|taken|abducted|kidnapped|seized|married|enlisted|entered|travelled|traveled|went|left|began|started|fled|conscripted|"
            r"captured|ran away|born|forced|drafted|brought|signed up|radicali[sz]ed|converted|arrived|jailed)\b[^.;]{0,50}?,? (?:at|aged?|at age|when aged?|barely|only|,) |\b(?:at|between|from|to|till|until|before) $)$"
        ),
        r"^(?:-years?-old)?(?:,? (?:years old )?(?:when|at (?:the|that) time(?! of (?:the |our |this )?(?:interview|writing|his|her))|then\b|as (?:he|she)|that (?:year|day)|the (?:day|year|night))|,? (?:at|on) (?:joining|recruitment))",
    ),
    "ar": (
        r"(?:كان(?:ت)? (?:عمره|عمرها|في) ?|عندما (?:كان|بلغ)\w* ?|حين (?:كان|بلغ)\w* ?|وهو في |وهي في |منذ (?:كان|سن) ?)$",
        r"^ ?(?:عندما|حين|آنذاك|وقتها)",
    ),
    "fr": (
        r"(?:avait |à |l['’]âge de |avant |dès |depuis |jusqu['’]à |quand \w+ )$",
        r"^ ?(?:ans )?(?:quand|lorsque|lorsqu|à l['’]époque|alors|au moment)",
    ),
    "de": (
        r"(?:mit |damals |als |war |im Alter von |seit |bis |erst )$",
        r"^ ?(?:Jahre(?:n)? )?(?:alt )?(?:war|,? als)",
    ),
    "es": (
        r"(?:a los |tenía |cuando tenía |antes de cumplir |entonces |desde los |hasta los )$",
        r"^ ?(?:años )?(?:cuando|,? cuando|en ese entonces)",
    ),
    "it": (r"(?:a |aveva |quando aveva |dai |fino ai )$", r"^ ?(?:anni )?(?:quando|all'epoca)"),
    "pt": (r"(?:aos |tinha |quando tinha |dos |desde os )$", r"^ ?(?:anos )?quando"),
    "nl": (r"(?:toen |destijds |op haar |op zijn |op |was |vanaf )$", r"^ ?(?:jaar )?toen|^-jarige leeftijd"),
    "id": (
        r"(?:saat |ketika |waktu |sejak |masih )(?:berusia |berumur |umur |usia )?$",
        r"^ ?(?:tahun )?(?:saat|ketika)",
    ),
    "tr": (r"(?:henüz |daha )$", r"^ ?(?:yaşınday(?:ken|dı)|yaşından|yaşında (?:iken|katıl|git|kaç|kandır))"),
    "pl": (r"(?:jako |wtedy |miał |miała |mając )$", r"^ ?(?:lat )?gdy"),
    "ru": (r"(?:тогда |когда \w+ было |в |было |с )$", r"^ ?(?:лет )?когда"),
    "is": (r"(?:þá |var )$", r"^ ?ára þegar"),
    "sv": (r"(?:som |var |då )$", r"^ ?(?:år )?när"),
    "sr": (r"(?:kao |imao |imala |sa )$", r"^ ?godina kad"),
}
_NOW = re.compile(
    r"\b(?:now|today|these days|nowadays|heute|jetzt|inzwischen|hoy|oggi|hoje|aujourd['’]hui|kini|şimdi|bugün|сейчас|сегодня|nu|teraz|i dag|الآن|اليوم)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:\b(?:his|her|their|whose|another|my|our|son|sa|ses|sein|seine|seinen|ihr|ihre|ihren|su|sus|zijn|haar|его|её|suo|sua|onun|hans|hennes|\w+[’']s)(?: [\w-]+)?\s+)$",
    re.IGNORECASE,
)
_JOINING = {
    "en": r"(?:\b(?:joined|recruited|enlisted|taken|abducted|seized|kidnapped|conscripted|signed up|went over|brought to|swore)\b[^.;]{0,60}?\b(?:at|aged|at the age of|when (?:he|she) was|was) (?P<one>AGE)\b|"
    r"\b(?:was|aged) (?:just |only |still )?(?P<two>AGE)(?: years old)?\b[^.;]{0,60}\b(?:join|recruit|abduct|enlist|swore|follow)|\b[Aa]t (?P<three>AGE),? (?:he|she|[A-Z]\w+) (?:\w+ )?(?:joined|left|went|was recruited|was taken))",
    "es": r"(?:[Ee]ntr|[Ii]ngres|reclut)\w+ [^.]{0,30}?a los (?P<one>AGE)(?P<two>)(?P<three>)",
    "de": r"[Mm]it (?P<one>AGE)(?: Jahren)? (?:trat|schloss|ging)(?P<two>)(?P<three>)",
    "fr": r"(?:rejoint|parti|partie|enrôlé|enlevé) [^.]{0,40}à (?P<one>AGE) ans(?P<two>)(?P<three>)",
}


@dataclass(frozen=True, slots=True)
class Age:
    """An age in a text: where it stands, and how: in apposition, before a noun, stated; whether of then, of another."""

    years: int
    start: int
    end: int
    how: str
    explicit: bool = False
    """Whether the text says that it is of now."""
    at_joining: bool = False
    others: bool = False
    """Whether it is the age of somebody's relative."""
    before: str = ""
    after: str = ""
    """The words around it, by which it belongs to a name."""

    def beside(self, one: Mention) -> bool:
        """Whether it stands in apposition to a name, or just before it: `22-year-old Selim`."""
        if 0 <= self.start - one.end <= len(self.before):
            between = self.before[len(self.before) - (self.start - one.end) :]
            if not between.strip(" ,(،\"'”’»"):
                return self.how != "noun" or "," in between
            return bool(_APPOSITION.fullmatch(between))
        if self.how == "noun" and 0 <= one.start - self.end <= len(self.after):
            return bool(_HEAD.fullmatch(self.after[: one.start - self.end]))
        return False


_APPOSITION = re.compile(
    r"[\"'”’»]?,? (?:\(|now |aged |who is |who turned |is |today |heute |jetzt |)?(?:an? |the |un |une |ein |eine |)(?:(?!who\b|was\b|had\b|with\b|by\b|whose\b|and\b|met\b)[\w-]+ ){0,5}(?:aged |of |de )?",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"[ ,]*(?:(?!who\b|was\b|is\b|has\b|had\b|in\b|from\b|with\b|told\b|said\b|says\b|to\b|by\b|and\b|whose\b)[\w’'-]+,? ){0,4}[\"'“«]?",
    re.IGNORECASE,
)


def ages_in(text: str, language: str) -> list[Age]:
    """Return the ages that somebody has as the story tells, not those of an earlier time.

    >>> [(age.years, age.others) for age in ages_in("Selim, 22, quit. His 30-year-old brother stayed.", "en")]
    [(22, False), (30, True)]
    """
    found: dict[int, Age] = {}
    for how, looked in _looked(language):
        for match in looked.finditer(text):
            start = match.start("age")
            years = _years(match["age"], language)
            now = "now" in match.groupdict()
            if years is None or start in found or (not now and _of_then(text, match, language)):
                continue
            before = text[max(0, start - 60) : start]
            after = text[match.end() : match.end() + 40]
            found[start] = Age(
                years,
                start if how != "apposed" else match.start(),
                match.end(),
                how,
                explicit=now or bool(_NOW.search(text[max(0, start - 24) : match.end() + 12])),
                others=_of_relative(text, match, language),
                before=before if how != "apposed" else text[max(0, match.start() - 60) : match.start()],
                after=after,
            )
    return sorted(found.values(), key=lambda age: age.start)


@lru_cache(maxsize=64)
def _looked(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of a language, apposition first."""
    known = language if language in _APPOSED or language in _NOUN else _SAME.get(language, "")
    made: list[tuple[str, re.Pattern[str]]] = []
    for how, table in (("noun", _NOUN), ("apposed", _APPOSED), ("stated", _STATED)):
        listed = table.get(known, table.get("", []) if how == "apposed" and known else [])
        made += [(how, re.compile(one.replace("AGE", _age_group(known)))) for one in listed]
    return tuple(made)


def _age_group(language: str) -> str:
    return rf"(?P<age>{_age_words(language)})"


def _age_words(language: str) -> str:
    listed = sorted(spelt(language), key=len, reverse=True)
    listed += [word.capitalize() for word in listed if language in {"en", "fr", "es", "it"}]
    arabic = r"|[\u0661-\u0669][\u0660-\u0669]" if language in {"ar", "fa", "ur"} else ""
    return r"[1-9]\d" + arabic + "".join(f"|{re.escape(one)}" for one in listed)


def _years(printed: str, language: str) -> int | None:
    years = spelt(language).get(printed) or spelt(language).get(printed.lower())
    if years is None:
        years = int(printed) if printed.isdigit() else None
    return years if years is not None and _LEAST <= years <= _MOST else None


def ages_at_joining(text: str, language: str) -> list[Age]:
    """Return the ages at which somebody joined, where the story says so outright."""
    return list(_joining(text, language))


def _joining(text: str, language: str) -> Iterator[Age]:
    expression = _JOINING.get(language)
    if expression is None:
        return
    for match in re.finditer(expression.replace("AGE", _age_words(language)), text):
        years = _years(match["one"] or match["two"] or match["three"], language)
        if years is not None:
            yield Age(years, match.start(), match.end(), "stated", at_joining=True)


def _of_then(text: str, match: re.Match[str], language: str) -> bool:
    """Whether the age is that of an earlier time: at joining, when something happened."""
    known = language if language in _THEN else _SAME.get(language, "")
    if known not in _THEN:
        return False
    earlier, later = _then(known)
    start, end = match.start("age"), match.end()
    if text.startswith((" at the time of the interview", " at the time of interview", " at the time of writing"), end):
        return False
    before = re.split(r"[.!?]\s|\n", text[max(0, start - 70) : start])[-1]
    if known == "en" and match[0][:1] in ",(":
        before = re.sub(r"[,(]\s*$", "", before)
        told = re.search(r"\b(?:then|who was|was|at|from|to|between|until)(?: aged)?\s*$", before)
        return bool(told) or bool(later.match(text[end : end + 40]))
    if known in {"fr", "es", "pt", "de"} and _NOW.search(before):
        return False
    return bool(earlier.search(before)) or bool(later.match(text[end : end + 40]))


@lru_cache(maxsize=32)
def _then(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = _THEN[language]
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


def _of_relative(text: str, match: re.Match[str], language: str) -> bool:
    """Whether the age is that of somebody's son, wife, friend."""
    start = match.start("age")
    before, after = text[max(0, start - 40) : start], text[match.end() : match.end() + 24]
    relatives = words(language, "relatives").pattern
    if match[0].startswith(("his ", "her ")):
        return False
    if _OWN.search(before) and not re.search(r"\bin (?:his|her) $", before):
        return not re.match(r" years?\b", after)
    if re.match(rf"[ -](?:\w+ )?{relatives}", after, re.IGNORECASE) and not re.match(
        r"[ -](?:father|mother|dad|mum)(?:-| of| who)", after
    ):
        return True
    return bool(re.search(rf"{relatives}(?: of|,| aged| \()* $", before + " ", re.IGNORECASE)) and not re.search(
        r"\b(?:an?|the|one-time|young) (?:[\w-]+ )?(?:father|mother|friend)(?: of \w+)?[ ,(]*$", before
    )


_BORN = {
    "en": r"\b[Bb]orn (?:[\w ,]{0,30} )?in (?P<year>19[3-9]\d|200\d)\b",
    "de": r"\b(?:Jahrgang|geboren(?: \w+)? (?:im Jahr )?) ?(?P<year>19[3-9]\d|200\d)\b",
    "fr": r"\bnée? (?:[\w ,]{0,30} )?en (?P<year>19[3-9]\d|200\d)\b",
    "es": r"\b(?:nacid[oa]|nació) (?:[\w ,]{0,30} )?en (?P<year>19[3-9]\d|200\d)\b",
    "ru": r"(?P<year>19[3-9]\d|200\d) года рождения|родил(?:ся|ась) в (?P<other>19[3-9]\d|200\d) году",
    "tr": r"(?P<year>19[3-9]\d|200\d) doğumlu",
    "ar": r"(?:مواليد|ولدت?)(?: عام| سنة)? (?P<year>19[3-9]\d|200\d)",
}
_RANGES = re.compile(
    r"\bin (?:his|her|their) (?P<part>early |mid-?|mid |late )?(?P<ten>twenties|thirties|forties|fifties|sixties|seventies|teens|20s|30s|40s|50s|60s|70s)\b"
)
_TENS_OF = {"teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70}
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


def born_in(source: Source, spans: Sequence[tuple[int, int]]) -> Said | None:
    """Return the year somebody was born in, where the text says it."""
    looked = _BORN.get(source.language)
    found = (
        [one for start, end in spans for one in re.compile(looked).finditer(source.text, start, end)] if looked else []
    )
    years = {one["year"] or one["other"] for one in found}
    return said(source, "birth year", years.pop(), found[0].span(), "birth year") if len(years) == 1 else None


def range_in(source: Source, spans: Sequence[tuple[int, int]]) -> Said | None:
    """Return the bounds of an age that an English text gives no nearer: `in her early thirties` is 30-33."""
    if source.language != "en":
        return None
    for start, end in spans:
        for one in _RANGES.finditer(source.text, start, end):
            before = source.text[max(start, one.start() - 30) : one.start()]
            if re.search(r"\b(?:was|then|joined|when|while|been|spent)\b[^.]*$", before):
                continue
            low = _TENS_OF.get(one["ten"]) or int(one["ten"][:2])
            first, last = _PARTS.get((one["part"] or "").strip(" -"), (0, 6 if low == 13 else 9))
            return said(source, "age range", f"{low + first}-{low + last}", one.span(), "decade of an age")
    return None
