"""Print what does not reconcile: numbers that fail, and numbers that hang on an open doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outspoken.report.documents.blocks import (
    Block,
    Cell,
    Head,
    Heading,
    Listing,
    Note,
    Paragraph,
    Row,
    Spans,
    Table,
    Text,
    plain,
)
from outspoken.report.verdicts import Checked, Verdict

DOUBTS = frozenset({"value", "footnote", "identity"})
"""Kinds of lines that say what a sheet prints oddly, not what a report states."""

_GROUPS = (
    ("Stated in the text", frozenset({"claim", "claim and table"})),
    ("Cells and margins of printed tables", frozenset({"cell", "row total", "column total", "grand total"})),
    ("Printed tables that do not add up", frozenset({"arithmetic"})),
    ("Printed oddly in the sheets", DOUBTS),
)


def acknowledged(checked: Checked, reasons: Mapping[str, str]) -> str:
    """Return why somebody lets a failing line stand: by its id, or by that of its table."""
    return reasons.get(checked.id) or reasons.get(_table_of(checked), "")


def _table_of(checked: Checked) -> str:
    return checked.id.partition(":")[0]


def unacknowledged(found: Sequence[Checked], reasons: Mapping[str, str]) -> list[Checked]:
    """Return the stated numbers that fail and that nobody lets stand."""
    return [
        one
        for one in found
        if one.verdict is Verdict.FAILS and one.kind not in DOUBTS and not acknowledged(one, reasons)
    ]


def reconciliation(
    found: Sequence[Checked], reasons: Mapping[str, str], name: str, *, named: bool = True
) -> tuple[Block, ...]:
    """Make the blocks: failing lines in a table for each group, depending ones by what decides.

    With `named` false nothing is quoted from single rows: a report without a case list names nobody.
    """
    blocks: list[Block] = []
    found = [one for one in found if named or one.kind not in DOUBTS]
    for number, (title, kinds) in enumerate(_GROUPS, start=1):
        failing = [one for one in found if one.verdict is Verdict.FAILS and one.kind in kinds]
        if failing:
            blocks += [
                Heading(2, (Text(title),), f"{name}-{number}"),
                _failing(failing, reasons, f"{name}-fails-{number}", title),
            ]
    depending = [one for one in found if one.verdict is Verdict.DEPENDS and one.kind not in DOUBTS]
    if depending:
        blocks.append(Heading(2, (Text("True or false, depending on a doubt"),), f"{name}-depends"))
        blocks += _depending(depending)
    return tuple(blocks)


def _failing(found: Sequence[Checked], reasons: Mapping[str, str], name: str, title: str) -> Table:
    doubts = found[0].kind in DOUBTS
    rows = [_failing_row(one, reasons.get(one.id) or one.note, doubts=doubts) for one in found]
    head = [Head("Where"), Head("Printed"), Head("The data say"), Head("What it may mean" if doubts else "Remark")]
    widths = [3.4, 1.3, 1.6, 2.2]
    if not any(plain(row.cells[-1].spans) for row in rows):
        rows, head, widths = [Row(row.cells[:-1]) for row in rows], head[:-1], [3.4, 1.3, 1.6]
    # What is said of a whole table is said once, below, and not in every line of it.
    of_tables = dict.fromkeys(
        reasons[_table_of(one)] for one in found if one.id not in reasons and _table_of(one) in reasons
    )
    notes = tuple(
        Note(f"{name}-note-{number}", "", (Text(reason),)) for number, reason in enumerate(of_tables, start=1)
    )
    caption = (Text(f"{title}: what fails"),)
    unit = "oddities of the sheets" if doubts else "stated numbers"
    return Table(name, caption, (tuple(head),), tuple(rows), unit, notes, widths=tuple(widths))


def _failing_row(one: Checked, remark: str, *, doubts: bool) -> Row:
    where = one.where
    if one.kind.startswith("claim"):
        where = f"{one.where}: {one.text}" if one.where else one.text
    if doubts:
        cells = (where, _printed(one), one.text, "; ".join(one.depends_on))
    else:
        cells = (where, _printed(one), _shown(one), remark)
    return Row(tuple(Cell((Text(cell),)) for cell in cells))


def _depending(found: Sequence[Checked]) -> list[Block]:
    by_reason: dict[tuple[str, ...], list[Checked]] = {}
    for one in found:
        by_reason.setdefault(_opposed(one.depends_on), []).append(one)
    blocks: list[Block] = []
    for reason, lines in by_reason.items():
        said = "; ".join(reason)
        spans: Spans = (Text(f"{said[:1].upper()}{said[1:]}:", bold=True),)
        items = tuple((Paragraph((Text(_line(one)),)),) for one in lines)
        blocks += [Paragraph(spans), Listing(items)]
    return blocks


def _opposed(depends: tuple[str, ...]) -> tuple[str, ...]:
    """Put what makes a line true before what makes it false."""
    return tuple(sorted(depends, key=lambda reason: not reason.startswith("holds")))


def _line(one: Checked) -> str:
    where = f"{one.where}: " if one.where else ""
    if one.kind == "claim":
        return f"{where}{one.text} The data say {_shown(one)}."
    return f"{where}{_printed(one)} is printed, the data say {_shown(one)}."


def _printed(one: Checked) -> str:
    return "nothing" if one.printed is None else str(one.printed)


def _shown(one: Checked) -> str:
    found = one.recomputed
    value, low, high = (_said(part) for part in (found.value, found.low, found.high))
    return value if low == high == value else f"{value} ({low} to {high})"


def _said(part: float | str | None) -> str:
    if isinstance(part, float) and not part.is_integer():
        return f"{part * 100:.1f} %" if abs(part) < 1 else f"{part:.2f}"
    if isinstance(part, float):
        return str(int(part))
    return "nothing" if part is None else str(part)
