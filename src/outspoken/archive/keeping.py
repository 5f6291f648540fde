"""Keep the bytes of stories that lay in files as they were handed over: by their hash, written whole, never changed."""

from __future__ import annotations

from hashlib import sha256

from outspoken.archive import store
from outspoken.archive.records import Text, TextKind
from outspoken.collect.finds.records import Piece
from outspoken.study.files import write_whole
from outspoken.study.study import Act, Study

FOLDER = "archive/given"


class GivenKeeper:
    """Keeps what collect hands over: the bytes in the study's archive, and plain text also as a text of the story."""

    def __init__(self, study: Study) -> None:
        self._folder = study.folder

    def keep(self, act: Act, story: int, piece: Piece) -> None:
        """Keep the bytes of a story; a record of a web archive stays where it is until that is imported."""
        if not piece.data:
            return
        seal = sha256(piece.data).hexdigest()
        place = f"{FOLDER}/{seal[:2]}/{seal}"
        # The file is there before the database speaks of it: a crash between leaves a file too many, never one too few.
        if not (self._folder / place).exists():
            write_whole(self._folder / place, piece.data)
        if not store.add_given(act.connection, story, piece, seal, place):
            return
        if piece.media == "text/plain":
            words = piece.data.decode("utf-8")
            store.add_text(act.connection, act.seq, Text(0, story, TextKind.GIVEN, "", "ltr", "", "", words, ""))
