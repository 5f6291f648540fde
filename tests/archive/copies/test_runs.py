import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from outspoken.archive.copies.runs import LENGTH, runs_of

WORDS = st.lists(st.sampled_from(["alder", "birch", "cedar", "Émile", "Ёлка", "الجماعة", "2014", "it's"]), max_size=30)
ANY = st.text(max_size=60)


@given(st.lists(WORDS, max_size=6))
def test_a_text_has_a_run_for_each_word_but_the_last_three(texts):
    runs = runs_of([" ".join(words) for words in texts])
    for place, length in enumerate(runs.words.tolist()):
        assert runs.of(place).size == max(0, length - LENGTH + 1)


@given(st.lists(ANY, max_size=6))
def test_a_text_gives_the_same_runs_alone_and_among_others(texts):
    together = runs_of(texts)
    for place, text in enumerate(texts):
        alone = runs_of([text])
        assert np.array_equal(together.of(place), alone.of(0))
        assert together.words[place] == alone.words[0]


def test_equal_runs_give_equal_numbers_and_others_do_not():
    runs = runs_of(["one two three four five", "zero one two three four", "four three two one"])
    assert runs.of(0)[0] == runs.of(1)[1]
    assert len({*runs.of(0).tolist(), *runs.of(1).tolist(), *runs.of(2).tolist()}) == 4


def test_case_accents_and_typographic_signs_make_no_difference():
    runs = runs_of(["L’École “des” Élèves – ici", 'l\'ecole "DES" eleves - ICI'])
    assert np.array_equal(runs.of(0), runs.of(1))


def test_scripts_without_spaces_have_runs_of_letters():
    assert runs_of(["他在夜里离开了"]).of(0).size == 4
    assert runs_of(["ออกจากกลุ่ม"]).of(0).size > 0


def test_another_process_gives_the_same_numbers():
    script = "from outspoken.archive.copies.runs import runs_of; print(runs_of(['we left at night']).of(0)[0])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) == int(runs_of(["we left at night"]).of(0)[0])


@given(st.integers(0, 2**32))
def test_numbers_are_spread_evenly(seed):
    hashes = runs_of([" ".join(str(seed + number) for number in range(2_000))]).of(0)
    assert 0.4 < float(np.mean(hashes < np.uint64(2**63))) < 0.6
