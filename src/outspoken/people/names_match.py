"""Lay the words of two names beside each other, and measure how alike they are, many pairs at a time.

Names are parsed once and put on a `NameBoard`; a pair is then two row numbers. Words are
aligned from the most alike to the least, each used once. A word weighs what its rarity
tells. All measures are the same whichever name comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist

from outspoken.people.boards import WORDS, Floats, Ints, NameBoard
from outspoken.text.names import Role, Word

MEASURES = (
    *("shared weight", "least share", "greatest share", "least left over", "most left over", "rarest shared"),
    *("words shared", "fewer words", "more words", "weakest", "mean of the shorter", "second best"),
    *(
        "shared beside the kunya",
        "crossed",
        "mean of the shared",
        "rarest left over, lesser",
        "rarest left over, greater",
    ),
    *(
        "weakest consonants",
        "weakest letters",
        "weakest weight",
        "last but weakest",
        "strongest letters",
        "strongest weight",
    ),
    *(
        "kunya likeness",
        "kunyas",
        "only a kunya",
        "nisba likeness",
        "nisbas",
        "patronymic likeness",
        "first words",
        "last words",
    ),
    *("initials", "scripts", "first of the one", "first of the other", "last of the one", "last of the other"),
    *("weight of the odd first", "titles"),
    *("all letters", "all sounds", "beginnings", "all consonants", "coarse consonants", "one within the other"),
    *("rare pieces of sounds", "rare pieces of letters"),
    *("letters in any order", "sounds in any order", "beginnings of the letters"),
    *("core shared", "core words shared", "core left over, lesser", "core left over, greater", "fewer core words"),
    *("first words of the cores", "second words of the cores", "nisbas left over", "kunyas left over"),
    *("lighter name", "heavier name", "moved", "last words of the cores", "patronymics"),
)
"""What is measured of two names, in this order; nan where there is nothing to measure."""

_WIDTHS = (0, 3, 4, WORDS)
ALIKE = 0.6
"""From so great a likeness on, two words are probably one."""
_ALIKE_FROM = 0.25
_INITIAL = 0.6
_KUNYA_AND_NOT = 0.8
_START, _SLOPES = -4.47, (0.39, 2.22, 2.0, 0.84, 0.78, -0.19, -0.3, -0.6, 1.02, 0.04)


def measures(on: NameBoard, left: Ints, right: Ints) -> Floats:
    """Return the measures of pairs of rows, shape (pairs, measures)."""
    turned = on.order[left] > on.order[right]
    left, right = np.where(turned, right, left), np.where(turned, left, right)
    found = np.empty((len(left), len(MEASURES)), dtype=np.float32)
    longer = np.maximum(on.lasts[left], on.lasts[right]) + 1
    for fewer, most in pairwise(_WIDTHS):  # short names fill small tables
        rows = np.nonzero((longer > fewer) & (longer <= most))[0]
        found[rows] = _measures(on.up_to(most), left[rows], right[rows])
    return found


def _measures(on: NameBoard, left: Ints, right: Ints) -> Floats:
    likeness = _likeness_of_words(on, left, right)
    aligned = _aligned(on, likeness, left, right)
    columns = [
        *_of_words(on, aligned, left, right),
        *_of_ends(on, aligned, left, right),
        *_of_roles(on, likeness, left, right),
        *_of_wholes(on, left, right),
        *_of_cores(on, aligned, likeness, left, right),
    ]
    return np.column_stack(columns).astype(np.float32)


def _likeness_of_words(on: NameBoard, left: Ints, right: Ints) -> Floats:
    """Return how alike each word of the one is to each word of the other: (pairs, words, words), -1 for none."""
    one, other = on.ids[left][:, :, None], on.ids[right][:, None, :]
    there = (one >= 0) & (other >= 0)
    low, high = np.minimum(one, other)[there], np.maximum(one, other)[there]
    found, where = np.unique(low * len(on.words) + high, return_inverse=True)
    alike = _alike(on, *np.divmod(found, max(1, len(on.words)))) if len(found) else np.zeros(0, np.float32)
    likeness = np.full(there.shape, -1.0, dtype=np.float32)
    likeness[there] = alike[where]
    kunya = (on.roles[left] == Role.KUNYA)[:, :, None] != (on.roles[right] == Role.KUNYA)[:, None, :]
    likeness[there & kunya] *= _KUNYA_AND_NOT
    return likeness


def _alike(on: NameBoard, one: Ints, other: Ints) -> Floats:
    sounds = _both(on.sounds_of_words, one, other, Levenshtein.normalized_similarity)
    letters = _both(on.texts_of_words, one, other, Indel.normalized_similarity)
    skeletons = _both(on.skeletons_of_words, one, other, Levenshtein.distance)
    ends = on.ends_of_words[one] == on.ends_of_words[other]
    longest = np.maximum(on.lengths_of_skeletons[one], on.lengths_of_skeletons[other])
    one_known, other_known = on.known_words[one], on.known_words[other]
    number_known = (one_known >= 0).astype(np.float32) + (other_known >= 0)
    apart = (number_known == 2) & (one_known != other_known)
    measured = (
        on.coarse_words[one] == on.coarse_words[other],
        _both(on.weighed_words, one, other, Indel.normalized_similarity),
        *(sounds, ends[:, 0], ends[:, 1], skeletons, number_known, apart),
        *(_both(on.weighed_words, one, other, JaroWinkler.similarity), longest),
    )
    odds = _START + sum(slope * value for slope, value in zip(_SLOPES, measured, strict=True))
    alike = 1 / (1 + np.exp(-odds))
    same_known = (number_known == 2) & (one_known == other_known)
    alike = np.where((sounds == 1.0) | same_known, 0.97, alike)
    alike = np.where(letters == 1.0, 1.0, alike)
    short = np.array([len(text) == 1 for text in on.texts_of_words], dtype=bool)
    firsts = np.array([ord(text[0]) for text in on.texts_of_words])
    initial = (short[one] | short[other]) & (firsts[one] == firsts[other]) & (letters < 1.0)
    return np.where(initial, _INITIAL, np.where(short[one] != short[other], 0.0, alike)).astype(np.float32)


def _both(texts: Sequence[str], one: Ints, other: Ints, scorer: Callable[..., float]) -> Floats:
    left, right = [texts[place] for place in one.tolist()], [texts[place] for place in other.tolist()]
    return np.asarray(cpdist(left, right, scorer=scorer, dtype=np.float32), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words were laid beside which: arrays of (pairs, ranks), the most alike first."""

    likeness: Floats
    """0 where no words are left."""
    left: Ints
    right: Ints


def _aligned(on: NameBoard, likeness: Floats, left: Ints, right: Ints) -> Alignment:
    pairs = len(likeness)
    shorter = np.minimum((on.ids[left] >= 0).sum(1), (on.ids[right] >= 0).sum(1))
    ranks = int(shorter.max(initial=0))
    found = Alignment(
        np.zeros((pairs, ranks), np.float32), np.zeros((pairs, ranks), np.int64), np.zeros((pairs, ranks), np.int64)
    )
    # Where two pairs of words are equally alike, the rarer goes first.
    rank_by = likeness + 0.001 * (on.weights[left][:, :, None] + on.weights[right][:, None, :]) * (likeness >= 0)
    for rank in range(ranks):
        rows = np.nonzero(shorter > rank)[0]
        flat = rank_by[rows].reshape(len(rows), -1)
        best = flat.argmax(1)
        one, other = np.divmod(best, likeness.shape[2])
        found.likeness[rows, rank] = likeness[rows, one, other]
        found.left[rows, rank], found.right[rows, rank] = one, other
        rank_by[rows, one, :] = -1.0
        rank_by[rows, :, other] = -1.0
    return found


def _of_words(on: NameBoard, aligned: Alignment, left: Ints, right: Ints) -> list[Floats]:
    rows = np.arange(len(left))[:, None]
    weight_left, weight_right = on.weights[left], on.weights[right]
    taken_left, taken_right = weight_left[rows, aligned.left], weight_right[rows, aligned.right]
    ranks = aligned.likeness.shape[1]
    count_left, count_right = (on.ids[left] >= 0).sum(1), (on.ids[right] >= 0).sum(1)
    shorter = np.minimum(count_left, count_right)
    there = np.arange(ranks)[None, :] < shorter[:, None]
    share = np.where(there, np.clip((aligned.likeness - _ALIKE_FROM) / (1 - _ALIKE_FROM), 0, 1), 0)
    shared = share * (taken_left + taken_right) / 2
    kunya = (on.roles[left][rows, aligned.left] == Role.KUNYA) & (on.roles[right][rows, aligned.right] == Role.KUNYA)
    over_left = weight_left.copy()
    over_right = weight_right.copy()
    for rank in range(ranks):
        over_left[rows[:, 0], aligned.left[:, rank]] -= share[:, rank] * taken_left[:, rank]
        over_right[rows[:, 0], aligned.right[:, rank]] -= share[:, rank] * taken_right[:, rank]
    whole_left, whole_right = weight_left.sum(1), weight_right.sum(1)
    share_left = (share * taken_left).sum(1) / np.maximum(whole_left, 0.1)
    share_right = (share * taken_right).sum(1) / np.maximum(whole_right, 0.1)
    same = there & (aligned.likeness >= ALIKE)
    weakest = np.where(there, aligned.likeness, 2).min(1, initial=2)
    second = np.where(shorter > 1, aligned.likeness[:, 1] if ranks > 1 else 0, np.nan)
    heaviest = np.where(same, (taken_left + taken_right) / 2, 0)
    left_over, right_over = over_left.sum(1), over_right.sum(1)
    top_left, top_right = over_left.max(1), over_right.max(1)
    crossed = np.full(len(left), np.nan)
    if ranks > 1:
        crossing = (aligned.left[:, 0] - aligned.left[:, 1]) * (aligned.right[:, 0] - aligned.right[:, 1]) < 0
        crossed = np.where(same[:, 1], crossing, np.nan)
    return [
        shared.sum(1), np.minimum(share_left, share_right), np.maximum(share_left, share_right),
        np.minimum(left_over, right_over), np.maximum(left_over, right_over), heaviest.max(1, initial=0),
        same.sum(1), shorter, np.maximum(count_left, count_right),
        np.where(shorter > 0, weakest, np.nan),
        np.where(there, aligned.likeness, 0).sum(1) / np.maximum(shorter, 1), second,
        np.where(kunya, 0, shared).sum(1), crossed,
        np.where(same, aligned.likeness, 0).sum(1) / np.maximum(same.sum(1), 1),
        np.minimum(top_left, top_right), np.maximum(top_left, top_right),
    ]  # fmt: skip


def _of_ends(on: NameBoard, aligned: Alignment, left: Ints, right: Ints) -> list[Floats]:
    """Measure the most and the least alike words more closely."""
    rows = np.arange(len(left))
    shorter = np.minimum((on.ids[left] >= 0).sum(1), (on.ids[right] >= 0).sum(1))
    if not aligned.likeness.shape[1]:
        return [np.full(len(left), np.nan, np.float32)] * 6
    last = np.maximum(shorter - 1, 0)
    at_left, at_right = aligned.left[rows, last], aligned.right[rows, last]
    weakest = on.ids[left, at_left], on.ids[right, at_right]
    strongest = on.ids[left, aligned.left[:, 0]], on.ids[right, aligned.right[:, 0]]
    weight = on.weights[left, aligned.left[:, 0]] + on.weights[right, aligned.right[:, 0]]
    found = [
        _both(on.skeletons_of_words, *weakest, Levenshtein.normalized_similarity),
        _both(on.texts_of_words, *weakest, Indel.normalized_similarity),
        np.minimum(on.weights[left, at_left], on.weights[right, at_right]),
        np.where(shorter > 1, aligned.likeness[rows, np.maximum(shorter - 2, 0)], np.nan),
        _both(on.texts_of_words, *strongest, Indel.normalized_similarity),
        weight / 2,
    ]
    return [np.where(shorter > 0, one, np.nan).astype(np.float32) for one in found]


def _of_roles(on: NameBoard, likeness: Floats, left: Ints, right: Ints) -> list[Floats]:
    roles_left, roles_right = on.roles[left], on.roles[right]

    def best(role: Role) -> tuple[Floats, Floats]:
        mask = (roles_left == role)[:, :, None] & (roles_right == role)[:, None, :]
        number = (roles_left == role).any(1).astype(int) + (roles_right == role).any(1)
        found = np.full(len(likeness), np.nan, dtype=np.float32)
        both = number == 2
        found[both] = np.where(mask[both], likeness[both], -1).max((1, 2), initial=-1)
        return found, number

    kunya, kunyas = best(Role.KUNYA)
    nisba, nisbas = best(Role.NISBA)
    patronymic, _ = best(Role.PATRONYMIC)
    rows = np.arange(len(left))
    best_left, best_right = likeness.max(2), likeness.max(1)
    first_left, first_right = on.firsts[left], on.firsts[right]
    last_left, last_right = on.lasts[left], on.lasts[right]
    one_first, other_first = best_left[rows, first_left], best_right[rows, first_right]
    one_last, other_last = best_left[rows, last_left], best_right[rows, last_right]
    odd = np.where(one_first < other_first, on.weights[left, first_left], on.weights[right, first_right])
    odd = np.where(
        one_first == other_first, np.minimum(on.weights[left, first_left], on.weights[right, first_right]), odd
    )
    initials = (roles_left == Role.INITIAL).any(1).astype(int) + (roles_right == Role.INITIAL).any(1)
    scripts = (on.scripts[left] != on.scripts[right]).astype(int) + (on.scripts[left] + on.scripts[right] > 0)
    return [
        kunya, kunyas, on.only_kunya[left] + on.only_kunya[right], nisba, nisbas, patronymic,
        likeness[:, 0, 0], likeness[rows, last_left, last_right], initials, scripts,
        np.minimum(one_first, other_first), np.maximum(one_first, other_first),
        np.minimum(one_last, other_last), np.maximum(one_last, other_last), odd, on.titled[left] + on.titled[right],
    ]  # fmt: skip


def _of_wholes(on: NameBoard, left: Ints, right: Ints) -> list[Floats]:
    both = (np.minimum(left, right), np.maximum(left, right))
    return [
        _both(on.plain, *both, Indel.normalized_similarity),
        _both(on.sounds, *both, Indel.normalized_similarity),
        _both(on.sounds, *both, JaroWinkler.similarity),
        _both(on.skeletons, *both, Indel.normalized_similarity),
        _both(on.coarse, *both, Indel.normalized_similarity),
        _both(on.sounds, *both, fuzz.partial_ratio) / np.float32(100),
        *(np.asarray(pieces[left].multiply(pieces[right]).sum(1)).ravel() for pieces in on.pieces),
        _both(on.sorted_plain, *both, Indel.normalized_similarity),
        _both(on.sorted_sounds, *both, JaroWinkler.similarity),
        _both(on.plain, *both, JaroWinkler.similarity),
    ]


def _of_cores(on: NameBoard, aligned: Alignment, likeness: Floats, left: Ints, right: Ints) -> list[Floats]:
    """Measure what is neither kunya nor nisba, what is left over of those, and how far shared words stand apart."""
    rows = np.arange(len(left))
    shared, over = np.zeros(len(left)), []
    number, moved = np.zeros(len(left)), np.zeros(len(left))
    core_left, core_right = on.cores[left], on.cores[right]
    lone = [on.ids[left] >= 0, on.ids[right] >= 0]
    count_left, count_right = lone[0].sum(1), lone[1].sum(1)
    for rank in range(aligned.likeness.shape[1]):
        one, other = aligned.left[:, rank], aligned.right[:, rank]
        same = aligned.likeness[:, rank] >= ALIKE
        core = same & core_left[rows, one] & core_right[rows, other]
        shared += np.where(core, (on.weights[left, one] + on.weights[right, other]) / 2, 0)
        number += core
        lone[0][rows, one] &= ~same
        lone[1][rows, other] &= ~same
        moved += np.where(same, np.abs(one / np.maximum(count_left, 1) - other / np.maximum(count_right, 1)), 0)
    for side, at, core in zip(lone, (left, right), (core_left, core_right), strict=True):
        over.append(np.where(side & core, on.weights[at], 0).sum(1))
    left_over = [
        sum((side & (on.roles[at] == role)).sum(1) for side, at in zip(lone, (left, right), strict=True))
        for role in (Role.NISBA, Role.KUNYA)
    ]
    starts = [
        np.where((core_left.sum(1) > place) & (core_right.sum(1) > place),
                 likeness[rows, on.core_places[left, place], on.core_places[right, place]], np.nan)
        for place in (0, 1)
    ]  # fmt: skip
    families = np.full(len(left), np.nan)
    two = np.nonzero((core_left.sum(1) > 1) & (core_right.sum(1) > 1))[0]
    families[two] = likeness[two, on.last_cores[left[two]], on.last_cores[right[two]]]
    patronymics = sum((on.roles[at] == Role.PATRONYMIC).any(1).astype(int) for at in (left, right))
    whole = on.weights[left].sum(1), on.weights[right].sum(1)
    return [
        shared, number, np.minimum(*over), np.maximum(*over), np.minimum(core_left.sum(1), core_right.sum(1)),
        *starts, *left_over, np.minimum(*whole), np.maximum(*whole), moved, families, patronymics,
    ]  # fmt: skip


def laid_beside(on: NameBoard, one: int, other: int, at_least: float) -> tuple[list[tuple[Word, Word]], list[Word]]:
    """Return the words of two names that are alike, and those that only one of them has."""
    left, right = np.array([one]), np.array([other])
    aligned = _aligned(on, _likeness_of_words(on, left, right), left, right)
    first, second = on.names[one].words[:WORDS], on.names[other].words[:WORDS]
    places = [
        (int(aligned.left[0, rank]), int(aligned.right[0, rank]))
        for rank in range(min(len(first), len(second)))
        if aligned.likeness[0, rank] >= at_least
    ]
    over = [word for place, word in enumerate(first) if place not in {pair[0] for pair in places}]
    over += [word for place, word in enumerate(second) if place not in {pair[1] for pair in places}]
    return [(first[at], second[to]) for at, to in places], over
