import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.analyse import variety
from outspoken.analyse.variety import different
from tests.analyse.by_hand import (
    EXAMPLES,
    NONE_OF_THEM,
    OUTSIDE,
    by_codes,
    by_period,
    by_region,
    by_value,
    placed,
    small_studies,
)
from tests.analyse.test_counts import CONDITIONS, EVERYTHING, Asker, holds

AXES = {
    "country": (("country",), by_value("country")),
    "region": (("country",), by_region),
    "quarter(left)": (("left",), by_period("left", "quarter")),
    "phases(left)": (("left",), by_period("left", "phases")),
    "month": (("printed",), by_period("printed", "month")),
    "joining": (("J1", "J2"), by_codes),
}
NO_VALUES = {"unknown", "not stated", "not applicable", "withheld", NONE_OF_THEM, OUTSIDE}


def found_and_by_hand(build, small, axis, where):
    """How many different values occur: as the program says, and counted in every world."""
    columns, place = AXES[axis]
    where_columns, condition, values = CONDITIONS[where]
    needed = tuple(dict.fromkeys((*columns, *where_columns)))
    told = placed(small, needed, (place, condition))
    with build(small) as built:
        asker = Asker(built, needed)
        found = different(asker.table, asker.axis(axis), asker.truth(where, values))
    sets = [
        (headline, {key for _, keys, other in cases if holds(other, values) for key in keys} - NO_VALUES)
        for headline, cases in told
    ]
    surely = set.intersection(*(held for headline, held in sets if headline))
    sizes = [len(held) for _, held in sets]
    return (found.value, found.low, found.high), (len(surely), min(sizes), max(sizes))


@pytest.mark.parametrize("axis", sorted(AXES))
@pytest.mark.parametrize("where", [EVERYTHING, "region"])
def test_how_many_values_occur_agrees_with_looking_in_every_world(build, axis, where):
    columns = tuple(dict.fromkeys((*AXES[axis][0], *CONDITIONS[where][0])))

    @given(small_studies(columns))
    @settings(max_examples=EXAMPLES)
    def agrees(small):
        found, by_hand = found_and_by_hand(build, small, axis, where)
        assert found == by_hand

    agrees()


@given(small=small_studies(("country", "left")))
@settings(max_examples=EXAMPLES)
def test_where_something_only_may_hold_it_counts_at_most(build, small):
    found, by_hand = found_and_by_hand(build, small, "country", "month(left)")
    assert found == by_hand


@given(small=small_studies(("country", "left")), data=st.data())
@settings(max_examples=EXAMPLES)
def test_with_too_many_worlds_the_bounds_still_hold(build, small, data, monkeypatch):
    monkeypatch.setattr(variety, "_MOST_TOGETHER", 0)
    axis = data.draw(st.sampled_from(["country", "quarter(left)"]))
    (value, low, high), (least_value, least, most) = found_and_by_hand(build, small, axis, EVERYTHING)
    assert value == least_value
    assert low <= least
    assert high >= most
