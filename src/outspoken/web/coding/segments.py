"""Lay marks over a text: paragraphs of segments, each of which says which marks cross it, as HTML.

Pure. Nothing is added to the words: the text content of all paragraphs, one after the
other, is the text letter by letter, so that a browser can count offsets in it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

LAYERS = 5
"""Underlines that are drawn below each other; what lies deeper shares the last one."""
COLOURS = 10


@dataclass(frozen=True, slots=True)
class Shade:
    """A mark as it is drawn."""

    id: int
    """Of the coding."""
    start: int
    end: int
    code: str
    colour: int
    mine: bool = True
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text with its marks."""

    start: int
    """Its first character's offset in the text, in characters."""
    html: SafeString


@dataclass(frozen=True, slots=True)
class _Placed:
    shade: Shade
    layer: int


def paragraphs(words: str, shades: Iterable[Shade]) -> list[Paragraph]:
    """Cut a text at its line ends and lay the marks over it."""
    placed = _layered(sorted(shades, key=lambda one: (one.start, -one.end, one.id)))
    waiting, at = 0, 0
    open_: list[_Placed] = []
    found = []
    for line in _lines(words):
        end = at + len(line)
        open_ = [one for one in open_ if one.shade.end > at]
        while waiting < len(placed) and placed[waiting].shade.start < end:
            open_.append(placed[waiting])
            waiting += 1
        found.append(Paragraph(at, _paragraph(line, at, open_)))
        at = end
    return found


def crossing(found: Sequence[Paragraph], start: int, end: int) -> list[Paragraph]:
    """Return the paragraphs that hold characters of a stretch."""
    ends = [*(one.start for one in found[1:]), float("inf")]
    return [one for one, last in zip(found, ends, strict=True) if one.start < end and last > start]


def _lines(words: str) -> Iterator[str]:
    """Yield the text in pieces that each end with a line feed; a text without any is one piece."""
    at = 0
    while at < len(words):
        end = words.find("\n", at) + 1 or len(words)
        yield words[at:end]
        at = end


def _layered(shades: Sequence[Shade]) -> list[_Placed]:
    """Give each mark the highest underline that is free along all of it."""
    free, busy, layers = list(range(len(shades))), list[tuple[int, int]](), []
    for one in shades:
        while busy and busy[0][0] <= one.start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        layer = heapq.heappop(free)
        heapq.heappush(busy, (one.end, layer))
        layers.append(_Placed(one, min(layer, LAYERS - 1)))
    return layers


def _paragraph(line: str, at: int, open_: Sequence[_Placed]) -> SafeString:
    end = at + len(line)
    cuts = {at, end}
    for one in open_:
        cuts |= {min(max(one.shade.start, at), end), min(one.shade.end, end)}
    places = sorted(cuts)
    html = []
    for start, stop in pairwise(places):
        here = [one for one in open_ if one.shade.start < stop and one.shade.end > start]
        html.append(_segment(line[start - at : stop - at], stop, sorted(here, key=lambda one: -one.layer)))
    return mark_safe("".join(html))  # noqa: S308 - every word of it is escaped below


def _segment(words: str, stop: int, here: Sequence[_Placed]) -> str:
    # A carriage return as it stands would be taken for a line feed, and every offset after it be wrong.
    text = escape(words, quote=False).replace("\r", "&#13;")
    if not here:
        return text
    opening = "".join(_tag(one, stop) for one in here)
    return f"{opening}{text}{'</mark>' * len(here)}"


def _tag(one: _Placed, stop: int) -> str:
    shade = one.shade
    looks = f"c{shade.colour} l{one.layer}" + ("" if shade.mine else " theirs") + (" stale" if shade.stale else "")
    label = f' data-code="{escape(shade.code)}"' if shade.end == stop else ""
    return f'<mark class="{looks}" data-coding="{shade.id}" title="{escape(shade.code)}"{label}>'
