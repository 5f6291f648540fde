"""Testimonies, facts, judgements and restrictions are found again as they were written, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, text

from outspoken.collect.records import Certainty, Fact, Missing
from outspoken.people import Verdict, store
from outspoken.people.records import Opening, Restricted
from outspoken.study import Study
from outspoken.study.sight import Level
from tests.conftest import AMAL

Writing = Callable[[Callable[[Connection], Any]], Any]


@pytest.fixture
def writing(study: Study) -> Writing:
    """Do something within one act."""

    def do(work: Callable[[Connection], Any]) -> Any:
        with study.act("people.judge", by=AMAL) as act:
            return work(act.connection)

    return do


def facts_of(connection: Connection, testimony: int, attribute: str) -> list[tuple[Any, ...]]:
    query = text(
        "select value, missing, certainty, until is null from facts "
        "where testimony_id = :t and attribute = :a order by id"
    )
    return [(v, m, c, bool(now)) for v, m, c, now in connection.execute(query, {"t": testimony, "a": attribute})]


def test_a_new_testimony_is_born_with_a_person_of_its_own(study: Study, writing: Writing) -> None:
    with study.read(by=AMAL) as connection:
        story = store.read_testimonies(connection, [1])[0].story_id
    made = writing(lambda connection: store.add_testimonies(connection, [(story, None), (story, None)]))
    with study.read(by=AMAL) as connection:
        found = store.read_testimonies(connection, made)
        assert store.testimony_born_as(connection, found[0].born_as) == found[0].id
        assert store.testimony_born_as(connection, 10_000) is None
        assert [one.id for one in store.read_testimonies(connection)][-2:] == made
    assert [one.id for one in found] == made
    assert all(one.person_id == one.born_as for one in found)
    assert found[0].person_id != found[1].person_id


def test_a_row_leads_to_its_testimony_and_a_row_without_one_to_none(study: Study) -> None:
    with study.read(by=AMAL) as connection:
        found = store.by_row(connection, [1, 6, 999])
        assert set(found) == {1, 6}
        assert [one.key for one in store.read_testimonies(connection, found.values())] == ["1", "6"]


def test_a_fact_that_is_replaced_stays_and_is_not_in_force(writing: Writing) -> None:
    def work(connection: Connection) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        store.end_facts(connection, 2, [(1, "country"), (1, "children")])
        hedged = Fact("country", "TN", certainty=Certainty.LIKELY)
        withheld = Fact("children", "", Missing.WITHHELD)
        store.add_facts(connection, 2, "Amal", [(1, hedged, "Likely Tunisian", None), (1, withheld, "withheld", None)])
        store.add_facts(connection, 2, "Amal", [])
        return facts_of(connection, 1, "country"), facts_of(connection, 2, "country")

    first, other = writing(work)
    assert first == [("DE", None, "certain", False), ("TN", None, "likely", True)]
    assert other == [("TN", None, "certain", True)]


def test_a_judgement_names_the_smaller_testimony_first_and_is_never_lost(study: Study, writing: Writing) -> None:
    made = writing(lambda connection: store.add_judgement(connection, 6, 2, Verdict.SAME, "One voice.", "Amal"))
    assert made.pair == (2, 6)
    writing(lambda connection: store.undo_judgement(connection, made.id, "Bilal"))
    with study.read(by=AMAL) as connection:
        assert made.id not in {one.id for one in store.read_judgements(connection)}
        (undone,) = [one for one in store.read_judgements(connection, undone=True) if one.id == made.id]
        assert store.judged_before(connection, 2, 6)
        assert not store.judged_before(connection, 1, 6)
        assert store.judgements_on(connection, [6]) == [undone]
        assert store.judgements_on(connection, [1]) == []
    assert (undone.undone_by, undone.reason, undone.actor) == ("Bilal", "One voice.", "Amal")


def test_all_testimonies_of_a_person_are_found_from_any_of_them(study: Study, writing: Writing) -> None:
    writing(lambda connection: store.set_persons(connection, [(2, 1), (5, 1)]))
    with study.read(by=AMAL) as connection:
        for testimony in (1, 2, 5):
            assert store.testimonies_of_person_of(connection, testimony) == [(1, 1), (2, 2), (5, 5)]
        assert store.testimonies_of_person_of(connection, 3) == [(3, 3)]


def test_a_restriction_is_kept_with_whom_it_trusts_until_it_is_lifted(writing: Writing) -> None:
    asked = [
        Restricted(0, None, None, "name", Level.SEALED, ("Chloe", "Bilal"), "Amal", "2026-01-01T00:00:00Z"),
        Restricted(0, 2, 2, "", Level.RESTRICTED, (), "Amal", "2026-01-01T00:00:00Z"),
    ]
    opening = Opening("Chloe", "A letter from the court.", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z")

    def work(connection: Connection) -> tuple[list[int], list[Restricted], list[Restricted]]:
        numbers = store.add_restrictions(connection, asked, 2)
        store.add_openings(connection, numbers[:1], opening)
        held = store.read_restrictions(connection)
        store.end_restrictions(connection, numbers[:1], 3)
        return numbers, held, store.read_restrictions(connection)

    numbers, held, left = writing(work)
    assert [one.id for one in held] == numbers
    assert (held[0].attribute, held[0].level, held[0].trusted, held[0].openings) == (
        "name",
        Level.SEALED,
        ("Bilal", "Chloe"),
        (opening,),
    )
    assert left == held[1:]
