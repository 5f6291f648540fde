"""Open a file of another program, whichever it is, and say at once if it is none of those."""

from __future__ import annotations

from pathlib import Path

from outspoken.coding.exchange.qualcoder import read_qualcoder
from outspoken.coding.exchange.quotesheets import read_quotes
from outspoken.coding.exchange.records import Project
from outspoken.coding.exchange.refi_reading import read_qdc, read_qdpx
from outspoken.coding.exchange.taguette import read_taguette
from outspoken.errors import FileError


def opened(path: Path, texts: dict[str, str], coder: str) -> Project:
    """Return the project that a file holds; `texts` and `coder` are for what does not say them.

    Raises:
        FileError: if it is not there, or nothing that can be read.
    """
    if not path.exists():
        raise FileError("there is no such file.", "Check its name.", file=path)
    if path.is_dir() or path.suffix.casefold() == ".qda":
        return read_qualcoder(path)
    match path.suffix.casefold():
        case ".qdpx":
            return read_qdpx(path)
        case ".qdc":
            return read_qdc(path)
        case ".sqlite3" | ".sqlite":
            return read_taguette(path, coder)
        case ".csv" | ".tsv":
            return read_quotes(path, texts, coder)
        case _:
            ends = ".qdpx, .qdc, .qda, .sqlite3 or .csv"
            raise FileError("it is not known what this is.", f"It should end in {ends}.", file=path)
