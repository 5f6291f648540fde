"""A story's person is put together with passages that hold; several persons are kept apart; any text is survived."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.people.extraction import Sketch, persons_of
from outspoken.text.countries import code_of
from outspoken.text.names import parse_name

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


STORIES = [
    json.loads(line)
    for file in sorted((Path(__file__).parent / "stories").glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
FLOORS = {"name": (0.95, 0.9), "sex": (0.97, 0.9), "age": (0.95, 0.85), "nationality": (0.97, 0.9)}
"""What must hold of 176 invented stories: precision and recall. The benchmark measures real ones."""


@cache
def read(name: str) -> list[Sketch]:
    """Read an invented story, once for all tests."""
    story = next(one for one in STORIES if one["id"] == name)
    return persons_of(story["title"], story["text"], story["language"])


def beside(sketches: list[Sketch], persons: list[dict[str, object]]) -> list[tuple[Sketch, dict[str, object]]]:
    """Put each labelled person beside the sketch of their name, else beside the only one."""
    told = []
    for person in persons:
        name = str(person["name"])
        fitting = [one for one in sketches if same(one.value("name") or "", name)]
        told.append(((fitting or sketches)[0] if fitting or len(sketches) == 1 else Sketch(), person))
    return told


def same(one: str, other: str) -> bool:
    """Whether the words of one name are in the other, as they sound."""
    left, right = ({word.skeleton for word in parse_name(name).words} for name in (one, other))
    return bool(left) and (left <= right or right <= left)


def true_value(attribute: str, person: dict[str, object]) -> str | None:
    """Return the label of a person as it is suggested."""
    value = person[attribute]
    if value is None or value == "Unknown":
        return None
    return code_of(str(value)) if attribute == "nationality" else str(value)


@pytest.mark.parametrize("attribute", FLOORS)
def test_what_is_suggested_of_invented_stories_is_right(attribute: str) -> None:
    suggested, known, right = 0, 0, 0
    for story in STORIES:
        for sketch, person in beside(read(story["id"]), story["persons"]):
            value, truth = sketch.value(attribute), true_value(attribute, person)
            suggested, known = suggested + (value is not None), known + (truth is not None)
            agrees = value == truth or (attribute == "name" and same(value or "", truth or ""))
            right += value is not None and truth is not None and agrees
    precision, recall = FLOORS[attribute]
    assert right / suggested >= precision
    assert right / known >= recall


@given(
    st.text(max_size=80),
    st.text(st.sampled_from("Ab ISIS,.1234'-\"()أبو\n"), max_size=200),
    st.sampled_from(["en", "ar", "de", "tr", "xx", ""]),
)
def test_any_text_is_survived_and_every_passage_holds(title: str, text: str, language: str) -> None:
    for sketch in persons_of(title, text, language):
        for one in sketch.said:
            assert one.quote == (title if one.in_title else text)[one.start : one.end]
