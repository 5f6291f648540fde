"""Which of the names in a story is its person's: weighed by what is said of each, silent where nothing tells.

What speaks for a name: an age beside it, words of joining, leaving and telling in the sentences that speak of it,
words of its own in the first person, a pseudonym announced, a title that repeats it. What speaks against: a role
before or after it (reporter, commander, wife), a place's preposition, a passive killing. Only a name with enough
weight is suggested, and a second one only on evidence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from outspoken.people.extraction.ages import Age
from outspoken.people.extraction.focus import PLACE, Focus, Stretch, described_as, focus_of, quoted, together
from outspoken.people.extraction.groups import mentions as groups_in
from outspoken.people.extraction.lexicon import given_names, table, words
from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.pseudonyms import all_hidden, is_announced, is_hidden
from outspoken.people.extraction.records import Source
from outspoken.text.names import Role, parse_name

ENOUGH = 3.0
"""The weight a name must have."""
MARGIN = 1.0
"""By how much it must outweigh the next, unless that is a person of the story too."""
_DEED = 1.0
"""What a deed adds where names are compared: an office-holder has an age too, but did not flee."""
_SECOND, _SHARE = 3.5, 0.4
"""What another person's name must weigh, and of the first one's weight."""
_PLACED = re.compile(
    r"\b(?:in|at|near|to|into|toward|towards|outside|through|via|across|en|à|di|nach|aus|naar|te|u|w|v|в|на|of|from)\s+$",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"(?:story|testimony|tale|case|words|account|confessions?|telling|life|interview|talk) (?:of|with)\s+$"
)
_REPORTS = re.compile(
    r",? (?:reporting|reports|meets|interviews|interviewed|visits|writes|talks to|spoke to|speaks to|spoke with|sat down|met|then goes|describes how the|"
    r"has interviewed|of (?:the )?[A-Z]\w+ (?:News|Times|College|University))\b"
)
_ASKED = re.compile(
    r"\b(?:told|tells|asked by|interviewed by|interview to|speaking to|talked to|spoke to|speaks to|interviewer)\s+(?:the )?$"
)
_BY = re.compile(
    r"\bby (?:(?:an?|the) (?:[\w-]+,? ){1,3})?$|\b(?:of|from|to|under|by|for|near|against|and) (?:an?|the|another) (?:[\w-]+ ){1,4}(?:named|called|known as|nicknamed) [\"'“]?$"
)
_KILLED = re.compile(
    r",? (?:who )?(?:was|were|had been|has been) (?:killed|shot|executed|beheaded|murdered|slain)\b|,? died\b"
)
_MINE = re.compile(
    r"\b(?:I|I'm|I’m|I've|I’ve|we|my|me|our|us|je|j'|nous|mon|ma|ich|wir|mein\w*|mich|yo|mi|mis|nosotros|ik|wij|mijn|jag|vi|jeg|я|мы|мне|мой|saya|kami|aku|io|noi|mio)\b"
)
_HERSELF = re.compile(
    r"^[\"'”»]?(?:, [^,]{3,60},)? (?:has |had |now |also |later )?(?:said|says|told|tells|recalls|recalled|claims|claimed|admits|admitted|"
    r"insists|explains|explained|adds|maintains|swears|remembers|wrote|writes)\b[^.]{0,90}?\b(?:he|she|his|her|himself|herself)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a story, all its mentions, and the weight of what speaks for it."""

    name: str
    mentions: tuple[Mention, ...]
    weight: float
    pseudonym: bool = False
    place: int = 0
    """Its place among the names of the text."""
    deeds: bool = False
    """Whether it is said to have joined, left, or told of itself."""

    @property
    def forms(self) -> list[str]:
        """The other ways in which the story writes the name."""
        return [form for form in dict.fromkeys(one.name for one in self.mentions) if form != self.name]


def focused(source: Source, found: Sequence[Mention]) -> Focus:
    """Tell of which name each stretch of a text speaks."""
    groups = tuple(tuple(group) for group in together(source.text, found))
    asides = frozenset(place for place, group in enumerate(groups) if _is_aside(source, group))
    return Focus(groups, asides, tuple(focus_of(source, groups, asides)))


def named(source: Source, focus: Focus, ages: Sequence[Age], demonyms: Collection[int] = ()) -> list[Named]:
    """Return the names that have enough weight, the heaviest first; `demonyms` are those that have one beside."""
    weighed = [_weighed(source, focus, place, ages, demonyms) for place in range(len(focus.groups))]
    if all_hidden(source) and len([one for one in weighed if one.weight > 0]) == 1:
        weighed = [
            replace(one, weight=one.weight + 2.0, pseudonym=True, deeds=True) if one.weight > 0 else one
            for one in weighed
        ]
    best = sorted((one for one in weighed if one.weight > 0), key=lambda one: -one.weight - (_DEED if one.deeds else 0))
    if not best or best[0].weight < ENOUGH:
        return []
    others = [one for one in best[1:] if _also(source, best[0], one)]
    rest = [one for one in best[1:] if one not in others and (one.deeds or not best[0].deeds)]
    return [] if rest and best[0].weight < rest[0].weight + MARGIN else [best[0], *others]


def _weighed(source: Source, focus: Focus, place: int, ages: Sequence[Age], demonyms: Collection[int]) -> Named:
    """Add up what is said of one name."""
    group = focus.groups[place]
    stretches = [one for one in focus.stretches if one.who == place]
    full = max(group, key=lambda one: (len(one.name.split()), -one.start))
    pseudonym = any(is_hidden(source, one) for one in group)
    called = not pseudonym and any(is_announced(source, one) for one in group)
    weight = sum(sorted((_beside(source, one, ages) for one in group), key=abs, reverse=True)[:3])
    weight += (3.0 if pseudonym else 2.0 if called else 0.0) + (1.0 if place in demonyms else 0.0)
    weight += _of_all(source, group) - (4.0 if place in focus.asides else 0.0)
    told, deeds = _told(source, group, stretches)
    deeds = deeds or pseudonym or any(_is_former(source, one) for one in group)
    return Named(full.name, group, weight + told, pseudonym, place, deeds)


def _also(source: Source, first: Named, other: Named) -> bool:
    """Whether another name is of a second person of the story: as heavy, or named in one breath with the first.

    An age or an alias is not enough: a judge, a victim and a director have them too. Of a second person the story
    must say a deed or own words.
    """
    if other.deeds and other.weight >= max(_SECOND, _SHARE * first.weight):
        return True
    between = [
        source.text[min(one.end, two.end) : max(one.start, two.start)]
        for one in first.mentions[:1]
        for two in other.mentions[:1]
    ]
    return bool(between) and bool(
        re.fullmatch(
            r"[\"'”]?(?:,? \(?\d\d\)?,?)? (?:and|und|et|y|dan|ve|en|и|e)(?: (?:his|her|their) (?:[\w-]+ )?\w+)? [\"'“]?",
            between[0],
        )
    )


def _is_aside(source: Source, group: Sequence[Mention]) -> bool:
    """Whether a name stands in a role that no witness has: an office before it or in apposition, or only as kin."""
    text = source.text
    if set(re.findall(r"\w+", group[0].name)) & _public() or any(_KILLED.match(text, one.end) for one in group):
        return True
    if all(_is_place(text, one) and text[one.end : one.end + 1] not in "’'" for one in group):
        return True
    if all(_is_asking(text, one) for one in group):
        return True
    roles = [_role(source, one) for one in group]
    return "office" in roles or (roles[0] == "kin" and (len(group) == 1 or "" not in roles))


def _is_asking(text: str, one: Mention) -> bool:
    """Whether a single word that is no given name is who was told: an outlet, as in `told Harbour`."""
    return (
        " " not in one.name
        and one.name not in given_names()
        and bool(_ASKED.search(text[max(0, one.start - 24) : one.start]))
    )


def _is_place(text: str, one: Mention) -> bool:
    """Whether a mention stands behind a preposition of place, and is not a full name known from elsewhere."""
    before = text[max(0, one.start - 24) : one.start]
    full = " " in one.name and one.name.split()[0] in given_names()
    if re.search(r"\b(?:in|at|near|into|outside|across|en|u|w|в)\s+$", before, re.IGNORECASE):
        return True
    return bool(PLACE.search(before)) and not before.endswith("ccording to ") and not full


def _role(source: Source, one: Mention) -> str:
    """Say in what role a mention stands: an `office` (a reporter, a judge), `kin` (his son), or none."""
    start, _ = _sentence(source, one)
    before = source.text[max(start, one.start - 60) : one.start]
    after = source.text[one.end : one.end + 60]
    others, former = words(source.language, "others"), words(source.language, "former")
    kin = words(source.language, "relatives")
    if former.search(before):
        return ""
    if _follows(kin, before):
        return (
            ""
            if re.search(r"\b(?:and|with|et|und|y|ve) (?:his|her|their|son|sa|sein|ihr|su)\b[^,.]{0,30}$", before)
            else "kin"
        )
    if _follows(others, before) or re.search(rf"{others.pattern}[,،]\s*$", before, re.IGNORECASE):
        return "office"
    if is_announced(source, one) and others.search(before) and re.search(r"[,،]", before):
        return "office"
    return "office" if _apposed(source.language).match(after) and not former.search(after) else ""


@lru_cache(maxsize=32)
def _apposed(language: str) -> re.Pattern[str]:
    entry = table("lexicon").get(language, {})
    return described_as(tuple(entry.get("others", ())), tuple(entry.get("relatives", ())))


@lru_cache(maxsize=1)
def _public() -> frozenset[str]:
    return frozenset(table("stops")["public"].split())


def _of_all(source: Source, group: Sequence[Mention]) -> float:
    """Weigh what holds of a name as a whole."""
    weight = 1.0 if len(group) > 1 else 0.0
    name = max((one.name for one in group), key=len)
    words_of_it = name.split()
    weight += 0.5 if words_of_it[0] in given_names() or len(words_of_it) > 1 else -0.5
    roles = {word.role for word in parse_name(name).words}
    weight += 0.5 if Role.KUNYA in roles else 0.0
    if len(words_of_it[-1]) > 2 and words_of_it[-1] in source.title:
        weight += 1.0
    if group[0].start < 120:
        weight += 0.5
    return weight


def _is_former(source: Source, one: Mention) -> bool:
    """Whether a word for one who left stands before a mention or in apposition to it."""
    start, end = _sentence(source, one)
    former = words(source.language, "former")
    apposed = rf",? (?:an? |the |who was (?:an? )?)?{former.pattern}"
    return _follows(former, source.text[max(start, one.start - 40) : one.start]) or bool(
        re.match(apposed, source.text[one.end : min(end, one.end + 60)], re.IGNORECASE)
    )


def _beside(source: Source, one: Mention, ages: Sequence[Age]) -> float:
    """Weigh what stands right beside one mention."""
    text, language = source.text, source.language
    start, end = _sentence(source, one)
    before = text[max(start, one.start - 40) : one.start]
    after = text[one.end : min(end, one.end + 60)]
    weight = 0.0
    if _is_former(source, one):
        weight += 2.5
    own = bool(re.match(r"[’']s\b", text[one.end : one.end + 2]))
    if before.rstrip().endswith("ccording to"):
        weight += 1.5
    elif _PLACED.search(before) and not own and not _TOLD_OF.search(before):
        weight -= 0.5 if one.name.split()[0] in given_names() and " " in one.name else 2.0
    if language == "en" and _BY.search(before) and not _TOLD_OF.search(before):
        weight -= 2.5
    if _ASKED.search(before):
        weight -= 2.0
    if _REPORTS.match(after):
        weight -= 4.0
    if _KILLED.match(after):
        weight -= 2.0
    if any(age.beside(one) for age in ages):
        weight += 3.0
    if own and language == "en":
        told = re.match(
            r"[’']s (?:own|story|telling|testimony|account|case|words|name|hands|life|escape|voice|journey|family|mother|father)",
            text[one.end : one.end + 14],
        )
        weight += 1.5 if told else -0.5
    return weight


def _told(source: Source, group: Sequence[Mention], stretches: Sequence[Stretch]) -> tuple[float, bool]:
    """Weigh what the stretches that speak of a name say: joining, leaving, telling, words of one's own; and whether any."""
    own = [one for one in stretches if not one.aside]
    text, language = source.text, source.language
    weight, deeds = min(1.5, 0.5 * len(own)), False
    for kind in ("joining", "leaving"):
        if any(words(language, kind).search(text, one.start, one.end) for one in own):
            weight, deeds = weight + 1.5, True
    near = {(one.start, one.end) for one in own}
    if any(start <= one.start < end for one in groups_in(text) for start, end in near):
        weight += 0.5
    if any(_MINE.search(text, first + 1, last) for one in own for first, last in quoted(text, one.start, one.end)):
        weight, deeds = weight + 1.5, True
    saying = re.compile(
        rf"[\"'”»]?(?:,? who| yang)?[\w ,()]{{0,3}}?\s*{words(language, 'saying').pattern}", re.IGNORECASE
    )
    told = 0.0
    for one in group:
        start, end = _sentence(source, one)
        if any(mine.start <= one.start < mine.end for mine in own):
            told = max(told, 1.5 if saying.match(text, one.end, min(end, one.end + 40)) else 0.0)
            told = max(told, 2.5 if _HERSELF.match(text[one.end : end]) else 0.0)
            told = max(told, 1.0 if one.start - start < 3 else 0.0)
        if re.search(
            r"\b(?:[Mm]y name is|[Ii]ch heiße|[Jj]e m['’]appelle|[Mm]e llamo|[Mm]i chiamo|[Mm]eine? Name ist|[Мм]еня зовут) $",
            text[start : one.start],
        ):
            told = max(told, 3.0)
        if language == "ar" and _follows(words(language, "saying"), text[start : one.start]):
            told = max(told, 2.5)
    return weight + told, deeds or told >= 2.5


def _follows(looked: re.Pattern[str], before: str) -> bool:
    """Whether one of the words stands just before, with at most two others between and no comma."""
    tail = re.split(r"[,.;:()،]", before)[-1]
    return bool(looked.search(" ".join(tail.split()[-3:])))


def _sentence(source: Source, one: Mention) -> tuple[int, int]:
    return next(((s, e) for s, e in source.sentences() if s <= one.start < e), (0, len(source.text)))
