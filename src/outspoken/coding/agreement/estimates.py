"""Agreement as estimates: the number, how sure it is, and when there is too little to tell."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np

from outspoken.coding.agreement.passages import Marked, unitising_alpha
from outspoken.coding.agreement.ratings import Floats, Ratings
from outspoken.coding.records import Answer
from outspoken.estimates import Estimate

FEWEST_COMPARED = 30
"""With fewer stories coded twice, an interval of alpha covers the truth too seldom to be printed."""
FEWEST_POSITIVES = 5
RESAMPLES = 1000

Statistic = Callable[[Floats | None], float | None]


def agreement(
    ratings: Ratings,
    coefficient: Callable[[Ratings, Floats | None], float | None],
    name: str,
    persons: Sequence[str] = (),
    positive: Hashable | None = Answer.YES,
    seed: int = 0,
) -> Estimate:
    """Return a coefficient with its interval, resampling stories; whole persons where they are named.

    `persons` belongs to the rows. `positive` is the value that must have been given, and
    not given, often enough; None for values that are not yes or no (sets).
    """
    reason = _too_few(ratings, positive)
    unit = "stories"
    if reason:
        return Estimate(None, None, None, ratings.compared, unit, name, reason)
    twice = ratings.given >= 2
    named = [person for person, kept in zip(persons, twice, strict=True) if kept] if persons else []
    used = Ratings(ratings.numbers[twice], ratings.values)
    return _resampled(lambda often: coefficient(used, often), ratings.compared, named, name, seed)


def passage_agreement(texts: Sequence[Marked], seed: int = 0) -> Estimate:
    """Return the unitising alpha of one code with its interval, resampling texts or persons."""
    twice = [text for text in texts if len(text.by_coder) >= 2]
    marked = sum(any(spans for spans in text.by_coder.values()) for text in twice)
    name = "unitising alpha"
    if len(twice) < FEWEST_COMPARED:
        return Estimate(
            None,
            None,
            None,
            len(twice),
            "stories",
            name,
            _few(_TWICE, len(twice), FEWEST_COMPARED),
        )
    if marked < FEWEST_POSITIVES:
        return Estimate(
            None,
            None,
            None,
            len(twice),
            "stories",
            name,
            _few(("has a marked passage", "have a marked passage"), marked, FEWEST_POSITIVES),
        )
    persons = [text.person for text in twice] if any(text.person for text in twice) else []
    return _resampled(lambda often: unitising_alpha(twice, often), len(twice), persons, name, seed)


def _resampled(statistic: Statistic, count: int, persons: Sequence[str], name: str, seed: int) -> Estimate:
    """Return the statistic with its percentile interval.

    Efron & Tibshirani (1993), chapter 13; for alpha, Zapf et al. (2016),
    doi:10.1186/s12874-016-0200-9, found the percentile bootstrap to cover well.
    """
    value = statistic(None)
    if value is None:
        return Estimate(None, None, None, count, "stories", name, "All coders gave one and the same value throughout.")
    keys = [person or f"story {place}" for place, person in enumerate(persons)] or range(count)
    _, cluster = np.unique(np.array(keys), return_inverse=True)
    clusters = int(cluster.max()) + 1
    chance = np.random.default_rng(seed)
    drawn = []
    for _ in range(RESAMPLES):
        often = np.bincount(chance.integers(0, clusters, clusters), minlength=clusters)[cluster]
        again = statistic(often.astype(float))
        if again is not None:
            drawn.append(again)
    low, high = np.quantile(drawn, [0.025, 0.975])
    what = "persons" if persons else "stories"
    caveat = (
        "" if len(drawn) >= 0.95 * RESAMPLES else f"{RESAMPLES - len(drawn)} of {RESAMPLES} resamples said nothing."
    )
    return Estimate(value, float(low), float(high), count, "stories", f"{name}, bootstrap over {what}", caveat)


def _too_few(ratings: Ratings, positive: Hashable | None) -> str:
    if ratings.compared < FEWEST_COMPARED:
        return _few(_TWICE, ratings.compared, FEWEST_COMPARED)
    if positive is None:
        return ""
    twice = ratings.given >= 2
    place = ratings.values.index(positive) if positive in ratings.values else None
    given = ratings.counts[twice, place] if place is not None else np.zeros(int(twice.sum()))
    with_it, without = int((given > 0).sum()), int((given < ratings.given[twice]).sum())
    if with_it < FEWEST_POSITIVES:
        return _few(("got it from any coder",) * 2, with_it, FEWEST_POSITIVES)
    if without < FEWEST_POSITIVES:
        return _few(("did not get it from every coder",) * 2, without, FEWEST_POSITIVES)
    return ""


_TWICE, _MARKED = ("was coded twice", "were coded twice"), ("has a marked passage", "have a marked passage")


def _few(what: tuple[str, str], number: int, least: int) -> str:
    return (
        f"Too few to tell: {number} {'story' if number == 1 else 'stories'} {what[number != 1]}; {least} are the least."
    )
