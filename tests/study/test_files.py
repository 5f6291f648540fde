import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.errors import StudyError
from outspoken.study.files import digest, whole_folder, write_whole


@given(content=st.one_of(st.binary(max_size=200), st.text(st.characters(exclude_categories=("Cs",)), max_size=200)))
def test_what_is_written_is_there_and_nothing_else(tmp_path, content):
    place = tmp_path / "a" / "b.txt"
    write_whole(place, content)
    assert place.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert [one.name for one in place.parent.iterdir()] == ["b.txt"]


def test_a_file_that_cannot_be_written_keeps_what_it_held(tmp_path):
    place = tmp_path / "report.html"
    write_whole(place, "the old report")
    code = """
import resource, sys
from pathlib import Path
from outspoken.errors import StudyError
from outspoken.study.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), "new" * 1000)
except StudyError as error:
    print(error.message, error.hint)
"""
    done = subprocess.run([sys.executable, "-c", code, str(place)], capture_output=True, text=True, check=True)
    assert "could not be written" in done.stdout
    assert "what was there before is untouched" in done.stdout
    assert "Free some space" in done.stdout
    assert place.read_text() == "the old report"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_a_place_that_cannot_be_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StudyError, match="could not be written"):
        write_whole(tmp_path / "file" / "below.txt", "x")
    with pytest.raises(StudyError, match="could not be written"), whole_folder(tmp_path / "file" / "below"):
        pass


def fill(folder, **files):
    for name, content in files.items():
        (folder / name).write_text(content)


def test_a_folder_takes_the_place_of_the_old_one_at_the_end(tmp_path):
    target = tmp_path / "reports" / "html"
    with whole_folder(target) as aside:
        fill(aside, one="1")
        assert not target.exists()
    with whole_folder(target) as aside:
        fill(aside, two="2")
        assert [one.name for one in target.iterdir()] == ["one"]
    assert [one.name for one in target.iterdir()] == ["two"]
    assert [one.name for one in target.parent.iterdir()] == ["html"]


def test_a_folder_that_was_not_finished_is_not_seen(tmp_path):
    target = tmp_path / "html"
    with whole_folder(target) as aside:
        fill(aside, one="1")
    with pytest.raises(ZeroDivisionError), whole_folder(target) as aside:
        fill(aside, two="2")
        raise ZeroDivisionError
    assert [one.name for one in target.iterdir()] == ["one"]
    assert [one.name for one in tmp_path.iterdir()] == ["html"]


def test_a_folder_that_cannot_be_put_in_place_leaves_the_old_one(tmp_path):
    target = tmp_path / "html"
    with whole_folder(target) as aside:
        fill(aside, one="1")
    with pytest.raises(StudyError), whole_folder(target) as aside:
        aside.rmdir()
    assert [one.name for one in target.iterdir()] == ["one"]


def test_a_digest_is_sha_256(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    assert digest(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
