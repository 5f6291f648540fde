"""Drawings are the same bytes each time, and on a page bring no colours, ids or roles of their own."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from outspoken.report.charts import INK, ROLES, SURE, Spec, for_screen, png, svg

BARS: Spec = {
    "width": 120,
    "height": 80,
    "data": {
        "values": [
            {"a": "one", "n": 1, "to": "https://evidence.invalid/x-1"},
            {"a": "two & <b>", "n": 3, "to": "https://evidence.invalid/x-2"},
        ]
    },
    "mark": {"type": "bar", "clip": True, "fill": SURE},
    "encoding": {
        "x": {"field": "a", "type": "nominal"},
        "y": {"field": "n", "type": "quantitative"},
        "href": {"field": "to"},
        "description": {"field": "a"},
    },
}


@pytest.fixture(scope="module")
def drawing() -> str:
    return svg(BARS)


def test_the_same_specification_gives_the_same_drawing(drawing: str) -> None:
    assert "clip" in drawing
    assert svg(BARS) == svg(BARS) == drawing
    assert png(drawing, 1) == png(drawing, 1)


def test_a_picture_is_as_many_times_as_large_as_asked(drawing: str) -> None:
    def width(picture: bytes) -> int:
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        return int.from_bytes(picture[16:20], "big")

    assert abs(width(png(drawing, 3)) - 3 * width(png(drawing, 1))) <= 3


def test_words_of_the_data_stay_words(drawing: str) -> None:
    words = [text for node in ET.fromstring(drawing).iter() if (text := node.text or "").strip()]
    assert "two & <b>" in words


def test_on_screen_size_colours_and_ids_belong_to_the_page(drawing: str) -> None:
    screen = for_screen(drawing, "figure-sex")
    root = ET.fromstring(screen)
    assert not {"width", "height"} & set(root.attrib)
    assert root.get("viewBox")
    assert not [colour for colour in ROLES if f'"{colour}"' in screen]
    assert "var(--chart-sure)" in screen
    ids = re.findall(r'\bid="([^"]+)"', screen)
    assert ids
    assert all(name.startswith("figure-sex-") for name in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", screen)) <= set(ids)


def test_on_screen_only_links_speak(drawing: str) -> None:
    screen = for_screen(drawing, "f")
    assert "role=" not in screen
    speaking = re.findall(r'<(\w+)[^>]* aria-label="([^"]*)"', screen)
    assert speaking == [("a", "one"), ("a", "two &amp; &lt;b&gt;")]
    assert "aria-roledescription" not in screen
    assert "xlink" not in screen
    assert 'href="https://evidence.invalid/x-1"' in screen


def test_every_colour_of_a_drawing_has_its_role() -> None:
    assert len(set(ROLES.values())) == len(ROLES)
    assert ROLES[INK] == "ink"
