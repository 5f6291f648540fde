"""What may be done in coding: change the codebook, code, settle, share out the work, note, accept suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from outspoken.coding import bookfile, store
from outspoken.coding.accepting import accepted, may_accept_all, open_suggestions
from outspoken.coding.drawing import assignment_in, drawn, round_named
from outspoken.coding.exchange.records import Project
from outspoken.coding.exchange.taking import Taken, taken_in
from outspoken.coding.records import (
    About,
    Answer,
    Change,
    ChangeKind,
    Coding,
    Mark,
    Memo,
    Plan,
    Round,
    Version,
)
from outspoken.coding.rounds import store as rounds
from outspoken.coding.saving import code_named, put, refuse_if_changed, refuse_unseen, saved, testimony_named
from outspoken.coding.store import Manner
from outspoken.coding.suggestions import store as suggested
from outspoken.coding.suggestions.records import Proposed
from outspoken.coding.suggestions.store import Asked
from outspoken.coding.versions import change, lay_ready, put_in_place, recognised, restand
from outspoken.errors import Conflict, NotFound
from outspoken.study.actors import Actor
from outspoken.study.study import Act, Study

# ---- the codebook --------------------------------------------------------------------------


def rename(study: Study, code: str, new: str, *, by: Actor, name: str = "") -> Version:
    """Give a code another id; every coding with it follows.

    Raises:
        NotFound: if there is no such code.
        Conflict: if a code has, or had, the new id.
    """
    with study.act("coding.rename", by=by) as act:
        version, book = recognised(study, act)
        old = code_named(book, code).id
        _refuse_known(act, new)
        made = change(
            study, act, bookfile.renamed(version.words, old, new, name), (Change(ChangeKind.RENAME, (old,), (new,)),)
        )
        act.note(version=made.number)
    put_in_place(study, act)
    return made


def merge(
    study: Study, codes: Sequence[str], into: str, *, by: Actor, wording: Mapping[str, Any] | None = None
) -> Version:
    """Make one code of several; `into` is one of them or a new id.

    A yes to any is a yes to the new one, a no to all is a no; whoever answered only some
    of them with no finds the testimony in the recode queue.

    Raises:
        NotFound: if one of the codes does not exist.
        Conflict: if `into` is another code, or was one.
    """
    with study.act("coding.merge", by=by) as act:
        version, book = recognised(study, act)
        named = tuple(dict.fromkeys(code_named(book, code).id for code in codes))
        if len(named) < 2:
            raise NotFound("A merge takes at least two codes.", "Name them, then the code they become.")
        if into not in named:
            _refuse_known(act, into)
        words = bookfile.merged(version.words, named, into, wording or {})
        made = change(study, act, words, (Change(ChangeKind.MERGE, named, (into,)),))
        act.note(version=made.number)
    put_in_place(study, act)
    return made


def split(study: Study, code: str, parts: Sequence[Mapping[str, Any]], *, by: Actor) -> Version:
    """Make several codes of one; each part is the fields of a code, with a new id.

    A no stays a no to every part; every yes waits in the recode queue.

    Raises:
        NotFound: if there is no such code.
        Conflict: if a part has an id that a code has, or had.
    """
    with study.act("coding.split", by=by) as act:
        version, book = recognised(study, act)
        old = code_named(book, code).id
        if len(parts) < 2:
            raise NotFound("A split makes at least two codes.", "Give each part an id and a definition.")
        for part in parts:
            _refuse_known(act, str(part["id"]))
        into = tuple(str(part["id"]) for part in parts)
        words = bookfile.split(version.words, old, parts)
        made = change(study, act, words, (Change(ChangeKind.SPLIT, (old,), into),))
        act.note(version=made.number)
    put_in_place(study, act)
    return made


def redefine(
    study: Study,
    code: str,
    wording: Mapping[str, Any],
    *,
    by: Actor,
    same_meaning: bool = False,
    seen: Mapping[str, Any] | None = None,
) -> Version:
    """Say a code otherwise. Unless it means the same, what was coded with it waits to be coded again.

    `seen` holds the fields as they stood when the new wording was begun.

    Raises:
        NotFound: if there is no such code or field.
        Conflict: if somebody has said a field in `seen` otherwise meanwhile; it carries both.
    """
    with study.act("coding.redefine", by=by) as act:
        version, book = recognised(study, act)
        known = code_named(book, code)
        name = known.id
        theirs = {field: getattr(known, field, "") for field in seen or {}}
        if seen is not None and theirs != dict(seen):
            hint = "Look at both, then change the code as it is now."
            raise Conflict(f"Somebody has changed {name} meanwhile.", hint, mine=dict(wording), theirs=theirs)
        kind = ChangeKind.REWORD if same_meaning else ChangeKind.REDEFINE
        words = bookfile.reworded(version.words, name, wording)
        made = change(study, act, words, (Change(kind, (name,), (name,)),))
        act.note(version=made.number)
    put_in_place(study, act)
    return made


def add(study: Study, group: str, entry: Mapping[str, Any], *, by: Actor, group_name: str = "") -> Version:
    """Add a code to a group; the group is made if there is none and it is given a name.

    Raises:
        NotFound: if there is no such group.
        Conflict: if a code has, or had, the id.
    """
    with study.act("coding.add", by=by) as act:
        version, _ = recognised(study, act)
        _refuse_known(act, str(entry["id"]))
        words = bookfile.added(version.words, group, entry, group_name)
        made = change(study, act, words, (Change(ChangeKind.ADD, (), (str(entry["id"]),)),))
        act.note(version=made.number)
    put_in_place(study, act)
    return made


def retire(study: Study, code: str, *, by: Actor) -> Version:
    """Take a code out of use; its codings stay in the record and are no longer counted.

    Raises:
        NotFound: if there is no such code.
    """
    with study.act("coding.retire", by=by) as act:
        version, book = recognised(study, act)
        name = code_named(book, code).id
        made = change(study, act, bookfile.retired(version.words, name), (Change(ChangeKind.RETIRE, (name,)),))
        act.note(version=made.number)
    put_in_place(study, act)
    return made


def adopt(study: Study, *, by: Actor) -> Version:
    """Take over what somebody wrote into codebook.yaml by hand as a version of its own."""
    with study.act("coding.adopt", by=by) as act:
        version, _ = recognised(study, act)
        act.note(version=version.number)
    put_in_place(study, act)
    return version


def undo(study: Study, *, by: Actor) -> Version:
    """Take back the last change of the codebook: file and codings are as they were before it.

    What was coded since under a code that the earlier book does not have, or means
    otherwise, waits in the recode queue.

    Raises:
        NotFound: if there is nothing to take back.
    """
    with study.act("coding.undo", by=by) as act:
        recognised(study, act)
        held = [one for one in store.versions(act.connection) if one.undone is None]
        if len(held) < 2:
            raise NotFound("The codebook has not been changed.", "List its versions with `outspoken coding versions`.")
        store.undo_version(act.connection, held[-1].number, act.seq)
        lay_ready(study, act, held[-2].words)
        restand(act)
        act.note(undone=held[-1].number, version=held[-2].number)
    put_in_place(study, act)
    return held[-2]


# ---- coding ------------------------------------------------------------------------------


def code(study: Study, mark: Mark, *, by: Actor) -> Coding:
    """Give a code to a testimony or to words of it.

    Raises:
        NotFound: if there is no such testimony, code or text, or the quoted words do not stand there.
        Conflict: if what is there is not what the mark is based on; it carries both.
    """
    with study.act("coding.code", by=by) as act:
        version, book = recognised(study, act)
        made = saved(act, book, version.number, mark)
        act.note(coding=made.id, testimony=made.testimony_id)
    put_in_place(study, act)
    return made


def uncode(study: Study, coding: int, *, by: Actor) -> None:
    """Take a coding of one's own away; it stays in the record.

    Raises:
        NotFound: if it is not the actor's, or not there any more.
    """
    with study.act("coding.uncode", by=by) as act:
        found = store.coding_by_id(act.connection, coding)
        if found is None or not found[1] or found[0].coder != by.name or not act.sees("codings", coding):
            raise NotFound(f"You have no coding C{coding}.", "List yours with `outspoken coding list`.")
        store.end_coding(act.connection, act.seq, coding, for_good=True)
        restand(act)
        act.note(coding=coding)


def settle(
    study: Study, testimony: str, code: str, answer: Answer, *, by: Actor, reason: str, based_on: int | None = None
) -> Coding:
    """End a disagreement: this answer counts, and what the coders gave stays beside it.

    Raises:
        NotFound: if there is no such testimony or code, or nobody has coded it.
        Conflict: if somebody has settled it meanwhile; it carries both.
    """
    with study.act("coding.settle", by=by) as act:
        version, book = recognised(study, act)
        number, name = testimony_named(act, testimony), code_named(book, code).id
        given = store.codings_in_force(act.connection, [number], [name])
        there = next((one for one in given if one.settled), None)
        if not given:
            raise NotFound(f"Nobody has coded {testimony} with {name}.", "There is nothing to settle.")
        refuse_if_changed(act, based_on, there, (name, answer), testimony)
        manner = Manner(by.name, version.number, settled=True, reason=reason)
        made = put(act, manner, (number, name, answer), there)
        act.note(coding=made.id, testimony=number)
    put_in_place(study, act)
    return made


# ---- rounds and memos ----------------------------------------------------------------------


def assign(study: Study, plan: Plan, *, by: Actor) -> Round:
    """Begin a round: draw testimonies, write down with which chance, and share them out among coders.

    Raises:
        Conflict: if there is a round of that name.
        NotFound: if nobody shall code, or there is nothing to draw from.
    """
    with study.act("coding.assign", by=by) as act:
        recognised(study, act)
        made, places = drawn(study, act, plan)
        rounds.add_assignments(act.connection, made.id, places)
        act.note(round=made.id, assignments=len(places))
    put_in_place(study, act)
    return made


def finish(study: Study, round_name: str, testimony: str, *, by: Actor, rest: Answer | None = None) -> list[Coding]:
    """Say that one has coded a testimony; `rest` is the answer to every code not answered yet.

    A testimony whose words carry a code has it, so marked codes are answered with yes.

    Raises:
        NotFound: if it is not the actor's to code.
    """
    with study.act("coding.finish", by=by) as act:
        version, book = recognised(study, act)
        turn, task = assignment_in(act, round_name, testimony_named(act, testimony))
        mine = [
            one
            for one in store.codings_in_force(act.connection, [task.testimony_id])
            if one.coder == by.name and not one.settled
        ]
        answered = {one.code for one in mine if one.passage_id is None}
        marked = {one.code for one in mine if one.passage_id is not None and one.answer is Answer.YES}
        given = [(task.testimony_id, one, Answer.YES) for one in sorted(marked - answered)]
        if rest is not None:
            left = [one.id for one in book.codes() if one.id not in answered | marked]
            given += [(task.testimony_id, one, rest) for one in left]
        numbers = store.add_codings(act.connection, act.seq, Manner(by.name, version.number, round_id=turn.id), given)
        rounds.finish_assignment(act.connection, act.seq, task.id)
        act.note(round=turn.id, testimony=task.testimony_id)
        made = set(numbers)
        result = [one for one in store.codings_in_force(act.connection, [task.testimony_id]) if one.id in made]
    put_in_place(study, act)
    return result


def close(study: Study, round_name: str, *, by: Actor) -> Round:
    """End a round: from now on its coders see each other's codings.

    Raises:
        NotFound: if there is no such open round.
    """
    with study.act("coding.close", by=by) as act:
        found = round_named(act.connection, round_name)
        if found.closed:
            raise NotFound(f"The round {round_name!r} is over already.", "List rounds with `outspoken coding rounds`.")
        rounds.close_round(act.connection, act.seq, found.id)
        act.note(round=found.id)
    return found


def memo(study: Study, about: About, words: str, *, by: Actor, based_on: int | None = None) -> Memo:
    """Note something about a code, a passage, a story or a testimony; `based_on` is the memo it rewords.

    Raises:
        NotFound: if it is about nothing, or about several things.
        Conflict: if somebody has reworded the memo meanwhile; it carries both.
    """
    with study.act("coding.memo", by=by) as act:
        if (
            sum(one is not None for one in (about.code or None, about.story_id, about.testimony_id, about.passage_id))
            != 1
        ):
            raise NotFound("A memo is about one thing.", "Name a code, a story, a passage or a testimony.")
        refuse_unseen(act, about)
        if based_on is not None and not rounds.memos_in_force(act.connection, act.seen("memos", [based_on])):
            newer = rounds.newer_memo(act.connection, based_on) if act.sees("memos", based_on) else None
            said = f"{newer.actor} has reworded it as M{newer.id}" if newer else "it is not there"
            hint = "Read both, then save yours over theirs, or leave it."
            raise Conflict(f"M{based_on} cannot be reworded: {said}.", hint, mine=words, theirs=newer)
        made = rounds.add_memo(act.connection, act.seq, about, words, by.name, based_on)
        act.note(memo=made.id)
    return made


# ---- suggestions -----------------------------------------------------------------------------


def ask(study: Study, answers: Sequence[Asked], *, by: Actor) -> int:
    """Keep what a language model answered; it votes among the machine's members and is never counted."""
    with study.act("coding.ask", by=by) as act:
        suggested.add_votes(act.connection, answers)
        act.note(answers=len(answers), refused=sum(one.value == "refused" for one in answers))
    return len(answers)


def suggest(study: Study, proposed: Proposed, *, by: Actor) -> int:
    """Keep what a machine proposes, apart from all codings; return the number of the run."""
    with study.act("coding.suggest", by=by) as act:
        version, _ = recognised(study, act)
        found = suggested.add_run(
            act.connection, act.seq, proposed.suggester, version.number, proposed.honesty, by.name
        )
        before = suggested.decided_before(act.connection)
        fresh = [one for one in proposed.proposals if (one["testimony_id"], one["code"]) not in before]
        suggested.add_suggestions(act.connection, found, fresh)
        suggested.add_chances(act.connection, found, proposed.chances)
        act.note(run=found, suggestions=len(fresh))
    put_in_place(study, act)
    return found


def accept(study: Study, suggestion: int, *, by: Actor, based_on: int | None = None) -> Coding:
    """Make a suggestion one's own coding, with the words it rests on and the confidence it had.

    Raises:
        NotFound: if it is not there to be decided on, or its words no longer stand in the text.
        Conflict: if the actor has coded it otherwise and did not say so.
    """
    with study.act("coding.accept", by=by) as act:
        version, book = recognised(study, act)
        found = open_suggestions(act, [suggestion])
        made = accepted(act, book, version.number, found[0], based_on)
        act.note(suggestion=suggestion, coding=made.id)
    put_in_place(study, act)
    return made


def accept_all(study: Study, code: str, *, by: Actor, at_least: float = 0.8) -> list[Coding]:
    """Accept every open suggestion of a code from a confidence up, where its precision there is known and high.

    What the actor has coded already is left as it is.

    Raises:
        Conflict: if the machine does not know the code well enough, and how well it does.
    """
    with study.act("coding.accept_all", by=by) as act:
        version, book = recognised(study, act)
        name = code_named(book, code).id
        may_accept_all(act, name, at_least)
        mine = {
            (one.testimony_id, one.code)
            for one in store.codings_in_force(act.connection, codes=[name])
            if one.coder == by.name
        }
        chosen = [
            one
            for one in open_suggestions(act, None)
            if one.code == name and one.confidence >= at_least and (one.testimony_id, name) not in mine
        ]
        made = [accepted(act, book, version.number, one, None) for one in chosen]
        act.note(codings=[one.id for one in made])
    put_in_place(study, act)
    return made


def dismiss(study: Study, suggestion: int, *, by: Actor) -> None:
    """Put a suggestion aside; no later run brings it up again.

    Raises:
        NotFound: if it is not there to be decided on.
    """
    with study.act("coding.dismiss", by=by) as act:
        open_suggestions(act, [suggestion])
        suggested.decide(act.connection, act.seq, [suggestion], "dismissed", by.name)
        act.note(suggestion=suggestion)


# ---- exchange --------------------------------------------------------------------------------


def import_project(study: Study, project: Project, *, by: Actor) -> Taken:
    """Take in what another program coded: codes, texts, codings, cases and memos, all or nothing.

    Raises:
        Conflict: if a code of the project means something else here.
    """
    with study.act("coding.import_project", by=by) as act:
        version, book = recognised(study, act)
        result = taken_in(study, act, version, book, project)
        act.note(texts=result.texts, codings=result.codings, codes=result.codes)
    put_in_place(study, act)
    return result


def _refuse_known(act: Act, name: str) -> None:
    """A code's id is kept for good: what was counted under it must not come to mean something else."""
    for version in store.versions(act.connection):
        if version.undone is None and name.casefold() in {one.casefold() for one in version.meanings}:
            raise Conflict(
                f"There is, or was, a code {name!r} in this study (version {version.number}).", "Take another id."
            )
