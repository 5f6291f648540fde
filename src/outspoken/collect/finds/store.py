"""The SQL of finding: channels, finds, keys of stories, runs of watch lists, the list of stories."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from outspoken.collect.addresses import canonical, is_address
from outspoken.collect.finds.records import Channel, ChannelKind, Find, Run
from outspoken.collect.records import Certainty, Doubt, DoubtState, Fact
from outspoken.collect.store import in_batches
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import (
    channels,
    doubts,
    finds,
    outlets,
    runs,
    sheet_rows,
    sheets,
    stories,
    story_dates,
    story_doubts,
    story_keys,
)
from outspoken.text.dates import Reading

Said = tuple[str, str, int | None]
"""How a date was printed, where, and the doubt that leaves it open, if any."""


def channel_of(connection: Connection, name: str, kind: ChannelKind, query: str, seq: int) -> Channel:
    """Return the channel of a name, making it if it is new."""
    found = connection.execute(select(channels).where(channels.c.name == name)).mappings().first()
    if found is not None:
        return Channel(found["id"], found["name"], ChannelKind(found["kind"]), found["query"])
    made = Channel(ids.take(connection, "channel")[0], name, kind, query)
    connection.execute(insert(channels).values(id=made.id, name=name, kind=kind.value, query=query, since=seq))
    return made


def known_channel(connection: Connection, name: str) -> int | None:
    """Return the id of a channel, if there is one of that name."""
    return connection.execute(select(channels.c.id).where(channels.c.name == name)).scalar()


def found_before(connection: Connection, channel: int | None, keys: Iterable[str]) -> dict[str, set[int]]:
    """Return which of the keys a channel had found before, with their stories."""
    found: dict[str, set[int]] = {}
    for batch in in_batches(list(keys)):
        query = select(finds.c.key, finds.c.story_id).where(finds.c.channel_id == channel, finds.c.key.in_(batch))
        for key, story in connection.execute(query):
            found.setdefault(key, set()).add(story)
    return found


def stories_by_key(connection: Connection, keys: Iterable[str], unseen: Collection[int] = ()) -> dict[str, int]:
    """Return the stories that are recognised by keys, but for those unseen; of several, the one that was first."""
    found: dict[str, int] = {}
    for batch in in_batches(list(keys)):
        query = select(story_keys.c.key, story_keys.c.story_id).where(story_keys.c.key.in_(batch))
        rows = connection.execute(query.order_by(story_keys.c.story_id.desc()))
        found.update((key, story) for key, story in rows if story not in unseen)
    return found


def unkeyed(connection: Connection) -> list[tuple[int, str]]:
    """Return id and address of stories that have an address and that nothing recognises yet."""
    keyed = select(story_keys.c.story_id)
    query = select(stories.c.id, stories.c.address).where(stories.c.address != "", stories.c.id.not_in(keyed))
    return [(story, canonical(address)) for story, address in connection.execute(query) if is_address(address)]


def add_keys(connection: Connection, seq: int, keys: Sequence[tuple[int, str]]) -> None:
    """Note by which keys stories are recognised from now on."""
    numbers = ids.take(connection, "story key", len(keys))
    rows = [{"id": number, "story_id": s, "key": k, "since": seq} for number, (s, k) in zip(numbers, keys, strict=True)]
    for batch in in_batches(rows):
        connection.execute(insert(story_keys), batch)


def add_stories(connection: Connection, made: Sequence[Mapping[str, object]]) -> list[int]:
    """Make stories, given as title, address, language and outlet_id; return their ids."""
    numbers = list(ids.take(connection, "story", len(made)))
    rows = [{"id": number, "row_id": None, **one} for number, one in zip(numbers, made, strict=True)]
    for batch in in_batches(rows):
        connection.execute(insert(stories), batch)
    return numbers


def add_finds(connection: Connection, seq: int, finder: str, given: Sequence[Mapping[str, object]]) -> None:
    """Note finds, given as story_id, channel_id, key, found_as and line."""
    at = now()
    numbers = ids.take(connection, "find", len(given))
    rows = [
        {"id": number, "finder": finder, "at": at, "since": seq, **one}
        for number, one in zip(numbers, given, strict=True)
    ]
    for batch in in_batches(rows):
        connection.execute(insert(finds), batch)


def current_dates(connection: Connection, of: Iterable[int]) -> dict[int, list[tuple[str, int | None]]]:
    """Return the publication dates in force of stories: value, and the doubt that leaves it open."""
    found: dict[int, list[tuple[str, int | None]]] = {}
    for batch in in_batches(list(of)):
        query = (
            select(story_dates.c.story_id, story_dates.c.value, story_dates.c.doubt_id)
            .where(story_dates.c.story_id.in_(batch), story_dates.c.until.is_(None))
            .order_by(story_dates.c.id)
        )
        for story, value, doubt in connection.execute(query):
            found.setdefault(story, []).append((value, doubt))
    return found


def add_date(connection: Connection, seq: int, story: int, values: Sequence[str], said: Said) -> None:
    """Store when a story was published: one value, or those that a doubt leaves."""
    add_dates(connection, seq, [(story, values, said)])


def add_dates(connection: Connection, seq: int, told: Iterable[tuple[int, Sequence[str], Said]]) -> None:
    """Store when stories were published, each with one value or those that a doubt leaves."""
    given = [
        {
            "story_id": story,
            "value": value,
            "certainty": (Certainty.CERTAIN if doubt is None else Certainty.POSSIBLE).value,
            "printed": printed,
            "evidence": evidence,
            "since": seq,
            "doubt_id": doubt,
        }
        for story, values, (printed, evidence, doubt) in told
        for value in values
    ]
    numbers = ids.take(connection, "story date", len(given))
    for batch in in_batches([{"id": number, **one} for number, one in zip(numbers, given, strict=True)]):
        connection.execute(insert(story_dates), batch)


def add_doubt(connection: Connection, story: int, doubt: Doubt) -> tuple[int, bool]:
    """Store a doubt about a story unless it is there already; return its id, and whether it is new."""
    return add_doubts(connection, [(story, doubt)])[0]


def add_doubts(connection: Connection, given: Sequence[tuple[int, Doubt]]) -> list[tuple[int, bool]]:
    """Store doubts, each about a story of its own, unless they are there; return ids, and which of them are new."""
    there: dict[tuple[int, str, str], int] = {}
    for batch in in_batches([story for story, _ in given]):
        query = (
            select(story_doubts.c.story_id, doubts.c.kind, doubts.c.printed, doubts.c.id)
            .join(story_doubts, story_doubts.c.doubt_id == doubts.c.id)
            .where(story_doubts.c.story_id.in_(batch))
            .order_by(doubts.c.id.desc())
        )
        there.update(((story, kind, printed), number) for story, kind, printed, number in connection.execute(query))
    known = [there.get((story, doubt.kind.value, doubt.printed)) for story, doubt in given]
    numbers = iter(ids.take(connection, "doubt", known.count(None)))
    told = [(next(numbers), True) if number is None else (number, False) for number in known]
    new = [(number, *one) for (number, is_new), one in zip(told, given, strict=True) if is_new]
    for part in in_batches(new):
        connection.execute(insert(doubts), [_doubt_row(*one) for one in part])
        connection.execute(insert(story_doubts), [{"doubt_id": number, "story_id": story} for number, story, _ in part])
    return told


def _doubt_row(number: int, story: int, doubt: Doubt) -> dict[str, object]:
    return {
        "id": number,
        "kind": doubt.kind.value,
        "field": doubt.field,
        "printed": doubt.printed,
        "note": doubt.note,
        "readings": json.dumps([[one.value, one.why] for one in doubt.readings], ensure_ascii=False),
        "rows": json.dumps([ids.spoken("story", story)]),
        "state": DoubtState.OPEN.value,
    }


def blanks_of(connection: Connection, of: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return title, address, language and outlet_id of stories."""
    found: dict[int, dict[str, Any]] = {}
    columns = (stories.c.id, stories.c.title, stories.c.address, stories.c.language, stories.c.outlet_id)
    for batch in in_batches(list(of)):
        rows = connection.execute(select(*columns).where(stories.c.id.in_(batch))).mappings()
        found.update((row["id"], {name: row[name] for name in row if name != "id"}) for row in rows)
    return found


def fill(connection: Connection, story: int, values: Mapping[str, object]) -> None:
    """Fill in what was not known of a story."""
    connection.execute(update(stories).where(stories.c.id == story).values(**values))


# ---- watch lists ---------------------------------------------------------------------------


def add_run(connection: Connection, channel: int, seq: int, run: Run) -> None:
    """Note that a watch list was gone through."""
    connection.execute(
        insert(runs).values(
            id=ids.take(connection, "run")[0],
            channel_id=channel,
            at=run.at,
            seq=seq,
            seen=run.seen,
            new=run.new,
            trouble=run.trouble,
            etag=run.etag,
            modified=run.modified,
        )
    )


def last_runs(connection: Connection) -> dict[str, Run]:
    """Return the last run of each watch list that was gone through."""
    query = select(runs, channels.c.name).join(channels, channels.c.id == runs.c.channel_id).order_by(runs.c.id)
    return {
        row["name"]: Run(row["name"], row["at"], row["seen"], row["new"], row["trouble"], row["etag"], row["modified"])
        for row in connection.execute(query).mappings()
    }


# ---- what there is -------------------------------------------------------------------------


def read_finds(connection: Connection) -> list[Find]:
    """Return every find; a row of an imported sheet is one too, in a channel of the sheet's name."""
    query = select(finds, channels.c.name, channels.c.kind, channels.c.query).join(
        channels, channels.c.id == finds.c.channel_id
    )
    found = [
        Find(
            row["story_id"],
            row["name"],
            ChannelKind(row["kind"]),
            row["query"],
            row["found_as"],
            row["line"],
            row["finder"],
            row["at"],
        )
        for row in connection.execute(query.order_by(finds.c.id)).mappings()
    ]
    in_sheets = (
        select(stories.c.id, sheets.c.name, sheet_rows.c.key, sheet_rows.c.line, sheets.c.at)
        .join(sheet_rows, sheet_rows.c.id == stories.c.row_id)
        .join(sheets, sheets.c.id == sheet_rows.c.sheet_id)
        .order_by(stories.c.id)
    )
    found += [
        Find(story, name, ChannelKind.SHEET, "", key, line, "", at)
        for story, name, key, line, at in connection.execute(in_sheets)
    ]
    return found


def read_stories(connection: Connection) -> list[dict[str, Any]]:
    """Return every story: id, title, address, language, outlet and row_id, in the order of ids."""
    query = (
        select(
            stories.c.id,
            stories.c.title,
            stories.c.address,
            stories.c.language,
            stories.c.row_id,
            outlets.c.name.label("outlet"),
        )
        .outerjoin(outlets, outlets.c.id == stories.c.outlet_id)
        .order_by(stories.c.id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def read_dates(connection: Connection) -> dict[int, tuple[Fact, ...]]:
    """Return the publication dates in force of every story."""
    found: dict[int, tuple[Fact, ...]] = {}
    query = (
        select(story_dates.c.story_id, story_dates.c.value, story_dates.c.certainty)
        .where(story_dates.c.until.is_(None))
        .order_by(story_dates.c.story_id, story_dates.c.id)
    )
    for story, value, certainty in connection.execute(query):
        found[story] = (*found.get(story, ()), Fact("published", value, certainty=Certainty(certainty)))
    return found


def open_readings(connection: Connection, number: int) -> tuple[Reading, ...]:
    """Return the readings of a stored doubt."""
    stored = connection.execute(select(doubts.c.readings).where(doubts.c.id == number)).scalar()
    return tuple(Reading(value, why) for value, why in json.loads(stored or "[]"))
