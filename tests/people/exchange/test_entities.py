"""Persons as FollowTheMoney entities: the schema's own property names, and who is one person comes back."""

from __future__ import annotations

import json

import pytest

from outspoken.errors import StudyError
from outspoken.people.exchange.entities import Described, from_entities, to_entities

PERSON = Described(
    6,
    (6, 14, 20),
    names=["Abu Noor", "أبو نور"],
    nationalities=["TN"],
    sexes=["man", "X"],
    births=["1990"],
    addresses=["https://lantern.example/1"],
    outlets=["Lantern Watch"],
)


def test_properties_are_those_of_the_schema():
    entity = json.loads(to_entities([PERSON]))
    assert entity["schema"] == "Person"
    assert entity["properties"] == {
        "name": ["Abu Noor"],
        "alias": ["أبو نور"],
        "nationality": ["tn"],
        "gender": ["male", "other"],
        "birthDate": ["1990"],
        "sourceUrl": ["https://lantern.example/1"],
        "publisher": ["Lantern Watch"],
    }


def test_who_is_one_person_comes_back():
    assert [(one.left, one.right, one.verdict.value, one.line) for one in from_entities(to_entities([PERSON]))] == [
        (6, 14, "same", 1),
        (14, 20, "same", 1),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "Line 1 is no JSON"),
        ('\n{"schema": "Person", "referents": ["Q42"]}', "Line 2 refers to 'Q42'"),
        ("[" * 100_000, "Line 1 is no JSON"),
    ],
)
def test_what_cannot_be_read_is_named(text, said):
    with pytest.raises(StudyError, match=said):
        from_entities(text)


def test_other_entities_are_left_alone():
    assert from_entities('{"schema": "Company", "referents": ["x"]}\n[]\n') == []
