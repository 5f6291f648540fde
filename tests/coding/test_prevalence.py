"""A share from few human and many machine codings, with an interval that holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.coding.prevalence import Item, Scope, prevalence
from outspoken.coding.records import Answer
from outspoken.estimates import Estimate, wilson


def drawn(yes: int, no: int, rest: int, machine: float = 0.3) -> list[Item]:
    count = yes + no
    chance = count / (count + rest)
    coded = [Item(machine, Answer.YES, chance)] * yes + [Item(machine, Answer.NO, chance)] * no
    return coded + [Item(machine)] * rest


def width(found: Estimate) -> float:
    assert found.low is not None
    assert found.high is not None
    return found.high - found.low


def test_a_machine_that_knows_nothing_changes_nothing() -> None:
    # 81 of 263 is the worked example of Newcombe (1998): 0.2553 to 0.3662.
    found = prevalence(drawn(81, 182, 10**6), Scope.WIDER)
    assert found.value == pytest.approx(81 / 263)
    assert found.low == pytest.approx(0.2553, abs=5e-5)
    assert found.high == pytest.approx(0.3662, abs=5e-5)
    assert found.method.startswith("human codings alone")


def test_the_estimator_by_hand() -> None:
    # 8 coded of 40. The machine says .8 and .2; lambda is the slope of the answers on it.
    answers = [Answer.YES] * 3 + [Answer.NO] + [Answer.YES] + [Answer.NO] * 3
    machine = [0.8] * 4 + [0.2] * 4
    items = [Item(score, answer, 0.2) for score, answer in zip(machine, answers, strict=True)]
    items += [Item(0.8)] * 8 + [Item(0.2)] * 24
    slope = (3 / 4 - 1 / 4) / (0.8 - 0.2)
    mean_all, mean_coded = (12 * 0.8 + 28 * 0.2) / 40, 0.5
    found = prevalence(items, Scope.COLLECTION, learnt_here=False)
    assert found.value == pytest.approx(0.5 + slope * (mean_all - mean_coded))
    rest = np.array([answer is Answer.YES for answer in answers]) - slope * np.array(machine)
    variance = 0.8 * rest.var(ddof=1) / 8 * 8 / 7
    value = found.value
    assert value is not None
    size = max(8 / 0.8, value * (1 - value) / variance)
    assert (found.low, found.high) == pytest.approx(wilson(value * size, size))
    assert "lambda 0.83" in found.method


def test_coders_who_picked_what_to_code_get_no_interval() -> None:
    found = prevalence([Item(0.5, Answer.YES), Item(0.5, Answer.NO), Item(0.5)], Scope.COLLECTION)
    assert (found.value, found.low, found.high) == (0.5, None, None)
    assert "Coders picked" in found.caveat


def test_picked_items_beside_drawn_ones_are_left_out_of_the_estimate() -> None:
    items = drawn(10, 30, 200)
    found = prevalence([*items, *[Item(0.9, Answer.YES)] * 7], Scope.COLLECTION)
    assert found.value == pytest.approx(0.25)
    assert found.n == 40
    assert found.caveat.startswith("7 more were coded because somebody picked them")


def test_with_two_positives_the_machine_is_not_asked() -> None:
    items = [Item(0.9, Answer.YES, 0.1)] * 2 + [Item(0.1, Answer.NO, 0.1)] * 50 + [Item(0.5)] * 468
    found = prevalence(items, Scope.COLLECTION)
    assert found.value == pytest.approx(2 / 52)
    assert found.method.startswith("human codings alone")
    assert (found.low, found.high) == pytest.approx(wilson(2 / 52 * 52 / 0.9, 52 / 0.9))


def test_a_fully_coded_collection_is_counted() -> None:
    found = prevalence([Item(0.5, Answer.YES, 1.0)] * 3 + [Item(0.5, Answer.NO, 1.0)], Scope.COLLECTION)
    assert found.sure
    assert found.value == 0.75


def test_the_collection_is_surer_than_people_like_these() -> None:
    items = drawn(30, 70, 100)
    assert width(prevalence(items, Scope.COLLECTION)) < width(prevalence(items, Scope.WIDER))


def test_unequal_chances_of_being_drawn_are_honoured() -> None:
    # 20 of 20 in a part drawn fully, 5 of 20 in a part of 200 drawn one in ten: (20 + 50) / 220.
    items = [Item(0.5, Answer.YES, 1.0)] * 20
    items += [Item(0.5, Answer.YES, 0.1)] * 5 + [Item(0.5, Answer.NO, 0.1)] * 15 + [Item(0.5)] * 180
    found = prevalence(items, Scope.COLLECTION)
    assert found.value == pytest.approx(70 / 220)
    assert width(found) > width(prevalence(drawn(13, 27, 180), Scope.COLLECTION))


def test_stories_of_one_person_count_as_one_voice() -> None:
    alone = [Item(0.3, Answer.YES if place < 15 else Answer.NO, 0.1) for place in range(50)] + [Item(0.3)] * 450
    together = [Item(0.3, Answer.YES if place < 15 else Answer.NO, 0.1, f"P{place // 5}") for place in range(50)] + [
        Item(0.3)
    ] * 450
    assert width(prevalence(together, Scope.WIDER)) > 1.5 * width(prevalence(alone, Scope.WIDER))


def test_cannot_tell_is_said() -> None:
    items = [*drawn(10, 29, 100), Item(0.3, Answer.CANNOT_TELL, 39 / 139)]
    assert "1 of 40 could not be told" in prevalence(items, Scope.COLLECTION).caveat


def test_nobody_coded() -> None:
    assert prevalence([Item(0.4)], Scope.COLLECTION).value is None


def test_an_impossible_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        prevalence([Item(0.4, Answer.YES, 0.0), Item(0.3)], Scope.COLLECTION)


@pytest.mark.parametrize(("skill", "narrower"), [(0.80, 0.08), (0.92, 0.22), (0.976, 0.38)])
def test_a_machine_of_known_skill_narrows_and_covers(skill: float, narrower: float) -> None:
    from scipy.special import ndtri

    apart, covered, saved, runs = np.sqrt(2) * ndtri(skill), 0, [], 300
    for run in range(runs):
        chance = np.random.default_rng([7, run])
        truth = chance.random(1000) < 0.2
        score = chance.normal(size=1000) + apart * truth
        machine = 1 / (1 + np.exp(-(np.log(0.25) + apart * score - apart**2 / 2)))
        chosen = set(chance.choice(1000, 150, replace=False).tolist())
        items = [
            Item(
                float(machine[at]),
                (Answer.YES if truth[at] else Answer.NO) if at in chosen else None,
                0.15 if at in chosen else None,
            )
            for at in range(1000)
        ]
        found = prevalence(items, Scope.COLLECTION, learnt_here=False)
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= truth.mean() <= found.high
        yes, size = sum(truth[at] for at in chosen), 150 / 0.85
        low, high = wilson(yes / 150 * size, size)
        assert found.high - found.low <= (high - low) * (1 + 1e-9)
        saved.append(1 - (found.high - found.low) / (high - low))
    assert 0.92 <= covered / runs <= 0.98
    assert np.mean(saved) >= narrower


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.booleans()), min_size=4, max_size=60))
def test_an_interval_lies_in_0_to_1_and_holds_its_value(rows: list[tuple[float, bool, bool]]) -> None:
    count = sum(coded for _, _, coded in rows) or 1
    items = [
        Item(score, (Answer.YES if yes else Answer.NO) if coded else None, count / len(rows) if coded else None)
        for score, yes, coded in rows
    ]
    found = prevalence(items, Scope.COLLECTION)
    if found.low is not None:
        assert found.value is not None
        assert found.high is not None
        assert 0.0 <= found.low <= found.value <= found.high <= 1.0
