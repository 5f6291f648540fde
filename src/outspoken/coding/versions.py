"""Keep codebook.yaml and its versions in step: the file is the people's, the record is the program's.

What an act writes into the file is laid ready in .outspoken/ before the act is committed,
and put in place after it: a process killed in between leaves the file either as it was,
or to be put in place by the next act. What somebody wrote into the file by hand becomes a
version of its own, the next time anything is coded.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from outspoken.coding import store
from outspoken.coding.bookfile import numbered, parsed
from outspoken.coding.changes import compared, meanings
from outspoken.coding.codebook import FILE, Codebook, read_codebook
from outspoken.coding.recoding import Book, Step, standings
from outspoken.coding.records import Change, Version
from outspoken.errors import CodebookError
from outspoken.study.files import write_whole
from outspoken.study.study import Act, Study

_NONE = "version: 1\ngroups: []\n"


def recognised(study: Study, act: Act) -> tuple[Version, Codebook]:
    """Return the version that holds now, written down first if the file was changed by hand.

    Raises:
        CodebookError: if the file cannot be used.
    """
    _put_in_place_if_committed(study, act)
    latest = store.current_version(act.connection)
    words = _words(study.folder)
    if latest is not None and latest.words == words:
        return latest, parsed(words)
    book = read_codebook(study.folder)
    if latest is None:
        return _written(act, book.version, words, ()), book
    changes = compared(parsed(latest.words), book)
    if not changes:
        store.reword_version(act.connection, latest.number, words)
        return latest, book
    number = max(store.last_number(act.connection) + 1, book.version)
    if book.version != number:
        words = numbered(words, number)
        lay_ready(study, act, words)
    version = _written(act, number, words, changes)
    restand(act)
    return version, book


def change(study: Study, act: Act, words: str, changes: tuple[Change, ...]) -> Version:
    """Make the words the next version of the codebook, and let every coding follow.

    Raises:
        CodebookError: if the words are no codebook.
    """
    number = store.last_number(act.connection) + 1
    words = numbered(words, number)
    parsed(words)
    lay_ready(study, act, words)
    version = _written(act, number, words, changes)
    restand(act)
    return version


def restand(act: Act) -> int:
    """Work out anew where every coding stands; return how many moved."""
    every = store.versions(act.connection)
    steps = [Step(one.since, one.number, change) for one in every if one.undone is None for change in one.changes]
    held = next((one for one in reversed(every) if one.undone is None), None)
    undone = {one.number: one.meanings for one in every if one.undone is not None}
    book = Book(held.meanings if held else {}, undone)
    return store.set_standings(act.connection, standings(store.all_given(act.connection), steps, book))


def lay_ready(study: Study, act: Act, words: str) -> None:
    """Write what the file will hold once the act is committed."""
    write_whole(_ready(study, act.seq), words)


def put_in_place(study: Study, act: Act) -> None:
    """After an act: let the file be what the act laid ready, if anything and if nobody has done so."""
    with suppress(FileNotFoundError):
        _ready(study, act.seq).replace(study.folder / FILE)


def _put_in_place_if_committed(study: Study, act: Act) -> None:
    """Finish what a killed process left; nobody else is in an act now."""
    latest = store.current_version(act.connection)
    for ready in sorted(study.caches.glob(f"{FILE}.*")):
        if latest is not None and ready.read_bytes().decode("utf-8") == latest.words:
            ready.replace(study.folder / FILE)
        else:
            ready.unlink(missing_ok=True)


def _ready(study: Study, seq: int) -> Path:
    return study.caches / f"{FILE}.{seq}"


def _written(act: Act, number: int, words: str, changes: tuple[Change, ...]) -> Version:
    version = Version(number, words, meanings(parsed(words)), changes, act.actor.name, "", act.seq)
    store.add_version(act.connection, version)
    return version


def _words(folder: Path) -> str:
    path = folder / FILE
    if not path.exists():
        return _NONE
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CodebookError(f"the file cannot be read ({problem}).", "Save it as UTF-8.", file=path) from problem
