"""Drawings for pages: each mark leads to the cases it counts, and nothing leads elsewhere."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from outspoken.collect import import_sheet
from outspoken.report.drawings import timeline, world
from tests.conftest import LEAVERS, LEAVERS_SHEET


def to(key):
    return f"/cell?rows=a&row={key}"


def test_every_mark_of_a_timeline_leads_to_its_period(study_on_sqlite, dara):
    drawing = timeline(study_on_sqlite, "year", to, by=dara)
    assert set(re.findall(r'href="([^"]*)"', drawing.svg)) == {"/cell?rows=a&amp;row=2002", "/cell?rows=a&amp;row=2003"}
    assert "Bars: " in drawing.alt
    ET.fromstring(drawing.svg)


def test_a_map_says_what_it_shows_and_what_it_does_not(study_on_sqlite, dara):
    drawing = world(study_on_sqlite, "country", to, by=dara)
    assert "World map with circles at" in drawing.alt
    assert "Not on the map" in drawing.alt
    assert "/cell?rows=a&amp;row=FR" in drawing.svg
    assert {bar.key for bar in drawing.bars} > {"DE", "FR", "TN"}


def test_no_words_of_a_study_become_markup(make_folder, opened, amal):
    evil = LEAVERS.replace("early =", '"<b>early</b>" =')
    study = opened(make_folder(evil, leavers=LEAVERS_SHEET))
    import_sheet(study, "leavers", by=amal)
    drawing = timeline(study, "phases(left)", to, by=amal)
    assert "<b>" not in drawing.svg
    assert "&lt;b" in drawing.svg
