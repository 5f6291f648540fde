"""Find the phrase that a sentence of the core follows, and say it in the reader's language.

The core says, keeps and prints its sentences in English. A phrase with something in braces
fits a whole text; what stands in the braces is worded in the same way, so that sentences
within sentences are found. What no phrase fits is the study's own, and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape

from django import template
from django.utils.translation import get_language, gettext, npgettext, pgettext

from outspoken.text.countries import renamed
from outspoken.web.wording.phrases import COUNTED, PHRASES

SAID = "said by the core"
"""The context of the phrases in the catalogue: there, a word may mean something else than on a button."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
VERBATIM = {
    *("text", "title", "reason", "printed", "mended", "again", "near"),
    *("actor", "story", "pattern", "form", "mark", "list"),
}
"""What stands in these braces is nobody's sentence but the study's."""
SEVERAL = {"items": "; ", "rest": "; ", "readings": " or ", "fields": " and ", "axes": " and of "}
"""What stands in these braces is several things, and what stands between them."""
LONGEST = 4_000
"""Texts longer than this are no sentence of ours."""
_SHORT = tuple(month[:3] for month in MONTHS)
_ANY_MONTH = "|".join([*MONTHS, *_SHORT])
_PARTS = {
    "n": r"\d[\d,]*",
    "count": r"\d[\d,.]*(?:–\d[\d,.]*)?(?: \(\d[\d,.]*[–-]\d[\d,.]*\))?",
    "number": r"\d+",
    "added": r"\d+",
    "low": r"[\d.,]+(?: %)?",
    "high": r"[\d.,]+(?: %)?",
    "one": r"\d+",
    "other": r"\d+",
    "first": r".+? \(rows? [^)]*\)",
    "second": r".+? \(rows? [^)]*\)",
    "figure": r"[\d.,]+(?: %)?",
    "choice": r"(?:\d+ and \d+ are |case |testimony |story |S\d+ counts|S\d+ does not count).*",
    "why": r"(?:if |as |they are |the story counts|its testimonies |\d+ and \d+ are |S\d+ ).+",
    "story": r"S\d+",
    "period": "Day|Week|Month|Quarter|Half-year|Year|Decade",
    "month": rf"(?:{_ANY_MONTH}) \d{{4}}",
    "unit": "case|testimony|story",
    "list": r"[^ ]+(?:, [^ ]+)*",
    "rows": r"rows? .+?",
}
register = template.Library()


@register.filter
def worded(text: object) -> str:
    """Say a text in the reader's language, if it is a sentence of the core."""
    said, language = str(text), get_language() or "en"
    if language.startswith("en") or not said or len(said) > LONGEST:
        return said
    return _worded(said, language)


def worded_drawing(drawing: str) -> str:
    """Say the texts of a drawing, and what its links are called, in the reader's language."""
    if (get_language() or "en").startswith("en"):
        return drawing

    def again(found: re.Match[str]) -> str:
        text = unescape(found[2])
        # Below a bar there is room for three letters; a month's number needs no more in any language.
        said = str(_SHORT.index(text) + 1) if text in _SHORT else worded(text)
        return f"{found[1]}{escape(said)}{found[3]}"

    return re.sub(r'( aria-label=")([^"]*)(")', again, re.sub(r"(>)([^<>]+)(</(?:text|tspan)>)", again, drawing))


@lru_cache(maxsize=20_000)
def _worded(text: str, language: str) -> str:
    if text in _plain():
        return pgettext(SAID, text)
    low = text[:1].lower() + text[1:]
    if low in _plain():
        return pgettext(SAID, low)
    if (country := renamed(text, language)) != text:
        return country
    if month := re.fullmatch(rf"({_ANY_MONTH})(?: (\d{{4}}))?", text):
        return _month(month)
    for pattern, say in _patterns():
        if found := pattern.fullmatch(text):
            return say(found, language)
    return text


def _month(found: re.Match[str]) -> str:
    name = gettext(next(month for month in MONTHS if month.startswith(found[1])))
    return f"{name} {found[2]}" if found[2] else name


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frozenset(phrase for phrase in PHRASES if "{" not in phrase)


Say = Callable[[re.Match[str], str], str]


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], Say]]:
    """Return the phrases with something in braces, those that say most by themselves first."""
    found = [(phrase, _one(phrase)) for phrase in PHRASES if "{" in phrase]
    found += [(form, _counted(one, many)) for one, many in COUNTED for form in (one, many)]
    found.sort(key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[0])))
    return [(pattern_of(phrase), say) for phrase, say in found]


def pattern_of(phrase: str) -> re.Pattern[str]:
    """Return what a text has to be like to follow a phrase."""
    parts = re.split(r"\{(\w+)\}", phrase)
    made = [
        f"(?P<{part}>{_PARTS.get(part, '.+?')})" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    ]
    return re.compile("".join(made), re.DOTALL)


def _one(phrase: str) -> Say:
    return lambda found, language: _filled(pgettext(SAID, phrase), found, language)


def _counted(one: str, many: str) -> Say:
    def say(found: re.Match[str], language: str) -> str:
        return _filled(npgettext(SAID, one, many, int(found["n"].replace(",", ""))), found, language)

    return say


def _filled(phrase: str, found: re.Match[str], language: str) -> str:
    return phrase.format(**{name: _part(name, text, language) for name, text in found.groupdict().items()})


def _part(name: str, text: str, language: str) -> str:
    if name in VERBATIM:
        return text
    if name in SEVERAL:
        return pgettext(SAID, "; ").join(_worded(one, language) for one in text.split(SEVERAL[name]))
    return _worded(text, language)
