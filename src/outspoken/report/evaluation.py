"""Work out an expression over the case table: an estimate, and in each world that doubts allow a plain number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np
from sqlalchemy import Connection

from outspoken.analyse.axes import Asked, make, understand
from outspoken.analyse.casetable import load
from outspoken.analyse.counts import count, extreme, share
from outspoken.analyse.records import MISSING_LABELS, UNSETTLED, Axis, CaseTable, Choice, Codes, Kind, Mask, Truth, Unit
from outspoken.analyse.variety import different
from outspoken.coding.codebook import Codebook
from outspoken.errors import ClaimsError, NotFound
from outspoken.estimates import Estimate
from outspoken.report.expressions import (
    Arithmetic,
    Both,
    Call,
    Comparison,
    Condition,
    Everything,
    Literal,
    Missingness,
    Not,
    Number,
    axes_of,
    parse,
)
from outspoken.report.ranges import compared
from outspoken.study.settings import Settings
from outspoken.text.countries import code_of
from outspoken.text.letters import fold

MOST_WORLDS = 4_096


@dataclass(frozen=True, slots=True)
class InWorld:
    """A plain number, and the choices under which it holds."""

    choices: tuple[Choice, ...]
    headline: bool
    value: float | None


class Evaluator:
    """Answers expressions about one study at one moment.

    Tables are loaded once for each set of columns and kept, so that hundreds of claims
    about the same few attributes read the database a few times only.
    """

    def __init__(
        self,
        connection: Connection,
        settings: Settings,
        codebook: Codebook,
        names: Mapping[str, str] | None = None,
        unit: Unit = Unit.PERSONS,
    ) -> None:
        self._connection = connection
        self.settings = settings
        self.codebook = codebook
        self.names = dict(names or {})
        self.unit = unit
        self._tables: dict[frozenset[str], CaseTable] = {}

    def table(self, columns: frozenset[str]) -> CaseTable:
        """Return the case table with these columns."""
        if columns not in self._tables:
            self._tables[columns] = load(self._connection, self.settings, self.codebook, sorted(columns), self.unit)
        return self._tables[columns]

    def estimate(self, text: str) -> Estimate:
        """Work out an expression.

        Raises:
            ClaimsError: if it cannot be understood.
            NotFound: if it mentions what this study does not have.
        """
        number = parse(text, self.names)
        return self.answer(number, self.table(self.columns(number)))

    def columns(self, expression: Number | Condition) -> frozenset[str]:
        """Return the columns that an expression needs."""
        return frozenset(column for axis in axes_of(expression) for column in self.asked(axis).columns)

    def asked(self, axis: str) -> Asked:
        """Find out what an axis means; `published` and other dates are their own days."""
        attribute = self.settings.attributes.get(axis)
        if axis == "published" or (attribute is not None and attribute.type.value in {"date", "number"}):
            return Asked(axis, axis, axis)
        return understand(axis, self.settings, self.codebook)

    def answer(self, number: Number, table: CaseTable) -> Estimate:
        """Work out a parsed expression over a case table."""
        match number:
            case Literal(value=value):
                return Estimate(value, value, value, 0, "")
            case Arithmetic():
                return self._combined(number, table)
            case Call():
                return self._called(number, table)

    def in_worlds(self, number: Number, table: CaseTable) -> list[InWorld] | None:
        """Work out an expression in every world; None if there are too many to try."""
        if prod(len(knot.worlds) for knot in table.knots) > MOST_WORLDS or table.approximate:
            return None
        found = []
        for chosen in product(*(knot.worlds for knot in table.knots)):
            plain = _plain(table, chosen)
            choices = tuple(choice for world in chosen for choice in table.worlds[world].choices)
            headline = all(table.worlds[world].headline for world in chosen)
            found.append(InWorld(choices, headline, self.answer(number, plain).value))
        return found

    def truth(self, condition: Condition, table: CaseTable) -> Truth:
        """Say of which rows a condition holds."""
        match condition:
            case Everything():
                everything = np.ones(table.rows, np.bool_)
                return Truth(everything, everything)
            case Not(inner=inner):
                found = self.truth(inner, table)
                return Truth(~found.may, ~found.must)
            case Both(word=word, left=left, right=right):
                one, other = self.truth(left, table), self.truth(right, table)
                if word == "and":
                    return Truth(one.must & other.must, one.may & other.may)
                return Truth(one.must | other.must, one.may | other.may)
            case Missingness():
                return self._missing(condition, table)
            case Comparison():
                return self._compared(condition, table)

    def axis(self, text: str, table: CaseTable) -> Axis:
        """Sort a table's rows along an axis."""
        return make(self.asked(text), table, self.settings, self.codebook)

    # ---- calls ----

    def _called(self, call: Call, table: CaseTable) -> Estimate:
        where = self.truth(call.where, table)
        match call.function:
            case "count":
                return count(table, where)
            case "share":
                return share(table, where, self.truth(call.of, table), self.settings.analyse.sample)
            case "codes":
                return self._codes(call.axis)
            case "different":
                return different(table, self.axis(call.axis, table), where)
            case _:
                return self._extreme(call, table, where)

    def _codes(self, name: str) -> Estimate:
        group = self.codebook.group(name)
        if group is None:
            known = ", ".join(group.id for group in self.codebook.groups) or "none"
            raise NotFound(f"codebook.yaml has no group {name!r}.", f"It has: {known}.")
        size = len(group.codes)
        return Estimate(size, size, size, size, "codes", "listed in codebook.yaml")

    def _extreme(self, call: Call, table: CaseTable, where: Truth) -> Estimate:
        column = table.columns[self.asked(call.axis).column]
        if column.kind not in {Kind.DATE, Kind.NUMBER}:
            raise ClaimsError(f"{call.axis!r} has no {call.function}: it is neither a date nor a number.")
        found = extreme(table, column, where, last=call.function == "last")
        if column.kind is Kind.DATE or found.value is None:
            return found
        value, low, high = (None if end is None else end / 1_000 for end in (found.value, found.low, found.high))
        return replace(found, value=value, low=low, high=high)

    def _combined(self, number: Arithmetic, table: CaseTable) -> Estimate:
        left, right = self.answer(number.left, table), self.answer(number.right, table)
        ends = [
            _calculated(number.sign, one, other) for one in (left.low, left.high) for other in (right.low, right.high)
        ]
        known = [end for end in ends if end is not None]
        return replace(
            left,
            value=_calculated(number.sign, left.value, right.value),
            low=min(known, default=None),
            high=max(known, default=None),
            n=max(left.n, right.n),
            unit=left.unit or right.unit,
            caveat=left.caveat or right.caveat,
        )

    # ---- conditions ----

    def _missing(self, condition: Missingness, table: CaseTable) -> Truth:
        codes = self._codes_of(condition.axis, table)
        if condition.kind in {"known", "missing"}:
            known = (codes >= 0) | (codes == UNSETTLED)
            found = known if condition.kind == "known" else ~known
        else:
            wanted = {label: code for code, label in MISSING_LABELS.items()}[condition.kind]
            found = codes == wanted
        return Truth(found, found)

    def _codes_of(self, axis: str, table: CaseTable) -> Codes:
        asked = self.asked(axis)
        if asked.column and table.columns[asked.column].kind in {Kind.DATE, Kind.NUMBER}:
            return table.columns[asked.column].codes
        return self.axis(axis, table).codes

    def _compared(self, condition: Comparison, table: CaseTable) -> Truth:
        asked = self.asked(condition.axis)
        column = table.columns.get(asked.column)
        if column is not None and column.kind in {Kind.DATE, Kind.NUMBER} and asked.name not in self.settings.periods:
            return compared(column, condition.sign, condition.values)
        return self._placed(condition, self.axis(condition.axis, table))

    def _placed(self, condition: Comparison, axis: Axis) -> Truth:
        if condition.sign not in {"=", "!=", "in"}:
            raise ClaimsError(
                f"{condition.axis!r} has no order, so {condition.sign!r} means nothing for it.",
                "Use =, != or in (a, b).",
            )
        if axis.multiple is not None:
            places = [_place(axis, value) for value in condition.values]
            found: Mask = np.any([axis.multiple[place] for place in places], axis=0)
            return Truth(~found, ~found) if condition.sign == "!=" else Truth(found, found)
        wanted = {place for value in condition.values if (place := self._sought(axis, value)) is not None}
        inside = np.isin(axis.codes, sorted(wanted))
        may = inside.copy()
        for row, places_of_row in axis.spread.items():
            may[row] = bool(wanted & set(places_of_row))
            inside[row] = set(places_of_row) <= wanted
        if condition.sign == "!=":
            known = (axis.codes >= 0) | np.isin(np.arange(len(axis.codes)), list(axis.spread))
            return Truth(known & ~may, known & ~inside)
        return Truth(inside, may)

    def _sought(self, axis: Axis, value: str) -> int | None:
        """Return the place of a value; None for a country or value that simply does not occur."""
        try:
            return _place(axis, value)
        except NotFound:
            if self._possible(axis.name, value):
                return None
            raise

    def _possible(self, name: str, value: str) -> bool:
        attribute = self.settings.attributes.get(name)
        if attribute is None:
            scheme = self.settings.regions.get(self.settings.region_scheme)
            return name.startswith("region") and scheme is not None and value in {*scheme.groups, scheme.rest}
        match attribute.type.value:
            case "country":
                return code_of(value) is not None
            case "category":
                return fold(value) in {fold(one) for one in attribute.values}
            case "yes-no":
                return value in {"yes", "no"}
            case _:
                return True


def counted_in_worlds(table: CaseTable, mask: Mask) -> list[InWorld] | None:
    """Count rows in every world, trying only the doubts that change the count; None if too many do."""
    base = int((mask & (table.world < 0)).sum())
    per_world = np.bincount(table.world[mask & (table.world >= 0)], minlength=len(table.worlds))
    moving = []
    for knot in table.knots:
        counts = per_world[knot.worlds.start : knot.worlds.stop]
        if counts.min() == counts.max():
            base += int(counts[0])
        else:
            moving.append(knot)
    if prod(len(knot.worlds) for knot in moving) > MOST_WORLDS:
        return None
    return [
        InWorld(
            tuple(choice for world in chosen for choice in table.worlds[world].choices),
            all(table.worlds[world].headline for world in chosen),
            base + sum(int(per_world[world]) for world in chosen),
        )
        for chosen in product(*(knot.worlds for knot in moving))
    ]


def _place(axis: Axis, value: str) -> int:
    wanted = fold(value)
    for place, (key, label) in enumerate(zip(axis.keys, axis.labels, strict=True)):
        if wanted in {fold(key), fold(label)}:
            return place
    code = code_of(value)
    if code is not None and code in axis.keys:
        return axis.keys.index(code)
    known = ", ".join(axis.labels[:30]) or "none"
    raise NotFound(f"{axis.name!r} has no value {value!r}.", f"Its values are: {known}.")


def _plain(table: CaseTable, chosen: Sequence[int]) -> CaseTable:
    """Return the table as it is in one world of every knot."""
    keep = np.flatnonzero((table.world < 0) | np.isin(table.world, list(chosen)))
    columns = {
        name: replace(
            column,
            codes=column.codes[keep],
            low=column.low[keep] if len(column.low) else column.low,
            high=column.high[keep] if len(column.high) else column.high,
        )
        for name, column in table.columns.items()
    }
    return CaseTable(
        unit=table.unit,
        ids=table.ids[keep],
        world=np.full(len(keep), -1, np.int32),
        worlds=(),
        knots=(),
        columns=columns,
        knot_of=np.empty(0, np.int64),
        headline=np.empty(0, np.bool_),
    )


def _calculated(sign: str, left: float | None, right: float | None) -> float | None:
    if left is None or right is None or (sign == "/" and right == 0):
        return None
    return {"+": left + right, "-": left - right, "*": left * right, "/": left / right if right else 0.0}[sign]
