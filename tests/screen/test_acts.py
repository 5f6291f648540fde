"""Deciding about stories: journaled, undone, and taking effect on every count."""

import random
from contextlib import suppress

import pytest

from outspoken.analyse.caselist import read_cases
from outspoken.analyse.casetable import load
from outspoken.analyse.doubts import all_doubts
from outspoken.analyse.readers import crossed, doubts_of, people_foreseen
from outspoken.analyse.records import Unit
from outspoken.analyse.store import count_rows
from outspoken.archive import CopyVerdict, settle_copy, undo_copy
from outspoken.coding.codebook import read_codebook
from outspoken.collect import add, import_sheet
from outspoken.collect.records import DoubtKind
from outspoken.errors import Conflict, NotAllowed, NotFound, OutspokenError
from outspoken.people import Verdict as Same
from outspoken.people import judge
from outspoken.people import undo as unjudge
from outspoken.screen import Answer, Verdict, decide, decisions_on, flow, next_story, store, undo
from outspoken.screen.verdicts import in_force, standing
from outspoken.study import Role
from outspoken.study.actors import Actor
from outspoken.study.journal import entries, verify
from tests.conftest import LEAVERS, LEAVERS_SHEET, THOROUGH
from tests.dumps import dump
from tests.screen.test_flow import adds_up

CRITERIA = """
[screen.criteria.inside]
question = "Was the person inside?"
[screen.criteria.left]
question = "Did the person leave?"
[screen.criteria.original]
question = "Is it no copy?"
copies = true
"""
ALL = dict.fromkeys(("inside", "left", "original"), Answer.YES)
NOT_LEFT = {"left": Answer.NO}


@pytest.fixture
def screened(make_study, amal):
    made = make_study(LEAVERS + CRITERIA, leavers=LEAVERS_SHEET)
    import_sheet(made, "leavers", by=amal)
    return made


def cases(study, amal, unit=Unit.PERSONS):
    with study.read(by=amal) as connection:
        columns = ["country", "published", "left", "outlet"]
        table = load(connection, study.settings, read_codebook(study.folder), columns, unit)
    return sorted(set(table.ids.tolist()))


def test_rows_of_an_imported_study_count_without_a_decision(icsr, amal):
    found = flow(icsr, by=amal)
    assert adds_up(found)
    numbers = (found.finds, found.stories, found.screened, found.included, found.testimonies, found.cases)
    assert numbers == (58, 58, 58, 58, 58, 58)
    assert (found.included_before, found.waiting, found.excluded, found.unclear) == (58, 0, 0, 0)
    assert next_story(icsr, by=amal) is None


def test_an_excluded_story_makes_no_case_and_undo_brings_it_back(screened, amal, chloe):
    before = cases(screened, amal)
    decide(screened, "S2", Verdict.EXCLUDE, by=chloe, answers=NOT_LEFT, reason="She is still there.")
    assert cases(screened, amal) == [1, 3, 4, 5, 6]
    assert cases(screened, amal, Unit.STORIES) == cases(screened, amal, Unit.TESTIMONIES) == [1, 3, 4, 5, 6]
    with screened.read(by=amal) as connection:
        assert [one.number for one in read_cases(connection, screened.settings, read_codebook(screened.folder))] == [
            1,
            3,
            4,
            5,
            6,
        ]
        assert count_rows(connection)["persons"] == 5
    assert crossed(screened, "country", "sex", by=amal)
    assert undo(screened, "S2", by=chloe) is None
    assert cases(screened, amal) == before


@pytest.mark.parametrize("story", ["S3", "S4"])
def test_an_unsure_pair_of_which_one_is_excluded_is_no_doubt_any_more(screened, amal, chloe, story):
    assert any(one.id.startswith("J") for one in doubts_of(screened, by=amal))
    decide(screened, story, Verdict.EXCLUDE, by=chloe, answers=NOT_LEFT)
    assert not any(one.id.startswith("J") for one in doubts_of(screened, by=amal))
    assert len(cases(screened, amal)) == 5
    with screened.read(by=amal) as connection:
        assert len(read_cases(connection, screened.settings, read_codebook(screened.folder))) == 5


def test_an_unclear_story_counts_and_is_a_doubt(screened, amal, chloe):
    decide(screened, "S2", Verdict.UNCLEAR, by=chloe, answers={"left": Answer.UNCLEAR})
    assert len(cases(screened, amal)) == 6
    assert [one.id for one in doubts_of(screened, by=amal) if one.id.startswith("S")] == ["S2"]
    found = flow(screened, by=amal)
    assert adds_up(found)
    assert (found.unclear, found.cases, found.cases_open) == (1, 6, 1)


def test_a_later_decision_replaces_and_undo_restores_the_one_before(screened, amal, chloe):
    decide(screened, "S1", Verdict.EXCLUDE, by=chloe, answers=NOT_LEFT)
    decide(screened, "S1", Verdict.INCLUDE, by=chloe, answers=ALL)
    assert len(cases(screened, amal)) == 6
    assert undo(screened, "S1", by=chloe).verdict is Verdict.EXCLUDE
    assert len(cases(screened, amal)) == 5
    assert undo(screened, "S1", by=chloe) is None
    with pytest.raises(NotFound, match="Chloe has not decided"):
        undo(screened, "S1", by=chloe)
    assert [(one.verdict.value, bool(one.undone_at)) for one in decisions_on(screened, "S1", by=amal)] == [
        ("exclude", True),
        ("include", True),
    ]


def test_each_screener_decides_for_themselves_and_disagreement_is_unclear(screened, amal, chloe):
    decide(screened, "S1", Verdict.EXCLUDE, by=chloe, answers=NOT_LEFT)
    decide(screened, "S1", Verdict.INCLUDE, by=amal, answers=ALL)
    found = flow(screened, by=amal)
    assert (found.unclear, found.disputed, found.excluded) == (1, 1, 0)
    assert len(decisions_on(screened, "S1", by=amal)) == 2
    with pytest.raises(NotFound):
        undo(screened, "S1", by=Actor("Zoe", frozenset({Role.SCREENER})))


@pytest.mark.parametrize(
    ("story", "verdict", "answers", "error"),
    [
        ("S99", Verdict.INCLUDE, ALL, NotFound),
        ("P1", Verdict.INCLUDE, ALL, NotFound),
        ("S1", Verdict.INCLUDE, NOT_LEFT, Conflict),
        ("S1", Verdict.INCLUDE, {}, Conflict),
        ("S1", Verdict.EXCLUDE, ALL, Conflict),
        ("S1", Verdict.UNCLEAR, NOT_LEFT, Conflict),
        ("S1", Verdict.EXCLUDE, {"lefft": Answer.NO}, Conflict),
    ],
)
def test_what_does_not_fit_together_is_refused_whole(screened, chloe, story, verdict, answers, error):
    before = dump(screened)
    with pytest.raises(error) as caught:
        decide(screened, story, verdict, by=chloe, answers=answers)
    assert caught.value.hint
    assert dump(screened) == before


def test_without_criteria_an_exclusion_needs_a_reason(study, chloe):
    with pytest.raises(Conflict, match="why"):
        decide(study, "S1", Verdict.EXCLUDE, by=chloe)
    decide(study, "S1", Verdict.EXCLUDE, by=chloe, reason="An advertisement.")
    assert flow(study, by=chloe).reasons == {"": 1}


def test_who_may_not_screen_decides_nothing(screened, bilal, dara, eve):
    before = dump(screened)
    for one in (bilal, dara, eve):
        with pytest.raises(NotAllowed):
            decide(screened, "S1", Verdict.INCLUDE, by=one, answers=ALL)
        with pytest.raises(NotAllowed):
            undo(screened, "S1", by=one)
    with pytest.raises(NotAllowed):
        flow(screened, by=eve)
    assert dump(screened) == before


def test_the_journal_tells_of_decisions_without_their_words(screened, chloe):
    decide(screened, "S2", Verdict.EXCLUDE, by=chloe, answers=NOT_LEFT, reason="Mina Sol says so.")
    undo(screened, "S2", by=chloe)
    with screened.read(by=chloe) as connection:
        last = list(entries(connection, 2))
    assert [one.act for one in last] == ["screen.decide", "screen.undo"]
    assert "Mina" not in str(last)


def test_a_sheet_that_was_not_screened_waits_like_everything_found(make_study, amal):
    toml = LEAVERS.replace('key = "id"', 'key = "id"\nscreened = false', 1)
    study = make_study(toml, leavers=LEAVERS_SHEET)
    import_sheet(study, "leavers", by=amal)
    add(study, "https://example.org/1", by=amal)
    found = flow(study, by=amal)
    assert adds_up(found)
    assert (found.waiting, found.included, found.cases, found.cases_open) == (7, 0, 6, 6)
    assert next_story(study, by=amal).id == 1


def test_a_settled_copy_is_no_case_and_waits_for_nobody_until_that_is_undone(screened, amal, chloe):
    before, found = cases(screened, amal), flow(screened, by=amal)
    new = add(screened, "https://example.org/1", by=amal).new[0]
    settle_copy(screened, "S2", "S1", CopyVerdict.COPY, by=chloe)
    settle_copy(screened, f"S{new}", "S1", CopyVerdict.COPY, by=chloe)
    assert cases(screened, amal) == [1, 3, 4, 5, 6]
    told = flow(screened, by=amal)
    assert adds_up(told)
    assert (told.copies, told.waiting, told.included) == (2, 0, found.included - 1)
    assert next_story(screened, by=amal) is None
    settle_copy(screened, "S1", "S2", CopyVerdict.UNSURE, by=chloe)
    assert cases(screened, amal) == before
    undo_copy(screened, "S2", "S1", by=chloe)
    undo_copy(screened, "S2", "S1", by=chloe)
    undo_copy(screened, f"S{new}", "S1", by=chloe)
    assert cases(screened, amal) == before
    assert next_story(screened, by=amal).id == new


def people(study, by):
    """How many people there are: at least, in the headline, at most."""
    total = crossed(study, "sex", None, by=by).total
    return total.low, total.value, total.high


def doubted(study, by, kind):
    with study.read(by=by) as connection:
        return [one for one in all_doubts(connection, study.settings) if one.kind is kind]


def test_what_is_unclear_or_perhaps_a_copy_makes_every_count_a_range(screened, amal, chloe):
    low, value, high = people(screened, amal)
    decide(screened, "S5", Verdict.UNCLEAR, by=chloe)
    assert people(screened, amal) == (low - 1, value, high)
    settle_copy(screened, "S2", "S1", CopyVerdict.UNSURE, by=chloe)
    assert people(screened, amal) == (low - 2, value, high)
    assert {one.id for one in doubted(screened, amal, DoubtKind.UNCLEAR_STORY)} == {"S2", "S5"}
    foreseen = people_foreseen(screened, "1", "6", by=amal)[Same.DIFFERENT]
    assert (foreseen.low, foreseen.high) == (low - 2, high)
    settle_copy(screened, "S2", "S1", CopyVerdict.COPY, by=chloe)
    decide(screened, "S5", Verdict.INCLUDE, by=chloe, answers=ALL)
    assert people(screened, amal) == (low - 1, value - 1, high - 1)


def test_a_copy_that_is_the_only_witness_stands_for_its_original(screened, amal, chloe):
    before, told = cases(screened, amal), people(screened, amal)
    new = add(screened, "https://example.org/1", by=amal).new[0]
    settle_copy(screened, "S2", f"S{new}", CopyVerdict.COPY, by=chloe)
    assert cases(screened, amal) == before
    assert people(screened, amal) == told
    found = flow(screened, by=amal)
    assert adds_up(found)
    assert (found.cases, found.testimonies_open) == (len(before), 1)
    settle_copy(screened, "S1", f"S{new}", CopyVerdict.COPY, by=chloe)
    assert cases(screened, amal) == [1, *before[2:]]  # one text, one witness
    undo_copy(screened, "S1", f"S{new}", by=chloe)
    decide(screened, f"S{new}", Verdict.UNCLEAR, by=chloe)
    assert people(screened, amal) == (told[0] - 1, *told[1:])


def test_nobody_vanishes_with_a_copy_without_a_doubt(screened, amal, chloe):
    new = add(screened, "https://example.org/1", by=amal).new[0]
    settle_copy(screened, "S2", f"S{new}", CopyVerdict.COPY, by=chloe)
    decide(screened, f"S{new}", Verdict.EXCLUDE, by=chloe, answers={next(iter(ALL)): Answer.NO})
    assert 2 not in cases(screened, amal)
    (doubt,) = doubted(screened, amal, DoubtKind.SILENCED_COPY)
    assert (doubt.id, doubt.rows) == ("S2", ("S2", f"S{new}"))
    assert "somebody may be missing" in doubt.note
    undo_copy(screened, "S2", f"S{new}", by=chloe)
    assert 2 in cases(screened, amal)
    assert not doubted(screened, amal, DoubtKind.SILENCED_COPY)


def act_at_random(study, chance, amal, by):
    """Find, decide, undo, judge or settle copies: whatever chance says, possible or not."""
    story, verdict = f"S{chance.randint(1, 16)}", chance.choice(list(Verdict))
    answers = {name: chance.choice(list(Answer)) for name in ALL if chance.random() < 0.9}
    if chance.random() < 0.5:
        answers = {Verdict.INCLUDE: ALL, Verdict.EXCLUDE: {chance.choice(list(ALL)): Answer.NO}}.get(verdict, {})
    one, other = map(str, chance.sample(range(1, 7), 2))
    match chance.choice(["find", *["decide"] * 4, "undo", "judge", "unjudge", "copy", "copy", "uncopy"]):
        case "find":
            address = f"https://example.org/{chance.randint(1, 12)}?utm_id={chance.random()}"
            add(study, address, by=by, channel=(chance.choice("ab"), ""))
        case "decide":
            decide(study, story, verdict, by=by, answers=answers)
        case "undo":
            undo(study, story, by=by)
        case "copy":
            settle_copy(study, story, f"S{chance.randint(1, 16)}", chance.choice(list(CopyVerdict)), by=by)
        case "uncopy":
            undo_copy(study, story, f"S{chance.randint(1, 16)}", by=by)
        case "judge":
            judge(study, one, other, chance.choice(list(Same)), by=amal)
        case _:
            unjudge(study, one, other, by=amal)


def test_the_flow_adds_up_after_any_sequence_of_acts(screened, amal, chloe):
    """Random acts of finding, screening and judging; what is stored is what follows from the decisions."""
    chance = random.Random(58)
    done = 0
    for step in range(500 if THOROUGH else 60):
        with suppress(OutspokenError):
            act_at_random(screened, chance, amal, chance.choice([amal, chloe]))
            done += 1
        if step % 10 == 9 or THOROUGH:
            found = flow(screened, by=amal)
            assert adds_up(found)
            assert found.cases == len(cases(screened, amal))
            total = crossed(screened, "sex", None, by=amal).total
            assert total.high == found.cases
            assert total.low >= 0
    assert done > 20
    with screened.read(by=amal) as connection:
        verify(connection)
        by_story = {}
        for (number, _), decision in in_force(store.read_decisions(connection)).items():
            by_story.setdefault(number, []).append(decision)
        follows = {number: standing(force, list(ALL)) for number, force in by_story.items()}
        assert store.read_standings(connection) == {n: (s.verdict, s.criterion) for n, s in follows.items()}
