"""The picture of a person: lines told apart without colours, and the same in words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from outspoken.people.records import Verdict
from outspoken.web.people.picture import MOST, Words, drawn

WORDS = Words("<Who>", lambda one, other, verdict: f"{one} {verdict.value} {other}.", "Nothing.")
SVG = "{http://www.w3.org/2000/svg}"


def test_every_judgement_is_a_line_of_its_own_kind_and_a_sentence() -> None:
    judged = [(1, 2, Verdict.SAME), (1, 3, Verdict.UNSURE), (2, 4, Verdict.DIFFERENT)]
    image = ET.fromstring(drawn([1, 2], [3, 4], judged, WORDS))
    assert len({line.get("stroke-dasharray") for line in image.iter(f"{SVG}line")}) == 3
    assert [one.text for one in image.iter(f"{SVG}text")] == ["1", "2", "3", "4"]
    assert image.findtext(f"{SVG}title") == "<Who>"
    assert image.findtext(f"{SVG}desc") == "1 same 2. 1 unsure 3. 2 different 4."


def test_one_alone_and_very_many() -> None:
    assert ET.fromstring(drawn([1], [], [], WORDS)).findtext(f"{SVG}desc") == "Nothing."
    many = ET.fromstring(drawn(list(range(100)), [], [], WORDS))
    assert len(list(many.iter(f"{SVG}circle"))) == MOST
