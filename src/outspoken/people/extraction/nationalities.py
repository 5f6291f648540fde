"""The nationality of a story's person: what the text says of lands, and how surely each is said of somebody.

A passport outranks a demonym, a demonym the town somebody is from, that the place where they grew up. A demonym
counts where it stands for a person (`the Tunisian`, `a Belgian nurse`), not before a border, an army, a wife. What
two countries share (Congolese, Georgia) counts only where a town of one of them is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from outspoken.people.extraction.focus import Focus
from outspoken.people.extraction.lexicon import table, words
from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.origins import BORN, born_where
from outspoken.people.extraction.phrases import Phrases
from outspoken.people.extraction.places import is_country, place_of, places_in
from outspoken.people.extraction.records import Source
from outspoken.text.countries import code_of

CITIZEN, DEMONYM, TITLE = 0, 1, 2
_CAPITAL = re.compile(r"\b(?!(?:The|An|In|This|That|One|From|For|Like|But|And|Both)\b)[A-Z][a-zé]+(?:[ -][A-Z][a-z]+)?")
_DETERMINED = re.compile(
    r"(?:^|[\"“'(,:;—–\-]\s*|\b(?:an?|the|this|that|one|another|former|young|ex-\w+|our|are both|is|was|am|are|be|being|as|than|and|now|both|who's)\s+)"
    r"(?:(?:\d\d|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old,?\s+|(?!(?:of|from|to|by|in|and|with|at|for|on|who|that|whose|the|his|her|their|its|against|under|told|met)\b)[a-z][\w-]*,?\s+){0,4}$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:by|(?:he|she|I|they|we) (?:had )?met|married|marry|marries|with|from|to|of|beside|under|for|against|killed|kill|behead\w*|guard\w*|hurt|beat|shot|like|"
    r"his|her|their|and his|and her|than|about|befriended|followed|hired|called|(?:his|her|their) \w+,? who (?:is|was))\s+(?:an?|the|another|two|some|one|this|that)?\s*(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_LANGUAGES = frozenset(["English"])
_BOTH = re.compile(r"\b(?:[Bb]oth|[Aa]ll (?:two|three|four|of them)|[Tt]he (?:two|three|pair|couple|brothers|sisters|men|women))\b[^.;]{0,24}(?:,|\bare|\bwere) (?:young |former )?$")
_NEW = re.compile(r"(?:^|[.,;:!?—–\n]\s*|\b(?:and|but|while|when|that)\s+)(?:an?|one|another|two)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_STORY_OF = re.compile(r"\b(?:story|testimony|tale|case|account|confessions?|interview|talk|spoke|speaks|arrest|return|trial|portrait|words|voice|face|faces|diary|memoir|letter|statement|life|message|meeting|conversation)\s+(?:of|with|to)\s+(?:an?|the)\s+(?:[\w-]+,?\s+){0,3}$", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:is|was|am|are|be|’s|'s|who is|both)\s+(?:(?:an?|the|also|now|both|still|in fact|[\w-]+,)\s+){0,3}(?:[\w-]+,?\s+(?:and\s+)?){0,2}$", re.IGNORECASE)
_NOT_PERSON = re.compile(r"^\s*[\"'”]?(?:in|by)\s+(?:law|name)\b")
_VERB = re.compile(
    r"^(?:[,.;:)\"'”!?…]|$|\n|\s+(?:who|whose|whom|and|but|has|had|is|was|would|could|will|can|did|does|said|says|told|tells|now|then|in|at|from|with|of|by|"
    r"aged|by|named|called|known|living|born|that|when|after|to|on|for|as|himself|herself|[a-z]+ed|says|tells|helps|runs|sits|lives|works|wants|hopes|sells|studies|recalls|explains|admits|speaks|describes|remembers|claims|thinks|believes|expects|faces|drives|teaches|knows|sees|hides|insists|"
    r"adds|looks|seems|calls|spends|writes|visits|waits|shows|gives|takes|makes|goes|comes|keeps|stands|joins|joined|left|quit|fled|ran|went|came|spoke|wrote|sold|got|fell|swore|saw|kept|dug|drove|took|sang|rode|held|led|met|brought|bought|thought|caught|taught|fought|built|burnt|slept|wept|crept|spent|sent|lost|won|began|broke|chose|drank|ate|flew|forgot|forgave|gave|grew|heard|hid|knew|lay|lent|paid|put|read|rose|sat|shot|shook|stole|stood|struck|swam|threw|understood|woke|wore|would|rather|still|also|never|once|later|already|who's|first|"
    r"\d\d)\b)"
)
_CITIZENSHIP = re.compile(r"^\s+(?:citizen|national|passport|nationality|citizenship|subject)\b|^ by (?:passport|nationality|citizenship)\b", re.IGNORECASE)
_PERSONAL = re.compile(
    r"^[\s-]+(?:(?!border|town|city|army|police|border|prison|camp|village|government)[a-z][\w-]*[\s-]+){0,2}?(?P<head>[A-Za-z][\w-]*?)(?:[’']s)?(?=[\s,.;:)\"”'’!?]|$)"
)
_MOST_BEFORE = 90


@dataclass(frozen=True, slots=True)
class Land:
    """A country that a text says of somebody: where, by which rule, how surely, and beside which names."""

    code: str
    start: int
    end: int
    rank: int
    rule: str
    beside: tuple[int, ...] = ()
    others: bool = False
    """Whether it is said of one whom the story's person met, married, followed."""
    in_title: bool = False
    every: bool = False
    """Whether it is said of all: `both are Tunisian`."""
    new: bool = False
    """Whether it is said of somebody whom the text has not spoken of before: `a Turk`."""


def lands_in(source: Source, focus: Focus) -> list[Land]:
    """Return the lands a text says of somebody, each with how surely."""
    if source.language == "en":
        found = [*_demonyms(source, focus), *_in_title(source)]
    else:
        found = list(_listed(source, focus))
    found += [
        Land(one.code, one.start, one.end, one.rank, one.rule, _near(source, focus, one.start, one.end))
        for one in born_where(source)
    ]
    return sorted(found, key=lambda land: land.start)


def _demonyms(source: Source, focus: Focus) -> Iterator[Land]:
    """Find demonyms that stand for a person in an English text."""
    text = source.text
    starts = {place: start for start, end in source.sentences() for place in (start,)}
    for one in _CAPITAL.finditer(text):
        code, stop = demonym(text, one)
        if code is None:
            yield from _of_town(source, focus, one)
            continue
        if any(m.start <= one.start() and stop < m.end for group in focus.groups for m in group):
            continue
        begin = max((start for start in starts if start <= one.start()), default=0)
        before = text[max(begin, one.start() - _MOST_BEFORE) : one.start()]
        after = text[stop : stop + 60]
        beside = _near(source, focus, one.start(), stop)
        if _CITIZENSHIP.match(after):
            yield Land(code, one.start(), stop, CITIZEN, "citizenship", beside, _of_another(before))
        elif beside and not _inanimate(after) and not re.match(r" (?:stock|origins?|descent|extraction|parentage|background|roots|ancestry|heritage)\b", after):
            yield Land(code, one.start(), stop, DEMONYM, "demonym beside the name", beside)
        elif re.match(r" (?:embassy|consulate)\b", after) and re.search(r"\b(?:surrender\w*|gave (?:him|her)self up|turned (?:him|her)self in|reported|fled|walked|went|presented \w+|handed (?:him|her)self)[^.;]{0,30} (?:to|in|into|at) (?:staff (?:at|of) )?(?:the |an? |his |her )?$", before):
            yield Land(code, one.start(), stop, BORN, "embassy that the person turned to", beside)
        elif _stands_for_person(before, after, text[one.start() : stop]):
            yield Land(code, one.start(), stop, DEMONYM, "demonym of the person", (), _of_another(before, after), every=bool(_BOTH.search(before)), new=_is_new(before))


def _of_town(source: Source, focus: Focus, one: re.Match[str]) -> Iterator[Land]:
    """Find a town before a word for a person: `a Melbourne nurse`."""
    text = source.text
    for printed in dict.fromkeys((one[0], re.split(r"[ -]", one[0])[0])):
        code, stop = place_of(printed), one.start() + len(printed)
        before, after = text[max(0, one.start() - _MOST_BEFORE) : one.start()], text[stop : stop + 60]
        if code and re.search(r"(?:^|[.!?\n]\s*|\b(?:[Aa]n?|[Tt]he|[Tt]his|[Oo]ne)\s+(?:[\w-]+,?\s+){0,2})$", before) and _is_person(after):
            rule = "town before the person's word"
            yield Land(code, one.start(), stop, TITLE + 1, rule, _near(source, focus, one.start(), stop), _of_another(before, after))
            return


def _stands_for_person(before: str, after: str, printed: str) -> bool:
    """Whether a demonym names a person: a person's noun follows, or none, behind an article or a copula."""
    if re.match(r" (?:stock|origins?|descent|extraction|parentage|background|roots|ancestry|heritage|blood)\b", after):
        return False
    if printed in _LANGUAGES and not _is_person(after):
        return False
    if re.search(r"\bone of (?:[\w-]+ ){0,3}$", before, re.IGNORECASE):
        return True
    if _BOTH.search(before):
        return True
    if printed.endswith("s") and not printed.endswith(("ss", "ois")):
        return False
    if not _DETERMINED.search(before):
        return False
    head = _PERSONAL.match(after)
    if head and _is_person(after):
        return True
    article = bool(re.search(r"\b(?:an?|the|this|that|one|another)\s+(?:[\w-]+,?\s+){0,4}$", before, re.IGNORECASE))
    predicate = bool(_PREDICATE.search(before))
    alone = bool(_VERB.match(after))
    listed = bool(re.search(r",\s*$", before)) and bool(re.match(r"[,.]", after))
    return (alone and (article or predicate)) or listed


def _is_person(after: str) -> bool:
    """Whether one of the next two words is one for a person."""
    coming = re.match(r"[\s-]+((?:[\w-]+[\s-]?){1,3})", after)
    if not coming or after[:1] not in " -":
        return False
    people = _people()
    following = coming[1].strip().split()
    for place, word in enumerate(following[:3]):
        plain = word.lower().strip("-")
        if plain in people or plain.removeprefix("ex-") in people:
            tail = after[coming.start(1) + coming[1].index(word) + len(word) :]
            return not re.match(r"[’']s\b", tail)
        if plain in _things() or (place and plain in {"in", "of", "who", "and", "from", "is", "was", "the", "to", "at"}):
            return False
    return False


def _inanimate(after: str) -> bool:
    word = re.match(r"[\s-]+([\w-]+)", after)
    return bool(word) and word is not None and word[1].lower() in _things()


def _of_another(before: str, after: str = "") -> bool:
    """Whether the demonym is that of somebody met, married or followed."""
    found = _OBJECT.search(before)
    if re.search(r"\b[Tt]he $", before) and (_VERB.match(after) or re.match(r"[’']s (?:own|telling|account|words|story|version)\b", after)):
        return False  # the one already spoken of
    if re.search(r"\bis one of (?:[\w-]+ ){0,3}$", before):
        return False
    if found is None or _STORY_OF.search(before):
        return False
    former = words("en", "former")
    return not (former.search(before, found.start()) or former.search(after[:30]))


def _is_new(before: str) -> bool:
    """Whether the words before open with `a` or `one` where a clause begins."""
    return bool(_NEW.search(before)) and not _PREDICATE.search(before)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return frozenset(table("lands")["persons"]["en"].split())


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    return frozenset(table("lands")["things"]["en"].split())


_APPOSITION = re.compile(
    r"[\"'”’»]?(?:[,،]|,? \([^)]{1,12}\),?|,? \d\d,|,? [a-z]+(?:-[a-z]+)?,)? (?:who is |is |was |وهو |وهي |)?(?:still |also |now )?(?:an? |the |un |une |ein |eine |de |le |la |el )?"
    r"(?:(?!who\b|was\b|had\b|with\b|by\b|whose\b|and\b|in\b|to\b|from\b)[\w'’-]+,? ){0,4}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"[^.;]{0,70}?\b(?:named|called|known (?:only )?as|(?:gave|gives) (?:his|her) name (?:only )?as|calls (?:himself|herself)|identified (?:only )?as|by the name of|nicknamed|alias|nennt sich|"
    r"namens|nommée?|adlı|bernama|llamado|llamada|по имени|يدعى|تدعى|اسمه|اسمها)(?: just| only)? [\"'“«]?"
)


def _near(source: Source, focus: Focus, start: int, end: int) -> tuple[int, ...]:
    """Return the names that a stretch stands in apposition to."""
    text = source.text
    found = []
    for place, group in enumerate(focus.groups):
        for one in group:
            if 0 <= one.start - end <= 80:
                between = text[end : one.start]
                close = re.fullmatch(r",? (?:(?!who\b|in\b|is\b|was\b|and\b|with\b|told\b|from\b|of\b|by\b)[\w-]+,? ){0,3}[\"'“«„]?", between)
                if close or _CALLED.fullmatch(between):
                    found.append(place)
            elif 0 <= start - one.end <= 70 and _APPOSITION.fullmatch(text[one.end : start]):
                found += [place, *_coordinate(text, focus, one)]
    return tuple(dict.fromkeys(found))


def _coordinate(text: str, focus: Focus, one: Mention) -> list[int]:
    """Return the names put before another with an `and`."""
    return [
        place
        for place, group in enumerate(focus.groups)
        if any(text[other.end : one.start] in {" and ", " et ", " und ", " y "} for other in group)
    ]


def demonym(text: str, one: re.Match[str]) -> tuple[str | None, int]:
    """Return the country whose people a capitalised word names, and where the word ends."""
    for printed in dict.fromkeys((one[0], re.split(r"[ -]", one[0])[0])):
        stop = one.start() + len(printed)
        singular = printed[:-1] if printed.endswith("s") and not printed.endswith("ss") else printed
        listed = _own().get(printed) or _own().get(singular)
        if listed:
            return listed, stop
        shared = _shared(text, singular)
        if shared:
            return shared, stop
        for form in (printed, singular):
            code = _code_of(form)
            if code and not is_country(form):
                return (None if form == "Georgian" and _shared(text, "Georgia") == "US" else code), stop
    return None, one.end()


def _shared(text: str, printed: str) -> str | None:
    """Return which of two countries a word means that both have a right to, by the towns that are named."""
    choices = {"Congolese": ("CD", "CG"), "Georgia": ("GE", "US"), "Korean": ("KR", "KP"), "Dominican": ("DO", "DM")}.get(printed)
    if choices is None:
        return None
    named = {place.meaning for place in places_in(text)}
    fitting = [code for code in choices if code in named]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=8192)
def _code_of(form: str) -> str | None:
    return code_of(form) if len(form) > 3 and place_of(form) is None else None


@lru_cache(maxsize=1)
def _own() -> dict[str, str]:
    listed = table("lands")["places"]
    return {name: code for code, names in listed.items() for name in names}


def _in_title(source: Source) -> Iterator[Land]:
    """Find a demonym before a word for one who left in the title: `American ISIS defector`."""
    for one in _CAPITAL.finditer(source.title):
        code, stop = demonym(source.title, one)
        if code is None:
            stop = one.end()
            code = place_of(one[0])
        after = source.title[stop : stop + 50]
        if code and (_is_person(after.lower()) or re.match(r"\s+(?:ISIS|IS|ISIL|jihadi|Taliban|al-Qaeda|[Ee]x-)\S*\s+\w+", after)):
            if not re.match(r"\s+(?:[\w-]+\s+)?[\w-]+[’']s\b", after) and not _inanimate(after.lower()):
                yield Land(code, one.start(), stop, TITLE, "demonym in the title", in_title=True)


def _listed(source: Source, focus: Focus) -> Iterator[Land]:
    """Find demonyms of another language, where they stand for a person."""
    language = {"bs": "hr", "nb": "no", "ms": "id"}.get(source.language, source.language)
    for one in _phrases(language).find(source.text):
        beside = _near(source, focus, one.start, one.end)
        before, after = source.text[max(0, one.start - 40) : one.start], source.text[one.end : one.end + 40]
        if beside or _fits(language, before, after):
            rule = "demonym beside the name" if beside else "demonym of the person"
            yield Land(one.meaning, one.start, one.end, DEMONYM, rule, beside)


@lru_cache(maxsize=32)
def _phrases(language: str) -> Phrases:
    made = Phrases()
    for code, names in table("lands").get(language, {}).items():
        forms = [*names, *("ال" + name for name in names)] if language == "ar" else names
        made.put(forms, code, as_printed=language in {"fr", "de", "nl", "tr", "pl"})
    return made


_FITS: dict[str, tuple[str, str]] = {
    "fr": (r"(?:^|[.!?»]\s|\b(?:[Cc]e|[Cc]ette|[Ll]e|[Ll]a|[Uu]n|[Uu]ne|jeune|est|ancien|ancienne|cet|ressortissante?|citoyenn?e?|,)\s+|\b[Ll]['’])$", r"(?! (?:police|armée|justice|frontière))"),
    "de": (r"(?:^|[.!?:–]\s|\b(?:[Dd]er|[Dd]ie|[Ee]in|[Ee]ine|[Dd]em|[Dd]en|[Ee]inen|[Ee]iner|junge|jungen|ist|gebürtige[rn]?|heute \d\d-?jährige|\d\d-?[Jj]ährige[nr]?)\s+)$", r"(?! [A-ZÄÖÜ]\w+(?:ung|polizei|armee|behörden|grenze|regierung|regime))"),
    "es": (r"(?:^|[.!?]\s|,\s|\b(?:[Ee]l|[Ll]a|[Uu]n|[Uu]na|[Ee]ste|[Ee]sta|es|joven|ciudadan[oa]|ex ?guerriller[oa]|excombatiente|yihadista|mujer|hombre|soy)\s+)$", r"(?! (?:gobierno|ejército))"),
    "it": (r"(?:^|[.!?]\s|,\s|\b(?:[Ii]l|[Ll]a|[Uu]n|[Uu]na|è|giovane|cittadin[oa])\s+|\b[Ll]['’]|\b[Uu]n['’])$", r""),
    "pt": (r"(?:^|[.!?]\s|,\s|\b(?:[Oo]|[Aa]|[Uu]m|[Uu]ma|é|jovem|cidadão|cidadã)\s+)$", r""),
    "nl": (r"(?:^|[.!?]\s|,\s|\b(?:[Dd]e|[Ee]en|is|jonge)\s+)$", r"(?=[,.;:]| (?:uit|is|was|die|werd|vertelt|zegt|keerde|zat|ging|trok|vertrok|van|met|in|wil|heeft|had|naar)\b|$)"),
    "ar": (
        r"(?:^|[.\n»:]\s*|(?:^|\s)(?:شاب|شابة|الشاب|الشابة|رجل|امرأة|سيدة|السيدة|الرجل|المرأة|الفتاة|المعلمة|المواطن|المواطنة|الطالبة|المجند|العائدة|الأرملة|فتاة|مواطن|مواطنة|مقاتل|المقاتل|منشق|المنشق|منشقة|داعشي|داعشية|طالب|طالبة|مجند|انتحاري|شخص|وهو|وهي|هو|هي|كان|كانت|قال|قالت|يقول|تقول|روى|روت|الطالب|القيادي|"
        r"السعودي|الداعشي|الداعشية|عائد|العائد|أرملة|زوجة|أم|طبيب|ممرضة|مهاجر|الشيخ|تحدثت|تحدث|ويقول|وقال|وروت|قيادي|متطوع|جهادي|الجهادي|إرهابي|الإرهابي)\s+)$",
        r"",
    ),
    "tr": (r"", r"(?! \w+(?:ler|lar|leri|ları|lerin|ların|ordusu|güçleri|polisi)\b)(?!\w)"),
    "id": (r"", r"(?! (?:lainnya|yang lain))"),
}


def _fits(language: str, before: str, after: str) -> bool:
    """Whether a demonym of another language stands for a person, by the words around it."""
    earlier, later = _FITS.get(language, ("", ""))
    return bool(re.search(earlier, before)) and bool(re.match(later, after))


def all_codes(lands: Sequence[Land]) -> set[str]:
    """Return the countries that are said of anybody."""
    return {land.code for land in lands}
