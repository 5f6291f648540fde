"""What may be asked of coding: codings, quotes, the recode queue, agreement, suggestions, prevalence.

Whoever codes in a blind round that is still open sees only their own codings of its
testimonies, and no suggestion for them: every reader here leaves the others out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from outspoken.archive.records import Text
from outspoken.archive.store import read_text
from outspoken.coding import store
from outspoken.coding.bookfile import parsed
from outspoken.coding.changes import Difference, differences, look_renamed
from outspoken.coding.codebook import Codebook, read_codebook
from outspoken.coding.drawing import round_named
from outspoken.coding.exchange.giving import project_from
from outspoken.coding.exchange.records import Project
from outspoken.coding.records import Assignment, Coding, Memo, Round, Version, Waiting
from outspoken.coding.rounds import store as rounds
from outspoken.coding.suggestions import store as suggested
from outspoken.coding.suggestions.learning import coded_by, votes_of
from outspoken.coding.suggestions.records import Material, Narrative
from outspoken.coding.suggestions.store import Asked, Kept, Run
from outspoken.errors import NotFound
from outspoken.people.store import read_testimonies
from outspoken.screen.readers import places
from outspoken.screen.records import Place
from outspoken.study.actors import Actor
from outspoken.study.study import Study


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two codebooks side by side."""

    before: int
    after: int | None
    """None is the file as it is now."""
    differences: tuple[Difference, ...]
    look_renamed: tuple[tuple[str, str], ...]
    """Codes that seem to have got a new id by hand; the act of renaming would keep their codings."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that carry a code."""

    coding: Coding
    text_id: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Task:
    """The next testimony to code, with its text if there is one."""

    round: Round
    assignment: Assignment
    text: Text | None
    left: int
    """How many are not finished, this one included."""


# ---- the codebook --------------------------------------------------------------------------


def codebook_versions(study: Study, *, by: Actor) -> list[Version]:
    """Return all versions of the codebook, those taken back too."""
    with study.read(by=by) as connection:
        return store.versions(connection)


def codebook_compared(study: Study, *, by: Actor, before: int | None = None, after: int | None = None) -> Comparison:
    """Compare two versions; by default the newest one with the file as it is now.

    Raises:
        NotFound: if there is no such version.
    """
    with study.read(by=by) as connection:
        known = {one.number: one for one in store.versions(connection)}
        current = store.current_version(connection)
    for number in (before, after):
        if number is not None and number not in known:
            listed = ", ".join(map(str, known)) or "none"
            raise NotFound(f"There is no version {number} of the codebook.", f"There are: {listed}.")
    old = known[before] if before is not None else current
    book = parsed(known[after].words) if after is not None else read_codebook(study.folder)
    earlier = parsed(old.words) if old else Codebook()
    changed = tuple(differences(earlier, book))
    return Comparison(old.number if old else 0, after, changed, tuple(look_renamed(earlier, book)))


def recode_queue(study: Study, *, by: Actor, code: str = "") -> list[Waiting]:
    """Return the codings that wait to be coded again, each with why."""
    with study.read(by=by) as connection:
        waiting = [one for one in _seen(connection, by) if one.stale and code in {"", one.code}]
        words = store.quotes_of(connection, [one.passage_id for one in waiting if one.passage_id])
    return [Waiting(one, words[one.passage_id][3] if one.passage_id else "") for one in waiting]


def nobody_speaks_in(study: Study, *, by: Actor) -> list[int]:
    """Return the numbers of stories that could be coded, had anybody said whose testimony they hold.

    Stories that were excluded, or are copies, are not among them.
    """
    with study.read(by=by) as connection:
        found = store.read_but_unspoken(connection)
    where = places(study, by=by) if found else {}
    return [number for number in found if number in where and where[number].place not in {Place.EXCLUDED, Place.COPY}]


# ---- codings -------------------------------------------------------------------------------


def codings_of(
    study: Study, *, by: Actor, testimony: int | None = None, code: str = "", coder: str = ""
) -> list[Coding]:
    """Return codings in force that the actor may see."""
    with study.read(by=by) as connection:
        found = _seen(connection, by, None if testimony is None else [testimony])
    return [one for one in found if code in {"", one.code} and coder in {"", one.coder}]


def quotes_with(study: Study, code: str, *, by: Actor) -> list[Quote]:
    """Return the words that carry a code, in the order of the texts."""
    with study.read(by=by) as connection:
        marked = [one for one in _seen(connection, by) if one.code == code and one.passage_id]
        places = store.quotes_of(connection, [one.passage_id or 0 for one in marked])
    found = [Quote(one, *places[one.passage_id or 0]) for one in marked]
    return sorted(found, key=lambda one: (one.text_id, one.start, one.end, one.coding.id))


def marks_on(study: Study, text: int, *, by: Actor) -> list[Quote]:
    """Return all codings of passages of a text that the actor may see, in the order of the words."""
    with study.read(by=by) as connection:
        marked = [
            one
            for one in _seen(connection, by, store.testimonies_of_texts(connection, text))
            if one.passage_id is not None
        ]
        places = store.quotes_of(connection, [one.passage_id or 0 for one in marked])
    found = [Quote(one, *places[one.passage_id or 0]) for one in marked]
    return sorted((one for one in found if one.text_id == text), key=lambda one: (one.start, one.end, one.coding.id))


def rounds_of(study: Study, *, by: Actor) -> list[tuple[Round, list[Assignment]]]:
    """Return every round with its assignments."""
    with study.read(by=by) as connection:
        return [(one, rounds.assignments_of(connection, one.id)) for one in rounds.all_rounds(connection)]


def next_task(study: Study, *, by: Actor, round_name: str = "") -> Task | None:
    """Return what the actor has to code next; None when all is done.

    Raises:
        NotFound: if there is no such round.
    """
    with study.read(by=by) as connection:
        every = [round_named(connection, round_name)] if round_name else rounds.all_rounds(connection)
        for turn in every:
            waiting = [one for one in rounds.assignments_of(connection, turn.id, by.name) if not one.finished]
            if waiting and not turn.closed:
                text = store.current_texts(connection, [waiting[0].testimony_id]).get(waiting[0].testimony_id)
                return Task(turn, waiting[0], read_text(connection, text) if text else None, len(waiting))
    return None


def memos_of(study: Study, *, by: Actor) -> list[Memo]:
    """Return every memo in its newest wording; in a blind round not those of others on what one has to code."""
    with study.read(by=by) as connection:
        found = rounds.memos_in_force(connection)
        hidden = rounds.hidden_memos(connection, by.name, found)
    return [one for one in found if one.id not in hidden]


# ---- suggestions ---------------------------------------------------------------------------


def open_suggestions_for(
    study: Study, *, by: Actor, testimony: int | None = None, code: str = "", at_least: float = 0.0
) -> list[Kept]:
    """Return suggestions to decide on, the most confident first."""
    with study.read(by=by) as connection:
        hidden = rounds.hidden_from(connection, by.name)
        found = suggested.read_suggestions(connection, None if testimony is None else [testimony])
    return [
        one for one in found if one.testimony_id not in hidden and code in {"", one.code} and one.confidence >= at_least
    ]


def latest_suggestions(study: Study, *, by: Actor) -> Run | None:
    """Return the newest run of a machine, with how well it knows each code."""
    with study.read(by=by) as connection:
        return suggested.latest_run(connection)


def material(study: Study, *, by: Actor, suggester: str | None = None) -> Material:
    """Return what a machine may read and learn from: texts, what people coded, what a model voted."""
    with study.read(by=by) as connection:
        veiled = store.under_veils(connection)
        texts = store.current_texts(connection)
        people = {one.id: one.person_id for one in read_testimonies(connection)}
        words = {number: read_text(connection, number).words for number in set(texts.values())}
        codings = store.codings_in_force(connection)
        places = store.quotes_of(connection, [one.passage_id for one in codings if one.passage_id])
        asked = suggested.read_votes(connection, suggester)
    narratives = tuple(Narrative(str(one), words[text], f"P{people[one]}") for one, text in sorted(texts.items()))
    spans = {number: (text, (start, end)) for number, (text, start, end, _) in places.items()}
    # What waits to be coded again teaches nothing.
    coded = coded_by([one for one in codings if not one.stale and one.testimony_id in texts], spans, texts)
    named = {str(one): text for one, text in texts.items()}
    return Material(narratives, named, coded, votes_of(asked, named), frozenset(map(str, veiled)))


def answers_kept(study: Study, suggester: str, *, by: Actor) -> list[Asked]:
    """Return what a language model has answered before."""
    with study.read(by=by) as connection:
        return suggested.read_votes(connection, suggester)


# ---- exchange ------------------------------------------------------------------------------


def project_of(study: Study, *, by: Actor) -> Project:
    """Return codebook, texts, codings, cases and memos as other programs take them, and what they cannot take."""
    book = read_codebook(study.folder)
    with study.read(by=by) as connection:
        hidden = rounds.hidden_from(connection, by.name)
        return project_from(connection, book, study.settings.title, hidden, by.name)


def texts_by_title(study: Study, *, by: Actor) -> dict[str, str]:
    """Return the words of every text to be coded, by its title, or by its number where that says more."""
    with study.read(by=by) as connection:
        texts = [read_text(connection, one) for one in sorted(set(store.current_texts(connection).values()))]
    titles = [one.title for one in texts]
    return {one.title if one.title and titles.count(one.title) == 1 else f"X{one.id}": one.words for one in texts}


def known_code(study: Study, name: str, *, by: Actor) -> str:
    """Return the id of a code by its id or name; empty if there is none."""
    by.require("study.read")
    found = read_codebook(study.folder).code(name)
    return found.id if found else ""


def _seen(connection: Connection, by: Actor, testimonies: Iterable[int] | None = None) -> list[Coding]:
    hidden = rounds.hidden_from(connection, by.name)
    found = store.codings_in_force(connection, testimonies)
    return [one for one in found if one.testimony_id not in hidden or (one.coder == by.name and not one.settled)]
