"""Filter, sort and lay out cases as an address asks for it; values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outspoken.analyse.caselist import CaseRecord, CaseValue
from outspoken.analyse.freshness import Listing
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for."""

    words: str = ""
    sort: str = "number"
    columns: tuple[str, ...] = ()
    where: Mapping[str, str] = None  # type: ignore[assignment]
    doubt: bool = False


def read_asked(query: Mapping[str, str], columns: Sequence[str], known: Sequence[str]) -> Asked:
    """Understand an address; what makes no sense in it is left out."""
    sort = query.get("sort", "number")
    return Asked(
        words=query.get("q", "").strip()[:200],
        sort=sort if sort.lstrip("-") in {"number", "names", *known} else "number",
        columns=tuple(name for name in known if name in columns) or tuple(known)[:5],
        where={name: query[f"is-{name}"] for name in known if query.get(f"is-{name}")},
        doubt=query.get("doubt") == "yes",
    )


def selected(cases: Sequence[CaseRecord], asked: Asked) -> list[CaseRecord]:
    """Return the cases that an address asks for, in its order."""
    if asked.words or asked.where or asked.doubt:
        cases = [one for one in cases if _fits(one, asked)]
    if asked.sort == "number":
        return list(cases)  # as they are
    name = asked.sort.lstrip("-")
    return sorted(cases, key=lambda case: _place(case, name), reverse=asked.sort.startswith("-"))


def _fits(case: CaseRecord, asked: Asked) -> bool:
    if asked.doubt and not (case.maybe or [doubt for doubt in case.doubts if doubt.state.value == "open"]):
        return False
    if any(wanted not in _keys(case.values.get(name, ())) for name, wanted in (asked.where or {}).items()):
        return False
    if not asked.words:
        return True
    said = [str(case.number), *case.names, *(one.text for values in case.values.values() for one in values)]
    hay = " ".join(fold(text) for text in said)
    return all(word in hay for word in fold(asked.words).split())


def _keys(values: Sequence[CaseValue]) -> set[str]:
    return {one.key or one.missing for one in values}


def _place(case: CaseRecord, name: str) -> tuple[bool, object, int]:
    """Sort by number, name or value; what is missing comes last."""
    if name == "number":
        return False, case.number, case.number
    text = case.names[0] if name == "names" and case.names else ""
    values = case.values.get(name, ())
    if values:
        text = values[0].text if not values[0].missing else ""
    return not text, _number(text), case.number


def _number(text: str) -> tuple[float, str]:
    try:
        return float(text), ""
    except ValueError:
        return float("inf"), fold(text)


def known_columns(settings: Settings) -> dict[str, str]:
    """Name every column that the table can have, with its label."""
    own = {
        name: one.label or name.replace("-", " ").capitalize()
        for name, one in settings.attributes.items()
        if one.type.value != "name"
    }
    return {**own, "published": "Published", "outlet": "Outlet"}


def choices(cases: Listing, settings: Settings) -> dict[str, list[tuple[str, str]]]:
    """List, for attributes with few values, the values that cases have."""
    found = {}
    for name, one in settings.attributes.items():
        if one.type.value in {"category", "country", "yes-no"}:
            values = [value for value, count in cases.tally(name).items() if count]
            found[name] = sorted(values, key=lambda pair: fold(pair[1]))
    return found
