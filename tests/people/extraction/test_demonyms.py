"""A demonym stands for a person or for a thing, and what two countries share waits for a town of one of them."""

from __future__ import annotations

import re

import pytest

from outspoken.people.extraction.demonyms import demonym, is_person, of_another, stands_for_person, stands_for_thing


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("The Georgian from Tbilisi fled.", "Georgian", "GE"),
        ("A Georgian in Atlanta.", "Georgian", None),
        ("The Congolese boy from Goma.", "Congolese", "CD"),
        ("The Congolese boy from Brazzaville.", "Congolese", "CG"),
        ("The Congolese boy.", "Congolese", None),
        ("A Nigerien and a man.", "Nigerien", "NE"),
        ("A Nigerian and a man.", "Nigerian", "NG"),
        ("The Jordanian spoke.", "Jordanian", "JO"),
        ("Jordan spoke.", "Jordan", None),
        ("Turkey is far.", "Turkey", None),
        ("A Chadian spoke.", "Chadian", "TD"),
        ("The Dane spoke.", "Dane", "DK"),
    ],
)
def test_demonyms(text: str, word: str, code: str | None) -> None:
    one = next(match for match in re.finditer(r"[A-Z]\w+", text) if match[0] == word)
    assert demonym(text, one)[0] == code


@pytest.mark.parametrize(
    ("before", "printed", "after", "person"),
    [
        ("The ", "Tunisian", " told us.", True),
        ("A ", "Belgian", " nurse spoke.", True),
        ("He is ", "Tunisian", ".", True),
        ("near the ", "Syrian", " border", False),
        ("in the ", "Syrian", " towns they hold", False),
        ("a Londoner of ", "Sudanese", " stock", False),
        ("Both men, ", "Britons", " who came back", True),
        ("he killed ", "Syrians", " there", False),
    ],
)
def test_persons(before: str, printed: str, after: str, person: bool) -> None:
    assert stands_for_person(before, after, printed) == person


def test_others_are_told_apart() -> None:
    assert of_another("She was married to a ", " fighter.")
    assert not of_another("This is the story of a ", " who fled.")
    assert not of_another("They spoke with the ", ", who fled.")
    assert is_person(" law student")
    assert stands_for_thing(" army")
