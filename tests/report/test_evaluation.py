"""An expression has one answer in each world that doubts allow, and an estimate over all of them."""

from __future__ import annotations

import pytest

from outspoken.errors import ClaimsError, NotFound
from outspoken.report.evaluation import Evaluator, counted_in_worlds
from outspoken.report.expressions import parse, parse_condition

EVERY_KIND = [
    "count()",
    "count(month = 2015-01)",
    "count(month = 2015-04 and country = ID)",
    "count(country = TR or country = AU)",
    "share(sex = male)",
    "share(year = 2015, country = AU)",
    "different(country)",
    "different(outlet, country = AU)",
    "count(sex = male) - count(sex = female)",
    "count(not region = 'Syria')",
]


@pytest.mark.parametrize(
    ("expression", "value", "low", "high"),
    [
        ("count()", 58, 57, 58),
        ("count(country = AU)", 2, 1, 2),
        ("count(month = 2015-01)", 1, 1, 2),
        ("count(country = TR)", 2, 1, 2),
        ("count(country is unknown)", 2, 2, 3),
        ("count(country != SY and country is known)", 35, 33, 35),
        ("count(published in 2015-06..2015-08)", 17, 17, 17),
        ("count(published < 2014-03)", 3, 3, 3),
        ("count(region = 'Syria')", 21, 21, 21),
        ("different(country)", 17, 17, 17),
        ("100 * count(sex = female) / 7", 100, 100, 100),
        ("codes(leaving)", 4, 4, 4),
    ],
)
def test_the_2015_study_answers(in_2015: Evaluator, expression: str, value: float, low: float, high: float) -> None:
    found = in_2015.estimate(expression)
    assert (found.value, found.low, found.high) == (value, low, high)


@pytest.mark.parametrize(
    ("expression", "same"),
    [
        ("count(gender = woman) + count(gender = man) + count(gender = another) + count(gender is missing)", "count()"),
        ("count(age < 25) + count(age >= 25)", "count(age is known)"),
        ("count(H1 = yes and leaving = G1)", "count(leaving = G1 and H1 = yes)"),
        ("count(wardens)", "count(warden = yes)"),
        ("share(first-reign)", "count(reigns = 'First Harbourmaster') / count()"),
    ],
)
def test_another_study_answers_by_its_own_words(in_harbour: Evaluator, expression: str, same: str) -> None:
    found = in_harbour.estimate(expression).value
    assert found
    assert found == pytest.approx(in_harbour.estimate(same).value)


@pytest.mark.parametrize("expression", EVERY_KIND)
def test_the_bounds_hold_every_world_and_the_headline_is_one(in_2015: Evaluator, expression: str) -> None:
    number = parse(expression)
    table = in_2015.table(in_2015.columns(number))
    found, worlds = in_2015.answer(number, table), in_2015.in_worlds(number, table)
    assert worlds
    values = [world.value for world in worlds if world.value is not None]
    assert found.low is not None
    assert found.high is not None
    assert found.low <= min(values)
    assert max(values) <= found.high
    headline = [world.value for world in worlds if world.headline]
    assert found.value in headline or found.value in values


@pytest.mark.parametrize("condition", ["month = 2015-01", "country = AU", "country = TR", "sex = male"])
def test_a_count_is_tried_in_the_worlds_that_change_it_only(in_2015: Evaluator, condition: str) -> None:
    number = parse(f"count({condition})")
    table = in_2015.table(in_2015.columns(number))
    mask = in_2015.truth(parse_condition(condition), table).must
    tried, every = counted_in_worlds(table, mask), in_2015.in_worlds(number, table)
    assert tried is not None
    assert every is not None
    assert {world.value for world in tried} == {world.value for world in every}
    assert len(tried) == 2
    assert in_2015.estimate(f"count({condition})").value in {world.value for world in tried if world.headline}


@pytest.mark.parametrize(
    "condition", ["month = 2015-01", "country = AU", "country is unknown", "published > 2015-04-01"]
)
def test_not_turns_surely_into_surely_not(in_2015: Evaluator, condition: str) -> None:
    yes, no = parse_condition(condition), parse_condition(f"not ({condition})")
    table = in_2015.table(in_2015.columns(yes))
    one, other = in_2015.truth(yes, table), in_2015.truth(no, table)
    assert (one.must <= one.may).all()
    assert (other.must == ~one.may).all()
    assert (other.may == ~one.must).all()


def test_a_value_that_could_be_but_is_not_there_counts_nothing(in_2015: Evaluator) -> None:
    assert in_2015.estimate("count(country = FI)").value == 0


@pytest.mark.parametrize(
    ("expression", "error", "words"),
    [
        ("count(sex = purple)", NotFound, "purple"),
        ("count(shoes = 4)", NotFound, "shoes"),
        ("codes(weather)", NotFound, "weather"),
        ("count(sex > male)", ClaimsError, "no order"),
        ("first(sex)", ClaimsError, "neither a date nor a number"),
        ("count(published = soon)", ClaimsError, "soon"),
    ],
)
def test_what_means_nothing_is_refused_by_name(
    in_2015: Evaluator, expression: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        in_2015.estimate(expression)


def test_dividing_by_nothing_gives_nothing(in_2015: Evaluator) -> None:
    assert in_2015.estimate("count() / count(country = FI)").value is None
