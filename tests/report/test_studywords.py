"""A study's own words reach a text as words, its numbers as numbers, and neither as markup."""

from __future__ import annotations

from dataclasses import dataclass

from outspoken.coding.codebook import read_codebook
from outspoken.report.documents.blocks import Paragraph, Quantity, Text
from outspoken.report.placeholders import Placeholders
from outspoken.report.prose import filled, read
from outspoken.report.studywords import shielded, study_lists
from outspoken.study import Study


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: int
    open: bool
    notes: tuple[str, ...]


def written(source: str, held: Placeholders, **given: object) -> Paragraph:
    blocks, typed = read(filled(source, "prose/x.md", given), "prose/x.md", source, held)
    assert typed == ()
    assert isinstance(blocks[0], Paragraph)
    return blocks[0]


def test_a_record_goes_field_by_field() -> None:
    held = Placeholders()
    sheet = shielded(Sheet("*one* {{ two }}", 1_200, True, ("<b>",)), held)
    paragraph = written("{{ sheet.name }}: {{ sheet.rows }}; {{ sheet.notes[0] }}", held, sheet=sheet)
    assert paragraph.spans == (*(Text("*one* {{ two }}"), Text(": "), Quantity("1,200"), Text("; "), Text("<b>")),)


def test_templates_can_decide_by_what_is_shielded() -> None:
    held = Placeholders()
    sheet = shielded(Sheet("x", 1, False, ()), held)
    source = "{% if sheet.rows == 1 and not sheet.open and not sheet.notes %}alone{% else %}more{% endif %}"
    assert written(source, held, sheet=sheet).spans == (Text("alone"),)


def test_nothing_stays_nothing() -> None:
    held = Placeholders()
    assert shielded(None, held) is None
    assert shielded(False, held) is False
    assert not shielded(0, held)
    assert not shielded("", held)


def test_a_study_brings_its_attributes_and_groups_in_their_order(known_harbour: Study) -> None:
    held = Placeholders()
    lists = study_lists(known_harbour.settings, read_codebook(known_harbour.folder), held)
    source = "{% for one in attributes if one.type == 'category' %}{{ one.label }} {% endfor %}"
    assert [
        span.text for span in written(source, held, **lists).spans if isinstance(span, Text) and span.text.strip()
    ] == [
        "Settlement",
        "Gender",
    ]
    source = "{% for one in groups %}{{ one.name }} {{ one.size }} {% endfor %}"
    spans = written(source, held, **lists).spans
    assert [span for span in spans if isinstance(span, Quantity)] == [Quantity("3"), Quantity("3"), Quantity("1")]
    assert spans[0] == Text("Why they came")
