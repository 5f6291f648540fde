"""Work out every number by hand: list all worlds a small study allows, and count in each.

Nothing here knows how the program does it. A small study is a few rows as printed, the
judgements made on them, and how dates of several testimonies become one. A world fixes
who is one person, what every open value is, and the day of every date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from tests.conftest import THOROUGH

TOML = """\
title = "A small study"

[attributes.country]
type = "country"

[attributes.left]
type = "date"
rollup = "{rule}"

[attributes.age]
type = "number"

[regions.sides]
groups = {{ North = ["DE", "FR"], South = ["TN"] }}

[periods.phases]
spans = {{ early = ["2001", "2001-03-10"], late = ["2001-06", "2002-01"] }}

[collect.imports.s]
file = "sources/s.csv"
key = "id"
columns = {{ country = "country", left = {{ to = "left", format = "EDTF" }}, printed = {{ to = "story.published", \
format = "DD/MM/YY" }}, age = "age", J1 = "code J1", J2 = "code J2" }}
"""
CODEBOOK = """\
groups:
- id: joining
  name: Joining
  codes:
  - {id: J1, name: Faith}
  - {id: J2, name: Money}
"""

EXAMPLES = 150 if THOROUGH else 15
"""How many studies each comparison is made for; each is built on disk."""

UNKNOWN, NOT_STATED, NOT_APPLICABLE, WITHHELD = "unknown", "not stated", "not applicable", "withheld"
NONE_OF_THEM = "none of them"
OUTSIDE = "outside all periods"

# ---- What may be printed, and what it leaves open: values, and whether the headline takes them

Options = tuple[tuple[Any, bool], ...]


def one(value: Any) -> Options:
    return ((value, True),)


def span(text: str) -> tuple[date, date]:
    """The first and last day of 2001, 2001-03 or 2001-03-05."""
    parts = [int(part) for part in text.split("-")]
    first = date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return first, first
    after = date(parts[0] + 1, 1, 1) if len(parts) == 1 or parts[1] == 12 else date(parts[0], parts[1] + 1, 1)
    return first, after - timedelta(days=1)


COUNTRIES: dict[str, Options] = {
    "German": one("DE"),
    "French": one("FR"),
    "Tunisian": one("TN"),
    "Likely German": (("DE", True), (UNKNOWN, False)),
    "Possibly Tunisian": (("TN", True), (UNKNOWN, True)),
    "unknown": one(UNKNOWN),
    "": one(NOT_STATED),
    "n/a": one(NOT_APPLICABLE),
    "withheld": one(WITHHELD),
}
LEFT: dict[str, Options] = {
    "2001-03-05": one(span("2001-03-05")),
    "2001-03-31": one(span("2001-03-31")),
    "2001-04-01": one(span("2001-04-01")),
    "2002-02-28": one(span("2002-02-28")),
    "2001-03": one(span("2001-03")),
    "2001-12": one(span("2001-12")),
    "2001": one(span("2001")),
    "Probably 2001-03-05": ((span("2001-03-05"), True), (UNKNOWN, False)),
    "Perhaps 2001-04": ((span("2001-04"), True), (UNKNOWN, True)),
    "unknown": one(UNKNOWN),
    "": one(NOT_STATED),
}
PRINTED: dict[str, Options] = {
    "05/03/01": one(span("2001-03-05")),
    "31/03/01": one(span("2001-03-31")),
    "09/04/01": one(span("2001-04-09")),
    "03/14/01": ((span("2001-03-14"), True), (UNKNOWN, True)),  # a date as MM/DD, or none
    "": one(NOT_STATED),
}
AGES: dict[str, Options] = {"20": one((20, 20)), "30": one((30, 30)), "2.5": one((2.5, 2.5)), "": one(NOT_STATED)}
CODES: dict[str, Options] = {"yes": one("yes"), "no": one("no"), "?": one("cannot tell"), "": one(UNKNOWN)}

COLUMNS = {"country": COUNTRIES, "left": LEFT, "printed": PRINTED, "age": AGES, "J1": CODES, "J2": CODES}


@dataclass(frozen=True)
class Small:
    """A small study."""

    rows: tuple[dict[str, str], ...]
    rule: str
    judgements: tuple[tuple[int, int, str], ...]
    """Row, row (from 1) and verdict, as they were accepted."""
    unclear: tuple[int, ...] = ()
    """Rows whose story may not count."""
    worlds: dict[tuple[str, ...], list[World]] = field(default_factory=dict)

    @property
    def toml(self) -> str:
        return TOML.format(rule=self.rule)

    @property
    def sheet(self) -> str:
        lines = [",".join([str(number), *(row[name] for name in COLUMNS)]) for number, row in enumerate(self.rows, 1)]
        return "\n".join([",".join(["id", *COLUMNS]), *lines]) + "\n"


@st.composite
def small_studies(draw: st.DrawFn, columns: Sequence[str] = tuple(COLUMNS)) -> Small:
    """Draw a study in which some columns vary and the others are blank."""
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    name: st.sampled_from(sorted(known)) if name in columns else st.just("")
                    for name, known in COLUMNS.items()
                }
            ),
            min_size=1,
            max_size=4,
        )
    )
    pairs = st.tuples(st.integers(1, len(rows)), st.integers(1, len(rows))).filter(lambda pair: pair[0] < pair[1])
    verdicts = st.sampled_from(["unsure", "unsure", "same", "different"])
    judgements = draw(st.lists(st.tuples(pairs, verdicts), max_size=4)) if len(rows) > 1 else []
    taken: dict[tuple[int, int], str] = {}
    for pair, verdict in judgements:
        tried = {**taken, pair: verdict}
        if _consistent(len(rows), tried):
            taken = tried
    rule = draw(st.sampled_from(["agree", "first", "last"]))
    told = tuple((*pair, verdict) for pair, verdict in taken.items())
    unclear = draw(st.sets(st.integers(1, len(rows)), max_size=2)) if draw(st.booleans()) else set()
    return Small(tuple(rows), rule, told, tuple(sorted(unclear)))


def _groups(size: int, same: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    groups = [frozenset({number}) for number in range(1, size + 1)]
    for left, right in same:
        touched = [group for group in groups if left in group or right in group]
        groups = [group for group in groups if group not in touched] + [frozenset().union(*touched)]
    return groups


def _consistent(size: int, verdicts: dict[tuple[int, int], str]) -> bool:
    groups = _groups(size, [pair for pair, verdict in verdicts.items() if verdict == "same"])
    return not any(
        set(pair) <= group for pair, verdict in verdicts.items() for group in groups if verdict == "different"
    )


# ---- Worlds ------------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """One way in which everything may be: the cases, each with a value for every column."""

    headline: bool
    cases: tuple[dict[str, Any], ...]


def worlds(study: Small, columns: Sequence[str], most: int = 3_000) -> list[World]:
    """List every world, as far as some columns go."""
    known = study.worlds.get(tuple(columns))
    if known is None:
        known = study.worlds[tuple(columns)] = list(_worlds(study, columns, most))
    return known


def _worlds(study: Small, columns: Sequence[str], most: int) -> Iterator[World]:
    verdicts = {(left, right): verdict for left, right, verdict in study.judgements}
    persons = _groups(len(study.rows), [pair for pair, verdict in verdicts.items() if verdict == "same"])
    listed = 0
    for counts in product((True, False), repeat=len(study.unclear)):
        gone = {row for row, there in zip(study.unclear, counts, strict=True) if not there}
        # A judgement stands only while both of its rows do; who was found to be one person stays one.
        standing = {pair: verdict for pair, verdict in verdicts.items() if not gone & set(pair)}
        apart = [set(pair) for pair, verdict in standing.items() if verdict == "different"]
        unsure = [pair for pair, verdict in standing.items() if verdict == "unsure"]
        unsure = [pair for pair in unsure if not any(set(pair) <= person for person in persons)]
        there = [person for person in persons if person - gone]
        for joined in product((False, True), repeat=len(unsure)):
            links = [pair for pair, yes in zip(unsure, joined, strict=True) if yes]
            blocks = _joined(there, links)
            if any(pair <= block for pair in apart for block in blocks):
                continue
            if any({left, right} <= block for block in blocks for left, right in unsure if (left, right) not in links):
                continue  # joined by others: the same world as with this link
            choices = [_values(study, block - gone, column) for block in blocks for column in columns]
            listed += prod(map(len, choices))
            assume(listed <= most)
            for chosen in product(*choices):
                values = iter(chosen)
                cases = tuple({"id": min(block)} | {column: next(values)[0] for column in columns} for block in blocks)
                yield World(not gone and not links and all(headline for _, headline in chosen), cases)


def _joined(persons: Sequence[frozenset[int]], links: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    found = list(persons)
    for left, right in links:
        touched = [group for group in found if left in group or right in group]
        found = [group for group in found if group not in touched] + [frozenset().union(*touched)]
    return found


def _values(study: Small, block: Iterable[int], column: str) -> list[tuple[Any, bool]]:
    """What one person's value in a column may be, and whether the headline takes it so."""
    rule = {"printed": "first", "left": study.rule}.get(column, "agree")
    found: dict[Any, bool] = {}
    for combination in product(*(COLUMNS[column][study.rows[number - 1][column]] for number in sorted(block))):
        headline = all(taken for _, taken in combination)
        for value in _rolled([value for value, _ in combination], rule):
            found[value] = found.get(value, False) or headline
    if not any(found.values()):
        found = dict.fromkeys(found, True)
    return list(found.items())


def _rolled(values: Sequence[Any], rule: str) -> list[Any]:
    given = [value for value in values if value not in {UNKNOWN, NOT_STATED, NOT_APPLICABLE, WITHHELD}]
    if not given:
        return [max(values, key=[NOT_STATED, UNKNOWN, NOT_APPLICABLE, WITHHELD].index)]
    if rule != "agree":
        pick = min if rule == "first" else max
        return [(pick(low for low, _ in given), pick(high for _, high in given))]
    finer = [
        value
        for value in given
        if not (
            isinstance(value, tuple)
            and any(other != value and value[0] <= other[0] and other[1] <= value[1] for other in given)
        )
    ]
    return list(dict.fromkeys(finer))


# ---- Axes: where a case may stand; several keys at once for a group of codes -------------------

Places = list[tuple[str, ...]]
"""Each way in which a case may stand: the keys it then has."""
ByHand = Callable[[dict[str, Any]], Places]


def days(low: date, high: date) -> Iterator[date]:
    for number in range(low.toordinal(), high.toordinal() + 1):
        yield date.fromordinal(number)


PERIODS: dict[str, Callable[[date], str]] = {
    "day": lambda day: day.isoformat(),
    "week": lambda day: f"{day.isocalendar().year}-W{day.isocalendar().week:02d}",
    "month": lambda day: f"{day:%Y-%m}",
    "quarter": lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    "half-year": lambda day: f"{day.year}-H{1 if day.month <= 6 else 2}",
    "year": lambda day: str(day.year),
    "decade": lambda day: f"{day.year // 10 * 10}s",
    "phases": lambda day: (
        "early"
        if date(2001, 1, 1) <= day <= date(2001, 3, 10)
        else "late"
        if date(2001, 6, 1) <= day <= date(2002, 1, 31)
        else OUTSIDE
    ),
}
"""The name of the period a day lies in."""


def by_period(column: str, kind: str) -> ByHand:
    def places(case: dict[str, Any]) -> Places:
        value = case[column]
        if not isinstance(value, tuple):
            return [(value,)]
        return [(key,) for key in dict.fromkeys(map(PERIODS[kind], days(*value)))]

    return places


def by_value(column: str) -> ByHand:
    def places(case: dict[str, Any]) -> Places:
        value = case[column]
        return [(f"{value[0]:g}",)] if isinstance(value, tuple) else [(value,)]

    return places


def by_region(case: dict[str, Any]) -> Places:
    home = {"DE": "North", "FR": "North", "TN": "South"}
    return [(home.get(case["country"], case["country"]),)]


def by_codes(case: dict[str, Any]) -> Places:
    has = tuple(code for code in ("J1", "J2") if case[code] == "yes")
    return [has or ((NONE_OF_THEM,) if case["J1"] == case["J2"] == "no" else (UNKNOWN,))]


def placed(
    study: Small, columns: Sequence[str], axes: Sequence[ByHand], most: int = 20_000
) -> list[tuple[bool, list[Any]]]:
    """List every world with every case in its places: whether the headline takes it so, and the cases' keys."""
    found = []
    for world in worlds(study, columns):
        ways = [[(case["id"], *keys) for keys in product(*(axis(case) for axis in axes))] for case in world.cases]
        assume(len(found) + prod(map(len, ways)) <= most)
        found += [(world.headline, list(chosen)) for chosen in product(*ways)]
    return found


def bounds(numbers: Iterable[tuple[bool, int]]) -> tuple[int, int, int]:
    """The headline (what holds however it turns out), the least and the greatest of a number over all worlds."""
    told = list(numbers)
    return min(number for headline, number in told if headline), min(n for _, n in told), max(n for _, n in told)
