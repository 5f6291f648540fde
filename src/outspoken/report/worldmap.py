"""Draw where cases come from: a circle at every country, so that none is too small to be seen."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from outspoken.report.bars import WIDTH, Bar, link, told
from outspoken.report.charts import HELD, LAND, MAYBE, PAPER, SURE, Spec
from outspoken.report.numerals import counted

BOUNDARIES = Path(__file__).with_name("boundaries")
SOURCE = (
    "Boundaries: Natural Earth through world-atlas, at a scale that shows no small territory. "
    "How borders are drawn and places named implies no position on their status."
)
_EMPTY = ("010",)
"""Antarctica, which takes room and sends nobody."""


def world_map(bars: Sequence[Bar]) -> tuple[str, Spec]:
    """Describe a map in words and as a drawing: a circle for each country, its area as the number of cases."""
    shown = [bar for bar in bars if bar.key in places() and bar.estimate.high]
    elsewhere = [bar for bar in bars if bar.estimate.high and bar not in shown]
    most = sorted(shown, key=lambda bar: -(bar.estimate.value or 0))
    alt = f"World map with circles at {len(shown)} countries. Most: {'; '.join(told(bar) for bar in most[:3])}."
    if elsewhere:
        alt += f" Not on the map: {'; '.join(told(bar) for bar in elsewhere)}."
    return alt, _spec(most)


@lru_cache(maxsize=1)
def places() -> dict[str, tuple[str, float, float]]:
    """Return for each country its number in the boundaries, and the longitude and latitude of its middle."""
    with (BOUNDARIES / "places.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (row["number"], float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def _boundaries() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BOUNDARIES / "countries-110m.json").read_text(encoding="utf-8"))
    land = found["objects"]["countries"]
    land["geometries"] = [one for one in land["geometries"] if one.get("id") not in _EMPTY]
    return found


def _spec(bars: Sequence[Bar]) -> Spec:
    held = [places()[bar.key][0] for bar in bars]
    dots = [_dot(bar) for bar in bars]
    largest = max((int(dot["size"]) for dot in dots), default=1)
    area = [0, 900 if largest > _FEW else 160 * largest]
    size = {"field": "size", "type": "quantitative", "scale": {"domain": [0, largest], "range": area}, "legend": None}
    where = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    colour = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": ["sure", "open"], "range": [SURE, MAYBE]},
        "legend": None,
    }
    return {
        "width": WIDTH - 8,
        "height": 330,
        "projection": {"type": "equalEarth", "rotate": [-11, 0, 0]},
        "layer": [
            {
                "data": {"values": _boundaries(), "format": {"type": "topojson", "feature": "countries"}},
                "mark": {"type": "geoshape", "stroke": PAPER, "strokeWidth": 0.5, "description": ""},
                "encoding": {
                    "color": {
                        "condition": {"test": f"indexof({json.dumps(held)}, datum.id) >= 0", "value": HELD},
                        "value": LAND,
                    }
                },
            },
            {
                "data": {"values": dots},
                "mark": {"type": "circle", "opacity": 0.9, "stroke": PAPER, "strokeWidth": 1},
                "encoding": where
                | {"size": size, "color": colour, "href": {"field": "link"}, "description": {"field": "said"}},
            },
            {
                "data": {"values": dots},
                "mark": {"type": "text", "fill": PAPER, "fontSize": 10, "fontWeight": "bold"},
                "encoding": where | {"text": {"field": "number"}},
            },
        ],
    }


def _dot(bar: Bar) -> dict[str, Any]:
    _, longitude, latitude = places()[bar.key]
    value = int(bar.estimate.value or 0)
    return {
        "longitude": longitude,
        "latitude": latitude,
        "size": max(value, 1),
        "kind": "sure" if bar.estimate.low else "open",
        "number": counted(value) if value > _FEW else "",
        "said": told(bar),
        "link": link(bar.evidence),
    }


_FEW = 3
"""Circles of more cases than that have room for their number."""
