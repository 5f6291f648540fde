"""Step 1, collect: find the published stories and keep how each was found."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outspoken.collect.acts import add as add
    from outspoken.collect.acts import examine_sheet as examine_sheet
    from outspoken.collect.acts import examine_source as examine_source
    from outspoken.collect.acts import gather as gather
    from outspoken.collect.acts import import_sheet as import_sheet
    from outspoken.collect.acts import settle as settle
    from outspoken.collect.readers import how_found as how_found
    from outspoken.collect.readers import listed_stories as listed_stories
    from outspoken.collect.readers import overlaps as overlaps
    from outspoken.collect.readers import watch_lists as watch_lists

from outspoken.collect.finds.records import Find, Lead, Run, Taking
from outspoken.collect.records import Certainty, Doubt, Examined, Finding, Story

_LATER = {
    **dict.fromkeys(("add", "examine_sheet", "examine_source", "gather", "import_sheet", "settle"), "acts"),
    **dict.fromkeys(("how_found", "listed_stories", "overlaps", "watch_lists"), "readers"),
}

__all__ = ["Certainty", "Doubt", "Examined", "Find", "Finding", "Lead", "Run", "Story", "Taking"]
__all__ += [
    "add",
    "examine_sheet",
    "examine_source",
    "gather",
    "how_found",
    "import_sheet",
    "listed_stories",
    "overlaps",
    "settle",
    "watch_lists",
]


def __getattr__(name: str) -> Any:
    # Safety: the processes that read hostile files use modules of this package, and must not
    # load anything that opens a database.
    if name in _LATER:
        return getattr(import_module(f"outspoken.collect.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
