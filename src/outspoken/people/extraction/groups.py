"""The group somebody left: names of violent groups in many languages, and which of those in a story is meant."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from outspoken.people.extraction.lexicon import table, words
from outspoken.people.extraction.phrases import Found, Phrases
from outspoken.people.extraction.records import Said, Source
from outspoken.text.letters import fold

_NEAR = 60
"""Characters between the word that says somebody joined or left, and the group's name."""
_CLEAR = 1.25
"""How many times the next group's weight the first must have."""


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    """Return all names of groups: abbreviations to be found as printed, other names in any case."""
    made = Phrases()
    for group, entry in table("groups").items():
        capitals = entry.get("capitals", False)
        printed = [name for name in entry["names"] if capitals or name.isupper() or len(name) <= 4]
        made.put(printed, group, as_printed=True)
        made.put((name for name in entry["names"] if name not in printed), group, as_printed=False)
    return made


@lru_cache(maxsize=1024)
def group_named(printed: str) -> str | None:
    """Return the group that a name or an abbreviation stands for, None if it is in no list.

    >>> group_named("Islamic State"), group_named("FARC-EP"), group_named("Chess Club")
    ('IS', 'FARC', None)
    """
    if printed in table("groups"):
        return printed
    wanted = fold(printed)
    return next(
        (group for group, entry in table("groups").items() if wanted in {fold(name) for name in entry["names"]}), None
    )


@lru_cache(maxsize=32)
def mentions(text: str) -> tuple[Found, ...]:
    """Return each mention of a group, in the order of the text; a longer name hides one in it."""
    return tuple(one for one in _phrases().find(text) if not _shouted(text, one))


def _shouted(text: str, one: Found) -> bool:
    """Whether a short abbreviation is only a word between others in capitals: WHO IS HE."""
    around = [word for word in re.findall(r"\w{3,}", text[max(0, one.start - 20) : one.end + 20]) if word.isalpha()]
    return one.end - one.start == 2 and len(around) > 1 and sum(map(str.isupper, around)) * 2 > len(around)


def group_of(source: Source) -> Said | None:
    """Return the group that the story's person seems to have left; None where two are as likely, or none is named."""
    weights: Counter[str] = Counter()
    first: dict[str, Said] = {}
    for text, in_title in ((source.text, False), (source.title, True)):
        for one in mentions(text):
            group, start, end = one.meaning, one.start, one.end
            before = re.split(r"[.;؛!?]", text[max(0, start - _NEAR) : start])[-1]
            around = before + re.split(r"[.;؛!?]", text[start : end + _NEAR // 3])[0]
            acts = any(words(source.language, kind).search(around) for kind in ("former", "joining", "leaving"))
            weights[group] += (3 if acts else 1) + (1 if in_title else 0)
            rule = "group near joining or leaving" if acts else "group named"
            found = Said("group", group, start, end, text[start:end], rule, in_title)
            if group not in first or (acts and first[group].rule == "group named"):
                first[group] = found
    if not weights:
        return None
    ranked = _without_movements(weights).most_common(2)
    if len(ranked) > 1 and ranked[0][1] < _CLEAR * ranked[1][1]:
        return None
    return first[ranked[0][0]]


def home_of(group: str) -> str | None:
    """Return the country nearly all members of a group come from, where there is one."""
    country = table("groups").get(group, {}).get("home")
    return str(country) if country else None


def _without_movements(weights: Counter[str]) -> Counter[str]:
    """Leave out movements (neo-Nazis) beside a group of theirs that is named."""
    groups = Counter({group: weight for group, weight in weights.items() if not table("groups")[group].get("movement")})
    return groups or weights
