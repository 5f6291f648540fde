from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from outspoken.analyse.coarse import at_least, at_most

STRETCHES = st.tuples(st.integers(0, 7), st.integers(0, 3)).map(lambda one: tuple(range(one[0], one[0] + one[1] + 1)))


@given(st.sets(st.integers(0, 10), max_size=4), st.lists(STRETCHES, max_size=5))
def test_the_bounds_are_those_of_trying_everything(held, coarse):
    sizes = [len(held | set(chosen)) for chosen in product(*coarse)]
    assert at_least(held, coarse) == min(sizes)
    assert at_most(held, coarse) == max(sizes)
