"""Persons as FollowTheMoney entities, one JSON object a line, whose `referents` are their testimonies. Pure.

The schema is `Person` with the properties name, alias, nationality, gender, birthDate,
sourceUrl and publisher (https://followthemoney.tech/explorer/schemata/Person/). Such an
entity says who is one person; *different* and *unsure* have no place in it and travel as
CSV only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from outspoken.errors import StudyError
from outspoken.people.exchange.records import Line
from outspoken.people.records import Verdict

_CASE, _TOLD = "case-", "testimony-"
GENDERS = {"male": "male", "m": "male", "man": "male", "female": "female", "f": "female", "woman": "female"}
"""What a study may call the two, and what FollowTheMoney does; any other value is `other`."""


@dataclass(frozen=True, slots=True)
class Described:
    """A person as it is given out: its number, its testimonies, and what they surely say."""

    number: int
    testimonies: tuple[int, ...]
    """The numbers they were born with."""
    names: Sequence[str] = ()
    nationalities: Sequence[str] = ()
    """ISO 3166-1 codes."""
    sexes: Sequence[str] = ()
    births: Sequence[str] = ()
    addresses: Sequence[str] = ()
    outlets: Sequence[str] = ()


def to_entities(persons: Iterable[Described]) -> str:
    r"""Write persons as lines of JSON.

    >>> print(to_entities([Described(6, (6, 14), ["Abu Noor"], ["TN"])])[:70])
    {"id": "case-6", "schema": "Person", "properties": {"name": ["Abu Noor
    """
    return "".join(json.dumps(_entity(one), ensure_ascii=False) + "\n" for one in persons)


def _entity(one: Described) -> dict[str, Any]:
    properties = {
        "name": list(one.names[:1]),
        "alias": list(one.names[1:]),
        "nationality": [code.lower() for code in one.nationalities],
        "gender": list(dict.fromkeys(GENDERS.get(sex.lower(), "other") for sex in one.sexes)),
        "birthDate": list(one.births),
        "sourceUrl": list(one.addresses),
        "publisher": list(one.outlets),
    }
    return {
        "id": f"{_CASE}{one.number}",
        "schema": "Person",
        "properties": {name: values for name, values in properties.items() if values},
        "referents": [f"{_TOLD}{number}" for number in one.testimonies],
    }


def from_entities(text: str) -> list[Line]:
    """Read who is one person from lines of JSON: all referents of an entity are.

    Raises:
        StudyError: naming the line that cannot be read.
    """
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise StudyError(f"Line {number} is no JSON: {error}.", "Give one entity on each line.") from error
        if not isinstance(entity, dict) or entity.get("schema") != "Person":
            continue
        found += [Line(one, other, Verdict.SAME, line=number) for one, other in pairwise(_referents(entity, number))]
    return found


def _referents(entity: Mapping[str, Any], number: int) -> list[int]:
    told = entity.get("referents", [])
    if not isinstance(told, list):
        told = [told]
    numbers = []
    for one in told:
        digits = str(one).removeprefix(_TOLD)
        if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
            raise StudyError(
                f"Line {number} refers to {str(one)[:80]!r}, which is no testimony of this program.",
                f"Referents are called {_TOLD}12, by the number of the case they came in as.",
            )
        numbers.append(int(digits))
    return list(dict.fromkeys(numbers))
