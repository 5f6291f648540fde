"""Judgements are listed, undone ones on request; pairs worth a look come with their chance and reasons."""

from __future__ import annotations

import pytest

from outspoken.errors import NotAllowed, NotFound
from outspoken.people import Verdict, judge, undo
from outspoken.people.readers import explained, judgements_made, pairs_to_look_at
from outspoken.study import Actor, Study


def test_an_undone_judgement_is_kept_and_listed_on_request(study: Study, amal: Actor, dara: Actor) -> None:
    before = len(judgements_made(study, by=dara)[0])
    judge(study, "1", "2", Verdict.DIFFERENT, by=amal, reason="Two countries.")
    made, born = judgements_made(study, by=dara)
    assert [born[one] for one in made[-1].pair] == [1, 2]
    undo(study, "1", "2", by=amal)
    assert len(judgements_made(study, by=dara)[0]) == before
    assert len(judgements_made(study, by=dara, undone=True)[0]) == before + 1


def test_who_must_not_get_in_is_told_nothing(study: Study, eve: Actor) -> None:
    with pytest.raises(NotAllowed):
        judgements_made(study, by=eve)


def listed(study, amal):
    return [(one.left, one.right) for one in pairs_to_look_at(study, by=amal)]


def test_pairs_are_listed_until_somebody_judges(icsr, amal):
    before = listed(icsr, amal)
    assert before[0] == (6, 14)
    assert (12, 17) in before, "the footnote says unsure, so it stays"
    judge(icsr, "6", "14", Verdict.SAME, by=amal)
    judge(icsr, "12", "17", Verdict.DIFFERENT, by=amal)
    after = listed(icsr, amal)
    assert not {(6, 14), (12, 17)} & set(after)


def test_nobody_without_a_name_is_listed(icsr, amal):
    assert not set(range(23, 32)) & {number for pair in listed(icsr, amal) for number in pair}


def test_a_pair_is_explained_whichever_comes_first(icsr, amal):
    there, back = explained(icsr, "12", "17", by=amal), explained(icsr, "17", "12", by=amal)
    assert there.chance == back.chance
    assert there.reasons == back.reasons
    assert any("two Australians" in reason.text for reason in there.reasons)


def test_nobody_is_explained_who_is_not_there(icsr, amal):
    with pytest.raises(NotFound, match="no person 99"):
        explained(icsr, "12", "99", by=amal)
