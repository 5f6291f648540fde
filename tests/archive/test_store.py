import pytest

from outspoken.archive import Text, TextKind, store
from outspoken.errors import NotFound


@pytest.fixture
def kept(study):
    """A text of the first story, in Arabic."""
    with study.database.writing() as connection:
        words = "غادرت الجماعة لأنها كذبت علينا."
        given = Text(0, 1, TextKind.GIVEN, "ar", "rtl", "", "", words, "")
        return store.add_text(connection, 1, given)


def test_a_text_comes_back_as_it_was_given(study, kept):
    with study.database.reading() as connection:
        assert store.read_text(connection, kept.id) == kept
        assert store.texts_of(connection, [1]) == [kept]
        assert store.texts_of(connection, [2]) == []


def test_a_passage_keeps_its_words_and_what_stands_around_them_and_is_stored_once(study, kept):
    with study.database.writing() as connection:
        made = store.add_passage(connection, kept, 6, 13)
        assert store.add_passage(connection, kept, 6, 13) == made
        assert (made.before, made.quote, made.after) == (kept.words[:6], kept.words[6:13], kept.words[13:])
        assert store.passages_of(connection, [kept.id]) == [made]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 999)])
def test_no_passage_lies_outside_its_text(study, kept, start, end):
    with study.database.writing() as connection, pytest.raises(NotFound, match="no passage"):
        store.add_passage(connection, kept, start, end)


def test_a_text_that_is_not_there_is_said_to_be_missing(study):
    with study.database.reading() as connection, pytest.raises(NotFound):
        store.read_text(connection, 99)
