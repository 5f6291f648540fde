import sqlite3

import pytest

from outspoken.coding import acts, readers
from outspoken.coding.exchange.qualcoder import read_qualcoder
from outspoken.errors import FileError

SCHEMA = """
create table code_cat (catid integer, name text, memo text, owner text, date text, supercatid integer);
create table code_name (cid integer, name text, memo text, catid integer, owner text, date text, color text);
create table source (id integer, name text, fulltext text, mediapath text, memo text, owner text, date text);
create table code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, memo text);
create table cases (caseid integer, name text, memo text, owner text, date text);
create table case_text (id integer, caseid integer, fid integer, pos0 integer, pos1 integer);
create table attribute (attrid integer, name text, attr_type text, value text, id integer, date text, owner text);
insert into code_cat values (1, 'Leaving', '', 'oda', '', null);
insert into code_name values (1, 'Cruelty', 'Being cruel.', 1, 'oda', '', '#fff');
insert into source values (1, 'Interview', 'They were cruel to us.', null, 'Long.', 'oda', '');
insert into source values (2, 'photo.png', null, '/images/photo.png', '', 'oda', '');
insert into code_text values (1, 1, 'were cruel', 5, 15, 'oda', 'Note this.');
insert into cases values (1, 'Ivo', '', 'oda', '');
insert into case_text values (1, 1, 1, 0, 22);
insert into attribute values (1, 'Town', 'case', 'Kiel', 1, '', 'oda');
"""


def test_a_project_is_read_and_taken_in(tmp_path, texts, amal):
    (tmp_path / "p.qda").mkdir()
    with sqlite3.connect(tmp_path / "p.qda" / "data.qda") as made:
        made.executescript(SCHEMA)
    made.close()
    found = read_qualcoder(tmp_path / "p.qda")
    assert found.losses == ("'photo.png' has no text (a picture, sound or film); it was left out.",)
    taken = acts.import_project(texts, found, by=amal)
    assert (taken.codes, taken.texts, taken.codings, taken.cases, taken.memos) == (0, 1, 1, 1, 2)
    quote = readers.quotes_with(texts, "L1", by=amal)[0]
    assert (quote.words, quote.coding.coder) == ("were cruel", "oda")


def test_what_is_no_such_database_is_refused(tmp_path):
    (tmp_path / "data.qda").write_text("no")
    with pytest.raises(FileError, match="no database of QualCoder"):
        read_qualcoder(tmp_path / "data.qda")
