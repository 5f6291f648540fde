"""A mark of a drawing says what it counts, with its bounds, and leads to its evidence."""

from __future__ import annotations

from outspoken.estimates import Estimate
from outspoken.report.bars import EVIDENCE, Bar, link, told


def test_a_mark_says_its_number_and_leads_to_its_cases() -> None:
    sure = Bar("SY", "Syria", Estimate(21, 21, 21, 58, "persons"), "cases/country-SY.html")
    assert told(sure) == "Syria: 21"
    assert told(Bar("TR", "Türkiye", Estimate(2, 1, 2, 58, "persons"), "")) == "Türkiye: 2 (1–2)"
    assert link(sure.evidence) == f"{EVIDENCE}cases/country-SY.html"
    assert link("") is None
