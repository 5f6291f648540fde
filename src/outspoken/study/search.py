"""Find stories by their words: several words, "a phrase", the beginning* of one, -without another.

Whatever one types is understood, and nothing is an error. Hits come out of the index and
are then looked up among the stories and texts that the reader may see, so that nothing
else is ever shown or counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, select, text

from outspoken.study import searchindex
from outspoken.study.actors import Actor
from outspoken.study.marking import Place, Term, around, marked
from outspoken.study.searchindex import TABLE
from outspoken.study.study import Study
from outspoken.study.tables import outlets, stories, texts
from outspoken.study.veils import sight_of
from outspoken.text.words import forms_of

MOST_TERMS = 40
"""More words than this are left out of a question."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that was found."""

    story_id: int
    text_id: int | None
    """The text that holds the words; None if only the story's own title does."""
    language: str
    outlet: str
    title: str
    title_marks: tuple[Place, ...]
    """Where in the title the words stand."""
    snippet: str
    """The words of the text around the first that was found, as they are printed."""
    start: int
    """Where in the text the snippet begins."""
    marks: tuple[Place, ...]
    """Where in the snippet the words stand."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search."""

    terms: tuple[Term, ...]
    """How the question was understood."""
    total: int
    """How many stories have what was looked for."""
    hits: tuple[Hit, ...]
    """The best of them, the best first."""


def search(study: Study, words: str, *, by: Actor, most: int = 20, skip: int = 0) -> Found:
    """Return the stories in which all the words stand, in one of their texts or its title.

    Raises:
        NotAllowed: if no role of the actor may read.
    """
    terms = understood(words)
    with study.read(by=by) as connection:
        if all(term.without for term in terms):
            return Found(terms, 0, ())
        total, story_ids = _best(connection, terms, most, skip)
        return Found(terms, total, tuple(_hits(connection, story_ids, terms)))


def reindex(study: Study, *, by: Actor) -> int:
    """Make the index of words anew; return how many texts and titles it has.

    Nothing of the study changes, so the journal says nothing of it.

    Raises:
        NotAllowed: if no role of the actor may.
    """
    by.require("study.reindex")
    with study.database.writing() as connection:
        return searchindex.rebuild(connection)


def understood(words: str) -> tuple[Term, ...]:
    """Read what somebody typed.

    >>> [(term.forms, term.begins, term.without) for term in understood('Left "the Order" brother* -film')]
    [(('left',), False, False), (('the', 'order'), False, False), (('brother',), True, False), (('film',), False, True)]
    """
    found = []
    for minus, phrase, word in re.findall(r'(-?)(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))', words):
        given = phrase or word
        forms = tuple(forms_of(given))
        if forms:
            found.append(Term(forms, begins=given.rstrip().endswith("*"), without=bool(minus)))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def _best(connection: Connection, terms: Sequence[Term], most: int, skip: int) -> tuple[int, list[int]]:
    sqlite = connection.dialect.name == "sqlite"
    given = {"asked": _for_sqlite(terms) if sqlite else _for_postgresql(terms), "most": most, "skip": skip}
    ranking = connection.dialect.name
    if sqlite and sight_of(connection):
        # Safety: bm25 weighs words by how many entries have them, the hidden ones too.
        ranking = "sqlite, some hidden"
        given["titled"] = f"title : ({given['asked']})"
    rows = connection.execute(_READY[ranking], given).all()
    if rows:
        return int(rows[0][1]), [int(row[0]) for row in rows]
    if not skip:
        return 0, []
    first, _ = _best(connection, terms, 1, 0)
    return first, []


_FOUND = {
    "sqlite": f"select rowid as entry, bm25({TABLE}, 4.0, 1.0) as rank from {TABLE} where {TABLE} match :asked",
    "sqlite, some hidden": f"select rowid as entry, "
    f"rowid not in (select rowid from {TABLE} where {TABLE} match :titled) as rank "
    f"from {TABLE} where {TABLE} match :asked",
    "postgresql": f"select entry, -ts_rank(words, asked, 1) as rank "
    f"from {TABLE}, cast(:asked as tsquery) as asked where words @@ asked",
}
_FIND = """
with found as materialized ({found}),
ranked as (
  select stories.id as story, min(found.rank) as rank from found
  join search_entries on search_entries.entry = found.entry
  join stories on stories.id = search_entries.story_id
  group by stories.id
)
select story, (select count(*) from ranked) from ranked order by rank, story limit :most offset :skip
"""


def _for_sqlite(terms: Iterable[Term]) -> str:
    wanted, unwanted = _sides(terms)

    def written(term: Term) -> str:
        return f'"{" ".join(term.forms)}"{" *" if term.begins else ""}'

    asked = " AND ".join(map(written, wanted))
    return f"({asked}) NOT ({' OR '.join(map(written, unwanted))})" if unwanted else asked


def _for_postgresql(terms: Iterable[Term]) -> str:
    wanted, unwanted = _sides(terms)

    def written(term: Term) -> str:
        *before, last = (f"'{form}'" for form in term.forms)
        return f"({' <-> '.join([*before, last + (':*' if term.begins else '')])})"

    return " & ".join([*map(written, wanted), *("!" + written(term) for term in unwanted)])


def _sides(terms: Iterable[Term]) -> tuple[list[Term], list[Term]]:
    terms = list(terms)
    return [term for term in terms if not term.without], [term for term in terms if term.without]


_READY = {name: text(_FIND.format(found=found)) for name, found in _FOUND.items()}


# ---- showing where -------------------------------------------------------------------

_STORIES = (
    select(stories.c.id, stories.c.title, stories.c.language, outlets.c.name)
    .outerjoin(outlets, outlets.c.id == stories.c.outlet_id)
    .where(stories.c.id.in_(bindparam("found", expanding=True)))
)
_TEXTS = (
    select(texts.c.story_id, texts.c.id, texts.c.language, texts.c.title, texts.c.words)
    .where(texts.c.story_id.in_(bindparam("found", expanding=True)), texts.c.until.is_(None))
    .order_by(texts.c.id)
)


@dataclass(frozen=True, slots=True)
class _Held:
    """One text of a story that was found."""

    id: int
    language: str
    title: str
    words: str


def _hits(connection: Connection, story_ids: Sequence[int], terms: Sequence[Term]) -> Iterable[Hit]:
    wanted = [term for term in terms if not term.without]
    told = {row[0]: row[1:] for row in connection.execute(_STORIES, {"found": story_ids})}
    held: dict[int, list[_Held]] = {number: [] for number in story_ids}
    for story, *rest in connection.execute(_TEXTS, {"found": story_ids}):
        held[story].append(_Held(*rest))
    for story in story_ids:
        title, language, outlet = told[story]
        yield _hit(Hit(story, None, language, outlet or "", title, (), "", 0, ()), held[story], wanted)


def _hit(bare: Hit, held: Sequence[_Held], wanted: Sequence[Term]) -> Hit:
    """Show the text of a story that has the most of what was looked for; the story's own title if none has any."""
    own = marked([bare.title], wanted)[0] if bare.title else []
    best, most = replace(bare, title_marks=_places(own)), len({term for _, _, term in own}) or -1
    for one in held:
        in_title, in_words = marked([one.title, one.words], wanted)
        seen = len({term for _, _, term in in_title + in_words})
        if seen <= most:
            continue
        most = seen
        start, end = around(one.words, in_words)
        shown, shown_marks = (one.title, in_title) if one.title else (bare.title, own)
        best = replace(
            bare,
            text_id=one.id,
            language=one.language or bare.language,
            title=shown,
            title_marks=_places(shown_marks),
            snippet=one.words[start:end],
            start=start,
            marks=tuple((first - start, last - start) for first, last, _ in in_words if start <= first and last <= end),
        )
    return best


def _places(marks: Iterable[tuple[int, int, int]]) -> tuple[Place, ...]:
    return tuple((start, end) for start, end, _ in marks)
