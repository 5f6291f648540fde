"""A project of Taguette is taken in whole: tags, documents, highlights, and who marked them."""

import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding import acts, readers
from outspoken.coding.exchange.taguette import Words, read_taguette
from outspoken.errors import FileError

CONTENTS = (
    "<h1>Interview</h1><p>They were <b>cruel</b> to us 😀.</p>\n<p>لم يكن هناك خبز.</p><p>I left &amp; came home.</p>"
)
SCHEMA = """
create table projects (id integer, name text, description text, created text);
create table tags (id integer, project_id integer, path text, description text);
create table documents (id integer, name text, description text, filename text, created text, project_id integer,
                        text_direction text, contents text);
create table highlights (id integer, document_id integer, start_offset integer, end_offset integer, snippet text);
create table highlight_tags (highlight_id integer, tag_id integer);
create table commands (id integer, date text, user_login text, project_id integer, document_id integer, payload text);
insert into projects values (1, 'Harbour', '', '');
insert into tags values (1, 1, 'Cruelty', 'Being cruel.'), (2, 1, 'Hunger', '');
"""


def counted(words):
    """Count as Taguette does: bytes of the words, without the tags and the line ends between blocks."""
    plain = "InterviewThey were cruel to us 😀.\nلم يكن هناك خبز.I left & came home."
    begin = len(plain[: plain.index(words)].encode())
    return begin, begin + len(words.encode())


def made(path, highlights, *, more=""):
    with sqlite3.connect(path) as connection:
        connection.executescript(SCHEMA + more)
        connection.execute("insert into documents values (1, 'One', 'Told in May.', '', '', 1, '', ?)", [CONTENTS])
        for number, (start, end, snippet, tags) in enumerate(highlights, 1):
            connection.execute("insert into highlights values (?, 1, ?, ?, ?)", [number, start, end, snippet])
            connection.executemany("insert into highlight_tags values (?, ?)", [(number, tag) for tag in tags])
        done = json.dumps({"type": "highlight_add", "highlight_id": 1})
        connection.execute("insert into commands values (1, '', 'oda', 1, 1, ?)", [done])
        connection.execute("insert into commands values (2, '', 'ivo', 1, 1, 'no json')")
    connection.close()
    return path


def test_a_project_is_read_and_taken_in(tmp_path, texts, amal):
    cruel, bread = counted("cruel to us 😀"), counted("لم يكن هناك خبز")
    path = made(
        tmp_path / "p.sqlite3",
        [(*cruel, "<b>cruel</b> to us 😀", [1]), (*bread, "لم يكن هناك خبز", [1, 2]), (*cruel, "", [])],
    )
    found = read_taguette(path, "Amal")
    words = found.texts[0].words
    assert [line for line in words.splitlines() if line] == [
        "Interview",
        "They were cruel to us 😀.",
        "لم يكن هناك خبز.",
        "I left & came home.",
    ]
    assert [(words[one.start : one.end], one.coder) for one in found.marks] == [
        ("cruel to us 😀", "oda"),
        ("لم يكن هناك خبز", "Amal"),
        ("لم يكن هناك خبز", "Amal"),
    ]
    assert found.losses == ("A highlight of 'One' has no tag; it was left out.",)
    taken = acts.import_project(texts, found, by=amal)
    assert (taken.texts, taken.codings, taken.memos) == (1, 3, 1)
    assert (acts.import_project(texts, found, by=amal).codings, len(readers.memos_of(texts, by=amal))) == (0, 1)


def test_offsets_that_are_off_are_mended_by_the_words_or_listed(tmp_path):
    path = made(tmp_path / "p.sqlite3", [(0, 4, "came home", [1]), (0, 4, "never said", [1])])
    found = read_taguette(path, "Amal")
    assert [found.texts[0].words[one.start : one.end] for one in found.marks] == ["came home"]
    assert found.losses == ("A highlight of 'One' carries other words than stand there; it was left out.",)


def test_several_projects_and_other_files_are_refused(tmp_path):
    path = made(tmp_path / "p.sqlite3", [], more="insert into projects values (2, 'Second', '', '');")
    with pytest.raises(FileError, match="2 projects"):
        read_taguette(path, "Amal")
    (tmp_path / "q.sqlite3").write_text("no")
    with pytest.raises(FileError, match="no database of Taguette"):
        read_taguette(tmp_path / "q.sqlite3", "Amal")


@given(st.lists(st.text(st.sampled_from("ab é😀خ"), min_size=1, max_size=6), min_size=1, max_size=5), st.data())
def test_any_highlight_within_a_paragraph_is_found_again(paragraphs, data):
    words = Words("".join(f"<p>{one}</p>" for one in paragraphs))
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    chosen = paragraphs[number]
    start = data.draw(st.integers(0, len(chosen) - 1))
    end = data.draw(st.integers(start + 1, len(chosen)))
    before = len("".join(paragraphs[:number]).encode())
    at = words.place(before + len(chosen[:start].encode()), before + len(chosen[:end].encode()))
    assert words.text[slice(*at)] == chosen[start:end]
