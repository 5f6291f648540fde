"""How many stories, testimonies, people and cases there are, as a drawing and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

_STAGES = (
    ("sheets imported", _("sheets")),
    ("stories", _("stories")),
    ("testimonies", _("testimonies")),
    ("persons", _("people")),
)
LABELS = (
    *(_("sheets imported"), _("outlets"), _("persons"), _("judgements in force"), _("codings")),
    *(_("acts in the journal"), _("open doubts")),
)
"""What else the overview counts, so that translators find it."""
_WIDTH, _GAP = 132, 28


@dataclass(frozen=True, slots=True)
class Stage:
    """One box of the drawing; all measures in units of its view box."""

    label: Any
    number: int
    x: int
    middle: int
    arrow: int
    """Where the arrow to the next box begins; 0 for the last."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The boxes in the order of the work, and how wide the drawing is."""

    stages: Sequence[Stage]
    width: int


def flow(counts: Mapping[str, int]) -> Flow:
    """Lay out the drawing.

    >>> [(stage.number, stage.x) for stage in flow({"stories": 3, "testimonies": 4, "persons": 4}).stages]
    [(0, 0), (3, 160), (4, 320), (4, 480)]
    """
    last = len(_STAGES) - 1
    stages = []
    for place, (key, label) in enumerate(_STAGES):
        x = place * (_WIDTH + _GAP)
        stages.append(Stage(label, counts.get(key, 0), x, x + _WIDTH // 2, x + _WIDTH if place < last else 0))
    return Flow(stages, last * (_WIDTH + _GAP) + _WIDTH)
