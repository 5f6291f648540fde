"""Turn the text of a report, Markdown with calls in it, into blocks; and see numbers typed by hand.

Templates run in a sandbox and may call only what the report offers. Whatever is wrong
with them is said with file and line. Raw HTML and pictures are refused: a report asks
nothing of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from outspoken.errors import ClaimsError, OutspokenError
from outspoken.report.documents.blocks import (
    Block,
    Heading,
    Link,
    Listing,
    Paragraph,
    Quantity,
    Quote,
    Span,
    Spans,
    Text,
    plain,
)
from outspoken.report.placeholders import Placeholders

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NUMBER = re.compile(r"(?<![\w])\d[\d.,:/–-]*\d(?!\w)|(?<![\w.])\d+(?!\w)|\d+(?=\s?%)")
_YEAR = re.compile(r"(1[5-9]|20|21)\d\d([–-]((1[5-9]|20|21)\d\d|\d\d))?")
_ADDRESS = re.compile(r"(https?://|mailto:|#)")
_SLUG = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that somebody typed into the text, so that nothing checks it."""

    file: str
    line: int | None
    number: str
    around: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.number} in “{self.around}”"


def filled(source: str, file: str, functions: Mapping[str, Any]) -> str:
    """Run a template and return Markdown with placeholders.

    Raises:
        ClaimsError: naming the file, the line, and what could be meant.
    """
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError  # noqa: PLC0415 - only where text is written
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    # Safety: a study's texts may come from elsewhere; they can reach no file, attribute or loop without end.
    # Nothing is escaped because the result is Markdown without HTML, not a page.
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    environment.globals.update(functions)
    known = ", ".join(sorted(functions))
    try:
        code = environment.compile(source, name=file, filename=file)
        return environment.template_class.from_code(environment, code, dict(environment.globals)).render()
    except TemplateSyntaxError as error:
        raise ClaimsError(
            f"{error.message}.", "Calls stand in {{ }}, conditions in {% %}.", file=file, line=error.lineno
        ) from error
    except OutspokenError as error:
        raise ClaimsError(error.message, error.hint, file=file, line=_line(error.__traceback__, file)) from error
    except (TemplateError, TypeError, ArithmeticError, LookupError, AttributeError, ValueError) as error:
        message = str(error).replace("Vocabulary.", "")
        raise ClaimsError(
            f"{message.rstrip('.')}.", f"There are: {known}.", file=file, line=_line(error.__traceback__, file)
        ) from error


def read(text: str, file: str, source: str, held: Placeholders) -> tuple[tuple[Block, ...], tuple[Typed, ...]]:
    """Read Markdown with placeholders into blocks, and list the numbers typed by hand.

    Raises:
        ClaimsError: if a table stands in the middle of a sentence, or the text holds a picture.
    """
    reader = _Reader(file, held)
    blocks = reader.blocks(_markdown().parse(text))
    return tuple(blocks), tuple(_typed(reader.written, file, source))


def slug(text: str) -> str:
    """Make an id of a heading.

    >>> slug("What does not reconcile?")
    'what-does-not-reconcile'
    """
    return _SLUG.sub("-", text.casefold()).strip("-") or "section"


class _Reader:
    """Turns the tokens of a Markdown parser into blocks."""

    def __init__(self, file: str, held: Placeholders) -> None:
        self._file = file
        self._held = held
        self.written: list[str] = []

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        """Read tokens on one level."""
        found: list[Block] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            end = _closing(tokens, place)
            inner = tokens[place + 1 : end]
            match token.type:
                case "heading_open":
                    spans = self._spans(inner[0])
                    found.append(Heading(int(token.tag[1]), spans, slug(plain(spans))))
                case "paragraph_open":
                    found += self._paragraph(inner[0])
                case "bullet_list_open" | "ordered_list_open":
                    found.append(self._listing(inner, ordered=token.type.startswith("ordered")))
                case "blockquote_open":
                    found.append(Quote(tuple(self.blocks(inner))))
                case "code_block" | "fence":
                    found.append(Paragraph((Text(token.content.strip(), code=True),)))
                case _:
                    pass
            place = end + 1
        return found

    def _paragraph(self, inline: Token) -> list[Block]:
        blocks = self._held.only_blocks(inline.content)
        if blocks is not None:
            return list(blocks)
        if self._held.has_block(inline.content):
            raise ClaimsError(
                f"a table or figure stands in the middle of “{self._held_words(inline.content)}”.",
                "Put it into a paragraph of its own, with an empty line before and after.",
                file=self._file,
            )
        spans = self._spans(inline)
        return [Paragraph(spans)] if plain(spans).strip() or spans else []

    def _listing(self, tokens: Sequence[Token], *, ordered: bool) -> Listing:
        items, place = [], 0
        while place < len(tokens):
            end = _closing(tokens, place)
            items.append(tuple(self.blocks(tokens[place + 1 : end])))
            place = end + 1
        return Listing(tuple(items), ordered)

    def _spans(self, inline: Token) -> Spans:
        found: list[Span] = []
        bold = italic = 0
        address = ""
        for token in inline.children or ():
            match token.type:
                case "strong_open" | "strong_close":
                    bold += token.nesting
                case "em_open" | "em_close":
                    italic += token.nesting
                case "link_open":
                    address = self._address(str(token.attrs.get("href", "")))
                case "link_close":
                    address = ""
                case "text" if address:
                    found.append(Link(self._held.resolved(token.content), address))
                case "text":
                    found += self._words(token.content, bold=bool(bold), italic=bool(italic))
                case "code_inline":
                    found.append(Text(self._held.resolved(token.content), code=True))
                case "softbreak" | "hardbreak":
                    found.append(Text(" "))
                case "image":
                    raise ClaimsError(
                        "the text holds a picture.", "Reports show only figures they draw.", file=self._file
                    )
                case _:
                    pass
        return tuple(found)

    def _words(self, text: str, *, bold: bool, italic: bool) -> Iterator[Span]:
        for part in self._held.split(text):
            if isinstance(part, str):
                self.written.append(part)
                yield Text(part, bold, italic)
                continue
            for span in part:
                yield replace(span, bold=True) if bold and isinstance(span, Text | Quantity) else span

    def _address(self, target: str) -> str:
        if not _ADDRESS.match(target):
            raise ClaimsError(f"{target!r} is no web or mail address.", "Begin it with https://.", file=self._file)
        return target

    def _held_words(self, text: str) -> str:
        return re.sub("[\ue000\ue001]\\d*", "…", text).strip()[:60]


def _closing(tokens: Sequence[Token], start: int) -> int:
    """Return the place of the token that closes the one at `start`."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].nesting
        if depth <= 0:
            return place
    return len(tokens) - 1


def _typed(written: Sequence[str], file: str, source: str) -> Iterator[Typed]:
    lines = source.splitlines()
    start = 0
    for text in written:
        for match in _NUMBER.finditer(text):
            number = match[0]
            if _YEAR.fullmatch(number):
                continue
            around = text[max(0, match.start() - 30) : match.end() + 30].strip()
            line = next((place for place in range(start, len(lines)) if _stands(number, lines[place])), None)
            start = line if line is not None else start
            yield Typed(file, line + 1 if line is not None else None, number, around)


def _stands(number: str, line: str) -> bool:
    return re.search(rf"(?<![\d]){re.escape(number)}(?!\d)", re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", line)) is not None


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where text is written

    return MarkdownIt("commonmark", {"html": False, "typographer": False})


def _line(trace: TracebackType | None, file: str) -> int | None:
    """Return the line of a template that an error came out of."""
    found = None
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).name == Path(file).name:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
