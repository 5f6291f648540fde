from itertools import product

import pytest
from hypothesis import given, settings

from outspoken.analyse.axes import make, understand
from outspoken.analyse.crossings import cross, members
from tests.analyse import by_hand
from tests.analyse.by_hand import EXAMPLES, bounds, by_codes, by_period, by_region, by_value, placed, small_studies

OPEN = "not settled"
PAIRS = {
    # two axes as one asks for them, the columns they need, and where a case stands by hand
    ("country", "month(left)"): (("country", "left"), by_value("country"), by_period("left", "month")),
    ("region", "quarter(left)"): (("country", "left"), by_region, by_period("left", "quarter")),
    ("phases(left)", "country"): (("left", "country"), by_period("left", "phases"), by_value("country")),
    ("half-year(left)", "phases(left)"): (("left",), by_period("left", "half-year"), by_period("left", "phases")),
    ("month", "country"): (("printed", "country"), by_period("printed", "month"), by_value("country")),
    ("joining", "year(left)"): (("J1", "J2", "left"), by_codes, by_period("left", "year")),
    ("joining", "country"): (("J1", "J2", "country"), by_codes, by_value("country")),
    ("age", "J1"): (("age", "J1"), by_value("age"), by_value("J1")),
    ("week", "decade(left)"): (("printed", "left"), by_period("printed", "week"), by_period("left", "decade")),
}


class Checked:
    """A crossing beside the same table counted by hand in every world."""

    def __init__(self, built, pair, told):
        asked = [understand(text, built.study.settings, built.codebook) for text in pair]
        self.table = built.table(*(column for one in asked for column in one.columns))
        self.axes = [make(one, self.table, built.study.settings, built.codebook) for one in asked]
        self.found = cross(self.table, *self.axes)
        self.told = told
        self.rows = ["", *(key for key in self.found.row_keys if key != OPEN)]
        self.columns = ["", *(key for key in self.found.column_keys if key != OPEN)]

    def inside(self, cases, row, column):
        return {number for number, one, other in cases if (not row or row in one) and (not column or column in other)}

    def cell(self, row, column):
        found = self.found
        if not row and not column:
            return found.total
        if not row:
            return found.column_totals[found.column_keys.index(column)]
        if not column:
            return found.row_totals[found.row_keys.index(row)]
        return found.cells[found.row_keys.index(row)][found.column_keys.index(column)]

    def check_numbers(self):
        for row, column in product(self.rows, self.columns):
            cell = self.cell(row, column)
            by_hand = bounds((headline, len(self.inside(cases, row, column))) for headline, cases in self.told)
            assert (cell.value, cell.low, cell.high) == by_hand, (row, column)

    def check_keys(self):
        for place, keys in ((1, self.rows), (2, self.columns)):
            assert {key for _, cases in self.told for case in cases for key in case[place]} <= set(keys)

    def check_sums(self):
        found = self.found
        grid = [[cell.value for cell in cells] for cells in found.cells]
        assert [sum(row) for row in grid] == [total.value for total in found.row_totals]
        assert [sum(column) for column in zip(*grid, strict=True)] == [total.value for total in found.column_totals]
        assert sum(map(sum, grid)) == found.total.value

    def check_members(self):
        for row, column in product(self.rows, self.columns):
            worlds = [self.inside(cases, row, column) for _, cases in self.told]
            sure, maybe = members(self.table, *self.axes, row, column)
            assert set(sure) == set.intersection(*worlds), (row, column)
            assert set(maybe) == set.union(*worlds) - set(sure), (row, column)


@pytest.mark.parametrize("pair", sorted(PAIRS), ids=" x ".join)
def test_every_cell_and_margin_agrees_with_counting_in_every_world(build, pair):
    columns, *axes = PAIRS[pair]

    @given(small_studies(columns))
    @settings(max_examples=EXAMPLES)
    def agrees(small):
        told = placed(small, columns, axes)
        with build(small) as built:
            checked = Checked(built, pair, told)
            checked.check_numbers()
            checked.check_keys()
            checked.check_members()
            if "joining" not in pair:
                checked.check_sums()

    agrees()


def test_a_case_that_is_not_settled_can_be_found(build):
    rows = ({"country": "German", "left": "2001", "printed": "", "age": "", "J1": "", "J2": ""},)
    with build(by_hand.Small(rows, "agree", ())) as built:
        table = built.table("country", "left")
        axes = [
            make(understand(text, built.study.settings, built.codebook), table, built.study.settings, built.codebook)
            for text in ("country", "month(left)")
        ]
        found = cross(table, *axes)
        assert found.column_keys[-1] == "not settled"
        assert [cell.value for cell in found.cells[0]] == [0] * 12 + [1]
        assert members(table, *axes, "DE", "not settled") == ([], [1])
        assert members(table, *axes, "DE", "nowhere") == ([], [])


def test_the_2015_table_says_what_depends_on_whom(icsr, amal):
    from outspoken.analyse.readers import crossed

    found = crossed(icsr, "country", "month", by=amal)
    assert str(found.total) == "58 (57 to 58)"
    cells = {
        (row, column): str(cell)
        for row, cells in zip(found.row_keys, found.cells, strict=True)
        for column, cell in zip(found.column_keys, cells, strict=True)
    }
    assert cells["ID", "2015-01"] == "0 (0 to 1)"
    assert cells["ID", "2015-04"] == "2 (2 to 3)"
    assert cells["ID", "not settled"] == "1 (0 to 1)"
    assert cells["AU", "2015-05"] == "1 (0 to 1)"
    assert cells["TR", "2014-07"] == "1 (0 to 1)"
    assert "2014-08" in found.column_keys
    assert all(cells[row, "2014-08"] == "0" for row in found.row_keys)
