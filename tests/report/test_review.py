"""What the 2015 study prints and its data do not bear out is found, all of it, and nothing else."""

from __future__ import annotations

import pytest

from outspoken.people import judge, restrict
from outspoken.people.records import Verdict as Judged
from outspoken.report.review import check, check_anew, tallied
from outspoken.report.verdicts import Checked, Verdict
from outspoken.study import Actor, Study
from tests.conftest import DARA

CASE_38 = {"case 38 is 2015-01-14", "case 38 is 2015-04-01"}


@pytest.fixture
def found(fresh_2015: Study, amal: Actor) -> dict[str, Checked]:
    return {one.id: one for one in check(fresh_2015, by=amal)}


def test_what_the_printed_report_miscounts_is_found(found: dict[str, Checked]) -> None:
    wrong = {
        "table-1:sum of column totals Total": (58, 59),
        "table-1:Total, 11/14": (4, 5),
        "table-1:Total, 6/15": (3, 2),
        "autumn-2014": ("12 cases", 13),
        "summer-2015~table-1": ("17 cases", 18),
    }
    assert {name: (found[name].printed, found[name].recomputed.value) for name in wrong} == wrong
    assert {found[name].verdict for name in wrong} == {Verdict.FAILS}


@pytest.mark.parametrize(("month", "printed", "low", "high"), [("1/15", 2, 1, 2), ("4/15", 4, 3, 4)])
def test_months_that_hang_on_row_38_say_so(
    found: dict[str, Checked], month: str, printed: int, low: int, high: int
) -> None:
    one = found[f"table-1:Total, {month}"]
    assert (one.printed, one.recomputed.low, one.recomputed.high, one.verdict) == (printed, low, high, Verdict.DEPENDS)
    assert {reason.partition(" if ")[2] for reason in one.depends_on} == CASE_38


def test_what_the_appendix_prints_oddly_is_found(found: dict[str, Checked]) -> None:
    odd = {(one.printed, one.kind) for one in found.values() if one.kind in {"value", "footnote", "identity"}}
    assert odd >= {
        ("01/14/15", "value"),
        ("Tunisian / Tunisia", "value"),
        ("Likely Turkish", "value"),
        ("Adam Brokman", "footnote"),
        ("Abu Ibrahim / Adam Brookman", "identity"),
    }


def test_the_cells_in_which_table_and_appendix_differ_are_these(found: dict[str, Checked]) -> None:
    cells = {
        one.id.removeprefix("table-1:"): (one.printed, one.recomputed.value)
        for one in found.values()
        if one.kind == "cell" and one.verdict is Verdict.FAILS
    }
    assert cells == {
        "Saudi-Arabia, 2/15": (None, 1),
        "Syria, 9/14": (4, 3),
        "Syria, 11/14": (3, 4),
        "Tajikistan, 6/15": (1, 0),
        "Tajikistan, 8/15": (None, 1),
        "Unknown, 9/14": (None, 1),
        "Unknown, 1/15": (1, 0),
        "Unknown, 3/15": (None, 1),
    }


def test_the_rows_and_columns_that_do_not_add_up_are_these(found: dict[str, Checked]) -> None:
    sums = {
        one.id.removeprefix("table-1:sum of "): (one.printed, one.recomputed.value)
        for one in found.values()
        if one.kind == "arithmetic" and one.verdict is not Verdict.HOLDS
    }
    assert sums == {
        "row Australia": (2, 1),
        "row Saudi-Arabia": (9, 8),
        "row Unknown": (2, 1),
        "column 2/15": (5, 4),
        "column 3/15": (4, 3),
        "column 5/15": (3, 2),
        "column 8/15": (9, 8),
        "column totals Total": (58, 59),
    }


def test_what_reconciles_raises_no_alarm(found: dict[str, Checked]) -> None:
    sound = {
        "people": 58,
        "male": 51,
        "female": 7,
        "countries": 17,
        "nationality-unknown": 2,
        "syrian": 21,
        "middle-east": 17,
        "western": 9,
        "asian": 7,
        "turkish": 2,
        "summer-2015": 17,
        "first-month": "2014-01-19",
        "last-month": "2015-08-30",
        "early-2015": round(34 / 58, 6),
        "last-three-months": round(17 / 58, 6),
    }
    assert {name: found[name].recomputed.value for name in sound} == sound
    assert not [name for name in sound if found[name].verdict is Verdict.FAILS]


def test_the_tally_counts_every_line_once(found: dict[str, Checked]) -> None:
    counts = tallied(list(found.values()))
    assert sum(counts.values()) == len(found)
    assert counts[Verdict.FAILS] == len([one for one in found.values() if one.verdict is Verdict.FAILS])


def test_what_is_kept_is_what_would_be_found_anew(fresh_2015: Study, amal: Actor) -> None:
    """An act, a restriction or a changed file ends what was kept; nobody gets what was kept for who sees more."""
    before = check(fresh_2015, by=amal)
    assert check(fresh_2015, by=amal) == before
    judge(fresh_2015, "12", "17", Judged.SAME, by=amal, reason="One man.")
    after = check(fresh_2015, by=amal)
    assert after != before
    assert after == check_anew(fresh_2015, by=amal)
    restrict(fresh_2015, "1", ["Bilal"], by=amal)
    assert check(fresh_2015, by=DARA) == check_anew(fresh_2015, by=DARA) != check(fresh_2015, by=amal)
    claims = fresh_2015.folder / "claims.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("58", "59", 1), encoding="utf-8")
    assert check(fresh_2015, by=amal) == check_anew(fresh_2015, by=amal)
