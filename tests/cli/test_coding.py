"""`outspoken coding`: the codebook, coding, rounds, suggestions and exchange, as a user types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outspoken.coding.exchange.records import Project, TextGiven
from outspoken.coding.exchange.refi_writing import write_qdpx

Run = Callable[..., Any]

GROUP = "groups:\n  - id: a\n    name: A\n    codes:\n"


def test_it_lists_every_group_and_code(outspoken: Run, icsr: Path) -> None:
    groups = outspoken("coding", "codebook", "--json", at=icsr).json()["groups"]
    assert {group["id"]: [code["id"] for code in group["codes"]] for group in groups} == {
        "joining": ["J1", "J2", "J3"],
        "leaving": ["L1", "L2", "L3", "L4"],
        "obstacles": ["O1", "O2", "O3"],
        "mirror": ["M1"],
    }
    assert all(code["definition"] for group in groups for code in group["codes"])
    said = outspoken("coding", "codebook", at=icsr).out
    assert "leaving: Reasons for leaving. What made the person leave?" in said
    assert "  L1   Fighting fellow Sunnis." in said


def test_a_study_without_codes_says_so(outspoken: Run, fresh: Path) -> None:
    assert "no codes" in outspoken("coding", "codebook", at=fresh).out
    assert outspoken("coding", "codebook", "--json", at=fresh).json()["groups"] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("groups: [", ["codebook.yaml"]),
        (
            GROUP + "      - id: X\n        name: X\n        colour: red\n",
            ["line 7", "colour"],
        ),
        (
            GROUP + "      - {id: X, name: X}\n      - {id: x, name: Y}\n",
            ["'x'", "twice"],
        ),
    ],
)
def test_a_mistake_in_it_is_named_by_file_and_line(outspoken: Run, fresh: Path, text: str, parts: list[str]) -> None:
    (fresh / "codebook.yaml").write_text(text, encoding="utf-8")
    assert outspoken("coding", "codebook", at=fresh).refused(*parts)


def test_the_codebook_changes_and_its_codings_follow(outspoken: Run, icsr: Path) -> None:
    assert "version 2" in outspoken("coding", "rename", "J3", "needs", "--name", "Needs", at=icsr).out
    assert outspoken("coding", "codebook", "--json", at=icsr).json()["groups"][0]["codes"][2]["id"] == "needs"
    outspoken("coding", "code", "12", "L1", "yes", at=icsr)
    assert "1 coding waits" in outspoken("coding", "redefine", "L1", "--definition", "Otherwise.", at=icsr).out
    queue = outspoken("coding", "queue", "--json", at=icsr)
    assert queue.code == 1
    assert [one["coding"]["code"] for one in queue.json()["waiting"]] == ["L1"]
    assert "defined anew" in outspoken("coding", "queue", at=icsr).out
    found = outspoken("coding", "compare", "2", "3", "--json", at=icsr).json()
    assert [(one["code"], one["field"]) for one in found["differences"]] == [("L1", "definition")]
    assert "definition" in outspoken("coding", "compare", "2", "3", at=icsr).out
    assert "version 2 again" in outspoken("coding", "undo", at=icsr).out
    assert outspoken("coding", "queue", at=icsr).code == 0
    outspoken("coding", "merge", "L3", "L4", "--into", "life", "--name", "Life", at=icsr)
    outspoken("coding", "split", "O1", "--part", "O1a=Getting away", "--part", "O1b=Borders", at=icsr)
    outspoken("coding", "add", "L5", "--to", "leaving", "--name", "A loss", at=icsr)
    outspoken("coding", "retire", "M1", at=icsr)
    versions = outspoken("coding", "versions", "--json", at=icsr).json()["versions"]
    assert [one["undone"] for one in versions].count(True) == 1
    assert "merge L3, L4 into life" in outspoken("coding", "versions", at=icsr).out
    assert outspoken("coding", "rename", "O2", "J3", at=icsr).refused("There is, or was, a code 'J3'")
    assert outspoken("coding", "rename", "X9", "J9", at=icsr).refused("no code 'X9'")


def test_coding_says_who_said_what_and_refuses_to_save_over_it(outspoken: Run, icsr: Path) -> None:
    assert "C1: T12 has L2 as yes." in outspoken("coding", "code", "12", "L2", "yes", at=icsr).out
    assert outspoken("coding", "code", "12", "L2", "no", at=icsr).refused("already (C1", "--replaces C1")
    assert "as no" in outspoken("coding", "code", "12", "L2", "no", "--replaces", "C1", at=icsr).out
    found = outspoken("coding", "list", "--json", at=icsr).json()["codings"]
    assert [(one["id"], one["answer"]) for one in found] == [(2, "no")]
    assert "C3" in outspoken("coding", "settle", "T12", "L2", "yes", "--why", "It is said.", at=icsr).out
    assert "settled" in outspoken("coding", "list", at=icsr).out
    outspoken("coding", "uncode", "C2", at=icsr)
    assert len(outspoken("coding", "list", "--json", at=icsr).json()["codings"]) == 1
    assert outspoken("coding", "code", "12", "L2", "yes", "--quote", "x", at=icsr).refused("--text")


def test_rounds_from_draw_to_methods(outspoken: Run, icsr: Path) -> None:
    words = (
        "coding",
        "assign",
        "pilot",
        "--coders",
        "Amal,Bilal",
        "--scheme",
        "stratified",
        "--by",
        "sex",
        "--size",
        "9",
    )
    assert "9 testimonies of 58" in outspoken(*words, at=icsr).out
    assert outspoken("coding", "rounds", "--json", at=icsr).json()["rounds"][0]["assignments"] == 18
    assert "0 of 18" in outspoken("coding", "rounds", at=icsr).out
    assert "nothing left" in outspoken("coding", "next", at=icsr).out
    assert outspoken("coding", "next", "--json", at=icsr).json()["left"] == 0
    assert outspoken("coding", "finish", "pilot", "T1", at=icsr).refused("not yours")
    found = outspoken("coding", "agreement", "--json", at=icsr).json()["agreement"]
    assert {one["value"] for one in found} == {None}
    assert "Too few to tell" in outspoken("coding", "agreement", "L1", "--pairs", at=icsr).out
    assert outspoken("coding", "disagreements", at=icsr).code == 0
    assert outspoken("coding", "disagreements", "--json", at=icsr).json()["disagreements"] == []
    assert outspoken("coding", "prevalence", "L1", "--json", at=icsr).json()["value"] is None
    assert "Nobody has coded it yet" in outspoken("coding", "prevalence", "L1", at=icsr).out
    assert "stratified random sample of 9 of 58" in outspoken("coding", "methods", at=icsr).out
    assert "closed" in outspoken("coding", "close", "pilot", at=icsr).out


def test_memos_by_code_story_and_testimony(outspoken: Run, icsr: Path) -> None:
    for about in ("L2", "S3", "T4"):
        outspoken("coding", "memo", about, "See the manual.", at=icsr)
    assert [one["about"] for one in outspoken("coding", "memo", "--json", at=icsr).json()["memos"]] == [
        "L2",
        "S3",
        "T4",
    ]
    outspoken("coding", "memo", "L2", "See page 4.", "--replaces", "M1", at=icsr)
    assert "See page 4." in outspoken("coding", "memo", at=icsr).out
    assert outspoken("coding", "memo", "L2", "See page 5.", "--replaces", "M1", at=icsr).refused("M4")


HIGHLIGHTS = "document,code,quote\nOne,Cruelty,They were cruel\n"


def test_exchange_and_suggestions(outspoken: Run, fresh: Path) -> None:
    outspoken("coding", "add", "L1", "--to", "leaving", "--group-name", "Leaving", "--name", "Cruelty", at=fresh)
    assert outspoken("coding", "suggest", at=fresh).refused("no texts")
    assert outspoken("coding", "export", "a.txt", at=fresh).refused(".qdpx or .qdc")
    write_qdpx(Project("P", "X", (), (TextGiven("1", "One", "They were cruel. We mended nets."),)), fresh / "in.qdpx")
    assert "1 texts" in outspoken("coding", "import", "in.qdpx", at=fresh).out
    assert outspoken("coding", "suggest", "--json", at=fresh).json()["suggestions"] == 1
    assert "not learnable yet" in outspoken("coding", "suggest", at=fresh).out
    number = outspoken("coding", "suggestions", "--json", at=fresh).json()["suggestions"][0]["id"]
    assert "Cruelty" not in outspoken("coding", "suggestions", at=fresh).out
    assert outspoken("coding", "accept", "L1", "--all", at=fresh).refused("in bulk")
    assert "has L1 as yes" in outspoken("coding", "accept", f"G{number}", at=fresh).out
    assert outspoken("coding", "dismiss", f"G{number}", at=fresh).refused("no open suggestion")
    assert outspoken("coding", "suggest", "--ask", at=fresh).code == 2
    (fresh / "h.csv").write_text(HIGHLIGHTS, encoding="utf-8")
    assert outspoken("coding", "import", "h.csv", "--json", at=fresh).json()["codings"] == 1
    assert outspoken("coding", "export", "out.qdpx", "--json", at=fresh).json()["file"] == "out.qdpx"
    assert "is written" in outspoken("coding", "export", "out.qdc", at=fresh).out
    assert "0 codings" in outspoken("coding", "import", "out.qdpx", at=fresh).out
    assert outspoken("coding", "import", "nowhere.qdpx", at=fresh).refused("no such file")
    assert outspoken("coding", "import", "study.toml", at=fresh).refused("not known what this is")
    assert "nothing left" in outspoken("coding", "next", at=fresh).out
    assert "say the same" in outspoken("coding", "compare", at=fresh).out
    assert "version" in outspoken("coding", "adopt", at=fresh).out
