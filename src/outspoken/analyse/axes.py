"""Name a way of sorting cases: `country`, `sex`, `month`, `quarter(left)`, `region`, `outlet`, a code or a group.

An axis is asked for by one word. `month` sorts the study's main date, `month(left)`
another date; `region` uses the study's first scheme, `region(un)` another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from outspoken.analyse.places import UN, region_axis
from outspoken.analyse.records import UNKNOWN, Axis, CaseTable, Column, Kind
from outspoken.analyse.time import period_axis
from outspoken.coding.codebook import Codebook
from outspoken.errors import NotFound
from outspoken.study.settings import PERIODS, AttributeType, Settings

_ASKED = re.compile(r"\s*(?P<name>[A-Za-z][A-Za-z0-9_.-]*)\s*(\(\s*(?P<inside>[^()]*?)\s*\))?\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """An axis as somebody asked for it, and the columns it needs."""

    text: str
    name: str
    column: str
    """The column it sorts, or "" for a group of codes."""
    scheme: str = ""
    """The region scheme or the period."""
    codes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be loaded for it."""
        return self.codes or (self.column,)


def understand(text: str, settings: Settings, codebook: Codebook) -> Asked:
    """Find out what an axis means.

    Raises:
        NotFound: if it means nothing in this study; the hint lists what does.
    """
    match = _ASKED.fullmatch(text)
    if match is None:
        raise _unknown(text, settings, codebook)
    name, inside = match["name"], [part.strip() for part in (match["inside"] or "").split(",") if part.strip()]
    lowered = name.lower()
    if lowered in PERIODS or lowered in settings.periods:
        date = inside[0] if inside else settings.analyse.date
        _refuse_unless(date, AttributeType.DATE, settings, text)
        return Asked(text, lowered, date, lowered)
    if lowered == "region":
        return _region(text, inside, settings, codebook)
    if inside:
        raise _unknown(text, settings, codebook)
    if lowered in {"outlet", *settings.attributes}:
        return Asked(text, lowered, lowered)
    group = codebook.group(lowered)
    if group is not None:
        return Asked(text, lowered, "", codes=tuple(code.id for code in group.codes))
    code = codebook.code(name)
    if code is not None:
        return Asked(text, code.id, code.id)
    raise _unknown(text, settings, codebook)


def make(asked: Asked, table: CaseTable, settings: Settings, codebook: Codebook) -> Axis:
    """Sort the rows of a case table along an axis."""
    if asked.codes:
        return _group(asked, table, codebook)
    column = table.columns[asked.column]
    if asked.name == "region":
        return region_axis(column, asked.text, None if asked.scheme == UN else settings.regions[asked.scheme])
    if column.kind is Kind.DATE:
        return period_axis(column, asked.scheme or "day", settings.periods.get(asked.scheme))
    if column.kind is Kind.NUMBER:
        return _numbers(asked, column)
    order = _order(column)
    place = np.zeros(len(column.keys), np.int32)
    place[list(order)] = np.arange(len(order))
    known = column.codes >= 0
    codes = column.codes.copy()
    codes[known] = place[codes[known]]
    keys, labels = ([column.keys[i] for i in order], [column.labels[i] for i in order])
    return Axis(asked.name, column.label, tuple(keys), tuple(labels), codes)


def whole(table: CaseTable) -> Axis:
    """Return an axis with one place that holds every case."""
    return Axis("", "", ("all",), ("all",), np.zeros(table.rows, np.int32))


def known_axes(settings: Settings, codebook: Codebook) -> dict[str, str]:
    """Name every axis that a study has without saying more: the word that asks for it, and what it is called."""
    own = {
        name: one.label or name.replace("-", " ").capitalize()
        for name, one in settings.attributes.items()
        if one.type not in {AttributeType.NAME, AttributeType.TEXT}
    }
    countries = any(one.type is AttributeType.COUNTRY for one in settings.attributes.values())
    found = own | ({"region": "Region"} if countries else {}) | {"outlet": "Outlet"}
    found |= {name: name.replace("-", " ").capitalize() for name in (*PERIODS, *settings.periods)}
    return found | {group.id: group.name for group in codebook.groups}


def _order(column: Column) -> Sequence[int]:
    used = [int(code) for code in np.unique(column.codes) if code >= 0]
    if column.kind is Kind.CATEGORY and column.name != "outlet":
        return used
    return sorted(used, key=lambda code: column.labels[code].casefold())


def _numbers(asked: Asked, column: Column) -> Axis:
    known = column.codes >= 0
    values = np.unique(column.low[known])
    codes = column.codes.copy()
    codes[known] = np.searchsorted(values, column.low[known])
    keys = tuple(f"{value / 1000:.3f}".rstrip("0").rstrip(".") for value in values)
    return Axis(asked.name, column.label, keys, keys, codes)


def _group(asked: Asked, table: CaseTable, codebook: Codebook) -> Axis:
    group = codebook.group(asked.name)
    label = group.name if group else asked.name
    names = [code.name for one in asked.codes if (code := codebook.code(one))]
    has = {place: table.columns[code].codes == 0 for place, code in enumerate(asked.codes)}
    answers = np.array([table.columns[code].codes for code in asked.codes])
    codes = np.where((answers != 1).any(axis=0), UNKNOWN, 0).astype(np.int32)
    return Axis(asked.name, label, asked.codes, tuple(names), codes, multiple=has)


def _region(text: str, inside: list[str], settings: Settings, codebook: Codebook) -> Asked:
    scheme, country = settings.region_scheme, ""
    for word in inside:
        if word in settings.regions or word == UN:
            scheme = word
        elif word in settings.attributes and settings.attributes[word].type is AttributeType.COUNTRY:
            country = word
        else:
            raise _unknown(text, settings, codebook)
    countries = [name for name, one in settings.attributes.items() if one.type is AttributeType.COUNTRY]
    if not countries:
        raise NotFound("This study records no country, so it has no regions.", "Add an attribute of type country.")
    return Asked(text, "region", country or countries[0], scheme)


def _refuse_unless(name: str, wanted: AttributeType, settings: Settings, text: str) -> None:
    if name == "published" and wanted is AttributeType.DATE:
        return
    attribute = settings.attributes.get(name)
    if attribute is None or attribute.type is not wanted:
        raise NotFound(
            f"{text!r}: {name!r} is no {wanted.value} of this study.", "Name a date attribute, or published."
        )


def _unknown(text: str, settings: Settings, codebook: Codebook) -> NotFound:
    known = [*settings.attributes, "outlet", "region", *PERIODS, *settings.periods]
    known += [group.id for group in codebook.groups]
    return NotFound(f"There is nothing called {text!r} to sort cases by.", f"There are: {', '.join(known)}.")
