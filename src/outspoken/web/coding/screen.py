"""What the coding screen shows of one testimony: its text with marks, the codes at hand, suggestions, memos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outspoken.archive.records import Text
from outspoken.archive.store import read_text, titles
from outspoken.coding.codebook import Code, Codebook, Group, Subject, read_codebook
from outspoken.coding.readers import Quote, codings_of, marks_on, memos_of, open_suggestions_for, rounds_of
from outspoken.coding.records import Answer, Assignment, Coding, Memo, Round
from outspoken.coding.store import current_texts
from outspoken.coding.suggestions.store import Kept
from outspoken.errors import NotFound
from outspoken.people.store import read_testimonies
from outspoken.web.access import Desk
from outspoken.web.coding.letters import letters
from outspoken.web.coding.segments import COLOURS, Paragraph, Shade, paragraphs


@dataclass(frozen=True, slots=True)
class Row:
    """A code at hand: what it means, the key that marks with it, and what was answered."""

    code: Code
    key: str
    colour: int
    marked: int
    """How many passages carry it, by whoever asks."""
    mine: Coding | None
    """One's own answer for the whole testimony."""
    others: Sequence[Coding]
    """The answers of others, and what was settled, as far as one may see them."""

    @property
    def passages(self) -> bool:
        """Whether words can carry it."""
        return self.code.applies_to is Subject.TESTIMONY


@dataclass(frozen=True, slots=True)
class Marked:
    """A coded passage, as it stands in the list beside the text."""

    quote: Quote
    name: str
    colour: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion with the name of its code."""

    kept: Kept
    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one has to do with the testimony in an open round."""

    round: Round
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """One testimony to be coded."""

    number: int
    title: str
    text: Text | None
    paragraphs: Sequence[Paragraph]
    groups: Sequence[tuple[Group, Sequence[Row]]]
    marks: Sequence[Marked]
    suggestions: Sequence[Suggested]
    memos: Sequence[Memo]
    turn: Turn | None
    blind: bool
    """Whether others' codings and all suggestions are kept from one, until the round is over."""
    answers: Sequence[Answer]
    made: int = 0
    """The coding that was saved just now."""
    next: None = None


def screen_of(desk: Desk, number: int, made: int = 0) -> ScreenPage:
    """Read all that the coding screen of a testimony shows.

    Raises:
        NotFound: if there is no such testimony for this actor.
    """
    with desk.study.read(by=desk.actor) as connection:
        found = read_testimonies(connection, [number])
        if not found:
            raise NotFound(f"There is no testimony T{number} in this study.")
        story = found[0].story_id
        title, address = titles(connection, [story]).get(story, ("", ""))
        text_id = current_texts(connection, [number]).get(number)
        text = read_text(connection, text_id) if text_id else None
    me, book = desk.actor.name, read_codebook(desk.study.folder)
    codings = codings_of(desk.study, by=desk.actor, testimony=number)
    quotes = marks_on(desk.study, text.id, by=desk.actor) if text else []
    quotes = [one for one in quotes if one.coding.testimony_id == number]
    names, colours = named(book), coloured(book)
    turn = _turn(desk, number)
    return ScreenPage(
        number,
        (text.title if text else "") or title or address or f"T{number}",
        text,
        paragraphs(text.words, shades(quotes, colours, me)) if text else (),
        _groups(book, codings, colours, me),
        [_marked(one, names, colours, me) for one in quotes],
        _suggestions(desk, number, names),
        [one for one in memos_of(desk.study, by=desk.actor) if one.about.testimony_id == number],
        turn,
        turn is not None and turn.round.blind,
        tuple(Answer),
        made,
    )


def named(book: Codebook) -> dict[str, str]:
    """Return the name of each code."""
    return {code.id: code.name for code in book.codes()}


def coloured(book: Codebook) -> dict[str, int]:
    """Return the colour of each code: neighbours in the book never share one."""
    return {code.id: place % COLOURS for place, code in enumerate(book.codes())}


def shades(quotes: Sequence[Quote], colours: Mapping[str, int], me: str) -> list[Shade]:
    """Return marks as they are drawn; a passage that somebody says does not carry the code is not."""
    return [
        Shade(
            one.coding.id,
            one.start,
            one.end,
            one.coding.code,
            colours.get(one.coding.code, 0),
            one.coding.coder == me,
            bool(one.coding.stale),
        )
        for one in quotes
        if one.coding.answer is not Answer.NO
    ]


def _marked(one: Quote, names: Mapping[str, str], colours: Mapping[str, int], me: str) -> Marked:
    code = one.coding.code
    return Marked(one, names.get(code, code), colours.get(code, 0), one.coding.coder == me and not one.coding.settled)


def _groups(
    book: Codebook, codings: Sequence[Coding], colours: Mapping[str, int], me: str
) -> list[tuple[Group, list[Row]]]:
    keys = letters(code for code in book.codes() if code.applies_to is Subject.TESTIMONY)
    return [(group, [_row(code, codings, (keys, colours), me) for code in group.codes]) for group in book.groups]


def _row(code: Code, codings: Sequence[Coding], looks: tuple[Mapping[str, str], Mapping[str, int]], me: str) -> Row:
    own = [one for one in codings if one.code == code.id]
    whole = [one for one in own if one.passage_id is None]
    mine = next((one for one in whole if one.coder == me and not one.settled), None)
    marked = sum(one.coder == me and one.passage_id is not None and one.answer is Answer.YES for one in own)
    return Row(
        code, looks[0].get(code.id, ""), looks[1][code.id], marked, mine, [one for one in whole if one is not mine]
    )


def _suggestions(desk: Desk, number: int, names: Mapping[str, str]) -> list[Suggested]:
    # Safety for the figures: the reader gives none in a blind round, so that agreement stays what it claims to be.
    found = open_suggestions_for(desk.study, by=desk.actor, testimony=number)
    return [Suggested(one, names.get(one.code, one.code), round(100 * one.confidence)) for one in found if one.proposed]


def _turn(desk: Desk, number: int) -> Turn | None:
    mine = [
        Turn(turn, one)
        for turn, tasks in rounds_of(desk.study, by=desk.actor)
        for one in tasks
        if not turn.closed and one.testimony_id == number and one.coder == desk.actor.name
    ]
    # As when saving: of several open rounds the newest counts; a blind one hides in any case.
    return max(mine, key=lambda one: (not one.assignment.finished, one.round.blind, one.round.id), default=None)
