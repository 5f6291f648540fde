from contextlib import suppress

import pytest

from outspoken import archive, collect, people
from outspoken.errors import Conflict, NotAllowed, NotFound
from outspoken.study import Actor, Role
from outspoken.study.actors import PRIVILEGES
from outspoken.study.search import reindex
from tests.dumps import dump


def read(study, by):
    with study.read(by=by):
        pass


ACTS = {
    "study.read": read,
    "collect.import_sheet": lambda study, by: collect.import_sheet(study, "leavers", by=by),
    "collect.settle": lambda study, by: collect.settle(study, "D1", "2002-03-14", by=by, reason="the programme"),
    "archive.settle_copy": lambda study, by: archive.settle_copy(study, "S2", "S1", archive.CopyVerdict.COPY, by=by),
    "archive.undo_copy": lambda study, by: archive.undo_copy(study, "S1", "S2", by=by),
    "study.reindex": lambda study, by: reindex(study, by=by),
    "people.judge": lambda study, by: people.judge(study, "1", "2", people.Verdict.UNSURE, by=by),
    "people.undo": lambda study, by: people.undo(study, "3", "4", by=by),
}

MAY = {
    "Amal": set(ACTS),
    "Bilal": {"study.read", "people.judge", "people.undo"},
    "Chloe": {"study.read", "study.reindex", "collect.import_sheet", "archive.settle_copy", "archive.undo_copy"},
    "Dara": {"study.read"},
    "Eve": set(),
}


@pytest.mark.parametrize("name", sorted(MAY))
def test_everybody_may_do_what_their_role_is_for_and_nothing_else(study, request, name):
    actor = request.getfixturevalue(name.lower())
    for act, do in ACTS.items():
        before = dump(study, with_jobs=True)
        if act in MAY[name]:
            do(study, actor)
            continue
        with pytest.raises(NotAllowed, match=f"{name} .* may not do {act}") as caught:
            do(study, actor)
        assert "Ask the owner" in caught.value.hint
        assert dump(study, with_jobs=True) == before


def test_eve_may_not_even_see_what_an_import_would_do(study, eve):
    with pytest.raises(NotAllowed):
        collect.examine_sheet(study, "leavers", by=eve)


def test_a_role_may_do_exactly_what_the_table_says(study):
    before = dump(study)
    for act, do in ACTS.items():
        for role in set(Role) - PRIVILEGES[act]:
            with pytest.raises(NotAllowed):
                do(study, Actor("Somebody", frozenset({role})))
    assert dump(study) == before
    for act, do in ACTS.items():
        for role in PRIVILEGES[act]:
            with suppress(NotFound, Conflict):  # another role has done it already
                do(study, Actor("Somebody", frozenset({role})))


def test_an_administrator_of_accounts_reads_no_case(study):
    with pytest.raises(NotAllowed):
        read(study, Actor("Root", frozenset({Role.ADMIN})))


def test_an_act_that_is_not_in_the_table_is_open_to_nobody(study, amal):
    with pytest.raises(NotAllowed, match=r"may not do study\.burn") as caught, study.act("study.burn", by=amal):
        pass
    assert "nobody" in caught.value.hint


def test_the_person_at_this_machine_owns_the_studies_on_it():
    assert Actor.local().may("collect.settle")
    assert Actor.local().name


def test_somebody_with_two_roles_may_do_what_either_allows():
    actor = Actor("Both", frozenset({Role.CODER, Role.SCREENER}))
    assert actor.may("people.judge")
    assert actor.may("collect.import_sheet")
