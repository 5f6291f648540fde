"""What does not reconcile is printed whole: what fails, by whom it may stand, and what hangs on a doubt."""

from __future__ import annotations

from outspoken.report.documents.blocks import Block, Heading, Listing, Paragraph, Table, plain, walk
from outspoken.report.reconciliation import DOUBTS, acknowledged, reconciliation, unacknowledged
from outspoken.report.verdicts import Checked, Recomputed, Verdict


def line(name: str, kind: str, verdict: Verdict, **more: object) -> Checked:
    given = {"where": f"p. {name}", "text": f"It is {name}.", "printed": 3, "recomputed": Recomputed(4, 4, 4)}
    return Checked(name, kind, **{**given, "verdict": verdict, **more})  # type: ignore[arg-type]


def tables(blocks: tuple[Block, ...]) -> dict[str, Table]:
    return {block.id: block for block in blocks if isinstance(block, Table)}


def words(blocks: tuple[Block, ...]) -> str:
    return "\n".join(plain(block.spans) for block in walk(blocks) if isinstance(block, Heading | Paragraph))


def test_every_failing_line_of_2015_stands_in_one_table(checked_2015: dict[str, Checked]) -> None:
    found = list(checked_2015.values())
    printed = tables(reconciliation(found, {}, "r"))
    assert list(printed) == ["r-fails-1", "r-fails-2", "r-fails-3", "r-fails-4"]
    assert sum(len(table.rows) for table in printed.values()) == sum(one.verdict is Verdict.FAILS for one in found)
    (row,) = [row for row in printed["r-fails-1"].rows if "September, October" in row.cells[0].plain]
    assert [cell.plain for cell in row.cells[1:3]] == ["12 cases", "13"]


def test_every_depending_line_of_2015_stands_under_what_decides(checked_2015: dict[str, Checked]) -> None:
    found = list(checked_2015.values())
    blocks = reconciliation(found, {}, "r")
    listed = [item for block in blocks if isinstance(block, Listing) for item in block.items]
    assert len(listed) == sum(one.verdict is Verdict.DEPENDS and one.kind not in DOUBTS for one in found)
    said = words(blocks)
    assert "Holds if 12 and 17 are two people; fails if 12 and 17 are one person:" in said
    assert "Holds if case 38 is 2015-01-14; fails if case 38 is 2015-04-01:" in said


def test_nothing_wrong_makes_nothing_to_print() -> None:
    assert reconciliation([line("a", "claim", Verdict.HOLDS), line("b", "claim", Verdict.CANNOT_TELL)], {}, "r") == ()


def test_a_failing_line_may_stand_by_its_own_reason_or_by_that_of_its_table() -> None:
    cell, claim = line("table-1:Syria, 9/14", "cell", Verdict.FAILS), line("summer", "claim", Verdict.FAILS)
    odd = line("D2", "value", Verdict.FAILS)
    assert acknowledged(cell, {"table-1": "Replaced."}) == "Replaced."
    assert acknowledged(cell, {"table-1": "Replaced.", cell.id: "A slip."}) == "A slip."
    assert acknowledged(claim, {"table-1": "Replaced."}) == ""
    assert unacknowledged([cell, claim, odd], {"table-1": "Replaced."}) == [claim]
    assert unacknowledged([cell, claim, odd], {}) == [cell, claim]


def test_the_reason_for_a_whole_table_is_said_once() -> None:
    cells = [line(f"t:{number}", "cell", Verdict.FAILS) for number in range(3)]
    (table,) = tables(reconciliation(cells, {"t": "Replaced."}, "r")).values()
    assert [plain(note.spans) for note in table.notes] == ["Replaced."]
    assert table.columns == 3
    (table,) = tables(reconciliation(cells, {"t": "Replaced.", "t:1": "A slip."}, "r")).values()
    assert [row.cells[-1].plain for row in table.rows] == ["", "A slip.", ""]


def test_a_report_without_a_case_list_quotes_no_row() -> None:
    odd = line("D2", "value", Verdict.FAILS, text="Row 38 prints 01/14/15.")
    blocks = reconciliation([odd, line("a", "claim", Verdict.FAILS)], {}, "r", named=False)
    printed = " ".join(cell.plain for table in tables(blocks).values() for row in table.rows for cell in row.cells)
    assert "Row 38" not in printed
    assert "It is a." in printed


def test_numbers_are_printed_as_one_reads_them() -> None:
    share = line("s", "claim", Verdict.FAILS, recomputed=Recomputed(0.2931, 0.2931, 0.298))
    none = line("n", "cell", Verdict.FAILS, printed=None, recomputed=Recomputed(2.0, 2.0, 2.0))
    rows = [row for table in tables(reconciliation([share, none], {}, "r")).values() for row in table.rows]
    assert rows[0].cells[2].plain == "29.3 % (29.3 % to 29.8 %)"
    assert [cell.plain for cell in rows[1].cells[1:3]] == ["nothing", "2"]
