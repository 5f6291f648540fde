"""Alerts where judgements, likeness and values pull in different directions, each as a sentence.

Pure. Nothing here is an error: a judgement that would be one is refused when it is made.
An alert says that one of several things people said, or the study holds, is probably wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from outspoken.people.checked.records import Contradiction, Exclusion
from outspoken.people.clusters import Pair
from outspoken.people.records import Testimony, Verdict

ALIKE = 0.5
"""How likely a pair must be to be told of one that is forbidden."""


class Alarm(StrEnum):
    """What pulls in two directions."""

    LOOKS_ALIKE = "looks like one who is not the same"
    """A is not B, C is A, and C looks like B."""
    UNSURE_OF_FORBIDDEN = "unsure of two who are not the same"
    """A is not B, C is A, and somebody is unsure of C and B."""
    VALUES = "one person, two values"
    """Testimonies of one person contradict each other."""
    LEFT_OUT_IN_PART = "left out in part"
    """Some testimonies of a person are left out, others count."""


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert, and the cases to look at."""

    alarm: Alarm
    one: int
    other: int
    text: str


def alerts_of(
    told: Mapping[int, Testimony],
    verdicts: Mapping[Pair, Verdict],
    alike: Iterable[tuple[Pair, float]],
    contradictions: Iterable[Contradiction],
    exclusions: Iterable[Exclusion],
) -> list[Alert]:
    """Return all alerts.

    Args:
        told: every testimony that counts or is left out, by id.
        verdicts: the judgements in force.
        alike: pairs of testimonies with their chance.
        contradictions: several values of one person.
        exclusions: those in force.
    """
    forbidden = _forbidden(told, verdicts)
    found = list(_of_pairs(told, forbidden, [pair for pair in alike if pair[1] >= ALIKE], verdicts))
    for one in contradictions:
        if one.settled is None:
            givers = [numbers[0] for _, numbers in one.values]
            values = ", ".join(value for value, _ in one.values)
            text = f"Case {one.person} is one person and has several values of {one.attribute}: {values}."
            found.append(Alert(Alarm.VALUES, told[givers[0]].born_as, told[givers[1]].born_as, text))
    return found + _in_part(told, exclusions)


def _forbidden(told: Mapping[int, Testimony], verdicts: Mapping[Pair, Verdict]) -> dict[frozenset[int], list[Pair]]:
    """Return for two persons the judgements that say they are different."""
    found: dict[frozenset[int], list[Pair]] = defaultdict(list)
    for pair, verdict in verdicts.items():
        if verdict is Verdict.DIFFERENT and pair[0] in told and pair[1] in told:
            found[frozenset(told[one].person_id for one in pair)].append(pair)
    return found


def _of_pairs(
    told: Mapping[int, Testimony],
    forbidden: Mapping[frozenset[int], Sequence[Pair]],
    alike: Iterable[tuple[Pair, float]],
    verdicts: Mapping[Pair, Verdict],
) -> Iterable[Alert]:
    unsure = [(pair, 0.0) for pair, verdict in verdicts.items() if verdict is Verdict.UNSURE]
    for pair, chance in [*alike, *unsure]:
        if not (pair[0] in told and pair[1] in told) or verdicts.get(pair) is Verdict.DIFFERENT:
            continue
        reasons = forbidden.get(frozenset(told[one].person_id for one in pair), ())
        if not reasons or (chance and verdicts.get(pair) is Verdict.UNSURE):
            continue
        one, other = (told[number] for number in pair)
        left, right = (told[number] for number in reasons[0])
        if left.person_id != one.person_id:
            left, right = right, left
        said = [f"{left.born_as} is not {right.born_as}"]
        said += [f"{mine.born_as} is {its.born_as}" for mine, its in ((one, left), (other, right)) if mine != its]
        end = (
            f"{one.born_as} looks like {other.born_as} ({chance:.2f})"
            if chance
            else (f"somebody is unsure of {one.born_as} and {other.born_as}")
        )
        alarm = Alarm.LOOKS_ALIKE if chance else Alarm.UNSURE_OF_FORBIDDEN
        yield Alert(alarm, one.born_as, other.born_as, f"{', '.join(said)}, and {end}.")


def _in_part(told: Mapping[int, Testimony], exclusions: Iterable[Exclusion]) -> list[Alert]:
    out = {one.testimony: one for one in exclusions if one.testimony in told}
    persons: dict[int, list[Testimony]] = defaultdict(list)
    for one in told.values():
        persons[one.person_id].append(one)
    found = []
    for _, own in sorted(persons.items()):
        gone = [one for one in own if one.id in out]
        left = [one for one in own if one.id not in out]
        if gone and left:
            kind = out[gone[0].id].kind.value
            text = f"{gone[0].born_as} is left out as {kind}, and {left[0].born_as}, the same person, counts."
            found.append(Alert(Alarm.LEFT_OUT_IN_PART, gone[0].born_as, left[0].born_as, text))
    return found
