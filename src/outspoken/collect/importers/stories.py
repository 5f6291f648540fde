"""Take stories out of imported rows: outlet, title, address, language, publication date."""

from __future__ import annotations

from collections.abc import Sequence

from outspoken.collect import store
from outspoken.collect.records import Doubt, DoubtKind, Fact, Finding, Marked, Taken
from outspoken.study.settings import STORY_FACTS, Missing, Target
from outspoken.study.study import Act
from outspoken.text.dates import NoSuchDay, parse_printed
from outspoken.text.letters import fold

PREFIX = "story."


class StoryIntake:
    """Understands `story.published`, `story.outlet`, `story.title`, `story.address`, `story.language`."""

    position = 0

    def __init__(self, missing: Missing, language: str) -> None:
        self._missing = {fold(word) for words in missing.model_dump().values() for word in words}
        self._language = language

    def understands(self, target: Target) -> str:
        """Return "" for a story's fact, "?" for what is not a story's."""
        if not target.to.startswith(PREFIX):
            return "?"
        fact = target.to.removeprefix(PREFIX)
        if fact not in STORY_FACTS:
            return f"a story has no {fact!r}; it has {', '.join(STORY_FACTS)}."
        if fact == "published" and not target.format:
            return 'a date needs the format it is printed in, e.g. { to = "story.published", format = "DD/MM/YY" }.'
        return ""

    def one_spelling(self, target: Target) -> bool:
        """Outlets have a search of their own for near twins."""
        return False

    def find(self, target: Target, printed: str) -> Finding:
        """Read one cell."""
        if fold(printed) in self._missing:
            return Finding()
        if target.to != "story.published":
            return Finding((Fact(target.to, printed),))
        try:
            date = parse_printed(printed, target.format, self._language)
        except NoSuchDay:
            return Finding(doubt=Doubt("", DoubtKind.IMPOSSIBLE_DATE, "", printed, "", (), ()))
        except ValueError as error:
            return Finding(problem=f"{error}.", hint="Correct the cell, or the format in study.toml.")
        return Finding((Fact(target.to, str(date)),))

    def store(self, act: Act, rows: Sequence[Taken]) -> None:
        """Store what was found about the rows' stories."""
        cells = [(row, found) for row in rows for found in row.found]
        named = [f.value for _, found in cells if found.target.to == "story.outlet" for f in found.finding.facts]
        outlets = store.outlet_ids(act.connection, named)
        dates: list[tuple[int, Fact, str, int | None]] = []
        changed: dict[str, list[tuple[int, object]]] = {}
        for row, found in cells:
            name = found.target.to.removeprefix(PREFIX)
            value = found.finding.facts[0].value if found.finding.facts else ""
            if name == "published":
                if not row.is_new:
                    store.end_dates(act.connection, act.seq, row.story_id)
                dates.extend((row.story_id, fact, found.printed, found.doubt) for fact in found.finding.facts)
            elif name == "outlet":
                changed.setdefault("outlet_id", []).append((row.story_id, outlets[fold(value)] if value else None))
            else:
                changed.setdefault(name, []).append((row.story_id, value))
        for column, values in changed.items():
            store.set_stories(act.connection, column, values)
        store.add_dates(act.connection, act.seq, dates)

    def finish(self, act: Act, marked: Sequence[Marked]) -> None:
        """Footnotes say nothing about stories."""
