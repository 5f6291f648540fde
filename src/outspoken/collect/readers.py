"""What may be asked of collecting: the stories, how each was found, the watch lists, how far channels overlap."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from outspoken.collect.finds import store
from outspoken.collect.finds.records import Find, Run
from outspoken.collect.records import Story
from outspoken.study.actors import Actor
from outspoken.study.settings import WatchList
from outspoken.study.study import Study


def listed_stories(study: Study, *, by: Actor, channel: str = "") -> list[Story]:
    """Return the stories in the order of their ids, all or those that one channel found."""
    with study.read(by=by) as connection:
        dates = store.read_dates(connection)
        wanted = {one.story for one in store.read_finds(connection) if one.channel == channel} if channel else None
        return [
            Story(
                row["id"], row["outlet"] or "", row["title"], row["address"], row["language"], dates.get(row["id"], ())
            )
            for row in store.read_stories(connection)
            if wanted is None or row["id"] in wanted
        ]


def how_found(study: Study, *, by: Actor) -> dict[int, list[Find]]:
    """Return of every story how it was found: each channel, with address as printed there, finder and time."""
    found: dict[int, list[Find]] = defaultdict(list)
    with study.read(by=by) as connection:
        for one in store.read_finds(connection):
            found[one.story].append(one)
    return dict(found)


def watch_lists(study: Study, *, by: Actor) -> list[tuple[str, WatchList, Run | None]]:
    """Return the watch lists of study.toml, each with its last run, if it had one."""
    with study.read(by=by) as connection:
        last = store.last_runs(connection)
    return [(name, watched, last.get(name)) for name, watched in study.settings.collect.watch.items()]


def overlaps(study: Study, *, by: Actor) -> dict[tuple[str, ...], int]:
    """Count the stories that each channel found, and those that each two of them found, by the channels' names.

    What one channel finds of the stories of another is what estimates of coverage are made of.
    """
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for finds in how_found(study, by=by).values():
        names = sorted({one.channel for one in finds})
        for group in (*((name,) for name in names), *combinations(names, 2)):
            counts[group] += 1
    return dict(counts)
