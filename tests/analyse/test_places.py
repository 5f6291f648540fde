import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from outspoken.analyse.places import region_axis
from outspoken.analyse.records import UNKNOWN, Column, Kind
from outspoken.study.settings import Scheme

COUNTRIES = ("DE", "FR", "TN", "IN", "XK")


def column(codes):
    return Column("country", "Country", Kind.COUNTRY, np.array(codes, np.int32), COUNTRIES, COUNTRIES)


@given(st.lists(st.integers(-4, 4), max_size=8))
def test_every_country_goes_where_the_scheme_puts_it_and_the_others_to_the_rest(codes):
    scheme = Scheme(groups={"North": ["DE", "FR"], "South": ["TN", "EG"]}, rest="Elsewhere")
    axis = region_axis(column(codes), "region", scheme)
    home = {"DE": "North", "FR": "North", "TN": "South", "IN": "Elsewhere", "XK": "Elsewhere"}
    for code, place in zip(codes, axis.codes.tolist(), strict=True):
        assert place == code if code < 0 else axis.keys[place] == home[COUNTRIES[code]]
    assert axis.keys == ("North", "South", "Elsewhere")


def test_a_region_that_is_called_like_the_rest_takes_the_rest_in():
    axis = region_axis(column([0, 3]), "region", Scheme(groups={"North": ["FR"], "Other": ["DE"]}))
    assert axis.keys == ("North", "Other")
    assert axis.codes.tolist() == [1, 1]


def test_a_scheme_that_holds_every_country_has_no_rest():
    scheme = Scheme(groups={"All": list(COUNTRIES)})
    assert region_axis(column([0]), "region", scheme).keys == ("All",)


def test_the_regions_of_the_united_nations_are_always_there():
    axis = region_axis(column([0, 1, 2, 3, UNKNOWN]), "region(un)", None)
    assert axis.keys == ("Northern Africa", "Southern Asia", "Southern Europe", "Western Europe")
    assert axis.codes.tolist() == [3, 3, 0, 1, UNKNOWN]
