"""What may be done in people: add a testimony; judge who is one person; restrict, seal, open a case or an attribute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from outspoken.errors import Conflict, NotFound
from outspoken.people import store
from outspoken.people.clusters import clusters, component, contradictions, in_force
from outspoken.people.records import Judgement, Opening, Restricted, Testimony, Verdict
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.journal import now, stamp
from outspoken.study.sight import Level
from outspoken.study.study import Act, Study

LONGEST_OPENING = 480
"""Minutes for which what is sealed may be opened at a time."""


def judge(study: Study, one: str, other: str, verdict: Verdict, *, by: Actor, reason: str = "") -> Judgement:
    """Judge whether two persons, named by the numbers they were born with, are one.

    A later judgement on the same pair takes the place of an earlier one, which stays in
    the record; `undo` brings it back.

    Raises:
        NotFound: if there is no such person.
        Conflict: if *same* would join two that somebody judged *different*.
    """
    with study.act("people.judge", by=by) as act:
        left, right = pair_named(act, one, other)
        made = store.add_judgement(act.connection, left, right, verdict, reason, by.name)
        say_persons(act, {left, right})
        act.note(judgement=made.id, left=made.left, right=made.right, verdict=verdict.value)
    return made


def add(study: Study, story: str, *, by: Actor) -> Testimony:
    """Add a testimony: that a story speaks of one more person, of whom nothing is recorded yet.

    The person it is born as keeps its number for ever; whether it is somebody known already is for `judge` to say.

    Raises:
        NotFound: if there is no such story.
    """
    number = ids.heard("story", story)
    with study.act("people.add", by=by) as act:
        if not act.sees("stories", number) or not store.is_story(act.connection, number):
            raise NotFound(f"There is no story {story} in this study.", "List them with `outspoken archive list`.")
        made = store.read_testimonies(act.connection, store.add_testimonies(act.connection, [(number, None)]))[0]
        act.note(testimony=made.id, story=number)
    return made


def undo(study: Study, one: str, other: str, *, by: Actor) -> Judgement | None:
    """Undo the judgement in force on a pair; return the one that counts now, if any.

    Raises:
        NotFound: if nothing is in force on the pair.
        Conflict: if the judgement that would count again contradicts a later one.
    """
    with study.act("people.undo", by=by) as act:
        pair = pair_named(act, one, other)
        current = in_force(store.read_judgements(act.connection)).get(pair)
        if current is None:
            raise NotFound(
                f"Nobody has judged {one} and {other}, so there is nothing to undo.",
                "List the judgements with `outspoken people judgements`.",
            )
        store.undo_judgement(act.connection, current.id, by.name)
        say_persons(act, set(pair))
        act.note(judgement=current.id, left=current.left, right=current.right, undone=current.verdict.value)
        return in_force(store.read_judgements(act.connection)).get(pair)


def restrict(study: Study, what: str, to: Iterable[str], *, by: Actor) -> list[Restricted]:
    """Restrict a case, or an attribute of all cases, to named people and the keepers.

    A restriction on a case lies on each of its testimonies, and hides the whole person
    whatever is judged later. It takes the place of one that was in force.

    Raises:
        NotFound: if there is no such case and no such attribute.
        Conflict: if nobody is named, or what is sealed is not open to the actor.
    """
    names = tuple(dict.fromkeys(name.strip() for name in to if name.strip()))
    if not names:
        raise Conflict("A restriction names those who may still see.", "Name them with --to NAME, or seal it.")
    with study.act("people.restrict", by=by) as act:
        return lay(act, study, what, Level.RESTRICTED, names)


def seal(study: Study, what: str, *, by: Actor) -> list[Restricted]:
    """Seal a case, or an attribute of all cases: nobody sees it until a keeper opens it.

    Raises:
        NotFound: if there is no such case and no such attribute.
        Conflict: if it is sealed already and not open to the actor.
    """
    with study.act("people.seal", by=by) as act:
        return lay(act, study, what, Level.SEALED, ())


def lift(study: Study, what: str, *, by: Actor) -> list[Restricted]:
    """Lift the restriction or the seal on a case or an attribute; return what was lifted.

    Raises:
        NotFound: if there is no such case or attribute, or nothing restricts it.
        Conflict: if it is sealed and not open to the actor.
    """
    with study.act("people.lift", by=by) as act:
        _, lying = target(act, study, what)
        if not lying:
            raise NotFound(
                f"Nothing restricts {what}.", "List what is restricted with `outspoken people restrictions`."
            )
        refuse_unopened(act, what, lying)
        store.end_restrictions(act.connection, [one.id for one in lying], act.seq)
        note(act, lying, Level(lying[0].level))
    return lying


def unseal(study: Study, what: str, *, by: Actor, reason: str, minutes: int = 60) -> list[Restricted]:
    """Open what is sealed, for the actor alone and for a time; the journal has it before anything is shown.

    Raises:
        NotFound: if there is no such case or attribute, or it is not sealed.
        Conflict: if no reason is given, or the time is none of 1 to 480 minutes.
    """
    if not reason.strip():
        raise Conflict("What is sealed is opened for a reason, and none was given.", "Say it with --why.")
    if not 1 <= minutes <= LONGEST_OPENING:
        raise Conflict(
            f"What is sealed cannot be opened for {minutes} minutes.", f"Give 1 to {LONGEST_OPENING} minutes."
        )
    with study.act("people.unseal", by=by) as act:
        _, lying = target(act, study, what)
        sealed = [one for one in lying if one.level is Level.SEALED]
        if not sealed:
            raise NotFound(f"{what} is not sealed.", "List what is with `outspoken people restrictions`.")
        at = datetime.now(UTC)
        opening = Opening(by.name, reason.strip(), stamp(at), stamp(at + timedelta(minutes=minutes)))
        store.add_openings(act.connection, [one.id for one in sealed], opening)
        note(act, sealed, Level.SEALED)
        act.note(minutes=minutes)
    return [replace(one, openings=(*one.openings, opening)) for one in sealed]
