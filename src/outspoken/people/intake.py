"""Take testimonies and their attributes out of imported rows: one row, one testimony."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from outspoken.collect.records import Fact, Finding, Marked, Taken
from outspoken.people import store
from outspoken.people.records import Verdict
from outspoken.people.values import ValueReader
from outspoken.study.settings import AttributeType, Target
from outspoken.study.study import Act, Study


class PeopleIntake:
    """Understands the attributes that study.toml defines, and footnotes about identity."""

    position = 10

    def __init__(self, study: Study) -> None:
        settings = study.settings
        self._attributes = settings.attributes
        self._reader = ValueReader(settings.missing, settings.hedges, settings.languages[0])
        self._words = f"{settings.missing} {settings.hedges} {settings.languages[0]}"

    def understands(self, target: Target) -> str:
        """Return "" for an attribute of this study, "?" for what is none."""
        return "" if target.to in self._attributes else "?"

    def one_spelling(self, target: Target) -> bool:
        """A country is worth one spelling; a category declares all of its own."""
        return self._attributes[target.to].type is AttributeType.COUNTRY

    def find(self, target: Target, printed: str) -> Finding:
        """Read one cell."""
        return self._reader.find(target.to, self._attributes[target.to], target, printed)

    def reads_by(self, target: Target) -> str:
        """A value goes by its attribute's type, values and limits, and by the words for missing and hedging."""
        attribute = self._attributes[target.to]
        return f"{attribute.type} {attribute.values} {attribute.minimum} {attribute.maximum} {self._words}"

    def store(self, act: Act, rows: Sequence[Taken]) -> None:
        """Make a testimony for each new row, and store what the rows say."""
        new = [row for row in rows if row.is_new]
        if new:
            store.add_testimonies(act.connection, [(row.story_id, row.row_id) for row in new])
        testimony = store.by_row(act.connection, [row.row_id for row in rows])
        given: list[tuple[int, Fact, str, int | None]] = []
        replaced: list[tuple[int, str]] = []
        for row in rows:
            for found in row.found:
                if not row.is_new:
                    replaced.append((testimony[row.row_id], found.target.to))
                given += [(testimony[row.row_id], fact, found.printed, found.doubt) for fact in found.finding.facts]
        store.end_facts(act.connection, act.seq, replaced)
        store.add_facts(act.connection, act.seq, act.actor.name, given)

    def finish(self, act: Act, marked: Sequence[Marked]) -> None:
        """Judge rows *unsure* that a footnote says may be one person, unless somebody judged them already."""
        for mark in marked:
            if mark.footnote.means != "maybe-one-person":
                continue
            testimony = store.by_row(act.connection, [row.row_id for row in mark.rows])
            for one, other in combinations(sorted(testimony[row.row_id] for row in mark.rows), 2):
                if not store.judged_before(act.connection, one, other):
                    reason = mark.footnote.note or f"The source marks both with {mark.footnote.mark}."
                    store.add_judgement(act.connection, one, other, Verdict.UNSURE, reason, act.actor.name)
