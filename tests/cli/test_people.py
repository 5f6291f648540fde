"""`outspoken people`: judging and undoing moves every command's numbers together, and the journal keeps it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def number(found: dict[str, Any]) -> tuple[float, float, float]:
    return found["value"], found["low"], found["high"]


def everywhere(outspoken: Run, folder: Path) -> dict[str, Any]:
    """Collect what each command says of how many people there are."""
    table = outspoken("table", "country", "month", "--json", at=folder).json()
    sexes = outspoken("table", "sex", "year", "--json", at=folder).json()
    claims = {row["id"]: row for row in outspoken("check", "--json", at=folder).json()["rows"]}
    doubts = outspoken("doubts", "--json", at=folder).json()["doubts"]
    return {
        "status": outspoken("status", "--json", at=folder).json()["headline"][0],
        "country month": number(table["total"]),
        "sex year": number(sexes["total"]),
        "male": number(sexes["row_totals"][sexes["row_keys"].index("male")]),
        "Australia": number(table["row_totals"][table["row_keys"].index("AU")]),
        "claim people": claims["people"]["verdict"],
        "claim western": claims["western"]["verdict"],
        "grand total": claims["table-1:Total, Total"]["verdict"],
        "doubt": [doubt["rows"] for doubt in doubts if doubt["kind"] == "maybe one person"],
    }


UNSURE = {
    "status": "58 people (57 if 12 and 17 are one person)",
    "country month": (58, 57, 58),
    "sex year": (58, 57, 58),
    "male": (51, 50, 51),
    "Australia": (2, 1, 2),
    "claim people": "depends",
    "claim western": "depends",
    "grand total": "depends",
    "doubt": [["12", "17"]],
}
SAME = {
    "status": "57 people",
    "country month": (57, 57, 57),
    "sex year": (57, 57, 57),
    "male": (50, 50, 50),
    "Australia": (1, 1, 1),
    "claim people": "fails",
    "claim western": "fails",
    "grand total": "fails",
    "doubt": [],
}
DIFFERENT = {
    "status": "58 people",
    "country month": (58, 58, 58),
    "sex year": (58, 58, 58),
    "male": (51, 51, 51),
    "Australia": (2, 2, 2),
    "claim people": "holds",
    "claim western": "holds",
    "grand total": "holds",
    "doubt": [],
}


def test_same_makes_57_everywhere_and_undo_returns_to_the_first_state(outspoken: Run, icsr: Path) -> None:
    assert everywhere(outspoken, icsr) == UNSURE
    tables = outspoken("table", "country", "month", "--json", at=icsr).out
    assert outspoken("people", "judge", "12", "17", "same", at=icsr).code == 0
    assert everywhere(outspoken, icsr) == SAME
    assert outspoken("people", "undo", "17", "12", at=icsr).code == 0
    assert everywhere(outspoken, icsr) == UNSURE
    assert outspoken("table", "country", "month", "--json", at=icsr).out == tables


def test_different_makes_58_without_bounds(outspoken: Run, icsr: Path) -> None:
    outspoken("people", "judge", "12", "17", "different", at=icsr)
    assert everywhere(outspoken, icsr) == DIFFERENT


def test_the_journal_and_the_list_show_every_judgement_and_its_undoing(outspoken: Run, icsr: Path) -> None:
    outspoken("people", "judge", "12", "17", "same", "--why", "Same week.", at=icsr)
    outspoken("people", "judge", "12", "17", "different", "--why", "Seen together.", at=icsr)
    outspoken("people", "undo", "12", "17", at=icsr)
    entries = outspoken("journal", "--json", at=icsr).json()["entries"]
    assert [
        (entry["act"], entry["details"].get("verdict", entry["details"].get("undone"))) for entry in entries[-3:]
    ] == [
        ("people.judge", "same"),
        ("people.judge", "different"),
        ("people.undo", "different"),
    ]
    assert "Seen together" not in outspoken("journal", "--json", at=icsr).out
    assert everywhere(outspoken, icsr) == SAME
    made = outspoken("people", "judgements", "--undone", "--json", at=icsr).json()["judgements"]
    assert [(one["verdict"], one["reason"], bool(one["undone_at"])) for one in made[1:]] == [
        ("same", "Same week.", False),
        ("different", "Seen together.", True),
    ]
    shown = outspoken("people", "judgements", "--undone", at=icsr).out.splitlines()
    assert [word for line in shown[1:] for word in line.split() if word in {"counts", "replaced", "undone"}] == [
        "replaced",
        "counts",
        "undone",
    ]


def test_without_undone_only_what_was_not_undone_is_listed(outspoken: Run, tide: Path) -> None:
    outspoken("people", "judge", "1", "2", "different", at=tide)
    outspoken("people", "undo", "1", "2", at=tide)
    assert len(outspoken("people", "judgements", "--json", at=tide).json()["judgements"]) == 1
    assert len(outspoken("people", "judgements", "--undone", "--json", at=tide).json()["judgements"]) == 2


def test_a_judgement_against_another_is_refused_and_named(outspoken: Run, tide: Path) -> None:
    outspoken("people", "judge", "1", "2", "different", at=tide)
    outspoken("people", "judge", "2", "6", "same", at=tide)
    before = outspoken("journal", "--json", at=tide).json()
    assert outspoken("people", "judge", "1", "6", "same", at=tide).refused("1 and 2", "outspoken people undo 1 2")
    assert outspoken("journal", "--json", at=tide).json() == before


def test_people_who_are_not_there_are_refused(outspoken: Run, tide: Path) -> None:
    assert outspoken("people", "judge", "1", "99", "same", at=tide).refused("99")
    assert outspoken("people", "judge", "1", "1", "same", at=tide).refused("1 and 1")
    assert outspoken("people", "judge", "Ivo", "1", "same", at=tide).refused("'Ivo'", "P12")
    assert outspoken("people", "undo", "1", "2", at=tide).refused("outspoken people judgements")


def test_a_person_is_named_with_or_without_its_letter(outspoken: Run, tide: Path) -> None:
    assert outspoken("people", "judge", "P1", "p2", "same", at=tide).code == 0
    assert outspoken("people", "undo", "1", "2", at=tide).code == 0


def test_nobody_has_judged_anybody_in_an_empty_study(outspoken: Run, fresh: Path) -> None:
    assert outspoken("people", "judgements", at=fresh).out == "Nobody has judged anybody.\n"
    assert outspoken("people", "judgements", "--json", at=fresh).json() == {"judgements": []}


def test_pairs_are_listed_and_explained(outspoken: Run, icsr: Path) -> None:
    first = outspoken("people", "pairs", "--most", "1", "--json", at=icsr).json()["pairs"][0]
    assert (first["left"], first["right"]) == (6, 14)
    assert "same kunya" in first["reasons_for"][0]
    told = outspoken("people", "explain", "12", "17", "--json", at=icsr).json()
    assert told["reasons_for"] == ["the only two Australians in 58"]
    assert told["chance"] < 0.5
    assert "two Australians" in outspoken("people", "explain", "17", "12", at=icsr).out


def test_explaining_somebody_who_is_not_there_is_refused(outspoken: Run, icsr: Path) -> None:
    assert outspoken("people", "explain", "6", "99", at=icsr).refused("no person 99")


def test_suggestions_stand_beside_their_passages(outspoken: Run, icsr: Path, tmp_path: Path) -> None:
    words = "Noor Hale, 27, worked as a cook for ISIS and fled two years later. She regrets it."
    (tmp_path / "story.txt").write_text(words, encoding="utf-8")
    assert "Nothing can be suggested of S1" in outspoken("people", "suggest", "S1", at=icsr).out
    outspoken("archive", "give", "S1", str(tmp_path / "story.txt"), "--language", "en", at=icsr)
    said = outspoken("people", "suggest", "S1", at=icsr).out
    assert "Noor Hale" in said
    assert "In doubt, left: 'two years later'; it is counted from a date that the story does not give." in said
    (person,) = outspoken("people", "suggest", "S1", "--json", at=icsr).json()["persons"]
    told = {one["attribute"]: one["value"] for one in person["said"]}
    assert (told["sex"], told["role"]) == ("female", "cook")
    assert [(one["attribute"], words[one["start"] : one["end"]]) for one in person["unsure"]] == [
        ("left", "two years later")
    ]
    assert "one more person: case " in outspoken("people", "add", "S1", at=icsr).out
