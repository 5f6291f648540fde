"""No country is too small to be seen, and none that has a case is left out in silence."""

from __future__ import annotations

import json

from outspoken.estimates import Estimate
from outspoken.report.bars import Bar
from outspoken.report.charts import for_screen, png, svg
from outspoken.report.worldmap import BOUNDARIES, places, world_map
from outspoken.text.countries import name_of


def bar(code: str, count: int) -> Bar:
    return Bar(code, name_of(code), Estimate(count, count, count, count, "persons"), f"map-{code}")


def test_every_country_has_a_place_on_earth() -> None:
    known = places()
    assert len(known) >= 249
    for code, (_, longitude, latitude) in known.items():
        assert name_of(code) != code
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_the_boundaries_know_every_number_that_they_draw() -> None:
    file = json.loads((BOUNDARIES / "countries-110m.json").read_text())
    numbers = {number for number, _, _ in places().values()}
    drawn = {one["id"] for one in file["objects"]["countries"]["geometries"] if "id" in one}
    assert drawn <= numbers
    assert (BOUNDARIES / "LICENSE.world-atlas").is_file()


def test_a_country_without_a_shape_gets_its_circle() -> None:
    alt, spec = world_map([bar("SG", 2), bar("SY", 9), bar("XK", 1)])
    drawing = svg(spec)
    assert "circles at 3 countries" in alt
    assert alt.index("Syria: 9") < alt.index("Singapore: 2")
    assert drawing.count("https://evidence.invalid/map-") == 3


def test_what_is_no_country_is_said_beside_the_map() -> None:
    alt, _ = world_map([bar("SY", 9), Bar("unknown", "Unknown", Estimate(2, 2, 3, 2, "persons"), "")])
    assert alt.endswith("Not on the map: Unknown: 2 (2–3).")


def test_drawings_are_the_same_each_time_and_fit_dark_pages() -> None:
    _, spec = world_map([bar("SY", 9)])
    assert svg(spec) == svg(spec)
    screen = for_screen(svg(spec), "map")
    assert "#1f5a7a" not in screen
    assert "var(--chart-sure)" in screen
    assert png(svg(spec), 1).startswith(b"\x89PNG")
