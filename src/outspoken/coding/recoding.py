"""What became of each coding after all that was done to the codebook: where it stands, or why it waits.

Pure, and a replay: all codings of one coder on one thing, and all changes of the codebook
that were not taken back, in the order in which they happened. Nothing is derived from an
earlier result, so taking a change back restores exactly what was before.

A yes to one of several merged codes is a yes to what they became; a no needs a no to all
of them. A no to a code that was split is a no to each part; a yes has to be coded again,
and waits until every part is answered. What was coded by an earlier meaning waits too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from outspoken.coding.records import Answer, Change, ChangeKind

Key = tuple[object, ...]
_STRENGTH = {Answer.YES: 0, Answer.CANNOT_TELL: 1, Answer.NO: 2}


@dataclass(frozen=True, slots=True)
class Given:
    """A coding as it was given."""

    id: int
    key: Key
    """Who coded what: coder, testimony, passage; codings of one key replace each other."""
    code: str
    answer: Answer
    since: int
    version: int
    ended: int | None = None
    """The act that took it away."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the codebook, with the act that made it and the version that came of it."""

    since: int
    version: int
    change: Change


@dataclass(frozen=True, slots=True)
class Book:
    """The codebook as it is now, and what versions meant that were taken back."""

    meanings: Mapping[str, str]
    undone: Mapping[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a coding stands now. A split makes several of one: all but the first are new rows."""

    id: int
    code: str
    until: int | None
    stale: str
    first: bool = True


@dataclass(slots=True)
class _Entry:
    given: Given
    code: str
    stale: str = ""
    until: int | None = None
    first: bool = True
    parts: set[str] = field(default_factory=set)
    """Of a split code: those not answered yet."""


def standings(given: Iterable[Given], steps: Sequence[Step], book: Book) -> list[Standing]:
    """Return where every coding stands, in the order of the codings."""
    by_key: dict[Key, list[Given]] = defaultdict(list)
    for one in given:
        by_key[one.key].append(one)
    retired = {code for step in steps if step.change.kind is ChangeKind.RETIRE for code in step.change.codes}
    found: list[Standing] = []
    for together in by_key.values():
        desk = _Desk()
        for _, _, event in sorted(_events(together, steps), key=lambda one: one[:2]):
            desk.take(event)
        found += [_standing(entry, retired, book) for entry in desk.entries]
    return sorted(found, key=lambda one: (one.id, not one.first, one.code))


def _events(together: Sequence[Given], steps: Sequence[Step]) -> Iterable[tuple[int, int, Given | Step | int]]:
    for step in steps:
        yield step.since, 0, step
    for one in together:
        yield one.since, 1, one
        if one.ended is not None:
            yield one.ended, 0 if one.ended > one.since else 2, one.id


def _standing(entry: _Entry, retired: set[str], book: Book) -> Standing:
    stale, given = entry.stale, entry.given
    if entry.until is None and not stale:
        before = book.undone.get(given.version, {}).get(given.code)
        if entry.code not in book.meanings and entry.code not in retired:
            stale = "its code was taken back"
        elif before is not None and book.meanings.get(entry.code, before) != before:
            stale = f"given by version {given.version}, which was taken back"
    return Standing(given.id, entry.code, entry.until, stale if entry.until is None else "", entry.first)


class _Desk:
    """The codings of one coder on one thing, as they change."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self._now: dict[str, _Entry] = {}

    def take(self, event: Given | Step | int) -> None:
        """Let one thing happen."""
        if isinstance(event, Given):
            self._give(event)
        elif isinstance(event, Step):
            self._change(event)
        else:
            self._end(event)

    def _give(self, given: Given) -> None:
        entry = _Entry(given, given.code)
        self.entries.append(entry)
        for waiting in list(self._now.values()):
            if given.code in waiting.parts:
                waiting.parts.discard(given.code)
                if not waiting.parts:
                    self._close(waiting, given.since)
        self._put(entry, given.since)

    def _end(self, number: int) -> None:
        for entry in [one for one in self._now.values() if one.given.id == number]:
            self._close(entry, entry.given.ended or 0)

    def _change(self, step: Step) -> None:
        change = step.change
        match change.kind:
            case ChangeKind.RENAME:
                self._move(change.codes[0], change.into[0], step.since)
            case ChangeKind.MERGE:
                self._merge(change, step.since)
            case ChangeKind.SPLIT:
                self._split(change)
            case ChangeKind.REDEFINE if change.codes[0] in self._now:
                self._now[change.codes[0]].stale = f"defined anew in version {step.version}"
            case _:
                pass

    def _move(self, before: str, after: str, since: int) -> None:
        for waiting in self._now.values():
            if before in waiting.parts:
                waiting.parts = (waiting.parts - {before}) | {after}
        entry = self._now.pop(before, None)
        if entry is not None:
            entry.code = after
            self._put(entry, since)

    def _merge(self, change: Change, since: int) -> None:
        into = change.into[0]
        for waiting in self._now.values():
            if waiting.parts & set(change.codes):
                waiting.parts = (waiting.parts - set(change.codes)) | {into}
        parts = {code: self._now.pop(code) for code in change.codes if code in self._now}
        if not parts:
            return
        kept = min(parts.values(), key=lambda one: (_STRENGTH[one.given.answer], bool(one.stale), one.given.id))
        if kept.given.answer is not Answer.YES:
            kept.stale = kept.stale or next((one.stale for one in parts.values() if one.stale), "")
            if len(parts) < len(change.codes) and not kept.stale:
                answered = ", ".join(sorted(parts))
                kept.stale = f"merged into {into}, and of what was merged only {answered} was answered"
        for entry in parts.values():
            entry.code = into
            if entry is not kept:
                entry.until = since
        self._put(kept, since)

    def _split(self, change: Change) -> None:
        code = change.codes[0]
        entry = self._now.get(code)
        if entry is None:
            return
        if entry.given.answer is not Answer.NO:
            entry.stale, entry.parts = f"split into {', '.join(change.into)}", set(change.into)
            return
        del self._now[code]
        entry.code = change.into[0]
        self._now[entry.code] = entry
        for part in change.into[1:]:
            self._now[part] = replace(entry, code=part, first=False, parts=set())
            self.entries.append(self._now[part])

    def _put(self, entry: _Entry, since: int) -> None:
        before = self._now.get(entry.code)
        if before is not None and before is not entry:
            if before.given.since > entry.given.since:
                entry.until = since
                return
            before.until = since
        self._now[entry.code] = entry

    def _close(self, entry: _Entry, since: int) -> None:
        entry.until = since
        self._now.pop(entry.code, None)
