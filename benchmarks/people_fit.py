"""Learn the weights by which two records are compared: python benchmarks/people_fit.py --data FILE --out FILE.

The file is in the format of `people.py`. What is written holds numbers only, and how
often the commonest parts of names occur: a part counts only if many people bear it, so
that nothing in it points to anybody.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np
from people_nets import learn_nets
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from outspoken.people.boards import LETTERS, SOUNDS, pieces_of
from outspoken.people.likeness import (
    ALL_MEASURES,
    KINDS,
    OF_FACTS,
    Board,
    Traits,
    calibrated,
    kinds,
    lay_out,
    measured,
    model_of,
)
from outspoken.people.names_match import ALIKE
from outspoken.people.nets import Nets
from outspoken.people.rarity import Common, Rarity, counted
from outspoken.people.trees import MOST_LEAVES
from outspoken.text.letters import fold
from outspoken.text.names import Word, parse_name

SETTINGS: dict[str, Any] = {
    "max_iter": 280,
    "max_leaf_nodes": MOST_LEAVES,
    "learning_rate": 0.05,
    "min_samples_leaf": 25,
    "l2_regularization": 5.0,
    "max_features": 0.25,
    "early_stopping": False,
}
BEARERS = 15
"""A part of a name is common, and may ship, if so many different people of the data bear it."""
SHARE_OF_NETS = 0.5
KUNYA_ALONE = 2.0
"""How much more a pair of two people counts who share a kunya and nothing else: lists give a person's kunya in many
spellings, while in life hundreds bear it."""
FOLDS = 5
"""In so many folds people are held out for calibration and thresholds."""
COMMON_WEIGHT = 2.5
"""What two names share weighs no more than this if it is only a name that very many bear."""
COMPATRIOTS = {
    "nationalities known": 2,
    "same nationality": 1,
    "rarity of the nationality": 2,
    "birth years known": 0,
} | {
    "sexes known": 2,
    "same sex": 1,
}
MADE_WEIGHT = 0.1
PROMISE = 0.95
TASKS = ("names", "records", "script")


@dataclass(frozen=True)
class Pairs:
    """The pairs of a file, their records on a board, and what nobody but the measuring may see."""

    rows: list[dict[str, str]]
    records: list[Traits]
    left: np.ndarray
    right: np.ndarray
    label: np.ndarray
    task: np.ndarray


def read_pairs(path: Path) -> Pairs:
    """Read a file of pairs."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known: dict[Traits, int] = {}
    sides = []
    for side in ("left", "right"):
        traits = [traits_of(row, side) for row in rows]
        sides.append(np.array([known.setdefault(one, len(known)) for one in traits]))
    label = np.array([int(row["label"]) for row in rows])
    return Pairs(rows, list(known), *sides, label, np.array([row["task"] for row in rows]))


def laid_out(pairs: Pairs, common: Common) -> Board:
    """Put the records on a board; what is rare is told by what is given, so no pair changes what another is worth."""
    return lay_out(pairs.records, common, a_study=False)


def measured_by(pairs: Pairs, common: Common) -> np.ndarray:
    """Return the measures of all pairs, what is common being told by what is given."""
    return measured(laid_out(pairs, common), pairs.left, pairs.right)


def traits_of(row: dict[str, str], side: str) -> Traits:
    """Return the four values of one side that a matcher may read."""
    year = row[f"{side}_birth_year"]
    return Traits(row[f"{side}_name"], row[f"{side}_nationality"], int(year) if year else None, row[f"{side}_sex"])


def common_among(pairs: Pairs, learn: np.ndarray | None = None) -> Common:
    """Count what is common among the people of pairs, by how many bear it, and keep nothing rare."""
    rows = [pairs.rows[place] for place in (range(len(pairs.rows)) if learn is None else np.nonzero(learn)[0])]
    known = sorted(
        {(row[f"{side}_entity"], traits_of(row, side)) for row in rows for side in ("left", "right")}, key=repr
    )

    def borne(of: Callable[[Traits], Iterable[str]]) -> Rarity:
        people: dict[str, set[str]] = defaultdict(set)
        for person, traits in known:
            people[person].update(of(traits))
        return counted(people.values()).common(BEARERS)

    def pieces(form: Callable[[Word], str], sizes: Sequence[int]) -> Rarity:
        return borne(lambda one: (it for word in parse_name(one.name).words for it in pieces_of(form(word), sizes)))

    return Common(
        borne(lambda one: (word.skeleton for word in parse_name(one.name).words if len(word.skeleton) > 1)),
        pieces(lambda word: word.sound, SOUNDS),
        pieces(lambda word: word.text, LETTERS),
        borne(lambda one: [fold(one.nationality)] if one.nationality else []),
    )


def blocks(pairs: Pairs, folds: int) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Yield (learn, measure): no person of the measured pairs, on either side, is among those learnt from."""

    def fold(side: str) -> np.ndarray:
        return np.array([zlib.crc32(row[f"{side}_entity"].encode()) % folds for row in pairs.rows])

    one, other = fold("left"), fold("right")
    low, high = np.minimum(one, other), np.maximum(one, other)
    for first, second in combinations_with_replacement(range(folds), 2):
        measure = (low == first) & (high == second)
        learn = ~np.isin(low, (first, second)) & ~np.isin(high, (first, second))
        if measure.any():
            yield learn, measure


@dataclass(frozen=True)
class Learnt:
    """What was learnt from some pairs: trees, and nets beside them."""

    trees: HistGradientBoostingClassifier
    nets: Nets

    def odds(self, rows: np.ndarray) -> np.ndarray:
        """Return the log-odds of rows of measures."""
        return (1 - SHARE_OF_NETS) * self.trees.decision_function(rows) + SHARE_OF_NETS * self.nets.log_odds(rows)


def compatriots(rows: np.ndarray, label: np.ndarray) -> np.ndarray:
    """Return pairs of two people who share no more than a name that very many bear, as if they came from one country.

    Lists hold hardly any such pairs, and countries are full of them.
    """

    def at(measure: str) -> int:
        return ALL_MEASURES.index(measure)

    little = (rows[:, at("words shared")] > 0) & (rows[:, at("shared weight")] < COMMON_WEIGHT)
    made = rows[(label == 0) & little & ~(rows[:, at("kunya likeness")] >= ALIKE)].copy()
    made[:, [at(measure) for measure in OF_FACTS]] = np.nan
    for measure, value in COMPATRIOTS.items():
        made[:, at(measure)] = value
    return made


def learnt(rows: np.ndarray, label: np.ndarray, weight: np.ndarray) -> Learnt:
    """Learn trees and nets."""
    made = compatriots(rows, label)
    rows, label = np.vstack([rows, made]), np.append(label, np.zeros(len(made), label.dtype))
    weight = np.append(weight, np.full(len(made), MADE_WEIGHT))
    return Learnt(forest(rows, label, weight), learn_nets(rows, label, weight))


def forest(rows: np.ndarray, label: np.ndarray, weight: np.ndarray, seed: int = 0) -> HistGradientBoostingClassifier:
    """Learn the trees."""
    return HistGradientBoostingClassifier(random_state=seed, **SETTINGS).fit(rows, label, sample_weight=weight)


def held_out_odds(pairs: Pairs, folds: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-odds of each pair by what never saw its people, and the block each was measured in.

    What is common is told by the pairs learnt from, too.
    """
    odds, block = np.zeros(len(pairs.rows)), np.zeros(len(pairs.rows), dtype=int)
    for number, (learn, measure) in enumerate(blocks(pairs, folds)):
        rows = measured_by(pairs, common_among(pairs, learn))
        found = learnt(rows[learn], pairs.label[learn], weights(pairs, rows, learn))
        odds[measure] = found.odds(rows[measure])
        block[measure] = number
        print(f"\rheld out block {number + 1}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return odds, block


def weights(pairs: Pairs, rows: np.ndarray, learn: np.ndarray) -> np.ndarray:
    """Weigh what is learnt from.

    Leaving two folds out leaves out more pairs of different people than of one; and a kunya alone is weak evidence.
    """
    kept_same, kept_other = (learn[pairs.label == value].mean() for value in (1, 0))
    kunya, beside = (rows[learn][:, ALL_MEASURES.index(one)] for one in ("kunya likeness", "shared beside the kunya"))
    other = kept_same / kept_other * np.where((kunya >= ALIKE) & (beside < 1.5), KUNYA_ALONE, 1.0)
    return np.where(pairs.label[learn] == 1, 1.0, other)


def calibration(
    odds: np.ndarray, label: np.ndarray, kind: np.ndarray, weight: np.ndarray | None = None
) -> tuple[list[float], list[float]]:
    """Return slope and intercept for each kind of pair."""
    slopes, intercepts = [1.0] * len(KINDS), [0.0] * len(KINDS)
    for number in range(len(KINDS)):
        chosen = kind == number
        if chosen.sum() >= 100 and 0 < label[chosen].mean() < 1:
            learnt = LogisticRegression(C=100.0).fit(
                odds[chosen, None], label[chosen], None if weight is None else weight[chosen]
            )
            slopes[number], intercepts[number] = float(learnt.coef_[0, 0]), float(learnt.intercept_[0])
    return slopes, intercepts


def chances(odds: np.ndarray, kind: np.ndarray, slopes: list[float], intercepts: list[float]) -> np.ndarray:
    """Turn log-odds into chances."""
    return calibrated(odds, np.array(slopes)[kind], np.array(intercepts)[kind])


def promised(scores: np.ndarray, label: np.ndarray, precision: float = PROMISE) -> float:
    """Return the least score from which on all pairs together are so precise; infinity if none."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(label[order]) / np.arange(1, len(order) + 1)
    last = np.append(np.diff(scores[order]) != 0, True)
    good = np.nonzero((right >= precision) & last)[0]
    return float(scores[order][good[-1]]) if len(good) else float("inf")


def best_f1(scores: np.ndarray, label: np.ndarray) -> tuple[float, float]:
    """Return the greatest F1 and the score from which on it is reached."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(label[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + label.sum())
    f1[np.append(np.diff(scores[order]) == 0, False)] = 0
    best = int(f1.argmax())
    return float(f1[best]), float(scores[order][best])


def node(nodes: np.ndarray, place: int) -> dict[str, Any]:
    """Write one node of a learnt tree as our own trees are written."""
    one = nodes[place]
    if one["is_leaf"]:
        return {"value": round(float(one["value"]), 5)}
    return {
        "of": int(one["feature_idx"]),
        "most": float(f"{float(one['num_threshold']):.9g}"),
        "missing": bool(one["missing_go_to_left"]),
        "yes": node(nodes, int(one["left"])),
        "no": node(nodes, int(one["right"])),
    }


def document(pairs: Pairs, folds: int) -> dict[str, Any]:
    """Learn everything, and return what is written down."""
    common, everything = common_among(pairs), np.ones(len(pairs.rows), dtype=bool)
    rows = measured_by(pairs, common)
    odds, _ = held_out_odds(pairs, folds)
    weight = weights(pairs, rows, everything)
    kind = kinds(rows)
    slopes, intercepts = calibration(odds, pairs.label, kind, weight)
    scores = chances(odds, kind, slopes, intercepts)
    thresholds = {}
    for task in TASKS:
        chosen = pairs.task == task
        if chosen.any():
            thresholds[f"{task} f1"] = best_f1(scores[chosen], pairs.label[chosen])[1]
            thresholds[f"{task} promised"] = promised(scores[chosen], pairs.label[chosen])
    whole = learnt(rows, pairs.label, weight)
    return {
        "learnt_from": f"{len(rows)} pairs",
        "measures": list(ALL_MEASURES),
        "slopes": [round(value, 4) for value in slopes],
        "intercepts": [round(value, 4) for value in intercepts],
        "thresholds": {name: round(value, 4) for name, value in thresholds.items()},
        "common": {
            one.name: {"records": table.records, "counts": dict(sorted(table.counts.items()))}
            for one in fields(Common)
            for table in [getattr(common, one.name)]
        },
        "share_of_nets": SHARE_OF_NETS,
        "nets": whole.nets.document(),
        "start": round(float(np.ravel(whole.trees._baseline_prediction)[0]), 5),
        "trees": [node(one[0].nodes, 0) for one in whole.trees._predictors],
    }


def main() -> None:
    """Learn, and check that our own trees say what the learner's say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=FOLDS, help="for calibration")
    asked = parser.parse_args()
    pairs = read_pairs(asked.data)
    written = document(pairs, asked.folds)
    asked.out.write_text(json.dumps(written, separators=(",", ":")) + "\n", encoding="utf-8")
    model = model_of(written)
    found = model.likeness(laid_out(pairs, model.common), pairs.left, pairs.right)
    parts = len(model.common.words.counts)
    print(f"{asked.out}: {len(written['trees'])} trees, {parts} common parts, {found.mean():.4f} on average")


if __name__ == "__main__":
    main()
