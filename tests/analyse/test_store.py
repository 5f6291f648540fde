"""What analysing reads of a study: whole columns, in the order of testimonies, and nothing that was replaced."""

from __future__ import annotations

import numpy as np
import pytest

from outspoken import screen
from outspoken.analyse import store
from outspoken.analyse.store import MISSING, Given
from outspoken.collect import import_sheet
from outspoken.people import Verdict, judge
from outspoken.screen import decide
from outspoken.study import Actor, Study
from tests.conftest import AMAL, LEAVERS_SHEET


def facts(study: Study, attribute: str) -> Given:
    with study.read(by=AMAL) as connection:
        return store.read_facts(connection, attribute)


def sure(given: Given) -> dict[int, str]:
    return dict(zip(given.testimonies.tolist(), given.values, strict=True))


def test_testimonies_come_in_order_with_whoever_owns_them(study: Study, amal: Actor) -> None:
    judge(study, "1", "2", Verdict.SAME, by=amal, reason="One voice.")
    with study.read(by=amal) as connection:
        persons = store.read_testimonies(connection, "person_id")
        themselves = store.read_testimonies(connection, "id")
    assert persons.ids.tolist() == [1, 2, 3, 4, 5, 6]
    assert persons.owners.tolist() == [1, 1, 3, 4, 5, 6]
    assert themselves.owners.tolist() == [1, 2, 3, 4, 5, 6]
    assert persons.places(np.array([6, 2])).tolist() == [5, 1]


def test_what_is_sure_and_what_is_open_are_kept_apart(study: Study) -> None:
    given = facts(study, "country")
    assert sure(given) == {1: "DE", 2: "TN", 3: "FR", 4: "FR", 6: f"{MISSING}unknown"}
    assert [(one.testimony, one.value, one.certainty, one.choice) for one in given.open] == [(5, "IN", "likely", None)]


def test_dates_with_several_readings_are_open_with_each(study: Study) -> None:
    with study.read(by=AMAL) as connection:
        given = store.read_dates(connection)
    assert sorted(sure(given)) == [1, 2, 3, 4, 6]
    assert [one.value for one in given.open] == ["2002-03-14", "2002-04-03"]


def test_what_a_later_sheet_replaced_is_not_read(study: Study, amal: Actor) -> None:
    changed = LEAVERS_SHEET.replace("1,Ivo Marsh,German", "1,Ivo Marsh,Tunisian").replace("Likely Indian", "Indian")
    (study.folder / "sources" / "leavers.csv").write_text(changed, encoding="utf-8")
    import_sheet(study, "leavers", by=amal)
    given = facts(study, "country")
    assert (sure(given)[1], sure(given)[5], given.open) == ("TN", "IN", [])
    with study.read(by=amal) as connection:
        assert store.read_row(connection, 1)["country"] == "Tunisian"


def test_links_are_between_persons_and_each_is_told_once(study: Study, amal: Actor) -> None:
    judge(study, "1", "3", Verdict.SAME, by=amal, reason="One voice.")
    judge(study, "1", "4", Verdict.UNSURE, by=amal, reason="Much alike.")
    judge(study, "5", "6", Verdict.DIFFERENT, by=amal, reason="Two countries.")
    with study.read(by=amal) as connection:
        testimonies = store.read_testimonies(connection, "person_id")
        unsure, apart = store.read_links(connection, testimonies, store.read_gates(connection, testimonies))
    assert (list(unsure), list(apart)) == ([(1, 4)], [(5, 6)])


def test_a_judgement_rests_on_the_open_stories_of_its_testimonies(study: Study, amal: Actor) -> None:
    judge(study, "1", "4", Verdict.UNSURE, by=amal, reason="Much alike.")
    decide(study, "S4", screen.Verdict.UNCLEAR, by=amal)
    with study.read(by=amal) as connection:
        testimonies = store.read_testimonies(connection, "person_id")
        gates = store.read_gates(connection, testimonies)
        unsure, _ = store.read_links(connection, testimonies, gates)
        assert store.read_open_stories(connection) == {4: 4}
    assert gates.tolist() == [0, 0, 0, 4, 0, 0]
    assert unsure[1, 4] == [frozenset({4})]


def test_rows_are_found_again_as_they_were_printed(study: Study) -> None:
    with study.read(by=AMAL) as connection:
        assert store.read_row(connection, 3)["name"] == "Oda Wren*"
        assert store.read_row(connection, 77) == {}
        assert store.read_row_keys(connection)[6] == "6"
        names = store.read_printed_names(connection, "name")
    assert names == {1: "Ivo Marsh", 2: "Mina Sol", 3: "Oda Wren", 4: "Odo Wren", 6: "Tam Reed"}


def test_the_totals_are_those_of_the_sheet(study: Study) -> None:
    with study.read(by=AMAL) as connection:
        counted = store.count_rows(connection)
    assert counted["testimonies"] == counted["stories"] == counted["persons"] == 6
    assert (counted["outlets"], counted["sheets imported"], counted["judgements in force"]) == (2, 1, 1)


@pytest.mark.parametrize("attribute", ["colour", "' or 1=1 --"])
def test_an_attribute_that_nobody_gave_has_no_values(study: Study, attribute: str) -> None:
    assert sure(facts(study, attribute)) == {}
