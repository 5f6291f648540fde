"""Draw the flow as SVG that stands inside a page, with the same numbers as text for whoever cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from outspoken.screen.records import Flow
from outspoken.study.settings import Criterion

_WIDE, _HIGH, _GAP, _LINE = 250, 44, 22, 17
_LEFT, _RIGHT = 20, 330

Line = tuple[str, int, str]
"""What a line of a box says, its number, and by what `links` knows it."""
Side = tuple[Line, ...]
"""The lines of a box."""


def labels_of(criteria: Mapping[str, Criterion]) -> dict[str, str]:
    """Return how the reasons of exclusion are called."""
    return {name: one.label or name.replace("-", " ") for name, one in criteria.items()}


def lines_of(flow: Flow, labels: Mapping[str, str] | None = None) -> list[tuple[str, int, int]]:
    """Return the flow as rows of label, number and depth; what is deeper is a part of what stands above it.

    `labels` says how a criterion's reason is called.
    """
    called = labels or {}
    rows = [
        ("found", flow.finds, 0),
        ("the same story again", flow.again, 1),
        ("stories", flow.stories, 0),
        ("copies of another story", flow.copies, 1),
        ("waiting to be screened", flow.waiting, 1),
        ("screened", flow.screened, 0),
        ("excluded", flow.excluded, 1),
    ]
    for name, number in flow.reasons.items():
        rows.append((called.get(name, name) if name else "no criterion named", number, 2))
    rows += [("unclear", flow.unclear, 1)]
    if flow.disputed:
        rows += [("screeners disagree", flow.disputed, 2)]
    rows += [("included", flow.included, 0)]
    if flow.included_before:
        rows += [("chosen before they were imported", flow.included_before, 1)]
    rows += [(label, number, 1) for label, number in _left_out(flow)]
    rows += [("testimonies", flow.testimonies, 0)]
    if flow.testimonies_open:
        rows += [("in stories that wait or are unclear", flow.testimonies_open, 1)]
    rows += [("persons", flow.persons, 0), ("cases", flow.cases, 0)]
    rows += [(label, number, 1) for label, number in _fewer(flow)]
    if flow.cases_open:
        rows += [("resting on stories that wait or are unclear", flow.cases_open, 1)]
    return rows


def _left_out(flow: Flow) -> list[tuple[str, int]]:
    """Return why testimonies of stories that count do not; nothing where all do."""
    rows = [
        ("testimonies that are fake", flow.testimonies_fake),
        ("testimonies that are not eligible", flow.testimonies_not_eligible),
    ]
    return [(label, number) for label, number in rows if number]


def _fewer(flow: Flow) -> list[tuple[str, int]]:
    """Return how many cases there are at least, if somebody is unsure who is one person."""
    if flow.cases_least is None or flow.cases_least == flow.cases:
        return []
    return [("if those unsure are one", flow.cases_least)]


def described(flow: Flow, labels: Mapping[str, str] | None = None, words: Callable[[str], str] = str) -> str:
    """Say the flow in sentences; `words` says each label in the reader's language.

    >>> from outspoken.screen.flow import flow_of
    >>> described(flow_of([], []))[:31]
    'Found 0; the same story again 0'
    """
    said: list[str] = []
    for label, number, depth in lines_of(flow, labels):
        counted = f"{words(label)} {number:,}"
        if depth == 0 or not said:
            said.append(counted[:1].upper() + counted[1:])
        else:
            said[-1] += f"; {counted}"
    return ". ".join(said) + "."


def drawn(
    flow: Flow,
    labels: Mapping[str, str] | None = None,
    title: str = "Flow of stories",
    *,
    links: Mapping[str, str] | None = None,
    said: Callable[[str], str] = str,
) -> str:
    """Draw the flow as an `<svg>` element: what goes on in the middle, what falls away at the right.

    Colours are taken from the page (`currentColor`), so that it can be read on paper and in the dark.

    Args:
        flow: the numbers.
        labels: how a criterion's reason is called.
        title: what the drawing is called.
        links: the address that a line opens: `stories`, `copy`, `waiting`, `excluded`, `unclear`, `included`, or
            `excluded:CRITERION`.
        said: gives a label in the reader's language.
    """
    rows, there = _rows(flow, labels or {}), links or {}
    parts, top, before = list[str](), 16, 0
    for main, aside in rows:
        high = max(_height(main), _height(aside))
        if main:
            if before:
                parts.append(_arrow(_LEFT + _WIDE // 2, before, _LEFT + _WIDE // 2, top))
            parts.append(_box((_LEFT, top), main, there, said))
            before = top + _height(main)
        if aside:
            middle = top + _height(aside) // 2 if not main else top + _height(main) // 2
            parts.append(_arrow(_LEFT + _WIDE if main else _LEFT + _WIDE // 2, middle, _RIGHT, middle))
            parts.append(_box((_RIGHT, top), aside, there, said))
        top += high + _GAP
    width = _RIGHT + _WIDE + 20
    words, role = escape(described(flow, labels, said)), "group" if there else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top}" role="{role}" class="flow" '
        f'aria-labelledby="flow-title flow-words" font-family="DejaVu Sans, sans-serif" font-size="13" '
        f'color="currentColor"><title id="flow-title">{escape(title)}</title><desc id="flow-words">{words}</desc>'
        '<defs><marker id="flow-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>' + "".join(parts) + "</svg>"
    )


def _height(lines: Side) -> int:
    return max(_HIGH, 16 + _LINE * len(lines)) if lines else 0


def _rows(flow: Flow, called: Mapping[str, str]) -> list[tuple[Side, Side]]:
    """Return the boxes: in the middle, and at the right."""
    why = [
        (called.get(name, name) if name else "no criterion named", number, f"excluded:{name}")
        for name, number in flow.reasons.items()
        if number
    ]
    unclear: list[Line] = [("unclear", flow.unclear, "unclear")]
    if flow.disputed:
        unclear.append(("screeners disagree", flow.disputed, ""))
    open_ones: Side = (("testimonies of open stories", flow.testimonies_open, ""),) if flow.testimonies_open else ()
    away = (("copies of another story", flow.copies, "copy"), ("waiting to be screened", flow.waiting, "waiting"))
    ends: Side = (
        *(("Testimonies", flow.testimonies, ""), ("Persons", flow.persons, ""), ("Cases", flow.cases, "")),
        *((label, number, "") for label, number in _fewer(flow)),
    )
    return [
        ((("Found", flow.finds, "stories"),), (("the same story again", flow.again, ""),)),
        ((("Stories", flow.stories, "stories"),), away),
        ((("Screened", flow.screened, "screened"),), (("Excluded", flow.excluded, "excluded"), *why)),
        ((), tuple(unclear)),
        ((("Included", flow.included, "included"),), tuple((label, number, "") for label, number in _left_out(flow))),
        (ends, open_ones),
    ]


def _box(place: tuple[int, int], lines: Side, links: Mapping[str, str], said: Callable[[str], str]) -> str:
    left, top = place
    high = _height(lines)
    first = top + (high - _LINE * len(lines)) // 2 + 13
    words = ""
    for row, (label, number, key) in enumerate(lines):
        shown = escape(_cut(f"{said(label)}: {number:,}"))
        text = f'<text x="{left + 12}" y="{first + _LINE * row}" fill="currentColor">{shown}</text>'
        words += f'<a href="{escape(links[key])}">{text}</a>' if key in links else text
    return (
        f'<rect x="{left}" y="{top}" width="{_WIDE}" height="{high}" rx="4" fill="none" stroke="currentColor" '
        f'stroke-width="{"1.6" if left == _LEFT else "0.8"}"/>{words}'
    )


def _cut(line: str, most: int = 33) -> str:
    if len(line) <= most:
        return line
    label, _, number = line.rpartition(": ")
    return f"{label[: most - len(number) - 3].rstrip()}…: {number}"


def _arrow(x: int, y: int, to_x: int, to_y: int) -> str:
    return f'<path d="M{x} {y}L{to_x} {to_y}" stroke="currentColor" fill="none" marker-end="url(#flow-tip)"/>'
