"""The default report fits any study: with and without countries, codes, claims, or any case at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from outspoken.collect import import_sheet
from outspoken.errors import ClaimsError
from outspoken.report import build
from outspoken.report.composition import SECTIONS, Composed
from outspoken.report.documents.blocks import Block, Figure, Heading, Paragraph, Reference, Table, plain
from outspoken.study import Actor, Study, create, open_study

BARE = """
title = "A bare study"
[attributes.kind]
type = "text"
[collect.imports.list]
file = "list.csv"
key = "id"
columns = { kind = "kind" }
"""


def titles(composed: Composed) -> list[str]:
    return [plain(block.spans) for block in composed.document.blocks if isinstance(block, Heading) and block.level == 1]


def tables(composed: Composed) -> dict[str, Table]:
    return {block.id: block for block in composed.document.blocks if isinstance(block, Table)}


def test_every_section_ships() -> None:
    from outspoken.report.composition import OURS

    assert sorted(path.stem for path in OURS.glob("*.md")) == sorted(SECTIONS)


def test_the_2015_study_has_all_its_parts(fresh_2015: Study, write_down: Callable[[Study], Composed]) -> None:
    made = write_down(fresh_2015)
    assert titles(made) == [
        *("Summary", "Background", "How the cases were found", "The cases", "Who they are", "Over time"),
        *("Where they come from", "What they tell", "Recommendations", "What does not reconcile", "Methods"),
        "Appendix: the cases",
    ]
    assert made.document.labels["table-country-month"] == "Table 1"
    assert made.typed == ()


def test_table_1_adds_up_and_shows_what_is_not_settled(
    fresh_2015: Study, write_down: Callable[[Study], Composed]
) -> None:
    table = tables(write_down(fresh_2015))["table-country-month"]
    numbers = [[int("".join(plain(cell.spans))) for cell in row.cells[1:]] for row in table.rows]
    assert all(sum(row[:-1]) == row[-1] for row in numbers)
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert table.head[-1][-2].text == "Not settled"
    assert table.unit == "persons"


def test_the_invented_study_needs_no_country(fresh_harbour: Study, write_down: Callable[[Study], Composed]) -> None:
    made = write_down(fresh_harbour)
    assert "Where they come from" not in titles(made)
    assert "table-settlement-half-year" in tables(made)
    assert "table-settlement-reigns" in tables(made)
    coded = tables(made)["table-leaving"]
    assert [head.text for head in coded.head[0]] == ["Code", "Yes", "No", "Cannot tell", "Not coded"]


def test_a_study_with_nothing_but_a_text_builds(tmp_path: Path, amal: Actor) -> None:
    with create(tmp_path / "bare", "A bare study", study_toml=BARE) as study:
        assert build(study, by=amal).title == "A bare study"
        (study.folder / "list.csv").write_text("id,kind\n1,boat\n2,boat\n")
        import_sheet(study, "list", by=amal)
        built = build(study, by=amal)
    assert "2</a></dd>" in (built.folder / "html" / "index.html").read_text().replace("\n", "")


def test_a_study_just_made_builds(tmp_path: Path, amal: Actor) -> None:
    with create(tmp_path / "new", "A new study") as study:
        built = build(study, by=amal)
    assert {one.format for one in built.editions} == {"html", "pdf", "docx"}


def test_a_text_that_no_section_reads_is_an_error(fresh_2015: Study, write_down: Callable[[Study], Composed]) -> None:
    (fresh_2015.folder / "prose" / "recomendations.md").write_text("# Recommendations\n\nSome.\n")
    with pytest.raises(ClaimsError, match="no section of the report has this name") as caught:
        write_down(fresh_2015)
    assert "recommendations" in caught.value.hint


def test_a_reference_to_nothing_is_an_error(fresh_2015: Study, write_down: Callable[[Study], Composed]) -> None:
    (fresh_2015.folder / "prose" / "background.md").write_text('# Background\n\nSee {{ ref("table-9") }}.\n')
    with pytest.raises(ClaimsError, match="table-9") as caught:
        write_down(fresh_2015)
    assert "table-country-month" in caught.value.hint


def test_the_date_is_the_reports_own_or_that_of_the_newest_change(
    fresh_harbour: Study, fresh_2015: Study, write_down: Callable[[Study], Composed]
) -> None:
    assert write_down(fresh_harbour).document.date == "1 May 2022"
    assert write_down(fresh_2015).document.date != ""


def test_shares_and_other_words_of_the_template_language(
    fresh_2015: Study, write_down: Callable[[Study], Composed]
) -> None:
    text = (
        "# Background\n\n"
        '{{ share("sex = female", "country = SY") }}; {{ number("count() - count(sex = male)") }}; '
        '{{ claim("summer-2015") }}; {{ count(unit="stories") }}; {{ first("published", "day") }}; '
        '{{ count("sex = male", brief=True) }}; case {{ case(12) }}; {{ codes("leaving") }}.\n\n'
        '{{ figure("bars", "region") }}\n\n{{ table("sex", "year", caption="Mine", id="mine") }}\n\n{{ ref("mine") }}\n'
    )
    (fresh_2015.folder / "prose" / "background.md").write_text(text)
    made = write_down(fresh_2015)
    words = " ".join(_said(block) for block in made.document.blocks)
    assert "23.8 per cent; 7; 17; 58; 19 January 2014; 51; case 12; 4." in words
    assert plain(tables(made)["mine"].caption) == "Mine"
    assert any(isinstance(block, Figure) and block.id == "figure-bars-region" for block in made.document.blocks)
    assert any(
        isinstance(span, Reference) and span.to == "mine"
        for block in made.document.blocks
        if isinstance(block, Paragraph)
        for span in block.spans
    )


def test_settling_a_doubt_closes_its_bounds(
    fresh_2015: Study, amal: Actor, write_down: Callable[[Study], Composed]
) -> None:
    from outspoken.collect import settle

    settle(fresh_2015, "D2", "2015-04-01", by=amal, reason="The same outlet printed two others that day.")
    table = tables(write_down(fresh_2015))["table-country-month"]
    april = next(row for row in table.rows if plain(row.cells[0].spans) == "Indonesia")
    assert [cell.plain for cell in april.cells[1:] if cell.plain != "0"] == ["3", "1", "4"]
    notes = " ".join(plain(note.spans) for note in tables(write_down(fresh_2015))["case-list"].notes)
    assert "Settled as 2015-04-01: The same outlet printed two others that day." in notes


def test_reopening_finds_the_same(fresh_2015: Study, write_down: Callable[[Study], Composed]) -> None:
    first = write_down(fresh_2015)
    with open_study(fresh_2015.folder) as again:
        assert write_down(again).document == first.document


def _said(block: Block) -> str:
    return plain(block.spans) if isinstance(block, Paragraph) else ""
