"""A change of the codebook is understood and shown before it is made."""

from __future__ import annotations

from outspoken.coding.bookfile import parsed
from outspoken.web.coding.changing import FORMS, Redefine, previewed
from tests.web.coding.conftest import BOOK

CODE = {"applies-to": "testimony", "roll-up": "all"}


def test_only_what_was_changed_is_written() -> None:
    book = parsed(BOOK)
    said = {**CODE, "name": "Cruelty", "definition": "Seen cruelty.", "key-terms": "beat\r\n\r\nhit "}
    form = Redefine(said, book=book, code=book.code("L1"))
    assert form.is_valid(), form.errors
    assert form.wording() == {"definition": "Seen cruelty.", "key-terms": ["beat", "hit"]}
    found = [(one.code, one.field, one.after) for one in previewed(BOOK, form.wish())]
    assert found == [("L1", "definition", "Seen cruelty."), ("L1", "key-terms", "beat, hit")]


def test_a_form_that_changes_nothing_says_so() -> None:
    book = parsed(BOOK)
    said = {**CODE, "name": "Cruelty", "definition": "The person speaks of cruelty."}
    form = Redefine(said, book=book, code=book.code("L1"))
    assert not form.is_valid()


def test_each_kind_is_shown_before_it_is_made() -> None:
    book = parsed(BOOK)
    for kind, said, gone, come in (
        ("rename", {"new": "cruel"}, {"L1"}, {"cruel"}),
        ("merge", {"codes": ["L1", "L2"], "into": "hard"}, {"L1", "L2"}, {"hard"}),
        ("split", {"id1": "A1", "name1": "By day", "id2": "A2", "name2": "By night"}, {"L1"}, {"A1", "A2"}),
        ("retire", {}, {"L1"}, set()),
        ("add", {**CODE, "id": "F1", "name": "Fear", "group": "fears", "group_name": "Fears"}, set(), {"F1"}),
    ):
        form = FORMS[kind](said, book=book, code=None if kind == "add" else book.code("L1"))
        assert form.is_valid(), (kind, form.errors)
        found = previewed(BOOK, form.wish())
        assert {one.code for one in found if one.field == "code" and not one.after} == gone
        assert {one.code for one in found if one.field == "code" and not one.before} == come
