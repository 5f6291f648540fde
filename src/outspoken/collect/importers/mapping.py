"""Hold a sheet's header against its declared mapping, and find who understands each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from outspoken.collect.records import Intake
from outspoken.errors import SettingsError, SheetError
from outspoken.study.settings import FILE, Footnote, Settings, SheetSource, Target
from outspoken.text.letters import quote


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of a sheet, what it is, and the intake that understands it."""

    name: str
    index: int
    target: Target
    intake: Intake


@dataclass(frozen=True, slots=True)
class Mapped:
    """A sheet's columns, ready to be read."""

    key: int
    columns: tuple[MappedColumn, ...]
    printed: tuple[tuple[str, int], ...]
    """Every column that is kept as printed, mapped or key, with its index."""
    footnotes: tuple[Footnote, ...]
    language: str = "en"
    """The language in which the sheet names months."""


def expected_columns(source: SheetSource) -> list[str]:
    """Return the columns a sheet must have."""
    return list(dict.fromkeys([source.key, *source.columns, *(note.column for note in source.footnotes)]))


def map_columns(name: str, header: Sequence[str], settings: Settings, intakes: Sequence[Intake]) -> Mapped:
    """Find every declared column in the header, and an intake for each.

    Raises:
        SheetError: if a declared column is missing, or one of the sheet is not declared.
        SettingsError: if a target is not understood.
    """
    source = settings.collect.imports[name]
    place = {column: index for index, column in enumerate(header)}
    for column in expected_columns(source):
        if column not in place:
            near = get_close_matches(column, header, 1)
            raise SheetError(
                f"there is no column {column!r}; there are: {', '.join(header)}.",
                (f"Did you mean {near[0]!r}? " if near else "")
                + f"Correct [collect.imports.{name}] in {FILE}, or declare delimiter and header there.",
                file=source.file,
                line=source.header,
            )
    for column in header:
        if column not in source.columns and column != source.key and column not in source.ignore:
            raise SheetError(
                f"nobody says what column {column!r} is.",
                f'Map it under [collect.imports.{name}.columns], or add it to ignore = ["{column}"].',
                file=source.file,
                line=source.header,
            )
    columns = tuple(
        MappedColumn(column, place[column], source.target(column), _intake(name, column, settings, intakes))
        for column in source.columns
        if source.target(column).to != "key"
    )
    kept = [column for column in header if column not in source.ignore]
    printed = tuple((column, place[column]) for column in kept)
    return Mapped(place[source.key], columns, printed, tuple(source.footnotes), settings.languages[0])


def _intake(name: str, column: str, settings: Settings, intakes: Sequence[Intake]) -> Intake:
    target = settings.collect.imports[name].target(column)
    answers = (intake.understands(target) for intake in intakes)
    for intake, trouble in zip(intakes, answers, strict=True):
        if not trouble:
            return intake
        if trouble != "?":
            break
    else:
        trouble = f"there is nothing called {quote(target.to)} to put a column into."
    place = ("collect", "imports", name, "columns", column)
    raise SettingsError(
        trouble,
        "A column goes to an attribute of this study, to story.published, story.outlet, story.title, "
        "story.address or story.language, to code ID or to codes GROUP.",
        file=FILE,
        line=settings.line_of(*place),
        field=".".join(place),
    )
