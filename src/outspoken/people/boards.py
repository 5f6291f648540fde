"""Put many parsed names on a board: arrays from which pairs are measured without touching a name again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from outspoken.people.rarity import Rarity
from outspoken.text.names import ParsedName, Role, Word, parse_name

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

WORDS = 8
"""The most words of a name that are looked at."""


@dataclass(frozen=True, slots=True)
class NameBoard:
    """Many parsed names as arrays, a row for each."""

    names: tuple[ParsedName, ...]
    words: tuple[Word, ...]
    ids: Ints
    """Row by place: which word, -1 for none."""
    roles: Ints
    weights: Floats
    plain: tuple[str, ...]
    sounds: tuple[str, ...]
    skeletons: tuple[str, ...]
    coarse: tuple[str, ...]
    sounds_of_words: tuple[str, ...]
    skeletons_of_words: tuple[str, ...]
    texts_of_words: tuple[str, ...]
    scripts: Ints
    only_kunya: Ints
    titled: Ints
    firsts: Ints
    """Where the first word that is no kunya stands."""
    lasts: Ints
    order: Ints
    """The place of each name in the alphabet, so that a pair is always measured the same way round."""
    pieces: tuple[sparse.csr_matrix, ...]
    """Pieces of two to four sounds or letters, by how rare each is here; rows of length one."""


_SCRIPTS = {"latin": 0, "arabic": 1, "cyrillic": 2, "other": 3}


def board(names: Sequence[str], rarity: Rarity) -> NameBoard:
    """Parse names and lay them out; rarity is asked of each word's skeleton."""
    parsed = tuple(map(parse_name, names))
    known: dict[str, int] = {}
    words: list[Word] = []
    ids = np.full((len(parsed), WORDS), -1, dtype=np.int64)
    roles = np.full((len(parsed), WORDS), -1, dtype=np.int64)
    for row, name in enumerate(parsed):
        for place, word in enumerate(name.words[:WORDS]):
            number = known.setdefault(word.text, len(words))
            if number == len(words):
                words.append(word)
            ids[row, place], roles[row, place] = number, word.role
    beside = (roles >= 0) & (roles != Role.KUNYA)
    weight_of_word = np.array([*(_weight(word, rarity) for word in words), 0.0], dtype=np.float32)
    return NameBoard(
        names=parsed,
        words=tuple(words),
        ids=ids,
        roles=roles,
        weights=weight_of_word[ids],
        plain=tuple(name.spelling.replace("al-", "") for name in parsed),
        sounds=tuple("".join(word.sound for word in name.words) for name in parsed),
        skeletons=tuple("".join(word.skeleton for word in name.words) for name in parsed),
        coarse=tuple(" ".join(sorted(word.coarse for word in name.words)) for name in parsed),
        sounds_of_words=tuple(word.sound for word in words),
        skeletons_of_words=tuple(word.skeleton for word in words),
        texts_of_words=tuple(word.text for word in words),
        scripts=np.array([_SCRIPTS[name.script] for name in parsed], dtype=np.int64),
        only_kunya=np.array([name.only_kunya for name in parsed], dtype=np.int64),
        titled=np.array([bool(name.titles) for name in parsed], dtype=np.int64),
        firsts=np.where(beside.any(1), beside.argmax(1), 0),
        lasts=np.maximum((ids >= 0).sum(1) - 1, 0),
        order=np.argsort(np.argsort([name.spelling for name in parsed], kind="stable"), kind="stable"),
        pieces=(
            _pieces([[word.sound for word in name.words] for name in parsed], (2, 3)),
            _pieces([[word.text for word in name.words] for name in parsed], (3, 4)),
        ),
    )


def _pieces(names: Sequence[Sequence[str]], sizes: tuple[int, ...]) -> sparse.csr_matrix:
    """Count the pieces of each name, weighted by rarity, as rows of length one."""
    known: dict[str, int] = {}
    starts, columns, counts = [0], [], []
    for words in names:
        padded = [f" {word} " for word in words]
        found = Counter(
            word[at : at + size] for word in padded for size in sizes for at in range(max(1, len(word) - size + 1))
        )
        columns += [known.setdefault(piece, len(known)) for piece in found]
        counts += [1 + math.log(count) for count in found.values()]
        starts.append(len(columns))
    shape = (len(names), max(1, len(known)))
    matrix = sparse.csr_matrix((np.array(counts, np.float32), np.array(columns, np.int32), starts), shape=shape)
    within = np.bincount(matrix.indices, minlength=shape[1])
    matrix.data *= (np.log((1 + len(names)) / (1 + within)) + 1)[matrix.indices].astype(np.float32)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-6), np.diff(matrix.indptr))
    return matrix


def _weight(word: Word, rarity: Rarity) -> float:
    return 0.5 if len(word.text) == 1 else rarity.weight(word.skeleton)
