"""Read a project of Taguette from the database that it exports (.sqlite3)."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from outspoken.coding.exchange.records import CodeIn, MarkIn, MemoIn, Project, TextGiven
from outspoken.coding.exchange.store import rows_of_another
from outspoken.coding.quotes import verbatim
from outspoken.errors import FileError

_QUERIES = {
    "projects": "select id, name from projects order by id",
    "tags": "select id, path, description from tags order by id",
    "documents": "select id, name, description, contents from documents order by id",
    "highlights": "select id, document_id, start_offset, end_offset, snippet from highlights order by id",
    "given": "select highlight_id, tag_id from highlight_tags order by highlight_id, tag_id",
    "done": "select user_login, payload from commands order by id",
}
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "br", "blockquote", "section", "article", "pre", "hr")
)


def read_taguette(path: Path, coder: str) -> Project:
    """Read tags, documents and highlights; `coder` is whoever marked what the file does not say of anybody.

    Raises:
        FileError: if it is no database of Taguette, or holds several projects.
    """
    found = rows_of_another("Taguette", path, _QUERIES)
    if len(found["projects"]) > 1:
        names = ", ".join(repr(row["name"]) for row in found["projects"][:5])
        raise FileError(
            f"it holds {len(found['projects'])} projects ({names}).",
            "Export the one you mean from Taguette.",
            file=path,
        )
    codes = [CodeIn(f"tag {row['id']}", row["path"], (row["description"] or "").strip()) for row in found["tags"]]
    known = {code.key for code in codes}
    tags: dict[int, list[str]] = {}
    for row in found["given"]:
        tags.setdefault(row["highlight_id"], []).append(f"tag {row['tag_id']}")
    who = _who_marked(found["done"])
    texts, marks, memos, losses = [], list[MarkIn](), [], []
    for row in found["documents"]:
        words = Words(row["contents"] or "")
        key = f"document {row['id']}"
        texts.append(TextGiven(key, row["name"], words.text))
        if said := (row["description"] or "").strip():
            memos.append(MemoIn(said, coder, key))
        for one in (each for each in found["highlights"] if each["document_id"] == row["id"]):
            place = _place(words, one)
            if place is None:
                losses.append(f"A highlight of {row['name']!r} carries other words than stand there; it was left out.")
                continue
            given = [tag for tag in tags.get(one["id"], ()) if tag in known]
            if not given:
                losses.append(f"A highlight of {row['name']!r} has no tag; it was left out.")
            marks += [MarkIn(key, tag, *place, who.get(one["id"], coder), f"highlight {one['id']}") for tag in given]
    name = found["projects"][0]["name"] if found["projects"] else path.stem
    return Project(name, "Taguette", tuple(codes), tuple(texts), tuple(marks), (), tuple(memos), tuple(losses))


class Words(HTMLParser):
    """The words of a document of Taguette, and where its offsets stand in them.

    Taguette counts the bytes of the words in UTF-8 and leaves out the tags; where a paragraph
    ends, a line end is put in here that it does not count.
    """

    def __init__(self, contents: str) -> None:
        super().__init__(convert_charrefs=True)
        self._letters: list[str] = []
        self._at: list[int] = []
        self._bytes = 0
        self.feed(contents)
        self.close()
        self.text = "".join(self._letters)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets of a highlight as characters of `text`."""
        return max(bisect_right(self._at, start) - 1, 0), bisect_left(self._at, end)

    def handle_data(self, data: str) -> None:
        """Take words."""
        for letter in data.replace("\r\n", "\n").replace("\r", "\n"):
            self._letters.append(letter)
            self._at.append(self._bytes)
            self._bytes += len(letter.encode("utf-8", "surrogatepass"))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A block begins on a line of its own."""
        self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        """What comes after a block begins on a line of its own."""
        self._end_line(tag)

    def _end_line(self, tag: str) -> None:
        if tag in _BLOCKS and self._letters and self._letters[-1] != "\n":
            self._letters.append("\n")
            self._at.append(self._bytes)


def _place(words: Words, row: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return where a highlight stands: where it says, if its words are there, else where its words are."""
    start, end = words.place(row["start_offset"], row["end_offset"])
    said = Words(row["snippet"] or "").text
    wanted = " ".join(said.split())
    if start < end and (not wanted or " ".join(words.text[start:end].split()) == wanted):
        return start, end
    found = verbatim(words.text, said, start)
    return found.span if found else None


def _who_marked(rows: list[dict[str, Any]]) -> dict[int, str]:
    """Return who made each highlight, as far as Taguette's own record says."""
    who: dict[int, str] = {}
    for row in rows:
        try:
            done = json.loads(row["payload"])
        except (TypeError, ValueError):
            continue
        if isinstance(done, dict) and done.get("type") == "highlight_add" and isinstance(done.get("highlight_id"), int):
            who.setdefault(done["highlight_id"], row["user_login"])
    return who
