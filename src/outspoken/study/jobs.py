"""Long work that shows how far it is, can be interrupted, and goes on where it stopped.

A job is a row in the study's database. Work that can be cut into pieces saves its cursor
in the same transaction as the piece it finished, so a killed process loses at most the
piece it was in. Work that is whole or nothing only reports its state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from outspoken.errors import StudyError
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.journal import now
from outspoken.study.study import Study
from outspoken.study.tables import jobs

_SILENT_SECONDS = 120
"""A running job that was silent for so long has lost its process."""

Report = Callable[[int, int | None, str], None]
"""Told how much is done, out of how much (None: not known), and at what."""


class State(StrEnum):
    """How a job stands."""

    RUNNING = "running"
    DONE = "done"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work."""

    id: int
    kind: str
    subject: str
    actor: str
    state: State
    done: int
    total: int | None
    cursor: str
    message: str
    started: str
    beat: str


def quiet(done: int, total: int | None, what: str) -> None:
    """Report to nobody."""


class Progress:
    """How a running job says how far it is."""

    def __init__(self, job: Job, report: Report) -> None:
        self.job = job
        self.cursor = job.cursor
        self.done = job.done
        self._report = report

    def show(self, done: int, total: int | None = None, what: str = "") -> None:
        """Tell whoever watches; nothing is written."""
        self.done = done
        self._report(done, total if total is not None else self.job.total, what)

    def save(self, connection: Connection, done: int, cursor: str) -> None:
        """Save the cursor with the piece of work just finished, in its transaction."""
        self.done, self.cursor = done, cursor
        values = {"done": done, "cursor": cursor, "beat": now()}
        connection.execute(update(jobs).where(jobs.c.id == self.job.id).values(**values))
        self._report(done, self.job.total, "")


@contextmanager
def running(
    study: Study, kind: str, subject: str, *, by: Actor, total: int | None = None, report: Report = quiet
) -> Iterator[Progress]:
    """Do long work under a job that keeps its state.

    If the last job of this kind on this subject did not come to its end, its cursor is
    handed on as `progress.cursor`, so that the work goes on from there.
    """
    progress = Progress(_begin(study, kind, subject, by, total), report)
    try:
        yield progress
    except BaseException as error:
        stopped = isinstance(error, KeyboardInterrupt | GeneratorExit)
        # What went wrong matters more than that it could not be written down (a full disk, say).
        with suppress(StudyError):
            _end(study, progress, State.INTERRUPTED if stopped else State.FAILED, type(error).__name__)
        raise
    _end(study, progress, State.DONE, "")


def all_jobs(connection: Connection) -> list[Job]:
    """List every job, the newest first; one whose process died counts as interrupted."""
    rows = connection.execute(select(jobs).order_by(jobs.c.id.desc())).mappings()
    return [_seen(Job(**{**row, "state": State(row["state"])})) for row in rows]


def _begin(study: Study, kind: str, subject: str, by: Actor, total: int | None) -> Job:
    with study.database.writing() as connection:
        query = select(jobs).where(jobs.c.kind == kind, jobs.c.subject == subject).order_by(jobs.c.id.desc()).limit(1)
        last = connection.execute(query).mappings().first()
        goes_on = last is not None and last["state"] != State.DONE and bool(last["cursor"])
        job = Job(
            id=ids.take(connection, "job")[0],
            kind=kind,
            subject=subject,
            actor=by.name,
            state=State.RUNNING,
            done=last["done"] if last is not None and goes_on else 0,
            total=total,
            cursor=last["cursor"] if last is not None and goes_on else "",
            message="",
            started=now(),
            beat=now(),
        )
        connection.execute(insert(jobs).values(**asdict(job)))
    return job


def _end(study: Study, progress: Progress, state: State, message: str) -> None:
    with study.database.writing() as connection:
        values = {"state": state.value, "message": message, "done": progress.done, "beat": now()}
        connection.execute(update(jobs).where(jobs.c.id == progress.job.id).values(**values))


def _seen(job: Job) -> Job:
    silent = datetime.now(UTC) - datetime.fromisoformat(job.beat)
    if job.state is State.RUNNING and silent.total_seconds() > _SILENT_SECONDS:
        return replace(job, state=State.INTERRUPTED)
    return job
