"""Accept suggestions: one by one with their words, many at once only where the machine is known to be right."""

from __future__ import annotations

from collections.abc import Sequence

from outspoken.archive.store import add_passage, read_text
from outspoken.coding import store
from outspoken.coding.codebook import Codebook, Subject
from outspoken.coding.records import Answer, Coding
from outspoken.coding.rounds.store import hidden_from
from outspoken.coding.saving import code_named, put, refuse_if_changed
from outspoken.coding.store import Manner
from outspoken.coding.suggestions import store as suggested
from outspoken.coding.suggestions.records import SURE, Honesty
from outspoken.coding.suggestions.store import Kept
from outspoken.errors import Conflict, NotFound
from outspoken.study.study import Act

PRECISE = 0.9
"""The least precision, measured on what was not learnt from, at which many may be accepted at once."""
FEWEST_SURE = 20
"""The least number of coded testimonies on which that precision was measured."""


def open_suggestions(act: Act, numbers: Sequence[int] | None) -> list[Kept]:
    """Return suggestions that the actor may decide on, all or some.

    Raises:
        NotFound: if one that is named is not there, decided already, or hidden in a blind round.
    """
    hidden = hidden_from(act.connection, act.actor.name)
    found = suggested.read_suggestions(act.connection, numbers=numbers)
    seen = act.seen("suggestions", [one.id for one in found])
    found = [one for one in found if one.testimony_id not in hidden and one.id in seen]
    if numbers is not None and len(found) < len(numbers):
        raise NotFound(
            f"There is no open suggestion {', '.join(f'G{number}' for number in numbers)} for you.",
            "List them with `outspoken coding suggestions`.",
        )
    return found


def may_accept_all(act: Act, code: str, at_least: float) -> None:
    """Refuse to accept many at once where nobody knows how often they are right.

    Raises:
        Conflict: saying how well the machine knows the code.
    """
    run = suggested.latest_run(act.connection)
    known = next((one for one in run.honesty if one.code == code), None) if run else None
    hint = "Accept them one by one with `outspoken coding accept`; every answer teaches the machine."
    if why := not_in_bulk(known):
        raise Conflict(f"{code} cannot be accepted in bulk: {why}", hint)
    if at_least < SURE:
        raise Conflict(f"In bulk only suggestions with a confidence of at least {SURE} may be accepted.", hint)


def not_in_bulk(known: Honesty | None) -> str:
    """Return why the sure suggestions of a code may not be accepted all at once; empty where they may."""
    if known is None or not known.learnable or known.sure_precision is None:
        return known.why_not if known and known.why_not else "its precision was never measured."
    if known.sure_precision < PRECISE or known.sure_count < FEWEST_SURE:
        return (
            f"of {known.sure_count} sure suggestions on coded testimonies "
            f"{known.sure_precision:.0%} were right; {FEWEST_SURE} and {PRECISE:.0%} are the least."
        )
    return ""


def accepted(act: Act, book: Codebook, version: int, one: Kept, based_on: int | None) -> Coding:
    """Make a suggestion the actor's coding; its words must stand in the text as it is now.

    Raises:
        NotFound: if they do not.
        Conflict: if the actor has coded it otherwise and did not say so.
    """
    code, text = code_named(book, one.code), read_text(act.connection, one.text_id)
    if text.words[one.start : one.end] != one.quote:
        raise NotFound(f"The words of G{one.id} do not stand in the text.", "Dismiss it, and suggest anew.")
    passage = None
    if code.applies_to is Subject.TESTIMONY:
        passage = add_passage(act.connection, text, one.start, one.end).id
    mine = store.codings_in_force(act.connection, [one.testimony_id], [one.code])
    there = next(
        (
            each
            for each in mine
            if each.coder == act.actor.name and not each.settled and each.passage_id in {passage, None}
        ),
        None,
    )
    refuse_if_changed(act, based_on, there, (one.code, Answer.YES), f"T{one.testimony_id}")
    suggested.decide(act.connection, act.seq, [one.id], "accepted", act.actor.name)
    manner = Manner(act.actor.name, version, passage, shown=True, confidence=one.confidence, suggester=one.suggester)
    return put(act, manner, (one.testimony_id, one.code, Answer.YES), there)
