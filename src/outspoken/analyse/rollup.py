"""Which value does a person have when several testimonies, some of them in doubt, give one?

Pure. Takes the options each testimony leaves for a column and returns the alternatives
for the person, with the choice that leads to each. Testimonies that contradict each
other leave all their values open until somebody settles it; nothing is averaged and
nobody is believed more than others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from outspoken.analyse.records import NOT_STATED, UNKNOWN, Choice
from outspoken.analyse.worlds import Alternative
from outspoken.coding.codebook import RollUp
from outspoken.study.settings import Rollup

_MOST_COMBINATIONS = 512
_YES = 0
"""The code of the answer yes."""

Value = int | tuple[int, int]
"""A code (negative: missing), or the ends of a date or number."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a testimony may give, and whether the headline may take it so."""

    value: Value
    headline: bool = True


Options = Sequence[Option]


def alternatives(
    testimonies: Sequence[Options], rule: Rollup | RollUp, doubt: str, say: Callable[[Value], str]
) -> list[Alternative]:
    """Return the values that one person may have in one column.

    `doubt` names the case and the column; `say` puts a value into words.
    """
    found: dict[Value, bool] = {}
    if prod(len(options) for options in testimonies) > _MOST_COMBINATIONS:
        for options in testimonies:
            for option in options:
                found[option.value] = True
    else:
        for combination in product(*testimonies):
            headline = all(option.headline for option in combination)
            for value in _rolled([option.value for option in combination], rule):
                found[value] = found.get(value, False) or headline
    if len(found) == 1:
        return [Alternative(next(iter(found)), None)]
    if not any(found.values()):
        found = dict.fromkeys(found, True)
    ordered = sorted(found.items(), key=lambda item: not item[1])
    return [Alternative(value, Choice(doubt, say(value), headline)) for value, headline in ordered]


def _rolled(values: Sequence[Value], rule: Rollup | RollUp) -> list[Value]:
    given = [value for value in values if not _is_missing(value)]
    if not given:
        return [_best_missing([value for value in values if isinstance(value, int)])]
    if rule is RollUp.ANY and _YES in given:
        return [_YES]
    if rule in {Rollup.FIRST, Rollup.LAST}:
        pick = min if rule is Rollup.FIRST else max
        lows, highs = zip(*map(_ends, given), strict=True)
        return [(pick(lows), pick(highs))]
    if rule is Rollup.ALL:
        return given[:1]
    return list(dict.fromkeys(_without_coarser(given)))


def _is_missing(value: Value) -> bool:
    return isinstance(value, int) and value < 0


def _best_missing(codes: Sequence[int]) -> int:
    """What is withheld or not applicable says more than what nobody knows."""
    order = {UNKNOWN: 1, NOT_STATED: 0}
    return max(codes, key=lambda code: order.get(code, 2 - code), default=UNKNOWN)


def _ends(value: Value) -> tuple[int, int]:
    return value if isinstance(value, tuple) else (value, value)


def _without_coarser(values: Sequence[Value]) -> list[Value]:
    """Drop a date that merely says less precisely what another says ("2015" beside "2015-08")."""
    kept = []
    for value in values:
        low, high = _ends(value)
        finer = any(
            other != value and isinstance(other, tuple) and low <= other[0] and other[1] <= high for other in values
        )
        if not (isinstance(value, tuple) and finer):
            kept.append(value)
    return kept
