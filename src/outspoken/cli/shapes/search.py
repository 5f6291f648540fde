"""The shapes of what `outspoken search` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.study import ids
from outspoken.study.search import Hit


@dataclass(frozen=True, slots=True)
class HitShape:
    """A story that was found.

    `start` is where in its text the snippet begins; marks are `[start, end)` in characters of title and snippet.
    """

    story: str
    text: str | None
    language: str
    outlet: str
    title: str
    title_marks: list[tuple[int, int]]
    snippet: str
    start: int
    marks: list[tuple[int, int]]

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """Shape a hit, naming story and text by their visible ids."""
        return cls(
            story=ids.spoken("story", hit.story_id),
            text=ids.spoken("text", hit.text_id) if hit.text_id is not None else None,
            language=hit.language,
            outlet=hit.outlet,
            title=hit.title,
            title_marks=list(hit.title_marks),
            snippet=hit.snippet,
            start=hit.start,
            marks=list(hit.marks),
        )


@dataclass(frozen=True, slots=True)
class SearchShape:
    """`outspoken search --json`; `terms` is how the words were understood."""

    words: str
    terms: list[str]
    total: int
    hits: list[HitShape]


SHAPES = {
    "outspoken search": SearchShape,
}
"""Which command prints which shape."""
