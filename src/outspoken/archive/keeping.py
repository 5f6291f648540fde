"""Keep what collect hands over: files and pasted words as objects of the archive, web archives whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from outspoken.archive import store
from outspoken.archive.answers import READER
from outspoken.archive.blemishes import blemishes
from outspoken.archive.objects import Archive, archive_of
from outspoken.archive.packages import names_of, warc_files
from outspoken.archive.records import Capture, Text, TextKind
from outspoken.archive.warc import TOOL, check_file, media_of, write_given
from outspoken.collect.finds.records import Piece
from outspoken.study.journal import now
from outspoken.study.study import Act, Study
from outspoken.text.languages import direction_of, language_of


class GivenKeeper:
    """Keeps the bytes of stories; `outspoken archive read` reads them, but plain words are a text at once.

    An object is there before the database speaks of it: a crash in between leaves one too
    many, never one too few. The manifest does not say whose it is, for the act that makes
    the story may yet fail.
    """

    def __init__(self, study: Study) -> None:
        self._study = study
        self._begun: Archive | None = None
        self._taken: dict[str, str] = {}
        self._known: dict[tuple[str, int], Capture] = {}

    @property
    def _archive(self) -> Archive:
        if self._begun is None:
            self._begun = archive_of(self._study)
            self._begun.recover()
        return self._begun

    def prepare(self, pieces: Iterable[Piece]) -> None:
        """Take in, whole, the web archives that pieces lie in: checking a large one takes minutes.

        Raises:
            Unsafe: if one is not what it says.
        """
        self._known.clear()
        for piece in pieces:
            if piece.length and not piece.data:
                place = self._whole(piece.name), piece.offset
                self._known[place] = _about(self._archive, *place)

    def keep(self, act: Act, story: int, piece: Piece) -> None:
        """Keep the bytes of a story; keeping them twice changes nothing.

        Raises:
            Unsafe: if they lie in a web archive that is not what it says.
        """
        if piece.data:
            self._keep_bytes(act, story, piece)
        elif piece.length:
            self._keep_record(act, story, piece)

    def _keep_bytes(self, act: Act, story: int, piece: Piece) -> None:
        seal = sha256(piece.data).hexdigest()
        if store.holds(act.connection, story, seal):
            return
        at = now()
        written = write_given(f"urn:sha256:{seal}", at, piece.media, piece.data)
        entry, _ = self._archive.add(written, None, TOOL)
        made = Capture(
            id=0,
            story_id=story,
            at=at,
            asked="",
            address="",
            status=0,
            media=piece.media,
            sha256=seal,
            file=entry.file,
            offset=0,
            length=written.length,
            tool=TOOL,
            note="handed over as a file",
        )
        capture = store.add_captures(act.connection, [made])[0]
        if piece.media == "text/plain":
            _add_words(act, capture, piece.data.decode("utf-8"))

    def _keep_record(self, act: Act, story: int, piece: Piece) -> None:
        file = self._whole(piece.name)
        if (file, piece.offset) in store.places(act.connection, file):
            return
        found = self._known.get((file, piece.offset)) or _about(self._archive, file, piece.offset)
        store.add_captures(act.connection, [replace(found, story_id=story, at=piece.at or now())])

    def _whole(self, name: str) -> str:
        """Take the web archive in, whole and once, that a piece lies in; return the name of its object."""
        if name not in self._taken:
            path = Path(name.partition("#")[0])
            with warc_files(path) as files:
                for inside, file in zip(names_of(path), files, strict=True):
                    for _ in check_file(file):
                        pass
                    self._taken[f"{path}{inside}"] = self._archive.take_in(file, TOOL).file
        return self._taken[name]


def _about(archive: Archive, file: str, offset: int) -> Capture:
    """Return what there is to say of a record, but for whose it is and when it was made."""
    record = archive.record(file, offset)
    status, headers, body = record.http if record.kind == "response" else (200, record.headers, record.block)
    return Capture(
        id=0,
        story_id=0,
        at="",
        asked=record.address,
        address=record.address,
        status=status,
        media=media_of(headers),
        sha256=sha256(body).hexdigest(),
        file=file,
        offset=offset,
        length=record.end - record.offset,
        tool=TOOL,
        note="handed over in a web archive",
    )


def _add_words(act: Act, capture: Capture, words: str) -> None:
    text = Text(
        id=0,
        story_id=capture.story_id,
        kind=TextKind.GIVEN,
        language=language_of(words),
        direction=direction_of(words),
        title="",
        author="",
        words=words,
        tool="",
        capture_id=capture.id,
    )
    made = store.add_text(act.connection, act.seq, text)
    store.add_marks(act.connection, [(made.id, mark) for mark in blemishes(words, [])])
    store.set_read(act.connection, READER, [(capture.id, "")])
