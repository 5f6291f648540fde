"""Step 2: keep what was published, as it was published, and read its words."""

from __future__ import annotations

from outspoken.archive.records import Passage, Text, TextKind

__all__ = ["Passage", "Text", "TextKind"]
