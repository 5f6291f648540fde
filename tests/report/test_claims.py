"""A claims file says what a report states; whatever cannot be checked is refused with file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from outspoken.errors import ClaimsError
from outspoken.report.claims import Claims, printed_date, read_claims

GOOD = """\
let:
  summer: month in 2015-06..2015-08
  ratio: count(summer) / count()
claims:
  - id: summer
    where: p. 7
    printed: 17 cases
    expression: count(summer)
  - id: number
    printed: 58
    expression: count()
    tolerance: 1
  - id: founded
    printed: many years
    unchecked: The study holds no founding date.
tables:
  - id: table-1
    file: sources/table-1.csv
    rows: country
    columns: month
    column-format: M/YY
    labels: { Holland: NL }
    blank: null
acknowledged:
  table-1: Replaced.
"""


def read(folder: Path, text: str) -> Claims:
    (folder / "claims.yaml").write_text(text, encoding="utf-8")
    return read_claims(folder)


def test_a_claims_file_is_read_as_it_stands(tmp_path: Path) -> None:
    claims = read(tmp_path, GOOD)
    assert [(one.id, one.printed, one.tolerance) for one in claims.claims] == [
        ("summer", "17 cases", None),
        ("number", "58", 1),
        ("founded", "many years", None),
    ]
    (table,) = claims.tables
    assert (table.column_format, table.blank, table.total, table.labels) == ("M/YY", None, "Total", {"Holland": "NL"})
    assert claims.acknowledged == {"table-1": "Replaced."}


def test_a_study_without_the_file_states_nothing(tmp_path: Path) -> None:
    assert read_claims(tmp_path) == Claims()


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("expression: count(summer)", "expression: count(summr", 8, "count(summr"),
        ("printed: 17 cases", "printed: very many", 7, "not a figure"),
        ("    expression: count(summer)\n", "", 5, "unchecked"),
        ("    unchecked: The study holds", "    expression: count()\n    unchecked: The study holds", 13, "either"),
        ("  summer: month in 2015-06..2015-08", "  summer: winter\n  winter: not summer", 2, "circle"),
        ("  summer: month", "  Summer!: month", 1, "lower-case"),
        ("- id: number", "- id: summer", 9, "'summer' is given twice"),
        ("- id: table-1", "- id: founded", 17, "'founded' is given twice"),
        ("    where: p. 7", "    page: 7", 6, "page"),
        ("tolerance: 1", "tolerance: -1", 12, "tolerance"),
        ("column-format: M/YY", "column-format: M/QQ", 21, "QQ"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    with pytest.raises(ClaimsError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert words in f"{caught.value.message} {caught.value.field}"
    assert str(caught.value.file).endswith("claims.yaml")
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("January 2014", "2014-01"),
        ("30 August 2015", "2015-08-30"),
        ("2015-08", "2015-08"),
        ("2015-02-31", ""),
        ("17 cases", ""),
        ("2015", ""),
    ],
)
def test_a_month_or_day_is_told_from_a_number(printed: str, date: str) -> None:
    assert printed_date(printed) == date
