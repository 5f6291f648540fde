"""The labels of the flow, so that translators find them; their English is that of `screen/diagram.py`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "Found": _("Found"),
    "found": _("found"),
    "the same story again": _("the same story again"),
    "Stories": _("Stories"),
    "stories": _("stories"),
    "copies of another story": _("copies of another story"),
    "waiting to be screened": _("waiting to be screened"),
    "Screened": _("Screened"),
    "screened": _("screened"),
    "Excluded": _("Excluded"),
    "excluded": _("excluded"),
    "no criterion named": _("no criterion named"),
    "unclear": _("unclear"),
    "screeners disagree": _("screeners disagree"),
    "Included": _("Included"),
    "included": _("included"),
    "chosen before they were imported": _("chosen before they were imported"),
    "Testimonies": _("Testimonies"),
    "testimonies": _("testimonies"),
    "testimonies that are fake": _("testimonies that are fake"),
    "testimonies that are not eligible": _("testimonies that are not eligible"),
    "if those unsure are one": _("if those unsure are one"),
    "in stories that wait or are unclear": _("in stories that wait or are unclear"),
    "testimonies of open stories": _("testimonies of open stories"),
    "Persons": _("Persons"),
    "persons": _("persons"),
    "Cases": _("Cases"),
    "cases": _("cases"),
    "resting on stories that wait or are unclear": _("resting on stories that wait or are unclear"),
}
"""Label to the same in the reader's language."""
