"""Read which testimonies are left out, and which persons' testimonies contradict each other."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from outspoken.archive.copies.store import settled_copies
from outspoken.people.checked import store
from outspoken.people.checked.records import Contradiction
from outspoken.people.checked.settling import contradictions_of
from outspoken.people.store import read_testimonies
from outspoken.screen.store import excluded_stories
from outspoken.study.settings import AttributeType, Rollup, Settings


def left_out(connection: Connection) -> set[int]:
    """Return the testimonies that somebody left out as fake or not eligible."""
    return {one.testimony for one in store.read_exclusions(connection)}


def of_stories_out(connection: Connection) -> set[int]:
    """Return the testimonies of stories that screeners excluded, and of copies."""
    gone = excluded_stories(connection) | set(settled_copies(connection))
    return {one.id for one in read_testimonies(connection) if one.story_id in gone} if gone else set()


def contradicting(connection: Connection, settings: Settings, out: Collection[int]) -> list[Contradiction]:
    """Return which persons' testimonies contradict each other, settled or not, without those that are out."""
    agreeing = {name: one for name, one in settings.attributes.items() if one.rolled is Rollup.AGREE}
    gone = set(out)
    said = [row for row in store.read_said(connection, agreeing, several=True) if row[1] not in gone]
    dates = [name for name, one in agreeing.items() if one.type is AttributeType.DATE]
    return contradictions_of(said, store.read_settlements(connection), dates)
