"""After any acts, what was kept and partly read anew is what all of it read anew would be."""

from __future__ import annotations

import random

import pytest

from outspoken.analyse.caselist import read_cases
from outspoken.analyse.cases import all_cases
from outspoken.analyse.freshness import NO_CASE, Listing, touched
from outspoken.coding import read_codebook
from outspoken.collect import settle
from outspoken.collect.records import DoubtState
from outspoken.collect.store import read_doubts
from outspoken.errors import Conflict, NotFound
from outspoken.people import Verdict, judge, undo
from outspoken.study import Study
from outspoken.study.actors import PRIVILEGES
from outspoken.study.journal import Entry, entries
from tests.conftest import AMAL, THOROUGH


def fresh(study: Study) -> Listing:
    with study.read(by=AMAL) as connection:
        return Listing.of(read_cases(connection, study.settings, read_codebook(study.folder)))


def same(kept: Listing, wanted: Listing) -> None:
    assert list(kept) == list(wanted)
    assert kept.home == wanted.home
    assert kept.numbers == wanted.numbers
    assert {doubt: cases for doubt, cases in kept.doubted.items() if cases} == dict(wanted.doubted)
    for name in ("country", "outlet"):
        assert +kept.tally(name) == wanted.tally(name)


def act(study: Study, chance: random.Random) -> None:
    one, other = (str(number) for number in chance.sample(range(1, 7), 2))
    with study.read(by=AMAL) as connection:
        doubt = chance.choice(read_doubts(connection))
    try:
        match chance.randrange(4):
            case 0:
                undo(study, one, other, by=AMAL)
            case 1:
                possible = [one.value for one in doubt.readings] or ["noted"]
                said = "" if doubt.state is DoubtState.SETTLED else chance.choice(possible)
                settle(study, doubt.id, said, by=AMAL, reason="")
            case _:
                judge(study, one, other, chance.choice(list(Verdict)), by=AMAL)
    except (Conflict, NotFound):
        pass  # nothing was done, which is an act to be looked at too


@pytest.mark.parametrize("seed", range(60 if THOROUGH else 6))
def test_in_any_order_of_acts(study_on_sqlite: Study, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        all_cases(study_on_sqlite, by=AMAL)
        for _ in range(chance.randint(1, 3)):
            act(study_on_sqlite, chance)
        same(all_cases(study_on_sqlite, by=AMAL), fresh(study_on_sqlite))


def test_on_both_databases(study: Study) -> None:
    chance = random.Random(7)
    for _ in range(6):
        act(study, chance)
        same(all_cases(study, by=AMAL), fresh(study))


def test_a_judgement_touches_its_pair_and_those_beside_it(study_on_sqlite: Study) -> None:
    judge(study_on_sqlite, "2", "6", Verdict.UNSURE, by=AMAL)
    before = fresh(study_on_sqlite)
    judge(study_on_sqlite, "1", "2", Verdict.SAME, by=AMAL)
    with study_on_sqlite.read(by=AMAL) as connection:
        (last,) = entries(connection, 1)
    assert touched([last], before) == {1, 2, 6}
    assert all_cases(study_on_sqlite, by=AMAL).numbers[6].maybe == (1,)


def test_of_what_nothing_is_known_everything_is_read_anew(study_on_sqlite: Study) -> None:
    before = fresh(study_on_sqlite)
    known = NO_CASE | {"people.judge", "people.undo", "coding.code", "collect.settle"}
    assert known <= set(PRIVILEGES)
    for name in set(PRIVILEGES) - known:
        assert touched([Entry(9, "", "Amal", name, {"testimony": 1}, "", "")], before) is None
    for name in NO_CASE:
        assert touched([Entry(9, "", "Amal", name, {}, "", "")], before) == set()
    stranger = Entry(9, "", "Amal", "people.judge", {"left": 1, "right": 99}, "", "")
    assert touched([stranger], before) is None
