"""Print the list of cases: Appendix A with its footnotes, and the short lines of evidence pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from outspoken.analyse.caselist import CaseRecord, CaseValue
from outspoken.collect.records import Doubt, DoubtState
from outspoken.people.records import Judgement, Verdict
from outspoken.report.documents.blocks import (
    CaseLine,
    CaseNumber,
    Cell,
    Head,
    Note,
    NoteMark,
    Row,
    Span,
    Spans,
    Table,
    Text,
)
from outspoken.report.numerals import capital
from outspoken.study.settings import AttributeType, Settings

_MOST_ATTRIBUTES = 6
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMELESS = "no name known"


def case_table(cases: Sequence[CaseRecord], settings: Settings, name: str, caption: str) -> Table:
    """Make the list of cases, with a footnote for each judgement and doubt that touches it."""
    columns = _columns(settings)
    notes = _Notes(cases, settings, name)
    rows = []
    for case in cases:
        number = Cell((Text(str(case.number)), *notes.marks(case.number, "")), number=True)
        printed = [
            Cell((*_name(case), *notes.marks(case.number, "name"))),
            *(_values(case.values[column], notes.marks(case.number, column)) for column in columns),
        ]
        rows.append(Row((number, *printed), anchor=f"case-{case.number}"))
    head = (Head("No.", number=True), Head("Name"), *(Head(_label(settings, column)) for column in columns))
    widths = (0.8, 2.6, *({"outlet": 2.0, "published": 1.4}.get(column, 1.4) for column in columns))
    return Table(name, (Text(caption),), (head,), tuple(rows), "persons", notes.all, widths=widths)


def case_lines(
    cases: Sequence[CaseRecord], settings: Settings, *, named: bool
) -> tuple[tuple[str, ...], tuple[CaseLine, ...]]:
    """Make a short line for each case, and the headings of its columns.

    With `named` false only numbers are given: a report without a case list names nobody.
    """
    columns = _columns(settings) if named else []
    lines = tuple(
        CaseLine(
            case.number,
            " / ".join(case.names) or NAMELESS if named else "",
            tuple(_plain(case.values[column]) for column in columns),
        )
        for case in cases
    )
    return tuple(_label(settings, column) for column in columns), lines


def _columns(settings: Settings) -> list[str]:
    told = {AttributeType.NAME, AttributeType.TEXT}
    shown = [name for name, one in settings.attributes.items() if one.type not in told]
    return [*shown[:_MOST_ATTRIBUTES], "published", "outlet"]


def _label(settings: Settings, column: str) -> str:
    known = settings.attributes.get(column)
    if known is not None:
        return known.label or capital(column)
    return capital(column)


def _name(case: CaseRecord) -> Spans:
    if not case.names:
        return (Text("Unknown"),)
    return (Text(" / ".join(case.names)),)


def _values(values: Sequence[CaseValue], marks: Spans) -> Cell:
    return Cell((Text(_plain(values)), *marks), quiet=all(value.missing for value in values))


def _plain(values: Sequence[CaseValue]) -> str:
    likely = [value for value in values if value.headline]
    if len(likely) == 1 < len(values):
        return f"{likely[0].text} (likely)"
    return " or ".join(value.text for value in values)


class _Notes:
    """The footnotes of the case list, lettered in the order in which they are met."""

    def __init__(self, cases: Sequence[CaseRecord], settings: Settings, table: str) -> None:
        self._marks: dict[tuple[int, str], list[NoteMark]] = {}
        self._table = table
        self._found: dict[str, Note] = {}
        home = {testimony.id: case.number for case in cases for testimony in case.testimonies}
        targets = _targets(settings)
        for case in cases:
            for column, key, spans in _told(case, home, targets):
                note = self._found.get(key)
                if note is None:
                    number = len(self._found)
                    note = self._found[key] = Note(f"{table}-{key}", _letter(number), spans)
                self._marks.setdefault((case.number, column), []).append(NoteMark(note.mark, note.id))

    @property
    def all(self) -> tuple[Note, ...]:
        """Every note."""
        return tuple(self._found.values())

    def marks(self, number: int, column: str) -> Spans:
        """Return the marks of a case in a column."""
        return tuple(self._marks.get((number, column), ()))


def _told(
    case: CaseRecord, home: Mapping[str, int], targets: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str, Spans]]:
    """Yield column, key and words of each note of a case."""
    for judgement in case.judgements:
        words = _judged(judgement, home)
        if words:
            yield "name", f"judgement-{judgement.id}", words
    for doubt in case.doubts:
        column = targets.get((doubt.sheet, doubt.field), "name")
        shown = column if column in case.values and column != "name" else "name"
        yield shown, f"doubt-{doubt.id}", _doubted(doubt)


def _judged(judgement: Judgement, home: Mapping[str, int]) -> Spans:
    left, right = (home[f"T{number}"] for number in judgement.pair)
    reason = f" {judgement.reason}" if judgement.reason else ""
    match judgement.verdict:
        case Verdict.UNSURE:
            return (CaseNumber(left), Text(" and "), CaseNumber(right), Text(f" may be one person.{reason}"))
        case Verdict.SAME:
            said = f"Testimonies T{judgement.left} and T{judgement.right} were judged to speak of one person, case "
            return (Text(said), CaseNumber(left), Text(f".{reason}"))
        case _:
            return ()


def _doubted(doubt: Doubt) -> Spans:
    spans: list[Span] = [Text(doubt.note)]
    if doubt.state is DoubtState.SETTLED:
        spans.append(
            Text(f" Settled as {doubt.choice}: {doubt.reason}" if doubt.reason else f" Settled as {doubt.choice}.")
        )
    return tuple(spans)


def _targets(settings: Settings) -> dict[tuple[str, str], str]:
    """Return which field each column of each sheet is."""
    return {
        (sheet, column): source.target(column).to.removeprefix("story.")
        for sheet, source in settings.collect.imports.items()
        for column in source.columns
    }


def _letter(number: int) -> str:
    """Count in letters.

    >>> _letter(0), _letter(25), _letter(26)
    ('a', 'z', 'aa')
    """
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(_LETTERS))
        found = _LETTERS[rest] + found
    return found
