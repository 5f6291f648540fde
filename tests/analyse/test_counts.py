import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.analyse.axes import make, understand
from outspoken.analyse.counts import count, extreme, share
from outspoken.analyse.records import Truth, Unit
from tests.analyse.by_hand import (
    EXAMPLES,
    Small,
    bounds,
    by_codes,
    by_period,
    by_region,
    by_value,
    placed,
    small_studies,
    worlds,
)

EVERYTHING = "everything"


class Asker:
    """Says of which rows of a case table something holds: the axis has one of some values."""

    def __init__(self, built, columns):
        self.built = built
        self.table = built.table(*("published" if name == "printed" else name for name in columns))

    def axis(self, text):
        settings_, codebook = self.built.study.settings, self.built.codebook
        return make(understand(text, settings_, codebook), self.table, settings_, codebook)

    def truth(self, text, values):
        if text == EVERYTHING:
            everywhere = np.ones(self.table.rows, np.bool_)
            return Truth(everywhere, everywhere)
        axis = self.axis(text)
        wanted = {place for place, key in enumerate(axis.keys) if key in values}
        places = [set(axis.places(row)) for row in range(self.table.rows)]
        if axis.multiple is not None:
            found = np.array([bool(one & wanted) for one in places], np.bool_)
            return Truth(found, found)
        return Truth(
            np.array([bool(one) and one <= wanted for one in places], np.bool_),
            np.array([bool(one & wanted) for one in places], np.bool_),
        )


CONDITIONS = {
    # how it is asked for, the columns it needs, where a case stands by hand, the values that are meant
    "country": (("country",), by_value("country"), {"DE", "TN"}),
    "region": (("country",), by_region, {"North"}),
    "month(left)": (("left",), by_period("left", "month"), {"2001-03", "2001-04"}),
    "phases(left)": (("left",), by_period("left", "phases"), {"late"}),
    "quarter": (("printed",), by_period("printed", "quarter"), {"2001-Q1"}),
    "joining": (("J1", "J2"), by_codes, {"J1"}),
    EVERYTHING: ((), lambda case: [("all",)], {"all"}),
}


def holds(keys, values):
    return any(key in values for key in keys)


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_a_count_agrees_with_counting_in_every_world(build, name):
    columns, by_hand, values = CONDITIONS[name]

    @given(small_studies(columns or ("country",)))
    @settings(max_examples=EXAMPLES)
    def agrees(small):
        told = placed(small, columns, (by_hand,))
        with build(small) as built:
            asker = Asker(built, columns)
            found = count(asker.table, asker.truth(name, values))
        numbers = bounds((headline, sum(holds(keys, values) for _, keys in cases)) for headline, cases in told)
        assert (found.value, found.low, found.high) == numbers
        assert found.unit == "persons"

    agrees()


PAIRS = [
    ("region", EVERYTHING),
    ("country", "quarter"),
    ("country", "month(left)"),
    ("month(left)", "country"),
    ("joining", "region"),
    ("phases(left)", "quarter"),
]


@pytest.mark.parametrize("pair", PAIRS, ids=" of ".join)
def test_a_share_agrees_with_dividing_in_every_world(build, pair):
    (part_columns, part, part_values), (whole_columns, whole, whole_values) = (CONDITIONS[name] for name in pair)
    columns = tuple(dict.fromkeys((*part_columns, *whole_columns)))

    @given(small_studies(columns))
    @settings(max_examples=EXAMPLES)
    def agrees(small):
        told = placed(small, columns, (part, whole))
        with build(small) as built:
            asker = Asker(built, columns)
            found = share(asker.table, asker.truth(pair[0], part_values), asker.truth(pair[1], whole_values))
        tops, bottoms = [], []
        for headline, cases in told:
            inside = [keys for _, keys, other in cases if holds(other, whole_values)]
            tops.append((headline, sum(holds(keys, part_values) for keys in inside)))
            bottoms.append((headline, len(inside)))
        if not bounds(bottoms)[0]:
            assert (found.value, found.low, found.high) == (None, None, None)
            return
        shares = [top / bottom for (_, top), (_, bottom) in zip(tops, bottoms, strict=True) if bottom]
        assert found.value == bounds(tops)[0] / bounds(bottoms)[0]
        assert found.low == pytest.approx(min(shares))
        assert found.high == pytest.approx(max(shares))

    agrees()


def test_a_share_is_that_of_a_world_that_can_be(build):
    """One German, and two French who may be one: a third or a half, never all."""
    rows = tuple(
        {"country": country, "left": "", "printed": "", "age": "", "J1": "", "J2": ""}
        for country in ("German", "French", "French")
    )
    with build(Small(rows, "agree", ((2, 3, "unsure"),))) as built:
        asker = Asker(built, ("country",))
        germans = share(asker.table, asker.truth("country", {"DE"}), asker.truth(EVERYTHING, ()))
        french = share(asker.table, asker.truth("country", {"FR"}), asker.truth(EVERYTHING, ()))
    assert (germans.value, germans.low, germans.high) == pytest.approx((1 / 3, 1 / 3, 1 / 2))
    assert (french.value, french.low, french.high) == pytest.approx((2 / 3, 1 / 2, 2 / 3))


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("name", ["country", "phases(left)", EVERYTHING])
def test_the_first_and_last_day_agree_with_looking_in_every_world(build, name, last):
    columns, by_hand, values = CONDITIONS[name]

    @given(small_studies(tuple(dict.fromkeys((*columns, "printed", "left")))))
    @settings(max_examples=EXAMPLES)
    def agrees(small):
        needed = tuple(dict.fromkeys((*columns, "printed")))
        told = placed(small, needed, (by_hand, ends_of("printed")))
        with build(small) as built:
            asker = Asker(built, needed)
            found = extreme(asker.table, asker.table.columns["published"], asker.truth(name, values), last=last)
        check(found, told, values, last)

    agrees()


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("name", ["country", EVERYTHING])
def test_the_first_and_last_coarse_date_agree_too(build, name, last):
    columns, by_hand, values = CONDITIONS[name]

    @given(small_studies(tuple(dict.fromkeys((*columns, "left")))))
    @settings(max_examples=EXAMPLES)
    def agrees(small):
        needed = tuple(dict.fromkeys((*columns, "left")))
        told = placed(small, needed, (by_hand, ends_of("left")))
        with build(small) as built:
            asker = Asker(built, needed)
            found = extreme(asker.table, asker.table.columns["left"], asker.truth(name, values), last=last)
        check(found, told, values, last)

    agrees()


def ends_of(column):
    """A date's first and last day are all that can be first or last."""

    def places(case):
        value = case[column]
        return [(day.toordinal(),) for day in dict.fromkeys(value)] if isinstance(value, tuple) else [()]

    return places


def check(found, told, values, last):
    pick, other = (max, min) if last else (min, max)
    reached = []
    for headline, cases in told:
        days = [day for _, keys, ends in cases if holds(keys, values) for day in ends]
        reached.append((headline, pick(days) if days else None))
    heads = [day for headline, day in reached if headline]
    epoch = 719163
    if None in heads:
        assert found.value is None
        return
    known = [day for _, day in reached if day is not None]
    assert (found.value, found.low, found.high) == (other(heads) - epoch, min(known) - epoch, max(known) - epoch)


@given(small=small_studies(("country",)))
@settings(max_examples=EXAMPLES)
def test_testimonies_and_stories_are_counted_without_regard_to_persons(build, small):
    with build(small) as built:
        for unit in (Unit.TESTIMONIES, Unit.STORIES):
            table = built.table("country", unit=unit)
            everywhere = np.ones(table.rows, np.bool_)
            found = count(table, Truth(everywhere, everywhere))
            rows = len(small.rows)
            assert (found.value, found.low, found.high) == (rows, rows - len(small.unclear), rows)
            assert found.unit == unit
            assert sorted(set(table.ids.tolist())) == list(range(1, len(small.rows) + 1))


def test_a_sample_has_an_interval_and_a_collection_has_none(build):
    rows = tuple(
        {"country": country, "left": "", "printed": "", "age": "", "J1": "", "J2": ""}
        for country in ["German"] * 15 + ["French"] * 133
    )
    with build(Small(rows, "agree", ())) as built:
        asker = Asker(built, ("country",))
        part, whole = asker.truth("country", {"DE"}), asker.truth(EVERYTHING, ())
        collected = share(asker.table, part, whole)
        sampled = share(asker.table, part, whole, sample="letters to the editor")
    assert collected.sure
    assert "no sampling interval" in collected.caveat
    # Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E: 15 of 148
    assert (round(sampled.low, 4), round(sampled.high, 4)) == (0.0624, 0.1605)
    assert sampled.method == "Wilson interval"
    assert "letters to the editor" in sampled.caveat


def test_a_small_sample_has_an_exact_interval(build):
    rows = tuple(
        {"country": country, "left": "", "printed": "", "age": "", "J1": "", "J2": ""}
        for country in ["German"] * 1 + ["French"] * 28
    )
    with build(Small(rows, "agree", ())) as built:
        asker = Asker(built, ("country",))
        sampled = share(
            asker.table, asker.truth("country", {"DE"}), asker.truth(EVERYTHING, ()), sample="letters to the editor"
        )
    assert (round(sampled.low, 4), round(sampled.high, 4)) == (0.0009, 0.1776)
    assert sampled.method == "Clopper-Pearson interval"


@given(st.data())
@settings(max_examples=EXAMPLES)
def test_worlds_by_hand_have_exactly_one_way_to_be_all_different(data):
    """The helper of these tests is itself worth a test: the headline world always exists."""
    small = data.draw(small_studies(("country",)))
    assert any(world.headline for world in worlds(small, ("country",)))
