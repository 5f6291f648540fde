"""A study is asked for its doubts and crossings by whoever may read it, and by nobody else."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.analyse.counts import share
from outspoken.analyse.readers import crossed, doubts_of, flow_bounded
from outspoken.errors import NotAllowed, NotFound
from outspoken.study import Actor, Study
from tests.analyse.by_hand import COLUMNS, EXAMPLES, Small, by_codes, by_period, by_region, by_value, worlds
from tests.analyse.test_counts import Asker


def test_a_crossing_adds_up_on_every_axis_that_a_study_has(icsr: Study, dara: Actor) -> None:
    for rows, columns in (("country", "month"), ("sex", "year"), ("region", "half-year"), ("outlet", "quarter")):
        found = crossed(icsr, rows, columns, by=dara)
        assert found.total.value == 58
        assert sum(total.value or 0 for total in found.row_totals) == 58
        assert sum(total.value or 0 for total in found.column_totals) == 58


def test_an_axis_that_is_not_there_is_refused(icsr: Study, dara: Actor) -> None:
    with pytest.raises(NotFound):
        crossed(icsr, "country", "shoe-size", by=dara)


def test_who_must_not_get_in_is_told_neither(icsr: Study, eve: Actor) -> None:
    with pytest.raises(NotAllowed):
        doubts_of(icsr, by=eve)
    with pytest.raises(NotAllowed):
        crossed(icsr, "sex", "year", by=eve)


ROWS = range(1, 6)
AXES = {
    "country": (("country",), by_value("country")),
    "region": (("country",), by_region),
    "joining": (("J1", "J2"), by_codes),
    "month(left)": (("left",), by_period("left", "month")),
    "quarter": (("printed",), by_period("printed", "quarter")),
}
PLAIN = {"country": ["German", "French", "Tunisian", "unknown"], "left": ["2001-03-05", "2001-04-01", ""]}
PLAIN |= {"printed": ["05/03/01", "09/04/01"], "J1": ["yes", "no"], "J2": ["yes", "no", ""]}


@st.composite
def three_links(draw):
    """Five testimonies, three pairs of them unsure; nothing else is in doubt but what then contradicts itself."""
    one = st.fixed_dictionaries({name: st.sampled_from(PLAIN.get(name, [""])) for name in COLUMNS})
    rows = draw(st.lists(one, min_size=len(ROWS), max_size=len(ROWS)))
    pairs = draw(st.lists(st.sampled_from(list(combinations(ROWS, 2))), min_size=3, max_size=3, unique=True))
    return Small(tuple(rows), "first", tuple((*pair, "unsure") for pair in pairs))


@given(small=three_links(), axes=st.lists(st.sampled_from(sorted(AXES)), min_size=2, max_size=2, unique=True))
@settings(max_examples=2 * EXAMPLES)
def test_three_unsure_links_make_every_number_a_range_and_all_eight_worlds_agree(build, amal, small, axes):
    """The headline, the flow, each cell and margin of a crossing of any two axes, and a share."""
    columns = tuple(dict.fromkeys(name for axis in axes for name in AXES[axis][0]))
    told = worlds(small, columns)
    (_, down), (_, across) = (AXES[axis] for axis in axes)
    with build(small) as built:
        found = crossed(built.study, axes[0], axes[1], by=amal)
        flow = flow_bounded(built.study, by=amal)
        asker = Asker(built, columns)
        part = set(found.row_keys[:1])
        rate = share(asker.table, asker.truth(axes[0], part), asker.truth("everything", set()))
    people = [len(world.cases) for world in told]
    assert (found.total.value, found.total.low, found.total.high) == (5, min(people), max(people))
    assert (flow.cases, flow.cases_least) == (5, min(people))

    def counted(row, column):
        numbers = []
        for world in told:
            ways = [list(product(down(case), across(case))) for case in world.cases]
            inside = [[(not row or row in one) and (not column or column in two) for one, two in way] for way in ways]
            numbers.append((world.headline, sum(map(all, inside)), sum(map(any, inside))))
        return min(n for head, n, _ in numbers if head), min(n for _, n, _ in numbers), max(n for _, _, n in numbers)

    def told_of(one):
        return one.value, one.low, one.high

    # What is open between several values is no place of its own in any world.
    for key, total in zip(found.row_keys, found.row_totals, strict=True):
        assert key == "not settled" or told_of(total) == counted(key, ""), key
    for key, total in zip(found.column_keys, found.column_totals, strict=True):
        assert key == "not settled" or told_of(total) == counted("", key), key
    for row, cells in zip(found.row_keys, found.cells, strict=True):
        for column, cell in zip(found.column_keys, cells, strict=True):
            assert "not settled" in {row, column} or told_of(cell) == counted(row, column), (row, column)
    shares = [
        (sum(all(bool(part & set(one)) for one in down(case)) for case in world.cases) / len(world.cases))
        for world in told
    ]
    most = [
        (sum(any(bool(part & set(one)) for one in down(case)) for case in world.cases) / len(world.cases))
        for world in told
    ]
    if part and part != {"not settled"}:
        assert rate.low == pytest.approx(min(shares))
        assert rate.high == pytest.approx(max(most))
