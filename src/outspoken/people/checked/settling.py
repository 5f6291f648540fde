"""Which values of one person contradict each other, and which of them a settlement puts aside.

Pure. A settlement lies on the testimony that gives the value that counts, so it goes
wherever that testimony goes: when two persons turn out to be one, or one turns out to be
two, every settlement still speaks of what it was made for. Nothing is erased; a value
that nobody had given at that time opens the question again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from outspoken.people.checked.records import Contradiction, Settlement
from outspoken.text.dates import parse_edtf

Value = TypeVar("Value")


def set_aside(settled: Iterable[tuple[Value, Collection[Value]]]) -> frozenset[Value]:
    """Return the values that do not count for a person.

    A settlement is its value and those put aside; the newest comes first.

    A settlement whose own value a newer one put aside says nothing any more.

    >>> sorted(set_aside([("DE", ["FR"]), ("FR", ["DE", "TN"])]))
    ['FR']
    >>> sorted(set_aside([("DE", ["FR"]), ("TN", ["IN"])]))
    ['FR', 'IN']
    """
    gone: set[Value] = set()
    kept: set[Value] = set()
    for value, others in settled:
        if value not in gone:
            kept.add(value)
            gone.update(other for other in others if other not in kept)
    return frozenset(gone)


def standing(settlements: Iterable[Settlement]) -> frozenset[str]:
    """Return the stored values that settlements on one person's testimonies put aside, about one attribute."""
    newest_first = sorted(settlements, key=lambda one: -one.id)
    return set_aside((one.value, one.aside) for one in newest_first)


def contradictions_of(
    said: Iterable[tuple[int, int, str, str]], settlements: Sequence[Settlement], dates: Collection[str]
) -> list[Contradiction]:
    """Return which persons have several values of an attribute, those settled too.

    Args:
        said: person, testimony, attribute and value of every sure fact.
        settlements: those in force.
        dates: the attributes that are dates; a coarse one does not contradict a finer.
    """
    by: dict[tuple[int, str], dict[str, list[int]]] = {}
    home: dict[int, int] = {}
    for person, testimony, attribute, value in said:
        home[testimony] = person
        givers = by.setdefault((person, attribute), {}).setdefault(value, [])
        if testimony not in givers:
            givers.append(testimony)
    laid: dict[tuple[int, str], list[Settlement]] = {}
    for one in settlements:
        if one.testimony in home:
            laid.setdefault((home[one.testimony], one.attribute), []).append(one)
    found = []
    for (person, attribute), values in sorted(by.items()):
        different = without_coarser(values) if attribute in dates else list(values)
        if len(different) < 2 or len({giver for value in different for giver in values[value]}) < 2:
            continue
        own = laid.get((person, attribute), [])
        left = set(different) - standing(own)
        ended = max(own, key=lambda one: one.id) if len(left) == 1 else None
        told = tuple((value, tuple(values[value])) for value in different)
        found.append(Contradiction(person, attribute, told, ended))
    return found


def without_coarser(values: Mapping[str, object]) -> list[str]:
    """Drop dates that merely say less precisely what another says.

    >>> without_coarser({"2015": 1, "2015-08": 2})
    ['2015-08']
    """
    ends = {value: parse_edtf(value) for value in values}
    return [
        value
        for value, own in ends.items()
        if not any(
            other != value and own.first <= finer.first and finer.last <= own.last for other, finer in ends.items()
        )
    ]
