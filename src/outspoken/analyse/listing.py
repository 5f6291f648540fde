"""Filter, sort and lay out cases as somebody asks for it; values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from outspoken.analyse.caselist import CaseRecord, CaseValue
from outspoken.study.settings import Settings
from outspoken.text.letters import fold


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases somebody wants to see, in which order, and what of them."""

    words: str = ""
    """Every one of them stands somewhere in a case."""
    sort: str = "number"
    """A column, `names` or `number`; with `-` before it from the end."""
    columns: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    """For an attribute, the value that a case has or may have."""
    doubt: bool = False
    """Only cases that something is in doubt about."""


USUAL = 5
"""So many columns are shown where nobody chose any."""


def understood(asked: Asked, known: Sequence[str]) -> Asked:
    """Leave out what the study does not have, or has no more."""
    return Asked(
        words=asked.words.strip()[:200],
        sort=asked.sort if asked.sort.lstrip("-") in {"number", "names", *known} else "number",
        columns=tuple(name for name in known if name in asked.columns) or tuple(known)[:USUAL],
        where={name: asked.where[name] for name in known if asked.where.get(name)},
        doubt=asked.doubt,
    )


def selected(cases: Sequence[CaseRecord], asked: Asked) -> list[CaseRecord]:
    """Return the cases that are asked for, in the order that is asked for."""
    if asked.words or asked.where or asked.doubt:
        cases = [one for one in cases if _fits(one, asked)]
    if asked.sort == "number":
        return list(cases)  # as they are
    name = asked.sort.lstrip("-")
    return sorted(cases, key=lambda case: _place(case, name), reverse=asked.sort.startswith("-"))


def doubtful(case: CaseRecord) -> bool:
    """Whether something is in doubt about a case: who it is, or an open doubt."""
    return bool(case.maybe) or any(doubt.state.value == "open" for doubt in case.doubts)


def known_columns(settings: Settings) -> dict[str, str]:
    """Name every column that the case table can have, with its label."""
    own = {
        name: one.label or name.replace("-", " ").capitalize()
        for name, one in settings.attributes.items()
        if one.type.value != "name"
    }
    return {**own, "published": "Published", "outlet": "Outlet"}


def _fits(case: CaseRecord, asked: Asked) -> bool:
    if asked.doubt and not doubtful(case):
        return False
    if any(wanted not in _keys(case.values.get(name, ())) for name, wanted in asked.where.items()):
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
