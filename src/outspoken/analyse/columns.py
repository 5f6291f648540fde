"""Read one column over all testimonies: sure values as arrays, open ones as options.

A column is an attribute of study.toml, `published`, `outlet`, or the id of a code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from sqlalchemy import Connection

from outspoken.analyse import store
from outspoken.analyse.records import (
    MISSING_CODES,
    MISSING_LABELS,
    NO_DAY,
    NOT_STATED,
    UNKNOWN,
    Column,
    Kind,
)
from outspoken.analyse.rollup import Option, Options, Value
from outspoken.analyse.store import Given, Ints, Open, Testimonies
from outspoken.coding.codebook import Code, Codebook, RollUp
from outspoken.collect.records import Missing
from outspoken.errors import NotFound
from outspoken.estimates import shown
from outspoken.people.checked.records import Settlement
from outspoken.people.checked.settling import set_aside
from outspoken.people.checked.store import read_settlements
from outspoken.study.settings import Attribute, AttributeType, Rollup, Settings
from outspoken.text.countries import name_of
from outspoken.text.dates import parse_edtf

_EPOCH = date(1970, 1, 1).toordinal()
_THOUSAND = 1_000
_MISSING_PLACES = {f"{store.MISSING}{kind.value}": code for kind, code in MISSING_CODES.items()}
ANSWERS = ("yes", "no", "cannot tell")


@dataclass(frozen=True, slots=True)
class Settled:
    """A value that counts for a person, and those that do not any more; the newer has the greater id."""

    id: int
    value: Value
    aside: frozenset[Value]


@dataclass(slots=True)
class Spoken:
    """One column over the testimonies, before persons are made of them."""

    column: Column
    rule: Rollup | RollUp
    open: dict[int, list[Option]] = field(default_factory=dict)
    """Options of testimonies (by place) that leave something open."""
    settled: dict[int, list[Settled]] = field(default_factory=dict)
    """What somebody settled for the persons of testimonies (by place), the oldest first."""

    def options(self, place: int) -> Options:
        """Return what the testimony at a place may say."""
        if place in self.open:
            return self.open[place]
        return [Option(self._value(place))]

    def of_person(self, places: Sequence[int]) -> list[Options]:
        """Return what the testimonies of one person may say, without the values that somebody put aside."""
        options = [self.options(place) for place in places]
        laid = [one for place in places for one in self.settled.get(place, ())] if self.settled else []
        if not laid:
            return options
        gone = set_aside((one.value, one.aside) for one in sorted(laid, key=lambda one: -one.id))
        kept = ([one for one in each if one.value not in gone] for each in options)
        return [each or [Option(UNKNOWN)] for each in kept]

    def say(self, value: Value) -> str:
        """Put a value into words."""
        if isinstance(value, int) and value < 0:
            return MISSING_LABELS[value]
        if isinstance(value, tuple):
            return _said_date(*value) if self.column.kind is Kind.DATE else shown(value[0] / _THOUSAND)
        return self.column.labels[value]

    def _value(self, place: int) -> Value:
        code = int(self.column.codes[place])
        if code < 0 or self.column.kind not in {Kind.DATE, Kind.NUMBER}:
            return code
        return int(self.column.low[place]), int(self.column.high[place])


def read_column(
    connection: Connection, settings: Settings, codebook: Codebook, testimonies: Testimonies, name: str
) -> Spoken:
    """Read a column by its name.

    Raises:
        NotFound: if there is no such attribute or code.
    """
    if name == "published":
        return column_of(settings, testimonies, name, store.read_dates(connection))
    if name == "outlet":
        return column_of(settings, testimonies, name, store.read_outlets(connection))
    code = codebook.code(name)
    if code is not None and name not in settings.attributes:
        return _coded(code, testimonies, store.read_codings(connection, code.id))
    if name not in settings.attributes:
        known = ", ".join([*settings.attributes, "published", "outlet", *(one.id for one in codebook.codes())])
        raise NotFound(f"There is no attribute or code {name!r} in this study.", f"There are: {known}.")
    settlements = read_settlements(connection, attribute=name)
    return column_of(settings, testimonies, name, store.read_facts(connection, name), settlements)


def column_of(
    settings: Settings, testimonies: Testimonies, name: str, given: Given, settlements: Sequence[Settlement] = ()
) -> Spoken:
    """Make a column of what testimonies say: an attribute of study.toml, `published` or `outlet`."""
    spoken = _column_of(settings, testimonies, name, given)
    if settlements:
        _settle(spoken, testimonies, settlements)
    return spoken


def _settle(spoken: Spoken, testimonies: Testimonies, settlements: Sequence[Settlement]) -> None:
    """Lay settlements on the places of their testimonies; one whose testimony does not count says nothing."""
    places: dict[str, Value] = {value: code for code, value in enumerate(spoken.column.keys)}

    def parse(value: str) -> Value:
        ranged = {Kind.DATE: _days, Kind.NUMBER: _thousandths}.get(spoken.column.kind)
        return ranged(value) if ranged else places.get(value, UNKNOWN)

    known = {int(number): place for place, number in enumerate(testimonies.ids)}
    for one in settlements:
        if one.testimony in known:
            laid = Settled(one.id, parse(one.value), frozenset(map(parse, one.aside)) - {UNKNOWN})
            spoken.settled.setdefault(known[one.testimony], []).append(laid)


def _column_of(settings: Settings, testimonies: Testimonies, name: str, given: Given) -> Spoken:
    if name == "published":
        return _ranged(name, "Published", Kind.DATE, Rollup.FIRST, testimonies, given, NOT_STATED)
    if name == "outlet":
        return _category(name, "Outlet", Kind.CATEGORY, testimonies, given, (), Rollup.ALL)
    attribute = settings.attributes[name]
    label = attribute.label or name.capitalize()
    match attribute.type:
        case AttributeType.DATE:
            return _ranged(name, label, Kind.DATE, attribute.rolled, testimonies, given, UNKNOWN)
        case AttributeType.NUMBER:
            return _ranged(name, label, Kind.NUMBER, attribute.rolled, testimonies, given, UNKNOWN)
        case _:
            return _category(name, label, _kind(attribute), testimonies, given, _declared(attribute), attribute.rolled)


def _kind(attribute: Attribute) -> Kind:
    match attribute.type:
        case AttributeType.COUNTRY:
            return Kind.COUNTRY
        case AttributeType.NAME | AttributeType.TEXT:
            return Kind.TEXT
        case _:
            return Kind.CATEGORY


def _declared(attribute: Attribute) -> tuple[str, ...]:
    return ("yes", "no") if attribute.type is AttributeType.YES_NO else tuple(attribute.values)


def _category(
    name: str,
    label: str,
    kind: Kind,
    testimonies: Testimonies,
    given: Given,
    declared: tuple[str, ...],
    rule: Rollup,
) -> Spoken:
    places = {value: code for code, value in enumerate(declared)}
    for value in sorted({*given.values, *(one.value for one in given.open)} - set(places) - {""}):
        if not value.startswith(store.MISSING):
            places[value] = len(places)
    keys = tuple(places)
    known = places | _MISSING_PLACES
    codes = np.full(len(testimonies.ids), UNKNOWN, np.int32)
    made = np.fromiter(map(known.__getitem__, given.values), np.int32, len(given.values))
    codes[testimonies.places(given.testimonies)] = made
    labels = tuple(map(name_of, keys)) if kind is Kind.COUNTRY else keys
    spoken = Spoken(Column(name, label, kind, codes, keys, labels), rule)
    _open(spoken, testimonies, given, lambda value: places[value])
    return spoken


def _ranged(
    name: str, label: str, kind: Kind, rule: Rollup, testimonies: Testimonies, given: Given, absent: int
) -> Spoken:
    size = len(testimonies.ids)
    codes = np.full(size, absent, np.int32)
    low, high = np.full(size, NO_DAY, np.int64), np.full(size, NO_DAY, np.int64)
    parse = _days if kind is Kind.DATE else _thousandths
    different = list(dict.fromkeys(given.values))
    ends = [(NO_DAY, NO_DAY) if value.startswith(store.MISSING) else parse(value) for value in different]
    place = {value: number for number, value in enumerate(different)}
    which = np.fromiter(map(place.__getitem__, given.values), np.int64, len(given.values))
    where = testimonies.places(given.testimonies)
    if len(which):
        known = np.array([_MISSING_PLACES.get(value, 0) for value in different], np.int32)
        codes[where] = known[which]
        low[where], high[where] = np.array(ends, np.int64)[which].T
    spoken = Spoken(Column(name, label, kind, codes, low=low, high=high), rule)
    _open(spoken, testimonies, given, parse)
    return spoken


def _coded(code: Code, testimonies: Testimonies, found: Ints) -> Spoken:
    """What was settled counts before all else; where coders differ, all they say is open.

    An answer by an earlier meaning of the code is like a hedged one: the headline takes it, beside unknown.
    """
    if code.roll_up is RollUp.SETTLED:
        found = found[found[:, 2] == 1]
    codes = np.full(len(testimonies.ids), UNKNOWN, np.int32)
    places = testimonies.places(found[:, 0])
    codes[places] = found[:, 1]
    rule = RollUp.ANY if code.roll_up is RollUp.ANY else Rollup.AGREE
    spoken = Spoken(Column(code.id, code.name, Kind.CATEGORY, codes, ANSWERS, ANSWERS), rule)
    unsure = (codes[places] != found[:, 1]) | (found[:, 3] == 1)
    for place in np.unique(places[unsure]):
        rows = found[places == place]
        options = [Option(int(answer)) for answer in np.unique(rows[:, 1])]
        if rows[:, 3].all():
            options.append(Option(UNKNOWN, headline=False))
        spoken.open[int(place)] = options
    return spoken


def _open(spoken: Spoken, testimonies: Testimonies, given: Given, parse: Callable[[str], Value]) -> None:
    """Sort rows that are not sure into the options of their testimony.

    A hedged value ("likely") is what the headline takes, beside unknown. Several possible
    readings are all open. A reading that somebody chose is sure.
    """
    places = testimonies.places(np.array([one.testimony for one in given.open], np.int64)).tolist()
    rows: dict[int, list[Open]] = {}
    for place, candidate in zip(places, given.open, strict=True):
        rows.setdefault(place, []).append(candidate)
    for place, candidates in rows.items():
        chosen = next((one.choice for one in candidates if one.choice), None)
        options: list[Option] = []
        for one in candidates:
            if chosen is None or chosen == one.value:
                found: Value = parse(one.value) if one.missing is None else MISSING_CODES[Missing(one.missing)]
                options.append(Option(found, headline=True))
        if chosen is None and len(candidates) == 1 and candidates[0].certainty != "certain":
            options.append(Option(UNKNOWN, headline=candidates[0].certainty != "likely"))
        spoken.open[place] = options or [Option(UNKNOWN)]


def _days(text: str) -> tuple[int, int]:
    parsed = parse_edtf(text)
    return parsed.first.toordinal() - _EPOCH, parsed.last.toordinal() - _EPOCH


def _thousandths(text: str) -> tuple[int, int]:
    value = round(float(text) * _THOUSAND)
    return value, value


def _said_date(low: int, high: int) -> str:
    first, last = day(low), day(high)
    for said in (first.isoformat(), first.isoformat()[:7], str(first.year)):
        meant = parse_edtf(said)
        if (meant.first, meant.last) == (first, last):
            return said
    return f"between {first.isoformat()} and {last.isoformat()}"


def day(number: int) -> date:
    """Return the date of a day's number.

    >>> day(0)
    datetime.date(1970, 1, 1)
    """
    return date(1970, 1, 1) + timedelta(days=int(number))
