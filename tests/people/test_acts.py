from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.analyse.readers import crossed, doubts_of
from outspoken.errors import Conflict, NotAllowed, NotFound
from outspoken.people import Verdict, add, exclude, judge, readmit, settle, split, undo, unsettle
from outspoken.people import store as people_store
from outspoken.people.checked.records import Out
from outspoken.study import journal
from tests.conftest import THOROUGH
from tests.dumps import dump

PEOPLE = range(1, 7)


def persons(study):
    """The person that each testimony speaks of."""
    return {row[0]: row[4] for row in dump(study)["testimonies"]}


def total(study, amal):
    return str(crossed(study, "sex", "country", by=amal).total)


def test_the_2015_study_through_same_different_and_back(icsr, amal):
    first = dump(icsr)["testimonies"]
    assert total(icsr, amal) == "58 (57 to 58)"
    footnotes = [doubt for doubt in doubts_of(icsr, by=amal) if doubt.kind.value == "maybe one person"]
    assert [doubt.rows for doubt in footnotes] == [("12", "17")]

    judge(icsr, "12", "17", Verdict.SAME, by=amal, reason="the court's papers")
    assert total(icsr, amal) == "57"
    assert persons(icsr)[17] == 12
    assert not [doubt for doubt in doubts_of(icsr, by=amal) if doubt.kind.value == "maybe one person"]

    assert undo(icsr, "17", "12", by=amal).verdict is Verdict.UNSURE
    assert total(icsr, amal) == "58 (57 to 58)"
    assert dump(icsr)["testimonies"] == first

    judge(icsr, "P12", "p17", Verdict.DIFFERENT, by=amal)
    assert total(icsr, amal) == "58"
    undo(icsr, "12", "17", by=amal)
    assert total(icsr, amal) == "58 (57 to 58)"
    with icsr.read(by=amal) as connection:
        acts = [entry.act for entry in journal.entries(connection)]
        journal.verify(connection)
    assert acts == ["collect.import_sheet", "people.judge", "people.undo", "people.judge", "people.undo"]


PAIRS = st.sampled_from(list(combinations(PEOPLE, 2)))
STEPS = st.lists(st.tuples(PAIRS, st.sampled_from([*Verdict, None])), min_size=1, max_size=6)
EXAMPLES = 100 if THOROUGH else 12


@given(steps=STEPS)
@settings(max_examples=EXAMPLES)
def test_whatever_is_judged_different_is_never_made_one(make_fresh, amal, steps):
    study = make_fresh()
    for (left, right), verdict in steps:
        before = dump(study)
        try:
            if verdict is None:
                undo(study, str(left), str(right), by=amal)
            else:
                judge(study, str(right), str(left), verdict, by=amal)
        except (Conflict, NotFound):
            assert dump(study) == before
        force = in_force(study, amal)
        home = persons(study)
        for pair, held in force.items():
            if held is Verdict.DIFFERENT:
                assert home[pair[0]] != home[pair[1]]
            if held is Verdict.SAME:
                assert home[pair[0]] == home[pair[1]]
        for testimony, person in home.items():
            group = [one for one, other in home.items() if other == person]
            assert person == min(group)
            assert testimony in group
    study.close()


def in_force(study, amal):
    from outspoken.people.clusters import in_force as counting

    with study.read(by=amal) as connection:
        return {pair: one.verdict for pair, one in counting(people_store.read_judgements(connection)).items()}


@given(verdicts=st.dictionaries(PAIRS, st.sampled_from(list(Verdict)), min_size=1, max_size=5), random=st.randoms())
@settings(max_examples=EXAMPLES)
def test_the_order_of_judgements_on_different_pairs_does_not_matter(make_fresh, amal, verdicts, random):
    items = list(verdicts.items())
    found = []
    for order in (items, random.sample(items, len(items))):
        study = make_fresh()
        refused = False
        for (left, right), verdict in order:
            try:
                judge(study, str(left), str(right), verdict, by=amal)
            except Conflict:
                refused = True
        found.append((refused, persons(study)))
        study.close()
    if not any(refused for refused, _ in found):
        assert found[0] == found[1]
    assert found[0][0] == found[1][0]


@given(steps=STEPS)
@settings(max_examples=EXAMPLES)
def test_undoing_everything_restores_what_was_before(make_fresh, amal, steps):
    study = make_fresh()
    first, counted = dump(study)["testimonies"], crossed(study, "sex", "country", by=amal)
    made = []
    for (left, right), verdict in steps:
        with suppress(Conflict):
            if verdict is not None:
                judge(study, str(left), str(right), verdict, by=amal)
                made.append((left, right))
    for left, right in reversed(made):
        undo(study, str(left), str(right), by=amal)
    assert dump(study)["testimonies"] == first
    assert crossed(study, "sex", "country", by=amal).cells == counted.cells
    with study.read(by=amal) as connection:
        journal.verify(connection)
    study.close()


def add_up(study):
    """Everything that acts of people change, as it is in force."""
    found = dump(study)
    force = {name: [row for row in found[name] if row[-2] is None] for name in ("exclusions", "settlements")}
    return found["testimonies"], force


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("judge"), PAIRS, st.sampled_from(list(Verdict))),
        st.tuples(st.just("split"), st.sampled_from(PEOPLE), st.booleans()),
        st.tuples(st.just("exclude"), st.sampled_from(PEOPLE), st.sampled_from(list(Out))),
        st.tuples(st.just("settle"), st.sampled_from(PEOPLE), st.sampled_from(["DE", "FR", "TN", "IN"])),
    ),
    min_size=1,
    max_size=6,
)


def do(study, amal, step):
    """Do one step; return how to take it back."""
    what, whom, how = step
    if what == "judge":
        one, other = map(str, whom)
        judge(study, one, other, how, by=amal)
        return lambda: undo(study, one, other, by=amal)
    if what == "split":
        off = [str(whom)] if how else []
        (first, *_) = split(study, str(whom), by=amal, off=off)
        born = {row[0]: row[3] for row in dump(study)["testimonies"]}
        one, other = (str(born[number]) for number in first.pair)
        return lambda: undo(study, one, other, by=amal)
    if what == "exclude":
        made = exclude(study, str(whom), how, by=amal, reason="why")
        return lambda: [readmit(study, f"T{one.testimony}", by=amal) for one in made]
    settle(study, str(whom), "country", how, by=amal, reason="why")
    return lambda: unsettle(study, str(whom), "country", by=amal)


@given(steps=ACTS)
@settings(max_examples=EXAMPLES * 2)
def test_judging_splitting_excluding_and_settling_are_all_undone(make_fresh, amal, steps):
    study = make_fresh()
    states, ways_back = [(add_up(study), crossed(study, "sex", "country", by=amal).cells)], []
    for step in steps:
        before = dump(study)
        try:
            back = do(study, amal, step)
        except (Conflict, NotFound):
            assert dump(study) == before
            continue
        states.append((add_up(study), crossed(study, "sex", "country", by=amal).cells))
        ways_back.append(back)
        home = persons(study)
        for pair, held in in_force(study, amal).items():
            assert held is Verdict.UNSURE or (home[pair[0]] == home[pair[1]]) == (held is Verdict.SAME)
        for testimony, person in home.items():
            assert person == min(one for one, other in home.items() if other == person)
            assert person <= testimony
    for back in reversed(ways_back):
        assert (add_up(study), crossed(study, "sex", "country", by=amal).cells) == states.pop()
        back()
    assert (add_up(study), crossed(study, "sex", "country", by=amal).cells) == states.pop()
    with study.read(by=amal) as connection:
        journal.verify(connection)
    study.close()


def test_a_split_person_stays_split_until_the_split_is_taken_back(study, amal):
    judge(study, "1", "2", Verdict.SAME, by=amal)
    judge(study, "2", "6", Verdict.SAME, by=amal)
    assert len(split(study, "1", by=amal, reason="three men")) == 3
    assert [persons(study)[one] for one in (1, 2, 6)] == [1, 2, 6]
    with pytest.raises(Conflict, match="judged different"):
        judge(study, "1", "5", Verdict.SAME, by=amal)
        judge(study, "5", "6", Verdict.SAME, by=amal)
    undo(study, "1", "5", by=amal)
    undo(study, "6", "1", by=amal)
    assert [persons(study)[one] for one in (1, 2, 6)] == [1, 1, 1]


def test_one_testimony_is_split_off_and_the_rest_stays_together(study, amal):
    judge(study, "1", "2", Verdict.SAME, by=amal)
    judge(study, "2", "6", Verdict.SAME, by=amal)
    split(study, "1", by=amal, off=["6"])
    assert [persons(study)[one] for one in (1, 2, 6)] == [1, 1, 6]
    with pytest.raises(Conflict, match="one testimony"):
        split(study, "6", by=amal)
    with pytest.raises(NotFound, match="5 is no testimony of case 1"):
        split(study, "1", by=amal, off=["5"])
    with pytest.raises(Conflict, match="Nothing of case 1 would be left"):
        split(study, "1", by=amal, off=["1", "2"])


@pytest.fixture
def make_fresh(leavers_on_sqlite, tmp_path):
    import shutil

    from outspoken.study import open_study

    def make():
        folder = tmp_path / "fresh"
        shutil.rmtree(folder, ignore_errors=True)
        return open_study(shutil.copytree(leavers_on_sqlite, folder))

    return make


def test_a_conflict_names_the_two_and_the_way_out(study, amal):
    judge(study, "1", "2", Verdict.SAME, by=amal)
    judge(study, "2", "6", Verdict.DIFFERENT, by=amal)
    before = dump(study)
    with pytest.raises(Conflict, match="would make 2 and 6 one person") as caught:
        judge(study, "6", "1", Verdict.SAME, by=amal)
    assert "outspoken people undo 2 6" in caught.value.hint
    assert dump(study) == before


def test_undoing_what_hid_a_contradiction_is_refused(study, amal):
    judge(study, "1", "2", Verdict.SAME, by=amal)
    judge(study, "1", "2", Verdict.DIFFERENT, by=amal)
    judge(study, "1", "5", Verdict.SAME, by=amal)
    judge(study, "2", "5", Verdict.DIFFERENT, by=amal)
    before = dump(study)
    with pytest.raises(Conflict):
        undo(study, "1", "2", by=amal)
    assert dump(study) == before


def test_what_cannot_be_judged_is_told(study, amal):
    for one, other, said in (("1", "99", "no person 99"), ("1", "P1", "one testimony"), ("x", "1", "not the id")):
        with pytest.raises(NotFound, match=said) as caught:
            judge(study, one, other, Verdict.SAME, by=amal)
        assert caught.value.hint
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(study, "1", "6", by=amal)


def test_a_judgement_keeps_who_why_and_when_also_after_it_was_undone(study, amal, bilal):
    judge(study, "1", "2", Verdict.SAME, by=bilal, reason="one scar")
    undo(study, "1", "2", by=amal)
    with study.read(by=amal) as connection:
        (made,) = people_store.judgements_on(connection, [1])
    assert (made.actor, made.reason, made.undone_by) == ("Bilal", "one scar", "Amal")
    assert made.at < made.undone_at


def test_a_story_may_speak_of_one_more_person(study, amal, dara):
    before = persons(study)
    made = add(study, "S1", by=amal)
    assert made.born_as not in before.values()
    assert persons(study) == before | {made.id: made.born_as}
    with pytest.raises(NotFound, match="no story S999"):
        add(study, "S999", by=amal)
    with pytest.raises(NotAllowed):
        add(study, "S1", by=dara)
    judge(study, str(made.born_as), "1", Verdict.SAME, by=amal)
    assert persons(study)[made.id] == 1
