"""Plain forms say all that a document says, in lists and dictionaries that survive JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from outspoken.report.composition import Composed
from outspoken.report.documents.blocks import (
    CaseNumber,
    Definition,
    Definitions,
    Document,
    Heading,
    KeyNumbers,
    Listing,
    Paragraph,
    Quantity,
    Quote,
    Reference,
    Table,
    Text,
    walk,
)
from outspoken.report.documents.plainforms import PlainForms

KINDS = {"heading", "paragraph", "listing", "quote", "definitions", "keynumbers", "table", "figure"}


@pytest.fixture
def document(composed_2015: Composed) -> Document:
    return composed_2015.document


@pytest.fixture
def forms(document: Document) -> PlainForms:
    return PlainForms(document)


def test_every_block_goes_through_json_unchanged(document: Document, forms: PlainForms) -> None:
    made = forms.blocks(document.blocks)
    assert json.loads(json.dumps(made)) == made
    assert len(made) == len(document.blocks)
    assert {block["kind"] for block in made} <= KINDS


def test_a_table_keeps_head_rows_bounds_notes_and_label(document: Document, forms: PlainForms) -> None:
    table = next(block for block in walk(document.blocks) if isinstance(block, Table))
    made = forms.block(table)
    assert (made["kind"], made["label"], made["unit"]) == ("table", "Table 1", "persons")
    assert [sum(head["span"] for head in row) for row in made["head"]] == [table.columns] * 2
    assert [len(row["cells"]) for row in made["rows"]] == [table.columns] * len(table.rows)
    assert made["rows"][-1]["total"]
    assert made["rows"][-1]["cells"][-1]["bounds"] == "57–58"
    assert [note["id"] for note in made["notes"]] == [note.id for note in table.notes]
    assert len(made["widths"]) == table.columns


def test_a_table_without_widths_gives_every_column_the_same(forms: PlainForms, document: Document) -> None:
    made = [forms.table(block) for block in document.blocks if isinstance(block, Table) and not block.widths]
    assert all(set(one["widths"]) == {1} and len(one["widths"]) == one["columns"] for one in made)


def test_numbers_keep_their_doubts_and_mentions_find_their_place(forms: PlainForms) -> None:
    quantity, case, gone, mention = forms.spans(
        (Quantity("58", "57 if so"), CaseNumber(12), CaseNumber(999), Reference("table-country-month"))
    )
    assert (quantity["kind"], quantity["text"], quantity["doubt"]) == ("quantity", "58", "57 if so")
    assert (case["text"], case["to"]) == ("12", "case-12")
    assert (gone["text"], gone["to"]) == ("999", "")
    assert (mention["text"], mention["to"]) == ("Table 1", "table-country-month")


def test_a_figure_brings_its_file_its_words_and_its_table(document: Document, forms: PlainForms) -> None:
    for figure in document.figures:
        made = forms.block(figure)
        assert made["file"] == f"{figure.id}.svg"
        assert made["alt"] == figure.alt
        assert len(made["data"]["rows"]) == len(figure.data.rows)


def test_what_is_inside_lists_quotes_and_definitions_is_kept(forms: PlainForms) -> None:
    said = Paragraph((Text("said", bold=True),))
    made = forms.blocks(
        (
            Listing(((said, Quote((said,))),), ordered=True),
            Definitions((Definition((Text("term"),), ((Text("one"),), (Text("two"),))),)),
            KeyNumbers(((Quantity("7"), "female"),)),
            Heading(2, (Text("Sex"),), "sex"),
        )
    )
    plainly: dict[str, Any] = {"kind": "text", "text": "said", "bold": True, "italic": False, "code": False}
    assert made[0]["ordered"]
    assert made[0]["items"][0][0]["spans"] == [plainly]
    assert made[0]["items"][0][1]["blocks"][0]["spans"] == [plainly]
    assert [detail[0]["text"] for detail in made[1]["items"][0]["details"]] == ["one", "two"]
    assert made[2]["items"] == [{"text": "7", "doubt": "", "label": "female"}]
    assert (made[3]["level"], made[3]["id"]) == (2, "sex")
