"""Every cell and margin of a printed table is recomputed, by whatever name its rows and columns go."""

from __future__ import annotations

import pytest

from outspoken.report.cells import check_table
from outspoken.report.claims import PrintedTable
from outspoken.report.evaluation import Evaluator
from outspoken.report.printed import read_printed
from outspoken.report.verdicts import Checked, Verdict
from outspoken.study import Study

RANKS = """\
sex,2014,2015,Total
Males,21,30,50
F,1,,7
Dogs,,1,1
Total,22,30,58
"""


@pytest.fixture
def found(known_2015: Study, in_2015: Evaluator) -> dict[str, Checked]:
    return checked(known_2015, in_2015, RANKS, rows="sex", columns="year", labels={"Males": "male", "F": "female"})


def checked(study: Study, evaluator: Evaluator, sheet: str, **settings: object) -> dict[str, Checked]:
    (study.folder / "sources" / "printed.csv").write_text(sheet, encoding="utf-8")
    table = PrintedTable.model_validate({"id": "t", "file": "sources/printed.csv", **settings})
    rows = list(check_table(read_printed(study.folder, table), evaluator))
    assert len({one.id for one in rows}) == len(rows)
    return {one.id.removeprefix("t:"): one for one in rows}


def test_every_cell_margin_and_sum_has_its_line(found: dict[str, Checked]) -> None:
    assert sum(one.kind == "cell" for one in found.values()) == 6
    assert sum(one.kind == "row total" for one in found.values()) == 3
    assert sum(one.kind == "column total" for one in found.values()) == 2
    assert [one.kind for one in found.values()].count("grand total") == 1
    assert sum(one.kind == "arithmetic" for one in found.values()) == 3 + 2 + 2


def test_a_cell_holds_fails_or_depends_as_the_cases_have_it(found: dict[str, Checked], in_2015: Evaluator) -> None:
    women = in_2015.estimate("count(sex = female and year = 2014)").value
    assert (found["F, 2014"].printed, found["F, 2014"].recomputed.value) == (1, women)
    assert found["F, Total"].verdict is Verdict.HOLDS
    assert found["Total, Total"].verdict is Verdict.DEPENDS
    assert set(found["Males, Total"].depends_on) == {
        "fails if 12 and 17 are two people",
        "holds if 12 and 17 are one person",
    }


def test_an_empty_cell_means_zero_and_says_that_nothing_is_printed(found: dict[str, Checked]) -> None:
    one = found["F, 2015"]
    assert (one.printed, one.verdict) == (None, Verdict.FAILS)
    assert "nothing is printed, the cases give" in one.text


def test_a_row_that_no_case_has_is_zero(found: dict[str, Checked]) -> None:
    assert (found["Dogs, 2015"].recomputed.value, found["Dogs, 2015"].verdict) == (0, Verdict.FAILS)
    assert found["Dogs, 2014"].verdict is Verdict.HOLDS


def test_sums_are_of_what_is_printed(found: dict[str, Checked]) -> None:
    assert (found["sum of row Males"].recomputed.value, found["sum of row Males"].verdict) == (51, Verdict.FAILS)
    assert found["sum of column 2014"].verdict is Verdict.HOLDS
    assert found["sum of column 2015"].recomputed.value == 31
    assert found["sum of row totals Total"].verdict is Verdict.HOLDS
    assert found["sum of column totals Total"].recomputed.value == 52


def test_blank_cells_may_be_left_unchecked_and_what_is_left_out_is_found(known_2015: Study, in_2015: Evaluator) -> None:
    found = checked(known_2015, in_2015, "sex,2014\nmale,\n", rows="sex", columns="year", blank=None)
    assert found == {}
    found = checked(known_2015, in_2015, "sex,2014\nmale,22\n", rows="sex", columns="year")
    assert {name for name, one in found.items() if one.verdict is not Verdict.HOLDS} >= {
        "female (not printed)",
        "2015 (not printed)",
    }


def test_labels_are_found_as_country_and_as_printed_month(known_2015: Study, in_2015: Evaluator) -> None:
    sheet = "land,1/14,11/14\nSyrian,2,4\nTürkei,0,0\n"
    found = checked(known_2015, in_2015, sheet, rows="country", columns="month", **{"column-format": "M/YY"})
    assert found["Syrian, 1/14"].verdict is Verdict.HOLDS
    assert found["Syrian, 11/14"].verdict is Verdict.HOLDS
