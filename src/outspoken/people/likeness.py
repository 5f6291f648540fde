"""How likely it is that two records speak of one person: measures of names and facts, and a calibrated model of them.

The weights were learnt from public lists (see `benchmarks/people_fit.py`) and hold
numbers only. A likeness proposes what people should look at; it never joins anybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from outspoken.people.boards import Floats, Ints, NameBoard, board
from outspoken.people.names_match import MEASURES, measures
from outspoken.people.nets import Nets, nets_of
from outspoken.people.rarity import Common, Rarity, counted
from outspoken.people.trees import Forest
from outspoken.text.countries import code_of
from outspoken.text.letters import fold
from outspoken.text.names import parse_name

OF_FACTS = (
    *("nationalities known", "same nationality", "rarity of the nationality", "birth years known", "years apart"),
    *("years fit closely", "years fit"),
    *("sexes known", "same sex", "nisba and nationality", "countries of nisbas"),
)
ALL_MEASURES = (*MEASURES, *OF_FACTS)
KINDS = ("names", "facts", "scripts", "kunyas")
"""What a pair can be judged by, each calibrated for itself: names alone, facts too, names of two scripts,
nothing but a kunya on either side."""
ODDS_LEARNT_FROM = 1 / 3
"""Pairs of one person for each pair of two, among those that were learnt from."""
TOLD_ELSEWHERE = 0.2
SHARE_ALIKE, MOST_ALIKE = 0.1, 14.0
"""How many others of a study are, by chance, as like a testimony as the pairs learnt from: see `in_a_study`."""
_CHUNK = 16384


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of somebody in one testimony; "" and None where it is not known."""

    name: str
    nationality: str = ""
    birth_year: int | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Many records as arrays, a row for each."""

    traits: tuple[Traits, ...]
    names: NameBoard
    name_of: Ints
    """Record by record, the row of its name among the names."""
    nationality: Ints
    """Numbers that stand for nationalities; -1 where not known."""
    country: Ints
    """Record by record, a number for the country of its nationality; -1 where not known."""
    countries_of_nisbas: Ints
    """Name by name, numbers for two countries that its nisbas point to; -1 where there are none."""
    rarity_of_nationality: Floats
    birth_year: Floats
    sex: Ints


def lay_out(records: Sequence[Traits], common: Common, *, a_study: bool = True) -> Board:
    """Put records on a board.

    What is rare is told by names at large and, if these are the records of a study, by their own
    names and nationalities too; else no record changes what another is worth.
    """
    spelt = {record.name: None for record in records}
    place = {name: row for row, name in enumerate(spelt)}
    known = [fold(record.nationality) for record in records]
    if a_study:
        own = counted({word.skeleton for word in parse_name(name).words} for name in spelt)
        nationalities = counted([value] for value in known if value)
        common = replace(common, words=own.besides(2).plus(common.words), nationalities=nationalities)
    number = {value: row for row, value in enumerate(dict.fromkeys(value for value in known if value))}
    rarity = {value: common.nationalities.weight(value) if value else 0.0 for value in set(known)}
    codes = {fold(printed): code_of(printed) or "" for printed in {record.nationality for record in records}}
    of_nisbas = [(*name.countries, "", "")[:2] for name in map(parse_name, spelt)]
    country = {code: row for row, code in enumerate(sorted({*codes.values(), *chain(*of_nisbas)} - {""}))}
    sexes = {value: row for row, value in enumerate(sorted({record.sex for record in records if record.sex}))}
    years = [np.nan if record.birth_year is None else record.birth_year for record in records]
    return Board(
        traits=tuple(records),
        names=board(list(spelt), common),
        name_of=np.array([place[record.name] for record in records], dtype=np.int64),
        nationality=np.array([number.get(value, -1) for value in known], dtype=np.int64),
        country=np.array([country.get(codes[value], -1) for value in known], dtype=np.int64),
        countries_of_nisbas=np.array(
            [[country.get(code, -1) for code in two] for two in of_nisbas], dtype=np.int64
        ).reshape(-1, 2),
        rarity_of_nationality=np.array([rarity[value] for value in known], dtype=np.float32),
        birth_year=np.array(years, dtype=np.float32),
        sex=np.array([sexes.get(record.sex, -1) for record in records], dtype=np.int64),
    )


def measured(on: Board, left: Ints, right: Ints) -> Floats:
    """Return all measures of pairs of records, shape (pairs, measures)."""
    of_names = measures(on.names, on.name_of[left], on.name_of[right])

    def facts(values: Ints) -> tuple[Floats, Floats]:
        there = (values[left] >= 0).astype(np.float32) + (values[right] >= 0)
        return there, np.where(there == 2, values[left] == values[right], np.nan)

    nationalities, same_nationality = facts(on.nationality)
    sexes, same_sex = facts(on.sex)
    apart = np.abs(on.birth_year[left] - on.birth_year[right])
    years = (~np.isnan(on.birth_year[left])).astype(np.float32) + ~np.isnan(on.birth_year[right])
    rarity = np.where(same_nationality == 1, on.rarity_of_nationality[left], np.nan)
    of_facts = (
        *(nationalities, same_nationality, rarity, years, apart, np.exp(-apart), np.exp(-apart / 4)),
        *(sexes, same_sex, *_of_nisbas(on, left, right)),
    )
    return np.column_stack([of_names, *of_facts]).astype(np.float32)


def _of_nisbas(on: Board, left: Ints, right: Ints) -> tuple[Floats, Floats]:
    """Measure whether nisbas fit the nationality of the other (-2 to 2), and the nisbas of the other (0, 1)."""
    one, other = on.countries_of_nisbas[on.name_of[left]], on.countries_of_nisbas[on.name_of[right]]
    fits, asked = np.zeros(len(left), np.float32), np.zeros(len(left), dtype=bool)
    here, there = on.country[left], on.country[right]
    for nisbas, own, country in ((one, here, there), (other, there, here)):
        # A nisba says something only where its bearer's own nationality is not known.
        both = (nisbas[:, 0] >= 0) & (own < 0) & (country >= 0)
        fits += np.where(both, np.where((nisbas == country[:, None]).any(1), 1, -1), 0)
        asked |= both
    shared = ((one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]).any((1, 2))
    known = (one[:, 0] >= 0) & (other[:, 0] >= 0)
    return np.where(asked, fits, np.nan), np.where(known, shared, np.nan)


def kinds(rows: Floats) -> Ints:
    """Return by what each pair can be judged: 0 names, 1 facts too, 2 two scripts, 3 nothing but two kunyas."""
    at = {name: place for place, name in enumerate(ALL_MEASURES)}
    facts = (rows[:, [at["nationalities known"], at["birth years known"], at["sexes known"]]] > 0).any(1)
    kind = np.where(facts, 1, np.where(rows[:, at["scripts"]] == 2, 2, 0))
    return np.where(rows[:, at["only a kunya"]] == 2, 3, kind)


@dataclass(frozen=True, slots=True)
class PairModel:
    """A forest and nets, and how their log-odds become chances: slope and intercept for each kind of pair."""

    forest: Forest
    nets: Nets
    share_of_nets: float
    """How much of the log-odds the nets have a say in; the forest has the rest."""
    slopes: tuple[float, ...]
    intercepts: tuple[float, ...]
    common: Common
    thresholds: dict[str, float]

    def chances(self, rows: Floats) -> npt.NDArray[np.float64]:
        """Return how likely each pair is one person, 0 to 1."""
        kind = kinds(rows)
        odds = (1 - self.share_of_nets) * self.forest.log_odds(rows) + self.share_of_nets * self.nets.log_odds(rows)
        return calibrated(odds, np.array(self.slopes)[kind], np.array(self.intercepts)[kind])

    def likeness(self, on: Board, left: Ints, right: Ints) -> npt.NDArray[np.float64]:
        """Return how likely each pair of records on the board is one person; 0 where a name says nothing."""
        found = np.zeros(len(left))
        for part in _parts(len(left)):
            found[part] = self.chances(measured(on, left[part], right[part]))
        nameless = ~(on.names.ids[:, 0] >= 0)[on.name_of]
        return np.where(nameless[left] | nameless[right], 0.0, found)


def calibrated(
    odds: npt.NDArray[np.float64], slope: npt.NDArray[np.float64], intercept: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Turn log-odds into chances (Platt 1999)."""
    return 1 / (1 + np.exp(-np.clip(slope * odds + intercept, -30, 30)))


def in_a_study(chances: npt.NDArray[np.float64], records: int) -> npt.NDArray[np.float64]:
    """Turn the chances of pairs that were picked to learn from into those of pairs of a study of so many records.

    One pair in four that was learnt from is one person; in a study hardly any is. The prior
    is that one testimony in five tells of somebody told of elsewhere, and that beside its
    true partner there stand one in ten of the others, fourteen at most (no key brings more
    together), as like it as the pairs learnt from. Bayes' rule shifts all log-odds by the
    same amount, so the order of pairs stays; the prior is an assumption, not a measurement.

    >>> in_a_study(np.array([0.0, 0.5, 0.99]), 58).round(2).tolist()
    [0.0, 0.1, 0.91]
    """
    alike = min(MOST_ALIKE, max(1.0, SHARE_ALIKE * (records - 1)))
    odds = (TOLD_ELSEWHERE / alike) / ODDS_LEARNT_FROM
    return np.asarray(chances * odds / (chances * odds + 1 - chances))


def _parts(size: int) -> Iterator[slice]:
    for begin in range(0, size, _CHUNK):
        yield slice(begin, begin + _CHUNK)


def model_of(document: dict[str, Any]) -> PairModel:
    """Make the model that a weights document describes.

    Raises:
        ValueError: if it was learnt from other measures.
    """
    if document["measures"] != list(ALL_MEASURES):
        raise ValueError("these weights were learnt from other measures")
    return PairModel(
        Forest(document["start"], document["trees"], len(ALL_MEASURES)),
        nets_of(document["nets"]),
        document["share_of_nets"],
        tuple(document["slopes"]),
        tuple(document["intercepts"]),
        Common(**{what: Rarity(table["records"], table["counts"]) for what, table in document["common"].items()}),
        document["thresholds"],
    )


@lru_cache(maxsize=1)
def shipped() -> PairModel:
    """Return the model that ships with the program."""
    text = files("outspoken.people").joinpath("weights.json").read_text(encoding="utf-8")
    return model_of(json.loads(text))
