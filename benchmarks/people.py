"""Measure how well pairs of names and records are told apart: python benchmarks/people.py --data FILE.

The file has the columns pair_id, task, left_name, left_nationality, left_birth_year,
left_sex, the same four for right, label (1: one person), stratum, left_entity and
right_entity. Without more, what is measured is learnt from the same file, each pair by
weights that saw neither of its two people. With --fit FILE all is learnt from that file,
thresholds too; with --shipped the weights that ship are measured. Rarity is told by the
names of the measured file itself, as in a study; peers see the same values.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.util
import json
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import people_fit as fit
from measuring import Table, peak_megabytes
from people_fit import Pairs

from outspoken.people.likeness import kinds, lay_out, measured, model_of, shipped
from outspoken.people.rarity import Rarity


@dataclass(frozen=True)
class Scored:
    """The scores of one system, whether they are chances, and the thresholds it was given beforehand."""

    system: str
    scores: np.ndarray
    chances: bool
    per_second: float
    carried: dict[str, np.ndarray | float]


def average_precision(scores: np.ndarray, label: np.ndarray) -> float:
    """Return the average precision; pairs of one score move together."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(label[order])
    last = np.append(np.diff(scores[order]) != 0, True)
    hits, seen = hits[last], np.nonzero(last)[0] + 1
    return float((np.diff(hits, prepend=0) / max(1, label.sum()) * hits / seen).sum())


def calibration_error(scores: np.ndarray, label: np.ndarray, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width."""
    place = np.minimum((scores * bins).astype(int), bins - 1)
    return sum(
        abs(float(scores[place == one].mean()) - float(label[place == one].mean())) * float((place == one).mean())
        for one in range(bins)
        if (place == one).any()
    )


def cross_validated(pairs: Pairs, folds: int) -> Scored:
    """Score each pair by weights, calibration and thresholds that saw neither of its people."""
    rows = measured(pairs.board, pairs.left, pairs.right)
    kind = kinds(rows)
    odds, block = fit.held_out_odds(pairs, rows, folds)
    scores = np.zeros(len(rows))
    carried: dict[str, np.ndarray | float] = {
        f"{task} {what}": np.zeros(len(rows)) for task in fit.TASKS for what in ("f1", "promised")
    }
    for number, (learn, measure) in enumerate(fit.blocks(pairs, folds)):
        assert (block[measure] == number).all()
        # Calibrated, and cut, by what was held out among the others.
        slopes, intercepts = fit.calibration(odds[learn], balanced(pairs, learn), kind[learn])
        scores[measure] = fit.chances(odds[measure], kind[measure], slopes, intercepts)
    for number, (learn, measure) in enumerate(fit.blocks(pairs, folds)):
        for task in fit.TASKS:
            others = (block != number) & (pairs.task == task)
            if others.any():
                label = pairs.label[others]
                carried[f"{task} f1"][measure] = fit.best_f1(scores[others], label)[1]  # type: ignore[index]
                carried[f"{task} promised"][measure] = fit.promised(scores[others], label)  # type: ignore[index]
    return Scored("outspoken", scores, True, speed(pairs), carried)


def balanced(pairs: Pairs, learn: np.ndarray) -> np.ndarray:
    """Return the labels of the pairs learnt from."""
    return pairs.label[learn]


def by_weights(document: dict[str, object] | None, path: Path) -> tuple[Pairs, Scored]:
    """Score a file by weights learnt elsewhere."""
    model = model_of(document) if document is not None else shipped()
    pairs = fit.read_pairs(path, model.common)
    start = time.process_time()
    scores = model.likeness(pairs.board, pairs.left, pairs.right)
    per_second = len(scores) / (time.process_time() - start)
    return pairs, Scored("outspoken", scores, True, per_second, dict(model.thresholds))


def speed(pairs: Pairs) -> float:
    """Return pairs per CPU-second with the weights that ship, names parsed before."""
    model = shipped()
    start = time.process_time()
    model.likeness(pairs.board, pairs.left, pairs.right)
    return len(pairs.label) / (time.process_time() - start)


# ---- peers -----------------------------------------------------------------------------


def peers(pairs: Pairs) -> list[Scored]:
    """Score the same pairs with what others would take."""
    import jellyfish
    from rapidfuzz.distance import JaroWinkler

    systems: list[tuple[str, Callable[[str, str], float]]] = [
        ("difflib", lambda one, other: difflib.SequenceMatcher(None, one, other, False).ratio()),
        (f"rapidfuzz {version('rapidfuzz')} Jaro-Winkler", JaroWinkler.similarity),
        (f"jellyfish {version('jellyfish')} Jaro-Winkler", jellyfish.jaro_winkler_similarity),
    ]
    found = []
    for system, score in systems:
        start = time.process_time()
        scores = np.array([score(row["left_name"].lower(), row["right_name"].lower()) for row in pairs.rows])
        found.append(Scored(system, scores, False, len(scores) / (time.process_time() - start), {}))
    found.append(splink(pairs))
    if importlib.util.find_spec("nomenklatura"):
        found.append(logic_v2(pairs))
    else:
        print("logic-v2 is left out: nomenklatura is not installed")
    return found


def splink(pairs: Pairs) -> Scored:
    """Score with Splink's name comparison, trained without labels on the records of the file."""
    import duckdb
    import pyarrow as pa
    import splink as package
    from splink import DuckDBAPI, Linker, SettingsCreator
    from splink import comparison_library as cl

    records = pairs.board.traits
    table = pa.table(
        {
            "unique_id": list(range(len(records))),
            "name": [one.name.lower() for one in records],
            "nationality": [one.nationality or None for one in records],
            "birth_year": [None if one.birth_year is None else str(one.birth_year) for one in records],
            "sex": [one.sex or None for one in records],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[cl.NameComparison("name"), *(cl.ExactMatch(one) for one in ("nationality", "birth_year", "sex"))],
        blocking_rules_to_generate_predictions=["l.unique_id < r.unique_id"],
        probability_two_random_records_match=0.001,
    )
    start = time.process_time()
    api = DuckDBAPI(duckdb.connect())
    linker = Linker(api.register(table), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    low, high = np.minimum(pairs.left, pairs.right), np.maximum(pairs.left, pairs.right)
    found = linker.inference.predict(threshold_match_weight=-60).as_pyarrow_table() if hasattr(package, "never") else None
    del found
    weights = compared(linker, table, low, high)
    return Scored(f"splink {version('splink')}", weights, False, len(weights) / (time.process_time() - start), {})


def compared(linker: object, table: object, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return Splink's match weight of each pair asked for."""
    raise RuntimeError
