from hypothesis import given
from hypothesis import strategies as st

from outspoken.analyse.records import NOT_APPLICABLE, NOT_STATED, UNKNOWN, WITHHELD
from outspoken.analyse.rollup import Option, alternatives
from outspoken.study.settings import Rollup


def rolled(rule, *testimonies):
    found = alternatives([[Option(*one) for one in options] for options in testimonies], rule, "a doubt", str)
    return [(one.value, one.choice.headline if one.choice else None) for one in found]


def test_what_all_say_is_sure():
    assert rolled(Rollup.AGREE, [(3,)], [(3,)], [(UNKNOWN,)]) == [(3, None)]


def test_testimonies_that_contradict_each_other_leave_all_open():
    assert rolled(Rollup.AGREE, [(3,)], [(4,)]) == [(3, True), (4, True)]


def test_a_date_that_says_less_precisely_the_same_is_no_contradiction():
    year, month, day = (0, 364), (31, 58), (40, 40)
    assert rolled(Rollup.AGREE, [(year,)], [(month,)], [(day,)]) == [(day, None)]
    assert rolled(Rollup.AGREE, [(year,)], [((400, 400),)]) == [(year, True), ((400, 400), True)]


def test_the_first_and_the_last_of_coarse_dates_are_as_coarse_as_need_be():
    year, day = (0, 364), (62, 62)
    assert rolled(Rollup.FIRST, [(year,)], [(day,)]) == [((0, 62), None)]
    assert rolled(Rollup.LAST, [(year,)], [(day,)]) == [((62, 364), None)]


def test_a_hedged_value_is_what_the_headline_takes():
    assert rolled(Rollup.AGREE, [(3, True), (UNKNOWN, False)]) == [(3, True), (UNKNOWN, False)]


def test_a_hedge_beside_a_sure_value_is_no_matter_if_they_agree():
    assert rolled(Rollup.AGREE, [(3, True), (UNKNOWN, False)], [(3,)]) == [(3, None)]


def test_what_is_withheld_says_more_than_what_nobody_knows():
    for weaker, stronger in [(NOT_STATED, UNKNOWN), (UNKNOWN, NOT_APPLICABLE), (NOT_APPLICABLE, WITHHELD)]:
        assert rolled(Rollup.AGREE, [(weaker,)], [(stronger,)]) == [(stronger, None)]


def test_of_several_names_the_first_is_shown():
    assert rolled(Rollup.ALL, [(UNKNOWN,)], [(7,)], [(3,)]) == [(7, None)]


STRETCH = st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(STRETCH, min_size=1, max_size=3), st.sampled_from([Rollup.FIRST, Rollup.LAST]))
def test_the_first_of_days_within_stretches_lies_within_the_result(stretches, rule):
    ((low, high), _choice), *more = rolled(rule, *([(one,)] for one in stretches))
    assert not more
    pick = min if rule is Rollup.FIRST else max
    assert low == pick(one for one, _ in stretches)
    assert high == pick(other for _, other in stretches)


def test_too_many_combinations_keep_every_value():
    found = rolled(Rollup.AGREE, *([(1,), (2,)] for _ in range(12)))
    assert {value for value, _ in found} == {1, 2}
