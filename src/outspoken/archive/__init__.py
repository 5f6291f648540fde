"""Step 2: keep what was published, as it was published, and read its words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outspoken.archive.acts import Which as Which
    from outspoken.archive.acts import anchor as anchor
    from outspoken.archive.acts import complete_anchors as complete_anchors
    from outspoken.archive.acts import give as give
    from outspoken.archive.acts import import_warc as import_warc
    from outspoken.archive.acts import keep as keep
    from outspoken.archive.acts import read as read
    from outspoken.archive.acts import settle_copy as settle_copy
    from outspoken.archive.acts import undo_copy as undo_copy
    from outspoken.archive.copies.store import settled_copies as settled_copies
    from outspoken.archive.readers import body as body
    from outspoken.archive.readers import holdings as holdings
    from outspoken.archive.readers import lost_passages as lost_passages
    from outspoken.archive.readers import show as show
    from outspoken.archive.readers import to_send as to_send
    from outspoken.archive.readers import verify as verify
    from outspoken.archive.readers import wacz as wacz

from outspoken.archive.copies.records import CopyCluster, CopyJudgement, CopySuggestion, CopyVerdict
from outspoken.archive.records import (
    Anchor,
    AnchorKind,
    Capture,
    Holding,
    Mark,
    MarkKind,
    Passage,
    Text,
    TextKind,
    Verified,
)

_LATER = {
    **dict.fromkeys(
        ("Which", "anchor", "complete_anchors", "give", "import_warc", "keep", "read", "settle_copy", "undo_copy"),
        "acts",
    ),
    "settled_copies": "copies.store",
    **dict.fromkeys(("body", "holdings", "lost_passages", "show", "to_send", "verify", "wacz"), "readers"),
}

__all__ = [
    "Anchor",
    "AnchorKind",
    "Capture",
    "CopyCluster",
    "CopyJudgement",
    "CopySuggestion",
    "CopyVerdict",
    "Holding",
    "Mark",
    "MarkKind",
    "Passage",
    "Text",
    "TextKind",
    "Verified",
]
__all__ += [
    "Which",
    "anchor",
    "body",
    "complete_anchors",
    "give",
    "holdings",
    "import_warc",
    "keep",
    "lost_passages",
    "read",
    "settle_copy",
    "settled_copies",
    "show",
    "to_send",
    "undo_copy",
    "verify",
    "wacz",
]


def __getattr__(name: str) -> Any:
    # Safety: the processes that touch hostile hosts and files are modules of this package, and
    # must not load anything that opens a database.
    if name in _LATER:
        return getattr(import_module(f"outspoken.archive.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
