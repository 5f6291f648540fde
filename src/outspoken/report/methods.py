"""Gather what was done in a study, from its settings and its journal, for the methods section.

Numbers of people only, never who they are: a report may leave the building.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from outspoken.analyse.doubts import all_doubts
from outspoken.analyse.store import read_answers, read_spoken_in
from outspoken.collect.records import Doubt, DoubtState
from outspoken.collect.store import sheets_read
from outspoken.people.clusters import in_force
from outspoken.people.records import Verdict
from outspoken.people.store import read_judgements
from outspoken.report.verdicts import Checked
from outspoken.report.verdicts import Verdict as Checkedness
from outspoken.study.journal import Entry, entries
from outspoken.study.settings import Settings

BUILDING = "report.build"
"""The act that writes a report; it changes no data."""


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet that was imported."""

    name: str
    file: str
    sha256: str
    rows: int
    how_found: str


@dataclass(frozen=True, slots=True)
class DoubtsOfKind:
    """How many doubts of a kind there are."""

    kind: str
    open: int
    settled: int


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How the check of all stated numbers went."""

    stated: int
    holds: int
    fails: int
    depends: int
    cannot_tell: int


@dataclass(frozen=True, slots=True)
class Methods:
    """What was done."""

    sheets: tuple[SheetRead, ...]
    rows: int
    testimonies: int
    stories: int
    imports: int
    same: int
    different: int
    unsure: int
    judges: int
    undone: int
    doubts: tuple[DoubtsOfKind, ...]
    open_doubts: int
    settled_doubts: int
    settlers: int
    codings: int
    coders: int
    checked: Verdicts
    sample: str
    newest: Entry | None


def gather(connection: Connection, settings: Settings, checked: Sequence[Checked]) -> Methods:
    """Read what was done in a study."""
    sheets = tuple(
        SheetRead(name, file, sha256, rows, _how_found(settings, name))
        for name, file, sha256, rows, _ in sheets_read(connection)
    )
    journal = [entry for entry in entries(connection) if entry.act != BUILDING]
    every = read_judgements(connection, undone=True)
    force = list(in_force(every).values())
    verdicts = Counter(one.verdict for one in force)
    doubts = all_doubts(connection, settings, settled=True)
    settled = [doubt for doubt in doubts if doubt.state is DoubtState.SETTLED]
    answers = read_answers(connection)
    spoken = read_spoken_in(connection)
    return Methods(
        sheets=sheets,
        rows=sum(sheet.rows for sheet in sheets),
        testimonies=len(spoken),
        stories=len({row[5] for row in spoken}),
        imports=sum(entry.act == "collect.import_sheet" for entry in journal),
        same=verdicts[Verdict.SAME],
        different=verdicts[Verdict.DIFFERENT],
        unsure=verdicts[Verdict.UNSURE],
        judges=len({one.actor for one in force}),
        undone=sum(bool(one.undone_at) for one in every),
        doubts=tuple(_kinds(doubts)),
        open_doubts=len(doubts) - len(settled),
        settled_doubts=len(settled),
        settlers=len({doubt.chosen_by for doubt in settled}),
        codings=len(answers),
        coders=len({row[3] for row in answers}),
        checked=_verdicts(checked),
        sample=settings.analyse.sample,
        newest=journal[-1] if journal else None,
    )


def _how_found(settings: Settings, sheet: str) -> str:
    source = settings.collect.imports.get(sheet)
    return source.how_found if source is not None else ""


def _kinds(doubts: Sequence[Doubt]) -> list[DoubtsOfKind]:
    counts: dict[str, list[int]] = {}
    for doubt in doubts:
        place = counts.setdefault(doubt.kind.value, [0, 0])
        place[doubt.state is DoubtState.SETTLED] += 1
    return [DoubtsOfKind(kind, open_, settled) for kind, (open_, settled) in counts.items()]


def _verdicts(checked: Sequence[Checked]) -> Verdicts:
    stated = [one for one in checked if one.kind not in {"value", "footnote", "identity"}]
    counts = Counter(one.verdict for one in stated)
    return Verdicts(
        len(stated),
        counts[Checkedness.HOLDS],
        counts[Checkedness.FAILS],
        counts[Checkedness.DEPENDS],
        counts[Checkedness.CANNOT_TELL],
    )
