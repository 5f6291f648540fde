"""Work out what taking in a file of judgements would do, and do it: all of it, or nothing if anything contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from outspoken.errors import Conflict
from outspoken.people import store
from outspoken.people.clusters import Pair, clusters, contradictions, in_force
from outspoken.people.exchange.records import Line, Plan, Refused, Taken
from outspoken.people.joining import say_persons
from outspoken.people.records import Judgement, Verdict
from outspoken.study.study import Act


def planned(connection: Connection, lines: Iterable[Line], seen: Mapping[int, int]) -> Plan:
    """Return which lines are new, which are in force already, and which cannot be taken over.

    `seen` is the testimony of each number that whoever asks may see.
    """
    force = in_force(store.read_judgements(connection))
    born = {testimony: number for number, testimony in seen.items()}
    new: dict[Pair, Line] = {}
    known, refused = [], []
    for line in lines:
        pair = _pair(line, seen)
        if pair is None:
            missing = next(number for number in (line.left, line.right) if number not in seen)
            refused.append(Refused(line, f"There is no person {missing} in this study."))
        elif pair in new and new[pair].verdict is line.verdict:
            known.append(line)
        elif pair in new:
            refused.append(Refused(line, f"Line {new[pair].line} of the same file says {new[pair].verdict.value}."))
        elif pair in force and force[pair].verdict is line.verdict:
            known.append(line)
        elif pair in force and force[pair].verdict is not Verdict.UNSURE:
            refused.append(Refused(line, _against(force[pair])))
        else:
            new[pair] = line
    verdicts = {pair: one.verdict for pair, one in force.items()}
    refused += _contradicting(verdicts, new, born)
    out = {id(one.line) for one in refused}
    return Plan(tuple(one for one in new.values() if id(one) not in out), tuple(known), tuple(refused))


def _pair(line: Line, seen: Mapping[int, int]) -> Pair | None:
    one, other = seen.get(line.left), seen.get(line.right)
    return None if one is None or other is None else (min(one, other), max(one, other))


def _against(there: Judgement) -> str:
    return f"J{there.id} by {there.actor} says {there.verdict.value}."


def _contradicting(
    verdicts: Mapping[Pair, Verdict], new: Mapping[Pair, Line], born: Mapping[int, int]
) -> list[Refused]:
    """Return the new lines that would join two whom somebody judged different, each tried after those before it."""
    together = {**verdicts, **{pair: line.verdict for pair, line in new.items()}}
    everybody = {one for pair in together for one in pair}
    if not contradictions(clusters(everybody, together), together):
        return []
    refused, taken = [], dict(verdicts)
    for pair, line in new.items():
        tried = {**taken, pair: line.verdict}
        broken = contradictions(clusters(everybody, tried), tried)
        if broken:
            one, other = (born.get(number) for number in broken[0])
            told = (
                f" {one} and {other}, who were judged different" if one and other else " two who were judged different"
            )
            refused.append(Refused(line, f"This would make one person of{told}."))
        else:
            taken = tried
    return refused


def taken(act: Act, lines: Iterable[Line]) -> Taken:
    """Take over what is new in a file of judgements.

    Raises:
        Conflict: if a line cannot be taken over; nothing is then.
    """
    everybody = store.read_testimonies(act.connection)
    visible = act.seen("testimonies", [one.id for one in everybody])
    seen = {one.born_as: one.id for one in everybody if one.id in visible}
    plan = planned(act.connection, lines, seen)
    if plan.refused:
        first = plan.refused[0]
        rest = f" {len(plan.refused) - 1} more lines cannot be taken over either." if len(plan.refused) > 1 else ""
        raise Conflict(
            f"Line {first.line.line}, {first.line.left} and {first.line.right} {first.line.verdict.value}: "
            f"{first.why}{rest}",
            "See all of them by leaving --write out; take the lines away, or undo what they contradict.",
        )
    made = []
    for line in plan.new:
        said = f"{line.actor} on {line.at[:10]}" if line.actor and line.at else line.actor
        reason = f"{line.reason} (judged by {said})".strip() if said else line.reason
        made.append(
            store.add_judgement(act.connection, seen[line.left], seen[line.right], line.verdict, reason, act.actor.name)
        )
    say_persons(act, {number for one in made for number in one.pair})
    return Taken(plan, tuple(made))
