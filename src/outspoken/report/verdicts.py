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
    return Verdict.DEPENDS, tuple(deciding(test, worlds))


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


def passes(test: Test, value: float | None) -> bool:
    """Say whether a number is what the printed figure or date allows."""
    if value is None:
        return False
    if isinstance(test, Figure):
        return bool(test.fits(value))
    stated = parse_edtf(test)
    return bool(stated.first <= day(int(value)) <= stated.last)
