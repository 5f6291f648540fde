"""Count what became of every story that was found; whatever was decided, the numbers add up. Pure.

    finds      = again + stories
    stories    = copies + originals
    originals  = waiting + screened
    screened   = excluded + unclear + included,   excluded = the sum of the reasons
    testimonies of all stories = testimonies_excluded + testimonies,   testimonies = included + open ones

A story that came in a sheet of a study (`screened = true`, as it is unless study.toml says otherwise) had been chosen
by somebody before it was imported: it counts as included until somebody decides about it here.

The scheme follows Page and others, "The PRISMA 2020 statement", BMJ 372:n71, 2021, https://doi.org/10.1136/bmj.n71
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from outspoken.screen.records import Flow, Held, Verdict


def flow_of(stories: Iterable[Held], criteria: Sequence[str], copying: Iterable[str] = ()) -> Flow:
    """Count stories and their testimonies.

    Args:
        stories: every story of the study.
        criteria: the names of the criteria, in their order.
        copying: those criteria of which a story that fails one is a copy.
    """
    held, copies = list(stories), set(copying)
    place: dict[int, str] = {one.story: _place(one, copies) for one in held}
    counted = Counter(place.values())
    reasons = Counter(one.standing.criterion for one in held if one.standing and place[one.story] == "excluded")
    told = Counter(dict.fromkeys(("included", "open", "excluded"), 0))
    people: dict[int, bool] = {}
    for one in held:
        where = _TESTIMONIES[place[one.story]]
        told[where] += len(one.testimonies)
        if where != "excluded":
            for person in one.testimonies:
                people[person] = people.get(person, False) or where == "included"
    finds = sum(one.finds for one in held)
    screened = counted["excluded"] + counted["unclear"] + counted["included"]
    return Flow(
        finds=finds,
        again=finds - len(held),
        stories=len(held),
        copies=counted["copy"],
        originals=counted["waiting"] + screened,
        waiting=counted["waiting"],
        screened=screened,
        excluded=counted["excluded"],
        reasons=_in_order(reasons, [name for name in criteria if name not in copies]),
        unclear=counted["unclear"],
        disputed=sum(
            one.standing is not None and one.standing.disputed for one in held if place[one.story] == "unclear"
        ),
        included=counted["included"],
        included_before=sum(one.standing is None and place[one.story] == "included" for one in held),
        testimonies=told["included"] + told["open"],
        testimonies_included=told["included"],
        testimonies_open=told["open"],
        testimonies_excluded=told["excluded"],
        persons=len(people),
        cases=len(people),
        cases_open=sum(not included for included in people.values()),
    )


_TESTIMONIES = {
    "copy": "excluded",
    "excluded": "excluded",
    "waiting": "open",
    "unclear": "open",
    "included": "included",
}


def _place(one: Held, copies: set[str]) -> str:
    """Say where in the flow a story stands; a settled copy is one whatever was decided about it."""
    if one.copy:
        return "copy"
    if one.standing is None:
        return "included" if one.prescreened else "waiting"
    if one.standing.verdict is Verdict.EXCLUDE:
        return "copy" if one.standing.criterion in copies else "excluded"
    return "included" if one.standing.verdict is Verdict.INCLUDE else "unclear"


def _in_order(reasons: Mapping[str, int], criteria: Sequence[str]) -> dict[str, int]:
    """Give every criterion its number, then reasons that study.toml no longer names, then none."""
    known = {name: reasons.get(name, 0) for name in criteria}
    rest = {name: number for name, number in sorted(reasons.items()) if name not in known and name}
    return known | rest | ({"": reasons[""]} if reasons.get("") else {})
