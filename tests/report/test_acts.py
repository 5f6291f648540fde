"""Building the report: whole or not at all, the same bytes each time, and never final while something is unproven."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import docx
import pytest

from outspoken.analyse.caselist import read_cases
from outspoken.coding import read_codebook
from outspoken.errors import ClaimsError, NotAllowed, NotFound
from outspoken.people import Verdict, judge, undo
from outspoken.report import Built, build
from outspoken.report.composition import Composed
from outspoken.report.documents.blocks import KeyNumbers, Table, plain, walk
from outspoken.study import Actor, Role, Study, open_study
from outspoken.study.journal import entries, verify

ALONE = """
import sys
from outspoken.report import build
from outspoken.study import Actor, open_study
with open_study(sys.argv[1]) as study:
    build(study, by=Actor.local())
"""


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def headline(composed: Composed) -> list[str]:
    blocks = walk(composed.document.blocks)
    return [f"{one.plain} {label}" for block in blocks if isinstance(block, KeyNumbers) for one, label in block.items]


def case_table(composed: Composed) -> Table:
    return next(block for block in composed.document.blocks if isinstance(block, Table) and block.id == "case-list")


def test_the_same_data_give_the_same_bytes_in_another_process_and_folder(built_2015: Built, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "copy"
    shutil.copytree(built_2015.folder.parent, elsewhere, ignore=shutil.ignore_patterns("reports"))
    subprocess.run([sys.executable, "-c", ALONE, elsewhere], check=True, capture_output=True)
    assert digests(elsewhere / "reports") == digests(built_2015.folder)


def test_building_does_not_change_what_the_next_build_prints(fresh_2015: Study, amal: Actor) -> None:
    first = build(fresh_2015, by=amal, formats=("html",))
    before = digests(first.folder)
    build(fresh_2015, by=amal, formats=("html",))
    assert digests(first.folder) == before


def test_the_journal_notes_the_digests(fresh_2015: Study, amal: Actor) -> None:
    built = build(fresh_2015, by=amal, formats=("pdf", "html"))
    with fresh_2015.read(by=amal) as connection:
        last = list(entries(connection))[-1]
        verify(connection)
    assert (last.act, last.actor) == ("report.build", "Amal")
    pdf = (built.folder / "report.pdf").read_bytes()
    assert last.details["sha256_pdf"] == sha256(pdf).hexdigest()
    manifest = json.loads((built.folder / "manifest.json").read_text())
    assert manifest["sha256"]["report.pdf"] == last.details["sha256_pdf"]
    assert {one.format for one in built.editions} == {"pdf", "html"}


def test_judging_two_cases_same_makes_57_everywhere(
    fresh_2015: Study, amal: Actor, write_down: Callable[[Study], Composed]
) -> None:
    first = write_down(fresh_2015)
    assert headline(first)[:2] == [
        "58 (57 if 12 and 17 are one person) people",
        "51 (50 if 12 and 17 are one person) male",
    ]
    assert len(case_table(first).rows) == 58
    assert "12 and 17 may be one person" in " ".join(plain(note.spans) for note in case_table(first).notes)

    judge(fresh_2015, "12", "17", Verdict.SAME, by=amal)
    same = write_down(fresh_2015)
    assert headline(same)[:2] == ["57 people", "50 male"]
    assert len(case_table(same).rows) == 57
    assert "may be one person" not in " ".join(plain(note.spans) for note in case_table(same).notes)
    table_1 = next(block for block in same.document.blocks if isinstance(block, Table))
    assert table_1.rows[-1].cells[-1].plain == "57"

    undo(fresh_2015, "12", "17", by=amal)
    judge(fresh_2015, "12", "17", Verdict.DIFFERENT, by=amal)
    assert headline(write_down(fresh_2015))[:2] == ["58 people", "51 male"]

    undo(fresh_2015, "12", "17", by=amal)
    back = write_down(fresh_2015)
    assert headline(back) == headline(first)
    assert case_table(back) == case_table(first)


def test_the_editions_say_what_the_case_table_says(built_2015: Built, amal: Actor) -> None:
    with open_study(built_2015.folder.parent) as study, study.read(by=amal) as connection:
        cases = read_cases(connection, study.settings, read_codebook(study.folder))
    html = (built_2015.folder / "html" / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr id="case-(\d+)"', html)
    assert [int(row) for row in rows] == [case.number for case in cases]
    tables = docx.Document(str(built_2015.folder / "report.docx")).tables
    word = next(table for table in tables if table.rows[0].cells[0].text == "No.")
    assert len(word.rows) - 1 == len(cases)
    syrians = sum(case.values["country"][0].key == "SY" for case in cases)
    assert re.search(rf">Syria</th>(<td.*?</td>)+<td[^>]*><a[^>]*>{syrians}</a></td></tr>", html)


def test_a_number_typed_by_hand_is_listed_and_makes_no_final_report(fresh_2015: Study, amal: Actor) -> None:
    text = fresh_2015.folder / "prose" / "background.md"
    text.write_text("# Background\n\nIn 2015 there were {{ count() }} people.\n\nSome 58 of them, or 12.5 %, spoke.\n")
    built = build(fresh_2015, by=amal, formats=("html",))
    assert [(one.file, one.line, one.number) for one in built.typed] == [
        ("prose/background.md", 5, "58"),
        ("prose/background.md", 5, "12.5"),
    ]
    with pytest.raises(ClaimsError, match=r"2 numbers were typed by hand.*prose/background.md, line 5: 58"):
        build(fresh_2015, by=amal, formats=("html",), final=True)


def test_the_example_can_be_final_because_what_fails_is_acknowledged(fresh_2015: Study, amal: Actor) -> None:
    built = build(fresh_2015, by=amal, formats=("html",), final=True)
    assert built.final
    assert built.failing == ()
    assert built.typed == ()


def test_a_failing_claim_that_nobody_acknowledged_makes_no_final_report(fresh_2015: Study, amal: Actor) -> None:
    claims = fresh_2015.folder / "claims.yaml"
    claims.write_text(claims.read_text().replace("  autumn-2014: The appendix", "  autumn: The appendix"))
    assert build(fresh_2015, by=amal, formats=("html",)).failing == ("autumn-2014",)
    with pytest.raises(ClaimsError, match="autumn-2014"):
        build(fresh_2015, by=amal, formats=("html",), final=True)


def test_a_mistake_in_a_text_leaves_the_last_report_in_place(fresh_2015: Study, amal: Actor) -> None:
    built = build(fresh_2015, by=amal, formats=("html",))
    before = digests(built.folder)
    (fresh_2015.folder / "prose" / "background.md").write_text("# Background\n\n{{ cuont() }}\n")
    with pytest.raises(ClaimsError, match=r"background\.md, line 3"):
        build(fresh_2015, by=amal, formats=("html",))
    assert digests(built.folder) == before
    with fresh_2015.read(by=amal) as connection:
        assert [entry.act for entry in entries(connection)] == ["collect.import_sheet", "report.build"]


def test_dara_may_only_read(fresh_2015: Study) -> None:
    with pytest.raises(NotAllowed):
        build(fresh_2015, by=Actor("dara", frozenset({Role.READER})))
    assert not (fresh_2015.folder / "reports").exists()


def test_an_unknown_edition_is_refused(fresh_2015: Study, amal: Actor) -> None:
    with pytest.raises(NotFound, match="'odt'"):
        build(fresh_2015, by=amal, formats=("odt",))


def test_a_report_without_case_list_names_nobody(fresh_2015: Study, amal: Actor) -> None:
    settings = fresh_2015.folder / "study.toml"
    settings.write_text(settings.read_text().replace('language = "en"', 'language = "en"\nappendix = false'))
    with open_study(fresh_2015.folder) as study:
        built = build(study, by=amal, formats=("html",))
    for path in (built.folder / "html").rglob("*.html"):
        assert "Brookman" not in path.read_text(encoding="utf-8")
        assert 'href="#case-' not in path.read_text(encoding="utf-8")


def test_it_builds_on_either_database(icsr: Study, amal: Actor, write_down: Callable[[Study], Composed]) -> None:
    built = build(icsr, by=amal)
    assert {one.format for one in built.editions} == {"html", "pdf", "docx"}
    assert headline(write_down(icsr))[0] == "58 (57 if 12 and 17 are one person) people"
