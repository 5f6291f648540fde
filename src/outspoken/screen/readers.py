"""What may be asked of screening: the criteria, the next story to decide about, the decisions, the flow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from outspoken.collect.readers import listed_stories
from outspoken.collect.records import Story
from outspoken.errors import NotFound
from outspoken.screen import store
from outspoken.screen.flow import flow_of, placed
from outspoken.screen.records import Decision, Flow, Held, Placed
from outspoken.screen.verdicts import in_force, standing
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.settings import Criterion, Settings
from outspoken.study.study import Study


def criteria_of(study: Study, *, by: Actor) -> Mapping[str, Criterion]:
    """Return the criteria of study.toml, in their order."""
    by.require("study.read")
    return study.settings.screen.criteria


def next_story(study: Study, *, by: Actor) -> Story | None:
    """Return the first story about which nobody decided yet; None if none is left."""
    with study.read(by=by) as connection:
        number = store.first_waiting(connection, by.name, _waiting(study.settings))
    return next((one for one in listed_stories(study, by=by) if one.id == number), None)


def decisions_on(study: Study, story: str = "", *, by: Actor) -> list[Decision]:
    """Return the decisions about a story, or all, in the order in which they were made, with the undone ones.

    Raises:
        NotFound: if there is no such story.
    """
    with study.read(by=by) as connection:
        number = ids.heard("story", story) if story else None
        if number is not None and not store.story_exists(connection, number):
            raise NotFound(f"There is no story {story} in this study.", "List them with `outspoken collect stories`.")
        return store.read_decisions(connection, number)


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions about a story, as far as somebody may look at them before deciding."""

    seen: tuple[Decision, ...]
    unseen: int = 0
    """How many others decided, whom one sees once one has decided."""


def decisions_before(study: Study, story: str, *, by: Actor) -> Decided:
    """Return the decisions in force about a story; to who may still decide, only how many there are.

    Raises:
        NotFound: if there is no such story.
    """
    force = [one for one in decisions_on(study, story, by=by) if not one.undone_at]
    if not by.may("screen.decide") or any(one.screener == by.name for one in force):
        return Decided(tuple(force))
    return Decided((), len({one.screener for one in force}))


def flow(study: Study, *, by: Actor) -> Flow:
    """Count what became of every story that was found."""
    return flow_of(_held(study, by), list(study.settings.screen.criteria), _copying(study.settings))


def places(study: Study, *, by: Actor) -> dict[int, Placed]:
    """Return where in the flow every story stands, and why."""
    copying = _copying(study.settings)
    return {one.story: placed(one, copying) for one in _held(study, by)}


def _held(study: Study, by: Actor) -> list[Held]:
    criteria = study.settings.screen.criteria
    with study.read(by=by) as connection:
        by_story: dict[int, list[Decision]] = defaultdict(list)
        for (story, _), one in in_force(store.read_decisions(connection)).items():
            by_story[story].append(one)
        found = {story: standing(force, list(criteria)) for story, force in by_story.items()}
        standings = {story: one for story, one in found.items() if one is not None}
        return store.read_held(connection, _waiting(study.settings), standings)


def _copying(settings: Settings) -> list[str]:
    return [name for name, one in settings.screen.criteria.items() if one.copies]


def _waiting(settings: Settings) -> list[str]:
    return [name for name, sheet in settings.collect.imports.items() if not sheet.screened]
