from sqlalchemy import text as sql

from outspoken.archive import Text, TextKind, store
from outspoken.study import searchindex


def add(connection, story, words, title=""):
    return store.add_text(connection, 1, Text(0, story, TextKind.GIVEN, "en", "ltr", title, "", words, ""))


def waiting(connection):
    return connection.execute(sql("select entry from search_waiting order by entry")).scalars().all()


def entries(connection):
    return connection.execute(sql(f"select count(*) from {searchindex.TABLE}")).scalar()


def test_what_changes_waits_until_it_is_taken_in_and_is_taken_in_once(study):
    with study.database.writing() as connection:
        one = add(connection, 1, "The tide was low.")
        connection.execute(sql("update stories set title = 'Low tide' where id = 2"))
        assert waiting(connection) == sorted([one.id * 2, 5])
        assert searchindex.refresh(connection) == 2
        assert (waiting(connection), entries(connection), searchindex.refresh(connection)) == ([], 2, 0)
        connection.execute(sql("update texts set tool = 'another'"))
        connection.execute(sql("update stories set language = 'en'"))
        assert waiting(connection) == []


def test_what_is_replaced_withdrawn_or_loses_its_title_leaves(study):
    with study.database.writing() as connection:
        for story in (1, 2):
            add(connection, story, f"Words of story {story}.")
        connection.execute(sql("update stories set title = 'A title' where id = 3"))
        searchindex.refresh(connection)
        assert entries(connection) == 3
        connection.execute(sql("update texts set until = 2 where story_id = 1"))
        connection.execute(sql("delete from stories where id = 2"))
        connection.execute(sql("update stories set title = '' where id = 3"))
        searchindex.refresh(connection)
        assert entries(connection) == 0


def test_a_very_long_text_and_a_very_long_word_are_taken_in(study):
    with study.database.writing() as connection:
        add(connection, 1, "tide " * 60_000 + "ebb", title="x" * 5_000)
        assert searchindex.refresh(connection) == 1
        assert entries(connection) == 1


def test_made_anew_it_holds_what_it_held(study):
    with study.database.writing() as connection:
        add(connection, 1, "Words.")
        connection.execute(sql("update stories set title = 'A title' where id = 3"))
        assert searchindex.rebuild(connection) == 2
        assert searchindex.rebuild(connection) == 2
        assert entries(connection) == 2
