"""A story's person is put together with passages that hold; several persons are kept apart; any text is survived."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.people.extraction import persons_of

STORY = (
    "Abu Noor, a 27-year-old Tunisian, joined ISIS at 24 and fled after a year. "
    "'He is unwell,' says his wife Mona, 25. "
    "The reporter Nora Quist met him in Turkey."
)


def test_a_whole_story() -> None:
    (sketch,) = persons_of("A defector speaks", STORY, "en")
    told = {one.attribute: one.value for one in sketch.said}
    assert told["name"] == told["kunya"] == "Abu Noor"
    assert (told["sex"], told["nationality"], told["group"]) == ("male", "TN", "IS")
    assert (told["age"], told["age at joining"]) == ("27", "24")
    assert all(STORY[one.start : one.end] == one.quote and one.rule for one in sketch.said)


def test_a_nameless_person_is_sketched_too() -> None:
    (sketch,) = persons_of("", "A woman who fled from Boko Haram spoke. She regrets it.", "en-GB")
    assert sketch.value("name") is None
    assert (sketch.value("sex"), sketch.value("group")) == ("female", "Boko Haram")


def test_two_persons_have_their_own_ages() -> None:
    text = "Idris, 31, fled from ISIS and regrets it. Yunus, 22, said he left the group too and escaped."
    assert [(one.value("name"), one.value("age")) for one in persons_of("", text, "en")] == [
        ("Idris", "31"),
        ("Yunus", "22"),
    ]


@given(
    st.text(max_size=80),
    st.text(st.sampled_from("Ab ISIS,.1234'-\"()أبو\n"), max_size=200),
    st.sampled_from(["en", "ar", "de", "tr", "xx", ""]),
)
def test_any_text_is_survived_and_every_passage_holds(title: str, text: str, language: str) -> None:
    for sketch in persons_of(title, text, language):
        for one in sketch.said:
            assert one.quote == (title if one.in_title else text)[one.start : one.end]
