"""What a new wording changes, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.web.codebook.forms import CodeForm, pieces


@given(before=st.text(), after=st.text())
def test_the_pieces_hold_both_wordings(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(one.words for one in found if one.how != "new") == before
    assert "".join(one.words for one in found if one.how != "gone") == after


def test_a_new_code_needs_an_id_and_a_known_one_keeps_its_own() -> None:
    assert not CodeForm({"name": "Hunger", "id": "1 2", "group": "leaving"}, new=True).is_valid()
    assert CodeForm({"name": "Hunger", "id": "L9", "group": "leaving"}, new=True).is_valid()
    assert "id" not in CodeForm(new=False).fields
