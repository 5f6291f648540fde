import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from outspoken.errors import StudyError
from outspoken.study import ids, open_study
from outspoken.study.engine import Database
from outspoken.study.tables import counters, doubts, journal, outlets
from tests.dumps import dump

WRITES = [
    insert(outlets).values(id=99, name="Eve Post", folded="eve post"),
    update(doubts).values(state="settled"),
    delete(journal),
    text("drop table codings"),
    text("create table mine (id integer)"),
]


@pytest.mark.parametrize("number", range(len(WRITES)))
def test_the_database_itself_refuses_to_write_through_a_reader(study, dara, number):
    before = dump(study)
    with pytest.raises((DBAPIError, StudyError), match=r"(?i)read.?only"), study.read(by=dara) as connection:
        connection.execute(WRITES[number])
    assert dump(study) == before


def test_a_reader_that_was_refused_leaves_the_next_writer_free(study, dara, amal):
    with pytest.raises((DBAPIError, StudyError)), study.read(by=dara) as connection:
        connection.execute(WRITES[0])
    with study.act("people.judge", by=amal) as act:
        act.connection.execute(WRITES[0])


def test_a_reader_sees_one_moment(study, dara, amal):
    query = select(outlets.c.name)
    with study.read(by=dara) as connection:
        before = connection.execute(query).all()
        with study.act("people.judge", by=amal) as act:
            act.connection.execute(insert(outlets).values(id=99, name="Evening Bell", folded="evening bell"))
        assert connection.execute(query).all() == before
    with study.read(by=dara) as connection:
        assert len(connection.execute(query).all()) == len(before) + 1


def test_two_who_act_at_once_take_turns(study, amal):
    def act(_number):
        with study.act("people.judge", by=amal) as one:
            return one.seq, ids.take(one.connection, "outlet")[0]

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(act, range(12)))
    assert len({seq for seq, _ in done}) == len({number for _, number in done}) == 12


def test_an_act_that_fails_in_the_middle_leaves_nothing(study, amal):
    before = dump(study)
    with pytest.raises(ZeroDivisionError), study.act("people.judge", by=amal) as act:
        act.connection.execute(insert(outlets).values(id=99, name="Evening Bell", folded="evening bell"))
        raise ZeroDivisionError
    assert dump(study) == before


def test_a_foreign_key_is_kept(study, amal):
    with pytest.raises(DBAPIError), study.act("people.judge", by=amal) as act:
        act.connection.execute(text("insert into testimonies values (99, 4711, null, 1, 1)"))


def test_a_mistake_of_ours_is_not_told_as_the_databases_fault(study, dara):
    with pytest.raises(DBAPIError), study.read(by=dara) as connection:
        connection.execute(text("select nothing from nowhere"))


# ---- What may be wrong with a database ---------------------------------------------------


def test_a_file_that_is_no_database_is_refused_and_left_alone(make_folder):
    folder = make_folder('title = "A study"')
    (folder / "study.db").write_bytes(b"This was a database once. " * 200)
    with pytest.raises(StudyError, match="not a database") as caught:
        open_study(folder)
    assert "backup" in caught.value.hint
    assert (folder / "study.db").read_bytes().startswith(b"This was a database once")


def test_a_damaged_database_is_told(make_folder, amal):
    folder = make_folder('title = "A study"')
    open_study(folder).close()
    file = folder / "study.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with (
        pytest.raises(StudyError, match=r"malformed|not a database"),
        open_study(folder) as study,
        study.act("people.judge", by=amal) as act,
    ):
        act.connection.execute(insert(counters).values(kind="x", last=1))


def test_somebody_who_writes_for_long_makes_others_stop_with_a_sentence(make_folder, monkeypatch):
    monkeypatch.setattr("outspoken.study.engine._BUSY_SECONDS", 0.1)
    folder = make_folder('title = "A study"')
    with open_study(folder) as study:
        other = sqlite3.connect(folder / "study.db")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StudyError, match="locked") as caught, study.database.writing():
            pass
        other.close()
        assert "Somebody else is writing" in caught.value.hint
        with study.database.writing():
            pass


def test_a_full_disk_stops_an_act_whole_and_with_a_sentence(make_folder):
    folder = make_folder('title = "A study"')
    open_study(folder).close()
    done = subprocess.run([sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "cannot be used" in done.stdout
    with open_study(folder) as study:
        assert dump(study)["outlets"] == []
        assert dump(study)["journal"] == []


FULL = """
import resource, sys
from sqlalchemy import insert
from outspoken.errors import StudyError
from outspoken.study import Actor, Role, open_study
from outspoken.study.tables import outlets
with open_study(sys.argv[1]) as study:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    rows = [{"id": n, "name": "x" * 500, "folded": str(n)} for n in range(5_000)]
    try:
        with study.act("people.judge", by=Actor("Amal", frozenset({Role.OWNER}))) as act:
            act.connection.execute(insert(outlets), rows)
    except StudyError as error:
        print(error.message)
"""


def test_many_processes_may_open_a_new_study_at_once(make_folder):
    folder = make_folder('title = "A study"')
    code = "import sys; from outspoken.study import open_study; open_study(sys.argv[1]).close()"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(folder)], stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [(one.communicate()[1], one.returncode) for one in running] == [("", 0)] * 4


@pytest.mark.parametrize(
    ("url", "schema", "said"),
    [
        ("mysql://somebody@host/db", "s", "cannot live on mysql"),
        ("this is no url", "s", "cannot be understood"),
        ("postgresql://me:secret@host:port/db", "s", "cannot be understood"),
        ("postgresql://me@host/db", "", "names none"),
        ("oracle://", "s", "cannot live on oracle"),
    ],
)
def test_a_database_that_a_study_cannot_live_on_is_refused(url, schema, said):
    with pytest.raises(StudyError, match=said) as caught:
        Database(url, schema, Path())
    assert caught.value.hint
    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path):
    database = Database(f"postgresql://me:secret@/db?host={tmp_path}", "s", tmp_path)
    with pytest.raises(StudyError, match="cannot be used") as caught:
        database.exists()
    assert "that the server runs" in caught.value.hint
    assert "secret" not in str(caught.value)
    database.close()


def test_a_schema_keeps_to_itself(make_study, server, schema, study):
    url = f'\n[database]\nurl = "{server}"\nschema = "{schema}_b"\n'
    with open_study(study.folder.parent / _folder(study, url)) as other:
        assert dump(other)["testimonies"] == []
    assert len(dump(study)["testimonies"]) == 6


def _folder(study, url):
    folder = study.folder.parent / "another"
    folder.mkdir()
    (folder / "study.toml").write_text(f'title = "Another"\n{url}', encoding="utf-8")
    return folder
