"""Keep the index of words by which stories are found, with every act that changes their words.

SQLite keeps it as an FTS5 table, PostgreSQL as a column of type tsvector; both hold the
words as `text/words.py` cuts and folds them, so both find the same. Triggers note which
texts and titles changed; the act that changed them brings the index up to date in its own
transaction, whichever step it belongs to. What was replaced or withdrawn leaves the index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, text

from outspoken.study.tables import search_entries, search_waiting, stories, texts
from outspoken.text.words import forms_of

TABLE = "story_words"
"""The index itself; on SQLite its name begins the names of the tables that FTS5 keeps for it."""

MOST_WORDS = 200_000
"""Of a longer text only so many words are found."""

_LAST_POSITION = 16_383
"""PostgreSQL counts no positions after it: later words are found, but not as part of a phrase."""
_AFTER_TITLE = 10
_AT_ONCE = 500

Entry = tuple[int, int, str, str]
"""Whose it is, its number, title and words."""

_ADD = {
    "sqlite": f"insert into {TABLE} (rowid, title, words) values (:entry, :title, :words)",
    "postgresql": f"insert into {TABLE} (entry, words) values (:entry, cast(:words as tsvector))",
}
_REMOVE = {
    "sqlite": f"delete from {TABLE} where rowid = :entry",
    "postgresql": f"delete from {TABLE} where entry = :entry",
}


def refresh(connection: Connection) -> int:
    """Take into the index what changed since it was last up to date; return how many entries that was."""
    done, withdrawn = 0, False
    while True:
        waiting = list(connection.execute(select(search_waiting.c.entry).limit(_AT_ONCE)).scalars())
        if not waiting:
            break
        connection.execute(text(_REMOVE[connection.dialect.name]), [{"entry": entry} for entry in waiting])
        connection.execute(delete(search_entries).where(search_entries.c.entry.in_(waiting)))
        made = [*_of_texts(connection, waiting), *_of_stories(connection, waiting)]
        if made:
            rows = [_row(connection.dialect.name, *one[1:]) for one in made]
            connection.execute(text(_ADD[connection.dialect.name]), rows)
            whose = [{"entry": one[1], "story_id": one[0]} for one in made]
            connection.execute(search_entries.insert(), whose)
        connection.execute(delete(search_waiting).where(search_waiting.c.entry.in_(waiting)))
        withdrawn = withdrawn or _withdrawn(connection, waiting)
        done += len(waiting)
    if withdrawn and connection.dialect.name == "sqlite":
        # Safety: FTS5 only marks what was deleted; this writes the index anew without it.
        connection.execute(text(f"insert into {TABLE} ({TABLE}) values ('optimize')"))
    return done


def _withdrawn(connection: Connection, entries: Sequence[int]) -> bool:
    """Whether a text or story of these entries is no longer in the study."""
    of_texts = {entry // 2 for entry in entries if entry % 2 == 0}
    of_stories = {entry // 2 for entry in entries if entry % 2 == 1}
    there = [
        *connection.execute(select(texts.c.id).where(texts.c.id.in_(of_texts))).scalars(),
        *connection.execute(select(stories.c.id).where(stories.c.id.in_(of_stories))).scalars(),
    ]
    return len(there) < len(of_texts) + len(of_stories)


def rebuild(connection: Connection) -> int:
    """Make the whole index anew; return how many entries it has."""
    connection.execute(text(f"delete from {TABLE}"))
    connection.execute(delete(search_entries))
    connection.execute(delete(search_waiting))
    current = select(texts.c.id * 2).where(texts.c.until.is_(None))
    titled = select(stories.c.id * 2 + 1).where(stories.c.title != "")
    connection.execute(search_waiting.insert().from_select(["entry"], current.union_all(titled)))
    return refresh(connection)


def _of_texts(connection: Connection, entries: Sequence[int]) -> Iterable[Entry]:
    wanted = [entry // 2 for entry in entries if entry % 2 == 0]
    query = select(texts.c.story_id, texts.c.id, texts.c.title, texts.c.words).where(
        texts.c.id.in_(wanted), texts.c.until.is_(None)
    )
    return ((story, number * 2, title, words) for story, number, title, words in connection.execute(query))


def _of_stories(connection: Connection, entries: Sequence[int]) -> Iterable[Entry]:
    wanted = [entry // 2 for entry in entries if entry % 2 == 1]
    query = select(stories.c.id, stories.c.title).where(stories.c.id.in_(wanted), stories.c.title != "")
    return ((number, number * 2 + 1, title, "") for number, title in connection.execute(query))


def _row(dialect: str, entry: int, title: str, words: str) -> dict[str, object]:
    headline, body = forms_of(title), forms_of(words)[:MOST_WORDS]
    if dialect == "sqlite":
        return {"entry": entry, "title": " ".join(headline), "words": " ".join(body)}
    return {"entry": entry, "words": _as_tsvector(headline, body)}


def _as_tsvector(headline: Sequence[str], body: Sequence[str]) -> str:
    """Write a tsvector: words with their positions, those of the headline with weight A."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, form in enumerate(headline, 1):
        places[form].append(f"{min(place, _LAST_POSITION)}A")
    for place, form in enumerate(body, len(headline) + _AFTER_TITLE):
        places[form].append(str(min(place, _LAST_POSITION)))
    return " ".join(f"'{form}':{','.join(found[:255])}" for form, found in places.items())
