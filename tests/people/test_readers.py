"""Judgements are listed with the numbers people were born with; undone ones on request."""

from __future__ import annotations

import pytest

from outspoken.errors import NotAllowed
from outspoken.people import Verdict, judge, undo
from outspoken.people.readers import judgements_made
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
