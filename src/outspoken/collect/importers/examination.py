"""Examine a sheet before anything is written: what is new, what changed, what is odd, what is wrong.

Pure: takes the sheet, its mapping and what an earlier reading printed; returns what an
import would do, and the findings it would store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from outspoken.collect.importers.mapping import Mapped, MappedColumn
from outspoken.collect.importers.oddities import date_readings, footnote_names, near_outlets, two_spellings
from outspoken.collect.importers.sheets import Sheet
from outspoken.collect.records import Before, Certainty, Change, Doubt, DoubtKind, Fact, Finding, Problem, Row

OUTLET = "story.outlet"
_MOST_PROBLEMS = 1_000
_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything found in a sheet."""

    rows: tuple[Row, ...]
    findings: Mapping[tuple[int, str], Finding]
    """By column index and printed text: the same text gives the same finding."""
    odd: Mapping[tuple[str, int], Finding]
    """By row key and column index, where the row's neighbours changed the finding."""
    marks: Mapping[str, tuple[str, ...]]
    """Row key to the footnote marks it carries."""
    changes: tuple[Change, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]

    def finding(self, row: Row, column: MappedColumn) -> Finding:
        """Return what one cell gives."""
        return self.odd.get((row.key, column.index)) or self.findings[column.index, row.cells[column.index]]


def examine(
    sheet: Sheet, mapped: Mapped, before: Before, report: Callable[[int], None] = lambda done: None
) -> Examination:
    """Examine every cell of a sheet; no row is refused without line and column."""
    problems: list[Problem] = []
    marks: dict[str, tuple[str, ...]] = {}
    rows = _keyed_rows(sheet, mapped, marks, problems)
    findings: dict[tuple[int, str], Finding] = {}
    printed: dict[int, dict[str, list[str]]] = {column.index: defaultdict(list) for column in mapped.columns}
    open_dates: list[tuple[Row, MappedColumn]] = []
    good: list[Row] = []
    for done, row in enumerate(rows):
        if done % _EVERY == 0:
            report(done)
        bad = False
        for column in mapped.columns:
            text = row.cells[column.index]
            finding = findings.get((column.index, text))
            if finding is None:
                finding = findings[column.index, text] = column.intake.find(column.target, text)
            if finding.problem:
                bad = True
                if len(problems) < _MOST_PROBLEMS:
                    problems.append(Problem(row.line, column.name, finding.problem, finding.hint))
            elif finding.doubt is not None and finding.doubt.kind is DoubtKind.IMPOSSIBLE_DATE:
                open_dates.append((row, column))
            printed[column.index][text].append(row.key)
        if not bad:
            good.append(row)
    by_key = {row.key: row for row in good}
    odd = _date_oddities(open_dates, mapped, printed, by_key, problems)
    refused = {problem.line for problem in problems}
    good = [row for row in good if row.line not in refused]
    doubts = _doubts(good, mapped, findings, odd, printed) + _footnotes(good, mapped, marks)
    new = tuple(row.key for row in good if row.key not in before)
    return Examination(
        rows=tuple(good),
        findings=findings,
        odd=odd,
        marks=marks,
        changes=_changes(good, mapped, before),
        new=new,
        gone=tuple(key for key in before if key not in by_key),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        doubts=tuple(doubts),
    )


def _keyed_rows(sheet: Sheet, mapped: Mapped, marks: dict[str, tuple[str, ...]], problems: list[Problem]) -> list[Row]:
    width, seen = len(sheet.header), dict[str, int]()
    key_name = sheet.header[mapped.key]
    marked = {index: [note.mark for note in mapped.footnotes if note.column == name] for name, index in mapped.printed}
    rows: list[Row] = []
    for line, cells in sheet.rows:
        if len(cells) != width:
            what = "more" if len(cells) > width else "fewer"
            problems.append(
                Problem(
                    line,
                    "",
                    f"the row has {what} cells ({len(cells)}) than the header ({width}).",
                    "Is a comma in a cell not in quotation marks?",
                )
            )
            continue
        key = cells[mapped.key]
        if not key:
            problems.append(Problem(line, key_name, "the row has no key, so it could never be recognised again."))
            continue
        if key in seen:
            problems.append(
                Problem(
                    line,
                    key_name,
                    f"the key {key!r} stands in line {seen[key]} too.",
                    "Give every row a key of its own.",
                )
            )
            continue
        seen[key] = line
        printed = cells
        found: tuple[str, ...] = ()
        for index, possible in marked.items():
            for mark in possible:
                if cells[index].endswith(mark):
                    cells = (*cells[:index], cells[index][: -len(mark)].rstrip(), *cells[index + 1 :])
                    found = (*found, mark)
        if found:
            marks[key] = found
        rows.append(Row(key, line, cells, printed))
    return rows


def _date_oddities(
    open_dates: Sequence[tuple[Row, MappedColumn]],
    mapped: Mapped,
    printed: Mapping[int, Mapping[str, Sequence[str]]],
    by_key: Mapping[str, Row],
    problems: list[Problem],
) -> dict[tuple[str, int], Finding]:
    context = {c.name: c.index for c in mapped.columns if c.target.to == OUTLET or c.intake.one_spelling(c.target)}
    found: dict[tuple[str, int], Finding] = {}
    for row, column in open_dates:
        text = row.cells[column.index]

        def same_date(mended: str, column: MappedColumn = column) -> list[Row]:
            return [by_key[key] for key in printed[column.index].get(mended, ()) if key in by_key]

        given = date_readings(row, text, column.target.format, same_date, context)
        if not given:
            message = f"no calendar has the date {text!r} (printed as {column.target.format})."
            hint = f"Correct it in the sheet, or declare the format it is printed in for column {column.name!r}."
            problems.append(Problem(row.line, column.name, message, hint))
            continue
        doubt = Doubt(
            "",
            DoubtKind.IMPOSSIBLE_DATE,
            column.name,
            text,
            f"{text} is no date as {column.target.format}; it may mean {' or '.join(r.value for r in given)}.",
            given,
            (row.key,),
        )
        facts = tuple(Fact(column.target.to, reading.value, certainty=Certainty.POSSIBLE) for reading in given)
        found[row.key, column.index] = Finding(facts, doubt)
    return found


def _doubts(
    rows: Sequence[Row],
    mapped: Mapped,
    findings: Mapping[tuple[int, str], Finding],
    odd: Mapping[tuple[str, int], Finding],
    printed: Mapping[int, Mapping[str, Sequence[str]]],
) -> list[Doubt]:
    doubts = [finding.doubt for finding in odd.values() if finding.doubt is not None]
    for row in rows:
        for column in mapped.columns:
            finding = findings[column.index, row.cells[column.index]]
            if finding.doubt is not None and (row.key, column.index) not in odd:
                doubts.append(replace(finding.doubt, field=column.name, rows=(row.key,)))
    for column in mapped.columns:
        if column.target.to == OUTLET:
            known = {text: keys for text, keys in printed[column.index].items() if text}
            doubts.extend(near_outlets(column.name, known))
        if column.intake.one_spelling(column.target):
            doubts.extend(two_spellings(column.name, _by_value(column, printed[column.index], findings)))
    return doubts


def _footnotes(rows: Sequence[Row], mapped: Mapped, marks: Mapping[str, tuple[str, ...]]) -> list[Doubt]:
    place = dict(mapped.printed)
    doubts: list[Doubt] = []
    for note in mapped.footnotes:
        names = {row.key: row.cells[place[note.column]] for row in rows if note.mark in marks.get(row.key, ())}
        doubts.extend(footnote_names(note, names))
    return doubts


def _by_value(
    column: MappedColumn, printed: Mapping[str, Sequence[str]], findings: Mapping[tuple[int, str], Finding]
) -> dict[str, dict[str, Sequence[str]]]:
    by_value: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    for text, keys in printed.items():
        facts = findings[column.index, text].facts
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
