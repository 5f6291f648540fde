"""Take leads into a study: which of them are stories that it knows, which are new, and what of them is in doubt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import Connection

from outspoken.collect.addresses import canonical, host_of, unwrapped
from outspoken.collect.finds import store
from outspoken.collect.finds.dating import Dated, dated
from outspoken.collect.finds.records import Channel, ChannelKind, Keeper, Lead
from outspoken.collect.records import Doubt, DoubtKind
from outspoken.collect.store import end_dates, outlet_ids
from outspoken.study import ids
from outspoken.study.settings import CollectSettings
from outspoken.study.study import Act, Study
from outspoken.text.dates import Reading, parse_edtf
from outspoken.text.letters import fold


@dataclass(frozen=True, slots=True)
class Keyed:
    """A lead with what it is recognised by."""

    lead: Lead
    key: str
    """By what its channel would find it again."""
    shared: tuple[str, ...]
    """By what every channel would: the form of its address, the hash of its bytes."""


@dataclass(slots=True)
class Sorted:
    """Leads, sorted by what the study knows of them."""

    new: list[Keyed] = field(default_factory=list)
    again: list[tuple[Keyed, int]] = field(default_factory=list)
    """Known stories that the channel had not found before."""
    known: int = 0


@dataclass(slots=True)
class Took:
    """What a batch of leads came to."""

    new: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    known: int = 0
    doubts: list[Doubt] = field(default_factory=list)


def keyed(lead: Lead) -> Keyed:
    """Say by what a lead is recognised. Pure."""
    shared = [canonical(lead.address)] if lead.address else []
    if lead.piece is not None and lead.piece.data:
        shared.append(f"sha256:{sha256(lead.piece.data).hexdigest()}")
    printed = "|".join((lead.title, lead.outlet, lead.published))
    key = shared[0] if shared else lead.record or sha256(printed.encode()).hexdigest()
    return Keyed(lead, key, tuple(shared))


def sort_leads(
    connection: Connection, channel: int | None, leads: Sequence[Lead], unseen: Collection[int] = ()
) -> Sorted:
    """Sort leads into new ones, known stories that are new to the channel, and what the channel found before.

    A story that is unseen by whoever asks is not known to them: they are told, and get, a new one.
    """
    told: dict[str, Keyed] = {}
    for lead in leads:
        one = keyed(lead)
        told.setdefault(one.key, one)
    before = {key for key, stories in store.found_before(connection, channel, told).items() if stories - {*unseen}}
    waiting = [one for key, one in told.items() if key not in before]
    by_key = store.stories_by_key(connection, [key for one in waiting for key in one.shared], unseen)
    unkeyed = [(key, story) for story, key in store.unkeyed(connection) if story not in unseen]
    by_key.update({key: story for key, story in unkeyed if key not in by_key})
    found = Sorted(known=len(leads) - len(waiting))
    coming: set[str] = set()
    for one in waiting:
        story = next((by_key[key] for key in one.shared if key in by_key), None)
        if story is not None:
            found.again.append((one, story))
        elif not coming & set(one.shared):
            found.new.append(one)
            coming.update(one.shared)
        else:
            found.known += 1  # the same bytes twice in one batch, under two addresses
    return found


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes leads of one channel into a study, within an act."""

    act: Act
    channel: Channel
    settings: CollectSettings
    languages: tuple[str, ...]
    today: date
    keeper: Keeper | None = None

    def take(self, leads: Sequence[Lead]) -> Took:
        """Take leads; taking the same again changes nothing."""
        connection = self.act.connection
        store.add_keys(connection, self.act.seq, store.unkeyed(connection))
        found = sort_leads(connection, self.channel.id, leads, self.act.unseen("stories"))
        made = self._make(found.new)
        pairs = [*zip(found.new, made, strict=True), *found.again]
        self._note(pairs)
        took = Took(made, [story for _, story in found.again], found.known)
        dates = store.current_dates(connection, [story for _, story in pairs])
        for one, story in pairs:
            if doubt := self._date(one.lead, story, dates.get(story, [])):
                took.doubts.append(doubt)
            if one.lead.piece is not None and self.keeper is not None:
                self.keeper.keep(self.act, story, one.lead.piece)
        self._fill(found.again)
        return took

    def _make(self, new: Sequence[Keyed]) -> list[int]:
        named = {one.key: self._outlet(one.lead) for one in new}
        outlets = outlet_ids(self.act.connection, [name for name in named.values() if name])
        return store.add_stories(
            self.act.connection,
            [
                {
                    "title": one.lead.title,
                    "address": unwrapped(one.lead.address) if one.lead.address else "",
                    "language": one.lead.language,
                    "outlet_id": outlets[fold(named[one.key])] if named[one.key] else None,
                }
                for one in new
            ],
        )

    def _outlet(self, lead: Lead) -> str:
        """Return the outlet that study.toml names for the host, or the one that the lead names; never a guess."""
        if lead.address:
            host = host_of(lead.address)
            for outlet, hosts in self.settings.outlets.items():
                if any(host == one.lower() or host.endswith(f".{one.lower()}") for one in hosts):
                    return outlet
        return lead.outlet

    def _note(self, pairs: Sequence[tuple[Keyed, int]]) -> None:
        connection, seq = self.act.connection, self.act.seq
        wanted = [(story, key) for one, story in pairs for key in one.shared]
        known = store.stories_by_key(connection, [key for _, key in wanted], self.act.unseen("stories"))
        store.add_keys(connection, seq, [(story, key) for story, key in dict.fromkeys(wanted) if key not in known])
        given = [
            {
                "story_id": story,
                "channel_id": self.channel.id,
                "key": one.key,
                "found_as": one.lead.address or one.lead.title,
                "line": one.lead.line,
            }
            for one, story in pairs
        ]
        store.add_finds(connection, seq, self.act.actor.name, given)

    def _fill(self, again: Sequence[tuple[Keyed, int]]) -> None:
        """Fill in what a known story lacks; what it has stands."""
        blanks = store.blanks_of(self.act.connection, [story for _, story in again])
        for one, story in again:
            lead, has = one.lead, blanks[story]
            said: Mapping[str, object] = {"title": lead.title, "address": lead.address, "language": lead.language}
            missing = {name: value for name, value in said.items() if value and not has[name]}
            if has["outlet_id"] is None and (outlet := self._outlet(lead)):
                missing["outlet_id"] = outlet_ids(self.act.connection, [outlet])[fold(outlet)]
            if missing:
                store.fill(self.act.connection, story, missing)
                has |= missing

    def _date(self, lead: Lead, story: int, has: list[tuple[str, int | None]]) -> Doubt | None:
        """Store when a story was published, or the doubt about it."""
        found = dated(lead.published, lead.form, self.today, self.languages)
        if not found.value and not found.note:
            return None
        if found.note:
            return self._doubtful(lead, story, found, has)
        known = [value for value, _ in has]
        if not known:
            store.add_date(
                self.act.connection, self.act.seq, story, [found.value], (lead.published, lead.evidence, None)
            )
            has.append((found.value, None))
            return None
        if any(agree(found.value, value) for value in known) or any(doubt is not None for _, doubt in has):
            return None
        readings = (*(Reading(value, "as it was known before") for value in known), Reading(found.value, _place(lead)))
        note = f"{' or '.join(one.value for one in readings)}: {self.channel.name} gives another publication date."
        doubt = Doubt(
            "", DoubtKind.TWO_DATES, "published", lead.published, note, readings, (ids.spoken("story", story),)
        )
        number, is_new = store.add_doubt(self.act.connection, story, doubt)
        end_dates(self.act.connection, self.act.seq, [story])
        values = [one.value for one in readings]
        store.add_date(self.act.connection, self.act.seq, story, values, (lead.published, lead.evidence, number))
        has[:] = [(value, number) for value in values]
        return doubt if is_new else None

    def _doubtful(self, lead: Lead, story: int, found: Dated, has: list[tuple[str, int | None]]) -> Doubt | None:
        if has:
            return None  # a date that is known is not made unsure by one that cannot be read
        kind, rows = DoubtKind.UNSURE_DATE, (ids.spoken("story", story),)
        doubt = Doubt("", kind, "published", lead.published, found.note, found.readings, rows)
        number, is_new = store.add_doubt(self.act.connection, story, doubt)
        if is_new:
            values = [one.value for one in found.readings]
            store.add_date(self.act.connection, self.act.seq, story, values, (lead.published, lead.evidence, number))
            has.extend((value, number) for value in values)
        return doubt if is_new else None


def taken(
    study: Study, act: Act, channel: tuple[str, ChannelKind], leads: Sequence[Lead]
) -> tuple[Took, dict[str, int]]:
    """Take leads that have addresses within an act of a later step; return also the story of each canonical address."""
    made = store.channel_of(act.connection, *channel, "", act.seq)
    taker = Taker(act, made, study.settings.collect, tuple(study.settings.languages), datetime.now(UTC).date())
    took = taker.take(leads)
    keys = dict.fromkeys(canonical(lead.address) for lead in leads)
    return took, store.stories_by_key(act.connection, keys, act.unseen("stories"))


def agree(one: str, other: str) -> bool:
    """Whether two dates can be of one day.

    >>> agree("2015-08", "2015-08-15"), agree("2015-08-14", "2015-08-15")
    (True, False)
    """
    first, second = parse_edtf(one), parse_edtf(other)
    return first.first <= second.last and second.first <= first.last


def _place(lead: Lead) -> str:
    return f"as {lead.evidence} prints it" if lead.evidence else "as it is printed there"
