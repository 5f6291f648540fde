"""Where somebody is from: the words of each language that say so before a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from outspoken.people.extraction.lexicon import table
from outspoken.people.extraction.places import places_in
from outspoken.people.extraction.records import Source

FROM, GREW_UP, BORN = 3, 4, 5
"""Ranks, behind those of demonyms: is from, was raised in, born in or left it for elsewhere."""
_KIND = (
    r"(?:city|cities|town|village|hamlet|suburb|suburbs|district|province|region|outskirts|state|port|island|part|north|south|east|west|countryside|capital|area|neighbourhood|borough|"
    r"county|corner|hills|valley|coast|edge|slums?|north-?east|north-?west|south-?east|south-?west)"
)
_OF = (
    r"(?:the |a )?(?:(?:[\w’'-]+ ){0,4}?" + _KIND + r"(?: of| in| near| outside| around)? )?"
    r"(?:(?:[A-Z][\w’'-]+|[A-Z]\w+ [A-Z]\w+),? (?:in |near |outside |of )?)?(?:\w+(?:-\w+)?ern |the \w+ of |central |north |south |east |west |rural |the |war-torn )*"
)
_ENGLISH = (
    (FROM, r"\b(?:is|’s|'s|was|am|are|come|comes|coming|hails?|hailing|hailed|originally|originates?)(?: both| all| originally| also)? from " + _OF + "$"),
    (FROM, r"(?:,|\)|^|\d,) (?:both |originally |who is |who was |who comes |who hails )?from " + _OF + "$"),
    (FROM, r"(?:\b(?:is|was|as|am)|,|—|–) (?:an?|the) (?:[\w’'-]+ ){1,4}from " + _OF + "$"),
    (BORN, r"\b(?:[Oo]nce|[Ff]ormerly|had been|used to be|was then) an? (?:[\w-]+ )?(?:grocer|teacher|schoolteacher|student|farmer|shopkeeper|tailor|driver|barber|lawyer|engineer|clerk|carpenter|"
           r"mechanic|baker|builder|doctor|pharmacist|accountant|electrician|labourer|trader|butcher|waiter|policeman|soldier in the army) in " + _OF + "$"),
    (FROM, r"\b(?:native|citizen|resident|son|daughter|child) of " + _OF + "$"),
    (FROM, r"\b(?:his|her|my) (?:native|home ?town|home town|home city|home village|home country|home state|home|hometown)(?: of| in|,)? (?:the )?(?:[A-Z]\w+, )?(?:\w+ern )?$"),
    (FROM, r"(?<=[a-z],) of (?:[A-Z]\w+, )?$|\d\d, of (?:[A-Z]\w+, )?$"),
    (FROM, r"[A-Z][\w'’-]+ of (?:[A-Z][\w-]+ in |[A-Z][\w-]+, )?$"),
    (FROM, r"\bcivil servant in $|\bback home in (?:[A-Z]\w+, )?$"),
    (GREW_UP, r"\b(?:[Bb]orn and \w+|[Rr]aised|[Bb]rought up|[Gg]rew up|[Gg]rown up|[Gg]rowing up|[Bb]red|[Rr]eared|upbringing|childhood|youth|schooldays)(?: and (?:raised|bred|brought up|grew up|educated))?(?: (?:in|on) (?:\w+ )?(?:\d{1,2} )?(?:[A-Z]\w+ )?\d{4})?(?: to [\w ,-]{3,40}?)? in " + _OF + "$"),
    (BORN, r"\b[Bb]orn(?: (?:in|on) (?:\w+ )?(?:\d{1,2} )?(?:[A-Z]\w+ )?\d{4})?(?: to [\w ,-]{3,40}?)? in " + _OF + "$"),
    (BORN, r"\b(?:student|studied|life|home|family|parents|worked|working|job|school|flat|house|lived|living|left|leaving) (?:her |his |a |the )?(?:home |family )?(?:in|at) " + _OF + "$"),
)  # fmt: skip
_OTHERS = {
    "de": r"\b(?:aus|stammt aus|geboren in|aufgewachsen in|gebürtig aus|kommt aus) (?:dem |der |den )?(?:\w+ )?$",
    "fr": r"\b(?:originaire (?:de|d['’]|du)|né à|née à|natif de|native de|vient (?:de|du)|venue? de|habitant de|grandi à|quitté|de) ?$",
    "es": r"\b(?:natural de|nacid[oa] en|originari[oa] de|oriund[oa] de|criad[oa] en|vecin[oa] de|nació en|creció en) $",
    "it": r"\b(?:originari[oa] di|nat[oa] a|cresciut[oa] a|viene da|residente a) $",
    "pt": r"\b(?:natural de|nascid[oa] em|nasceu em|cresceu em|de) $",
    "nl": r"\b(?:uit|afkomstig uit|geboren in|opgegroeid in|komt uit) (?:het |de )?$",
    "id": r"\b(?:asal|warga|warga kota|berasal dari|kelahiran|lahir di|dari kota) (?:kota )?$",
    "ru": r"\b(?:[Уу]роженец|[Уу]роженка|[Жж]итель|[Жж]ительница|родом из|родился в|родилась в|выросла в|вырос в|приехал из|из) (?:города |республики )?$",
    "ar": r"(?:^|\s)(?:من مدينة|من|ابن|ابن مدينة|ابنة|أصيل|أصيلة|من أبناء|ولد في|ولدت في|المولود في|المولودة في|من مواليد|ينحدر من|تنحدر من|من سكان|من محافظة|من ريف|جاءت من|جاء من|في ريف) (?:مدينة |ريف |محافظة )?$",
    "sv": r"\b(?:från|född i|uppvuxen i) $", "da": r"\b(?:fra|født i|opvokset i) $", "no": r"\b(?:fra|født i|oppvokst i) $",
    "pl": r"\b(?:z|ze|urodzon[ya] w|pochodzi z) $", "hr": r"\b(?:iz|rodom iz|rođen[a]? u) $", "sr": r"\b(?:iz|rodom iz) $", "bs": r"\b(?:iz|rodom iz) $",
}  # fmt: skip
_MOVED = re.compile(
    r"\b(?:fled|escaped?|escaping|returned|returning|back|travelled|traveled|flew|went|ran|crossed|home|drove|moved|walked|miles|kilometres|far|away|reporting|withdrew|released|rescued|smuggled|brought|deported|"
    r"retreat\w*|message|call|photos?|reports?|news|exit|withdrawal|orders|weapons|money|different|separated|apart|banned|expelled)\s+(?:\w+\s+){0,2}from ",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:left|leaving|leave|flew from|flying from|travelled from|traveled from|quit|drove from|boarded a (?:plane|flight|bus|coach) in|went from|came from|moved from|from)(?: (?:her|his|their) (?:home|family|parents|life|house|job) in)? (?:[A-Z]\w+, )?$"
)
_NOUN_FROM = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) (?:[\w’'-]+,? ){0,5}?(?P<noun>[\w-]+)(?P<age> of \d\d,?)?(?: of (?:two|three|four|five|six|seven|\d))? from "
    + _OF
    + "$"
)
_BROUGHT = re.compile(
    r" (?:has |had |have )?(?:brought|flown|flew|taken|took|repatriated|fetched)\b[^.;]{0,40}?\b(?:back|home)\b"
)
_TO = re.compile(
    r"^(?:, [A-Z]\w+,?)? (?:for|to join|to live|to fight|to (?=(?:al-|[Ii]slamic|IS|Syria|Iraq|Raqqa|Turkey|Libya|Somalia|Yemen|Afghanistan|Istanbul|the (?:caliphate|war|front))))"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """A place that somebody is from: its country, where that is said, and how surely."""

    code: str
    start: int
    end: int
    rank: int
    rule: str


def born_where(source: Source) -> Iterator[Origin]:
    """Yield the places of which a text says that somebody is from there.

    >>> [(one.code, one.rule) for one in born_where(Source("", "He is from Sfax and fled from Raqqa.", "en"))]
    [('TN', 'where the person comes from')]
    """
    text = source.text
    for place in places_in(text, source.language):
        begin = max(text.rfind(". ", 0, place.start), text.rfind("\n", 0, place.start), place.start - 110, -1)
        before = text[begin + 1 : place.start].lstrip()
        if source.language != "en":
            looked = _OTHERS.get(source.language)
            found = re.search(looked, before) if looked else None
            if found:
                yield Origin(place.meaning, place.start, place.end, FROM, "where the person comes from")
            continue
        after = text[place.end : place.end + 60]
        if _person_from(before):
            yield Origin(place.meaning, place.start, place.end, FROM, "where the person comes from")
            continue
        for rank, looked_for in _patterns():
            if looked_for.search(before) and not (rank == FROM and _MOVED.search(before)):
                rule = "where the person comes from" if rank == FROM else "where the person was born or grew up"
                yield Origin(place.meaning, place.start, place.end, rank, rule)
                break
        else:
            if re.match(r"-(?:born|raised|bred|educated)\b", after):
                yield Origin(place.meaning, place.start, place.end, GREW_UP, "where the person was born or grew up")
            elif _BROUGHT.match(after):
                yield Origin(place.meaning, place.start, place.end, BORN, "country that brought the person home")
            elif _LEFT.search(before) and _TO.match(after):
                yield Origin(place.meaning, place.start, place.end, BORN, "where the person left for the group")


def _person_from(before: str) -> bool:
    """Whether the words before a place end in `a baker from`, `the 26-year-old from`, `a tiler of 34 from`."""
    found = _NOUN_FROM.search(before)
    if found is None or _MOVED.search(before):
        return False
    noun = found["noun"].lower()
    return noun in table("lands")["persons"]["en"].split() or noun.endswith("year-old") or bool(found["age"])


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((rank, re.compile(expression)) for rank, expression in _ENGLISH)
