import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.errors import NotFound
from outspoken.study import ids


@given(st.sampled_from(sorted(ids.LETTERS)), st.integers(1, 10**17))
def test_an_id_that_is_spoken_is_heard(kind, number):
    assert ids.heard(kind, ids.spoken(kind, number)) == number
    assert ids.heard(kind, f" {ids.spoken(kind, number).lower()} ") == number
    assert ids.heard(kind, str(number)) == number


def test_every_kind_has_a_letter_of_its_own():
    assert len(set(ids.LETTERS.values())) == len(ids.LETTERS)


@pytest.mark.parametrize("text", ["", "P", "0", "P0", "S12", "12a", "-1", "1.5", "P12 13", "9" * 40])
def test_what_is_no_id_is_not_found(text):
    with pytest.raises(NotFound) as caught:
        ids.heard("person", text)
    assert "P12" in caught.value.hint


def test_ids_are_never_used_twice(study):
    with study.database.writing() as connection:
        first = ids.take(connection, "outlet", 3)
    with study.database.writing() as connection:
        second = ids.take(connection, "outlet")
    assert second[0] == first[-1] + 1
    with pytest.raises(ZeroDivisionError), study.database.writing() as connection:
        ids.take(connection, "outlet")
        raise ZeroDivisionError
    with study.database.writing() as connection:
        assert ids.take(connection, "new kind", 2) == range(1, 3)
