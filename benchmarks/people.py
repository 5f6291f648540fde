"""Measure how well pairs of names and records are told apart: python benchmarks/people.py --data FILE.

The file has the columns pair_id, task, left_name, left_nationality, left_birth_year,
left_sex, the same four for right, label (1: one person), stratum, left_entity and
right_entity. Without more, what is measured is learnt from the same file, each pair by
weights that saw neither of its two people. With --fit FILE all is learnt from that file,
thresholds too; with --shipped the weights that ship are measured. What is common is told by
what was learnt from, so a pair's score does not depend on other pairs; peers see the same values.
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

from outspoken.people.likeness import kinds, model_of, shipped


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
    rows = fit.measured_by(pairs, fit.common_among(pairs))
    kind = kinds(rows)  # says only what is known of a pair
    odds, block = fit.held_out_odds(pairs, folds)
    scores = np.zeros(len(rows))
    carried: dict[str, np.ndarray | float] = {
        f"{task} {what}": np.zeros(len(rows)) for task in fit.TASKS for what in ("f1", "promised")
    }
    for number, (learn, measure) in enumerate(fit.blocks(pairs, folds)):
        assert (block[measure] == number).all()
        # Calibrated, and cut, by what was held out among the others.
        slopes, intercepts = fit.calibration(
            odds[learn], pairs.label[learn], kind[learn], fit.weights(pairs, rows, learn)
        )
        scores[measure] = fit.chances(odds[measure], kind[measure], slopes, intercepts)
    for number, (_, measure) in enumerate(fit.blocks(pairs, folds)):
        for task in fit.TASKS:
            others = (block != number) & (pairs.task == task)
            if others.any():
                label = pairs.label[others]
                carried[f"{task} f1"][measure] = fit.best_f1(scores[others], label)[1]  # type: ignore[index]
                carried[f"{task} promised"][measure] = fit.promised(scores[others], label)  # type: ignore[index]
    return Scored("outspoken", scores, True, speed(pairs), carried)


def by_weights(document: dict[str, object] | None, path: Path) -> tuple[Pairs, Scored]:
    """Score a file by weights learnt elsewhere."""
    model = model_of(document) if document is not None else shipped()
    pairs = fit.read_pairs(path)
    board = fit.laid_out(pairs, model.common)
    start = time.process_time()
    scores = model.likeness(board, pairs.left, pairs.right)
    per_second = len(scores) / (time.process_time() - start)
    return pairs, Scored("outspoken", scores, True, per_second, dict(model.thresholds))


def speed(pairs: Pairs) -> float:
    """Return pairs per CPU-second with the weights that ship, names parsed before."""
    model = shipped()
    board = fit.laid_out(pairs, model.common)
    start = time.process_time()
    model.likeness(board, pairs.left, pairs.right)
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
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as cl

    def table(side: str) -> pa.Table:
        traits = [fit.traits_of(row, side) for row in pairs.rows]
        return pa.table(
            {
                "unique_id": list(range(len(traits))),
                "pair": list(range(len(traits))),
                "name": [one.name.lower() for one in traits],
                "nationality": [one.nationality or None for one in traits],
                "birth_year": [None if one.birth_year is None else str(one.birth_year) for one in traits],
                "sex": [one.sex or None for one in traits],
            }
        )

    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[cl.NameComparison("name"), *(cl.ExactMatch(one) for one in ("nationality", "birth_year", "sex"))],
        blocking_rules_to_generate_predictions=[block_on("pair")],
        probability_two_random_records_match=0.25,
    )
    start = time.process_time()
    api = DuckDBAPI()
    linker = Linker([api.register(table("left")), api.register(table("right"))], settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("pair"))
    found = linker.inference.predict(threshold_match_weight=-80).as_record_list()
    scores = np.full(len(pairs.rows), -80.0)
    for one in found:
        scores[one["unique_id_l"]] = one["match_weight"]
    return Scored(f"splink {version('splink')}", scores, False, len(scores) / (time.process_time() - start), {})


def logic_v2(pairs: Pairs) -> Scored:
    """Score with nomenklatura's logic-v2; each entity gets an id of its own, because it caches by id."""
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm("logic-v2")
    assert algorithm is not None
    config = algorithm.default_config()

    def entity(row: dict[str, str], side: str) -> object:
        traits = fit.traits_of(row, side)
        made = model.make_entity("Person")
        made.id = f"{side}-{row['pair_id']}"
        made.add("name", traits.name)
        made.add("nationality", traits.nationality)
        made.add("birthDate", "" if traits.birth_year is None else str(traits.birth_year))
        made.add("gender", {"M": "male", "F": "female"}.get(traits.sex, ""))
        return made

    start = time.process_time()
    scores = np.array(
        [algorithm.compare(entity(row, "left"), entity(row, "right"), config).score for row in pairs.rows]
    )
    system = f"nomenklatura {version('nomenklatura')} logic-v2"
    return Scored(system, scores, False, len(scores) / (time.process_time() - start), {})


# ---- the table -------------------------------------------------------------------------


def report(table: Table, pairs: Pairs, scored: Scored) -> None:
    """Write down how one system did on each task."""
    for task in fit.TASKS:
        chosen = pairs.task == task
        if not chosen.any() or not pairs.label[chosen].any():
            continue
        scores, label = scored.scores[chosen], pairs.label[chosen]
        f1, from_on = fit.best_f1(scores, label)
        from_promised = fit.promised(scores, label)
        table.add(scored.system, task, "average_precision", average_precision(scores, label))
        table.add(scored.system, task, "best_f1", f1)
        table.add(scored.system, task, "recall_at_precision_95", float((scores[label == 1] >= from_promised).mean()))
        given = scored.carried.get(f"{task} f1", from_on)
        called = scores >= (given[chosen] if isinstance(given, np.ndarray) else given)
        hits = float((label[called] == 1).sum())
        table.add(scored.system, task, "f1_at_carried_threshold", 2 * hits / max(1.0, called.sum() + label.sum()))
        strata: dict[str, list[bool]] = defaultdict(list)
        for row, same in zip([pairs.rows[place] for place in np.nonzero(chosen)[0]], called, strict=True):
            strata[row["stratum"]].append(bool(same))
        for stratum, said in sorted(strata.items()):
            table.add(scored.system, f"{task}: {stratum}", "share_called_same", float(np.mean(said)))
        promise = scored.carried.get(f"{task} promised")
        if promise is not None:
            kept = scores >= (promise[chosen] if isinstance(promise, np.ndarray) else promise)
            table.add(
                scored.system, task, "real_precision_of_promised_95", float(label[kept].mean()) if kept.any() else 1.0
            )
            table.add(scored.system, task, "recall_of_promised_95", float(kept[label == 1].mean()))
        if scored.chances:
            table.add(scored.system, task, "calibration_error", calibration_error(scores, label))
    table.add(scored.system, "all", "pairs_per_cpu_second", scored.per_second, "1/s")


def main() -> None:
    """Measure ourselves and the peers on one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--fit", type=Path, help="learn everything from this file instead")
    parser.add_argument("--shipped", action="store_true", help="measure the weights that ship")
    parser.add_argument("--thresholds", type=Path, help="cut by these thresholds; written there if the file is missing")
    parser.add_argument("--folds", type=int, default=10, help="folds of people in cross-validation")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    elsewhere = asked.fit is not None and asked.fit.resolve() != asked.data.resolve()
    if asked.shipped or elsewhere:
        document = fit.document(fit.read_pairs(asked.fit), fit.FOLDS) if elsewhere else None
        pairs, ours = by_weights(document, asked.data)
    else:
        pairs = fit.read_pairs(asked.data)
        ours = cross_validated(pairs, asked.folds)
    if asked.thresholds is not None and asked.thresholds.exists():
        ours.carried.update(json.loads(asked.thresholds.read_text(encoding="utf-8")))
    table = Table("people", str(asked.data))
    report(table, pairs, ours)
    for scored in [] if asked.no_peers else peers(pairs):
        report(table, pairs, scored)
    if asked.thresholds is not None and not asked.thresholds.exists():
        found = {}
        for task in fit.TASKS:
            chosen = pairs.task == task
            if chosen.any():
                found[f"{task} f1"] = fit.best_f1(ours.scores[chosen], pairs.label[chosen])[1]
                found[f"{task} promised"] = fit.promised(ours.scores[chosen], pairs.label[chosen])
        asked.thresholds.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    table.add("outspoken", "all", "peak_memory", peak_megabytes(), "MB")
    table.finish(asked.json)


if __name__ == "__main__":
    main()
