"""What may be done in people: add testimonies, judge who is one, settle what they say, leave out, restrict and seal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from outspoken.errors import Conflict, NotFound
from outspoken.people import store
from outspoken.people.checked import changing
from outspoken.people.checked.records import Answer, Exclusion, Out, Settlement
from outspoken.people.clusters import in_force
from outspoken.people.exchange.records import Line, Taken
from outspoken.people.exchange.taking import taken
from outspoken.people.joining import members_named, pair_named, say_persons, splitting, taken_together
from outspoken.people.records import Judgement, Opening, Restricted, Testimony, Verdict
from outspoken.people.restricting import lay, note, refuse_unopened, target
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.journal import stamp
from outspoken.study.sight import Level
from outspoken.study.study import Study

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

    One that was made by splitting a person is undone with all others of that split.

    Raises:
        NotFound: if nothing is in force on the pair.
        Conflict: if the judgement that would count again contradicts a later one.
    """
    with study.act("people.undo", by=by) as act:
        pair = pair_named(act, one, other)
        current = in_force(store.judgements_of(act.connection, pair)).get(pair)
        if current is None:
            raise NotFound(
                f"Nobody has judged {one} and {other}, so there is nothing to undo.",
                "List the judgements with `outspoken people judgements`.",
            )
        undone = [current] if current.split is None else taken_together(current, store.read_judgements(act.connection))
        for each in undone:
            store.undo_judgement(act.connection, each.id, by.name)
        touched = {number for each in undone for number in each.pair}
        say_persons(act, touched)
        act.note(judgement=current.id, left=current.left, right=current.right, undone=current.verdict.value)
        if len(undone) > 1:
            act.note(testimonies=sorted(touched))
        return in_force(store.judgements_of(act.connection, pair)).get(pair)


def split(study: Study, case: str, *, by: Actor, off: Iterable[str] = (), reason: str = "") -> list[Judgement]:
    """Split a person into its testimonies, or some of them off: each is judged *different* from the others.

    So nothing joins them again by way of a third. `undo` on any two of them takes the whole split back.

    Raises:
        NotFound: if there is no such person, or one to be split off is not of it.
        Conflict: if there is nothing to split.
    """
    with study.act("people.split", by=by) as act:
        members = members_named(act, case)
        made = store.add_split(act.connection, splitting(members, case, off), reason, by.name)
        say_persons(act, [number for number, _ in members])
        act.note(testimonies=[number for number, _ in members], judgement=made[0].id)
    return made


def import_judgements(study: Study, lines: Iterable[Line], *, by: Actor) -> Taken:
    """Take over judgements that were exported, all of them or none; what is in force already is left as it is.

    `exchange.readers.examined` says beforehand what this would do.

    Raises:
        Conflict: if a line contradicts what is in force, or names whom nobody knows.
    """
    with study.act("people.import_judgements", by=by) as act:
        found = taken(act, lines)
        act.note(judgements=[one.id for one in found.made])
    return found


def exclude(study: Study, what: str, kind: Out, *, by: Actor, criterion: str = "", reason: str = "") -> list[Exclusion]:
    """Leave out a testimony (`T12`) or all of a person (`12`) as fake or not eligible; it counts nowhere.

    Raises:
        NotFound: if there is none, or no such criterion.
        Conflict: if no reason is given, or it is left out already.
    """
    with study.act("people.exclude", by=by) as act:
        return changing.left_out(act, study.settings, what, changing.Why(kind, criterion, reason))


def readmit(study: Study, what: str, *, by: Actor) -> list[Exclusion]:
    """Take back the exclusion of a testimony (`T12`) or of all of a person (`12`); return what was taken back.

    Raises:
        NotFound: if there is none, or it is not left out.
    """
    with study.act("people.readmit", by=by) as act:
        return changing.taken_back(act, what)


def settle(study: Study, case: str, attribute: str, value: str, *, by: Actor, reason: str = "") -> Settlement:
    """Say which of several values of a person counts; all of them stay in the record.

    Raises:
        NotFound: if there is no such person or attribute, or nobody gives such a value.
        Conflict: if no reason is given, or there is nothing to settle.
    """
    with study.act("people.settle", by=by) as act:
        return changing.settled(act, study.settings, case, (attribute, value), reason)


def unsettle(study: Study, case: str, attribute: str, *, by: Actor) -> Settlement:
    """Take back the newest settlement of a person's values of an attribute; an older one counts again.

    Raises:
        NotFound: if there is no such person or attribute, or nothing is settled.
    """
    with study.act("people.unsettle", by=by) as act:
        return changing.opened_again(act, study.settings, case, attribute)


def accept(study: Study, case: str, attribute: str, value: str = "", *, by: Actor, instead: bool = False) -> Answer:
    """Take over a suggested value as a fact of a testimony, with its passage; `instead` of what is there already.

    Raises:
        NotFound: if nothing of the kind is suggested.
        Conflict: if the testimony says something else already, or several values are suggested and none is named.
    """
    with study.act("people.accept", by=by) as act:
        return changing.accepted(act, study.settings, case, (attribute, value), instead=instead)[0]


def dismiss(study: Study, case: str, attribute: str, value: str = "", *, by: Actor) -> Answer:
    """Turn down a suggested value; it is not suggested of this testimony again.

    Raises:
        NotFound: if nothing of the kind is suggested.
        Conflict: if several values are suggested and none is named.
    """
    with study.act("people.dismiss", by=by) as act:
        return changing.dismissed(act, study.settings, case, (attribute, value))[0]


def reconsider(study: Study, case: str, attribute: str, value: str = "", *, by: Actor) -> Answer:
    """Take back the last answer to a suggested value; what the testimony said before counts again.

    Raises:
        NotFound: if there is no answer to take back.
        Conflict: if the value was given anew since.
    """
    with study.act("people.reconsider", by=by) as act:
        return changing.reconsidered(act, study.settings, case, (attribute, value))


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
