"""Judgements are listed, undone ones on request; pairs worth a look come with their chance and reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from outspoken.archive import give
from outspoken.errors import NotAllowed, NotFound
from outspoken.people import Verdict, judge, undo
from outspoken.people.readers import explained, judgements_made, pairs_to_look_at, suggested_in
from outspoken.study import Actor, Study
from tests.dumps import dump


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


def test_what_a_story_seems_to_say_is_suggested_and_changes_nothing(study: Study, amal: Actor, tmp_path: Path) -> None:
    words = "Abu Noor, a 27-year-old Tunisian, joined ISIS and fled after a year. He is a baker now."
    (tmp_path / "story.txt").write_text(words, encoding="utf-8")
    give(study, "S1", tmp_path / "story.txt", by=amal, language="en")
    before = dump(study)
    ((text, (sketch,)),) = suggested_in(study, "S1", by=amal)
    told = {one.attribute: one.value for one in sketch.said}
    assert (told["name"], told["age"], told["nationality"], told["group"]) == ("Abu Noor", "27", "TN", "IS")
    assert all(text.words[one.start : one.end] == one.quote for one in sketch.said if not one.in_title)
    assert dump(study) == before
    with pytest.raises(NotFound, match="no story S999"):
        suggested_in(study, "S999", by=amal)
