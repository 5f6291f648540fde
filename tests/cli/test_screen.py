"""`outspoken screen`: the next story, decisions, undo, criteria and the flow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

Run = Callable[..., Any]


def test_a_story_is_shown_decided_about_and_counted(outspoken: Run, icsr: Path) -> None:
    outspoken("collect", "add", "https://example.org/1", at=icsr)
    assert outspoken("screen", "next", "--json", at=icsr).json()["story"]["id"] == "S59"
    shown = outspoken("screen", "next", at=icsr).out
    assert "https://example.org/1" in shown
    assert "found in by hand" in shown
    assert "screen decide S59" in shown
    assert outspoken("screen", "decide", "S59", "include", "--yes-to-all", at=icsr).out == "S59 is included.\n"
    assert "No story waits" in outspoken("screen", "next", at=icsr).out
    words = ("screen", "decide", "S3", "exclude", "--answer", "left=no", "--why", "He is still there.")
    assert outspoken(*words, at=icsr).out == "S3 is excluded.\n"
    flow = outspoken("screen", "flow", "--json", at=icsr).json()
    assert (flow["stories"], flow["excluded"], flow["reasons"]["left"], flow["included"], flow["cases"]) == (
        59,
        1,
        1,
        58,
        57,
    )
    made = outspoken("screen", "decisions", "--json", at=icsr).json()["decisions"]
    assert [(one["story"], one["verdict"]) for one in made] == [("S59", "include"), ("S3", "exclude")]
    assert "He is still there." in outspoken("screen", "decisions", "S3", at=icsr).out
    assert outspoken("screen", "undo", "S3", at=icsr).out == "S3 is undecided again.\n"
    assert outspoken("screen", "flow", "--json", at=icsr).json()["cases"] == 58


def test_the_flow_is_printed_and_drawn(outspoken: Run, icsr: Path, tmp_path: Path) -> None:
    said = outspoken("screen", "flow", "--svg", str(tmp_path / "flow.svg"), at=icsr)
    assert said.code == 0
    assert "58  included" in said.out
    assert ET.parse(tmp_path / "flow.svg").getroot().tag.endswith("svg")


def test_the_criteria_are_shown_with_what_they_mean(outspoken: Run, icsr: Path, fresh: Path) -> None:
    assert len(outspoken("screen", "criteria", "--json", at=icsr).json()["criteria"]) == 5
    assert "no: Only others speak about the person." in outspoken("screen", "criteria", at=icsr).out
    assert "states no criteria" in outspoken("screen", "criteria", at=fresh).out
    assert outspoken("screen", "decisions", at=fresh).out == "Nobody has decided yet.\n"
    assert outspoken("screen", "next", "--json", at=fresh).json() == {"story": None, "waiting": 0}


def test_a_decision_that_does_not_fit_is_refused_with_a_hint(outspoken: Run, icsr: Path) -> None:
    assert outspoken("screen", "decide", "S1", "include", at=icsr).refused(
        "'inside' is not answered", "screen criteria"
    )
    assert outspoken("screen", "decide", "S1", "exclude", "--answer", "left", at=icsr).refused("CRITERION=yes")
    assert outspoken("screen", "decide", "S99", "include", at=icsr).refused("no story S99", "collect stories")
    assert outspoken("screen", "undo", "S1", at=icsr).refused("has not decided")
    assert outspoken("screen", "decide", "S1", "maybe", at=icsr).code == 2
