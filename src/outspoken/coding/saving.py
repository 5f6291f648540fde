"""Save what a coder says: on whose testimony, on which words, and never over what somebody else saved meanwhile."""

from __future__ import annotations

from outspoken.archive.store import add_passage, read_text
from outspoken.coding import store
from outspoken.coding.codebook import Code, Codebook, Subject
from outspoken.coding.quotes import verbatim
from outspoken.coding.records import About, Answer, Coding, Mark, Quoted
from outspoken.coding.rounds import store as rounds
from outspoken.coding.store import Manner
from outspoken.coding.suggestions import store as suggested
from outspoken.errors import Conflict, NotFound
from outspoken.people.store import read_testimonies, testimony_born_as
from outspoken.study import ids
from outspoken.study.study import Act


def testimony_named(act: Act, name: str) -> int:
    """Return the testimony that a name means: `T12`, or the case number with which it came in.

    Raises:
        NotFound: if there is none.
    """
    if name.strip().upper().startswith("T"):
        number = ids.heard("testimony", name)
        if act.sees("testimonies", number) and read_testimonies(act.connection, [number]):
            return number
    else:
        born = testimony_born_as(act.connection, ids.heard("person", name))
        if born is not None and act.sees("testimonies", born):
            return born
    raise NotFound(f"There is no testimony {name} in this study.", "List the cases with `outspoken cases`.")


def refuse_unseen(act: Act, about: About) -> None:
    """Refuse a memo about what is not there, or what the actor may not see.

    Raises:
        NotFound: saying the same of both.
    """
    for table, number, name in (
        ("stories", about.story_id, "story"),
        ("testimonies", about.testimony_id, "testimony"),
        ("passages", about.passage_id, "passage"),
    ):
        if number is not None and not (act.sees(table, number) and rounds.is_there(act.connection, table, number)):
            raise NotFound(f"There is no {name} {number} in this study.", "Note it about something that is there.")


def code_named(book: Codebook, name: str) -> Code:
    """Return a code by its id or name.

    Raises:
        NotFound: if the codebook has none.
    """
    found = book.code(name)
    if found is None:
        raise NotFound(f"codebook.yaml has no code {name!r}.", "List them with `outspoken coding codebook`.")
    return found


def saved(act: Act, book: Codebook, version: int, mark: Mark) -> Coding:
    """Save a mark as the actor's; the coding it replaces stays in the record.

    Raises:
        NotFound: if there is no such testimony, code or passage, or the words do not stand there.
        Conflict: if what the mark is based on is not what is there now; it carries both.
    """
    testimony, code = testimony_named(act, mark.testimony), code_named(book, mark.code)
    passage = _passage(act, testimony, code, mark.passage) if mark.passage is not None else None
    mine = [one for one in store.codings_in_force(act.connection, [testimony]) if one.coder == act.actor.name]
    there = next((one for one in mine if not one.settled and one.passage_id == passage and one.code == code.id), None)
    same = there is not None and there.answer is mark.answer and not there.stale and there.version == version
    if there is not None and (same and mark.based_on in {None, there.id}):
        return there
    refuse_if_changed(act, mark.based_on, there, (code.id, mark.answer), mark.testimony)
    _refuse_second_of_group(book, code, mark, mine)
    turn = rounds.open_round_of(act.connection, act.actor.name, testimony)
    blind = turn is not None and turn.blind
    shown = not blind and (
        mark.shown if mark.shown is not None else suggested.has_suggestion(act.connection, testimony, code.id)
    )
    manner = Manner(act.actor.name, version, passage, turn.id if turn else None, shown=shown)
    return put(act, manner, (testimony, code.id, mark.answer), there)


def put(act: Act, manner: Manner, given: store.Saved, there: Coding | None) -> Coding:
    """Store a coding in place of the one that was there."""
    if there is not None:
        elsewhere = there.passage_id != manner.passage_id
        store.end_coding(act.connection, act.seq, there.id, for_good=elsewhere)
    number = store.add_codings(act.connection, act.seq, manner, [given])[0]
    found = store.coding_by_id(act.connection, number)
    assert found is not None
    return found[0]


def refuse_if_changed(
    act: Act, based_on: int | None, there: Coding | None, wanted: tuple[str, Answer], testimony: str
) -> None:
    """Refuse to save over what was not seen.

    Raises:
        Conflict: carrying the coding that is there and the answer that was to be saved.
    """
    if based_on == (there.id if there is not None else None):
        return
    code, answer = wanted
    if there is None:
        before = store.coding_by_id(act.connection, based_on or 0)
        raise Conflict(
            f"What this answer was to replace on {testimony} with {code} (C{based_on}) is no longer there.",
            "Look again, and save it as a new answer.",
            mine=answer,
            theirs=before[0] if before else None,
        )
    raise Conflict(
        f"{testimony} has {code} as {there.answer.value} already (C{there.id}, by {there.coder}); "
        f"the answer {answer.value} was given without seeing that.",
        f"Look at both, then save again with `--replaces C{there.id}`, or leave it.",
        mine=answer,
        theirs=there,
    )


def _passage(act: Act, testimony: int, code: Code, quoted: Quoted) -> int:
    if code.applies_to is Subject.CASE:
        raise NotFound(
            f"{code.id} is asked of a case as a whole, not of a passage.", "Save the answer without a passage."
        )
    if testimony not in store.testimonies_of_texts(act.connection, quoted.text_id):
        raise NotFound(
            f"Text {quoted.text_id} is not of the story in which T{testimony} speaks.",
            "Name a testimony of that story.",
        )
    text = read_text(act.connection, quoted.text_id)
    start, end = quoted.start, quoted.end
    if quoted.quote and text.words[start:end] != quoted.quote:
        found = verbatim(text.words, quoted.quote, near=start)
        if found is None:
            raise NotFound(
                f"The words do not stand in text {text.id}, letter by letter.",
                "Open the text again and mark them there; a newer reading of it may differ.",
            )
        start, end = found.span
    if not text.words[start:end].strip():
        raise NotFound(f"There are no words from {start} to {end} in text {text.id}.", "Mark at least one word.")
    return add_passage(act.connection, text, start, end).id


def _refuse_second_of_group(book: Codebook, code: Code, mark: Mark, mine: list[Coding]) -> None:
    group = book.group_of(code.id)
    if group is None or not group.exclusive or mark.answer is not Answer.YES:
        return
    others = {one.id for one in group.codes} - {code.id}
    taken = next((one for one in mine if one.code in others and one.answer is Answer.YES), None)
    if taken is not None:
        raise Conflict(
            f"Only one code of {group.id} can be yes, and you gave {taken.code} (C{taken.id}).",
            f"Take it away first with `outspoken coding uncode C{taken.id}`.",
            mine=mark.answer,
            theirs=taken,
        )
