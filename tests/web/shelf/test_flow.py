"""The drawing of how many there are."""

from __future__ import annotations

from outspoken.web.shelf.flow import flow


def test_the_boxes_stand_in_the_order_of_the_work_and_do_not_touch() -> None:
    drawn = flow({"sheets imported": 1, "stories": 58, "testimonies": 59, "persons": 57})
    assert [stage.number for stage in drawn.stages] == [1, 58, 59, 57]
    assert all(after.x > before.arrow for before, after in zip(drawn.stages, drawn.stages[1:], strict=False))
    assert drawn.width == drawn.stages[-1].x + 132
