"""The list of cases has a line for everybody, and a note for every judgement and doubt that touches a line."""

from __future__ import annotations

import pytest

from outspoken.analyse.caselist import CaseRecord
from outspoken.report.caselines import NAMELESS, case_lines, case_table
from outspoken.report.composition import Composed
from outspoken.report.documents.blocks import NoteMark, Row, Table, plain
from outspoken.report.selection import cases_where
from outspoken.study import Actor, Study


@pytest.fixture
def cases(known_2015: Study, amal: Actor) -> tuple[CaseRecord, ...]:
    return cases_where(known_2015, by=amal).sure


@pytest.fixture
def listed(cases: tuple[CaseRecord, ...], known_2015: Study) -> Table:
    return case_table(cases, known_2015.settings, "appendix", "The cases")


def row(table: Table, number: int) -> Row:
    return next(row for row in table.rows if row.anchor == f"case-{number}")


def marks(found: Row) -> list[str]:
    return [span.mark for cell in found.cells for span in cell.spans if isinstance(span, NoteMark)]


def test_every_case_has_its_row_with_what_was_printed_of_it(listed: Table) -> None:
    assert [row.anchor for row in listed.rows] == [f"case-{number}" for number in range(1, 59)]
    assert [head.text for head in listed.head[0]] == ["No.", "Name", "Country", "Sex", "Published", "Outlet"]
    assert [cell.plain for cell in row(listed, 1).cells] == [
        *("1", "Abdallah al-Sihli", "Saudi Arabia", "male", "2015-03-29", "YouTube"),
    ]
    assert len(listed.widths) == listed.columns


def test_what_is_in_doubt_is_printed_as_such(listed: Table) -> None:
    assert row(listed, 38).cells[4].plain == "2015-01-14 or 2015-04-01"
    assert row(listed, 23).cells[2].plain == "Türkiye (likely)"
    assert row(listed, 28).cells[2].quiet
    assert row(listed, 23).cells[1].plain == "Unknown"


def test_a_pair_shares_one_note_and_marks_follow_the_order_of_the_rows(listed: Table) -> None:
    words = {note.mark: plain(note.spans) for note in listed.notes}
    shared = set(marks(row(listed, 12))) & set(marks(row(listed, 17)))
    assert [words[mark][:28] for mark in shared] == ["12 and 17 may be one person."]
    met = list(dict.fromkeys(mark for one in listed.rows for mark in marks(one)))
    assert met == sorted(met) == list(words)
    assert {
        span.note for one in listed.rows for cell in one.cells for span in cell.spans if isinstance(span, NoteMark)
    } == {note.id for note in listed.notes}


def test_a_pair_judged_the_same_stands_in_one_row_that_says_so(composed_harbour: Composed) -> None:
    table = next(
        block for block in composed_harbour.document.blocks if isinstance(block, Table) and block.id == "case-list"
    )
    assert "case-35" not in {one.anchor for one in table.rows}
    told = " ".join(plain(note.spans) for note in table.notes)
    assert "Testimonies T1 and T35 were judged to speak of one person, case 1. Name, place and month" in told
    assert "25 and 37 may be one person." in told


def test_lines_of_a_report_without_a_case_list_name_nobody(cases: tuple[CaseRecord, ...], known_2015: Study) -> None:
    head, lines = case_lines(cases, known_2015.settings, named=True)
    assert head == ("Country", "Sex", "Published", "Outlet")
    assert (lines[0].name, lines[22].name) == ("Abdallah al-Sihli", NAMELESS)
    head, lines = case_lines(cases, known_2015.settings, named=False)
    assert head == ()
    assert {(line.name, line.details) for line in lines} == {("", ())}
    assert [line.number for line in lines] == list(range(1, 59))
