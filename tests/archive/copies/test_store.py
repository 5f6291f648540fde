from outspoken.archive import Text, TextKind, store
from outspoken.archive.copies import store as copies
from outspoken.archive.copies.records import CopyVerdict


def test_a_judgement_comes_back_as_it_was_written_and_an_undone_one_only_if_asked_for(study):
    with study.database.writing() as connection:
        made = copies.add_judgement(connection, (2, 1), CopyVerdict.COPY, "One byline.", "Amal")
        assert copies.read_judgements(connection) == [made]
        copies.undo_judgement(connection, made.id, "Bilal")
        assert copies.read_judgements(connection) == []
        (undone,) = copies.read_judgements(connection, undone=True)
        assert (undone.undone_by, undone.pair) == ("Bilal", (1, 2))


def test_a_text_that_was_replaced_is_not_compared(study):
    with study.database.writing() as connection:
        given = store.add_text(connection, 1, Text(0, 1, TextKind.GIVEN, "en", "ltr", "A title", "", "Words.", ""))
        assert [one.id for one in copies.texts_to_compare(connection)] == [given.id]
        assert copies.titles_and_outlets(connection)[1] == ("A title", "Lantern Watch")
        connection.exec_driver_sql("update texts set until = 2")
        assert copies.texts_to_compare(connection) == []


def test_every_reading_of_a_doubtful_date_is_between_first_and_last(study):
    with study.database.reading() as connection:
        dates = copies.published(connection)
    assert str(dates[1].first) == str(dates[1].last) == "2002-02-03"
    assert 5 not in dates or dates[5].first < dates[5].last
