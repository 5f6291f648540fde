"""What a form says is understood, or refused."""

from __future__ import annotations

import pytest

from outspoken.coding import Answer
from outspoken.errors import OutspokenError
from outspoken.web.coding.saving import number_in, sent_mark


def test_a_form_is_understood_and_can_be_sent_again() -> None:
    form = {"code": "L1", "quote": "bread", "start": "3", "end": "8", "text": "1", "answer": "no"}
    sent = sent_mark({**form, "based_on": "7"})
    assert (sent.answer, sent.start, sent.end, sent.based_on) == (Answer.NO, 3, 8, 7)
    assert sent.fields == form


@pytest.mark.parametrize("form", [{}, {"code": ""}, {"code": "L1", "answer": "maybe"}])
def test_what_makes_no_sense_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(OutspokenError, match="No code was chosen"):
        sent_mark(form)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "٣", "9" * 30])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in({"start": text}, "start") is None
