"""Read captions of a film, SubRip or WebVTT: the words, and at which moment each was said."""

from __future__ import annotations

import html
import re

from outspoken.archive.records import Mark, MarkKind, ReadOut
from outspoken.errors import Unsafe
from outspoken.text.languages import direction_of, language_of

_MOMENT = r"(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_TIMES = re.compile(rf"[ \t]*{_MOMENT}[ \t]*-->[ \t]*{_MOMENT}")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,100}>|<\d[\d:.]{4,14}>|\{\\[^}]{1,40}\}")
MOST = 100_000
"""How many captions one film may have."""


def are_captions(text: str) -> bool:
    """Whether a text is SubRip or WebVTT."""
    return text.startswith("WEBVTT") or bool(re.match(rf"\ufeff?\s*\d+\s*\n{_TIMES.pattern}", text[:300]))


def read_captions(text: str, declared: str = "") -> ReadOut:
    """Read captions; each stretch of words is marked with its moment, `00:01:02.500`.

    Raises:
        Unsafe: if there are none.
    """
    parts, marks, place, before = list[str](), list[Mark](), 0, ""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))[: MOST + 1]:
        lines = block.split("\n")
        timed = next((index for index, line in enumerate(lines[:3]) if _TIMES.match(line)), None)
        if timed is None:
            continue
        said = " ".join(_plain(line) for line in lines[timed + 1 :] if line.strip()).strip()
        # Captions made by machines repeat the line before; it was said once.
        if not said or said == before:
            continue
        before = said
        marks.append(Mark(MarkKind.MOMENT, _moment(lines[timed]), place, place + len(said)))
        parts.append(said)
        place += len(said) + 1
    if not parts:
        raise Unsafe("The captions hold no words.")
    words = "\n".join(parts)
    return ReadOut(
        words=words, language=language_of(words, declared), direction=direction_of(words), marks=tuple(marks)
    )


def _plain(line: str) -> str:
    return " ".join(html.unescape(_MARKUP.sub("", line)).split())


def _moment(line: str) -> str:
    found = _TIMES.match(line)
    assert found is not None
    return f"{int(found[1] or 0):02d}:{found[2]}:{found[3]}.{found[4]}"
