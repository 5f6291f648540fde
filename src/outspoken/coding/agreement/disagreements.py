"""The disagreements to talk about: which stories, which codes, who said what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from outspoken.coding.agreement.ratings import Given
from outspoken.coding.records import Answer


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One story and code on which coders differ."""

    story: str
    code: str
    answers: Mapping[str, Answer]
    """By coder."""

    @property
    def split(self) -> float:
        """How evenly coders are divided: 1 for half and half, near 0 for one against many."""
        most = Counter(self.answers.values()).most_common(1)[0][1]
        return 2.0 * (1.0 - most / len(self.answers))


def disagreements(given: Iterable[Given]) -> list[Disagreement]:
    """List where coders differ: flat contradictions of yes and no first, then the most divided."""
    said: dict[tuple[str, str], dict[str, Answer]] = defaultdict(dict)
    for one in given:
        said[one.story, one.code][one.coder] = one.answer
    found = [
        Disagreement(story, code, dict(sorted(answers.items())))
        for (story, code), answers in said.items()
        if len(set(answers.values())) > 1
    ]
    return sorted(found, key=lambda one: (not _contradicts(one), -one.split, one.story, one.code))


def _contradicts(one: Disagreement) -> bool:
    return {Answer.YES, Answer.NO} <= set(one.answers.values())
