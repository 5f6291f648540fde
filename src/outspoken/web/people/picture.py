"""Draw a person: its testimonies in a ring, and the judgements between them and others; the same in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

from outspoken.people.records import Judgement, Verdict

_SIZE, _RING, _DOT = 320, 110, 20
_STROKES = {Verdict.SAME: "", Verdict.DIFFERENT: "2 6", Verdict.UNSURE: "9 5"}
"""How lines are broken: not by colour alone can they be told apart."""
MOST = 24
"""So many testimonies are drawn; more would lie on each other."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says, in the reader's language."""

    title: str
    said: Callable[[int, int, Verdict], str]
    """A judgement as a sentence."""
    nothing: str


def drawn(own: Sequence[int], others: Sequence[int], judged: Sequence[tuple[int, int, Verdict]], words: Words) -> str:
    """Draw testimonies as dots, by their numbers, and judgements as lines: whole, dashed or dotted.

    Args:
        own: the testimonies of the person.
        others: those that are not, and that somebody judged against it.
        judged: pairs and verdicts in force.
        words: what the drawing says.
    """
    shown = [*own, *others][:MOST]
    places = {number: _place(row, len(shown)) for row, number in enumerate(shown)}
    lines = "".join(
        _line(places[one], places[other], verdict) for one, other, verdict in judged if {one, other} <= places.keys()
    )
    dots = "".join(_dot(number, places[number], own=number in set(own)) for number in shown)
    told = " ".join(words.said(*one) for one in judged) or words.nothing
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" role="img" class="cluster" '
        f'aria-labelledby="cluster-title cluster-words" color="currentColor"><title id="cluster-title">'
        f'{escape(words.title)}</title><desc id="cluster-words">{escape(told)}</desc>{lines}{dots}</svg>'
    )


def in_force_between(
    judgements: Mapping[tuple[int, int], Judgement], born: Mapping[int, int]
) -> list[tuple[int, int, Verdict]]:
    """Return judgements in force by the numbers that testimonies were born with, in the order of these."""
    found = [(born[left], born[right], one.verdict) for (left, right), one in judgements.items()]
    return sorted(found, key=lambda one: one[:2])


def _place(row: int, of: int) -> tuple[float, float]:
    if of == 1:
        return _SIZE / 2, _SIZE / 2
    angle = 2 * pi * row / of - pi / 2
    return _SIZE / 2 + _RING * cos(angle), _SIZE / 2 + _RING * sin(angle)


def _line(one: tuple[float, float], other: tuple[float, float], verdict: Verdict) -> str:
    broken = f' stroke-dasharray="{_STROKES[verdict]}"' if _STROKES[verdict] else ""
    return (
        f'<line x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}" '
        f'stroke="currentColor" stroke-width="2"{broken}/>'
    )


def _dot(number: int, place: tuple[float, float], *, own: bool) -> str:
    x, y = place
    edge = "3" if own else "1"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT}" class="dot" stroke="currentColor" stroke-width="{edge}"/>'
        f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-size="14" fill="currentColor">{number}</text>'
    )
