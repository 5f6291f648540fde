"""A figure shows what its table says: each bar with its bounds, its words, and a way to its cases."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from outspoken.report.documents.blocks import Figure, plain
from outspoken.report.evaluation import Evaluator
from outspoken.report.evidence import Ledger
from outspoken.report.figures import Figures, whole


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def timeline(in_2015: Evaluator, ledger: Ledger) -> Figure:
    return Figures(in_2015, ledger).timeline("month", "time", "")


def data(figure: Figure) -> dict[str, str]:
    return {row.cells[0].plain: row.cells[1].plain for row in figure.data.rows}


def test_the_timeline_has_a_bar_for_every_month_between_first_and_last(timeline: Figure) -> None:
    months = data(timeline)
    assert (len(months) - 1, months["January 2014"], months["August 2014"]) == (20, "2", "0")
    assert (months["January 2015"], months["April 2015"]) == ("1 (1–2)", "3 (3–4)")
    assert months["Not settled"] == "1 (0–1)"
    assert plain(timeline.caption) == "Cases by month of publication"
    assert timeline.data.unit == "persons"


def test_its_words_say_what_it_shows_and_where_most_are(timeline: Figure) -> None:
    assert timeline.alt.startswith("Bars: ")
    assert "Most: August 2015: 9; July 2015: 6;" in timeline.alt


def test_every_link_of_a_drawing_leads_to_evidence(timeline: Figure, ledger: Ledger) -> None:
    links = set(re.findall(r'<a href="([^"]+)"', timeline.svg))
    kept = {f"cases/time.html#{entry.id}" for entry in ledger.entries}
    assert links
    assert links <= kept
    assert "evidence.invalid" not in timeline.svg
    assert {entry.title: entry.maybe for entry in ledger.entries}["April 2015"] == (38,)


def test_in_print_nothing_is_a_link(timeline: Figure) -> None:
    assert not [node for node in ET.fromstring(timeline.print_svg).iter() if node.tag.endswith("}a")]
    assert (timeline.width, timeline.height) > (300, 100)
    assert f'width="{timeline.width}' in timeline.print_svg


def test_bars_are_drawn_for_what_occurs_and_the_rest_is_told(in_2015: Evaluator, ledger: Ledger) -> None:
    figure = Figures(in_2015, ledger).bars("region", "regions", "Where from")
    assert plain(figure.caption) == "Where from"
    found = data(figure)
    assert found["Syria"] == "21"
    assert found["Western Europe and Australia"] == "9 (8–9)"
    assert "open: depends on a doubt" in figure.svg


def test_the_map_says_what_is_on_no_map(in_2015: Evaluator, ledger: Ledger) -> None:
    figure = Figures(in_2015, ledger).places("country", "map", "")
    assert "Not on the map: Unknown: 2 (2–3)." in figure.alt
    assert data(figure)["Australia"] == "2 (1–2)"
    assert "implies no position" in plain(figure.caption)


def test_codes_are_drawn_as_coded(in_harbour: Evaluator, ledger: Ledger) -> None:
    group = in_harbour.codebook.group("leaving")
    assert group is not None
    figure = Figures(in_harbour, ledger).codes(group, "leaving", "")
    found = data(figure)
    assert list(found) == ["G1 The silence rule", "G2 Money and boats", "G3 Somebody outside"]
    for code, name in (("G1", "G1 The silence rule"), ("G3", "G3 Somebody outside")):
        assert found[name].split()[0] == str(in_harbour.estimate(f"count({code} = yes)").value)


def test_no_case_is_said(in_2015: Evaluator, ledger: Ledger) -> None:
    group = in_2015.codebook.group("joining")
    assert group is not None
    assert Figures(in_2015, ledger).codes(group, "joining", "").alt.endswith("No case.")


def test_the_whole_is_everybody(in_2015: Evaluator) -> None:
    table = in_2015.table(frozenset())
    assert len(whole(table).codes) == table.rows
    assert whole(table).labels == ("all",)
