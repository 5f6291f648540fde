"""Find stories by their words, and show where the words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from outspoken.analyse.readers import cases_in
from outspoken.study import ids
from outspoken.study.marking import Place
from outspoken.study.search import Hit, search
from outspoken.web.access import Desk
from outspoken.web.navigation import Next
from outspoken.web.paging import Leaf, show

PER_LEAF = 20
MOST_LEAVES = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a printed text, and whether it is what was looked for."""

    words: str
    found: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A story that was found, cut into pieces; nothing in it is markup."""

    story: str
    title: Sequence[Piece]
    snippet: Sequence[Piece]
    cut: bool
    language: str
    outlet: str
    cases: Sequence[int]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to a search."""

    words: str
    results: Leaf[Result]
    only_without: bool
    next: Next | None = None


def find(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the stories in which all words stand, the best first."""
    words, text = request.GET.get("q", "").strip()[:400], request.GET.get("leaf", "1")
    number = min(max(int(text), 1), MOST_LEAVES) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    found = search(desk.study, words, by=desk.actor, most=PER_LEAF, skip=(number - 1) * PER_LEAF)
    cases = cases_in(desk.study, [hit.story_id for hit in found.hits], by=desk.actor)
    results = [_result(hit, cases.get(hit.story_id, ())) for hit in found.hits]
    kept = request.GET.copy()
    kept.pop("leaf", None)
    of = max(1, min(MOST_LEAVES, -(-found.total // PER_LEAF)))
    shown = Leaf(results, number, of, found.total, f"{kept.urlencode()}&" if kept else "")
    only_without = bool(found.terms) and all(term.without for term in found.terms)
    return show(request, "search/search.html", SearchPage(words, shown, only_without))


def _result(hit: Hit, cases: Sequence[int]) -> Result:
    title, snippet = pieces(hit.title, hit.title_marks), pieces(hit.snippet, hit.marks)
    return Result(ids.spoken("story", hit.story_id), title, snippet, hit.start > 0, hit.language, hit.outlet, cases)


def pieces(printed: str, marks: Sequence[Place]) -> list[Piece]:
    """Cut a printed text at its marks; where marks overlap, the first one holds.

    >>> [(one.words, one.found) for one in pieces("She left.", [(4, 8)])]
    [('She ', False), ('left', True), ('.', False)]
    """
    found, at = [], 0
    for start, end in marks:
        if start >= at:
            found += [Piece(printed[at:start], found=False), Piece(printed[start:end], found=True)]
            at = end
    return [one for one in (*found, Piece(printed[at:], found=False)) if one.words]
