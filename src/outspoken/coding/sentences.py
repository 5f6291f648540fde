"""Cut a text into sentences by offsets, in any script, without changing a letter of it.

Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari and Chinese full stops are known. What
has no full stops (a transcript of speech) is cut into stretches short enough to quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
"""Where a stretch begins and ends in its text: `text[start:end]`."""

LONGEST = 80
"""A sentence of more words is cut, at a comma or the like where there is one."""
SHORTEST = 3
"""A sentence of fewer words belongs to the one after it in its paragraph."""

_BREAK = re.compile(r"(?P<stop>[.!?…؟۔।॥։։]+[\"'”’»)\]]*(?=\s|$))|(?P<wide>[。！？]+[」』”]*)|(?P<line>\n\s*)")
_WORD = re.compile(r"\S+")
_LAST_WORD = re.compile(r"(\S+)\s*$")
# One string is easier to read, and to add to, than a list of a hundred.
_ABBREVIATED = (
    "mr mrs ms dr prof st sr jr gen col lt sgt capt maj rev hon pres gov sen rep vs no nos vol ed eds p pp fig approx "
    "inc ltd co corp dept est e.g i.e cf al jan feb mar apr jun jul aug sep sept oct nov dec "
    "m mm mme mlle bzw ca evtl ggf hr fr z.b d.h u.a usw sra srta ud uds ing "
    "г гг ул им тов проф акад св см стр руб тыс млн млрд т.е т.д т.п"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_CUT_AFTER = (";", ":", ",", "؛", "،", "–", "—", "-")


def sentences(text: str) -> list[Span]:
    r"""Return the sentences of a text as offsets, in order, without the spaces around them.

    >>> text = "Dr. Amal left in 2014. لماذا غادرت سوريا؟ Потом она вернулась."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Dr. Amal left in 2014.', 'لماذا غادرت سوريا؟', 'Потом она вернулась.']

    Every character that is not a space lies in exactly one of them.
    """
    return [piece for whole in _joined(text, _between_breaks(text)) for piece in _cut(text, whole)]


def _between_breaks(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield each stretch between two full stops, and whether it stands alone however short it is."""
    start = 0
    for found in _BREAK.finditer(text):
        line = found["line"] is not None
        ends = _ends_line(text, found) if line else found["wide"] is not None or _ends_sentence(text, found)
        if ends:
            span = _stripped(text, start, found.end())
            if span:
                yield span, line or found["wide"] is not None
            start = found.end()
    span = _stripped(text, start, len(text))
    if span:
        yield span, True


def _ends_line(text: str, found: re.Match[str]) -> bool:
    """Tell a new paragraph from a line that was only wrapped: that goes on in small letters."""
    after = text[found.end() : found.end() + 1]
    before = text[: found.start()].rstrip()[-1:]
    return found[0].count("\n") > 1 or not after.islower() or before in ".!?…:;؟۔"


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    after = text[found.end() : found.end() + 80].lstrip()[:1]
    if after.islower():
        return False
    if found["stop"] != ".":
        return True
    last = _LAST_WORD.search(text, max(0, found.start() - 40), found.start())
    word = last[1].strip("\"'“‘«([").casefold() if last else ""
    return not (len(word) == 1 and word.isalpha()) and word not in _ABBREVIATIONS


def _joined(text: str, stretches: Iterator[tuple[Span, bool]]) -> Iterator[Span]:
    """Join a stretch of a word or two to the next of its paragraph."""
    held: int | None = None
    for (start, end), alone in stretches:
        start, held = (start if held is None else held), None
        if not alone and len(_WORD.findall(text, start, end)) < SHORTEST:
            held = start
        else:
            yield start, end
    if held is not None:
        yield held, len(text.rstrip())


def _cut(text: str, whole: Span) -> Iterator[Span]:
    start, end = whole
    words = [found.span() for found in _WORD.finditer(text, start, end)]
    while len(words) > LONGEST:
        places = range(LONGEST // 2, LONGEST)
        at = max((place for place in places if text[words[place][1] - 1] in _CUT_AFTER), default=LONGEST - 1)
        yield words[0][0], words[at][1]
        words = words[at + 1 :]
    if words:
        yield words[0][0], words[-1][1]


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return (start + lead, start + len(piece.rstrip())) if piece.strip() else None
