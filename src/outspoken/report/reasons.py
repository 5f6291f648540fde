"""Say in words what a number would be instead, and if what: "57 if 12 and 17 are one person"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from math import prod

from outspoken.analyse.records import CaseTable, Choice
from outspoken.estimates import Estimate
from outspoken.report.evaluation import Evaluator, InWorld, counted_in_worlds
from outspoken.report.expressions import Arithmetic, Call, Number

_MOST_WORLDS = 512
_MOST_DOUBTS = 8
ROUGHLY = "some dates are known only roughly"

Shown = Callable[[float | None], str]


def reason(number: Number, estimate: Estimate, table: CaseTable, evaluator: Evaluator, shown: Shown) -> str:
    """Say what could change an estimate; empty where nothing can, or where nobody would see it."""
    low, high, value = shown(estimate.low), shown(estimate.high), shown(estimate.value)
    if estimate.value is None or low == value == high:
        return ""
    worlds = _worlds(number, table, evaluator)
    if worlds is None or len(worlds) > _MOST_WORLDS:
        return f"between {low} and {high}, depending on open doubts"
    if isinstance(number, Arithmetic) and not _roughly(table):
        # Bounds of a sum are taken apart and added up; the worlds know which of them go together.
        reached = [world.value for world in worlds if world.value is not None]
        low, high = shown(min(reached)), shown(max(reached))
        if low == value == high:
            return ""
    between = f"between {low} and {high}, depending on open doubts"
    found = list(otherwise(worlds, estimate.value, shown))
    told = {text for text, _ in found} | {value}
    if low not in told or high not in told:
        return f"between {low} and {high}, as {ROUGHLY}" if len(found) == 0 else between
    return f"{found[0][0]} if {found[0][1]}" if len(found) == 1 else between


def otherwise(worlds: Sequence[InWorld], value: float, shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield each other number that the doubts allow, with the shortest way to it."""
    usual = _usual(worlds, value)
    ways: dict[str, tuple[int, str]] = {}
    for world in worlds:
        text = shown(world.value)
        if text == shown(value):
            continue
        unlike = [choice for choice in world.choices if choice not in usual]
        weight = len(unlike) * 2 + sum(not choice.headline for choice in unlike)
        if text not in ways or weight < ways[text][0]:
            ways[text] = weight, " and ".join(choice.text for choice in unlike)
    for text, (_, why) in ways.items():
        yield text, why


def open_doubts(table: CaseTable) -> list[str]:
    """Say in a sentence each what the worlds of a case table leave open."""
    by_doubt: dict[str, list[Choice]] = {}
    for world in table.worlds:
        for choice in world.choices:
            known = by_doubt.setdefault(choice.doubt, [])
            if choice not in known:
                known.append(choice)
    told = [_either([choice.text for choice in choices]) for choices in by_doubt.values() if len(choices) > 1]
    if len(told) > _MOST_DOUBTS:
        return [*told[:_MOST_DOUBTS], f"{len(told) - _MOST_DOUBTS} more doubts touch this table."]
    return told


def _either(texts: Sequence[str]) -> str:
    words = [text.split(" ") for text in texts]
    same = takewhile(lambda place: len(set(place)) == 1, zip(*words, strict=False))
    start = " ".join(place[0] for place in same)
    rest = [text.removeprefix(start).strip() for text in texts]
    said = f"{start} {' or '.join(rest)}.".strip()
    return said[:1].upper() + said[1:]


def _worlds(number: Number, table: CaseTable, evaluator: Evaluator) -> list[InWorld] | None:
    if isinstance(number, Call) and number.function == "count":
        return counted_in_worlds(table, evaluator.truth(number.where, table).must)
    if prod(len(knot.worlds) for knot in table.knots) > _MOST_WORLDS:
        return None
    return evaluator.in_worlds(number, table)


def _roughly(table: CaseTable) -> bool:
    """Whether some value is a stretch of time, so that even one world leaves something open."""
    return any(bool((column.low != column.high).any()) for column in table.columns.values() if len(column.low))


def _usual(worlds: Sequence[InWorld], value: float) -> set[Choice]:
    """Return the choices under which the number is the headline's."""
    fitting = [world for world in worlds if world.value == value]
    best = next((world for world in fitting if world.headline), fitting[0] if fitting else None)
    best = best or next((world for world in worlds if world.headline), None)
    return set(best.choices) if best else set()
