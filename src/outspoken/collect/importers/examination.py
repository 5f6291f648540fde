"""Examine a sheet before anything is written: what is new, what changed, what is odd, what is wrong.

Pure: takes the sheet, its mapping and what an earlier reading printed; returns what an
import would do, and the findings it would store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from outspoken.collect.importers.mapping import Mapped, MappedColumn
from outspoken.collect.importers.oddities import date_readings, footnote_names, near_outlets, two_spellings
from outspoken.collect.records import Before, Certainty, Change, Doubt, DoubtKind, Fact, Finding, Problem, Row, Sheet
from outspoken.text.letters import quote

OUTLET = "story.outlet"
_MOST_PROBLEMS = 1_000
_EVERY = 2_000

_MOST_MARKED = 30

Findings = Mapping[int, Mapping[str, Finding]]
"""By column index and printed text: the same text gives the same finding."""


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything found in a sheet."""

    rows: tuple[Row, ...]
    """Those that can be taken over."""
    findings: Findings
    odd: Mapping[tuple[str, int], Finding]
    """By row key and column index, where the row's neighbours changed the finding."""
    marks: Mapping[str, tuple[str, ...]]
    """Row key to the footnote marks it carries."""
    changes: tuple[Change, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    """Keys that an earlier reading had and that stand nowhere in the sheet now."""
    refused: int
    """How many rows cannot be taken over."""
    problems: tuple[Problem, ...]
    """Why, for the first thousand."""
    doubts: tuple[Doubt, ...]

    def finding(self, row: Row, column: MappedColumn) -> Finding:
        """Return what one cell gives."""
        return self.odd.get((row.key, column.index)) or self.findings[column.index][row.cells[column.index]]


def examine(
    sheet: Sheet, mapped: Mapped, before: Before, report: Callable[[int], None] = lambda done: None
) -> Examination:
    """Examine every cell of a sheet; no row is refused without line and column."""
    problems: list[Problem] = []
    marks: dict[str, tuple[str, ...]] = {}
    rows = _keyed_rows(sheet, mapped, marks, problems)
    findings: dict[int, dict[str, Finding]] = {column.index: {} for column in mapped.columns}
    open_dates: list[tuple[Row, MappedColumn]] = []
    for done, row in enumerate(rows):
        if done % _EVERY == 0:
            report(done)
        for column in mapped.columns:
            text, known = row.cells[column.index], findings[column.index]
            finding = known.get(text)
            if finding is None:
                finding = known[text] = column.intake.find(column.target, text)
            if finding.problem:
                problems.append(Problem(row.line, column.name, finding.problem, finding.hint))
            elif finding.doubt is not None and finding.doubt.kind is DoubtKind.IMPOSSIBLE_DATE:
                open_dates.append((row, column))
    problems += _crowded_marks(rows, mapped, marks)
    good = _without(rows, problems)
    odd = _date_oddities(open_dates, mapped, good, problems)
    good = _without(good, problems)
    doubts = _doubts(good, mapped, findings, odd) + _footnotes(good, mapped, marks)
    present = {cells[mapped.key] for _, cells in sheet.rows if len(cells) > mapped.key}
    return Examination(
        rows=tuple(good),
        findings=findings,
        odd=odd,
        marks=marks,
        changes=_changes(good, mapped, before),
        new=tuple(row.key for row in good if row.key not in before),
        gone=tuple(key for key in before if key not in present),
        refused=len({problem.line for problem in problems}),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)[:_MOST_PROBLEMS]),
        doubts=tuple(doubts),
    )


def _without(rows: Sequence[Row], problems: Sequence[Problem]) -> list[Row]:
    refused = {problem.line for problem in problems}
    return [row for row in rows if row.line not in refused]


def _keyed_rows(sheet: Sheet, mapped: Mapped, marks: dict[str, tuple[str, ...]], problems: list[Problem]) -> list[Row]:
    width, key_name = len(sheet.header), sheet.header[mapped.key]
    first_line: dict[str, int] = {}
    rows: list[Row] = []
    for line, cells in sheet.rows:
        if len(cells) != width:
            what = "more" if len(cells) > width else "fewer"
            message = f"the row has {what} cells ({len(cells)}) than the header ({width})."
            problems.append(Problem(line, "", message, "Is a comma in a cell not in quotation marks?"))
            continue
        key = cells[mapped.key]
        if not key:
            message = "the row has no key, so it could never be recognised again."
            problems.append(Problem(line, key_name, message, "Give every row a key of its own."))
            continue
        if key in first_line:
            message = f"the key {quote(key)} stands in line {first_line[key]} too."
            problems.append(Problem(line, key_name, message, "Give every row a key of its own."))
            continue
        first_line[key] = line
        plain, found = _without_marks(cells, mapped)
        if found:
            marks[key] = found
        rows.append(Row(key, line, plain, cells))
    return rows


def _without_marks(cells: tuple[str, ...], mapped: Mapped) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take the footnote marks off the ends of a row's cells, the longest first, each once."""
    found: list[str] = []
    for index, waiting in mapped.marks:
        marks = list(waiting)
        while mark := next((one for one in marks if cells[index].endswith(one)), ""):
            cells = (*cells[:index], cells[index][: -len(mark)].rstrip(), *cells[index + 1 :])
            found.append(mark)
            marks.remove(mark)
    return cells, tuple(found)


def _crowded_marks(rows: Sequence[Row], mapped: Mapped, marks: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Refuse a mark that so many rows carry that they cannot all be maybe one person."""
    for note in mapped.footnotes:
        if note.means != "maybe-one-person":
            continue
        marked = [row for row in rows if note.mark in marks.get(row.key, ())]
        if len(marked) > _MOST_MARKED:
            message = f"{len(marked)} rows carry the mark {quote(note.mark)}, too many to be maybe one person."
            hint = 'If the footnote says something else, declare means = "remark".'
            yield from (Problem(row.line, note.column, message, hint) for row in marked)


def _date_oddities(
    open_dates: Sequence[tuple[Row, MappedColumn]], mapped: Mapped, rows: Sequence[Row], problems: list[Problem]
) -> dict[tuple[str, int], Finding]:
    context = {c.name: c.index for c in mapped.columns if c.target.to == OUTLET or c.intake.one_spelling(c.target)}
    by_key = {row.key: row for row in rows} if open_dates else {}
    printed = {column.index: _printed(rows, column.index) for _, column in open_dates}
    found: dict[tuple[str, int], Finding] = {}
    for row, column in open_dates:
        text, pattern = row.cells[column.index], column.target.format or "EDTF"

        def same_date(mended: str, column: MappedColumn = column) -> list[Row]:
            return [by_key[key] for key in printed[column.index].get(mended, ())]

        given = date_readings(row, pattern, column.index, same_date, context, mapped.language)
        if not given:
            message = f"no calendar has the date {quote(text)} (printed as {pattern})."
            hint = f"Correct it in the sheet, or declare the format it is printed in for column {column.name!r}."
            problems.append(Problem(row.line, column.name, message, hint))
            continue
        note = f"{text} is no date as {pattern}; it may mean {' or '.join(reading.value for reading in given)}."
        doubt = Doubt("", DoubtKind.IMPOSSIBLE_DATE, column.name, text, note, given, (row.key,))
        facts = tuple(Fact(column.target.to, reading.value, certainty=Certainty.POSSIBLE) for reading in given)
        found[row.key, column.index] = Finding(facts, doubt)
    return found


def _printed(rows: Sequence[Row], index: int) -> dict[str, list[str]]:
    """Say in which rows each text of a column stands."""
    printed: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        printed[row.cells[index]].append(row.key)
    return printed


def _doubts(
    rows: Sequence[Row], mapped: Mapped, findings: Findings, odd: Mapping[tuple[str, int], Finding]
) -> list[Doubt]:
    here = {row.key for row in rows}
    of_one_row = [finding.doubt for (key, _), finding in odd.items() if finding.doubt is not None and key in here]
    of_many: list[Doubt] = []
    place = {row.key: number for number, row in enumerate(rows)}
    for column in mapped.columns:
        printed = _printed(rows, column.index)
        for text, keys in printed.items():
            doubt = findings[column.index][text].doubt
            if doubt is not None:
                open_keys = [key for key in keys if (key, column.index) not in odd]
                of_one_row += [replace(doubt, field=column.name, rows=(key,)) for key in open_keys]
        if column.target.to == OUTLET:
            of_many += near_outlets(column.name, {text: keys for text, keys in printed.items() if text})
        if column.intake.one_spelling(column.target):
            of_many += two_spellings(column.name, _by_value(printed, findings[column.index]))
    return sorted(of_one_row, key=lambda doubt: place[doubt.rows[0]]) + of_many


def _footnotes(rows: Sequence[Row], mapped: Mapped, marks: Mapping[str, tuple[str, ...]]) -> list[Doubt]:
    place = dict(mapped.printed)
    doubts: list[Doubt] = []
    for note in mapped.footnotes:
        names = {row.key: row.cells[place[note.column]] for row in rows if note.mark in marks.get(row.key, ())}
        doubts.extend(footnote_names(note, names))
    return doubts


def _by_value(
    printed: Mapping[str, Sequence[str]], findings: Mapping[str, Finding]
) -> dict[str, dict[str, Sequence[str]]]:
    by_value: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    for text, keys in printed.items():
        facts = findings[text].facts
        if len(facts) == 1 and facts[0].missing is None and facts[0].certainty is Certainty.CERTAIN:
            by_value[facts[0].value][text] = keys
    return by_value


def _changes(rows: Sequence[Row], mapped: Mapped, before: Before) -> tuple[Change, ...]:
    changes = []
    for row in rows:
        earlier = before.get(row.key)
        if earlier is None:
            continue
        for name, index in mapped.printed:
            if earlier.get(name, "") != row.printed[index]:
                changes.append(Change(row.key, row.line, name, earlier.get(name, ""), row.printed[index]))
    return tuple(changes)
