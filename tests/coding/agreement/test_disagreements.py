"""The list to talk about begins with flat contradictions."""

from __future__ import annotations

from outspoken.coding.agreement.disagreements import disagreements
from outspoken.coding.agreement.ratings import Given
from outspoken.coding.records import Answer


def test_contradictions_come_before_doubts_and_agreement_is_left_out() -> None:
    given = [
        Given("1", "Amal", "L1", Answer.YES),
        Given("1", "Bilal", "L1", Answer.CANNOT_TELL),
        Given("2", "Amal", "L1", Answer.YES),
        Given("2", "Bilal", "L1", Answer.NO),
        Given("3", "Amal", "L1", Answer.NO),
        Given("3", "Bilal", "L1", Answer.NO),
    ]
    found = disagreements(given)
    assert [one.story for one in found] == ["2", "1"]
    assert found[0].answers == {"Amal": Answer.YES, "Bilal": Answer.NO}
    assert found[0].split == 1.0


def test_the_most_divided_come_first() -> None:
    given = [
        Given("1", coder, "L1", Answer.YES if coder == "Amal" else Answer.NO)
        for coder in ("Amal", "Bilal", "Chloe", "Dara")
    ]
    given += [
        Given("2", coder, "L1", Answer.YES if coder < "C" else Answer.NO)
        for coder in ("Amal", "Bilal", "Chloe", "Dara")
    ]
    assert [one.story for one in disagreements(given)] == ["2", "1"]
