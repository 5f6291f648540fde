"""Say of a stated number: it holds, fails, depends on a doubt, or nobody can tell.

Pure. A number *depends* when it is true in some of the worlds that open doubts allow and
false in others; then the choices that decide are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from outspoken.analyse.columns import day
from outspoken.analyse.records import Choice
from outspoken.estimates import Estimate
from outspoken.report.evaluation import InWorld
from outspoken.report.figure_words import Figure
from outspoken.text.dates import parse_edtf

ROUGHLY = ("depends on dates that are known only roughly",)
TOO_MANY = ("more doubts than can be tried one by one",)


class Verdict(StrEnum):
    """What became of a claim."""

    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What the data say; dates as text."""

    value: float | str | None
    low: float | str | None
    high: float | str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """One stated number and what became of it."""

    id: str
    kind: str
    """claim, cell, row total, column total, grand total, arithmetic, claim and table, value, footnote, identity."""
    where: str
    text: str
    printed: str | int | None
    recomputed: Recomputed
    verdict: Verdict
    depends_on: tuple[str, ...] = ()
    note: str = ""


Test = Figure | str
"""What a printed figure may mean: a range, or a date."""


def verdict(test: Test, estimate: Estimate, worlds: list[InWorld] | None) -> tuple[Verdict, tuple[str, ...]]:
    """Decide over all worlds whether a stated number is true, and if it depends, on what."""
    if worlds is None:
        ends = {passes(test, end) for end in (estimate.low, estimate.high)}
        if ends == {True}:
            return Verdict.HOLDS, ()
        if ends == {False} and not passes(test, estimate.value):
            return Verdict.FAILS, ()
        return Verdict.DEPENDS, TOO_MANY
    passed = {passes(test, world.value) for world in worlds}
    if passed == {True}:
        return Verdict.HOLDS, ()
    if passed == {False}:
        return Verdict.FAILS, ()
    return Verdict.DEPENDS, deciders(test, worlds)


def deciders(test: Test, worlds: Sequence[InWorld]) -> tuple[str, ...]:
    """Say on what it depends whether a stated number is true; never nothing."""
    alone = tuple(deciding(test, worlds))
    if alone:
        return alone
    doubts = deciding_together(test, worlds)
    return (f"depends on {'; '.join(doubts)}",) if doubts else ROUGHLY


def deciding(test: Test, worlds: Sequence[InWorld]) -> Iterator[str]:
    """Say which choices make the claim true and which make it false."""
    passed: dict[Choice, set[bool]] = {}
    for world in worlds:
        for choice in world.choices:
            passed.setdefault(choice, set()).add(passes(test, world.value))
    ordered = sorted(passed, key=lambda choice: choice.doubt)
    for _, group in groupby(ordered, key=lambda choice: choice.doubt):
        choices = list(group)
        if len({frozenset(passed[choice]) for choice in choices}) < 2:
            continue
        for choice in choices:
            outcome = passed[choice]
            word = "holds" if outcome == {True} else "fails" if outcome == {False} else "may hold"
            yield f"{word} if {choice.text}"


def deciding_together(test: Test, worlds: Sequence[InWorld]) -> list[str]:
    """Name the doubts that turn the outcome in some world, each with the others as they are in it."""
    outcomes = [(frozenset(world.choices), passes(test, world.value)) for world in worlds]
    if len({passed for _, passed in outcomes}) < 2:
        return []
    doubts = sorted({choice.doubt for choices, _ in outcomes for choice in choices})
    turning = []
    for doubt in doubts:
        others: dict[frozenset[Choice], set[bool]] = {}
        for choices, passed in outcomes:
            rest = frozenset(choice for choice in choices if choice.doubt != doubt)
            others.setdefault(rest, set()).add(passed)
        if any(len(either) > 1 for either in others.values()):
            turning.append(doubt)
    return turning or doubts


def passes(test: Test, value: float | None) -> bool:
    """Say whether a number is what the printed figure or date allows."""
    if value is None:
        return False
    if isinstance(test, Figure):
        return bool(test.fits(value))
    stated = parse_edtf(test)
    return bool(stated.first <= day(int(value)) <= stated.last)
