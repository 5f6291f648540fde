"""Find stories by their words: several words, "a phrase", the beginn* of one, -without another.

Whatever one types is understood, and nothing is an error. Hits come out of the index and
are then looked up among the stories and texts that the reader may see, so that nothing
else is ever shown or counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from outspoken.study import searchindex
from outspoken.study.actors import Actor
from outspoken.study.searchindex import TABLE
from outspoken.study.study import Study
from outspoken.study.tables import outlets, stories, texts
from outspoken.text.words import Word, forms_of, words_of

MOST_TERMS = 40
"""More words than this are left out of a question."""

_BEFORE, _SHOWN = 60, 240

Place = tuple[int, int]
"""A stretch of a text: characters `[start, end)`."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for: a word, or several that follow each other."""

    forms: tuple[str, ...]
    begins: bool = False
    """Whether the last word may go on."""
    without: bool = False
    """Whether stories that have it are left out."""


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
    rows = connection.execute(text(_FIND.format(found=_FOUND["sqlite" if sqlite else "postgresql"])), given).all()
    if rows:
        return int(rows[0][1]), [int(row[0]) for row in rows]
    if not skip:
        return 0, []
    first, _ = _best(connection, terms, 1, 0)
    return first, []


_FOUND = {
    "sqlite": f"select rowid as entry, bm25({TABLE}, 4.0, 1.0) as rank from {TABLE} where {TABLE} match :asked",
    "postgresql": f"select entry, -ts_rank(words, asked, 1) as rank "
    f"from {TABLE}, cast(:asked as tsquery) as asked where words @@ asked",
}
_FIND = """
with found as materialized ({found}),
placed as (
  select texts.story_id as story, found.rank as rank from found
  join texts on found.entry % 2 = 0 and texts.id = found.entry / 2
  union all
  select found.entry / 2, found.rank from found where found.entry % 2 = 1
),
ranked as (
  select placed.story as story, min(placed.rank) as rank from placed
  join stories on stories.id = placed.story group by placed.story
)
select story, count(*) over () from ranked order by rank, story limit :most offset :skip
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


# ---- showing where -------------------------------------------------------------------


def _hits(connection: Connection, story_ids: Sequence[int], terms: Sequence[Term]) -> Iterable[Hit]:
    wanted = [term for term in terms if not term.without]
    query = (
        select(stories.c.id, stories.c.title, stories.c.language, outlets.c.name)
        .outerjoin(outlets, outlets.c.id == stories.c.outlet_id)
        .where(stories.c.id.in_(story_ids))
    )
    told = {row[0]: row for row in connection.execute(query)}
    of_texts = select(texts.c.id, texts.c.story_id, texts.c.language, texts.c.title, texts.c.words).where(
        texts.c.story_id.in_(story_ids), texts.c.until.is_(None)
    )
    held: dict[int, list[tuple[int, str, str, str]]] = {number: [] for number in story_ids}
    for number, story, language, title, words in connection.execute(of_texts.order_by(texts.c.id)):
        held[story].append((number, language, title, words))
    for story in story_ids:
        _, title, language, outlet = told[story]
        yield _hit(story, (title, language, outlet or ""), held[story], wanted)


def _hit(
    story: int, told: tuple[str, str, str], held: Sequence[tuple[int, str, str, str]], wanted: Sequence[Term]
) -> Hit:
    """Show the text of a story that has the most of what was looked for; the story's own title if none has any."""
    title, language, outlet = told
    own = marked(title, wanted)
    best = Hit(story, None, language, outlet, title, _places(own), "", 0, ())
    most = len({term for _, _, term in own}) if own else -1
    for number, spoken, heading, words in held:
        in_title, in_words = marked(heading, wanted), marked(words, wanted)
        seen = len({term for _, _, term in in_title + in_words})
        if seen <= most:
            continue
        most = seen
        start, end = _around(words, in_words)
        marks = tuple((one - start, other - start) for one, other, _ in in_words if start <= one and other <= end)
        shown, shown_marks = (heading, in_title) if heading else (title, own)
        best = Hit(
            story, number, spoken or language, outlet, shown, _places(shown_marks), words[start:end], start, marks
        )
    return best


def marked(printed: str, terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Return where terms stand in a text: start, end, and which term, in the order of the text."""
    words = list(words_of(printed))
    firsts: dict[str, list[int]] = {}
    begun = []
    for number, term in enumerate(terms):
        if len(term.forms) == 1 and term.begins:
            begun.append(number)
        else:
            firsts.setdefault(term.forms[0], []).append(number)
    found = []
    for place, word in enumerate(words):
        for number in (*firsts.get(word.form, ()), *begun):
            length = len(terms[number].forms)
            if _stands(words[place : place + length], terms[number]):
                found.append((word.start, words[place + length - 1].end, number))
    return found


def _stands(words: Sequence[Word], term: Term) -> bool:
    if len(words) < len(term.forms):
        return False
    whole = len(term.forms) - (1 if term.begins else 0)
    if any(word.form != form for word, form in zip(words[:whole], term.forms[:whole], strict=True)):
        return False
    return not term.begins or words[-1].form.startswith(term.forms[-1])


def _places(marks: Iterable[tuple[int, int, int]]) -> tuple[Place, ...]:
    return tuple((start, end) for start, end, _ in marks)


def _around(words: str, marks: Sequence[tuple[int, int, int]]) -> Place:
    """Choose the stretch to show: the one that holds the most different terms, cut between words."""

    def terms_from(one: int) -> int:
        return len({number for start, end, number in marks if one <= start and end <= one + _SHOWN - _BEFORE})

    first = max((mark[0] for mark in marks[:200]), key=lambda one: (terms_from(one), -one), default=0)
    start = max(0, first - _BEFORE)
    if start:
        gap = re.compile(r"\s").search(words, start, first)
        start = gap.end() if gap else first
    end = min(len(words), start + _SHOWN)
    if end < len(words):
        gaps = [found.start() for found in re.compile(r"\s").finditer(words, start + _SHOWN // 2, end)]
        end = gaps[-1] if gaps else end
    return start, end
