"""A printed table says for itself what it can say of a claim, and nothing where it cannot tell."""

from __future__ import annotations

import pytest

from outspoken.report.claims import PrintedTable
from outspoken.report.evaluation import Evaluator
from outspoken.report.expressions import Call, parse
from outspoken.report.printed import Printed, read_printed
from outspoken.report.told import told_by
from outspoken.study import Study

SHEET = """\
land,1/14,2/14,1/15,Total
Syrian,2,1,,3
Holland,,1,4,5
Nobody knows,1,,,1
Total,3,2,5,9
"""


def table(study: Study, sheet: str = SHEET, **settings: object) -> Printed:
    (study.folder / "sources" / "told.csv").write_text(sheet, encoding="utf-8")
    given = {"rows": "country", "columns": "month", "column-format": "M/YY", "labels": {"Holland": "NL"}, **settings}
    return read_printed(study.folder, PrintedTable.model_validate({"id": "t", "file": "sources/told.csv", **given}))


def told(printed: Printed, evaluator: Evaluator, expression: str) -> int | None:
    call = parse(expression)
    assert isinstance(call, Call)
    return told_by(printed, call, evaluator)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("count()", 9),
        ("count(country = SY)", 3),
        ("count(country = NL)", 5),
        ("count(country is unknown)", 1),
        ("count(month = 2015-01)", 5),
        ("count(published < 2015)", 5),
        ("count(published in 2014-02..2015-01)", 7),
        ("count(year = 2014 and country = NL)", 1),
        ("count(country = NL or month = 2014-01)", 8),
        ("count(country = SY and not month = 2014-01)", 1),
        ("count(country = FI)", 0),
    ],
)
def test_it_counts_by_its_cells_or_by_the_margin_that_is_enough(
    known_2015: Study, in_2015: Evaluator, expression: str, said: int
) -> None:
    assert told(table(known_2015), in_2015, expression) == said


@pytest.mark.parametrize(
    "expression", ["count(sex = male)", "count(outlet = BBC and country = SY)", "count(name is known)"]
)
def test_it_cannot_tell_what_it_has_no_row_or_column_for(
    known_2015: Study, in_2015: Evaluator, expression: str
) -> None:
    assert told(table(known_2015), in_2015, expression) is None


def test_without_the_margin_that_is_asked_for_it_cannot_tell(known_2015: Study, in_2015: Evaluator) -> None:
    bare = table(known_2015, "land,1/14\nSyrian,2\n")
    assert told(bare, in_2015, "count()") is None
    assert told(bare, in_2015, "count(country = SY)") is None
    assert told(bare, in_2015, "count(country = SY and month = 2014-01)") == 2


def test_categories_go_by_any_form_that_the_settings_know(known_2015: Study, in_2015: Evaluator) -> None:
    printed = table(
        known_2015,
        "sex,2014,2015,Total\nM,20,31,51\nfemale,2,5,7\nTotal,22,36,58\n",
        rows="sex",
        columns="year",
        labels={},
        **{"column-format": ""},
    )
    assert told(printed, in_2015, "count(sex = male)") == 51
    assert told(printed, in_2015, "count(sex = female and year = 2015)") == 5


def test_an_axis_that_no_table_can_print_tells_nothing(known_2015: Study, in_2015: Evaluator) -> None:
    printed = table(known_2015, "who,2014,Total\nAbu,2,2\nTotal,2,2\n", rows="name", columns="year", labels={})
    assert told(printed, in_2015, "count()") is None
