"""Which of the names in a story is its person's: weighed by what is said of each, silent where nothing tells.

What speaks for a name: an age beside it, words of joining, leaving and telling after it, a pseudonym
announced, a title that repeats it. What speaks against: a role before it (reporter, commander, wife), a
place's preposition, a passive killing. Only a name with enough weight is suggested.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from outspoken.people.extraction.ages import Age
from outspoken.people.extraction.lexicon import given_names, words
from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.records import Source
from outspoken.text.names import Role, parse_name

ENOUGH = 2.0
"""The weight a name must have."""
MARGIN = 1.0
"""By how much it must outweigh the next, unless that is a person of the story too."""
_SECOND, _SHARE = 3.5, 0.6
"""What another person's name must weigh, and of the first one's weight."""
_FORWARD, _BACK = 34, 34
_PLACED = re.compile(
    r"\b(?:in|at|near|to|into|toward|towards|outside|through|via|across|en|à|di|nach|aus|naar|te|u|w|v|в|на|of|from)\s+$",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r",? (?:reporting|reports|meets|interviews|interviewed|visits|writes|asks|asked|talks to|spoke to|speaks to|spoke with|met|then goes|describes how the|of (?:the )?[A-Z]\w+ (?:News|Times|College|University))\b"
)
_PUBLIC = re.compile(
    r"(?:bin Laden|Baghdadi|Zarqawi|Zawahiri|Kony|Shekau|Assad|Awlaki|Gaddafi|Saddam|Obama|Trump|Biden|Putin|Erdogan|Erdoğan|Uribe|"
    r"Santos|Merkel|Hollande|Macron|Cameron|Emwazi|Foley|Goto|Sotloff|Haines|Henning|Neumann|Choudary|Hitler|Mullah Omar|Marulanda|"
    r"Cantlie|Kassig|Mueller|Buhari|Jokowi|Bashir|Javid|Engel)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a story, all its mentions, and the weight of what speaks for it."""

    name: str
    mentions: tuple[Mention, ...]
    weight: float
    pseudonym: bool = False

    @property
    def forms(self) -> list[str]:
        """The other ways in which the story writes the name."""
        return [form for form in dict.fromkeys(one.name for one in self.mentions) if form != self.name]


def named(source: Source, found: Sequence[Mention], ages: Sequence[Age]) -> list[Named]:
    """Return the names that have enough weight, the heaviest first."""
    weighed = []
    for group in _together(found):
        full = max(group, key=lambda one: (len(one.name.split()), -one.start))
        pseudonym = any(_announced(source, one) for one in group)
        weight = sum(sorted((_weight(source, one, ages) for one in group), key=abs, reverse=True)[:3])
        weight += _of_all(source, group, pseudonym=pseudonym)
        weighed.append(Named(full.name, tuple(group), weight, pseudonym))
    best = sorted((one for one in weighed if one.weight > 0), key=lambda one: -one.weight)
    if not best or best[0].weight < ENOUGH:
        return []
    others = [one for one in best[1:] if _also(source, best[0], one)]
    rest = [one for one in best[1:] if one not in others]
    return [] if rest and best[0].weight < rest[0].weight + MARGIN else [best[0], *others]


def _also(source: Source, first: Named, other: Named) -> bool:
    """Whether another name is of a second person of the story: as heavy, or named in one breath with the first."""
    if other.weight >= max(_SECOND, _SHARE * first.weight):
        return True
    between = [
        source.text[min(one.end, two.end) : max(one.start, two.start)]
        for one in first.mentions[:1]
        for two in other.mentions[:1]
    ]
    return bool(between) and bool(re.fullmatch(r"[\"'”]? (?:and|und|et|y|dan|ve|en|و|и|e) [\"'“]?", between[0]))


def _together(found: Sequence[Mention]) -> list[list[Mention]]:
    """Put mentions together of which one is a part of the other: Selim Hale, Hale."""
    groups: list[list[Mention]] = []
    for one in found:
        own = set(one.name.split())
        for group in groups:
            if any(own <= set(other.name.split()) or set(other.name.split()) <= own for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _of_all(source: Source, group: Sequence[Mention], *, pseudonym: bool) -> float:
    """Weigh what holds of a name as a whole."""
    weight = 2.5 if pseudonym else 0.0
    weight += 1.0 if len(group) > 1 else 0.0
    name = max((one.name for one in group), key=len)
    words_of_it = name.split()
    weight += 0.5 if words_of_it[0] in given_names() or len(words_of_it) > 1 else -0.5
    roles = {word.role for word in parse_name(name).words}
    weight += 0.5 if Role.KUNYA in roles else 0.0
    if len(words_of_it[-1]) > 2 and words_of_it[-1] in source.title:
        weight += 1.0
    if group[0].start < 120:
        weight += 0.5
    if _PUBLIC.search(name):
        weight -= 5.0
    return weight


def _weight(source: Source, one: Mention, ages: Sequence[Age]) -> float:
    """Weigh what is said at one mention."""
    text, language = source.text, source.language
    start, end = _sentence(source, one)
    before = text[max(start, one.start - _BACK) : one.start]
    after = text[one.end : min(end, one.end + _FORWARD)]
    weight = 0.0
    if _follows(words(language, "others"), before):
        weight -= 4.0 if not words(language, "former").search(before) else 0.0
    if _follows(words(language, "former"), before):
        weight += 2.5
    own = bool(re.match(r"[’']s\b", text[one.end : one.end + 2]))
    if (
        _PLACED.search(before)
        and not own
        and not re.search(r"(?:story|testimony|tale|case|words|account|confessions|telling) of\s+$", before)
    ):
        weight -= 2.0
    if _REPORTS.match(after):
        weight -= 4.0
    if any(one.start <= age.start <= one.end + 16 and age.name and age.name in one.name for age in ages):
        weight += 3.0
    if re.match(rf",? (?:an? |the |who was (?:an? )?)?{words(language, 'former').pattern}", after, re.IGNORECASE):
        weight += 2.5
    if own and language == "en":
        weight += (
            -1.0
            if not re.match(
                r"[’']s (?:own|story|telling|testimony|account|case|words|name)", text[one.end : one.end + 14]
            )
            else 1.5
        )
    return weight + _acts(source, one, (start, end), after)


def _acts(source: Source, one: Mention, sentence: tuple[int, int], after: str) -> float:
    """Weigh the words of joining, leaving and telling around a mention that may be their subject."""
    text, language = source.text, source.language
    subject = one.start - sentence[0] < 3 or bool(
        re.search(r"[,;:،]\s*[\"'“«]?$|\band $", text[sentence[0] : one.start])
    )
    weight = 0.0
    if re.match(
        rf"[\"'”»]?(?:,? who| yang)?[\w ,()]{{0,3}}?\s*{words(language, 'saying').pattern}", after, re.IGNORECASE
    ):
        weight += 2.0
    if language == "en" and subject and re.match(r"[\"'”]? [a-z]+(?:ed|es|s|t|w|k|d)\b", after):
        weight += 1.0
    if language == "ar" and _follows(words(language, "saying"), text[sentence[0] : one.start]):
        weight += 2.0
    rest = text[one.end : sentence[1]]
    for kind in ("joining", "leaving"):
        near = words(language, kind).search(rest if subject else rest[:_FORWARD])
        if near:
            weight += 1.5
    return weight + (1.0 if subject else 0.0)


def _announced(source: Source, one: Mention) -> bool:
    """Whether the story says that the name is not a true one, or only what somebody is called."""
    text = source.text
    before, after = text[max(0, one.start - 40) : one.start].rstrip(" \"'“«„"), text[one.end : one.end + 60]
    if re.search(rf"{words(source.language, 'pseudonym_before').pattern}$", before, re.IGNORECASE):
        return True
    about = words(source.language, "pseudonym_about")
    quoted = text[one.start - 1 : one.start] in "\"'“«„‘" and text[one.end : one.end + 1] in "\"'”»“’" and bool(after)
    return bool(about.search(re.split(r"[.;]", after)[0])) or (quoted and one.start > 0 and len(one.name.split()) == 1)


def _follows(looked: re.Pattern[str], before: str) -> bool:
    """Whether one of the words stands just before, with at most two others between and no comma."""
    tail = re.split(r"[,.;:()،]", before)[-1]
    return bool(looked.search(" ".join(tail.split()[-3:])))


def _sentence(source: Source, one: Mention) -> tuple[int, int]:
    return next(((s, e) for s, e in source.sentences() if s <= one.start < e), (0, len(source.text)))
