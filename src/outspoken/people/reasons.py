"""Say in sentences what speaks for and against two records being one person.

Each reason names what it rests on and how common that is among the records here, so that
a number never stands without its why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from outspoken.people.likeness import Board, Traits
from outspoken.people.names_match import ALIKE, laid_beside
from outspoken.text.countries import is_code, name_of
from outspoken.text.letters import fold
from outspoken.text.names import ParsedName, Role, parse_name

_CLOSE = 1
_PEOPLE = {
    "AF": "Afghans",
    "AT": "Austrians",
    "AU": "Australians",
    "BE": "Belgians",
    "CA": "Canadians",
    "CN": "Chinese",
    "DE": "Germans",
    "DK": "Danes",
    "DZ": "Algerians",
    "EG": "Egyptians",
    "ES": "Spaniards",
    "FR": "French",
    "GB": "British",
    "ID": "Indonesians",
    "IN": "Indians",
    "IQ": "Iraqis",
    "IR": "Iranians",
    "IT": "Italians",
    "JO": "Jordanians",
    "KZ": "Kazakhs",
    "LB": "Lebanese",
    "LY": "Libyans",
    "MA": "Moroccans",
    "MY": "Malaysians",
    "NL": "Dutch",
    "PH": "Filipinos",
    "PK": "Pakistanis",
    "PS": "Palestinians",
    "RU": "Russians",
    "SA": "Saudis",
    "SD": "Sudanese",
    "SE": "Swedes",
    "SO": "Somalis",
    "SY": "Syrians",
    "TJ": "Tajiks",
    "TN": "Tunisians",
    "TR": "Turks",
    "US": "Americans",
    "UZ": "Uzbeks",
    "YE": "Yemenis",
    "CH": "Swiss",
    "KE": "Kenyans",
}
"""What the people of a country are called; others are said to be from there."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (or against) two records being one person."""

    speaks_for: bool
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two persons that may be one, by the numbers they were born with; it counts only once a person judges."""

    left: int
    right: int
    chance: float
    reasons: tuple[Reason, ...]


def reasons(board: Board, one: int, other: int) -> list[Reason]:
    """Return the reasons for a pair of rows, the same whichever comes first."""
    one, other = min(one, other), max(one, other)
    left, right = board.traits[one], board.traits[other]
    names = (parse_name(left.name), parse_name(right.name))
    found = [*_of_names(board, one, other, names), *_of_facts(board, left, right)]
    return sorted(found, key=lambda reason: not reason.speaks_for)


def _of_names(board: Board, one: int, other: int, names: tuple[ParsedName, ParsedName]) -> list[Reason]:
    if not all(names):
        return [Reason(False, "a name is not known, and not knowing is nothing in common")]
    found: list[Reason] = []
    shared, left_over = laid_beside(board.names, int(board.name_of[one]), int(board.name_of[other]), ALIKE)
    for first, second in shared:
        others = _others_with(board, second.skeleton, first.skeleton, besides=(one, other))
        spelt = f"“{first.text}”" if first.text == second.text else f"“{first.text}” and “{second.text}”"
        what = "same kunya" if {first.role, second.role} == {Role.KUNYA} else "same word"
        found.append(Reason(True, f"{what}, {spelt}, which {_count(others)} here {'has' if others == 1 else 'have'}"))
    if names[0].only_kunya or names[1].only_kunya:
        found.append(Reason(False, "a kunya alone is weak evidence: many men bear the same"))
    if not shared:
        found.append(Reason(False, "no word of their names is alike"))
    elif left_over:
        found.append(Reason(False, f"not shared: {', '.join(f'“{word.text}”' for word in left_over)}"))
    return found


def _others_with(board: Board, *skeletons: str, besides: tuple[int, int]) -> int:
    wanted = {
        row for row, name in enumerate(board.names.names) if any(word.skeleton in skeletons for word in name.words)
    }
    rows = np.nonzero(np.isin(board.name_of, sorted(wanted)))[0]
    return len(set(rows.tolist()) - set(besides))


def _count(number: int) -> str:
    return "nobody else" if number == 0 else "1 other" if number == 1 else f"{number} others"


def _of_facts(board: Board, left: Traits, right: Traits) -> list[Reason]:
    found: list[Reason] = []
    if left.nationality and right.nationality:
        same = fold(left.nationality) == fold(right.nationality)
        if same:
            number = sum(fold(one.nationality) == fold(left.nationality) for one in board.traits)
            found.append(Reason(True, _both_from(left.nationality, number, len(board.traits))))
        else:
            found.append(Reason(False, f"{_country(left.nationality)} against {_country(right.nationality)}"))
    elif left.nationality or right.nationality:
        found.append(Reason(False, "the nationality of one is not known"))
    if left.birth_year is not None and right.birth_year is not None:
        apart = abs(left.birth_year - right.birth_year)
        text = "born in the same year" if apart == 0 else f"born {apart} year{'s' if apart > 1 else ''} apart"
        found.append(Reason(apart <= _CLOSE, text))
    if left.sex and right.sex and left.sex != right.sex:
        found.append(Reason(False, f"{left.sex} against {right.sex}"))
    return found


def _both_from(nationality: str, number: int, records: int) -> str:
    people = _PEOPLE.get(nationality)
    if number == 2:
        return f"the only two {people or 'from ' + _country(nationality)} in {records}"
    return f"both {people or 'from ' + _country(nationality)}, of whom there are {number} in {records}"


def _country(printed: str) -> str:
    return name_of(printed) if is_code(printed) else printed


def in_words(found: Sequence[Reason]) -> tuple[str, str]:
    """Return what speaks for and what speaks against, each as one line.

    >>> in_words([Reason(True, "same kunya"), Reason(False, "Saudi Arabia against Syria")])
    ('same kunya', 'Saudi Arabia against Syria')
    """
    return tuple("; ".join(one.text for one in found if one.speaks_for is side) for side in (True, False))  # type: ignore[return-value]
