"""Show a page: a frozen dataclass is all that its template gets to know; and cut long lists into leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

PER_LEAF = 50
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[One]):
    """One leaf of a long list."""

    items: Sequence[One]
    number: int
    of: int
    total: int
    query: str
    """What stands in the address beside the number, to be kept."""

    @property
    def before(self) -> str:
        """The address of the leaf before, or nothing."""
        return f"?{self.query}leaf={self.number - 1}" if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The address of the leaf after, or nothing."""
        return f"?{self.query}leaf={self.number + 1}" if self.number < self.of else ""


def leaf(items: Sequence[One], asked: QueryDict, per_leaf: int = PER_LEAF) -> Leaf[One]:
    """Cut out the leaf that an address asks for; a number that makes no sense means the nearest leaf."""
    of = max(1, -(-len(items) // per_leaf))
    text = asked.get("leaf", "1")
    number = min(max(int(text), 1), of) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    kept = asked.copy()
    kept.pop("leaf", None)
    query = f"{kept.urlencode()}&" if kept else ""
    return Leaf(items[(number - 1) * per_leaf : number * per_leaf], number, of, len(items), query)


def show(request: HttpRequest, template: str, page: Any, status: int = 200) -> HttpResponse:
    """Render a page's dataclass with its template; in it stands nothing else than `page`."""
    return render(request, template, {"page": page}, status=status)
