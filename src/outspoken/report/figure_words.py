"""Read a figure as printed ("almost 60 per cent", "half", "12") into the numbers it may mean.

A figure stands for a range: `12` for 12 alone, `58.6 %` for what rounds to it, a figure
word for the range in which a fair reader lets it pass. The tolerances are these, in
percentage points for shares and per cent of the number for counts; a claim may set its
own with `tolerance:`.

    half, a third, two thirds, 60 per cent     rounding, and 2.5 points for fractions in words
    about, around, some, roughly X             5 points (10 %) to either side
    almost, nearly, just under X               less than X by at most 5 points (10 %)
    more than, over, above X                   more than X by at most 10 points (25 %)
    less than, under, fewer than, below X      less than X by at most 10 points (25 %)
    at least, no fewer than X                  X or more
    at most, no more than, up to X             X or less
    most, a/the majority                       more than half
    all / none                                 exactly 100 per cent / 0
    practically all, almost all, nearly all    90 per cent or more, but not all
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from outspoken.errors import ClaimsError
from outspoken.text.letters import fold

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "dozen": 12,
}
_COUNTS = {word: number for number, word in enumerate(_ONES)} | _TENS | {"twenty": 20}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}

_ABOUT = ("about", "around", "some", "roughly", "approximately", "circa")
_NEARLY = ("almost", "nearly", "just under", "close to")
_OVER = ("more than", "over", "above", "just over", "upwards of")
_UNDER = ("less than", "under", "fewer than", "below")
_LEAST = ("at least", "no fewer than", "not less than")
_MOST = ("at most", "no more than", "up to", "not more than")
_QUALIFIERS = [
    (word, kind)
    for kind, words in (
        ("least", _LEAST),
        ("most", _MOST),
        ("over", _OVER),
        ("nearly", _NEARLY),
        ("under", _UNDER),
        ("about", _ABOUT),
    )
    for word in words
]
_QUALIFIERS.sort(key=lambda pair: -len(pair[0]))

_FRACTION_SLACK = 0.025
_ABOUT_SLACK, _NEARLY_SLACK, _BEYOND_SLACK = 0.05, 0.05, 0.10
_ABOUT_PART, _NEARLY_PART, _BEYOND_PART = 0.10, 0.10, 0.25


@dataclass(frozen=True, slots=True)
class Figure:
    """What a printed figure may mean: a range, of shares between 0 and 1 or of counts."""

    printed: str
    low: float
    high: float
    low_included: bool
    high_included: bool
    is_share: bool
    amount: float
    """The number it names."""

    @property
    def exact(self) -> bool:
        """Whether it is a whole number that allows no other."""
        return self.low == self.high and not self.is_share

    def fits(self, value: float | None) -> bool:
        """Whether a number lies in the range."""
        if value is None:
            return False
        slack = 1e-9
        above = value >= self.low - slack if self.low_included else value > self.low + slack
        below = value <= self.high + slack if self.high_included else value < self.high - slack
        return above and below

    def said(self) -> str:
        """Say the range in words.

        >>> figure("nearly a third").said()
        'from 28.3 % to less than 33.3 %'
        """
        if self.low == self.high:
            return self._shown(self.low)
        if self.high == float("inf"):
            return f"{'at least' if self.low_included else 'more than'} {self._shown(self.low)}"
        start = f"{'from' if self.low_included else 'more than'} {self._shown(self.low)}"
        return f"{start} to {'' if self.high_included else 'less than '}{self._shown(self.high)}"

    def _shown(self, number: float) -> str:
        return f"{round(number * 100, 1):g} %" if self.is_share else f"{number:g}"


def figure(printed: str, tolerance: float | None = None) -> Figure:
    """Read a printed figure.

    `tolerance` (in percentage points for shares, units for counts) replaces the ranges
    above by one of that width to either side.

    Raises:
        ClaimsError: if it is no figure.
    """
    text = fold(printed).strip(" .")
    whole = _whole(printed, text)
    if whole is not None and tolerance is None:
        return whole
    kind, rest = _qualified(text)
    amount, is_share, in_words, digits = _amount(printed, rest)
    if tolerance is not None:
        width = tolerance / 100 if is_share else tolerance
        return Figure(printed, amount - width, amount + width, True, True, is_share, amount)
    slack = 0.5 * 10.0 ** -(digits + 2) if is_share and not in_words else _FRACTION_SLACK if is_share else 0.0
    return _ranged(printed, kind, amount, is_share, slack)


def _ranged(printed: str, kind: str, amount: float, is_share: bool, slack: float) -> Figure:
    near = _NEARLY_SLACK if is_share else amount * _NEARLY_PART
    about = _ABOUT_SLACK if is_share else amount * _ABOUT_PART
    beyond = _BEYOND_SLACK if is_share else amount * _BEYOND_PART
    endless = float("inf")
    low, high, low_included, high_included = {
        "": (amount - slack, amount + slack, True, True),
        "about": (amount - about, amount + about, True, True),
        "nearly": (amount - near, amount, True, False),
        "over": (amount, amount + beyond, False, True),
        "under": (amount - beyond, amount, True, False),
        "least": (amount, endless, True, False),
        "most": (0.0, amount, True, True),
    }[kind]
    return Figure(printed, low, high, low_included, high_included, is_share, amount)


def _whole(printed: str, text: str) -> Figure | None:
    if re.match(r"(practically|virtually|almost|nearly) (all|everyone|everybody)\b", text):
        return Figure(printed, 0.9, 1.0, True, False, True, 1.0)
    if re.match(r"(all|every|everyone|everybody)\b", text):
        return Figure(printed, 1.0, 1.0, True, True, True, 1.0)
    if re.match(r"(none|no one|nobody)\b", text):
        return Figure(printed, 0.0, 0.0, True, True, True, 0.0)
    if re.match(r"(most|(the |a )?(vast |great )?majority)\b", text):
        return Figure(printed, 0.5, 1.0, False, True, True, 0.5)
    return None


def _qualified(text: str) -> tuple[str, str]:
    for word, kind in _QUALIFIERS:
        if text.startswith(word + " "):
            return kind, text[len(word) :].strip()
    return "", text


def _amount(printed: str, text: str) -> tuple[float, bool, bool, int]:
    """Return the number, whether it is a share, whether it stands in words, and its decimals."""
    number = re.match(r"(\d{1,3}(?:[, \u202f]\d{3})+|\d+)(?:\.(\d+))?\s*(%|per ?cent\b)?", text)
    if number:
        value = float(re.sub(r"[^\d]", "", number[1]) + "." + (number[2] or "0"))
        if number[3]:
            return value / 100, True, False, len(number[2] or "")
        return value, False, False, 0
    fraction = re.match(r"(?:(a|an|one|two|three|four) )?(half|third|quarter|fourth|fifth|sixth|tenth)s?\b", text)
    if fraction:
        top = _COUNTS.get(fraction[1] or "one", 1)
        return top / _PARTS[fraction[2]], True, True, 0
    words = re.match(r"(?:(a|one|two|three|four|five|six) )?([a-z]+?)s?\b", text)
    if words and words[2] == "dozen":
        return 12.0 * _COUNTS.get(words[1] or "one", 1), False, True, 0
    for word in re.findall(r"[a-z]+", text)[:1]:
        if word in _COUNTS:
            value = float(_COUNTS[word])
            share = re.match(rf"{word} (%|per ?cent\b)", text) is not None
            return (value / 100, True, False, 0) if share else (value, False, True, 0)
    raise ClaimsError(
        f"{printed!r} is not a figure.",
        "Print a number, a share (58.6 %, almost 60 per cent), a fraction in words, or a figure word such as most.",
    )
