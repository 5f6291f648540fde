"""Say a study's headline numbers in one breath, each with what could change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from outspoken.analyse.columns import day
from outspoken.analyse.records import CaseTable, Mask
from outspoken.estimates import Estimate, shown
from outspoken.report.evaluation import Evaluator, InWorld, counted_in_worlds
from outspoken.study.settings import AttributeType


@dataclass(frozen=True, slots=True)
class Part:
    """One headline number."""

    text: str
    """The number with its noun: "58 people", "51 male", "first January 2014"."""
    expression: str
    estimate: Estimate
    otherwise: tuple[str, ...] = ()
    """What it would be instead, and if what: "57 if 12 and 17 are one person"."""

    def __str__(self) -> str:
        return f"{self.text} ({', '.join(self.otherwise)})" if self.otherwise else self.text


def headline(evaluator: Evaluator) -> list[Part]:
    """Return the number of people, of each value of each category, of countries, and the span of time."""
    table = evaluator.table(frozenset())
    people = evaluator.estimate("count()")
    noun = "person" if people.value == 1 else "people"
    parts = [Part(f"{shown(people.value)} {noun}", "count()", people, otherwise(table, np.ones(table.rows, np.bool_)))]
    for name, attribute in evaluator.settings.attributes.items():
        if attribute.type is AttributeType.CATEGORY:
            parts += _categories(evaluator, name, tuple(attribute.values))
        elif attribute.type is AttributeType.COUNTRY:
            parts.append(_countries(evaluator, name))
    return parts + _span(evaluator)


def otherwise(table: CaseTable, mask: Mask) -> tuple[str, ...]:
    """Say what a count of rows would be in other worlds than the headline's, and if what."""
    worlds = counted_in_worlds(table, mask)
    if worlds is None:
        return ()
    headlines = [world.value for world in worlds if world.headline and world.value is not None]
    base = min(headlines, default=None)
    return tuple(_differing(worlds, base))


def _differing(worlds: list[InWorld], base: float | None) -> Iterator[str]:
    """Name worlds in which one choice alone changes the number; one line for each choice."""
    usual = next((world for world in worlds if world.headline), None)
    if usual is None:
        return
    normal = {choice.doubt: choice for choice in usual.choices}
    for world in worlds:
        unusual = [choice for choice in world.choices if normal.get(choice.doubt) != choice]
        if len(unusual) == 1 and world.value != base:
            yield f"{shown(world.value)} if {unusual[0].text}"


def _categories(evaluator: Evaluator, name: str, values: tuple[str, ...]) -> list[Part]:
    parts = []
    for value in values:
        expression = f'count({name} = "{value}")'
        estimate = evaluator.estimate(expression)
        if estimate.high:
            parts.append(Part(f"{shown(estimate.value)} {value}", expression, estimate, _range(estimate)))
    return parts


def _countries(evaluator: Evaluator, name: str) -> Part:
    expression = f"different({name})"
    estimate = evaluator.estimate(expression)
    noun = "country" if estimate.value == 1 else "countries"
    return Part(f"{shown(estimate.value)} {noun}", expression, estimate, _range(estimate))


def _range(estimate: Estimate) -> tuple[str, ...]:
    return () if estimate.sure else (f"{shown(estimate.low)} to {shown(estimate.high)}",)


def _span(evaluator: Evaluator) -> list[Part]:
    parts = []
    date = evaluator.settings.analyse.date
    for word in ("first", "last"):
        estimate = evaluator.estimate(f"{word}({date})")
        if estimate.value is not None:
            month = day(int(estimate.value)).strftime("%B %Y")
            parts.append(Part(f"{word} {month}", f"{word}({date})", estimate))
    return parts
