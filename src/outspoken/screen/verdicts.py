"""Say what decisions about a story come to; the one place where several screeners' decisions become one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from outspoken.screen.records import Answer, Decision, Standing, Verdict


def in_force(decisions: Iterable[Decision]) -> dict[tuple[int, str], Decision]:
    """Return the decision in force of each screener on each story: their last one that was not undone."""
    found: dict[tuple[int, str], Decision] = {}
    for one in sorted(decisions, key=lambda one: one.id):
        if not one.undone_at:
            found[one.story, one.screener] = one
    return found


def standing(decisions: Sequence[Decision], criteria: Sequence[str]) -> Standing | None:
    """Say what the decisions in force on one story come to: what all agree on, else unclear and disputed.

    Args:
        decisions: those in force, one for each screener.
        criteria: the criteria's names in the order of study.toml; the first that is not met is the reason.
    """
    if not decisions:
        return None
    verdicts = {one.verdict for one in decisions}
    if len(verdicts) > 1:
        return Standing(Verdict.UNCLEAR, disputed=True)
    verdict = verdicts.pop()
    failed = {name for one in decisions for name, answer in one.answers.items() if answer is Answer.NO}
    known = [name for name in criteria if name in failed] or sorted(failed)
    return Standing(verdict, known[0] if verdict is Verdict.EXCLUDE and known else "")


def contradiction(verdict: Verdict, answers: Mapping[str, Answer], criteria: Sequence[str]) -> str:
    """Say in a sentence what of a decision does not fit together; empty if all does.

    Included is only what meets every criterion; excluded what fails one; unclear what fails none and leaves one open.
    """
    unknown = [name for name in answers if name not in criteria]
    if unknown:
        return f"there is no criterion {unknown[0]!r}"
    failed = [name for name in criteria if answers.get(name) is Answer.NO]
    left = [name for name in criteria if answers.get(name) is not Answer.YES]
    if verdict is Verdict.INCLUDE and left:
        said = answers[left[0]].value if left[0] in answers else "not answered"
        return f"a story that is included meets every criterion, and {left[0]!r} is {said}"
    if verdict is Verdict.EXCLUDE and criteria and not failed:
        return "a story that is excluded fails a criterion, and none was answered with no"
    if verdict is Verdict.UNCLEAR and failed:
        return f"a story that fails a criterion is excluded, and {failed[0]!r} was answered with no"
    return ""
