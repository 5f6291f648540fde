"""Put many parsed names on a board: arrays from which pairs are measured without touching a name again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
import numpy.typing as npt
from scipy import sparse

from outspoken.people.rarity import Common, Rarity
from outspoken.text.names import ParsedName, Role, Word, parse_name, share_of
from outspoken.text.names.known import known_part

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

WORDS = 8
"""The most words of a name that are looked at."""
SOUNDS, LETTERS = (2, 3), (3, 4)
"""How long the pieces of words are that two names may share."""


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
    lengths_of_skeletons: Ints
    weighed_words: tuple[str, ...]
    coarse_words: Ints
    """Word by word, a number for its coarse consonants."""
    ends_of_words: Ints
    """Word by word, the numbers of its first and last sound, shape (words, 2)."""
    known_words: Ints
    """Word by word, which of the parts that very many bear it is; -1 for none."""
    scripts: Ints
    only_kunya: Ints
    titled: Ints
    firsts: Ints
    """Where the first word that is no kunya stands."""
    lasts: Ints
    cores: npt.NDArray[np.bool_]
    """Row by place: whether the word is neither kunya nor nisba nor patronymic."""
    last_cores: Ints
    """Where the last such word stands."""
    core_places: Ints
    """Where the first two such words stand."""
    sorted_plain: tuple[str, ...]
    sorted_sounds: tuple[str, ...]
    order: Ints
    """The place of each name in the alphabet, so that a pair is always measured the same way round."""
    pieces: tuple[sparse.csr_matrix, ...]
    """Pieces of two to four sounds or letters, by how rare each is at large; rows of length one."""

    def up_to(self, words: int) -> NameBoard:
        """Return a view of the board for names of so many words at most."""
        narrow = {name: getattr(self, name)[:, :words] for name in ("ids", "roles", "weights", "cores")}
        return replace(self, **narrow)


_FORMS = (attrgetter("sound"), attrgetter("skeleton"), attrgetter("coarse"), attrgetter("text"))
_SCRIPTS = {"latin": 0, "arabic": 1, "cyrillic": 2, "other": 3}


def board(names: Sequence[str], common: Common) -> NameBoard:
    """Parse names and lay them out; rarity is asked of each word's skeleton, and of the pieces of words."""
    parsed = tuple(map(parse_name, names))
    numbers: dict[str, int] = {}
    words: list[Word] = []
    ids = np.full((len(parsed), WORDS), -1, dtype=np.int64)
    roles = np.full((len(parsed), WORDS), -1, dtype=np.int64)
    for row, name in enumerate(parsed):
        for place, word in enumerate(name.words[:WORDS]):
            number = numbers.setdefault(word.text, len(words))
            if number == len(words):
                words.append(word)
            ids[row, place], roles[row, place] = number, word.role
    forms = [[spelling(word) for word in words] for spelling in _FORMS]

    def of_names(form: Sequence[str], between: str = "", *, ordered: bool = False) -> tuple[str, ...]:
        told = ([form[place] for place in row if place >= 0] for row in ids.tolist())
        return tuple(between.join(sorted(parts) if ordered else parts) for parts in told)

    sounds, skeletons, coarse, texts = forms
    cores = (roles >= 0) & (roles != Role.KUNYA) & (roles != Role.NISBA) & (roles != Role.PATRONYMIC)
    beside = (roles >= 0) & (roles != Role.KUNYA)
    weight_of_word = np.array([*(_weight(word, common) for word in words), 0.0], dtype=np.float32)
    return NameBoard(
        names=parsed,
        words=tuple(words),
        ids=ids,
        roles=roles,
        weights=weight_of_word[ids],
        plain=tuple(name.spelling.replace("al-", "") for name in parsed),
        sounds=of_names(sounds),
        skeletons=of_names(skeletons),
        coarse=of_names(coarse, " ", ordered=True),
        sounds_of_words=tuple(sounds),
        skeletons_of_words=tuple(skeletons),
        texts_of_words=tuple(texts),
        lengths_of_skeletons=np.array([len(one) for one in skeletons], dtype=np.int64),
        weighed_words=tuple(word.weighed for word in words),
        coarse_words=np.unique(np.array(coarse, dtype=str), return_inverse=True)[1],
        ends_of_words=np.array([[ord(sound[0]), ord(sound[-1])] for sound in sounds], np.int64).reshape(-1, 2),
        known_words=np.array([known_part(word.text)[0] for word in words], dtype=np.int64),
        scripts=np.array([_SCRIPTS[name.script] for name in parsed], dtype=np.int64),
        only_kunya=np.array([name.only_kunya for name in parsed], dtype=np.int64),
        titled=np.array([bool(name.titles) for name in parsed], dtype=np.int64),
        firsts=np.where(beside.any(1), beside.argmax(1), 0),
        lasts=np.maximum((ids >= 0).sum(1) - 1, 0),
        cores=cores,
        last_cores=WORDS - 1 - cores[:, ::-1].argmax(1),
        core_places=np.argsort(~cores, axis=1, kind="stable")[:, :2],
        sorted_plain=of_names(texts, " ", ordered=True),
        sorted_sounds=of_names(sounds, ordered=True),
        order=np.argsort(np.argsort([name.spelling for name in parsed], kind="stable"), kind="stable"),
        pieces=(_pieces(ids, sounds, SOUNDS, common.sounds), _pieces(ids, texts, LETTERS, common.letters)),
    )


def pieces_of(word: str, sizes: Sequence[int]) -> Iterator[str]:
    """Cut a word into overlapping pieces of so many letters; its beginning and its end count as letters.

    >>> list(pieces_of("nur", (3,)))
    [' nu', 'nur', 'ur ']
    """
    padded = f" {word} "
    for size in sizes:
        for at in range(max(1, len(padded) - size + 1)):
            yield padded[at : at + size]


def _pieces(ids: Ints, words: Sequence[str], sizes: Sequence[int], rarity: Rarity) -> sparse.csr_matrix:
    """Count the pieces of each name, weighted by rarity, as rows of length one."""
    known: dict[str, int] = {}
    starts, columns = [0], []
    for word in words:
        columns += [known.setdefault(piece, len(known)) for piece in pieces_of(word, sizes)]
        starts.append(len(columns))
    ones = np.ones(len(columns), np.float32)
    of_words = sparse.csr_matrix((ones, columns, starts), shape=(len(words), max(1, len(known))))
    there = ids >= 0
    ends = np.append(0, np.cumsum(there.sum(1)))
    worn = sparse.csr_matrix((np.ones(ends[-1], np.float32), ids[there], ends), shape=(len(ids), len(words)))
    matrix = sparse.csr_matrix(worn @ of_words)
    matrix.sort_indices()
    rare = np.array([rarity.weight(piece) for piece in known] or [0.0], dtype=np.float32)
    matrix.data = (1 + np.log(matrix.data)) * rare[matrix.indices]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-6), np.diff(matrix.indptr))
    return matrix


def _weight(word: Word, common: Common) -> float:
    if len(word.text) == 1:
        return 0.5
    share = share_of(word)
    return min(common.words.weight(word.skeleton), -math.log(share) if share else math.inf)
