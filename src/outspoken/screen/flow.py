"""Count what became of every story that was found; whatever was decided, the numbers add up. Pure.

    finds      = again + stories
    stories    = copies + originals
    originals  = waiting + screened
    screened   = excluded + unclear + included,   excluded = the sum of the reasons
    testimonies of all stories = testimonies_excluded + fake + not eligible + testimonies,
    testimonies = included + open ones

A story that came in a sheet of a study (`screened = true`, as it is unless study.toml says otherwise) had been chosen
by somebody before it was imported: it counts as included until somebody decides about it here.

What a copy tells of is left out with it, for its original tells of the same people; where nobody has written down of
whom the original tells, the copy's testimonies stand in their place and count as the original does.

The scheme follows Page and others, "The PRISMA 2020 statement", BMJ 372:n71, 2021, https://doi.org/10.1136/bmj.n71
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from outspoken.screen.records import Flow, Held, Place, Placed, Verdict


def flow_of(stories: Iterable[Held], criteria: Sequence[str], copying: Iterable[str] = ()) -> Flow:
    """Count stories and their testimonies.

    Args:
        stories: every story of the study.
        criteria: the names of the criteria, in their order.
        copying: those criteria of which a story that fails one is a copy.
    """
    held, copies = list(stories), set(copying)
    place = {one.story: placed(one, copies).place for one in held}
    counted = Counter(place.values())
    reasons = Counter(one.standing.criterion for one in held if one.standing and place[one.story] is Place.EXCLUDED)
    told = Counter(dict.fromkeys(("included", "open", "excluded"), 0))
    people: dict[int, bool] = {}
    for one in held:
        where = _TESTIMONIES[place[one.story] if one.stands_for is None else place[one.stands_for]]
        told[where] += len(one.testimonies) + (one.fake + one.not_eligible if where == "excluded" else 0)
        if where != "excluded":
            for person in one.testimonies:
                people[person] = people.get(person, False) or where == "included"
    finds = sum(one.finds for one in held)
    screened = counted[Place.EXCLUDED] + counted[Place.UNCLEAR] + counted[Place.INCLUDED]
    return Flow(
        finds=finds,
        again=finds - len(held),
        stories=len(held),
        copies=counted[Place.COPY],
        originals=counted[Place.WAITING] + screened,
        waiting=counted[Place.WAITING],
        screened=screened,
        excluded=counted[Place.EXCLUDED],
        reasons=_in_order(reasons, [name for name in criteria if name not in copies]),
        unclear=counted[Place.UNCLEAR],
        disputed=sum(
            one.standing is not None and one.standing.disputed for one in held if place[one.story] is Place.UNCLEAR
        ),
        included=counted[Place.INCLUDED],
        included_before=sum(one.standing is None and place[one.story] is Place.INCLUDED for one in held),
        testimonies=told["included"] + told["open"],
        testimonies_included=told["included"],
        testimonies_open=told["open"],
        testimonies_excluded=told["excluded"],
        testimonies_fake=sum(one.fake for one in held if _TESTIMONIES[place[one.story]] != "excluded"),
        testimonies_not_eligible=sum(one.not_eligible for one in held if _TESTIMONIES[place[one.story]] != "excluded"),
        persons=len(people),
        cases=len(people),
        cases_open=sum(not included for included in people.values()),
    )


_TESTIMONIES = {
    Place.COPY: "excluded",
    Place.EXCLUDED: "excluded",
    Place.WAITING: "open",
    Place.UNCLEAR: "open",
    Place.INCLUDED: "included",
}


def placed(one: Held, copying: Collection[str]) -> Placed:
    """Say where in the flow a story stands; a settled copy is one whatever was decided about it.

    `copying` are the criteria of which a story that fails one is a copy.
    """
    if one.copy:
        return Placed(Place.COPY)
    if one.standing is None:
        return Placed(Place.INCLUDED, before=True) if one.prescreened else Placed(Place.WAITING)
    criterion, disputed = one.standing.criterion, one.standing.disputed
    if one.standing.verdict is Verdict.EXCLUDE:
        return Placed(Place.COPY if criterion in copying else Place.EXCLUDED, criterion, disputed)
    included = one.standing.verdict is Verdict.INCLUDE
    return Placed(Place.INCLUDED if included else Place.UNCLEAR, criterion, disputed)


def _in_order(reasons: Mapping[str, int], criteria: Sequence[str]) -> dict[str, int]:
    """Give every criterion its number, then reasons that study.toml no longer names, then none."""
    known = {name: reasons.get(name, 0) for name in criteria}
    rest = {name: number for name, number in sorted(reasons.items()) if name not in known and name}
    return known | rest | ({"": reasons[""]} if reasons.get("") else {})
