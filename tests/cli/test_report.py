"""`outspoken check` on the 2015 study, by value: all that does not reconcile, and nothing that does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Rows = dict[str, dict[str, Any]]


@pytest.fixture
def rows(outspoken: Run, icsr: Path) -> Rows:
    """Every line of the check, by its id."""
    said = outspoken("check", "--json", at=icsr)
    assert said.code == 1
    return {row["id"]: row for row in said.json()["rows"]}


def bounds(row: dict[str, Any]) -> tuple[Any, Any]:
    return row["recomputed"]["low"], row["recomputed"]["high"]


def failing(rows: Rows, *kinds: str) -> dict[str, tuple[Any, Any]]:
    """What was printed and what was recomputed, of the lines of some kinds that fail."""
    return {
        name.removeprefix("table-1:"): (row["printed"], row["recomputed"]["value"])
        for name, row in rows.items()
        if row["kind"] in kinds and row["verdict"] == "fails"
    }


# ---- what does not reconcile -------------------------------------------------------------


def test_the_month_totals_add_up_to_59(rows: Rows) -> None:
    found = rows["table-1:sum of column totals Total"]
    assert (found["kind"], found["printed"], bounds(found), found["verdict"]) == ("arithmetic", 58, (59, 59), "fails")


def test_every_row_and_column_that_does_not_add_up_is_found_and_no_other(rows: Rows) -> None:
    assert failing(rows, "arithmetic") == {
        "sum of row Australia": (2, 1),
        "sum of row Saudi-Arabia": (9, 8),
        "sum of row Unknown": (2, 1),
        "sum of column 2/15": (5, 4),
        "sum of column 3/15": (4, 3),
        "sum of column 5/15": (3, 2),
        "sum of column 8/15": (9, 8),
        "sum of column totals Total": (58, 59),
    }


def test_every_cell_that_differs_from_the_appendix_is_found_and_no_other(rows: Rows) -> None:
    assert failing(rows, "cell") == {
        "Saudi-Arabia, 2/15": (None, 1),
        "Syria, 9/14": (4, 3),
        "Syria, 11/14": (3, 4),
        "Tajikistan, 6/15": (1, 0),
        "Tajikistan, 8/15": (None, 1),
        "Unknown, 9/14": (None, 1),
        "Unknown, 1/15": (1, 0),
        "Unknown, 3/15": (None, 1),
    }


def test_november_2014_and_june_2015_have_other_totals(rows: Rows) -> None:
    assert failing(rows, "row total", "column total", "grand total") == {
        "Total, 11/14": (4, 5),
        "Total, 6/15": (3, 2),
    }


@pytest.mark.parametrize(
    ("place", "printed", "between", "choice"),
    [
        ("Total, 1/15", 2, (1, 2), "case 38 is 2015-01-14"),
        ("Total, 4/15", 4, (3, 4), "case 38 is 2015-04-01"),
        ("Indonesia, 4/15", 3, (2, 3), "case 38 is 2015-04-01"),
        ("Indonesia, 1/15", None, (0, 1), "case 38 is 2015-04-01"),
        ("Australia, 5/15", None, (0, 1), "12 and 17 are one person"),
        ("Australia, Total", 2, (1, 2), "12 and 17 are two people"),
        ("Total, 5/15", 3, (2, 3), "12 and 17 are two people"),
        ("Total, Total", 58, (57, 58), "12 and 17 are two people"),
        ("Turkey, Total", 2, (1, 2), "case 23: country is Türkiye"),
        ("Unknown, Total", 2, (2, 3), "case 23: country is Türkiye"),
    ],
)
def test_what_hangs_on_a_doubt_says_on_which(
    rows: Rows, place: str, printed: int | None, between: tuple[int, int], choice: str
) -> None:
    found = rows[f"table-1:{place}"]
    assert (found["printed"], bounds(found), found["verdict"]) == (printed, between, "depends")
    assert f"holds if {choice}" in found["depends_on"]


def test_the_text_counts_one_too_few_in_autumn_2014(rows: Rows) -> None:
    found = rows["autumn-2014"]
    assert (found["printed"], bounds(found), found["verdict"]) == ("12 cases", (13, 13), "fails")


def test_the_summer_of_2015_fits_the_appendix_but_not_the_table(rows: Rows) -> None:
    assert (bounds(rows["summer-2015"]), rows["summer-2015"]["verdict"]) == ((17, 17), "holds")
    beside = rows["summer-2015~table-1"]
    assert (beside["kind"], bounds(beside), beside["verdict"]) == ("claim and table", (18, 18), "fails")


@pytest.mark.parametrize(
    ("kind", "printed", "verdict", "place"),
    [
        ("value", "01/14/15", "fails", "row 38"),
        ("value", "Tunisian / Tunisia", "fails", "19"),
        ("value", "Likely Turkish", "depends", "row 23"),
        ("footnote", "Adam Brokman", "fails", "row 17"),
        ("identity", "Abu Ibrahim / Adam Brookman", "depends", "12, 17"),
    ],
)
def test_oddities_of_the_appendix_are_lines_too(rows: Rows, kind: str, printed: str, verdict: str, place: str) -> None:
    found = [row for row in rows.values() if row["kind"] == kind and row["printed"] == printed]
    assert [row["verdict"] for row in found] == [verdict]
    assert place in found[0]["where"]


# ---- what does -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "between"),
    [
        ("people", (57, 58)),
        ("male", (50, 51)),
        ("female", (7, 7)),
        ("countries", (17, 17)),
        ("nationality-unknown", (2, 3)),
        ("syrian", (21, 21)),
        ("middle-east", (17, 17)),
        ("western", (8, 9)),
        ("asian", (7, 7)),
        ("turkish", (1, 2)),
        ("first-month", ("2014-01-19", "2014-01-19")),
        ("last-month", ("2015-08-30", "2015-08-30")),
    ],
)
def test_what_reconciles_holds_unless_a_doubt_touches_it(rows: Rows, claim: str, between: tuple[Any, Any]) -> None:
    assert bounds(rows[claim]) == between
    assert rows[claim]["verdict"] == ("holds" if between[0] == between[1] else "depends")


@pytest.mark.parametrize(("claim", "share"), [("early-2015", 34 / 58), ("last-three-months", 17 / 58)])
def test_figures_in_words_that_reconcile_hold(rows: Rows, claim: str, share: float) -> None:
    assert rows[claim]["verdict"] == "holds"
    assert rows[claim]["recomputed"]["value"] == pytest.approx(share, abs=1e-6)


def test_a_share_goes_no_further_than_its_doubts_allow(rows: Rows) -> None:
    """34 of 58, or 33 of 57 if 12 and 17 are one person; 17 of 58, or 17 of 57."""
    assert bounds(rows["early-2015"]) == pytest.approx((33 / 57, 34 / 58), abs=1e-6)
    assert bounds(rows["last-three-months"]) == pytest.approx((17 / 58, 17 / 57), abs=1e-6)


# ---- what it says, and how it ends ------------------------------------------------------------


def test_it_counts_its_verdicts(outspoken: Run, icsr: Path) -> None:
    found = outspoken("check", "--json", at=icsr).json()
    counted = {verdict: sum(row["verdict"] == verdict for row in found["rows"]) for verdict in found["verdicts"]}
    assert found["verdicts"] == counted
    assert f"{len(found['rows'])} numbers checked" in outspoken("check", at=icsr).out


def test_it_prints_what_fails_and_depends_and_all_only_if_asked(outspoken: Run, icsr: Path) -> None:
    said = outspoken("check", at=icsr).out
    assert "FAILS    report, p. 7: printed 12 cases, recomputed 13" in said
    assert "HOLDS" not in said
    assert "17 cases" in said
    assert "HOLDS    report, p. 7: printed 17 countries, recomputed 17" in outspoken("check", "--all", at=icsr).out


def test_with_nothing_wrong_it_exits_with_0(outspoken: Run, fresh: Path) -> None:
    said = outspoken("check", at=fresh)
    assert (said.code, said.out) == (0, "claims.yaml states no numbers yet, and nothing is in doubt.\n")


def test_on_another_theme(outspoken: Run, tide: Path) -> None:
    rows = {row["id"]: row for row in outspoken("check", "--json", at=tide).json()["rows"]}
    assert (rows["people"]["verdict"], bounds(rows["people"])) == ("depends", (6, 7))
    assert (rows["captains"]["verdict"], bounds(rows["captains"])) == ("fails", (1, 1))
    assert (rows["founder"]["verdict"], rows["founder"]["note"]) == ("cannot tell", "Nobody asked.")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("claims: [", ["claims.yaml"]),
        ("claims:\n  - id: a\n    printed: 1\n    expression: count(\n", ["claims.yaml", "line 4", "help expressions"]),
        ("claims:\n  - id: a\n    printed: 1\n    expression: count(eyes = blue)\n", ["claim a", "'eyes'"]),
        ("claims:\n  - id: a\n    printed: 1\n    expression: count(rank = admiral)\n", ["admiral"]),
        ("claims:\n  - id: a\n    printed: lots\n    expression: count()\n", ["lots"]),
        ("claims:\n  - id: a\n    printed: 1\n", ["unchecked"]),
        ("let:\n  x: y\n  y: x\nclaims:\n  - id: a\n    printed: 1\n    expression: count(x)\n", ["circle"]),
        ("claims:\n  - id: a\n    printed: 1\n    expression: __import__('os').system('true')\n", ["claims.yaml"]),
        ("tables:\n  - {id: t, file: sources/no.csv, rows: rank, columns: year}\n", ["no.csv", "not there"]),
        ("tables:\n  - {id: t, file: sources/leavers.csv, rows: rank, columns: year}\n", ["whole number"]),
    ],
)
def test_a_mistake_in_the_claims_is_named(outspoken: Run, tide: Path, text: str, parts: list[str]) -> None:
    (tide / "claims.yaml").write_text(text, encoding="utf-8")
    assert outspoken("check", at=tide).refused(*parts)
