"""Read what somebody gives to be added: an address, a file, a folder, or pasted text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from outspoken import plugins
from outspoken.collect.addresses import canonical, is_address
from outspoken.collect.finds.kinds import READABLE, ending_of, read_any
from outspoken.collect.finds.lists import read_list
from outspoken.collect.finds.records import ChannelKind, Keeper, Lead, Leads, Piece, Worker
from outspoken.collect.records import Problem
from outspoken.errors import FileError, NotFound, StudyError
from outspoken.study.study import Study

LARGEST_FILE = 1 << 30
_MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Source:
    """What somebody gives: what it is called, its leads, and the name of the channel that it makes."""

    name: str
    leads: Leads
    channel: str


class Here:
    """Reads in this process, where nothing is installed that reads in one of its own."""

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run it."""
        return function(*arguments)

    def close(self) -> None:
        """Do nothing, for nothing was begun."""


def worker_of(study: Study) -> Worker:
    """Return what runs functions that read hostile bytes."""
    return next((made(study) for made in plugins.load(plugins.WORKERS).values()), Here())


def keeper_of(study: Study) -> Keeper:
    """Return what keeps the bytes of stories that lay in files.

    Raises:
        StudyError: if nothing is installed that does.
    """
    for made in plugins.load(plugins.KEEPERS).values():
        keeper: Keeper = made(study)
        return keeper
    raise StudyError("Nothing is installed that keeps files.", "Install Outspoken again: `pip install outspoken`.")


def read_source(given: str, worker: Worker, encoding: str = "") -> Source:
    """Read an address, a file or a folder.

    Raises:
        NotFound: if it is none of them.
        FileError: if a single file cannot be read; in a folder such a file is a problem among others.
    """
    path = Path(given)
    if path.is_dir():
        return Source(given, _folder(path, worker, encoding), path.resolve().name)
    if path.is_file():
        return Source(given, _file(path, path.name, worker, encoding), path.name)
    if re.match(r"https?:/", given.strip(), re.IGNORECASE) or (is_address(given) and ending_of(given) not in READABLE):
        return read_address(given)
    raise NotFound(
        f"There is no file {given!r}, and it is not an address on the web either.",
        "Give an address such as https://example.org/story, a file, a folder, or - for what you paste.",
    )


def read_address(given: str) -> Source:
    """Read one address; never a file of this machine, whatever is given.

    Raises:
        NotFound: if it is no address on the web.
    """
    try:
        canonical(given)
    except ValueError as error:
        raise NotFound(f"{error}.", "Give the address as the browser shows it.") from error
    return Source(given, Leads(ChannelKind.HAND, (Lead(address=given.strip()),)), "by hand")


def read_upload(name: str, data: bytes, worker: Worker, encoding: str = "") -> Source:
    """Read the bytes of a file that lies nowhere here, as `read_source` reads a file.

    Raises:
        FileError: if it cannot be read.
    """
    return Source(name, worker.run(read_any, data, name, encoding), name)


def read_pasted(text: str, about: Lead) -> Source:
    """Read pasted text: a list of addresses, or the words of one story about which something else is known.

    Raises:
        FileError: if nothing was pasted, or nobody says which story it is.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise FileError("nothing was pasted.", "Pipe text into it: `outspoken collect add - < words.txt`.", file="-")
    if is_address(lines[0]) and not (about.title or about.address):
        return Source("-", read_list(text.encode(), "-"), "by hand")
    if not (about.title or about.address):
        raise FileError(
            "nobody says which story these words are.",
            "Give its address with --address, or its title with --title.",
            file="-",
        )
    piece = Piece("pasted.txt", "text/plain", text.encode())
    return Source("-", Leads(ChannelKind.PASTE, (replace(about, piece=piece),)), "pasted")


def _file(path: Path, name: str, worker: Worker, encoding: str) -> Leads:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FileError("the file is larger than 1 GB.", "Split it into several.", file=name)
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"the file cannot be read ({error.strerror}).", "May you read it?", file=name) from error
    found: Leads = worker.run(read_any, data, name, encoding)
    if found.kind is not ChannelKind.ARCHIVE:
        return found
    # Whoever keeps the records must find the file again.
    whole = str(path.resolve())
    located = [
        replace(lead, piece=replace(lead.piece, name=whole + lead.piece.name.removeprefix(name)))
        if lead.piece
        else lead
        for lead in found.leads
    ]
    return replace(found, leads=tuple(located))


def _folder(folder: Path, worker: Worker, encoding: str) -> Leads:
    leads: list[Lead] = []
    problems: list[Problem] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            found = _file(path, name, worker, encoding)
        except FileError as error:
            said = error.message.partition(": ")[2] if error.message.startswith(name) else error.message
            problems.append(Problem(error.line or 0, name, said, error.hint))
            continue
        leads += found.leads
        problems += [replace(one, column=f"{name}, {one.column}".strip(", ")) for one in found.problems]
    if not leads and not problems:
        raise FileError(
            f"there is nothing to read in the folder {folder}.", f"Files that are read: {', '.join(READABLE)}."
        )
    return Leads(ChannelKind.FILE, tuple(leads), tuple(problems))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder in the order of their names, without hidden ones and what lies behind links."""
    inside = folder.resolve()
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if number > _MOST_FILES:
            raise FileError(
                f"the folder holds more than {_MOST_FILES:,} files.", "Add its parts one by one.", file=folder
            )
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        # Safety: a link in somebody's folder must not bring a file of ours into the study.
        if path.is_file() and not hidden and path.resolve().is_relative_to(inside):
            yield path
