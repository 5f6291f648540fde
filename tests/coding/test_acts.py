import os
import signal
import subprocess
import sys
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outspoken.archive.store import texts_of
from outspoken.coding import About, Answer, Mark, Plan, Quoted, acts, readers
from outspoken.coding.codebook import read_codebook
from outspoken.coding.records import Scheme
from outspoken.errors import CodebookError, Conflict, NotAllowed, NotFound
from outspoken.study import open_study
from tests.coding.conftest import TOML, WORDS, filled
from tests.conftest import THOROUGH
from tests.dumps import dump

YES, NO, OPEN = Answer.YES, Answer.NO, Answer.CANNOT_TELL


def quoted(study, text, words):
    with study.database.reading() as connection:
        start = texts_of(connection, [text])[0].words.index(words)
    return Quoted(text, start, start + len(words), words)


def file_of(study):
    return (study.folder / "codebook.yaml").read_text(encoding="utf-8")


# ---- the codebook --------------------------------------------------------------------------


def test_renaming_keeps_comments_and_codings(texts, amal, bilal):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    made = acts.rename(texts, "L1", "cruelty", by=amal, name="Cruel treatment")
    assert made.number == 2
    assert "# Ours; the comments stay." in file_of(texts)
    assert "# The one everybody asks about." in file_of(texts)
    assert [one.code for one in readers.codings_of(texts, by=amal)] == ["cruelty"]
    assert not readers.recode_queue(texts, by=amal)
    with pytest.raises(Conflict, match="There is, or was, a code 'L1'"):
        acts.rename(texts, "L2", "L1", by=amal)


def test_merging_and_splitting_put_what_is_not_sure_into_the_queue(texts, amal, bilal):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    acts.code(texts, Mark("T2", "L1", NO), by=bilal)
    acts.code(texts, Mark("T3", "L1", NO), by=bilal)
    acts.code(texts, Mark("T3", "L2", NO), by=bilal)
    acts.merge(texts, ["L1", "L2"], "hard", by=amal, wording={"name": "Hard life"})
    assert [(one.coding.testimony_id, one.coding.code) for one in readers.recode_queue(texts, by=amal)] == [(2, "hard")]
    assert read_codebook(texts.folder).code("hard").name == "Hard life"
    acts.code(texts, Mark("T2", "hard", NO, based_on=2), by=bilal)
    assert not readers.recode_queue(texts, by=amal)
    acts.split(texts, "hard", [{"id": "H1", "name": "At night"}, {"id": "H2", "name": "By day"}], by=amal)
    waiting = readers.recode_queue(texts, by=amal)
    assert [(one.coding.testimony_id, one.coding.stale) for one in waiting] == [(1, "split into H1, H2")]
    held = {(one.testimony_id, one.code): one.answer for one in readers.codings_of(texts, by=amal)}
    assert held[3, "H1"] is held[3, "H2"] is held[2, "H2"] is NO


def test_redefining_makes_codings_wait_unless_it_means_the_same(texts, amal, bilal):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    acts.redefine(texts, "L1", {"definition": "The person tells of cruelty."}, by=amal, same_meaning=True)
    assert not readers.recode_queue(texts, by=amal)
    acts.redefine(texts, "L1", {"definition": "Cruelty to the person."}, by=amal)
    assert [one.coding.stale for one in readers.recode_queue(texts, by=amal)] == ["defined anew in version 3"]
    acts.code(texts, Mark("T1", "L1", YES, based_on=1), by=bilal)
    assert not readers.recode_queue(texts, by=amal)
    assert [one.version for one in readers.codings_of(texts, by=amal)] == [3]


def test_redefining_what_somebody_changed_meanwhile_is_refused_with_both(texts, amal):
    seen = {"definition": "The person speaks of cruelty."}
    acts.redefine(texts, "L1", {"definition": "Cruelty to the person."}, by=amal, seen=seen)
    with pytest.raises(Conflict) as refused:
        acts.redefine(texts, "L1", {"definition": "Cruelty to others."}, by=amal, seen=seen)
    assert refused.value.theirs == {"definition": "Cruelty to the person."}
    assert refused.value.mine == {"definition": "Cruelty to others."}
    assert read_codebook(texts.folder).code("L1").definition == "Cruelty to the person."


def test_adding_and_retiring(texts, amal):
    acts.add(texts, "fear", {"id": "F1", "name": "Fear"}, by=amal, group_name="Fears")
    assert read_codebook(texts.folder).group("fear").codes[0].name == "Fear"
    acts.retire(texts, "F1", by=amal)
    assert read_codebook(texts.folder).group("fear") is None
    with pytest.raises(NotFound, match="no group 'nowhere'"):
        acts.add(texts, "nowhere", {"id": "F2", "name": "Fear"}, by=amal)


def test_what_was_written_by_hand_becomes_a_version_when_something_is_coded(texts, amal, bilal):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    path = texts.folder / "codebook.yaml"
    path.write_text(file_of(texts).replace("The person speaks of cruelty.", "Cruelty to others."), encoding="utf-8")
    found = readers.codebook_compared(texts, by=amal)
    assert [(one.code, one.field) for one in found.differences] == [("L1", "definition")]
    acts.code(texts, Mark("T2", "L2", YES), by=bilal)
    assert [one.number for one in readers.codebook_versions(texts, by=amal)] == [1, 2]
    assert file_of(texts).splitlines()[1] == "version: 2"
    assert [one.coding.code for one in readers.recode_queue(texts, by=amal)] == ["L1"]


def test_a_comment_is_no_version(texts, amal):
    acts.adopt(texts, by=amal)
    path = texts.folder / "codebook.yaml"
    path.write_text(f"# More.\n{file_of(texts)}", encoding="utf-8")
    assert acts.adopt(texts, by=amal).number == 1
    acts.retire(texts, "L3", by=amal)
    acts.undo(texts, by=amal)
    assert file_of(texts).startswith("# More.\n# Ours")


def test_an_id_changed_by_hand_is_pointed_out(texts, amal):
    acts.adopt(texts, by=amal)
    path = texts.folder / "codebook.yaml"
    path.write_text(file_of(texts).replace("id: L1", "id: cruel"), encoding="utf-8")
    assert readers.codebook_compared(texts, by=amal).look_renamed == (("L1", "cruel"),)


def test_a_refused_change_changes_nothing(texts, amal, bilal):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    before, words = dump(texts), file_of(texts)
    for refused in (
        lambda: acts.rename(texts, "L1", "not an id", by=amal),
        lambda: acts.redefine(texts, "L1", {"colour": "red"}, by=amal),
        lambda: acts.merge(texts, ["L1"], "L2", by=amal),
        lambda: acts.split(texts, "L1", [{"id": "L2"}, {"id": "L4"}], by=amal),
    ):
        with pytest.raises((NotFound, Conflict, CodebookError)):
            refused()
        assert (dump(texts), file_of(texts)) == (before, words)


def test_a_process_killed_before_the_file_is_in_place_leaves_it_to_the_next_act(texts, amal, bilal, monkeypatch):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    before = file_of(texts)
    with monkeypatch.context() as patch:
        patch.setattr(acts, "put_in_place", lambda *_: None)
        acts.rename(texts, "L1", "cruelty", by=amal)
    assert file_of(texts) == before
    acts.code(texts, Mark("T2", "cruelty", YES), by=bilal)
    assert "id: cruelty" in file_of(texts)
    assert {one.code for one in readers.codings_of(texts, by=amal)} == {"cruelty"}
    assert len(readers.codebook_versions(texts, by=amal)) == 2


def seen(study, amal):
    rows = dump(study)["codings"]
    return rows, file_of(study), [(one.coding.id, one.coding.stale) for one in readers.recode_queue(study, by=amal)]


CHANGES = st.lists(
    st.tuples(st.sampled_from(["rename", "merge", "split", "redefine", "retire", "add"]), st.integers(0, 9)),
    min_size=1,
    max_size=5,
)


def changed(study, amal, kind, pick, number):
    codes = [code.id for code in read_codebook(study.folder).codes()]
    code, second = codes[pick % len(codes)], codes[(pick + 1) % len(codes)]
    match kind:
        case "rename":
            acts.rename(study, code, f"R{number}", by=amal)
        case "merge" if code != second:
            acts.merge(study, [code, second], [code, f"M{number}"][pick % 2], by=amal)
        case "split":
            acts.split(study, code, [{"id": f"S{number}a"}, {"id": f"S{number}b"}], by=amal)
        case "redefine":
            acts.redefine(study, code, {"definition": f"Otherwise, {number}."}, by=amal)
        case "retire" if len(codes) > 1:
            acts.retire(study, code, by=amal)
        case _:
            acts.add(study, "more", {"id": f"A{number}"}, by=amal, group_name="More")


def many_codings(study, count):
    """Give many testimonies codings by three coders, as fast as a bulk import would."""
    from outspoken.coding import store
    from outspoken.coding.store import Manner
    from outspoken.people.store import add_testimonies

    with study.database.writing() as connection:
        people = add_testimonies(connection, [(1, None)] * (count // 12 + 1))
        for place, coder in enumerate(("Bilal", "Chloe", "Dara")):
            given_ = [
                (one, code, list(Answer)[(one * 7 + place + at) % 3])
                for one in people
                for at, code in enumerate(("L1", "L2", "L3", "J1"))
            ]
            store.add_codings(connection, 1, Manner(coder), given_[: count // 3 + 1])


@pytest.mark.parametrize("count", [5000 if THOROUGH else 300])
def test_undoing_every_change_restores_the_first_state_exactly(make_folder, opened, amal, count):
    study = filled(opened(make_folder(TOML)), amal)
    many_codings(study, count)
    acts.adopt(study, by=amal)
    numbers = iter(range(10**6))
    before = seen(study, amal)

    @settings(max_examples=60 if THOROUGH else 6, suppress_health_check=list(HealthCheck), deadline=None)
    @given(CHANGES)
    def try_sequence(changes):
        for kind, pick in changes:
            changed(study, amal, kind, pick, next(numbers))
            in_book = {code.id for code in read_codebook(study.folder).codes()}
            gone = {c for v in readers.codebook_versions(study, by=amal) for h in v.changes for c in h.codes}
            for one in readers.codings_of(study, by=amal):
                assert one.code in in_book or one.stale or one.code in gone
        for _ in changes:
            acts.undo(study, by=amal)
        assert seen(study, amal) == before

    try_sequence()


def test_what_was_coded_since_an_undone_change_is_not_lost(texts, amal, bilal):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    acts.merge(texts, ["L1", "L2"], "hard", by=amal)
    acts.code(texts, Mark("T2", "hard", YES), by=bilal)
    acts.undo(texts, by=amal)
    held = {one.testimony_id: (one.code, one.stale) for one in readers.codings_of(texts, by=amal)}
    assert held == {1: ("L1", ""), 2: ("hard", "its code was taken back")}
    assert [one.coding.testimony_id for one in readers.recode_queue(texts, by=amal)] == [2]


# ---- coding ------------------------------------------------------------------------------


def test_words_carry_a_code_or_are_refused(texts, bilal):
    made = acts.code(texts, Mark("T1", "L1", YES, quoted(texts, 1, "They beat the prisoners")), by=bilal)
    found = readers.quotes_with(texts, "L1", by=bilal)
    assert [(one.words, one.start, one.coding.id) for one in found] == [("They beat the prisoners", 0, made.id)]
    acts.code(texts, Mark("T1", "L2", YES, Quoted(1, 0, 5, "there was no bread")), by=bilal)
    assert readers.quotes_with(texts, "L2", by=bilal)[0].start == WORDS[0].index("there was")
    with pytest.raises(NotFound, match="do not stand"):
        acts.code(texts, Mark("T1", "L1", YES, Quoted(1, 0, 9, "They killed the prisoners")), by=bilal)
    with pytest.raises(NotFound, match="not of the story"):
        acts.code(texts, Mark("T1", "L1", YES, Quoted(2, 0, 9)), by=bilal)
    with pytest.raises(NotFound, match="no words"):
        acts.code(texts, Mark("T1", "L1", YES, Quoted(1, 9998, 9999)), by=bilal)


def test_arabic_words_are_kept_as_they_stand(texts, bilal):
    acts.code(texts, Mark("T4", "L2", YES, quoted(texts, 4, "لم يكن هناك خبز")), by=bilal)
    assert readers.quotes_with(texts, "L2", by=bilal)[0].words == "لم يكن هناك خبز"


def test_saving_over_what_one_has_not_seen_is_a_conflict_with_both(texts, bilal):
    first = acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    assert acts.code(texts, Mark("T1", "L1", YES), by=bilal) == first
    with pytest.raises(Conflict) as caught:
        acts.code(texts, Mark("T1", "L1", NO), by=bilal)
    assert (caught.value.mine, caught.value.theirs) == (NO, first)
    second = acts.code(texts, Mark("T1", "L1", NO, based_on=first.id), by=bilal)
    with pytest.raises(Conflict) as caught:
        acts.code(texts, Mark("T1", "L1", OPEN, based_on=first.id), by=bilal)
    assert caught.value.theirs == second
    acts.uncode(texts, second.id, by=bilal)
    assert not readers.codings_of(texts, by=bilal)
    with pytest.raises(Conflict, match="no longer there"):
        acts.code(texts, Mark("T1", "L1", OPEN, based_on=second.id), by=bilal)
    assert len(dump(texts)["codings"]) == 2


def test_only_one_code_of_an_exclusive_group(texts, bilal):
    path = texts.folder / "codebook.yaml"
    path.write_text(
        file_of(texts).replace("name: Reasons for leaving", "name: Reasons for leaving\n    exclusive: true")
    )
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    with pytest.raises(Conflict, match="Only one code of leaving"):
        acts.code(texts, Mark("T1", "L2", YES), by=bilal)
    acts.code(texts, Mark("T1", "L2", NO), by=bilal)


def test_nobody_codes_who_may_not(texts, dara, eve, chloe):
    for actor in (dara, eve, chloe):
        with pytest.raises(NotAllowed):
            acts.code(texts, Mark("T1", "L1", YES), by=actor)
    with pytest.raises(NotAllowed):
        readers.codings_of(texts, by=eve)


def test_settling_keeps_both_originals(texts, amal, bilal, other):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    acts.code(texts, Mark("T1", "L1", NO), by=other)
    made = acts.settle(texts, "T1", "L1", YES, by=amal, reason="It is her own story.")
    assert [(one.coder, one.answer, one.settled) for one in readers.codings_of(texts, by=amal)] == [
        ("Bilal", YES, False),
        ("Chloe", NO, False),
        ("Amal", YES, True),
    ]
    with pytest.raises(Conflict) as caught:
        acts.settle(texts, "T1", "L1", NO, by=amal, reason="No.")
    assert caught.value.theirs == made
    with pytest.raises(NotFound, match="Nobody has coded"):
        acts.settle(texts, "T2", "L1", NO, by=amal, reason="No.")


# ---- rounds ------------------------------------------------------------------------------


def test_in_a_blind_round_coders_see_only_their_own(texts, amal, bilal, other):
    acts.assign(texts, Plan("pilot", ("Bilal", "Chloe")), by=amal)
    acts.code(texts, Mark("T1", "L1", YES, quoted(texts, 1, "They beat")), by=bilal)
    acts.code(texts, Mark("T1", "L1", NO), by=other)
    assert {one.coder for one in readers.codings_of(texts, by=bilal)} == {"Bilal"}
    assert {one.coder for one in readers.codings_of(texts, by=other)} == {"Chloe"}
    assert not readers.quotes_with(texts, "L1", by=other)
    assert not readers.marks_on(texts, 1, by=other)
    assert not readers.project_of(texts, by=other).marks
    assert {one.coder for one in readers.codings_of(texts, by=amal)} == {"Bilal", "Chloe"}
    acts.finish(texts, "pilot", "T1", by=bilal, rest=NO)
    assert {one.coder for one in readers.codings_of(texts, by=bilal)} == {"Bilal"}
    acts.close(texts, "pilot", by=amal)
    assert {one.coder for one in readers.codings_of(texts, by=bilal)} == {"Bilal", "Chloe"}


def test_finishing_fills_in_what_was_not_answered(texts, amal, bilal):
    acts.assign(texts, Plan("pilot", ("Bilal",), each=1), by=amal)
    task = readers.next_task(texts, by=bilal)
    assert task.left == 5
    number = task.assignment.testimony_id
    acts.code(texts, Mark(f"T{number}", "L1", YES, Quoted(number, 0, 4)), by=bilal)
    made = acts.finish(texts, "pilot", f"T{number}", by=bilal, rest=NO)
    assert {one.code: one.answer for one in made} == {"L1": YES, "L2": NO, "L3": NO, "J1": NO}
    assert all(one.round_id == 1 and not one.shown for one in made)
    assert readers.next_task(texts, by=bilal).left == 4
    with pytest.raises(NotFound, match="not yours"):
        acts.finish(texts, "pilot", "T1", by=amal)


def test_the_chance_of_every_draw_is_kept(texts, amal):
    acts.assign(texts, Plan("some", ("Bilal",), Scheme.RANDOM, size=2, each=1, seed=5), by=amal)
    ((turn, tasks),) = readers.rounds_of(texts, by=amal)
    assert turn.population == 5
    assert [one.chance for one in tasks] == [0.4, 0.4]
    acts.assign(texts, Plan("named", ("Bilal",), Scheme.PICKED, each=1, picked=("T3",)), by=amal)
    assert readers.rounds_of(texts, by=amal)[1][1][0].chance is None
    with pytest.raises(Conflict, match="There is a round"):
        acts.assign(texts, Plan("some", ("Bilal",)), by=amal)
    with pytest.raises(NotFound, match="no attribute 'age'"):
        acts.assign(texts, Plan("by age", ("Bilal",), Scheme.STRATIFIED, by="age"), by=amal)


def test_memos_on_anything_and_never_over_somebody_elses(texts, amal, bilal):
    for about in (About(code="L1"), About(story_id=1), About(testimony_id=2)):
        acts.memo(texts, about, "See the manual.", by=bilal)
    first = readers.memos_of(texts, by=amal)[0]
    theirs = acts.memo(texts, first.about, "See page 4.", by=amal, based_on=first.id)
    with pytest.raises(Conflict) as caught:
        acts.memo(texts, first.about, "See page 5.", by=bilal, based_on=first.id)
    assert (caught.value.mine, caught.value.theirs) == ("See page 5.", theirs)
    with pytest.raises(NotFound, match="about one thing"):
        acts.memo(texts, About(), "Lost.", by=bilal)


# ---- at once, and after a crash ------------------------------------------------------------


def test_twenty_coders_at_once_lose_nothing_and_are_shown_every_conflict(texts, amal, bilal):
    """All twenty sit at one account, which is the worst case: everything they save is about the same thing."""
    coders = 20 if THOROUGH else 8
    first = acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    saved, conflicts = [], []

    def save(place):
        with open_study(texts.folder) as mine:
            try:
                answer = (NO, OPEN)[place % 2]
                saved.append(acts.code(mine, Mark("T1", "L1", answer, based_on=first.id), by=bilal))
            except Conflict as conflict:
                conflicts.append(conflict)
            acts.code(mine, Mark(f"T{place % 4 + 2}", "L2", YES), by=type(bilal)(f"Coder {place}", bilal.roles))

    threads = [threading.Thread(target=save, args=(place,)) for place in range(coders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(saved), len(conflicts)) == (1, coders - 1)
    assert all(one.theirs == saved[0] and one.mine in {NO, OPEN} for one in conflicts)
    assert len(readers.codings_of(texts, by=amal, code="L2")) == coders
    assert [one.id for one in readers.codings_of(texts, by=amal, code="L1")] == [saved[0].id]


SAVING = """
import sys
from outspoken.coding import Answer, Mark, acts
from outspoken.study import Actor, Role, open_study
with open_study(sys.argv[1]) as study:
    for number in range(200):
        by = Actor(f"Coder {number}", frozenset({Role.CODER}))
        made = acts.code(study, Mark("T1", "L1", Answer.YES), by=by)
        print(made.id, flush=True)
"""


def test_a_killed_process_loses_nothing_that_it_had_acknowledged(make_folder, opened, amal):
    study = filled(opened(make_folder(TOML)), amal)
    running = subprocess.Popen([sys.executable, "-c", SAVING, study.folder], stdout=subprocess.PIPE, text=True)
    acknowledged = [int(running.stdout.readline()) for _ in range(40)]
    os.kill(running.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in running.stdout.read().splitlines() if line.strip()]
    running.wait()
    running.stdout.close()
    held = {one.id for one in readers.codings_of(study, by=amal)}
    assert len(acknowledged) < 200
    assert held >= set(acknowledged)
    acts.code(study, Mark("T2", "L1", YES), by=amal)
