"""What may be done in the archive: settle whether a story is a copy of another, and undo it."""

from __future__ import annotations

from outspoken.archive.copies import store as copies
from outspoken.archive.copies.clusters import contradiction, in_force
from outspoken.archive.copies.records import CopyJudgement, CopyVerdict
from outspoken.errors import Conflict, NotFound
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.study import Act, Study

# ---- copies --------------------------------------------------------------------------


def settle_copy(
    study: Study, copy: str, of: str, verdict: CopyVerdict, *, by: Actor, reason: str = ""
) -> CopyJudgement:
    """Settle whether one story is a copy of another, which is the original.

    A story that is settled as a copy stays, with its texts and captures, and is not
    counted for itself. A later judgement on the same two takes the place of an earlier
    one, which stays in the record; `undo_copy` brings it back.

    Raises:
        NotFound: if there is no such story, or both are one.
        Conflict: if the copy has another original already, or the judgement contradicts another.
    """
    with study.act("archive.settle_copy", by=by) as act:
        pair = _pair(act, copy, of)
        made = copies.add_judgement(act.connection, pair, verdict, reason, by.name)
        _refuse_contradiction(act)
        act.note(judgement=made.id, copy=made.copy, original=made.of, verdict=verdict.value)
    return made


def undo_copy(study: Study, one: str, other: str, *, by: Actor) -> CopyJudgement | None:
    """Undo what was settled of two stories; return the judgement that counts now, if any.

    Raises:
        NotFound: if nothing was settled of them.
        Conflict: if the judgement that would count again contradicts a later one.
    """
    with study.act("archive.undo_copy", by=by) as act:
        pair = _pair(act, one, other)
        key = (min(pair), max(pair))
        current = in_force(copies.read_judgements(act.connection)).get(key)
        if current is None:
            raise NotFound(
                f"Nobody has settled whether one of {one} and {other} is a copy of the other.",
                "List what is settled with `outspoken archive copies --settled`.",
            )
        copies.undo_judgement(act.connection, current.id, by.name)
        _refuse_contradiction(act)
        act.note(judgement=current.id, copy=current.copy, original=current.of, undone=current.verdict.value)
        return in_force(copies.read_judgements(act.connection)).get(key)


def _pair(act: Act, copy: str, of: str) -> tuple[int, int]:
    pair = ids.heard("story", copy), ids.heard("story", of)
    if pair[0] == pair[1]:
        raise NotFound(f"{copy} and {of} are one story.", "Name two different stories.")
    for number in pair:
        copies.require_story(act.connection, number)
    return pair


def _refuse_contradiction(act: Act) -> None:
    found = contradiction(in_force(copies.read_judgements(act.connection)))
    if found is None:
        return
    one, other = ids.spoken("story", found.one), ids.spoken("story", found.other)
    sentence = {
        "another original": f"{one} is settled as a copy of {other} already, and a copy has one original.",
        "a circle": f"{one} is settled as a copy of {other}, so {other} would be a copy of itself.",
        "judged not a copy": f"This would make {one} and {other} copies of one text, but they were judged not to be.",
    }[found.what]
    raise Conflict(sentence, f"Undo that first with `outspoken archive undo-copy {one} {other}`.")
