"""Read from an address which cases are asked for, and say it again as one; values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outspoken.analyse.freshness import Listing
from outspoken.analyse.listing import Asked, understood
from outspoken.study.settings import Settings
from outspoken.text.letters import fold


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the case table."""

    name: str
    label: str
    chosen: bool
    descending: str
    """The sorting that a press on its head asks for."""
    sorted: str
    """ascending, descending or none, as a screen reader says it."""


def read_asked(query: Mapping[str, str], columns: Sequence[str], known: Sequence[str]) -> Asked:
    """Understand an address; what makes no sense in it is left out."""
    where = {name: query.get(f"is-{name}", "") for name in known}
    asked = Asked(query.get("q", ""), query.get("sort", "number"), tuple(columns), where, query.get("doubt") == "yes")
    return understood(asked, known)


def as_query(asked: Asked) -> dict[str, str | list[str]]:
    """Write what is asked for as an address says it; `read_asked` reads it back."""
    said: dict[str, str | list[str]] = {"sort": asked.sort, "column": list(asked.columns)}
    said |= {f"is-{name}": wanted for name, wanted in asked.where.items()}
    return said | ({"q": asked.words} if asked.words else {}) | ({"doubt": "yes"} if asked.doubt else {})


def choices(cases: Listing, settings: Settings) -> dict[str, list[tuple[str, str]]]:
    """List, for attributes with few values, the values that cases have."""
    found = {}
    for name, one in settings.attributes.items():
        if one.type.value in {"category", "country", "yes-no"}:
            values = [value for value, count in cases.tally(name).items() if count]
            found[name] = sorted(values, key=lambda pair: fold(pair[1]))
    return found
