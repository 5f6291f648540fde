"""List everything in doubt: what was printed oddly, who may be one person, which testimonies disagree.

A doubt is not an error to be cleaned away: it is kept, it bounds every number it
touches, and it ends only when somebody settles it with a reason.
"""

from __future__ import annotations

from sqlalchemy import Connection

from outspoken.analyse.store import read_printed_names, read_row_keys, read_silenced, read_unclear, uncounted
from outspoken.collect.records import Doubt, DoubtKind, DoubtState
from outspoken.collect.store import read_doubts
from outspoken.people.checked.reading import contradicting
from outspoken.people.clusters import in_force
from outspoken.people.records import Verdict
from outspoken.people.store import read_judgements, read_testimonies
from outspoken.study import ids
from outspoken.study.settings import AttributeType, Settings
from outspoken.text.dates import Reading


def all_doubts(connection: Connection, settings: Settings, *, settled: bool = False) -> list[Doubt]:
    """Return every open doubt of a study, and the settled ones if asked for."""
    stored = [doubt for doubt in read_doubts(connection) if settled or doubt.state is DoubtState.OPEN]
    computed = _identities(connection, settings) + _contradictions(connection, settings)
    return stored + computed + _unclear(connection) + _silenced(connection)


def _contradictions(connection: Connection, settings: Settings) -> list[Doubt]:
    """Turn values of one person that contradict each other, and that nobody settled, into doubts."""
    found = []
    keys: dict[int, str] = {}
    for one in contradicting(connection, settings, uncounted(connection)):
        if one.settled is not None:
            continue
        keys = keys or read_row_keys(connection)
        person, values = ids.spoken("person", one.person), [value for value, _ in one.values]
        note = f"Testimonies of case {one.person} contradict each other; any of their values may count."
        readings = tuple(Reading(value, f"case {one.person} has {value}") for value in values)
        rows = tuple(keys[number] for _, givers in one.values for number in givers if number in keys)
        kind = DoubtKind.CONTRADICTION
        found.append(Doubt(f"{person}-{one.attribute}", kind, one.attribute, " / ".join(values), note, readings, rows))
    return found


def _unclear(connection: Connection) -> list[Doubt]:
    """Turn stories that count perhaps, and that hold testimonies, into doubts: their cases may be none."""
    found = []
    for story, testimonies in read_unclear(connection):
        spoken = ids.spoken("story", story)
        several = f"{testimonies} testimonies count" if testimonies > 1 else "its testimony counts"
        readings = (
            Reading("include", "the story counts, and so does whoever it tells of"),
            Reading("exclude", "its testimonies are no cases, and every count has less"),
        )
        note = f"Whether {spoken} counts is unclear; {several} perhaps, until somebody decides."
        found.append(Doubt(spoken, DoubtKind.UNCLEAR_STORY, "story", spoken, note, readings, (spoken,)))
    return found


def _silenced(connection: Connection) -> list[Doubt]:
    """Turn copies that tell of somebody who then counts nowhere into doubts: nobody vanishes without a word."""
    found = []
    for copy, original, own, others in read_silenced(connection):
        one, other = ids.spoken("story", copy), ids.spoken("story", original)
        told = f"tells of {own} {'people' if own > 1 else 'person'}"
        why = f"which tells of {others}" if others else "which does not count"
        note = f"{one} {told} and is a copy of {other}, {why}: somebody may be missing from every count."
        readings = (
            Reading("original", f"say of whom {other} tells, or decide about it again"),
            Reading("not a copy", f"undo it with `outspoken archive undo-copy {one} {other}`"),
        )
        found.append(Doubt(one, DoubtKind.SILENCED_COPY, "story", one, note, readings, (one, other)))
    return found


def _identities(connection: Connection, settings: Settings) -> list[Doubt]:
    """Turn unsure judgements into doubts."""
    out = uncounted(connection)
    unsure = [
        one
        for one in in_force(read_judgements(connection)).values()
        if one.verdict is Verdict.UNSURE and not out & set(one.pair)
    ]
    if not unsure:
        return []
    name = next((n for n, a in settings.attributes.items() if a.type is AttributeType.NAME), "")
    names, keys = read_printed_names(connection, name), read_row_keys(connection)
    born_as = {one.id: one.born_as for one in read_testimonies(connection, {n for one in unsure for n in one.pair})}
    found = []
    for judgement in sorted(unsure, key=lambda one: one.pair):
        born = [born_as[one] for one in judgement.pair]
        printed = " / ".join(names.get(one, f"case {number}") for one, number in zip(judgement.pair, born, strict=True))
        found.append(
            Doubt(
                id=ids.spoken("judgement", judgement.id),
                kind=DoubtKind.IDENTITY,
                field=name or "person",
                printed=printed,
                note=f"{born[0]} and {born[1]} may be one person. {judgement.reason}".strip(),
                readings=(
                    Reading(Verdict.SAME.value, "they are one person, and every count has one less"),
                    Reading(Verdict.DIFFERENT.value, "they are two people"),
                ),
                rows=tuple(keys.get(one, str(number)) for one, number in zip(judgement.pair, born, strict=True)),
            )
        )
    return found
