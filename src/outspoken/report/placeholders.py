"""Carry numbers, words and blocks through the text of a template without letting them become markup.

A template is text; what it calls are numbers and tables. Each of them goes through as a
placeholder made of characters that no text holds, and is put back once the Markdown is
read. So a name with an asterisk in it is a name, and a number typed by hand is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from outspoken.report.documents.blocks import Block, Span, Spans, Text, plain

_START, _END = "\ue000", "\ue001"
_MARK = re.compile(f"{_START}(\\d+){_END}")


@dataclass(frozen=True, slots=True)
class Value:
    """What a function of a template gives back: prints as a placeholder, compares as its value."""

    mark: str
    value: float | str | None

    def __str__(self) -> str:
        return self.mark

    def __bool__(self) -> bool:
        return bool(self.value)

    def __eq__(self, other: object) -> bool:
        return bool(self.value == _raw(other))

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: object) -> bool:
        return _number(self) < _number(other)

    def __le__(self, other: object) -> bool:
        return _number(self) <= _number(other)

    def __gt__(self, other: object) -> bool:
        return _number(self) > _number(other)

    def __ge__(self, other: object) -> bool:
        return _number(self) >= _number(other)


@dataclass(slots=True)
class Placeholders:
    """Every placeholder of one report."""

    _held: list[Spans | tuple[Block, ...]] = field(default_factory=list)
    _blocks: set[int] = field(default_factory=set)

    def spans(self, spans: Spans) -> str:
        """Take spans and return their placeholder."""
        self._held.append(spans)
        return f"{_START}{len(self._held) - 1}{_END}"

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """Take blocks and return their placeholder, which must stand in a paragraph of its own."""
        self._held.append(blocks)
        self._blocks.add(len(self._held) - 1)
        return f"\n\n{_START}{len(self._held) - 1}{_END}\n\n"

    def words(self, text: str) -> Value:
        """Take words of the study's own."""
        return Value(self.spans((Text(text),)), text)

    def only_blocks(self, text: str) -> tuple[Block, ...] | None:
        """Return the blocks of a paragraph that holds nothing but their placeholders; None if it does not."""
        marks = [int(number) for number in _MARK.findall(text)]
        if not marks or _MARK.sub("", text).strip() or not set(marks) <= self._blocks:
            return None
        return tuple(block for number in marks for block in self._held[number])  # type: ignore[misc]

    def has_block(self, text: str) -> bool:
        """Whether a block stands among the words."""
        return any(int(number) in self._blocks for number in _MARK.findall(text))

    def split(self, text: str) -> Iterator[str | tuple[Span, ...]]:
        """Cut a text into words as written and spans that came from functions."""
        for place, part in enumerate(_MARK.split(text)):
            if place % 2:
                yield self._held[int(part)]  # type: ignore[misc]
            elif part:
                yield part

    def resolved(self, text: str) -> str:
        """Return a text with the plain words in place of placeholders."""
        return _MARK.sub(lambda match: plain(self._held[int(match[1])]), text)  # type: ignore[arg-type]


def _raw(value: object) -> object:
    return value.value if isinstance(value, Value) else value


def _number(value: object) -> float:
    raw = _raw(value)
    return float(raw) if isinstance(raw, int | float) else 0.0
