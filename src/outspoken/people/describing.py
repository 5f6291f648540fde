"""Which attributes of a study say who somebody is: the name, the nationality, the year of birth, the sex."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from outspoken.people.likeness import Traits
from outspoken.study.settings import Attribute, AttributeType

_SEX = frozenset({"sex", "gender"})
_BIRTH = frozenset({"birth_year", "born", "year_of_birth", "birth-year"})


@dataclass(frozen=True, slots=True)
class Describing:
    """The attributes that describe a person; "" for what the study does not record."""

    name: str
    nationality: str
    birth_year: str
    sex: str

    @property
    def attributes(self) -> tuple[str, ...]:
        """Those that the study has."""
        return tuple(one for one in (self.name, self.nationality, self.birth_year, self.sex) if one)


def describing(attributes: Mapping[str, Attribute]) -> Describing:
    """Find them: the first name and country that a study records, and those called sex and birth_year (or alike)."""

    def first(kind: AttributeType, called: frozenset[str] = frozenset()) -> str:
        return next(
            (name for name, one in attributes.items() if one.type is kind and (not called or name in called)), ""
        )

    return Describing(
        first(AttributeType.NAME),
        first(AttributeType.COUNTRY),
        first(AttributeType.NUMBER, _BIRTH) or first(AttributeType.DATE, _BIRTH),
        first(AttributeType.CATEGORY, _SEX),
    )


def traits_of(facts: Iterable[tuple[int, str, str]], by: Describing, testimonies: Iterable[int]) -> dict[int, Traits]:
    """Return what is known of each testimony; of several values of one attribute the first."""
    said: dict[int, dict[str, str]] = {number: {} for number in testimonies}
    for testimony, attribute, value in facts:
        if testimony in said:
            said[testimony].setdefault(attribute, value)
    return {
        number: Traits(
            values.get(by.name, ""),
            values.get(by.nationality, ""),
            _year(values.get(by.birth_year, "")),
            values.get(by.sex, ""),
        )
        for number, values in said.items()
    }


def _year(value: str) -> int | None:
    return int(value[:4]) if value[:4].isdigit() else None
