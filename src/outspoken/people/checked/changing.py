"""What acts change of testimonies: which count, which of several values does, which suggested values are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from outspoken.archive.store import add_passage, read_text
from outspoken.collect.records import Fact
from outspoken.errors import Conflict, NotFound
from outspoken.people import store
from outspoken.people.checked import store as checked
from outspoken.people.checked.records import Answer, Answered, Exclusion, Out, Settlement, ValueSuggestion
from outspoken.people.checked.settling import standing
from outspoken.people.checked.suggesting import suggestions_for
from outspoken.people.joining import members_named, nobody
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.settings import Settings
from outspoken.study.study import Act
from outspoken.text.countries import name_of
from outspoken.text.letters import fold


@dataclass(frozen=True, slots=True)
class Why:
    """Why a testimony is left out."""

    kind: Out
    criterion: str
    reason: str


def left_out(act: Act, settings: Settings, what: str, why: Why) -> list[Exclusion]:
    """Leave out a testimony (`T12`), or every testimony of a person (`12`), that is not left out yet.

    Raises:
        NotFound: if there is none, or no such criterion.
        Conflict: if no reason is given, or it is left out already.
    """
    if not why.reason.strip():
        raise Conflict("Whoever is left out is left out for a reason, and none was given.", "Say it with --why.")
    known = settings.screen.criteria
    if why.criterion and why.criterion not in known:
        names = ", ".join(known) or "none; add them under [screen.criteria] in study.toml"
        raise NotFound(f"There is no criterion {why.criterion!r} in this study.", f"There are: {names}.")
    if why.kind is Out.NOT_ELIGIBLE and known and not why.criterion:
        raise Conflict("Not eligible means that a criterion is not met.", f"Say which: {', '.join(known)}.")
    members = _meant(act, what)
    out = {one.testimony for one in checked.read_exclusions(act.connection)}
    at = now()
    made = [
        Exclusion(0, number, born, why.kind, why.criterion, why.reason.strip(), act.actor.name, at)
        for number, born in members
        if number not in out
    ]
    if not made:
        raise Conflict(f"{what} is left out already.", "See why with `outspoken people exclusions`.")
    made = checked.add_exclusions(act.connection, made, act.seq)
    act.note(testimonies=[one.testimony for one in made], exclusions=[one.id for one in made], kind=why.kind.value)
    return made


def taken_back(act: Act, what: str) -> list[Exclusion]:
    """Take back the exclusion of a testimony, or of every testimony of a person.

    Raises:
        NotFound: if there is none, or it is not left out.
    """
    members = {number for number, _ in _meant(act, what)}
    lying = [one for one in checked.read_exclusions(act.connection) if one.testimony in members]
    if not lying:
        raise NotFound(f"{what} is not left out.", "List who is with `outspoken people exclusions`.")
    checked.end_exclusions(act.connection, [one.id for one in lying], act.seq, act.actor.name)
    act.note(testimonies=[one.testimony for one in lying], exclusions=[one.id for one in lying])
    return lying


def _meant(act: Act, what: str) -> list[tuple[int, int]]:
    if not what.strip().upper().startswith("T"):
        return members_named(act, what)
    number = ids.heard("testimony", what)
    found = store.read_testimonies(act.connection, [number])
    if not found or not act.sees("testimonies", number):
        raise NotFound(
            f"There is no testimony {what} in this study.", "See a case's with `outspoken people person CASE`."
        )
    return [(number, found[0].born_as)]


def settled(act: Act, settings: Settings, case: str, given: tuple[str, str], reason: str) -> Settlement:
    """Say which of several values of a person counts; `given` is the attribute and the value.

    Raises:
        NotFound: if there is no such person or attribute, or nobody gives such a value.
        Conflict: if no reason is given, or there is nothing to settle.
    """
    attribute, value = given
    members = [number for number, _ in members_named(act, case)]
    _refuse_unknown(act, settings, attribute)
    if not reason.strip():
        raise Conflict("A contradiction is settled for a reason, and none was given.", "Say it with --why.")
    out = {one.testimony for one in checked.read_exclusions(act.connection)}
    said = [
        (testimony, own)
        for _, testimony, _, own in checked.read_said(act.connection, [attribute], members)
        if testimony not in out
    ]
    values = list(dict.fromkeys(own for _, own in said))
    chosen = next((own for own in values if fold(value) in {fold(own), fold(name_of(own))}), None)
    if chosen is None:
        raise NotFound(
            f"No testimony of case {case} says {value!r} of {attribute}.",
            f"They say: {', '.join(values) or 'nothing'}.",
        )
    before = checked.read_settlements(act.connection, members, attribute=attribute)
    if len(values) < 2 or {chosen} == set(values) - standing(before):
        raise Conflict(
            f"{attribute} of case {case} is {chosen}, and nothing contradicts it.",
            f"See `outspoken people person {case}`.",
        )
    giver = min(testimony for testimony, own in said if own == chosen)
    aside = tuple(own for own in values if own != chosen)
    made = Settlement(0, giver, attribute, chosen, aside, reason.strip(), act.actor.name, now())
    made = checked.add_settlement(act.connection, made, act.seq)
    act.note(testimony=giver, settlement=made.id, aside=len(aside))
    return made


def opened_again(act: Act, settings: Settings, case: str, attribute: str) -> Settlement:
    """Take back the newest settlement of a person's values of an attribute; an older one counts again.

    Raises:
        NotFound: if there is no such person or attribute, or nothing is settled.
    """
    members = [number for number, _ in members_named(act, case)]
    _refuse_unknown(act, settings, attribute)
    lying = checked.read_settlements(act.connection, members, attribute=attribute)
    if not lying:
        raise NotFound(
            f"Nobody settled {attribute} of case {case}.",
            "List what is with `outspoken people contradictions`.",
        )
    checked.end_settlement(act.connection, lying[-1].id, act.seq, act.actor.name)
    act.note(testimony=lying[-1].testimony, settlement=lying[-1].id)
    return lying[-1]


def _refuse_unknown(act: Act, settings: Settings, attribute: str) -> None:
    known = [name for name in settings.attributes if name not in act.hidden.attributes]
    if attribute not in known:
        raise NotFound(f"There is no attribute {attribute!r} in this study.", f"There are: {', '.join(known)}.")


def accepted(
    act: Act, settings: Settings, case: str, given: tuple[str, str], *, instead: bool
) -> tuple[Answer, ValueSuggestion]:
    """Take over a suggested value as a fact; `given` is the attribute, and the value unless there is only one.

    Raises:
        NotFound: if nothing of the kind is suggested.
        Conflict: if the testimony says something else already and it is not to stand instead.
    """
    one = _open(act, settings, case, given)
    if one.problem:
        raise Conflict(f"{one.printed!r} cannot be a value of {one.attribute}: {one.problem}", "Dismiss it instead.")
    if one.there and not instead:
        raise Conflict(
            f"Case {case} has {one.there} as {one.attribute} already.",
            "Look at both; to set the suggested one in its place, add --instead. What was there comes back by "
            f"`outspoken people reconsider {case} {one.attribute}`.",
        )
    passage = None
    if not one.in_title:
        passage = add_passage(act.connection, read_text(act.connection, one.text), one.start, one.end).id
    store.end_facts(act.connection, act.seq, [(one.testimony, one.attribute)])
    fact = (one.testimony, Fact(one.attribute, one.value), one.quote, None)
    store.add_facts(act.connection, act.seq, act.actor.name, [fact])
    number = checked.newest_fact(act.connection, one.testimony, one.attribute)
    return _answer(act, one, Answered.ACCEPTED, passage, number), one


def dismissed(act: Act, settings: Settings, case: str, given: tuple[str, str]) -> tuple[Answer, ValueSuggestion]:
    """Turn down a suggested value, so that it is not suggested of this testimony again.

    Raises:
        NotFound: if nothing of the kind is suggested.
    """
    one = _open(act, settings, case, given)
    return _answer(act, one, Answered.DISMISSED, None, None), one


def _answer(act: Act, one: ValueSuggestion, state: Answered, passage: int | None, fact: int | None) -> Answer:
    made = checked.add_answer(
        act.connection,
        Answer(
            0,
            one.testimony,
            one.text,
            one.attribute,
            one.value or one.printed,
            one.rule,
            one.quote,
            state,
            act.actor.name,
            now(),
            act.seq,
            passage,
            fact,
        ),
    )
    act.note(testimony=one.testimony, text=one.text, answer=made.id, state=state.value)
    return made


def reconsidered(act: Act, settings: Settings, case: str, given: tuple[str, str]) -> Answer:
    """Take back the last answer to a suggested value; what the testimony said before it counts again.

    Raises:
        NotFound: if there is no answer to take back.
        Conflict: if the value was replaced since by something newer.
    """
    attribute, value = given
    testimony = _testimony(act, case)
    _refuse_unknown(act, settings, attribute)
    mine = [
        one
        for one in checked.read_answers(act.connection, testimony)
        if one.attribute == attribute and (not value or fold(one.value) == fold(value))
    ]
    if not mine:
        raise NotFound(
            f"Nobody accepted or dismissed {value or 'a value'} as {attribute} of case {case}.",
            f"See `outspoken people suggestions {case} --answered`.",
        )
    last = mine[-1]
    if last.fact is not None and not checked.bring_back(act.connection, last.fact, last.since, act.seq):
        raise Conflict(
            f"{attribute} of case {case} was given anew since, so accepting {last.value} cannot be taken back.",
            "Correct what was given last instead.",
        )
    checked.end_answer(act.connection, last.id, act.seq, act.actor.name)
    act.note(testimony=testimony, answer=last.id)
    return last


def _open(act: Act, settings: Settings, case: str, given: tuple[str, str]) -> ValueSuggestion:
    attribute, value = given
    testimony = store.read_testimonies(act.connection, [_testimony(act, case)])[0]
    _refuse_unknown(act, settings, attribute)
    found = [
        one
        for one in suggestions_for(act.connection, settings, testimony, act.hidden.attributes)
        if one.attribute == attribute
    ]
    named = [one for one in found if not value or fold(value) in {fold(one.value), fold(one.printed)}]
    if not named:
        raise NotFound(
            f"Nothing suggests {value or 'a value'} as {attribute} of case {case}.",
            f"See what is suggested with `outspoken people suggestions {case}`.",
        )
    if len(named) > 1:
        raise Conflict(
            f"Several values are suggested as {attribute} of case {case}: {_listed(named)}.", "Name one of them."
        )
    return named[0]


def _listed(found: Sequence[ValueSuggestion]) -> str:
    return ", ".join(one.value or one.printed for one in found)


def _testimony(act: Act, case: str) -> int:
    number = store.testimony_born_as(act.connection, ids.heard("person", case))
    if number is None or not act.sees("testimonies", number):
        raise nobody(case)
    return number
