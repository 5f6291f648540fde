"""Views are kept, shared and dropped at the command line, and lay out the cases there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from outspoken.study import Study

Run = Callable[..., Any]


def test_a_view_is_kept_used_and_dropped(outspoken: Run, study_on_sqlite: Study) -> None:
    def run(*words: str) -> Any:
        return outspoken(*words, at=study_on_sqlite.folder)

    made = run("views", "keep", "Women", "--is", "sex=female", "--column", "country", "--sort", "-left")
    assert "V1 Women: sex=female, by -left; country" in made.out
    shown = run("cases", "--view", "Women", "--json").json()
    assert {one["number"] for one in shown["cases"]} == {2, 3, 6}
    assert {name for one in shown["cases"] for name in one["values"]} == {"country"}
    assert "is shared" in run("views", "share", "V1").out
    assert run("views", "--json").json()["views"][0]["shared"] is True
    assert run("views", "drop", "women").code == 0
    assert "No view was kept yet" in run("views").out
    assert run("cases", "--view", "Women").refused("There is no view 'Women' here.")


def test_what_is_no_column_is_said(outspoken: Run, study_on_sqlite: Study) -> None:
    made = outspoken("views", "keep", "Shoes", "--column", "shoe", at=study_on_sqlite.folder)
    assert made.refused("no column 'shoe'")
