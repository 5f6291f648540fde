"""What is left to judge: the queue of pairs, what each would change, alerts, and how many people are counted twice.

Worked out once for everybody who sees the same of a study, and kept until the next act.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from outspoken.analyse.casetable import load
from outspoken.analyse.worth import Change, Values, changes, worth
from outspoken.coding.codebook import Codebook, read_codebook
from outspoken.people.checked.reading import contradicting, left_out, of_stories_out
from outspoken.people.checked.store import read_exclusions
from outspoken.people.clusters import Pair, in_force
from outspoken.people.conflicts import ALIKE, Alert, alerts_of
from outspoken.people.likeness import Board
from outspoken.people.looking import LEAST_CHANCE, Looked, Scored, look
from outspoken.people.meeting import Engine
from outspoken.people.reasons import Suggestion
from outspoken.people.records import Judgement, Testimony, Verdict
from outspoken.people.remaining import WITHIN, Checked, Open, Remaining, remaining
from outspoken.people.store import read_judgements, read_testimonies
from outspoken.study.actors import Actor
from outspoken.study.journal import head
from outspoken.study.settings import AttributeType, Settings
from outspoken.study.study import Study
from outspoken.study.veils import hidden_attributes, sight_of

EXPLAINED = 1_000
"""So many pairs of the queue come with their reasons; of a later one `explained` tells them."""
_MOST_KEPT = 4
_COUNTED_TYPES = {AttributeType.CATEGORY, AttributeType.COUNTRY, AttributeType.YES_NO}


@dataclass(frozen=True, slots=True)
class Queued:
    """A pair that waits for a judgement, with what it would change."""

    pair: Suggestion
    unsure: Judgement | None
    """The judgement that left it unsure, if somebody did."""
    changes: tuple[Change, ...]
    """The numbers that would change if the two were one."""
    worth: float
    """How much a judgement is expected to move them: see `worth.py`."""
    forbidden: bool
    """Whether the two cannot be one as things stand: see the alerts."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The queue in the order of what a judgement would change, alerts, and how many people are counted twice."""

    queue: tuple[Queued, ...]
    """Pairs that nobody looked at come first, then those left unsure; each by what is expected to change."""
    alerts: tuple[Alert, ...]
    left: Remaining


Kept = tuple[str, tuple[int, ...], Engine, float]
_kept: WeakKeyDictionary[Study, OrderedDict[Kept, Outlook]] = WeakKeyDictionary()
_lock = Lock()


def outlook(study: Study, *, by: Actor, engine: Engine = Engine.LOCAL, within: float = WITHIN) -> Outlook:
    """Work out what is left to judge, as far as the actor may see it.

    Raises:
        StudyError: if the study records no names, or the engine is not installed.
    """
    with study.read(by=by) as connection:
        # Safety: the seal of the last act of all, as in `cases.py`: a hidden act can hide a pair.
        key = head(connection), sight_of(connection), engine, within
        with _lock:
            kept = _kept.setdefault(study, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        found = _worked_out(connection, study.settings, read_codebook(study.folder), engine, within)
    with _lock:
        kept[key] = found
        for old in [one for one in kept if one[0] != key[0]] or list(kept)[:-_MOST_KEPT]:
            del kept[old]
    return found


def _worked_out(
    connection: Connection, settings: Settings, codebook: Codebook, engine: Engine, within: float
) -> Outlook:
    out = left_out(connection) | of_stories_out(connection)
    looked = look(connection, settings, out)
    board, scored = looked.pairs(engine)
    force = in_force(read_judgements(connection))
    hidden = hidden_attributes(connection)
    columns = [name for name, one in settings.attributes.items() if one.type in _COUNTED_TYPES and name not in hidden]
    values = Values.of_table(load(connection, settings, codebook, columns))
    apart = _apart(looked.told, force)
    queue = _queue(looked, board, scored, force, (values, apart))
    everybody = {one.id: one for one in read_testimonies(connection) if one.id not in of_stories_out(connection)}
    alike = [(_ids(looked, one), one.chance) for one in scored if one.chance >= ALIKE]
    verdicts = {pair: one.verdict for pair, one in force.items()}
    alerts = alerts_of(
        everybody, verdicts, alike, contradicting(connection, settings, out), read_exclusions(connection)
    )
    return Outlook(tuple(queue), tuple(alerts), _left(looked, scored, force, apart, (values.people, within)))


def _ids(looked: Looked, one: Scored) -> Pair:
    numbers = looked.told[one.one].id, looked.told[one.other].id
    return min(numbers), max(numbers)


def _apart(told: Sequence[Testimony], force: Mapping[Pair, Judgement]) -> set[Pair]:
    """Return the pairs of persons that somebody judged different."""
    home = {one.id: one.person_id for one in told}
    found = set()
    for pair, one in force.items():
        if one.verdict is Verdict.DIFFERENT and pair[0] in home and pair[1] in home:
            left, right = home[pair[0]], home[pair[1]]
            found.add((min(left, right), max(left, right)))
    return found


def _queue(
    looked: Looked,
    board: Board,
    scored: Sequence[Scored],
    force: Mapping[Pair, Judgement],
    known: tuple[Values, set[Pair]],
) -> list[Queued]:
    values, apart = known
    found: list[tuple[Queued, Scored]] = []
    seen: set[Pair] = set()
    waiting = {pair: one for pair, one in force.items() if one.verdict is Verdict.UNSURE}
    for one in [*scored, *_unscored(looked, scored, waiting)]:
        pair, persons = _ids(looked, one), _persons(looked, one)
        unsure = waiting.get(pair)
        if persons[0] == persons[1] or (pair in force and unsure is None):
            continue
        if unsure is None and ((one.chance < LEAST_CHANCE and not one.rare) or persons in seen):
            continue
        seen.add(persons)
        told = tuple(changes(values, *persons))
        first, second = looked.told[one.one].born_as, looked.told[one.other].born_as
        measure = worth(told, one.chance, unsure=unsure is not None)
        queued = Queued(Suggestion(first, second, one.chance, ()), unsure, told, measure, persons in apart)
        found.append((queued, one))
    found.sort(key=lambda each: _turn(each[0]))
    explained = [
        replace(queued, pair=replace(queued.pair, reasons=looked.why(board, one.one, one.other)))
        for queued, one in found[:EXPLAINED]
    ]
    return [*explained, *(queued for queued, _ in found[EXPLAINED:])]


def _turn(one: Queued) -> tuple[bool, bool, float, int, int]:
    return one.unsure is not None, one.forbidden, -round(one.worth, 9), one.pair.left, one.pair.right


def _persons(looked: Looked, one: Scored) -> Pair:
    left, right = looked.told[one.one].person_id, looked.told[one.other].person_id
    return min(left, right), max(left, right)


def _unscored(looked: Looked, scored: Sequence[Scored], waiting: Mapping[Pair, Judgement]) -> list[Scored]:
    """Return the pairs left unsure that are no candidates: somebody thought of them all the same."""
    known = {_ids(looked, one) for one in scored}
    row = {one.id: place for place, one in enumerate(looked.told)}
    return [
        Scored(row[left], row[right], 0.0, rare=False)
        for left, right in sorted(waiting)
        if (left, right) not in known and left in row and right in row
    ]


def _left(
    looked: Looked,
    scored: Sequence[Scored],
    force: Mapping[Pair, Judgement],
    apart: set[Pair],
    known: tuple[int, float],
) -> Remaining:
    """Say how many people are counted twice: the likeliest pair of testimonies speaks for two persons."""
    best: dict[Pair, float] = {}
    checked = []
    for one in scored:
        judged, persons = force.get(_ids(looked, one)), _persons(looked, one)
        if judged is not None and judged.verdict is not Verdict.UNSURE:
            checked.append(Checked(one.chance, judged.verdict is Verdict.SAME))
        if persons[0] != persons[1] and persons not in apart:
            best[persons] = max(best.get(persons, 0.0), one.chance)
    home = {one.id: one.person_id for one in looked.told}
    for pair, one_judged in force.items():
        if one_judged.verdict is Verdict.UNSURE and pair[0] in home and pair[1] in home:
            left, right = home[pair[0]], home[pair[1]]
            best.pop((min(left, right), max(left, right)), None)
    return remaining([Open(*pair, chance) for pair, chance in best.items()], apart, checked, known[0], known[1])
