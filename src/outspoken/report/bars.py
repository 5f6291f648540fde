"""The noun of a drawing: a bar or circle that counts cases, with its words and its link."""

from __future__ import annotations

from dataclasses import dataclass

from outspoken.estimates import Estimate
from outspoken.report.numerals import bounds, counted

WIDTH = 680
EVIDENCE = "https://evidence.invalid/"
"""Stands for a link while a drawing is made: the drawing program changes relative links."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One mark: what it counts, how many surely and at most, and the evidence for it."""

    key: str
    label: str
    estimate: Estimate
    evidence: str


def link(evidence: str) -> str | None:
    """Return what a drawing writes down as the link of a mark."""
    return EVIDENCE + evidence if evidence else None


def told(bar: Bar) -> str:
    """Say what a mark shows."""
    ends = bounds(bar.estimate)
    return f"{bar.label}: {counted(bar.estimate.value)}" + (f" ({ends})" if ends else "")
