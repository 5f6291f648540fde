"""A column says of every testimony what it gives, why it gives nothing, or what all it may give."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from outspoken.analyse.columns import Spoken, day, read_column
from outspoken.analyse.records import NO_DAY, NOT_STATED, UNKNOWN, WITHHELD, Kind
from outspoken.analyse.rollup import Option
from outspoken.analyse.store import read_testimonies
from outspoken.coding.codebook import Codebook, read_codebook
from outspoken.collect import import_sheet
from outspoken.errors import NotFound
from outspoken.study import Actor, Study
from tests.conftest import AMAL, MakeStudy

CODED = """\
title = "People who left the Order of the Lantern"
[collect.imports.first]
file = "sources/first.csv"
key = "id"
columns = { why = "code L1" }
"""
BOOK = "groups:\n- {id: leaving, name: Leaving, codes: [{id: L1, name: Cruelty}]}\n"


def column(study: Study, name: str, codebook: Codebook | None = None) -> Spoken:
    with study.read(by=AMAL) as connection:
        testimonies = read_testimonies(connection, "id")
        return read_column(connection, study.settings, codebook or Codebook(), testimonies, name)


def said(spoken: Spoken) -> list[list[str]]:
    """What each testimony may give, in words, the headline's first."""
    return [[spoken.say(option.value) for option in spoken.options(place)] for place in range(len(spoken.column.codes))]


def test_every_kind_of_missing_keeps_its_name(study: Study) -> None:
    assert said(column(study, "children")) == [["2"], ["0"], ["unknown"], ["1"], ["withheld"], ["3"]]
    assert column(study, "children").column.codes.tolist() == [0, 0, UNKNOWN, 0, WITHHELD, 0]
    assert said(column(study, "recruiter")) == [["no"], ["yes"], ["no"], ["not applicable"], ["yes"], ["not stated"]]


def test_a_category_has_its_declared_values_in_order_though_nobody_gives_one(study: Study) -> None:
    sex = column(study, "sex").column
    assert (sex.kind, sex.keys) == (Kind.CATEGORY, ("male", "female"))
    assert column(study, "recruiter").column.keys == ("yes", "no")
    outlet = column(study, "outlet").column
    assert (outlet.label, outlet.keys) == ("Outlet", ("Harbour Post", "Lantern Watch"))


def test_a_country_is_coded_and_named(study: Study) -> None:
    country = column(study, "country")
    assert dict(zip(country.column.keys, country.column.labels, strict=True))["TN"] == "Tunisia"
    assert said(country)[2:4] == [["France"], ["France"]]


def test_a_hedged_value_is_what_the_headline_takes_beside_unknown(study: Study) -> None:
    country = column(study, "country")
    india = country.column.keys.index("IN")
    assert country.options(4) == [Option(india, headline=True), Option(UNKNOWN, headline=False)]


def test_a_date_keeps_how_exact_it_is(study: Study) -> None:
    left = column(study, "left")
    assert said(left) == [["2001"], ["2001-11"], ["2002-01-15"], ["not stated"], ["2003-05"], ["2003"]]
    assert (day(left.column.low[0]), day(left.column.high[0])) == (date(2001, 1, 1), date(2001, 12, 31))
    assert (left.column.codes[3], left.column.low[3]) == (NOT_STATED, NO_DAY)
    assert left.say((left.column.low[1], left.column.high[2])) == "between 2001-11-01 and 2002-01-15"


def test_an_impossible_date_leaves_all_its_readings_open(study: Study) -> None:
    assert said(column(study, "published"))[4] == ["2002-03-14", "2002-04-03"]


def test_coders_who_disagree_leave_both_answers(make_study: MakeStudy, amal: Actor) -> None:
    study = make_study(CODED, first="id,why\n1,yes\n2,no\n3,?\n4,\n")
    (study.folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    import_sheet(study, "first", by=amal)
    book = read_codebook(study.folder)
    assert said(column(study, "L1", book)) == [["yes"], ["no"], ["cannot tell"], ["unknown"]]
    with study.database.writing() as connection:
        connection.execute(
            text(
                "insert into codings (id, testimony_id, code, value, coder, since, given, version, stale, settled, "
                "reason, shown, suggester) select 99, testimony_id, code, 'no', 'Bilal', since, given, version, '', 0, "
                "'', 0, '' from codings where testimony_id = 1"
            )
        )
    assert said(column(study, "L1", book))[0] == ["yes", "no"]
    assert said(column(study, "L1", book))[1:] == [["no"], ["cannot tell"], ["unknown"]]


def test_what_is_no_column_is_told(study: Study) -> None:
    with pytest.raises(NotFound, match="no attribute or code 'month of leaving'"):
        column(study, "month of leaving")
