"""Say in a few lines what a study holds, its headline, and the one obvious next step."""

from __future__ import annotations

from dataclasses import dataclass

from outspoken.analyse.doubts import all_doubts
from outspoken.analyse.store import count_rows
from outspoken.coding.codebook import read_codebook
from outspoken.collect.store import sheets_read
from outspoken.report.claims import read_claims
from outspoken.report.evaluation import Evaluator
from outspoken.report.headline import headline
from outspoken.study.actors import Actor
from outspoken.study.study import Study


@dataclass(frozen=True, slots=True)
class Overview:
    """What a study holds."""

    title: str
    counts: dict[str, int]
    headline: tuple[str, ...]
    next_step: str

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Each number with its noun."""
        return [(number, label) for label, number in self.counts.items()]


def overview(study: Study, *, by: Actor) -> Overview:
    """Read what a study holds and what to do next."""
    with study.read(by=by) as connection:
        counts = count_rows(connection)
        imported = {name for name, *_ in sheets_read(connection)}
        counts["open doubts"] = len(all_doubts(connection, study.settings))
        parts: list[str] = []
        if counts["testimonies"]:
            evaluator = Evaluator(connection, study.settings, read_codebook(study.folder))
            parts = [str(part) for part in headline(evaluator)]
    return Overview(study.settings.title, counts, tuple(parts), _next_step(study, counts, imported))


def _next_step(study: Study, counts: dict[str, int], imported: set[str]) -> str:
    waiting = [name for name in study.settings.collect.imports if name not in imported]
    if waiting:
        return f"outspoken collect import {waiting[0]} --dry-run"
    if not counts["testimonies"]:
        return "declare a spreadsheet under [collect.imports.NAME] in study.toml"
    if counts["open doubts"]:
        return "outspoken doubts"
    if read_claims(study.folder).claims:
        return "outspoken check"
    return "outspoken report build"
