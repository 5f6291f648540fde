"""What may be done in screening: decide about a story, and undo it."""

from __future__ import annotations

from collections.abc import Mapping

from outspoken.errors import Conflict, NotFound
from outspoken.screen import store
from outspoken.screen.records import Answer, Decision, Verdict
from outspoken.screen.verdicts import contradiction, in_force, standing
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.study import Act, Study


def decide(
    study: Study,
    story: str,
    verdict: Verdict,
    *,
    by: Actor,
    answers: Mapping[str, Answer] | None = None,
    reason: str = "",
) -> Decision:
    """Decide whether a story counts: one person's decision, with an answer to each criterion and a reason.

    A later decision of the same person takes the place of the earlier one, which stays in the record; `undo` brings it
    back. An excluded story's testimonies are no cases from then on.

    Args:
        study: the study.
        story: the story's id, S12.
        verdict: include, exclude or unclear.
        by: who decides.
        answers: criterion of study.toml to answer.
        reason: why, in words.

    Raises:
        NotFound: if there is no such story.
        Conflict: if verdict and answers do not fit together, or nothing says why a story is excluded.
    """
    given, criteria = dict(answers or {}), list(study.settings.screen.criteria)
    with study.act("screen.decide", by=by) as act:
        number = _story(act, story)
        wrong = contradiction(verdict, given, criteria)
        if wrong:
            hint = (
                f"The criteria are: {', '.join(criteria) or 'none'}. `outspoken screen criteria` says what they mean."
            )
            raise Conflict(f"The decision does not fit together: {wrong}.", hint)
        if verdict is Verdict.EXCLUDE and not criteria and not reason.strip():
            raise Conflict("Nothing says why the story is excluded.", 'Give a reason with --why "...".')
        made = store.add_decision(act.connection, number, by.name, verdict, given, reason)
        _settle(act, number, criteria)
        act.note(decision=made.id, story=number, verdict=verdict.value)
    return made


def undo(study: Study, story: str, *, by: Actor) -> Decision | None:
    """Undo one's own decision in force about a story; return the one that counts now, if any.

    Raises:
        NotFound: if there is no such story, or one has not decided about it.
    """
    with study.act("screen.undo", by=by) as act:
        number = _story(act, story)
        current = in_force(store.read_decisions(act.connection, number)).get((number, by.name))
        if current is None:
            raise NotFound(
                f"{by.name} has not decided about {ids.spoken('story', number)}, so there is nothing to undo.",
                f"See who has: `outspoken screen decisions {ids.spoken('story', number)}`.",
            )
        store.undo_decision(act.connection, current.id, by.name)
        _settle(act, number, list(study.settings.screen.criteria))
        act.note(decision=current.id, story=number, undone=current.verdict.value)
        return in_force(store.read_decisions(act.connection, number)).get((number, by.name))


def _story(act: Act, story: str) -> int:
    number = ids.heard("story", story)
    if not act.sees("stories", number) or not store.story_exists(act.connection, number):
        raise NotFound(f"There is no story {story} in this study.", "List them with `outspoken collect stories`.")
    return number


def _settle(act: Act, story: int, criteria: list[str]) -> None:
    """Say anew what the decisions about a story come to; counting reads only that."""
    force = list(in_force(store.read_decisions(act.connection, story)).values())
    store.set_standing(act.connection, story, standing(force, criteria))
