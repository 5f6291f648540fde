"""What people said, as a machine learns it: settled before given, whole answers before marked words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outspoken.coding.codebook import RollUp
from outspoken.coding.records import Answer, Coding
from outspoken.coding.sentences import Span
from outspoken.coding.suggestions.records import Coded, Vote
from outspoken.coding.suggestions.store import Asked

_FIRST = {Answer.YES: 0, Answer.CANNOT_TELL: 1, Answer.NO: 2}


def coded_by(
    codings: Sequence[Coding], spans: Mapping[int, tuple[int, Span]], texts: Mapping[int, int]
) -> dict[str, Coded]:
    """Put together what people said of each testimony: settled before given, and else what they agree on.

    `spans` are the text and the offsets of each passage; marks in another text than the one read do not teach.
    """
    by_testimony: dict[int, list[Coding]] = {}
    for one in codings:
        by_testimony.setdefault(one.testimony_id, []).append(one)
    found = {}
    for testimony, given in by_testimony.items():
        answers = {code: answer for code in {one.code for one in given} if (answer := answer_of(given, code))}
        marks: dict[str, list[Span]] = {}
        for one in given:
            place = spans.get(one.passage_id or 0)
            if place and place[0] == texts.get(testimony) and one.answer is Answer.YES:
                marks.setdefault(one.code, []).append(place[1])
        found[str(testimony)] = Coded(answers, {code: tuple(places) for code, places in marks.items()})
    return found


def answer_of(given: Sequence[Coding], code: str) -> Answer | None:
    """Return what is said of one code: what was settled, else what all coders say, else cannot tell."""
    about = [one for one in given if one.code == code]
    settled = [one.answer for one in about if one.settled]
    if settled:
        return settled[-1]
    said = {coder_answer([one for one in about if one.coder == coder]) for coder in {one.coder for one in about}}
    return None if not said else said.pop() if len(said) == 1 else Answer.CANNOT_TELL


def coder_answer(about: Sequence[Coding], rule: RollUp = RollUp.ANY) -> Answer:
    """Return what one coder says of one code of a testimony: the answer to it, else what its passages add up to.

    `any`: yes where one passage is. `all`: yes only where every passage is.
    """
    whole = [one.answer for one in about if one.passage_id is None]
    answers = whole or [one.answer for one in about]
    pick = max if rule is RollUp.ALL else min
    return pick(answers, key=_FIRST.__getitem__)


def votes_of(asked: Sequence[Asked], texts: Mapping[str, int]) -> tuple[Vote, ...]:
    """Turn kept answers of language models into votes; refused ones, and those about other texts, are none."""
    latest = {(one.testimony_id, one.code): one for one in asked if texts.get(str(one.testimony_id)) == one.text_id}
    return tuple(
        Vote(
            str(one.testimony_id),
            one.code,
            one.value == "yes",
            (one.start, one.end) if one.start is not None and one.end is not None else None,
        )
        for one in latest.values()
        if one.value != "refused"
    )
