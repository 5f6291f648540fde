import numpy as np
import pytest

from outspoken.archive.copies.candidates import MOST_KEPT, candidates, sampled, sampling
from outspoken.archive.copies.runs import runs_of


def words(dice, count):
    return [f"{dice.randrange(10_000)}" for _ in range(count)]


@pytest.mark.parametrize("runs", [0, 1, MOST_KEPT, MOST_KEPT + 1, 50 * MOST_KEPT])
def test_no_more_is_kept_than_there_is_room_for(runs):
    assert runs / sampling(runs) <= MOST_KEPT


def test_few_texts_keep_all_their_runs_and_many_a_fair_part(dice):
    runs = runs_of([" ".join(words(dice, 4_000)), " ".join(words(dice, 25))])
    all_kept, _ = sampled(runs, 1)
    assert all_kept.size == 3_997 + 22
    _, texts = sampled(runs, 16)
    assert 150 < int((texts == 0).sum()) < 350
    assert int((texts == 1).sum()) == 22


def test_a_short_text_is_paired_with_a_long_one_that_holds_it_even_when_long_ones_are_sampled(dice):
    long = words(dice, 4_000)
    runs = runs_of([" ".join(long), " ".join(long[500:900]), " ".join(words(dice, 400))])
    assert candidates(*sampled(runs, 16)).tolist() == [[0, 1]]


@pytest.mark.parametrize("copies", [2, 8, 9, 60])
def test_all_copies_of_a_text_hang_together_and_grow_in_proportion(dice, copies):
    text = " ".join(words(dice, 100))
    pairs = candidates(*sampled(runs_of([text] * copies), 1))
    joined = {0}
    for left, right in pairs.tolist():
        assert left < right
        if left in joined:
            joined.add(right)
    assert joined == set(range(copies))
    assert len(pairs) <= 4 * copies


def test_a_notice_under_every_text_pairs_nobody(dice):
    notice = words(dice, 25)
    texts = [" ".join([*words(dice, 300), *notice]) for _ in range(40)]
    assert candidates(*sampled(runs_of(texts), 1)).size == 0


def test_no_texts_have_no_pairs():
    assert candidates(np.zeros(0, np.uint64), np.zeros(0, np.int64)).shape == (0, 2)
