"""Read the data that the benchmarks of coding understand: a folder of one set, or a file of stories."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from outspoken.coding.codebook import Code
from outspoken.coding.records import Answer
from outspoken.coding.suggestions.records import Coded, Narrative

FAMILIES = ("joining", "leaving", "obstacles")
SEEDS = 5


@dataclass
class Split:
    """What may be learnt from, in order, and what is tested on."""

    seed: int
    pool: list[str]
    test: list[str]


@dataclass
class CodingSet:
    """Narratives, codes, what people coded, and splits that part no group."""

    name: str
    narratives: list[Narrative]
    codes: list[Code]
    coded: dict[str, Coded]
    splits: list[Split]


def read_set(path: Path) -> CodingSet:
    """Read a folder with docs.jsonl, codebook.json, splits.json; or stories.jsonl with codes J, L and O."""
    return _stories(path) if path.is_file() else _folder(path)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _codes(entries: list[dict[str, Any]]) -> list[Code]:
    return [
        Code.model_validate(
            {
                "id": one["code"],
                "name": one["name"],
                "definition": one["definition"],
                "key-terms": one.get("key_terms", []),
            }
        )
        for one in entries
    ]


def _folder(path: Path) -> CodingSet:
    docs = _lines(path / "docs.jsonl")
    codes = _codes(json.loads((path / "codebook.json").read_text(encoding="utf-8")))
    coded = {
        one["id"]: Coded(
            {code.id: Answer.YES if code.id in one["labels"] else Answer.NO for code in codes},
            {code: tuple((start, end) for start, end in spans) for code, spans in one["evidence"].items()},
        )
        for one in docs
    }
    splits = json.loads((path / "splits.json").read_text(encoding="utf-8"))
    return CodingSet(
        path.name,
        [Narrative(one["id"], one["text"], one["group"]) for one in docs],
        codes,
        coded,
        [Split(one["seed"], one["pool"], one["test"]) for one in splits],
    )


def _stories(path: Path) -> CodingSet:
    """Read included stories; a family of codes that a story does not address counts as no."""
    items = [one for one in _lines(path) if one["include"]]
    codes = _codes(json.loads((Path(__file__).parent / "leaving_codebook.json").read_text(encoding="utf-8")))
    coded = {}
    for one in items:
        said = {code: value for family in FAMILIES for code, value in one[family].items()}
        marks = {}
        for code, quotes in one["evidence"].items():
            places = [(one["text"].find(quote), len(quote)) for quote in quotes]
            marks[code] = tuple((at, at + size) for at, size in places if at >= 0)
        answers = {code.id: Answer.YES if said.get(code.id) else Answer.NO for code in codes}
        coded[one["id"]] = Coded(answers, {code: spans for code, spans in marks.items() if spans})
    narratives = [Narrative(one["id"], one["text"], one["cluster"] or one["id"]) for one in items]
    return CodingSet(path.stem, narratives, codes, coded, [_split(narratives, seed) for seed in range(SEEDS)])


def _split(narratives: list[Narrative], seed: int) -> Split:
    """Deal groups into a third for testing and a pool in random order."""
    chance = np.random.default_rng(seed)
    groups = sorted({one.group for one in narratives})
    order = {groups[place]: rank for rank, place in enumerate(chance.permutation(len(groups)))}
    ranked = sorted(narratives, key=lambda one: (order[one.group], one.id))
    cut = len(groups) // 3
    test = [one.id for one in ranked if order[one.group] < cut]
    return Split(seed, [one.id for one in ranked if order[one.group] >= cut], test)
