import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from outspoken.archive import Text, TextKind, store
from outspoken.errors import NotAllowed
from outspoken.people import Verdict, judge
from outspoken.study import searchindex
from outspoken.study.search import reindex, search, understood
from outspoken.study.tables import texts

SCRIPTS = {
    "en": ("The Lantern's first deserter", "He left the Order at night, with his brother, and never looked back."),
    "ar": ("شهادة أحمد", "غادَرتُ الجماعة في الليل مع أخي لأنّ الخلافــة كذبت علينا"),
    "fa": ("گواهی", "من گروه را شبانه ترک کردم و می‌ترسیدم"),
    "ru": ("Ёлка и дым", "Он ушёл ночью и всё рассказал журналистам."),
    "tr": ("Kaçış", "Işıklar sönünce kampı terk etti; İstanbul'a döndü."),
    "zh": ("叛逃者", "他在夜里离开了那个组织。"),
}
ASKED = {
    "en": ["order", '"the order at night"', "broth*", "LANTERN", "order -film"],
    "ar": ["غادرت", "الجماعه", "الخلافة", "اخي", "احمد", '"مع أخي"'],
    "fa": ["گروه", "می‌ترسیدم", "كردم", "شبا*"],
    "ru": ["ушел", "елка", "УШЁЛ", "журналист*"],
    "tr": ["IŞIKLAR", "isiklar", "istanbul", "ışık*", "kacis"],
    "zh": ["离开", "组织", "叛逃"],
}


@pytest.fixture
def library(study, amal):
    """One text in each of six scripts, taken in by the next act of whoever acts."""
    with study.database.writing() as connection:
        for story, (language, (title, words)) in enumerate(SCRIPTS.items(), 1):
            direction = "rtl" if language in {"ar", "fa"} else "ltr"
            store.add_text(connection, 1, Text(0, story, TextKind.GIVEN, language, direction, title, "", words, ""))
    judge(study, "1", "2", Verdict.UNSURE, by=amal)
    return study


def stories(study, words, by):
    return [hit.story_id for hit in search(study, words, by=by).hits]


def test_a_word_is_found_in_six_scripts_however_it_is_typed(library, dara):
    for story, (language, questions) in enumerate(ASKED.items(), 1):
        for asked in questions:
            assert stories(library, asked, dara) == [story], (language, asked)


def test_the_marks_are_the_words_that_were_looked_for(library, dara):
    (hit,) = search(library, 'Order broth* "never looked"', by=dara).hits
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Order", "brother", "never looked"]
    assert SCRIPTS["en"][1][hit.start : hit.start + len(hit.snippet)] == hit.snippet
    (hit,) = search(library, "احمد الخلافة", by=dara).hits
    assert [hit.title[start:end] for start, end in hit.title_marks] == ["أحمد"]
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["الخلافــة"]


def test_all_words_must_stand_there_and_those_with_a_minus_must_not(library, dara):
    assert stories(library, "order brother", dara) == [1]
    assert stories(library, "order lighthouse", dara) == []
    assert stories(library, "order -brother", dara) == []
    assert stories(library, "-order", dara) == []
    assert stories(library, '"brother his"', dara) == []


def test_a_title_alone_is_found_too(library, chloe, amal):
    with library.database.writing() as connection:
        connection.execute(sql("update stories set title = 'The keeper of the mill' where id = 6"))
    judge(library, "1", "3", Verdict.UNSURE, by=amal)
    (hit,) = search(library, "mill keeper", by=chloe).hits
    assert (hit.story_id, hit.title) == (6, "The keeper of the mill")
    assert [hit.title[start:end] for start, end in hit.title_marks] == ["keeper", "mill"]


def test_what_was_replaced_or_withdrawn_is_not_found(library, amal):
    with library.database.writing() as connection:
        connection.execute(texts.update().where(texts.c.story_id == 1).values(until=9))
        connection.execute(sql("delete from stories where id = 2"))
    judge(library, "3", "4", Verdict.UNSURE, by=amal)
    assert stories(library, "order", amal) == []
    assert stories(library, "غادرت", amal) == []
    assert stories(library, "ушел", amal) == [4]


def test_withdrawn_words_do_not_stay_in_the_file(library, amal, database):
    if database:
        return
    assert "листам".encode() in index_on_disk(library)
    with library.database.writing() as connection:
        connection.execute(sql("delete from stories where id = 4"))
    judge(library, "3", "5", Verdict.UNSURE, by=amal)
    assert "листам".encode() not in index_on_disk(library)
    assert b"stanbul" in index_on_disk(library)


def index_on_disk(study):
    """Everything that FTS5 keeps; a word is written without what it shares with the word before it."""
    with study.database.reading() as connection:
        kept = [bytes(row[0]) for row in connection.execute(sql("select block from story_words_data"))]
        kept += [f"{row[1]} {row[2]}".encode() for row in connection.execute(sql("select * from story_words_content"))]
    return b"".join(kept)


def test_the_index_can_be_made_anew(library, amal, dara, eve):
    with library.database.writing() as connection:
        connection.execute(sql(f"delete from {searchindex.TABLE}"))
    assert stories(library, "order", amal) == []
    assert reindex(library, by=amal) == len(SCRIPTS)
    assert stories(library, "order", amal) == [1]
    for actor in (dara, eve):
        with pytest.raises(NotAllowed):
            reindex(library, by=actor)


def test_nobody_searches_without_the_right_to_read(library, eve):
    with pytest.raises(NotAllowed):
        search(library, "order", by=eve)


def test_pages_follow_each_other_and_the_total_stays(library, amal):
    with library.database.writing() as connection:
        for story in range(1, 7):
            words = "harbour " * story + "and nothing else " * 20
            store.add_text(connection, 1, Text(0, story, TextKind.GIVEN, "en", "ltr", "", "", words, ""))
    judge(library, "1", "4", Verdict.UNSURE, by=amal)
    first = search(library, "harbour", by=amal, most=4)
    second = search(library, "harbour", by=amal, most=4, skip=4)
    assert (first.total, second.total, len(first.hits), len(second.hits)) == (6, 6, 4, 2)
    assert first.hits[0].story_id == 6
    assert {hit.story_id for hit in first.hits + second.hits} == set(range(1, 7))
    assert search(library, "harbour", by=amal, skip=99).total == 6


ANYTHING = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="\"*-():^+{}[]\\'“”«» \n\0<>&|!:.abأ中é", max_size=30),
    st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR(", "title:", '"', "*", "-", "order", "''", ":*"])).map(
        " ".join
    ),
)


def test_whatever_is_typed_is_understood(library, amal):
    @given(ANYTHING)
    def typed(words):
        found = search(library, words, by=amal)
        assert found.total >= len(found.hits)

    typed()


def test_words_like_not_and_or_are_words(library, amal):
    assert [term.forms for term in understood("NOT order OR")] == [("not",), ("order",), ("or",)]
    assert stories(library, "order NOT brother", amal) == []
