"""The commands of judging, of what testimonies say, and of exchange: what they print, refuse, and how they exit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_next_shows_the_pair_its_reasons_and_what_would_change(outspoken: Run, icsr: Path) -> None:
    printed = outspoken("people", "next", at=icsr).out
    assert "6 and 14: one person with a chance of" in printed
    assert "+ same kunya" in printed
    assert "if same: people 57 instead of 58" in printed
    assert "still counted twice" in printed
    found = outspoken("people", "next", "--most", "3", "--json", at=icsr).json()
    assert len(found["queue"]) == 3
    assert found["left"]["people"]["low"] <= found["left"]["people"]["value"] <= found["left"]["people"]["high"]


def test_split_conflicts_and_left(outspoken: Run, icsr: Path) -> None:
    outspoken("people", "judge", "1", "2", "same", at=icsr)
    assert "several values of country" in outspoken("people", "conflicts", at=icsr).out
    assert outspoken("people", "conflicts", "--json", at=icsr).json()["conflicts"][0]["one"] == 1
    assert "case 1; case 2" in outspoken("people", "split", "1", at=icsr).out
    left = outspoken("people", "left", "--json", at=icsr).json()
    assert left["caveat"].startswith("Assumes")
    assert outspoken("people", "split", "1", at=icsr).refused("one testimony")


def test_settling_and_leaving_out(outspoken: Run, icsr: Path) -> None:
    outspoken("people", "judge", "1", "2", "same", at=icsr)
    assert "country is SA (T1), ID (T2); not settled" in outspoken("people", "contradictions", at=icsr).out
    outspoken("people", "settle", "1", "country", "Indonesia", "--why", "The court.", at=icsr)
    (found,) = outspoken("people", "contradictions", "--json", at=icsr).json()["contradictions"]
    assert (found["settled"], found["reason"]) == ("ID", "The court.")
    assert "counts as ID is taken back" in outspoken("people", "unsettle", "1", "country", at=icsr).out
    assert outspoken("people", "exclude", "7", "fake", at=icsr).refused("for a reason")
    assert "left out as fake" in outspoken("people", "exclude", "7", "fake", "--why", "x", at=icsr).out
    assert outspoken("people", "exclusions", "--json", at=icsr).json()["exclusions"][0]["case"] == 7
    person = outspoken("people", "person", "1", "--json", at=icsr).json()
    assert (person["testimonies"], person["counts"]) == ([1, 2], True)
    assert "counts again" in outspoken("people", "readmit", "7", at=icsr).out


def test_suggested_values(outspoken: Run, icsr: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Noor Hale, a 27-year-old Tunisian, joined ISIS and fled. She regrets it.", encoding="utf-8")
    outspoken("archive", "give", "S1", str(story), "--language", "en", at=icsr)
    found = outspoken("people", "suggestions", "1", "--json", at=icsr).json()
    country = next(one for one in found["suggestions"] if one["attribute"] == "country")
    assert (country["value"], country["quote"], country["there"]) == ("TN", "Tunisian", "SA")
    assert outspoken("people", "accept", "1", "country", at=icsr).refused("has SA as country already")
    assert "country of case 1 is TN" in outspoken("people", "accept", "1", "country", "--instead", at=icsr).out
    assert "is taken back" in outspoken("people", "reconsider", "1", "country", at=icsr).out
    assert "not suggested again" in outspoken("people", "dismiss", "1", "country", at=icsr).out
    assert "dismissed by" in outspoken("people", "suggestions", "1", "--answered", at=icsr).out


def test_exchange(outspoken: Run, icsr: Path, tmp_path: Path) -> None:
    table, entities = str(tmp_path / "j.csv"), str(tmp_path / "p.jsonl")
    outspoken("people", "judge", "6", "14", "same", at=icsr)
    assert "2 judgements" in outspoken("people", "export-judgements", table, at=icsr).out
    assert "57 persons" in outspoken("people", "export-judgements", entities, at=icsr).out
    outspoken("people", "undo", "6", "14", at=icsr)
    plan = outspoken("people", "import-judgements", entities, "--json", at=icsr).json()
    assert (plan["written"], [(one["left"], one["right"]) for one in plan["new"]]) == (False, [(6, 14)])
    outspoken("people", "import-judgements", table, "--write", at=icsr)
    assert outspoken("people", "person", "14", "--json", at=icsr).json()["case"] == 6
    outspoken("people", "undo", "6", "14", at=icsr)
    outspoken("people", "judge", "6", "14", "different", at=icsr)
    refused = outspoken("people", "import-judgements", table, at=icsr)
    assert refused.code == 1
    assert "says different" in refused.out
    assert outspoken("people", "import-judgements", table, "--write", at=icsr).refused("says different")
    assert outspoken("people", "export-judgements", str(tmp_path / "j.doc"), at=icsr).refused(".csv or .jsonl")
