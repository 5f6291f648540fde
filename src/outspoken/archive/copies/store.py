"""The SQL of copies: the texts to compare, when stories were published, and what somebody settled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from outspoken.archive.copies.clusters import Published, in_force, settled
from outspoken.archive.copies.records import CopyJudgement, CopyVerdict
from outspoken.errors import NotFound
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import copy_judgements, outlets, stories, story_dates, texts
from outspoken.text.dates import parse_edtf


@dataclass(frozen=True, slots=True)
class Comparable:
    """A text as it is compared: whose it is, in which language, what it translates."""

    id: int
    story_id: int
    language: str
    words: str
    of_story: int | None
    """The story whose text it translates, if somebody said so."""


def texts_to_compare(connection: Connection) -> list[Comparable]:
    """Return every text that no newer reading replaced."""
    original = texts.alias("original")
    query = (
        select(texts.c.id, texts.c.story_id, texts.c.language, texts.c.words, original.c.story_id)
        .outerjoin(original, original.c.id == texts.c.of_id)
        .where(texts.c.until.is_(None))
        .order_by(texts.c.id)
    )
    return [Comparable(*row) for row in connection.execute(query)]


def published(connection: Connection) -> dict[int, Published]:
    """Return between which days each story was published; stories without a date are left out."""
    query = select(story_dates.c.story_id, story_dates.c.value).where(
        story_dates.c.until.is_(None), story_dates.c.value != ""
    )
    dates = defaultdict(list)
    for story, value in connection.execute(query):
        dates[story].append(parse_edtf(value))
    return {
        story: Published(min(one.first for one in found), max(one.last for one in found))
        for story, found in dates.items()
    }


def titles_and_outlets(connection: Connection) -> dict[int, tuple[str, str]]:
    """Return title and outlet of every story; the title of its first text where it has none itself."""
    query = select(stories.c.id, stories.c.title, outlets.c.name).outerjoin(
        outlets, outlets.c.id == stories.c.outlet_id
    )
    found = {story: (title, outlet or "") for story, title, outlet in connection.execute(query)}
    read = select(texts.c.story_id, texts.c.title).where(texts.c.until.is_(None), texts.c.title != "")
    for story, title in connection.execute(read.order_by(texts.c.id)):
        if story in found and not found[story][0]:
            found[story] = (title, found[story][1])
    return found


def require_story(connection: Connection, number: int) -> None:
    """Refuse a story that is not there.

    Raises:
        NotFound: if it is not in this study.
    """
    if connection.execute(select(stories.c.id).where(stories.c.id == number)).first() is None:
        raise no_story(number)


def no_story(number: int) -> NotFound:
    """Say that a story is not there; of one that is hidden the same is said."""
    name = ids.spoken("story", number)
    return NotFound(f"There is no story {name} in this study.", "Find stories with `outspoken search WORDS`.")


def add_judgement(
    connection: Connection, pair: tuple[int, int], verdict: CopyVerdict, reason: str, actor: str
) -> CopyJudgement:
    """Write down a judgement on a pair: the copy, then the original."""
    made = CopyJudgement(ids.take(connection, "copy judgement")[0], *pair, verdict, reason, actor, now())
    connection.execute(
        insert(copy_judgements).values(
            id=made.id,
            copy_id=made.copy,
            original_id=made.of,
            verdict=verdict.value,
            reason=reason,
            actor=actor,
            at=made.at,
        )
    )
    return made


def undo_judgement(connection: Connection, number: int, actor: str) -> None:
    """Mark a judgement as undone."""
    values = {"undone_at": now(), "undone_by": actor}
    connection.execute(update(copy_judgements).where(copy_judgements.c.id == number).values(**values))


def read_judgements(connection: Connection, *, undone: bool = False) -> list[CopyJudgement]:
    """Return the judgements, without those that were undone unless asked for."""
    query = select(copy_judgements).order_by(copy_judgements.c.id)
    if not undone:
        query = query.where(copy_judgements.c.undone_at.is_(None))
    return [
        CopyJudgement(
            row["id"],
            row["copy_id"],
            row["original_id"],
            CopyVerdict(row["verdict"]),
            row["reason"],
            row["actor"],
            row["at"],
            row["undone_by"] or "",
            row["undone_at"] or "",
        )
        for row in connection.execute(query).mappings()
    ]


def settled_copies(connection: Connection) -> dict[int, int]:
    """Return the original of every story that is settled as a copy; such a story is not counted for itself."""
    return settled(in_force(read_judgements(connection)))
