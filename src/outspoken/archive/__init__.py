"""Step 2: keep what was published, as it was published, and read its words."""

from __future__ import annotations

from outspoken.archive.acts import settle_copy, undo_copy
from outspoken.archive.copies.records import CopyCluster, CopyJudgement, CopySuggestion, CopyVerdict
from outspoken.archive.copies.store import settled_copies
from outspoken.archive.records import Passage, Text, TextKind

__all__ = [
    "CopyCluster",
    "CopyJudgement",
    "CopySuggestion",
    "CopyVerdict",
    "Passage",
    "Text",
    "TextKind",
    "settle_copy",
    "settled_copies",
    "undo_copy",
]
