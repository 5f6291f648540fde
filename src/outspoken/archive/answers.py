"""Carry what was read from a worker to the study: put into a frame, taken out again, and never believed unformed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from outspoken.archive.records import Mark, MarkKind, ReadOut
from outspoken.text.dates import Reading

READER = f"outspoken reader 3, trafilatura {version('trafilatura')}, pypdfium2 {version('pypdfium2')}"
"""What reads, with versions: a capture that another has read is read anew."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker said: what it read, or why it refused, in plain words."""

    read: ReadOut | None
    refused: str = ""


def told(found: ReadOut) -> dict[str, Any]:
    """Put what was read into a frame."""
    return {
        **asdict(found),
        "readings": [[one.value, one.why] for one in found.readings],
        "marks": [[one.kind.value, one.words, one.start, one.end] for one in found.marks],
    }


def heard(told_of: dict[str, Any]) -> ReadOut:
    """Take what was read out of a frame."""
    readings = tuple(Reading(str(value), str(why)) for value, why in told_of.pop("readings"))
    marks = tuple(Mark(MarkKind(kind), str(words), start, end) for kind, words, start, end in told_of.pop("marks"))
    rest = {name: str(value) for name, value in told_of.items()}
    return ReadOut(**rest, readings=readings, marks=marks)


def outcome(answer: dict[str, Any]) -> Outcome:
    """Take an answer apart; one that is not formed as it should be counts as a refusal."""
    if "read" in answer:
        try:
            return Outcome(heard(dict(answer["read"])))
        except (TypeError, ValueError, KeyError, AttributeError):
            return Outcome(None, "Reading it broke the program that reads, so it was given up.")
    return Outcome(None, str(answer.get("refused", "")))
