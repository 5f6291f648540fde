"""A file written by hand is read with the line of every key, or refused in a sentence that names the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, field_validator

from outspoken.errors import CodebookError, FileError, SettingsError
from outspoken.study.documents import Document, Wrong, read_toml, read_yaml, shaped


class Entry(BaseModel):
    """A part of what is read."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(min_length=1)
    weight: int = 1

    @field_validator("id")
    @classmethod
    def _speakable(cls, name: str) -> str:
        if name == "spoiled":
            raise Wrong("an id must not be 'spoiled'")
        return name


class Book(BaseModel):
    """What is read."""

    model_config = ConfigDict(extra="forbid")
    title: str
    entries: list[Entry] = []


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "book.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def book(path: Path) -> Book:
    return shaped(read_yaml(path, CodebookError), Book, CodebookError)


def test_what_is_right_becomes_its_model(tmp_path: Path) -> None:
    found = book(written(tmp_path, "title: Leavers\nentries:\n- {id: L1}\n- {id: L2, weight: 3}\n"))
    assert [(one.id, one.weight) for one in found.entries] == [("L1", 1), ("L2", 3)]


def test_the_line_of_a_place_is_that_of_its_nearest_key(tmp_path: Path) -> None:
    document = read_yaml(
        written(tmp_path, "title: Leavers\nentries:\n- id: L1\n- id: L2\n  weight: 3\n"), CodebookError
    )
    assert document.line_of(["entries", 1, "weight"]) == 5
    assert document.line_of(["entries", 1, "weight", "nowhere"]) == 5
    assert document.line_of(["nowhere"]) is None
    assert document.line_of([]) is None


@pytest.mark.parametrize(
    ("content", "line", "field", "said"),
    [
        ("entries: []\n", None, "title", "'title' is missing"),
        ("title: Leavers\nentris: []\n", 2, "entris", "Did you mean 'entries'?"),
        ("title: 5\n", 1, "title", r"here must stand a text in quotation marks \(given: 5\)"),
        ("title: A\nentries:\n- id: L1\n- id: ''\n", 4, "entries.1.id", "a text that is not empty"),
        ("title: A\nentries:\n- {id: L1, weight: much}\n", 3, "entries.0.weight", "a whole number"),
        ("title: A\nentries:\n- id: spoiled\n", 3, "entries.0.id", "an id must not be 'spoiled'"),
        ("title: A\ntitle: B\n", 2, "", "not YAML"),
        ("title: [\n", 2, "", "not YAML"),
        ("- title\n", 1, "", "must be a list of 'key: value' lines"),
        ("one: &a [x]\ntwo: *a\n", 1, "", "repeated by an alias"),
        (b"title: A\nentries: \xff\n", 2, "", "not UTF-8"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_file_line_and_field(
    tmp_path: Path, content: str | bytes, line: int | None, field: str, said: str
) -> None:
    with pytest.raises(CodebookError, match=said) as caught:
        book(written(tmp_path, content))
    assert caught.value.message.startswith("book.yaml")
    assert (caught.value.line, caught.value.field) == (line, field)
    assert caught.value.hint


def test_the_first_error_is_told_and_how_many_more_there_are(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="'title' is missing") as caught:
        book(written(tmp_path, "entries:\n- {id: ''}\n- {id: L2, weight: much}\n"))
    assert "2 more places are wrong" in caught.value.hint


def test_toml_is_read_with_its_lines_and_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text('\ufefftitle = "Leavers"\n[[entries]]\nid = "L1"\n', encoding="utf-8")
    document = read_toml(path, SettingsError)
    assert document.data == {"title": "Leavers", "entries": [{"id": "L1"}]}
    assert document.line_of(["entries", 0, "id"]) == 3
    path.write_text('title = "Leavers"\nid = L1\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"study\.toml, line 2: this is not TOML"):
        read_toml(path, SettingsError)


def test_an_empty_file_says_nothing_and_a_missing_or_huge_one_is_told(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, "# nothing yet\n"), CodebookError).data == {}
    with pytest.raises(CodebookError, match="the file is not there") as caught:
        read_yaml(tmp_path / "nowhere.yaml", CodebookError)
    assert "outspoken new" in caught.value.hint
    with pytest.raises(CodebookError, match="larger than 8 MB"):
        read_yaml(written(tmp_path, "#" * (9 << 20)), CodebookError)
    with pytest.raises(CodebookError, match="cannot be read"):
        read_yaml(tmp_path, CodebookError)


@given(st.binary(max_size=60) | st.text("ab:-[]{}*&!|>'\"\n #,1", max_size=40).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused_by_us(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = written(tmp_path_factory.getbasetemp(), raw)
    for read in (read_toml, read_yaml):
        document: Document | None = None
        try:
            document = read(path, FileError)
        except FileError as error:
            told = error.hint
        assert told if document is None else isinstance(document.data, dict)
