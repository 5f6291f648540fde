"""Put together what a story says of its person, or of each of several; where no name tells, of one without a name."""

from __future__ import annotations

from collections.abc import Sequence

from outspoken.people.extraction.ages import Age, ages_at_joining, ages_in, born_in, range_in
from outspoken.people.extraction.focus import Focus
from outspoken.people.extraction.groups import group_of, home_of
from outspoken.people.extraction.groups import mentions as groups_in
from outspoken.people.extraction.journeys import journey_of
from outspoken.people.extraction.lexicon import primary
from outspoken.people.extraction.mentions import mentions
from outspoken.people.extraction.names import Named, focused, named
from outspoken.people.extraction.nationalities import TITLE, Land, lands_in
from outspoken.people.extraction.records import Said, Sketch, Source, said
from outspoken.people.extraction.roles import roles_of
from outspoken.people.extraction.sexes import sex_of
from outspoken.text.names import Role, parse_name

_LONGEST = 20_000
"""Characters of a text that are read: a story says of whom it speaks near its beginning."""
MOST = 4
"""How many persons are suggested of one story."""


def persons_of(title: str, text: str, language: str) -> list[Sketch]:
    """Return a sketch of each person a story speaks of, in the order in which it names them.

    >>> [one.value("name") for one in persons_of("", "Selim Hale, 22, joined ISIS and fled. He regrets it.", "en")]
    ['Selim Hale']
    """
    source = Source(title, text[:_LONGEST], primary(language))
    ages = ages_in(source.text, source.language)
    focus = focused(source, mentions(source))
    lands = lands_in(source, focus)
    beside = {place for land in lands if land.rank <= TITLE for place in land.beside}
    people = sorted(named(source, focus, ages, beside)[:MOST], key=lambda one: one.mentions[0].start)
    about = _About(source, focus, people, lands)
    return [about.sketch(who, ages) for who in people] or [about.sketch(None, ages)]


class _About:
    """What one text says: its names, of whom each stretch speaks, and who of them are its persons."""

    def __init__(self, source: Source, focus: Focus, people: Sequence[Named], lands: Sequence[Land]) -> None:
        self._source = source
        self._lands = lands
        self._focus = focus
        self._alone = len(people) <= 1
        self._group = group_of(source)

    def sketch(self, who: Named | None, ages: Sequence[Age]) -> Sketch:
        """Gather the values of one person."""
        source = self._source
        spans = self._spans(who)
        group = self._group if self._alone else _own_group(source, spans) or self._group
        told = _names(source, who) if who else []
        told += [one for one in (sex_of(source, who.name if who else "", spans),) if one is not None]
        told += self._age(who, ages)
        told += [one for one in (born_in(source, spans), range_in(source, spans)) if one is not None]
        nationality = self._nationality(who, group)
        told += [one for one in (nationality, group) if one is not None]
        told += roles_of(source, spans)
        dated, unsure = journey_of(source, spans, nationality.value if nationality else None)
        return Sketch((*told, *dated), tuple(unsure))

    def _spans(self, who: Named | None) -> list[tuple[int, int]]:
        """Return the stretches that speak of one; of the only one, those too that speak of nobody by name."""
        if who is None:
            return [(one.start, one.end) for one in self._focus.stretches if not one.aside]
        own = {who.place, None} if self._alone else {who.place}
        return [(one.start, one.end) for one in self._focus.stretches if one.who in own and not one.aside]

    def _tier(self, who: Named | None, start: int, beside: Sequence[int]) -> int:
        """Say how surely what stands at a place is of one: 0 beside the name, 1 in focus, 2 of no other, 9 not."""
        if beside:
            return 0 if who is not None and who.place in beside else 9
        stretch = self._focus.at(start)
        if stretch is not None and stretch.aside:
            return 9
        if who is not None and stretch is not None and stretch.who == who.place:
            return 1
        return 2 if self._alone else 9

    def _age(self, who: Named | None, ages: Sequence[Age]) -> list[Said]:
        """Choose the age beside the name, else the only one of the sentences that speak of it."""
        tiers: dict[int, list[Age]] = {}
        for age in ages:
            beside = [place for place, group in enumerate(self._focus.groups) if any(age.beside(one) for one in group)]
            if not age.others or (beside and who is not None and who.place in beside):
                tiers.setdefault(self._tier(who, age.start, beside), []).append(age)
        told = []
        for tier in sorted(tiers.keys() - {9}):
            own = tiers[tier]
            if len({age.years for age in own}) > 1:
                own = [age for age in own if age.explicit]
            if own and len({age.years for age in own}) == 1:
                rule = ("age beside the name", "age in the sentences about the person", "the only age")[tier]
                told.append(said(self._source, "age", str(own[0].years), (own[0].start, own[0].end), rule))
            break
        joining = ages_at_joining(self._source.text, self._source.language) if self._alone else []
        if len({age.years for age in joining}) == 1:
            first = joining[0]
            told.append(
                said(self._source, "age at joining", str(first.years), (first.start, first.end), "age at joining")
            )
        return told

    def _nationality(self, who: Named | None, group: Said | None) -> Said | None:
        """Choose the land that is said most surely of one, else the home of the group."""
        tiers: dict[tuple[int, int], list[Land]] = {}
        for land in self._lands:
            tier = 9 if land.others else 1 if land.every else self._tier(who, land.start, land.beside)
            known = who is not None and any(one.start < land.start for one in who.mentions)
            if tier < 9 and not (land.new and known and tier > 0):
                tiers.setdefault((land.rank, tier), []).append(land)
        for key in sorted(tiers):
            own = tiers[key]
            if len({land.code for land in own}) > 1:
                return None
            first = own[0]
            if first.in_title:
                quote = self._source.title[first.start : first.end]
                return Said("nationality", first.code, first.start, first.end, quote, first.rule, in_title=True)
            return said(self._source, "nationality", first.code, (first.start, first.end), first.rule)
        return self._home(group, {land.code for land in self._lands})

    def _home(self, group: Said | None, named_lands: set[str]) -> Said | None:
        """Choose the country that nearly all members of a group come from, where no other land is spoken of."""
        named_groups = [one for one in groups_in(self._source.text) if home_of(one.meaning)]
        homes = {home_of(one.meaning) for one in named_groups} | ({home_of(group.value)} if group else set())
        home = next(iter(homes - {None}), None)
        if home is None or len(homes - {None}) > 1 or named_lands - {home}:
            return None
        if named_groups:
            first = named_groups[0]
            return said(self._source, "nationality", home, (first.start, first.end), "home of the group")
        assert group is not None
        return Said("nationality", home, group.start, group.end, group.quote, "home of the group", group.in_title)


def _names(source: Source, who: Named) -> list[Said]:
    place = next(one for one in who.mentions if one.name == who.name)
    told = [said(source, "name", who.name, (place.start, place.end), "name weighed by what is said of it")]
    for form in who.forms:
        other = next(one for one in who.mentions if one.name == form)
        told.append(said(source, "alias", form, (other.start, other.end), "another form of the name"))
    if any(word.role is Role.KUNYA for word in parse_name(who.name).words):
        told.append(said(source, "kunya", who.name, (place.start, place.end), "kunya"))
    lands = parse_name(who.name).countries
    if len(lands) == 1:
        told.append(said(source, "origin by name", lands[0], (place.start, place.end), "nisba, which is a hint only"))
    if who.pseudonym:
        told.append(said(source, "pseudonym", "yes", (place.start, place.end), "said not to be the true name"))
    return told


def _own_group(source: Source, spans: Sequence[tuple[int, int]]) -> Said | None:
    """Return the only group that is named where one of several is spoken of."""
    near = [one for one in groups_in(source.text) if any(start <= one.start < end for start, end in spans)]
    if len({one.meaning for one in near}) != 1:
        return None
    return said(source, "group", near[0].meaning, (near[0].start, near[0].end), "group beside one of several")
