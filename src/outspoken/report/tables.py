"""Make tables of a document: crossings with their margins, distributions, codes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from outspoken.analyse.crossings import cross
from outspoken.analyse.records import MISSING_LABELS, UNSETTLED, Axis, CaseTable, Crossing, Unit
from outspoken.coding.codebook import Group
from outspoken.estimates import Estimate
from outspoken.report.documents.blocks import Cell, Head, Note, Row, Spans, Table, Text
from outspoken.report.evaluation import Evaluator
from outspoken.report.evidence import Ledger
from outspoken.report.expressions import parse
from outspoken.report.numerals import bounds, capital, counted, period_in_words, share_in_table, short_period
from outspoken.report.reasons import open_doubts

_WIDE = 9
UNITS = {Unit.PERSONS: "persons", Unit.TESTIMONIES: "testimonies", Unit.STORIES: "stories"}
BOUNDS_NOTE = "The small figures below a number are the least and the greatest that the open doubts allow."
_NOT_SETTLED = MISSING_LABELS[UNSETTLED]
UNSETTLED_NOTE = "“Not settled” holds cases whose place is one of several; their row and column totals count them."


class Tables:
    """Makes the tables of one report from one moment of the study."""

    def __init__(self, evaluator: Evaluator, ledger: Ledger) -> None:
        self._evaluator = evaluator
        self._ledger = ledger

    def crossing(self, row: str, column: str, name: str, caption: str) -> Table:
        """Cross two axes, with margins, bounds, and links to the cases of each cell."""
        evaluator = self._evaluator
        columns = frozenset(evaluator.asked(row).columns) | frozenset(evaluator.asked(column).columns)
        table = evaluator.table(columns)
        found = cross(table, evaluator.axis(row, table), evaluator.axis(column, table))
        title = caption or f"Cases by {_named(found.row_axis)} and {_named(found.column_axis)}"
        page = self._ledger.page(name, title)
        rows = [
            self._row(found, table, page, (label, key), [*cells, total])
            for label, key, cells, total in zip(found.rows, found.row_keys, found.cells, found.row_totals, strict=True)
        ]
        last = self._row(found, table, page, ("Total", ""), [*found.column_totals, found.total])
        rows.append(Row(last.cells, total=True))
        size = len(found.columns)
        return Table(
            id=name,
            caption=(Text(title),),
            head=_heads(found),
            rows=tuple(rows),
            unit=UNITS[found.unit],
            notes=self._notes(name, table, found),
            wide=size > _WIDE,
            widths=(4.0, *(1.0 if short_period(key)[0] else 1.9 for key in found.column_keys), 1.5)
            if size > _WIDE
            else (),
        )

    def distribution(self, axis: str, name: str, caption: str) -> Table:
        """Count the cases at each value of an axis, with their share of all."""
        table = self._evaluator.table(frozenset(self._evaluator.asked(axis).columns))
        along = self._evaluator.axis(axis, table)
        by = f"{along.label}: cases" if along.keys == ("yes", "no") else f"Cases by {_named(along)}"
        title = caption or by
        page = self._ledger.page(name, title)
        everything = Axis("", "", ("all",), ("all",), np.zeros(table.rows, np.int32))
        found = cross(table, along, everything)
        rows = []
        for label, key, total in zip(found.rows, found.row_keys, found.row_totals, strict=True):
            if not total.high and key not in along.keys:
                continue
            evidence = self._ledger.keep_cell(
                page, _said(label), counted(total.value), (table, along, everything, key, "")
            )
            rows.append(Row((_label(label), _number(total, evidence), self._share(axis, key, along))))
        evidence = self._ledger.keep_cell(page, "All", counted(found.total.value), (table, along, everything, "", ""))
        rows.append(Row((_label("Total"), _number(found.total, evidence), _plain("100", number=True)), total=True))
        head = (Head(along.label), Head("Cases", number=True), Head("Per cent", number=True))
        notes = self._notes(name, table, found)
        return Table(name, (Text(title),), (head,), tuple(rows), UNITS[found.unit], notes, widths=(3, 1, 1))

    def codes(self, group: Group, name: str, caption: str) -> Table:
        """Count the answers to each code of a group."""
        title = caption or f"{group.name}: what was coded"
        page = self._ledger.page(name, title)
        rows = []
        tables = []
        for code in group.codes:
            table = self._evaluator.table(frozenset({code.id}))
            axis = self._evaluator.axis(code.id, table)
            everything = Axis("", "", ("all",), ("all",), np.zeros(table.rows, np.int32))
            found = cross(table, axis, everything)
            tables.append((table, found))
            totals = dict(zip(found.row_keys, found.row_totals, strict=True))
            cells = []
            for key in ("yes", "no", "cannot tell", "unknown", _NOT_SETTLED):
                total = totals.get(key, Estimate(0, 0, 0, 0, ""))
                place = (table, axis, everything, key, "")
                said = f"{code.id} {code.name}: {_ANSWERS.get(key, key)}"
                cells.append(_number(total, self._ledger.keep_cell(page, said, counted(total.value), place)))
            rows.append(Row((_plain(f"{code.id} · {code.name}"), *cells)))
        names = ("Code", "Yes", "No", "Cannot tell", "Not coded", "Coders disagree")
        head = tuple(Head(one, number=place > 0) for place, one in enumerate(names))
        if not any(row.cells[-1].spans != _ZERO for row in rows):
            head, rows = head[:-1], [Row(row.cells[:-1]) for row in rows]
        note = "One case may have several codes, so a column may add up to more than the cases."
        notes = [Note(f"{name}-several", "", (Text(note),))] if len(rows) > 1 else []
        if any(cell.bounds for row in rows for cell in row.cells):
            notes.append(Note(f"{name}-bounds", "", (Text(BOUNDS_NOTE),)))
        unit = UNITS[tables[0][1].unit]
        return Table(
            name, (Text(title),), (head,), tuple(rows), unit, tuple(notes), widths=(4, *[1.0] * (len(head) - 1))
        )

    def _row(
        self, found: Crossing, table: CaseTable, page: str, place: tuple[str, str], estimates: Sequence[Estimate]
    ) -> Row:
        label, row_key = place
        cells = []
        keys, labels = (*found.column_keys, ""), (*found.columns, "")
        for estimate, key, column in zip(estimates, keys, labels, strict=True):
            where = [_said(part) for part in ("" if label == "Total" and not row_key else label, column) if part]
            evidence = self._ledger.keep_cell(
                page,
                ", ".join(where) or "All",
                counted(estimate.value),
                (table, found.row_axis, found.column_axis, row_key, key),
            )
            cells.append(_number(estimate, evidence))
        return Row((_label(label), *cells))

    def _share(self, axis: str, key: str, along: Axis) -> Cell:
        kind = key.replace(" ", "-")
        if key == _NOT_SETTLED:
            return _plain("–", number=True)
        expression = f'share({axis} = "{key}")' if key in along.keys else f"share({axis} is {kind})"
        number = parse(expression)
        estimate = self._evaluator.answer(number, self._evaluator.table(self._evaluator.columns(number)))
        ends = (share_in_table(estimate.low), share_in_table(estimate.high))
        return Cell((Text(share_in_table(estimate.value)),), "–".join(ends) if ends[0] != ends[1] else "", number=True)

    def _notes(self, name: str, table: CaseTable, found: Crossing) -> tuple[Note, ...]:
        estimates = [*found.row_totals, *found.column_totals, *(cell for row in found.cells for cell in row)]
        told = [*found.notes[1:]]
        if not all(one.sure for one in estimates):
            told = [BOUNDS_NOTE, *told, *open_doubts(table)]
        if _NOT_SETTLED in (*found.row_keys, *found.column_keys):
            told.insert(1, UNSETTLED_NOTE)
        return tuple(Note(f"{name}-note-{number}", "", (Text(text),)) for number, text in enumerate(told, start=1))


_ANSWERS = {"unknown": "not coded", _NOT_SETTLED: "coders disagree"}
_ZERO: Spans = (Text("0"),)


def _heads(found: Crossing) -> tuple[tuple[Head, ...], ...]:
    """Head the columns; months stand under their years."""
    keys, labels = found.column_keys, found.columns
    split = [short_period(key) for key in keys]
    first = Head(found.row_axis.label)
    if not any(year for year, _ in split):
        return ((first, *(Head(capital(label), number=True) for label in labels), Head("Total", number=True)),)
    years: list[Head] = [Head("")]
    for year, group in groupby(split, key=lambda part: part[0]):
        years.append(Head(year, span=len(list(group)), number=True))
    names = [
        Head(part if year else capital(label), number=True) for (year, part), label in zip(split, labels, strict=True)
    ]
    return ((*years, Head("")), (first, *names, Head("Total", number=True)))


def _number(estimate: Estimate, evidence: str) -> Cell:
    return Cell(
        (Text(counted(estimate.value)),),
        bounds(estimate),
        evidence,
        quiet=not estimate.high and not estimate.value,
        number=True,
    )


def _label(text: str) -> Cell:
    return Cell((Text(capital(text)),))


def _plain(text: str, *, number: bool = False) -> Cell:
    return Cell((Text(text),), number=number)


def _named(axis: Axis) -> str:
    label = axis.label
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _said(label: str) -> str:
    return capital(period_in_words(label))
