"""Begin a round in a study: what there is to draw from, and whose turn it is."""

from __future__ import annotations

from sqlalchemy import Connection

from outspoken.coding.records import Assignment, Plan, Round, Scheme
from outspoken.coding.rounds import store
from outspoken.coding.rounds.sampling import Drawn, at_random, mixed, shared_out, within_strata
from outspoken.coding.saving import testimony_named
from outspoken.coding.suggestions.store import latest_run, read_chances
from outspoken.errors import Conflict, NotFound
from outspoken.people.store import read_testimonies
from outspoken.study.study import Act, Study


def drawn(study: Study, act: Act, plan: Plan) -> tuple[Round, list[store.Place]]:
    """Write down a round and return who is to code what.

    Raises:
        Conflict: if there is a round of that name.
        NotFound: if nobody shall code, or there is nothing to draw from.
    """
    if not plan.name.strip() or not plan.coders or plan.each < 1:
        raise NotFound("A round needs a name and coders.", "Name them with --coders Amal,Bilal.")
    if store.round_by_name(act.connection, plan.name) is not None:
        raise Conflict(f"There is a round {plan.name!r} already.", "Take another name.")
    # Safety: a round is drawn from what its beginner sees; that there is more, its size would tell.
    unseen = act.unseen("testimonies")
    numbers = [one.id for one in read_testimonies(act.connection) if one.id not in unseen]
    if not numbers:
        raise NotFound("There is no testimony to code.", "Bring some in with `outspoken collect import`.")
    found = _chosen(study, act, plan, numbers)
    made = store.add_round(act.connection, plan, len(numbers), act.actor.name)
    shared = shared_out(list(found), list(dict.fromkeys(plan.coders)), plan.each, plan.seed)
    return made, [(number, coder, found[number], turn) for number, coder, turn in shared]


def round_named(connection: Connection, name: str) -> Round:
    """Return a round by its name.

    Raises:
        NotFound: if there is none.
    """
    found = store.round_by_name(connection, name)
    if found is None:
        known = ", ".join(one.name for one in store.all_rounds(connection)) or "none"
        raise NotFound(f"There is no round {name!r}; there are: {known}.", "Begin one with `outspoken coding assign`.")
    return found


def assignment_in(act: Act, name: str, testimony: int) -> tuple[Round, Assignment]:
    """Return a round and what in it is the actor's to code of a testimony.

    Raises:
        NotFound: if it is not the actor's.
    """
    turn = round_named(act.connection, name)
    for one in store.assignments_of(act.connection, turn.id, act.actor.name):
        if one.testimony_id == testimony and not turn.closed:
            return turn, one
    raise NotFound(
        f"T{testimony} is not yours to code in the round {name!r}.", "See what is with `outspoken coding next`."
    )


def _chosen(study: Study, act: Act, plan: Plan, numbers: list[int]) -> Drawn:
    size = plan.size or len(numbers)
    match plan.scheme:
        case Scheme.ALL:
            return dict.fromkeys(numbers, 1.0)
        case Scheme.PICKED:
            return dict.fromkeys(testimony_named(act, one) for one in plan.picked)
        case Scheme.RANDOM:
            return at_random(numbers, size, plan.seed)
        case Scheme.STRATIFIED:
            if plan.by not in study.settings.attributes:
                known = ", ".join(study.settings.attributes)
                raise NotFound(f"There is no attribute {plan.by!r} to stratify by.", f"There are: {known}.")
            strata = store.strata_of(act.connection, plan.by)
            return within_strata({number: strata.get(number, "") for number in numbers}, size, plan.seed)
        case Scheme.MIXED:
            run = latest_run(act.connection)
            nearest = dict.fromkeys(numbers, 0.0)
            for number, _, chance in read_chances(act.connection, run.id) if run else ():
                if number in nearest:
                    nearest[number] = min(nearest[number], chance, key=lambda one: abs(one - 0.5))
            return mixed(nearest, size, plan.seed)
