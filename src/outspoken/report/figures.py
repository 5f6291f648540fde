"""Make figures of a document: a timeline and bars, each with its words and its table."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from outspoken.analyse.axes import whole
from outspoken.analyse.crossings import cross
from outspoken.analyse.records import Axis, CaseTable
from outspoken.coding.codebook import Group
from outspoken.estimates import Estimate
from outspoken.report import charts
from outspoken.report.bars import EVIDENCE, WIDTH, Bar, link, told
from outspoken.report.charts import INK, MAYBE, MUTED, SURE, Spec
from outspoken.report.documents.blocks import Cell, Figure, Head, Row, Table, Text
from outspoken.report.evaluation import Evaluator
from outspoken.report.evidence import Ledger
from outspoken.report.numerals import bounds, capital, counted, period_in_words, short_period
from outspoken.report.tables import UNITS
from outspoken.report.worldmap import SOURCE, world_map

_BAR_STEP = 34


class Figures:
    """Makes the figures of one report from one moment of the study."""

    def __init__(self, evaluator: Evaluator, ledger: Ledger) -> None:
        self._evaluator = evaluator
        self._ledger = ledger

    def timeline(self, period: str, name: str, caption: str) -> Figure:
        """Draw how many cases fall into each period."""
        bars, along, _ = self._counted(period, name, caption or "Cases over time")
        inside = [bar for bar in bars if bar.key in along.keys]
        spec = timeline_spec(inside)
        title = caption or f"Cases by {along.label[:1].lower()}{along.label[1:]}"
        return self._figure(name, title, spec, bars, (along.label, said(bars, along)))

    def places(self, country: str, name: str, caption: str) -> Figure:
        """Draw where the cases come from."""
        bars, along, _ = self._counted(country, name, caption or "Cases by country")
        title = f"{caption or f'Cases by {along.label[:1].lower()}{along.label[1:]}'}. {SOURCE}"
        used = [bar for bar in bars if bar.estimate.high]
        data = data_table(
            name,
            caption or f"Cases by {along.label[:1].lower()}{along.label[1:]}",
            along.label,
            used,
            UNITS[self._evaluator.unit],
        )
        alt, spec = world_map(used)
        return drawn(name, title, alt, spec, data)

    def bars(self, axis: str, name: str, caption: str) -> Figure:
        """Draw how many cases there are at each value of an axis."""
        bars, along, _ = self._counted(axis, name, caption or f"Cases by {axis}")
        title = caption or f"Cases by {along.label[:1].lower()}{along.label[1:]}"
        shown = [bar for bar in bars if bar.estimate.high]
        return self._figure(name, title, _bars(shown), shown, (along.label, said(shown, along)))

    def codes(self, group: Group, name: str, caption: str) -> Figure:
        """Draw how many cases were given each code of a group."""
        title = caption or f"{group.name}: cases that were given each code"
        page = self._ledger.page(name, title)
        bars = []
        for code in group.codes:
            table = self._evaluator.table(frozenset({code.id}))
            axis = self._evaluator.axis(code.id, table)
            everything = whole(table)
            found = cross(table, axis, everything)
            total = dict(zip(found.row_keys, found.row_totals, strict=True)).get(
                "yes", Estimate(0, 0, 0, 0, found.unit)
            )
            place = (table, axis, everything, "yes", "")
            evidence = self._ledger.keep_cell(page, f"{code.id} {code.name}", counted(total.value), place)
            bars.append(Bar(code.id, f"{code.id} {code.name}", total, evidence))
        words = f"Bars for {len(bars)} codes. {_listed(bars)}"
        return self._figure(name, title, _bars(bars), bars, ("Code", words))

    def _counted(self, axis: str, name: str, title: str) -> tuple[list[Bar], Axis, CaseTable]:
        table = self._evaluator.table(frozenset(self._evaluator.asked(axis).columns))
        along = self._evaluator.axis(axis, table)
        everything = whole(table)
        found = cross(table, along, everything)
        page = self._ledger.page(name, title)
        bars = []
        for key, label, total in zip(found.row_keys, found.rows, found.row_totals, strict=True):
            said = capital(period_in_words(label))
            place = (table, along, everything, key, "")
            evidence = self._ledger.keep_cell(page, said, counted(total.value), place)
            bars.append(Bar(key, said, total, evidence))
        return bars, along, table

    def _figure(self, name: str, title: str, spec: Spec, bars: Sequence[Bar], words: tuple[str, str]) -> Figure:
        label, alt = words
        return drawn(name, title, alt, spec, data_table(name, title, label, bars, UNITS[self._evaluator.unit]))


def said(bars: Sequence[Bar], along: Axis) -> str:
    """Say what a drawing shows to who does not see it."""
    return f"Bars: {along.label}, {len(bars)} values. {_listed(bars)}"


def drawn(name: str, title: str, alt: str, spec: Spec, data: Table) -> Figure:
    """Draw a specification for the screen, with links, and for print."""
    screen = charts.svg(spec)
    sizes = screen[: screen.index(">")].split('"')
    width, height = (round(float(sizes[sizes.index(f" {side}=") + 1])) for side in ("width", "height"))
    linked = charts.for_screen(screen, name)
    for word in sorted(set(linked.split(EVIDENCE)[1:])):
        target = word[: word.index('"')]
        page = target.rpartition("-")[0]
        linked = linked.replace(f'"{EVIDENCE}{target}"', f'"cases/{page}.html#{target}"')
    return Figure(name, (Text(title),), alt, linked, _without_links(screen), data, width, height)


def data_table(name: str, title: str, label: str, bars: Sequence[Bar], unit: str) -> Table:
    """Put what a figure shows into a table."""
    rows = [
        Row(
            (
                Cell((Text(bar.label),)),
                Cell((Text(counted(bar.estimate.value)),), bounds(bar.estimate), bar.evidence, number=True),
            )
        )
        for bar in bars
    ]
    head = (Head(label), Head("Cases", number=True))
    return Table(f"{name}-data", (Text(title),), (head,), tuple(rows), unit, widths=(3, 1))


def _listed(bars: Sequence[Bar]) -> str:
    most = sorted((bar for bar in bars if bar.estimate.value), key=lambda bar: -(bar.estimate.value or 0))[:3]
    if not most:
        return "No case."
    return "Most: " + "; ".join(told(bar) for bar in most) + "."


def _values(bars: Sequence[Bar]) -> list[dict[str, Any]]:
    found, previous = [], ""
    for bar in bars:
        low, high = int(bar.estimate.low or 0), int(max(bar.estimate.high or 0, bar.estimate.value or 0))
        year, part = short_period(bar.key)
        found.append(
            {
                "key": bar.key,
                "label": bar.label,
                "tick": f"{part}|{year if year != previous else ''}",
                "low": low,
                "high": high,
                "said": told(bar),
                "number": counted(low) if low == high else f"{low}–{high}",
                "link": link(bar.evidence),
            }
        )
        previous = year
    return found


def _layers(across: str, along: str) -> list[Spec]:
    """Lay the sure part of each bar over the part that doubts leave open."""
    shared = {"description": {"field": "said"}, "href": {"field": "link"}}
    end = {"x": "x2", "y": "y2"}[along]
    return [
        {
            "transform": [{"filter": "datum.high > datum.low"}],
            "mark": {"type": "bar", "stroke": SURE, "strokeWidth": 1, "strokeDash": [2, 2]},
            "encoding": {
                along: {"field": "low", "type": "quantitative"},
                end: {"field": "high"},
                "color": {"datum": "open"},
            }
            | shared,
        },
        {
            "transform": [{"filter": "datum.low > 0"}],
            "mark": {"type": "bar"},
            "encoding": {along: {"field": "low", "type": "quantitative"}, "color": {"datum": "sure"}} | shared,
        },
        {
            "mark": {"type": "text", "fill": INK} | ({"dy": -7} if along == "y" else {"dx": 5, "align": "left"}),
            "encoding": {along: {"field": "high", "type": "quantitative"}, "text": {"field": "number"}},
        },
    ]


def _colour() -> Spec:
    names = {"sure": "sure", "open": "open: depends on a doubt"}
    scale = {"domain": list(names), "range": [SURE, MAYBE]}
    expression = " : ".join(f"datum.value == '{key}' ? '{name}'" for key, name in names.items()) + " : ''"
    legend = {"title": None, "orient": "top", "labelExpr": expression, "labelLimit": 300}
    return {"scale": scale, "legend": legend}


def timeline_spec(bars: Sequence[Bar]) -> Spec:
    """Describe bars over the periods of a timeline as a drawing."""
    values = _values(bars)
    ticks = {one["key"]: one["tick"] for one in values}
    layers = _layers("x", "y")
    for layer in layers[:2]:
        layer["encoding"]["color"] |= _colour()
    layers[0]["encoding"]["y"] |= {"axis": {"title": "Cases", "tickMinStep": 1, "format": "d"}}
    expression = f"split({json.dumps(ticks, ensure_ascii=False)}[datum.value], '|')"
    axis = {
        "title": None,
        "labelAngle": 0,
        "labelExpr": expression,
        "labelPadding": 4,
        "ticks": False,
    }
    return {
        "width": WIDTH - 60,
        "height": 200,
        "data": {"values": values},
        "encoding": {"x": {"field": "key", "type": "ordinal", "scale": {"domain": list(ticks)}, "axis": axis}},
        "layer": layers,
    }


def _bars(bars: Sequence[Bar]) -> Spec:
    values = _values(bars)
    order = [one["label"] for one in values]
    layers = _layers("y", "x")
    for layer in layers[:2]:
        layer["encoding"]["color"] |= _colour()
    layers[0]["encoding"]["x"] |= {"axis": {"title": "Cases", "tickMinStep": 1, "format": "d"}}
    axis = {
        "title": None,
        "labelLimit": 240,
        "labelColor": INK,
        "ticks": False,
        "domainColor": MUTED,
        "labelPadding": 6,
    }
    return {
        "width": WIDTH - 280,
        "height": {"step": _BAR_STEP},
        "data": {"values": values},
        "encoding": {"y": {"field": "label", "type": "nominal", "scale": {"domain": order}, "axis": axis}},
        "layer": layers,
    }


def _without_links(drawing: str) -> str:
    return re.sub(r"</?a\b[^>]*>", "", drawing)
