"""Step 1, collect: find the published stories and keep how each was found."""

from outspoken.collect.acts import examine_sheet, import_sheet, settle
from outspoken.collect.records import Certainty, Doubt, Examined, Finding, Story

__all__ = ["Certainty", "Doubt", "Examined", "Finding", "Story", "examine_sheet", "import_sheet", "settle"]
