"""Take what a coder sent from the coding screen: one act for each form, and never words that do not stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from outspoken.archive.records import Text
from outspoken.archive.store import read_text
from outspoken.coding import acts
from outspoken.coding.records import About, Answer, Coding, Mark, Quoted
from outspoken.coding.store import current_texts
from outspoken.errors import OutspokenError
from outspoken.web.access import Desk
from outspoken.web.coding.places import Place, places, same_words


@dataclass(frozen=True, slots=True)
class Sent:
    """A mark as a form sent it."""

    code: str
    answer: Answer
    quote: str = ""
    start: int | None = None
    end: int | None = None
    text: int | None = None
    based_on: int | None = None

    @property
    def fields(self) -> dict[str, str]:
        """What a form has to hold to send it again."""
        held = {"code": self.code, "answer": self.answer.value, "quote": self.quote}
        numbers = {"text": self.text, "start": self.start, "end": self.end}
        return held | {name: str(number) for name, number in numbers.items() if number is not None}


class SeveralPlaces(Exception):
    """The quoted words stand in several places; whoever quoted them has to say which is meant."""

    def __init__(self, sent: Sent, found: list[Place], text: int) -> None:
        super().__init__()
        self.sent, self.found, self.text = sent, found, text


def sent_mark(form: Mapping[str, str]) -> Sent:
    """Understand a form; what is no number counts as not given.

    Raises:
        OutspokenError: if no code or no such answer was chosen.
    """
    answer = form.get("answer") or Answer.YES.value
    if not form.get("code") or answer not in set(Answer):
        raise OutspokenError(_("No code was chosen."), _("Go back and choose one from the list."))
    return Sent(
        form["code"],
        Answer(answer),
        form.get("quote", ""),
        number_in(form, "start"),
        number_in(form, "end"),
        number_in(form, "text"),
        number_in(form, "based_on"),
    )


def number_in(form: Mapping[str, str], name: str) -> int | None:
    """Return a whole number of a form, or None."""
    text = form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def save(desk: Desk, testimony: int, sent: Sent) -> Coding:
    """Save a mark.

    Raises:
        SeveralPlaces: if only words were sent, and they stand in several places.
        OutspokenError: if the words do not stand where, or nowhere as, they were sent.
        Conflict: if what is there is not what was seen.
    """
    passage = None if not sent.quote.strip() else _passage(desk, testimony, sent)
    mark = Mark(f"T{testimony}", sent.code, sent.answer, passage, sent.based_on)
    return acts.code(desk.study, mark, by=desk.actor)


def _passage(desk: Desk, testimony: int, sent: Sent) -> Quoted:
    text = _text(desk, testimony)
    if sent.text is not None and sent.text != text.id:
        raise OutspokenError(
            _("There is a newer reading of this text than the one you marked in."), _("Load the page and mark again.")
        )
    if sent.start is not None and sent.end is not None:
        words = text.words[sent.start : sent.end]
        if not words.strip() or not same_words(words, sent.quote):
            raise OutspokenError(
                _("The words that were sent do not stand at the place that was sent; nothing was saved."),
                _("Load the page and mark them again."),
            )
        return Quoted(text.id, sent.start, sent.end, words)
    found = places(text.words, sent.quote)
    if not found:
        raise OutspokenError(
            _("These words do not stand in the text, letter by letter; nothing was saved."),
            _("Go back, and copy them out of the text as they stand there."),
        )
    if len(found) > 1:
        raise SeveralPlaces(sent, found, text.id)
    return Quoted(text.id, found[0].start, found[0].end, found[0].words)


def _text(desk: Desk, testimony: int) -> Text:
    with desk.study.read(by=desk.actor) as connection:
        number = current_texts(connection, [testimony]).get(testimony)
        if number is None:
            raise OutspokenError(
                _("This testimony has no text yet, so no words of it can be marked."),
                _("Give its story a text first, or answer for the testimony as a whole."),
            )
        return read_text(connection, number)


def note(desk: Desk, testimony: int, form: Mapping[str, str]) -> None:
    """Save a memo on a testimony, or reword one.

    Raises:
        OutspokenError: if it is empty.
    """
    words = form.get("words", "").strip()
    if not words:
        raise OutspokenError(_("The memo is empty."), _("Write what you want to remember, or leave it."))
    about = About(testimony_id=testimony)
    acts.memo(desk.study, about, words, by=desk.actor, based_on=number_in(form, "based_on"))


def finish(desk: Desk, testimony: int, form: Mapping[str, str]) -> None:
    """Say that one is done with a testimony; `rest` is no where every code not answered yet is to be no."""
    rest = Answer.NO if form.get("rest") == Answer.NO.value else None
    acts.finish(desk.study, form.get("round", ""), f"T{testimony}", by=desk.actor, rest=rest)
