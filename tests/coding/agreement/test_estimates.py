"""Agreement never travels without its interval, and says so when there is too little of it."""

from __future__ import annotations

import numpy as np
import pytest

from outspoken.coding.agreement.alpha import nominal_alpha
from outspoken.coding.agreement.estimates import agreement, passage_agreement
from outspoken.coding.agreement.passages import Marked
from outspoken.coding.agreement.ratings import Given, Ratings, pairs_of, ratings_of, sets_of
from outspoken.coding.records import Answer


def coded_twice(stories: int, yes: float, slip: float, seed: int = 0) -> list[Given]:
    chance = np.random.default_rng(seed)
    found = []
    for story in range(stories):
        truth = chance.random() < yes
        for coder in ("Amal", "Bilal"):
            said = truth ^ (chance.random() < slip)
            found.append(Given(f"S{story:03}", coder, "L2", Answer.YES if said else Answer.NO, f"P{story // 2}"))
    return found


def test_enough_codings_give_a_number_with_its_interval() -> None:
    _, ratings = ratings_of(coded_twice(120, 0.3, 0.05), "L2")
    found = agreement(ratings, nominal_alpha, "alpha")
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert found.low < found.value < found.high
    assert found.n == 120
    assert found.method == "alpha, bootstrap over stories"


def test_fewer_than_30_stories_are_too_few_to_tell() -> None:
    _, ratings = ratings_of(coded_twice(29, 0.4, 0.1), "L2")
    found = agreement(ratings, nominal_alpha, "alpha")
    assert found.value is None
    assert found.caveat == "Too few to tell: 29 stories were coded twice; 30 are the least."


def test_fewer_than_five_positives_are_too_few_to_tell() -> None:
    rows: list[list[Answer | None]] = [[Answer.YES, Answer.YES]] * 4 + [[Answer.NO, Answer.NO]] * 60
    found = agreement(Ratings.of(rows), nominal_alpha, "alpha")
    assert found.value is None
    assert "4 stories got it from any coder" in found.caveat


def test_stories_of_one_person_widen_the_interval() -> None:
    rows: list[list[Answer | None]] = []
    chance = np.random.default_rng(2)
    for _ in range(20):
        yes, slip = chance.random() < 0.4, chance.random() < 0.2
        rows += [[Answer.YES if yes else Answer.NO, Answer.YES if yes ^ slip else Answer.NO]] * 5
    persons = [f"P{place // 5}" for place in range(100)]
    alone = agreement(Ratings.of(rows), nominal_alpha, "alpha")
    together = agreement(Ratings.of(rows), nominal_alpha, "alpha", persons)
    assert together.value == alone.value
    assert together.low is not None
    assert alone.low is not None
    assert together.low < alone.low
    assert together.method.endswith("over persons")


def test_intervals_cover_the_true_alpha() -> None:
    # Two coders who slip 5 times in 100 on a code of 30 %: alpha of endless stories is 0.786.
    yes = 0.3 * 0.95 + 0.7 * 0.05
    truth = 1 - (2 * 0.95 * 0.05) / (2 * yes * (1 - yes))
    hits = 0
    for seed in range(60):
        _, ratings = ratings_of(coded_twice(100, 0.3, 0.05, seed), "L2")
        found = agreement(ratings, nominal_alpha, "alpha")
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= truth <= found.high
    assert hits >= 52


def test_the_same_codings_give_the_same_interval() -> None:
    _, ratings = ratings_of(coded_twice(60, 0.3, 0.1), "L2")
    assert agreement(ratings, nominal_alpha, "alpha") == agreement(ratings, nominal_alpha, "alpha")


def test_passages_of_many_stories() -> None:
    chance = np.random.default_rng(1)
    texts = []
    for number in range(40):
        start = int(chance.integers(0, 300))
        texts.append(Marked(str(number), 500, {"Amal": [(start, start + 90)], "Bilal": [(start + 10, start + 95)]}))
    found = passage_agreement(texts)
    assert found.value == pytest.approx(0.9, abs=0.05)
    assert passage_agreement(texts[:10]).caveat.startswith("Too few to tell: 10 stories")


def test_sets_hold_every_code_answered_yes() -> None:
    given = [
        Given("1", "Amal", "L1", Answer.YES),
        Given("1", "Amal", "L2", Answer.YES),
        Given("1", "Bilal", "L1", Answer.NO),
    ]
    stories, ratings = sets_of(given)
    assert stories == ["1"]
    assert {ratings.values[number] for number in ratings.numbers[0]} == {frozenset({"L1", "L2"}), frozenset()}
    assert pairs_of(given) == [("Amal", "Bilal")]
