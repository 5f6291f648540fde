"""Print a document as a folder of HTML pages that asks nothing of anybody and needs no script."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from outspoken.report.documents.blocks import Document, Evidence, Figure, Heading, Table
from outspoken.report.documents.typefaces import FONTS

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent.parent / "templates" / "html"
FRONT = "index.html"
_MOST_LINES = 500


def pages(document: Document) -> dict[str, bytes]:
    """Print a document; return every file of the folder by its path."""
    environment = _environment()
    shared = {"document": document, "lines": {line.number: line for line in document.cases}, "most": _MOST_LINES}
    found = {FRONT: environment.get_template("report.html").render(root="", contents=_contents(document), **shared)}
    labels = _page_labels(document)
    for page, title in document.pages:
        own = [entry for entry in document.evidence if entry.page == page]
        found[f"cases/{page}.html"] = environment.get_template("cases.html").render(
            root="../", page=page, title=title, label=labels.get(page, ""), entries=own, **shared
        )
    made = {name: text.encode() for name, text in found.items()}
    made["style.css"] = (TEMPLATES / "style.css").read_bytes()
    made |= {
        f"fonts/{font.name}": font.read_bytes() for font in sorted(FONTS.iterdir()) if font.suffix in {".ttf", ".txt"}
    }
    return made


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left.

    >>> runs_right_to_left("علي"), runs_right_to_left("Ali"), runs_right_to_left("12")
    (True, False, False)
    """
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _contents(document: Document) -> list[Heading]:
    return [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def _page_labels(document: Document) -> dict[str, str]:
    """Return which table or figure a page of evidence belongs to."""
    return {block.id: document.labels[block.id] for block in document.blocks if isinstance(block, Table | Figure)}


def _kind(block: object) -> str:
    return type(block).__name__


def _whole(entry: Evidence) -> int:
    return len(entry.whole) if entry.whole is not None else 0


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where pages are printed
    from markupsafe import Markup  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Safety: only drawings made by this program are let through as they are.
    environment.filters |= {"kind": _kind, "drawing": Markup, "rtl": runs_right_to_left, "whole": _whole}
    return environment
