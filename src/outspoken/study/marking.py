"""Show where in a printed text the words stand that somebody looked for, and choose what to show of it.

Pure. Most texts are searched by one expression that knows how each letter may be printed.
Only where it finds nothing, a sign that stands for several letters say, the text is cut
into words as the index was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from outspoken.text.letters import found_as
from outspoken.text.words import Word, classes, end_for, words_of

SHOWN = 240
"""How many characters of a text are shown, about."""
_BEFORE = 60
_TATWEEL = "ـ"

Place = tuple[int, int]
"""A stretch of a text: characters `[start, end)`."""
Mark = tuple[int, int, int]
"""Where a term stands, `[start, end)`, and which of the terms it is."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for: a word, or several that follow each other."""

    forms: tuple[str, ...]
    begins: bool = False
    """Whether the last word may go on."""
    without: bool = False
    """Whether stories that have it are left out."""


def marked(printed: Sequence[str], terms: Sequence[Term]) -> list[list[Mark]]:
    """Return where terms stand in each of several texts that were found together, in the order of the text."""
    found = [_quickly(one, terms) for one in printed]
    seen = {number for marks in found for _, _, number in marks}
    if len(seen) < len(terms):
        missing = {number: term for number, term in enumerate(terms) if number not in seen}
        found = [sorted({*marks, *by_words(one, missing)}) for marks, one in zip(found, printed, strict=True)]
    return found


def by_words(printed: str, terms: dict[int, Term]) -> list[Mark]:
    """Return where terms stand in a text, by cutting it into words."""
    words = list(words_of(printed))
    return [
        (word.start, words[place + len(term.forms) - 1].end, number)
        for place, word in enumerate(words)
        for number, term in terms.items()
        if _stands(words[place : place + len(term.forms)], term)
    ]


def around(words: str, marks: Sequence[Mark]) -> Place:
    """Choose the stretch to show: the one that holds the most different terms, cut between words."""

    def terms_from(one: int) -> int:
        return len({number for start, end, number in marks if one <= start and end <= one + SHOWN - _BEFORE})

    if len({mark[2] for mark in marks}) > 1:
        first = max({mark[0] for mark in marks[:50]}, key=lambda one: (terms_from(one), -one))
    else:
        first = marks[0][0] if marks else 0
    start = max(0, first - _BEFORE)
    if start:
        gap = re.compile(r"\s").search(words, start, first)
        start = gap.end() if gap else first
    end = min(len(words), start + SHOWN)
    if end < len(words):
        gap = re.compile(r".*(?=\s)", re.DOTALL).match(words, start + SHOWN // 2, end)
        end = gap.end() if gap else end
    return start, end


def _stands(words: Sequence[Word], term: Term) -> bool:
    if len(words) < len(term.forms):
        return False
    whole = len(term.forms) - (1 if term.begins else 0)
    if any(word.form != form for word, form in zip(words[:whole], term.forms[:whole], strict=True)):
        return False
    return not term.begins or words[-1].form.startswith(term.forms[-1])


def _quickly(printed: str, terms: Iterable[Term]) -> list[Mark]:
    if printed.isascii():
        plain = printed.lower()
        return sorted(
            (*found.span(), number)
            for number, term in enumerate(terms)
            for found in _plain_pattern(term).finditer(plain)
        )
    end = end_for(printed)
    return sorted(
        (*found.span(), number) for number, term in enumerate(terms) for found in _pattern(term, end).finditer(printed)
    )


@lru_cache(maxsize=500)
def _plain_pattern(term: Term) -> re.Pattern[str]:
    """Return what matches a term in lower case letters without accents."""
    first, *others = map(re.escape, term.forms)
    # What stands before a word is looked at behind it, for a known beginning is found far sooner.
    words = r"[^a-z0-9]+".join([f"{first}(?<![a-z0-9]{first})", *others])
    return re.compile(rf"{words}{'[a-z0-9]*' if term.begins else '(?![a-z0-9])'}")


@lru_cache(maxsize=500)
def _pattern(term: Term, end: int) -> re.Pattern[str]:
    """Return what matches a term however its letters are printed, in a text of characters before `end`."""
    kinds = classes(end)
    mark, inside = kinds.mark + _TATWEEL, kinds.letter + kinds.mark
    words = []
    for place, form in enumerate(term.forms):
        letters = "".join(f"[{_printed_as(letter)}][{mark}]*" for letter in form)
        if re.fullmatch(rf"[{kinds.unspaced}]", form):
            words.append(letters)
        elif place == len(term.forms) - 1 and term.begins:
            words.append(rf"(?<![{inside}]){letters}[{inside}]*")
        else:
            words.append(rf"(?<![{inside}]){letters}(?![{inside}])")
    return re.compile(rf"[^{inside}{kinds.unspaced}]*".join(words))


def _printed_as(letter: str) -> str:
    return "".join(map(re.escape, {letter, *_spellings().get(letter, ())}))


@cache
def _spellings() -> dict[str, list[str]]:
    """Return, for each letter as it is found, the letters that may be printed for it."""
    found = defaultdict(list)
    for number in (*range(0x80, 0x2000), *range(0xFB50, 0xFF60)):
        form = found_as(chr(number))
        if len(form) == 1:
            found[form].append(chr(number))
    for number in range(0x41, 0x5B):
        found[chr(number).lower()].append(chr(number))
    return dict(found)
