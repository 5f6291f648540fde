"""Measure whether intervals of prevalence hold: python benchmarks/prevalence.py --data FOLDER [--draws 150].

Draws stories for coding at random again and again, lets the machine learn from just these,
and compares each interval with the true share in the whole set. Beside it the interval of
the human codings alone, and the share that the machine alone would report. Without
--data it simulates a machine of known skill.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from coding_data import read_set
from measuring import Table
from scipy.special import ndtr, ndtri

from outspoken.coding.prevalence import Item, Scope, prevalence
from outspoken.coding.records import Answer
from outspoken.coding.suggestions.minilm import MiniLM
from outspoken.coding.suggestions.suggesting import learnt, prepared
from outspoken.coding.suggestions.vectors import CachedEncoder
from outspoken.estimates import wilson

SIZES = (58, 100, 200, 400)
SKILLS = (0.80, 0.92, 0.976)


def human_alone(yes: int, count: int, total: int) -> tuple[float, float]:
    """Return Wilson's interval at the size that a draw without replacement is worth."""
    size = count / (1 - count / total)
    return wilson(yes / count * size, size)


def items(truth: np.ndarray, drawn: np.ndarray, machine: np.ndarray) -> list[Item]:
    """Pair machine and human codings; every story had the same chance."""
    chosen, chance = set(drawn.tolist()), len(drawn) / len(truth)
    return [
        Item(float(score), Answer.YES if yes else Answer.NO, chance) if place in chosen else Item(float(score))
        for place, (yes, score) in enumerate(zip(truth, machine, strict=True))
    ]


class Tally:
    """Coverage and width of two intervals, by code."""

    def __init__(self) -> None:
        self.covers: dict[str, list[bool]] = defaultdict(list)
        self.human: dict[str, list[bool]] = defaultdict(list)
        self.widths: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.machine: dict[str, list[float]] = defaultdict(list)

    def add(self, code: str, truth: np.ndarray, drawn: np.ndarray, machine: np.ndarray, learnt_here: bool) -> None:
        """Take one draw."""
        share = float(truth.mean())
        found = prevalence(items(truth, drawn, machine), Scope.COLLECTION, learnt_here=learnt_here)
        low, high = human_alone(int(truth[drawn].sum()), len(drawn), len(truth))
        assert found.low is not None
        assert found.high is not None
        self.covers[code].append(found.low <= share <= found.high)
        self.human[code].append(low <= share <= high)
        self.widths[code].append((found.high - found.low, high - low))
        self.machine[code].append(float(machine.mean()) - share)

    def report(self, table: Table, task: str) -> None:
        """Write what was tallied."""
        coverage = {code: float(np.mean(hits)) for code, hits in self.covers.items()}
        ours, human = np.array([pair for pairs in self.widths.values() for pair in pairs]).T
        by_code = [np.mean([one / other for one, other in pairs]) for pairs in self.widths.values()]
        table.add("outspoken", task, "coverage_mean", float(np.mean(list(coverage.values()))))
        table.add("outspoken", task, "coverage_worst_code", min(coverage.values()))
        table.add("outspoken", task, "width", float(ours.mean()))
        table.add("outspoken", task, "narrowing_mean", float(1 - ours.mean() / human.mean()))
        table.add("outspoken", task, "width_ratio_worst_code", float(max(by_code)))
        table.add("outspoken", task, "width_ratio_worst_draw", float((ours / human).max()))
        table.add(
            "human codings alone", task, "coverage_mean", float(np.mean([np.mean(x) for x in self.human.values()]))
        )
        table.add(
            "human codings alone", task, "coverage_worst_code", min(float(np.mean(x)) for x in self.human.values())
        )
        table.add("human codings alone", task, "width", float(human.mean()))
        table.add(
            "machine alone",
            task,
            "mean_absolute_error",
            float(np.mean([np.mean(np.abs(x)) for x in self.machine.values()])),
        )


def on_texts(table: Table, data: Path, draws: int, cache: Path, sizes: list[int], words_only: bool) -> None:
    """Draw from a real set; the machine learns from each draw anew."""
    given = read_set(data)
    model = None if words_only else MiniLM.installed()
    reading = prepared(given.codes, given.narratives, CachedEncoder(model, cache) if model is not None else None)
    truth = {
        code.id: np.array([given.coded[one.id].answers[code.id] is Answer.YES for one in given.narratives], float)
        for code in given.codes
    }
    for size in sizes:
        tally = Tally()
        for draw in range(draws):
            drawn = np.random.default_rng([size, draw]).choice(len(given.narratives), size, replace=False)
            ids = [given.narratives[place].id for place in drawn]
            scores = learnt(reading, {one: given.coded[one] for one in ids})
            for column, code in enumerate(given.codes):
                tally.add(code.id, truth[code.id], drawn, scores.apart[:, column], learnt_here=True)
        tally.report(table, f"{given.name}, {size} of {len(given.narratives)} coded, {draws} draws")


def simulated(table: Table, runs: int) -> None:
    """Draw truth and the chances of a machine of known skill, which is calibrated and has learnt elsewhere."""
    total, size, share = 2000, 200, 0.2
    for skill in SKILLS:
        apart = np.sqrt(2) * ndtri(skill)
        tally = Tally()
        for run in range(runs):
            chance = np.random.default_rng([int(skill * 1000), run])
            truth = (chance.random(total) < share).astype(float)
            score = chance.normal(size=total) + apart * truth
            odds = np.log(share / (1 - share)) + apart * score - apart**2 / 2
            drawn = chance.choice(total, size, replace=False)
            tally.add("code", truth, drawn, 1 / (1 + np.exp(-odds)), learnt_here=False)
        tally.report(
            table, f"simulated machine of AUC {ndtr(apart / np.sqrt(2)):.3f}, {size} of {total}, share {share}"
        )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--draws", type=int, default=150)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--cache", type=Path, default=Path(".outspoken"), help="where vectors are kept")
    parser.add_argument("--no-model", action="store_true", help="learn from words alone")
    asked = parser.parse_args()
    table = Table("prevalence", ", ".join(map(str, asked.data)) or "simulated")
    if not asked.data:
        simulated(table, 2000)
    for data in asked.data:
        on_texts(table, data, asked.draws, asked.cache, asked.sizes, asked.no_model)
    table.finish(asked.json)


if __name__ == "__main__":
    main()
