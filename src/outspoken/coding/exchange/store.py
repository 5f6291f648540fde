"""The SQL of exchange: what is known of cases, new stories for what comes in, and QualCoder's own database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from outspoken.errors import FileError
from outspoken.study import ids
from outspoken.study.tables import facts, stories, texts


def facts_of(connection: Connection) -> dict[int, list[tuple[str, str]]]:
    """Return what is known of each testimony: attribute and value, where there is one."""
    query = (
        select(facts.c.testimony_id, facts.c.attribute, facts.c.value)
        .where(facts.c.until.is_(None), facts.c.missing.is_(None), facts.c.doubt_id.is_(None))
        .order_by(facts.c.id)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for testimony, attribute, value in connection.execute(query):
        found.setdefault(testimony, []).append((attribute, value))
    return found


def add_stories(connection: Connection, titles: Sequence[str]) -> list[int]:
    """Make a story for each title."""
    numbers = list(ids.take(connection, "story", len(titles)))
    if numbers:
        rows = [
            {"id": number, "title": title, "address": "", "language": ""}
            for number, title in zip(numbers, titles, strict=True)
        ]
        connection.execute(insert(stories), rows)
    return numbers


def texts_by_words(connection: Connection) -> dict[str, tuple[int, int]]:
    """Return of every current text, by its words, its number and its story's."""
    query = (
        select(texts.c.words, texts.c.id, texts.c.story_id).where(texts.c.until.is_(None)).order_by(texts.c.id.desc())
    )
    return {words: (number, story) for words, number, story in connection.execute(query)}


def rows_of_another(program: str, path: Path, queries: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Read tables of another program's SQLite database, without writing to it.

    Raises:
        FileError: if it is none.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            # Safety: a database that somebody sent may hold views and triggers that do more than they say.
            connection.execute("PRAGMA trusted_schema = OFF")
            return {name: list(_rows(connection, query)) for name, query in queries.items()}
    except sqlite3.Error as error:
        raise FileError(
            f"this is no database of {program} that can be read ({error}).",
            f"Name the file that {program} wrote.",
            file=path,
        ) from error


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[dict[str, Any]]:
    for row in connection.execute(query):
        yield dict(row)
