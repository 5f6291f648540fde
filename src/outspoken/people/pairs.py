"""Candidates: which pairs of records are worth a look, and how likely each is one person.

All pairs of a small study; of a large one those that share a key. Two who share a fact
that hardly anybody here has (two Australians in 58) are candidates too, whatever their names.
"""

from __future__ import annotations

import multiprocessing
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from outspoken.people.boards import Ints
from outspoken.people.likeness import Board, PairModel, Traits, lay_out, shipped
from outspoken.people.meeting import Engine, meeting
from outspoken.text.letters import fold
from outspoken.text.names import parse_name

ALL_PAIRS_UP_TO = 1500
"""Up to so many records every pair is looked at: a million pairs, half a minute."""
FEW = 3
"""A fact that so many share, and no more, is rare enough to be a reason to look."""
_ALONE = 200_000
"""So many pairs are scored in this process; more are shared between processors."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of rows on a board, each with its chance; the smaller row first."""

    board: Board
    left: Ints
    right: Ints
    chances: npt.NDArray[np.float64]

    def best_first(self) -> Ints:
        """Return the order from the likeliest pair to the least likely."""
        return np.lexsort((self.right, self.left, -self.chances.round(9)))


def candidates(
    records: Sequence[Traits], engine: Engine = Engine.LOCAL, *, model: PairModel | None = None, processes: int = 1
) -> Candidates:
    """Return the pairs worth a look; the same ones, with the same chances, whatever the engine.

    Raises:
        StudyError: if the engine is not installed.
    """
    model = model or shipped()
    board = lay_out(records, model.common)
    if len(records) <= ALL_PAIRS_UP_TO and engine is Engine.LOCAL:
        named = np.nonzero((board.names.ids[:, 0] >= 0)[board.name_of])[0]
        one, other = np.triu_indices(len(named), 1)
        left, right = named[one], named[other]
    else:
        left, right = meeting(records, engine, processes=processes)
        rare = rare_pairs(records)
        both = np.unique(np.concatenate([left << 32 | right, rare[:, 0] << 32 | rare[:, 1]]))
        left, right = both >> 32, both & 0xFFFFFFFF
    return Candidates(board, left, right, scored(model, board, left, right, processes))


def rare_pairs(records: Sequence[Traits]) -> Ints:
    """Return the pairs of named records that share a nationality which hardly anybody here has, shape (pairs, 2)."""
    by_country: dict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(records):
        if record.nationality:
            by_country[fold(record.nationality)].append(row)
    found = [
        pair
        for rows in by_country.values()
        if len(rows) <= FEW
        for pair in combinations([row for row in rows if parse_name(records[row].name)], 2)
    ]
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def scored(model: PairModel, board: Board, left: Ints, right: Ints, processes: int = 1) -> npt.NDArray[np.float64]:
    """Score pairs, on several processors if there are very many and the system can fork."""
    if processes < 2 or len(left) < _ALONE or "fork" not in multiprocessing.get_all_start_methods():
        return model.likeness(board, left, right)
    parts = np.array_split(np.arange(len(left)), processes * 8)
    fork = multiprocessing.get_context("fork")  # the board is shared, not sent
    with ProcessPoolExecutor(processes, fork, _begin, (model, board, left, right)) as pool:
        return np.concatenate(list(pool.map(_score_part, [(int(part[0]), int(part[-1]) + 1) for part in parts])))


_SHARED: dict[str, tuple[PairModel, Board, Ints, Ints]] = {}
"""What a forked process scores; empty in the process that the user started."""


def _begin(model: PairModel, board: Board, left: Ints, right: Ints) -> None:
    _SHARED["work"] = (model, board, left, right)


def _score_part(part: tuple[int, int]) -> npt.NDArray[np.float64]:
    model, board, left, right = _SHARED["work"]
    return model.likeness(board, left[slice(*part)], right[slice(*part)])
