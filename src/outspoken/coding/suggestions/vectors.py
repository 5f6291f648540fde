"""The one door through which a sentence becomes a vector, and the cache that remembers each sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_KEY = 16


class Encoder(Protocol):
    """Anything that turns sentences into vectors of length 1."""

    @property
    def name(self) -> str:
        """Names the model and its weights."""

    @property
    def width(self) -> int:
        """How many numbers a vector has."""

    def vectors(self, sentences: Sequence[str]) -> Floats:
        """Return one row for each sentence."""


class CachedEncoder:
    """An encoder that asks another one only for sentences it has not met, and keeps them in a file.

    The file may be deleted at any time. It holds hashes and vectors, no words; a record
    that was only half written, or is not a vector of length 1, is as if it were not there.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self.name, self.width = encoder.name, encoder.width
        self._path = folder / f"vectors-{encoder.name}.bin"
        self._record = np.dtype([("key", f"V{_KEY}"), ("vector", np.float16, self.width)])
        self._places, self._vectors = self._read()

    def vectors(self, sentences: Sequence[str]) -> Floats:
        """Return one row for each sentence, from the file where it is known."""
        keys = [hashlib.blake2b(sentence.encode(), digest_size=_KEY).digest() for sentence in sentences]
        new = {key: sentence for key, sentence in zip(keys, sentences, strict=True) if key not in self._places}
        if new:
            self._remember(list(new), self._encoder.vectors(list(new.values())))
        found = self._vectors[[self._places[key] for key in keys]] if keys else self._vectors[:0]
        return found.astype(np.float32)

    def _read(self) -> tuple[dict[bytes, int], NDArray[np.float16]]:
        if not self._path.exists():
            return {}, np.zeros((0, self.width), np.float16)
        raw = self._path.read_bytes()
        whole = len(raw) // self._record.itemsize * self._record.itemsize
        records = np.frombuffer(raw[:whole], self._record)
        lengths = np.einsum("ij,ij->i", records["vector"], records["vector"], dtype=np.float32)
        sound = records[np.abs(lengths - 1.0) < 0.05]
        if len(raw) != whole or len(sound) != len(records):
            self._path.write_bytes(sound.tobytes())
        return {key.tobytes(): place for place, key in enumerate(sound["key"])}, sound["vector"]

    def _remember(self, keys: list[bytes], vectors: Floats) -> None:
        records = np.zeros(len(keys), self._record)
        records["key"] = np.frombuffer(b"".join(keys), f"V{_KEY}")
        records["vector"] = vectors
        self._places.update((key, len(self._vectors) + place) for place, key in enumerate(keys))
        self._vectors = np.concatenate([self._vectors, records["vector"]])
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # One write in append mode, so that two programs on one file do not mix their records.
        with self._path.open("ab", buffering=0) as file:
            file.write(records.tobytes())
