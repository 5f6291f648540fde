"""Draw a timeline or a map of the cases for a page, each mark leading to the cases that it counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from outspoken.analyse.readers import crossed
from outspoken.analyse.records import Axis
from outspoken.report import charts
from outspoken.report.bars import EVIDENCE, Bar
from outspoken.report.figures import said, timeline_spec
from outspoken.report.numerals import capital, period_in_words
from outspoken.report.worldmap import world_map
from outspoken.study.actors import Actor
from outspoken.study.study import Study

Address = Callable[[str], str]
"""Where the cases behind a key of an axis are shown."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing for a page: what it counts, in marks and in words."""

    label: str
    svg: str
    alt: str
    bars: tuple[Bar, ...]
    """Every value with its count; those that are no mark, such as unknown, too."""


def timeline(study: Study, period: str, address: Address, *, by: Actor) -> Drawing:
    """Draw how many cases fall into each period.

    Raises:
        NotFound: if the period means nothing in this study.
    """
    axis, bars = _counted(study, period, by)
    shown = [bar for bar in bars if bar.key in axis.keys]
    svg = _linked(_svg(json.dumps(timeline_spec(shown))), "timeline", shown, address)
    return Drawing(axis.label, svg, said(shown, axis), bars)


def world(study: Study, country: str, address: Address, *, by: Actor) -> Drawing:
    """Draw where the cases come from.

    Raises:
        NotFound: if this study has no such country attribute.
    """
    axis, bars = _counted(study, country, by)
    alt, spec = world_map(bars)
    return Drawing(axis.label, _linked(_svg(json.dumps(spec)), "map", bars, address), alt, bars)


def _counted(study: Study, word: str, by: Actor) -> tuple[Axis, tuple[Bar, ...]]:
    found = crossed(study, word, None, by=by)
    bars = [
        Bar(key, capital(period_in_words(label)), total, f"m{place}e")
        for place, (key, label, total) in enumerate(zip(found.row_keys, found.rows, found.row_totals, strict=True))
    ]
    return found.row_axis, tuple(bars)


@lru_cache(maxsize=64)
def _svg(spec: str) -> str:
    return charts.svg(json.loads(spec))


def _linked(drawing: str, prefix: str, bars: Sequence[Bar], address: Address) -> str:
    """Give every mark the address of its cases, in place of the word that stands for it."""
    made = charts.for_screen(drawing, prefix)
    for bar in bars:
        made = made.replace(f'"{EVIDENCE}{bar.evidence}"', f'"{escape(address(bar.key))}"')
    return made
