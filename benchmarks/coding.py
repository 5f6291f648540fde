"""Measure suggestions of codes against people's codings: python benchmarks/coding.py --data FOLDER [--json OUT].

A learning curve over 0 to 400 coded narratives, beside logistic regression on TF-IDF and on
MiniLM vectors. `--data` takes a folder with docs.jsonl, codebook.json and splits.json, or a
file of labelled stories with the codes J, L and O.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import sklearn
from coding_data import CodingSet, Split, read_set
from measuring import Table, peak_megabytes
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score

from outspoken.coding.records import Answer
from outspoken.coding.sentences import Span
from outspoken.coding.suggestions.calibration import calibration_error
from outspoken.coding.suggestions.corpus import Corpus
from outspoken.coding.suggestions.minilm import MiniLM
from outspoken.coding.suggestions.suggesting import learnt, prepared
from outspoken.coding.suggestions.vectors import CachedEncoder

SIZES = (0, 25, 50, 100, 200, 400)
SURE = 0.8


@dataclass
class Answers:
    """A system's chances (narratives by codes), its yes or no, and its best passages."""

    chances: np.ndarray
    proposed: np.ndarray
    passages: list[list[Span]] | None = None


System = Callable[[list[str], list[str]], Answers]


def truth(given: CodingSet, ids: list[str]) -> np.ndarray:
    """Return people's answers as 1 and 0."""
    return np.array([[given.coded[one].answers[code.id] is Answer.YES for code in given.codes] for one in ids], int)


def measures(given: CodingSet, test: list[str], found: Answers) -> dict[str, float]:
    """Score one system on one test part."""
    yes, said, chances = truth(given, test), found.proposed.astype(int), found.chances
    used = [code for code in range(yes.shape[1]) if yes[:, code].any()]
    both = (yes & said).sum()
    out = {
        "micro_f1": 2 * both / max(1, yes.sum() + said.sum()),
        "macro_f1": np.mean([f1_score(yes[:, code], said[:, code], zero_division=0) for code in used]),
        "average_precision": np.mean([average_precision_score(yes[:, code], chances[:, code]) for code in used]),
        "calibration_error": calibration_error(chances.ravel(), yes.ravel().astype(float)),
        "calibration_error_by_code": np.mean(
            [calibration_error(chances[:, code], yes[:, code].astype(float)) for code in range(yes.shape[1])]
        ),
        "sure_share": (yes.astype(bool) & (chances >= SURE)).sum() / max(1, yes.sum()),
    }
    if (chances >= SURE).any():
        out["sure_precision"] = yes[chances >= SURE].mean()
    if found.passages is not None:
        hits = []
        for row, one in enumerate(test):
            for column, code in enumerate(given.codes):
                gold = given.coded[one].marks.get(code.id)
                if yes[row, column] and gold:
                    hits.append(hit(found.passages[row][column], gold))
        out["quote_hit"] = np.mean(hits) if hits else np.nan
    return {name: float(value) for name, value in out.items()}


def hit(passage: Span, gold: tuple[Span, ...]) -> bool:
    """Tell whether a passage shares half of the shorter one with any marked passage."""
    return any(
        (shared := min(passage[1], end) - max(passage[0], start)) > 0
        and 2 * shared >= min(passage[1] - passage[0], end - start)
        for start, end in gold
    )


def ours(given: CodingSet, encoder: CachedEncoder | None) -> System:
    """Return Outspoken's suggestions as a system."""
    reading = prepared(given.codes, given.narratives, encoder)
    row = {one.id: number for number, one in enumerate(given.narratives)}

    def system(train: list[str], test: list[str]) -> Answers:
        scores = learnt(reading, {one: given.coded[one] for one in train})
        at = [row[one] for one in test]
        passages = [[reading.corpus.spans[best] for best in scores.best[place]] for place in at]
        return Answers(scores.chances[at], scores.proposed[at], passages)

    return system


def peer(given: CodingSet, rows: np.ndarray) -> System:
    """Return balanced logistic regression on one row a narrative, as it comes; n = 0 it cannot do."""
    row = {one.id: number for number, one in enumerate(given.narratives)}

    def system(train: list[str], test: list[str]) -> Answers:
        at, to, yes = [row[one] for one in train], [row[one] for one in test], truth(given, train)
        chances = np.zeros((len(test), len(given.codes)))
        for code in range(yes.shape[1]):
            if 0 < yes[:, code].sum() < len(train):
                model = LogisticRegression(class_weight="balanced", max_iter=1000).fit(rows[at], yes[:, code])
                chances[:, code] = model.predict_proba(rows[to])[:, 1]
        return Answers(chances, chances >= 0.5)

    return system


def meanings(given: CodingSet, encoder: CachedEncoder) -> np.ndarray:
    """Return one vector a narrative: the mean of its sentences."""
    corpus = Corpus.of(given.narratives)
    sums = np.add.reduceat(encoder.vectors(corpus.texts), corpus.starts[:-1], axis=0)
    return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def run(table: Table, given: CodingSet, name: str, system: System, sizes: list[int]) -> None:
    """Measure one system over sizes and splits; a pool that holds fewer is used whole."""
    for size in sizes:
        found: dict[str, list[float]] = defaultdict(list)
        for split in given.splits:
            start = time.perf_counter()
            answers = system(split.pool[:size], split.test)
            found["seconds"].append(time.perf_counter() - start)
            for measure, value in measures(given, split.test, answers).items():
                found[measure].append(value)
        for measure, values in found.items():
            table.add(
                name, f"{given.name}, n = {size}", measure, np.nanmean(values), "s" if measure == "seconds" else ""
            )
    table.add(name, given.name, "peak_memory_so_far", peak_megabytes(), "MB")


def largest(splits: list[Split]) -> int:
    """Return the largest number of narratives that can be learnt from."""
    return max(len(split.pool) for split in splits)


def main() -> None:
    """Read the arguments and measure every system."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(".outspoken"), help="where vectors are kept")
    asked = parser.parse_args()
    given = read_set(asked.data)
    sizes = [0, *(size for before, size in pairwise(SIZES) if before < largest(given.splits))]
    table = Table("coding", str(asked.data))
    model = MiniLM.installed()
    encoder = CachedEncoder(model, asked.cache) if model is not None else None
    run(table, given, "outspoken, words alone", ours(given, None), sizes)
    if encoder is not None:
        start = time.perf_counter()
        encoder.vectors(Corpus.of(given.narratives).texts)
        table.add("outspoken", given.name, "seconds_for_vectors", time.perf_counter() - start, "s")
        run(table, given, "outspoken", ours(given, encoder), sizes)
    texts = [one.text for one in given.narratives]
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit_transform(texts)
    label = f"logistic (scikit-learn {sklearn.__version__})"
    run(table, given, f"TF-IDF + {label}", peer(given, words), sizes[1:])
    if encoder is not None:
        run(table, given, f"MiniLM + {label}", peer(given, meanings(given, encoder)), sizes[1:])
    table.finish(asked.json)


if __name__ == "__main__":
    main()
