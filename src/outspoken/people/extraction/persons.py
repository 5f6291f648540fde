"""Put together what a story says of its person, or of each of several; where no name tells, of one without a name."""

from __future__ import annotations

from collections.abc import Sequence

from outspoken.people.extraction.ages import Age, ages_at_joining, ages_in
from outspoken.people.extraction.groups import group_of
from outspoken.people.extraction.groups import mentions as groups_in
from outspoken.people.extraction.lexicon import primary
from outspoken.people.extraction.mentions import Mention, mentions
from outspoken.people.extraction.names import Named, named
from outspoken.people.extraction.nationalities import nationality_of
from outspoken.people.extraction.records import Said, Sketch, Source, said
from outspoken.people.extraction.sexes import sex_of
from outspoken.text.names import Role, parse_name

_LONGEST = 20_000
"""Characters of a text that are read: a story says of whom it speaks near its beginning."""
MOST = 4
"""How many persons are suggested of one story."""


def persons_of(title: str, text: str, language: str) -> list[Sketch]:
    """Return a sketch of each person a story speaks of, the one it says most of first.

    >>> [one.value("name") for one in persons_of("", "Selim Hale, 22, joined ISIS and fled. He regrets it.", "en")]
    ['Selim Hale']
    """
    source = Source(title, text[:_LONGEST], primary(language))
    group = group_of(source)
    found = mentions(source)
    ages = ages_in(source.text, source.language)
    people = named(source, found, ages)[:MOST]
    if not people:
        return [_sketch(source, None, found, ages, group)]
    people.sort(key=lambda one: one.mentions[0].start)
    return [_sketch(source, one, found, ages, group, alone=len(people) == 1) for one in people]


def _sketch(
    source: Source,
    who: Named | None,
    found: Sequence[Mention],
    ages: Sequence[Age],
    group: Said | None,
    *,
    alone: bool = True,
) -> Sketch:
    """Gather the values of one person."""
    name = who.name if who else ""
    spans = [(0, len(source.text))] if alone else _spans(source, who, found)
    group = group if alone else _own_group(source, spans) or group
    told = _names(source, who) if who else []
    told += [one for one in (sex_of(source, name, spans),) if one is not None]
    told += _age(source, who, found, ages, alone=alone)
    nationality = nationality_of(source, spans, name, group.value if group else None)
    if nationality is None and not alone:
        nationality = nationality_of(source, [(0, len(source.text))], name, group.value if group else None)
    told += [one for one in (nationality, group) if one is not None]
    return Sketch(tuple(told))


def _names(source: Source, who: Named) -> list[Said]:
    place = next(one for one in who.mentions if one.name == who.name)
    told = [said(source, "name", who.name, (place.start, place.end), "name weighed by what is said of it")]
    for form in who.forms:
        other = next(one for one in who.mentions if one.name == form)
        told.append(said(source, "alias", form, (other.start, other.end), "another form of the name"))
    if any(word.role is Role.KUNYA for word in parse_name(who.name).words):
        told.append(said(source, "kunya", who.name, (place.start, place.end), "kunya"))
    if who.pseudonym:
        told.append(said(source, "pseudonym", "yes", (place.start, place.end), "said not to be the true name"))
    return told


def _own_group(source: Source, spans: Sequence[tuple[int, int]]) -> Said | None:
    """Return the only group that is named where one of several is spoken of."""
    near = [one for one in groups_in(source.text) if any(start <= one[1] < end for start, end in spans)]
    if len({group for group, _, _ in near}) != 1:
        return None
    group, start, end = near[0]
    return said(source, "group", group, (start, end), "group beside one of several")


def _spans(source: Source, who: Named | None, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the stretches that speak of one of several: from a mention to the next name, or the sentence's end."""
    if who is None:
        return [(0, len(source.text))]
    own = {one.start for one in who.mentions}
    spans = []
    for mention in who.mentions:
        rest = [one.start for one in found if one.start > mention.start and one.start not in own]
        end = min(rest, default=len(source.text))
        spans.append((mention.start, end))
    return spans


def _age(
    source: Source, who: Named | None, found: Sequence[Mention], ages: Sequence[Age], *, alone: bool
) -> list[Said]:
    """Choose the age beside the name, else the only one that stands beside nobody's name."""
    told = []
    own = [age for age in ages if who and _beside(age, who.mentions)]
    free = [age for age in ages if not any(_beside(age, [one]) for one in found) and not age.name]
    if not own and alone and len({age.years for age in free}) == 1:
        own = free
    if own and len({age.years for age in own}) == 1:
        told.append(said(source, "age", str(own[0].years), (own[0].start, own[0].end), "age as the story tells"))
    joining = ages_at_joining(source.text, source.language) if alone else []
    if len({age.years for age in joining}) == 1:
        first = joining[0]
        told.append(said(source, "age at joining", str(first.years), (first.start, first.end), "age at joining"))
    return told


def _beside(age: Age, mentions_of: Sequence[Mention]) -> bool:
    """Whether an age stands in apposition to a name, or just before it: `22-year-old Selim`."""
    return any(
        one.start <= age.start <= one.end or 0 <= one.start - age.end <= 2 or 0 <= age.start - one.end <= 3
        for one in mentions_of
    )
