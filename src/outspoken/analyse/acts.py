"""What may be done in analyse: keep, share and drop views of the case table; no act changes a number."""

from __future__ import annotations

import json

from outspoken.analyse import store
from outspoken.analyse.listing import Asked, known_columns, understood
from outspoken.analyse.views import LONGEST_NAME, View, found, read, written
from outspoken.errors import Conflict, NotFound
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.journal import now
from outspoken.study.study import Act, Study


def keep_view(study: Study, name: str, asked: Asked, *, by: Actor) -> View:
    """Keep what somebody asks of the case table under a name, for themselves alone.

    Raises:
        Conflict: if there is no name, it is too long, or they have a view of that name.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Conflict(f"A view needs a name of at most {LONGEST_NAME} characters.", "Give it one that says what for.")
    with study.act("analyse.keep_view", by=by) as act:
        if any(one.actor == by.name and one.name == name for one in _all(act)):
            raise Conflict(f"You have a view {name!r} already.", "Drop it first, or take another name.")
        number, at = ids.take(act.connection, "view")[0], now()
        asked = understood(asked, list(known_columns(study.settings)))
        store.write_view(
            act.connection,
            id=number,
            actor=by.name,
            name=name,
            asked=written(asked),
            shared=0,
            blind=_blind(act),
            at=at,
        )
        act.note(view=number)
    return View(number, by.name, name, asked, shared=False, at=at)


def share_view(study: Study, view: str, *, by: Actor, shared: bool = True) -> View:
    """Share a view with everybody from whom nothing is hidden that its maker sees; or share it no more.

    Safety: a name or a filter may tell whatever its maker saw; so who sees less does not see the view.

    Raises:
        NotFound: if the actor has no such view.
    """
    with study.act("analyse.share_view", by=by) as act:
        one = _own(act, view)
        # What hides something from the maker now may have been open when the name was chosen; what both
        # then and now was hidden is surely not told.
        then = set(json.loads(next(row.blind for row in store.read_views(act.connection, by.name) if row.id == one.id)))
        blind = json.dumps(sorted(then & set(act.hidden.restrictions)))
        store.share_view(act.connection, one.id, int(shared), blind)
        act.note(view=one.id, shared=int(shared))
    return View(one.id, one.actor, one.name, one.asked, shared, one.at)


def drop_view(study: Study, view: str, *, by: Actor) -> View:
    """Forget a view that the actor made.

    Raises:
        NotFound: if they have no such view.
    """
    with study.act("analyse.drop_view", by=by) as act:
        one = _own(act, view)
        store.remove_view(act.connection, one.id)
        act.note(view=one.id)
    return one


def _all(act: Act) -> list[View]:
    return [read(row) for row in store.read_views(act.connection, act.actor.name)]


def _own(act: Act, view: str) -> View:
    """Find one of the actor's own views; of others' views, seen or not, the answer is the same."""
    try:
        return found((one for one in _all(act) if one.actor == act.actor.name), view)
    except NotFound as error:
        raise NotFound(f"You have no view {view!r}.", error.hint) from error


def _blind(act: Act) -> str:
    return json.dumps(list(act.hidden.restrictions))
