"""The parts of a Word file that python-docx has no words for: marks, links, fields, runs from right to left."""

from __future__ import annotations

import re

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from outspoken.report.composition import Composed
from outspoken.report.documents.blocks import CaseNumber, Link, NoteMark, Quantity, Reference, Text
from outspoken.report.documents.wordparts import Writer, bookmark_name


@pytest.fixture
def writer(composed_2015: Composed) -> Writer:
    return Writer(composed_2015.document)


NAMES = st.text(min_size=1, max_size=80)


@given(NAMES)
def test_a_bookmark_has_a_name_that_word_takes(name: str) -> None:
    assert re.fullmatch(r"_\w{0,39}", bookmark_name(name), re.ASCII)


@given(st.sets(NAMES, min_size=2, max_size=5))
def test_two_names_are_never_one_bookmark(names: set[str]) -> None:
    assert len({bookmark_name(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مقدمة", "خلاصة"),
        ("what-does-not-reconcile-in-the-printed-table-1", "what-does-not-reconcile-in-the-printed-table-2"),
        ("über", "uber"),
    ],
)
def test_headings_in_any_script_and_of_any_length_keep_their_own_marks(one: str, other: str) -> None:
    assert bookmark_name(one) != bookmark_name(other)


def test_a_paragraph_says_its_words_and_their_doubts_in_order(writer: Writer) -> None:
    made = writer.paragraph((Text("It holds "), Quantity("58", "57 if so"), Text(" people.", italic=True)), "Normal")
    assert made.text == "It holds 58 (57 if so) people."
    assert made.runs[-1].italic
    doubt = next(run for run in made.runs if "57" in run.text)
    assert str(doubt.font.color.rgb) != "None"


def test_a_mark_is_closed_around_its_words(writer: Writer) -> None:
    made = writer.paragraph((Text("Sex"),), "Heading 2", bookmark="sex")
    (start,), (end,) = made._p.findall(qn("w:bookmarkStart")), made._p.findall(qn("w:bookmarkEnd"))
    assert start.get(qn("w:name")) == "_sex"
    assert start.get(qn("w:id")) == end.get(qn("w:id"))
    assert [one.tag for one in made._p].index(start.tag) < [one.tag for one in made._p].index(end.tag)


def test_cases_and_notes_are_links_inside_the_file_and_addresses_lead_out(writer: Writer) -> None:
    spans = (CaseNumber(12), CaseNumber(999), NoteMark("a", "n-1"), Link("web", "https://report.example/x"))
    made = writer.paragraph(spans, "Normal")
    links = made._p.findall(qn("w:hyperlink"))
    assert [one.get(qn("w:anchor")) for one in links] == ["_case_12", "_n_1", None]
    assert made.part.rels[links[2].get(qn("r:id"))].target_ref == "https://report.example/x"
    assert [run.text for run in made.runs] == ["999"]


def test_a_mention_is_a_field_that_word_can_renew(writer: Writer) -> None:
    made = writer.paragraph((Reference("table-country-month"),), "Normal")
    kinds = [one.get(qn("w:fldCharType")) for one in made._p.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert "REF _table_country_month " in "".join(one.text for one in made._p.iter(qn("w:instrText")))
    assert "Table 1" in "".join(one.text or "" for one in made._p.iter(qn("w:t")))


def test_each_direction_has_its_own_run(writer: Writer) -> None:
    made = writer.paragraph((Text("Case 3, نادر الصياد, a man"),), "Normal")
    assert [bool(run.font.rtl) for run in made.runs] == [False, True, False]
    assert made.text == "Case 3, نادر الصياد, a man"


def test_the_contents_are_filled_and_lead_to_each_heading(composed_2015: Composed) -> None:
    writer = Writer(composed_2015.document)
    writer.contents([("Summary", "summary"), ("Methods", "methods")])
    entries = [one for one in writer.book.paragraphs if one.style is not None and one.style.name == "Contents entry"]
    anchors = [link.get(qn("w:anchor")) for one in entries for link in one._p.iter(qn("w:hyperlink"))]
    assert anchors == ["_summary", "_methods"]
    assert [one.get(qn("w:fldCharType")) for p in entries for one in p._p.iter(qn("w:fldChar"))] == [
        *("begin", "separate", "end"),
    ]
