"""A table of a report adds up, says what is in doubt, and leads from each cell to its cases."""

from __future__ import annotations

import pytest

from outspoken.report.documents.blocks import Row, Table, plain
from outspoken.report.evaluation import Evaluator
from outspoken.report.evidence import Ledger
from outspoken.report.tables import BOUNDS_NOTE, UNSETTLED_NOTE, Tables


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def crossing(in_2015: Evaluator, ledger: Ledger) -> Table:
    return Tables(in_2015, ledger).crossing("country", "month", "table-1", "")


def row(table: Table, label: str) -> Row:
    return next(row for row in table.rows if row.cells[0].plain == label)


def notes(table: Table) -> list[str]:
    return [plain(note.spans) for note in table.notes]


def number(text: str) -> int:
    return int(text.split(maxsplit=1)[0])


def test_months_stand_under_their_years(crossing: Table) -> None:
    years, months = crossing.head
    assert [(head.text, head.span) for head in years if head.text] == [("2014", 12), ("2015", 8)]
    assert [head.text for head in months][:3] == ["Country", "Jan", "Feb"]
    assert [head.text for head in months][-2:] == ["Not settled", "Total"]
    assert sum(head.span for head in years) == crossing.columns == len(crossing.widths)
    assert crossing.wide


def test_rows_and_columns_add_up_to_their_totals(crossing: Table) -> None:
    *body, last = [[number(cell.plain) for cell in one.cells[1:]] for one in crossing.rows]
    assert all(sum(one[:-1]) == one[-1] for one in [*body, last])
    assert [sum(column) for column in zip(*body, strict=True)] == last
    assert last[-1] == 58
    assert crossing.rows[-1].total


def test_what_is_in_doubt_has_its_bounds_and_a_note_that_says_why(crossing: Table) -> None:
    assert crossing.rows[-1].cells[-1].plain == "58 (57–58)"
    assert row(crossing, "Indonesia").cells[-2].plain == "1 (0–1)"
    assert notes(crossing)[:2] == [BOUNDS_NOTE, UNSETTLED_NOTE]
    assert "12 and 17 are two people or one person." in notes(crossing)
    assert "Case 38 is 2015-01-14 or 2015-04-01." in notes(crossing)


def test_every_cell_that_is_not_nothing_leads_to_its_cases(crossing: Table, ledger: Ledger) -> None:
    kept = {entry.id: entry for entry in ledger.entries}
    for one in crossing.rows:
        for cell in one.cells[1:]:
            if cell.evidence:
                entry = kept[cell.evidence]
                bounds = [int(end) for end in (cell.bounds or plain(cell.spans)).split("–")]
                assert (len(entry.sure), len(entry.sure) + len(entry.maybe)) == (bounds[0], bounds[-1])
            else:
                assert cell.plain == "0"
                assert cell.quiet
    assert kept[row(crossing, "Belgium").cells[-1].evidence].title == "Belgium"


def test_shares_of_a_distribution_have_bounds_as_their_counts_have(in_2015: Evaluator, ledger: Ledger) -> None:
    table = Tables(in_2015, ledger).distribution("sex", "table-2", "")
    assert plain(table.caption) == "Cases by sex"
    assert [cell.plain for cell in row(table, "Male").cells] == ["Male", "51 (50–51)", "87.9 (87.7–87.9)"]
    assert [cell.plain for cell in row(table, "Female").cells] == ["Female", "7", "12.1 (12.1–12.3)"]
    assert [cell.plain for cell in table.rows[-1].cells] == ["Total", "58 (57–58)", "100"]


def test_an_answer_of_yes_or_no_is_asked_as_such(in_harbour: Evaluator, ledger: Ledger) -> None:
    table = Tables(in_harbour, ledger).distribution("warden", "wardens", "")
    assert plain(table.caption) == "Was a warden: cases"
    assert number(row(table, "Yes").cells[1].plain) == in_harbour.estimate("count(wardens)").value
    assert {"Not applicable", "Withheld"} <= {one.cells[0].plain for one in table.rows}


def test_codes_say_who_was_coded_and_who_was_not(in_harbour: Evaluator, ledger: Ledger) -> None:
    group = in_harbour.codebook.group("leaving")
    assert group is not None
    table = Tables(in_harbour, ledger).codes(group, "codes", "")
    assert [head.text for head in table.head[0]][:5] == ["Code", "Yes", "No", "Cannot tell", "Not coded"]
    for code, one in zip(group.codes, table.rows, strict=True):
        assert one.cells[0].plain == f"{code.id} · {code.name}"
        assert number(one.cells[1].plain) == in_harbour.estimate(f"count({code.id} = yes)").value
        assert sum(number(cell.plain) for cell in one.cells[1:]) == in_harbour.estimate("count()").value
    assert "One case may have several codes" in notes(table)[0]
