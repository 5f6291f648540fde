"""A sheet read from disk, with its mapping, and what is told of examining it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from difflib import get_close_matches

from outspoken import plugins
from outspoken.collect.importers.examination import Examination
from outspoken.collect.importers.mapping import Mapped, expected_columns, map_columns
from outspoken.collect.importers.sheets import read_sheet
from outspoken.collect.importers.stories import StoryIntake
from outspoken.collect.importers.unseen import Unseen
from outspoken.collect.records import Examined, Intake
from outspoken.errors import NotFound
from outspoken.study.files import digest
from outspoken.study.settings import SheetSource
from outspoken.study.study import Study


class SheetReading:
    """A sheet read from disk, with its mapping."""

    def __init__(self, study: Study, name: str) -> None:
        self.name = name
        self.source = declared(study, name)
        path = study.folder / self.source.file
        self.intakes = _intakes(study)
        self.sheet = read_sheet(path, self.source, expected_columns(self.source))
        self.mapped: Mapped = map_columns(name, self.sheet.header, study.settings, self.intakes)
        self.sha256 = digest(path)

    def columns_of(self, attributes: Collection[str]) -> frozenset[str]:
        """Return the columns that go to some attributes."""
        return frozenset(name for name in self.source.columns if self.source.target(name).to in attributes)

    def reread(self, was_read: Mapping[str, str]) -> tuple[str, ...]:
        """Return the columns that mean something else now; `was_read` is by what each was read the last time."""
        return tuple(name for name, how in self.mapped.reading.items() if was_read and was_read.get(name) != how)

    def told(self, found: Examination, was_read: Mapping[str, str], unseen: Unseen, *, written: bool) -> Examined:
        """Sum up an examination for its importer."""
        changed = {change.key for change in found.changes}
        return Examined(
            name=self.name,
            file=self.source.file,
            sha256=self.sha256,
            how_read=self.sheet.how_read,
            rows=len(self.sheet.rows),
            new=found.new,
            changed=found.changes,
            unchanged=len(found.rows) - len(found.new) - len(changed),
            gone=found.gone,
            problems=found.problems,
            doubts=tuple(replace(doubt, sheet=self.name) for doubt in found.doubts),
            refused=found.refused,
            reread=tuple(name for name in self.reread(was_read) if name not in unseen.columns),
            untouched=tuple(name for name in self.source.columns if name in unseen.columns),
            written=written,
        )


def declared(study: Study, name: str) -> SheetSource:
    """Return what study.toml declares of a sheet.

    Raises:
        NotFound: if it declares no such sheet.
    """
    known = study.settings.collect.imports
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1)
    raise NotFound(
        f"study.toml declares no sheet {name!r}.",
        f"Did you mean {near[0]!r}?" if near else f"Declare it under [collect.imports.{name}]: file, key, columns.",
    )


def _intakes(study: Study) -> list[Intake]:
    found: list[Intake] = [StoryIntake(study.settings.missing, study.settings.languages[0])]
    found += [made(study) for made in plugins.load(plugins.INTAKES).values()]
    return sorted(found, key=lambda intake: intake.position)
