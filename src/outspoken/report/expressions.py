"""Read the small language in which claims say where a number comes from.

    count()                                        cases
    count(sex = female and country != SY)          those of which something holds
    share(month in 2015-01..2015-08)               share of all cases
    share(sex = female, country = SY)              share of the Syrian cases
    different(country)                             how many different values occur
    first(published), last(published, sex = male)  the earliest and the latest
    codes(leaving)                                 how many codes a group of the codebook has
    count(J1 = yes) / count(), 100 * share(...)    arithmetic with + - * / and brackets

Conditions compare an axis (an attribute, a period, `region`, `outlet`, a code) with a
value: `=`, `!=`, `<`, `<=`, `>`, `>=`, `in a..b`, `in (a, b)`, `is known`, `is missing`,
`is unknown`; they are joined by `and`, `or`, `not` and brackets. A name defined under
`let:` stands for a condition or a number. Nothing else can be said: the text is parsed
here and never handed to Python.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from outspoken.errors import ClaimsError

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<string>"[^"]*"|'[^']*'|“[^”]*”)
    | (?P<value>\d{3}0s|\d{4}-(?:Q[1-4]|H[12]|W\d{2})|\d{4}-\d{2}(?:-\d{2})?|\d+(?:\.\d+(?!\.))?)
    | (?P<word>[^\W\d][\w]*(?:[-.](?=\w)(?!\.)[\w]+)*)
    | (?P<sign>\.\.|!=|<=|>=|[=<>(),+\-*/])
    )""",
    re.VERBOSE,
)
_KEYWORDS = frozenset({"and", "or", "not", "in", "is"})
_MISSING = {
    "known": "known",
    "missing": "missing",
    "unknown": "unknown",
    "not-stated": "not stated",
    "not-applicable": "not applicable",
    "withheld": "withheld",
    "unsettled": "not settled",
}
_FUNCTIONS = frozenset({"count", "share", "different", "first", "last", "codes"})
_LONGEST = 2_000
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Comparison:
    """An axis compared with values."""

    axis: str
    sign: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missingness:
    """Whether a value is known, missing, or missing for one reason."""

    axis: str
    kind: str


@dataclass(frozen=True, slots=True)
class Not:
    """What is not the case."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class Both:
    """Two conditions joined by `and` or `or`."""

    word: str
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Everything:
    """The condition that every case meets."""


Condition = Comparison | Missingness | Not | Both | Everything


@dataclass(frozen=True, slots=True)
class Call:
    """A number computed from cases."""

    function: str
    axis: str = ""
    where: Condition = Everything()
    of: Condition = Everything()


@dataclass(frozen=True, slots=True)
class Literal:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two numbers joined by + - * /."""

    sign: str
    left: Number
    right: Number


Number = Call | Literal | Arithmetic
Expression = Number | Condition


def parse(text: str, names: Mapping[str, str] | None = None) -> Number:
    """Read an expression that yields a number.

    `names` are the texts defined under `let:`.

    Raises:
        ClaimsError: saying at which place the text cannot be understood, or that
            definitions go round in a circle.
    """
    found = _Parser(text, names or {}).whole()
    if not isinstance(found, Call | Literal | Arithmetic):
        raise ClaimsError(
            f"{text!r} says which cases, but not what to do with them.", f"Write for example count({text})."
        )
    return found


def parse_condition(text: str, names: Mapping[str, str] | None = None) -> Condition:
    """Read a condition, such as `sex = female and year = 2015`.

    Raises:
        ClaimsError: if it cannot be understood, or is a number.
    """
    if not text.strip():
        return Everything()
    found = _Parser(text, names or {}).whole()
    if isinstance(found, Call | Literal | Arithmetic):
        raise ClaimsError(f"{text!r} is a number, not a condition on cases.", "Write for example sex = female.")
    return found


def axes_of(expression: Expression) -> set[str]:
    """Return every axis that an expression mentions."""
    match expression:
        case Comparison(axis=axis) | Missingness(axis=axis):
            return {axis}
        case Not(inner=inner):
            return axes_of(inner)
        case Both(left=left, right=right) | Arithmetic(left=left, right=right):
            return axes_of(left) | axes_of(right)
        case Call(function=function, axis=axis, where=where, of=of):
            own = {axis} if axis and function != "codes" else set()
            return own | axes_of(where) | axes_of(of)
        case _:
            return set()


class _Parser:
    """A recursive-descent parser over tokens that remember their place."""

    def __init__(self, text: str, names: Mapping[str, str], inside: tuple[str, ...] = ()) -> None:
        self._text = text
        self._names = names
        self._inside = inside
        self._depth = 0
        self._tokens = self._read()
        self._at = 0

    def whole(self) -> Expression:
        """Read everything, or say what is left over."""
        found = self._either()
        if self._at < len(self._tokens):
            raise self._error(f"{self._tokens[self._at][1]!r} is left over")
        return found

    def _read(self) -> list[tuple[str, str, int]]:
        if len(self._text) > _LONGEST:
            raise ClaimsError(f"The expression is longer than {_LONGEST} characters.", "Define parts of it under let:.")
        tokens, place = [], 0
        while self._text[place:].strip():
            match = _TOKEN.match(self._text, place)
            if match is None or match.lastgroup is None:
                blank = len(self._text[place:]) - len(self._text[place:].lstrip())
                raise self._error("this character means nothing", place + blank)
            kind = match.lastgroup
            tokens.append((kind, match[kind].strip("\"'“”") if kind == "string" else match[kind], match.start(kind)))
            place = match.end()
        if not tokens:
            raise ClaimsError("The expression is empty.", "Write for example count().")
        return tokens

    # ---- conditions and numbers, from the loosest binding to the tightest ----

    def _either(self) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error("brackets are nested too deeply")
        left = self._both()
        while self._taken("or"):
            left = Both("or", self._condition(left), self._condition(self._both()))
        self._depth -= 1
        return left

    def _both(self) -> Expression:
        left = self._negated()
        while self._taken("and"):
            left = Both("and", self._condition(left), self._condition(self._negated()))
        return left

    def _negated(self) -> Expression:
        if self._taken("not"):
            return Not(self._condition(self._negated()))
        return self._sum()

    def _sum(self) -> Expression:
        left = self._product()
        while (sign := self._taken("+", "-")) is not None:
            left = Arithmetic(sign, self._number(left), self._number(self._product()))
        return left

    def _product(self) -> Expression:
        left = self._atom()
        while (sign := self._taken("*", "/")) is not None:
            left = Arithmetic(sign, self._number(left), self._number(self._atom()))
        return left

    def _atom(self) -> Expression:
        kind, word, place = self._next("something to count")
        if word == "(" and kind == "sign":
            inner = self._either()
            self._expect(")")
            return inner
        if kind == "value":
            if re.fullmatch(r"\d+(\.\d+)?", word):
                return Literal(float(word))
            raise self._error(f"{word} stands alone; compare something with it", place)
        if kind != "word" or word in _KEYWORDS:
            raise self._error(f"{word!r} cannot stand here", place)
        if word in _FUNCTIONS and self._peek() == "(":
            return self._call(word)
        if word in self._names:
            return self._named(word)
        return self._comparison(word, place)

    def _named(self, word: str) -> Expression:
        if word in self._inside:
            way = " → ".join([*self._inside[self._inside.index(word) :], word])
            raise ClaimsError(f"The definitions go round in a circle: {way}.", "Define one of them without the others.")
        return _Parser(self._names[word], self._names, (*self._inside, word)).whole()

    def _call(self, function: str) -> Call:
        self._expect("(")
        if function == "codes":
            group = self._axis()
            self._expect(")")
            return Call(function, group)
        axis = "" if function in {"count", "share"} else self._axis()
        conditions: list[Condition] = []
        while self._taken(")") is None:
            if (conditions or axis) and self._taken(",") is None:
                raise self._error("')' should stand here")
            conditions.append(self._condition(self._either()))
        most = {"count": 1, "share": 2, "different": 1, "first": 1, "last": 1}[function]
        if len(conditions) > most:
            raise self._error(f"{function} takes at most {most} condition{'s' if most > 1 else ''}")
        return Call(function, axis, *conditions)

    def _axis(self) -> str:
        kind, word, place = self._next("the name of an attribute")
        if kind != "word":
            raise self._error(f"{word!r} is no name of an attribute", place)
        return word + self._inside_brackets()

    def _inside_brackets(self) -> str:
        """Read what follows an axis in brackets: the (un) of region(un)."""
        if self._peek() != "(":
            return ""
        self._expect("(")
        words = [self._name_inside()]
        while self._taken(","):
            words.append(self._name_inside())
        self._expect(")")
        return f"({', '.join(words)})"

    def _name_inside(self) -> str:
        kind, word, place = self._next("a name")
        if kind != "word":
            raise self._error(f"{word!r} is no name of an attribute, period or scheme", place)
        return word

    def _comparison(self, word: str, place: int) -> Condition:
        axis = word + self._inside_brackets()
        sign = self._taken("=", "!=", "<=", ">=", "<", ">", "in", "is")
        if sign is None:
            return Comparison(axis, "=", ("yes",))
        if sign == "is":
            negated = self._taken("not") is not None
            _, kind, where = self._next("known, missing or unknown")
            if kind not in _MISSING:
                raise self._error(f"a value is {', '.join(_MISSING)}, not {kind!r}", where)
            found = Missingness(axis, _MISSING[kind])
            return Not(found) if negated else found
        if sign == "in":
            return self._membership(axis)
        return Comparison(axis, sign, (self._value(),))

    def _membership(self, axis: str) -> Comparison:
        if self._taken("(") is not None:
            values = [self._value()]
            while self._taken(","):
                values.append(self._value())
            self._expect(")")
            return Comparison(axis, "in", tuple(values))
        first = self._value()
        self._expect("..")
        return Comparison(axis, "..", (first, self._value()))

    def _value(self) -> str:
        kind, word, place = self._next("a value")
        if kind == "sign" or word in _KEYWORDS:
            raise self._error(f"{word!r} is no value", place)
        return word

    # ---- tokens ----

    def _peek(self) -> str | None:
        if self._at >= len(self._tokens) or self._tokens[self._at][0] == "string":
            return None
        return self._tokens[self._at][1]

    def _taken(self, *words: str) -> str | None:
        word = self._peek()
        if word is None or word not in words:
            return None
        self._at += 1
        return word

    def _next(self, wanted: str) -> tuple[str, str, int]:
        if self._at >= len(self._tokens):
            raise self._error(f"it ends where {wanted} should follow", len(self._text))
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, sign: str) -> None:
        if self._taken(sign) is None:
            raise self._error(f"{sign!r} should stand here")

    def _condition(self, found: Expression) -> Condition:
        if isinstance(found, Call | Literal | Arithmetic):
            raise self._error("a number stands where a condition should")
        return found

    def _number(self, found: Expression) -> Number:
        if not isinstance(found, Call | Literal | Arithmetic):
            raise self._error("a condition stands where a number should; did you forget count(...)?")
        return found

    def _error(self, what: str, place: int | None = None) -> ClaimsError:
        if place is None:
            place = self._tokens[self._at][2] if self._at < len(self._tokens) else len(self._text)
        return ClaimsError(
            f"{self._text!r} cannot be understood at character {place + 1}: {what}.",
            "`outspoken help expressions` shows the language.",
        )
