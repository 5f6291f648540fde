"""Say what went wrong in a full sentence, and which command mends it.

    OutspokenError            something a researcher can understand and put right
    ├── StudyError            the folder, its database, its version
    ├── FileError             a file a person wrote: file, line, field, what was expected
    │   ├── SettingsError     study.toml
    │   ├── CodebookError     codebook.yaml
    │   ├── ClaimsError       claims.yaml, expressions and prose
    │   └── SheetError        a spreadsheet that cannot be read at all
    ├── ImportRefused         rows of a readable spreadsheet are wrong; lists them
    ├── NotFound              nothing by that name in this study
    ├── NotAllowed            this actor may not do this act
    ├── Conflict              somebody else changed it first
    ├── Unsafe                an address or a file that could do harm
    └── SealBroken            the journal is not what it was

Messages are full sentences without markup; hints are something one can type or do.
Only `cli/main.py` and the web door turn them into output. Everything else is a bug.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class OutspokenError(Exception):
    """Something a researcher can understand and put right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class StudyError(OutspokenError):
    """The study's folder, its database or its version."""


class FileError(OutspokenError):
    """A file that a person wrote, with the place in it that is wrong."""

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        file: Path | str = "",
        line: int | None = None,
        field: str = "",
    ) -> None:
        self.file, self.line, self.field = str(file), line, field
        super().__init__(self._place() + message, hint)

    def _place(self) -> str:
        place = Path(self.file).name if self.file else ""
        if self.line is not None:
            place += f", line {self.line}"
        if self.field:
            place += f"{', ' if place else ''}{self.field}"
        return f"{place}: " if place else ""


class SettingsError(FileError):
    """study.toml says something that cannot be used."""


class CodebookError(FileError):
    """codebook.yaml says something that cannot be used."""


class ClaimsError(FileError):
    """claims.yaml, an expression or a text of the report cannot be understood."""


class SheetError(FileError):
    """A spreadsheet cannot be read at all."""


class ImportRefused(OutspokenError):
    """Rows of a readable spreadsheet are wrong, so nothing was written."""

    def __init__(self, message: str, hint: str = "", *, problems: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.problems = tuple(problems)


class NotFound(OutspokenError):
    """Nothing by that name in this study."""


class NotAllowed(OutspokenError):
    """This actor may not do this act."""


class Conflict(OutspokenError):
    """Somebody else changed it first; both versions are kept, and where there are two, they are carried here."""

    def __init__(self, message: str, hint: str = "", *, mine: object = None, theirs: object = None) -> None:
        super().__init__(message, hint)
        self.mine, self.theirs = mine, theirs


class Unsafe(OutspokenError):
    """An address that is not visited, or a file that is not read, because it could do harm."""


class SealBroken(OutspokenError):
    """The journal is not what it was when it was written."""
