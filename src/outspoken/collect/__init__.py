"""Step 1, collect: find the published stories and keep how each was found."""

from outspoken.collect.acts import add, examine_sheet, examine_source, gather, import_sheet, settle
from outspoken.collect.finds.records import Find, Lead, Run, Taking
from outspoken.collect.readers import how_found, listed_stories, overlaps, watch_lists
from outspoken.collect.records import Certainty, Doubt, Examined, Finding, Story

__all__ = [
    "Certainty",
    "Doubt",
    "Examined",
    "Find",
    "Finding",
    "Lead",
    "Run",
    "Story",
    "Taking",
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
