"""Measure how long suggesting takes on many long stories: python benchmarks/coding_speed.py --data FOLDER.

Stories of the wanted length are drawn from a data set's own sentences with their words
changed about, so that no sentence comes twice and the cache cannot help the first time.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from coding_data import read_set
from measuring import Table, peak_megabytes

from outspoken.coding.sentences import sentences
from outspoken.coding.suggestions.minilm import MiniLM
from outspoken.coding.suggestions.records import Coded, Narrative
from outspoken.coding.suggestions.suggesting import learnt, prepared, suggestions
from outspoken.coding.suggestions.vectors import CachedEncoder


def invented(texts: list[str], stories: int, words: int, seed: int = 0) -> list[Narrative]:
    """Return stories of about so many words: real sentences, a third of whose words come from elsewhere."""
    chance = random.Random(seed)
    pool = [text[start:end].split() for text in texts for start, end in sentences(text)]
    every = [word for sentence in pool for word in sentence]
    found = []
    for number in range(stories):
        said: list[str] = []
        while len(said) < words:
            said += [chance.choice(every) if chance.random() < 1 / 3 else word for word in chance.choice(pool)]
        found.append(Narrative(f"invented {number}", " ".join(said[:words])))
    return found


def main() -> None:
    """Time the first run, the next from the cache, and the one without the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--coded", type=int, default=100)
    parser.add_argument("--no-model", action="store_true", help="time the words alone")
    asked = parser.parse_args()
    given = read_set(asked.data)
    narratives = invented([one.text for one in given.narratives], asked.stories, asked.words)
    donors = [given.coded[one.id].answers for one in given.narratives]
    coded = {one.id: Coded(donors[place % len(donors)]) for place, one in enumerate(narratives[: asked.coded])}
    table = Table("coding-speed", str(asked.data))
    model = None if asked.no_model else MiniLM.installed()

    def run(task: str, encoder: CachedEncoder | None) -> None:
        start, used = time.perf_counter(), time.process_time()
        reading = prepared(given.codes, narratives, encoder)
        read = time.perf_counter() - start
        found = suggestions(reading, learnt(reading, coded))
        table.add("outspoken", task, "seconds", time.perf_counter() - start, "s")
        table.add("outspoken", task, "seconds_reading", read, "s")
        table.add("outspoken", task, "cpu_seconds", time.process_time() - used, "s")
        table.add("outspoken", task, "proposals", len(found.proposals), "")

    size = f"{asked.stories} stories of {asked.words} words, {len(given.codes)} codes, {asked.coded} coded"
    run(f"words alone: {size}", None)
    if model is not None:
        with tempfile.TemporaryDirectory() as folder:
            run(f"MiniLM, first: {size}", CachedEncoder(model, Path(folder)))
            run(f"MiniLM, from the cache: {size}", CachedEncoder(model, Path(folder)))
    table.add("outspoken", "all", "peak_memory", peak_megabytes(), "MB")
    table.finish(asked.json)


if __name__ == "__main__":
    main()
