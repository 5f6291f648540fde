"""The case table has a row for every case, and one more for every other way in which its doubts may turn out."""

from __future__ import annotations

import pytest

from outspoken.analyse.casetable import load
from outspoken.analyse.records import UNKNOWN, CaseTable, Unit
from outspoken.coding.codebook import Codebook
from outspoken.collect import settle
from outspoken.collect.store import read_doubts
from outspoken.errors import NotFound
from outspoken.people import Verdict, judge
from outspoken.study import Actor, Study
from tests.conftest import AMAL


def table(study: Study, *columns: str, unit: Unit = Unit.PERSONS) -> CaseTable:
    with study.read(by=AMAL) as connection:
        return load(connection, study.settings, Codebook(), columns, unit)


def rows(found: CaseTable) -> list[tuple[int, int]]:
    """Case and world of every row, in an order of our own."""
    return sorted(zip(found.ids.tolist(), found.world.tolist(), strict=True))


def ways(found: CaseTable) -> list[tuple[set[str], bool]]:
    return [
        ({choice.text for choice in one.choices}, bool(headline))
        for one, headline in zip(found.worlds, found.headline, strict=True)
    ]


def test_two_who_may_be_one_are_two_rows_in_one_world_and_one_in_the_other(study: Study) -> None:
    found = table(study)
    assert rows(found) == [(1, -1), (2, -1), (3, 0), (3, 1), (4, 0), (5, -1), (6, -1)]
    assert ways(found) == [({"3 and 4 are two people"}, True), ({"3 and 4 are one person"}, False)]
    assert [knot.members for knot in found.knots] == [(3, 4)]
    assert not found.approximate


def test_only_the_columns_asked_for_are_read_and_their_doubts_with_them(study: Study) -> None:
    found = table(study, "country", "sex", "country")
    assert list(found.columns) == ["country", "sex"]
    assert all(len(column.codes) == found.rows for column in found.columns.values())
    assert ({"case 5: country is India"}, True) in ways(found)
    assert ({"case 5: country is unknown"}, False) in ways(found)
    assert not [text for texts, _ in ways(table(study, "sex")) for text in texts if "case 5" in text]


def test_doubts_of_one_case_are_combined(study: Study) -> None:
    found = table(study, "country", "published")
    of_five = [(texts, headline) for texts, headline in ways(found) if any("case 5" in text for text in texts)]
    assert len(of_five) == 4
    assert ({"case 5: country is unknown", "case 5 is 2002-04-03"}, False) in of_five
    assert [case for case, _ in rows(found)].count(5) == 4


def test_what_somebody_settled_is_in_doubt_no_more(study: Study, amal: Actor) -> None:
    judge(study, "3", "4", Verdict.SAME, by=amal, reason="One voice.")
    with study.read(by=amal) as connection:
        date = next(one.id for one in read_doubts(connection) if one.field == "printed")
    settle(study, date, "2002-04-03", by=amal, reason="The outlet's archive.")
    found = table(study, "published")
    assert rows(found) == [(1, -1), (2, -1), (3, -1), (5, -1), (6, -1)]
    assert not found.worlds
    judge(study, "3", "4", Verdict.DIFFERENT, by=amal, reason="Two voices after all.")
    assert rows(table(study)) == [(number, -1) for number in range(1, 7)]


@pytest.mark.parametrize("unit", [Unit.TESTIMONIES, Unit.STORIES])
def test_whoever_counts_testimonies_or_stories_has_no_doubt_about_persons(study: Study, unit: Unit) -> None:
    found = table(study, "country", unit=unit)
    assert sorted(set(found.ids.tolist())) == [1, 2, 3, 4, 5, 6]
    assert [knot.members for knot in found.knots] == [(5,)]


def test_values_stand_beside_their_cases(study: Study) -> None:
    found = table(study, "country", "children")
    country, children = found.columns["country"], found.columns["children"]
    said = {
        case: country.keys[code] if code >= 0 else code
        for case, world, code in zip(found.ids.tolist(), found.world.tolist(), country.codes.tolist(), strict=True)
        if world < 0
    }
    assert said == {1: "DE", 2: "TN", 6: UNKNOWN}
    assert {
        case: low / 1_000 for case, low in zip(found.ids.tolist(), children.low.tolist(), strict=True) if low > 0
    } == {
        1: 2,
        3: 1,
        4: 1,
        6: 3,
    }


def test_a_column_that_is_not_there_is_told_with_those_that_are(study: Study) -> None:
    with pytest.raises(NotFound, match="no attribute or code 'colour'") as caught:
        table(study, "colour")
    assert "country" in caught.value.hint
    assert "published" in caught.value.hint
