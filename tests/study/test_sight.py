import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.study import Actor, Role
from outspoken.study.sight import Level, Restriction, visible
from tests.conftest import AMAL, BILAL, CHLOE, DARA, EVE

FATIN = Actor("Fatin", frozenset({Role.CUSTODIAN}))
CAST = [AMAL, BILAL, CHLOE, DARA, EVE, FATIN]
OPEN: list[Restriction] = []
TO_BILAL = [Restriction(Level.RESTRICTED, frozenset({"Bilal"}))]
SEALED = [Restriction(Level.SEALED)]
OPENED = [Restriction(Level.SEALED, opened=frozenset({"Fatin", "Bilal"}))]


@pytest.mark.parametrize(
    ("thing", "seers"),
    [
        (OPEN, {"Amal", "Bilal", "Chloe", "Dara", "Eve", "Fatin"}),
        (TO_BILAL, {"Amal", "Bilal", "Fatin"}),
        (SEALED, set()),
        (OPENED, {"Fatin"}),
        (TO_BILAL + SEALED, set()),
        (TO_BILAL + OPENED, {"Fatin"}),
    ],
)
def test_who_sees_what(thing, seers):
    assert {actor.name for actor in CAST if visible(actor, thing)} == seers


NAMES = st.frozensets(st.sampled_from([actor.name for actor in CAST]))
RESTRICTIONS = st.lists(st.builds(Restriction, st.sampled_from(Level), NAMES, NAMES))


@given(st.sampled_from(CAST), RESTRICTIONS, RESTRICTIONS)
def test_a_restriction_more_never_shows_more(actor, some, more):
    assert visible(actor, some + more) == (visible(actor, some) and visible(actor, more))


@given(RESTRICTIONS)
def test_who_keeps_nothing_sees_nothing_that_is_sealed(some):
    if any(one.level is Level.SEALED for one in some):
        assert not any(visible(actor, some) for actor in (BILAL, CHLOE, DARA, EVE))
