"""The shapes of what `outspoken archive` prints as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from outspoken.archive.copies.records import CopyCluster, CopyJudgement, CopySuggestion
from outspoken.archive.records import (
    Anchor,
    Given,
    Holding,
    Imported,
    KeptStories,
    Mark,
    Passage,
    ReadStories,
    Text,
    Verified,
)
from outspoken.study import ids


@dataclass(frozen=True, slots=True)
class ProblemOfStoryShape:
    """Why a story was not kept or not read."""

    story: str
    why: str


def _problems(found: Sequence[tuple[str, str]]) -> list[ProblemOfStoryShape]:
    return [ProblemOfStoryShape(story, why) for story, why in found]


@dataclass(frozen=True, slots=True)
class ReadShape:
    """`outspoken archive read --json`."""

    read: int
    refused: int
    lost: int
    problems: list[ProblemOfStoryShape]

    @classmethod
    def of(cls, found: ReadStories) -> Self:
        """Shape what came of reading."""
        return cls(found.read, found.refused, found.lost, _problems(found.problems))


@dataclass(frozen=True, slots=True)
class KeptShape:
    """`outspoken archive keep --json`."""

    kept: int
    failed: int
    problems: list[ProblemOfStoryShape]
    reading: ReadShape | None

    @classmethod
    def of(cls, found: KeptStories, read: ReadStories | None) -> Self:
        """Shape what came of visiting, and of reading after it."""
        return cls(found.kept, found.failed, _problems(found.problems), ReadShape.of(read) if read else None)


@dataclass(frozen=True, slots=True)
class CaptureShape:
    """One archived copy."""

    id: int
    at: str
    asked: str
    address: str
    status: int
    media: str
    sha256: str
    file: str
    offset: int
    length: int
    tool: str
    note: str
    problem: str
    refused: str
    reader: str


@dataclass(frozen=True, slots=True)
class MarkShape:
    """A stretch of a text, and what is said of it."""

    kind: str
    words: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class TextShape:
    """The words of a story in one language."""

    id: str
    kind: str
    of: str
    language: str
    direction: str
    title: str
    author: str
    words: str
    tool: str
    marks: list[MarkShape]

    @classmethod
    def of_text(cls, text: Text, marks: Sequence[Mark]) -> Self:
        """Shape a text and its marks."""
        return cls(
            id=f"X{text.id}",
            kind=text.kind.value,
            of=f"X{text.of_id}" if text.of_id else "",
            language=text.language,
            direction=text.direction,
            title=text.title,
            author=text.author,
            words=text.words,
            tool=text.tool,
            marks=[MarkShape(one.kind.value, one.words, one.start, one.end) for one in marks],
        )


@dataclass(frozen=True, slots=True)
class LostPassageShape:
    """A passage that a newer reading no longer held."""

    story: str
    text: str
    start: int
    end: int
    quote: str
    before: str
    after: str

    @classmethod
    def of(cls, story: str, one: Passage) -> Self:
        """Shape a passage."""
        return cls(story, f"X{one.text_id}", one.start, one.end, one.quote, one.before, one.after)


@dataclass(frozen=True, slots=True)
class LostShape:
    """`outspoken archive lost --json`."""

    lost: list[LostPassageShape]

    @classmethod
    def of(cls, found: Sequence[tuple[str, Passage]]) -> Self:
        """Shape the list."""
        return cls([LostPassageShape.of(story, one) for story, one in found])


@dataclass(frozen=True, slots=True)
class ShowShape:
    """`outspoken archive show STORY --json`."""

    story: str
    title: str
    address: str
    captures: list[CaptureShape]
    texts: list[TextShape]
    lost: list[LostPassageShape]

    @classmethod
    def of(cls, found: Holding) -> Self:
        """Shape what is held of a story."""
        captures = [
            CaptureShape(**{name: getattr(one, name) for name in CaptureShape.__dataclass_fields__})
            for one in found.captures
        ]
        texts = [TextShape.of_text(text, marks) for text, marks in found.texts]
        lost = [LostPassageShape.of(found.story, one) for one in found.lost]
        return cls(found.story, found.title, found.address, captures, texts, lost)


@dataclass(frozen=True, slots=True)
class HoldingShape:
    """One story in the list."""

    story: str
    title: str
    address: str
    captures: int
    texts: int
    problem: str
    refused: str


@dataclass(frozen=True, slots=True)
class ListShape:
    """`outspoken archive list --json`."""

    stories: list[HoldingShape]

    @classmethod
    def of(cls, found: Sequence[Holding]) -> Self:
        """Shape the list; reasons are those of the last capture."""
        return cls(
            [
                HoldingShape(
                    one.story,
                    one.title,
                    one.address,
                    len(one.captures),
                    len(one.texts),
                    one.captures[-1].problem if one.captures else "",
                    one.captures[-1].refused if one.captures else "",
                )
                for one in found
            ]
        )


@dataclass(frozen=True, slots=True)
class AnchorShape:
    """What somebody outside witnessed of the archive's manifest."""

    kind: str
    file: str
    head: str
    objects: int
    at: str
    calendar: str
    unchecked: str

    @classmethod
    def of(cls, found: Anchor) -> Self:
        """Shape an anchor."""
        return cls(found.kind.value, found.file, found.seal, found.objects, found.at, found.calendar, found.unchecked)


@dataclass(frozen=True, slots=True)
class AnchoredShape:
    """`outspoken archive anchor --json`: what was made; nothing where nothing was sent."""

    anchors: list[AnchorShape]


@dataclass(frozen=True, slots=True)
class VerifiedShape:
    """`outspoken archive verify --json`."""

    intact: bool
    objects: int
    records: int
    captures: int
    head: str
    anchors: list[AnchorShape]
    wrong: str

    @classmethod
    def of(cls, found: Verified | None, wrong: str) -> Self:
        """Shape what the check found."""
        if found is None:
            return cls(False, 0, 0, 0, "", [], wrong)
        anchors = [AnchorShape.of(one) for one in found.anchors]
        return cls(True, found.objects, found.records, found.captures, found.head, anchors, "")


@dataclass(frozen=True, slots=True)
class GivenShape:
    """`outspoken archive give STORY FILE --json`."""

    text: TextShape

    @classmethod
    def of(cls, found: Given) -> Self:
        """Shape a given text."""
        return cls(TextShape.of_text(found.text, found.marks))


@dataclass(frozen=True, slots=True)
class ImportedShape:
    """`outspoken archive import-warc FILE --json`."""

    records: int
    pages: int
    stories: int
    refused: int
    before: int

    @classmethod
    def of(cls, found: Imported) -> Self:
        """Shape what was taken in."""
        return cls(found.records, found.pages, found.stories, found.refused, found.before)


@dataclass(frozen=True, slots=True)
class WaczShape:
    """`outspoken archive wacz FILE --json`."""

    file: str
    captures: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CopySuggestionShape:
    """A story that looks like a copy; `share` is how much of the shorter text stands in the longer, 0 to 1."""

    copy: str
    original: str
    sure_which: bool
    translation: bool
    reasons: list[str]
    share: float
    verdict: str | None

    @classmethod
    def of(cls, suggestion: CopySuggestion) -> Self:
        """Shape a suggestion, naming stories by their visible ids."""
        return cls(
            copy=ids.spoken("story", suggestion.copy),
            original=ids.spoken("story", suggestion.of),
            sure_which=suggestion.sure_which,
            translation=suggestion.translation,
            reasons=list(suggestion.reasons),
            share=suggestion.share,
            verdict=suggestion.verdict.value if suggestion.verdict else None,
        )


@dataclass(frozen=True, slots=True)
class CopyClusterShape:
    """Stories that look like one text; `sure_which` says whether the original is sure to be the earliest."""

    original: str
    sure_which: bool
    suggestions: list[CopySuggestionShape]

    @classmethod
    def of(cls, cluster: CopyCluster) -> Self:
        """Shape a cluster."""
        shaped = [CopySuggestionShape.of(one) for one in cluster.suggestions]
        return cls(ids.spoken("story", cluster.original), cluster.sure_which, shaped)


@dataclass(frozen=True, slots=True)
class CopyJudgementShape:
    """What somebody settled of two stories."""

    id: int
    copy: str
    original: str
    verdict: str
    reason: str
    actor: str
    at: str
    undone_by: str
    undone_at: str

    @classmethod
    def of(cls, judgement: CopyJudgement) -> Self:
        """Shape a judgement, naming stories by their visible ids."""
        return cls(
            id=judgement.id,
            copy=ids.spoken("story", judgement.copy),
            original=ids.spoken("story", judgement.of),
            verdict=judgement.verdict.value,
            reason=judgement.reason,
            actor=judgement.actor,
            at=judgement.at,
            undone_by=judgement.undone_by,
            undone_at=judgement.undone_at,
        )


@dataclass(frozen=True, slots=True)
class CopyList:
    """`outspoken archive copies --json`; `copies` is how many stories are not counted for themselves."""

    clusters: list[CopyClusterShape]
    settled: list[CopyJudgementShape]
    copies: int


SHAPES = {
    "outspoken archive keep": KeptShape,
    "outspoken archive read": ReadShape,
    "outspoken archive list": ListShape,
    "outspoken archive show": ShowShape,
    "outspoken archive lost": LostShape,
    "outspoken archive anchor": AnchoredShape,
    "outspoken archive verify": VerifiedShape,
    "outspoken archive give": GivenShape,
    "outspoken archive import-warc": ImportedShape,
    "outspoken archive wacz": WaczShape,
    "outspoken archive copies": CopyList,
}
"""Which command prints which shape."""
