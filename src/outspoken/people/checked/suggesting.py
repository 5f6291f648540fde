"""Lay what a text seems to say beside the testimony it would be a value of; nothing here is stored or counted.

A text may speak of several people: each testimony of its story is given the sketch that
shares a word of its name, else the next that nobody else has. What a person dismissed of
a testimony does not come again, whatever passage would say it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from outspoken.archive.records import Text
from outspoken.archive.store import texts_of
from outspoken.estimates import clopper_pearson
from outspoken.people.checked import store
from outspoken.people.checked.records import Answer, Answered, Proof, ValueSuggestion
from outspoken.people.describing import describing
from outspoken.people.extraction import Said, Sketch, persons_of
from outspoken.people.records import Testimony
from outspoken.people.store import read_facts
from outspoken.people.values import ValueReader
from outspoken.study.settings import Attribute, AttributeType, Settings, Target
from outspoken.text.names import parse_name

AROUND = 120
"""How many characters are shown before and after the words of a passage."""
_SEX = ("sex", "gender")


def attribute_for(read: str, attributes: Mapping[str, Attribute]) -> str:
    """Return the attribute of a study that what was read is a value of; empty if the study records none.

    One of the same name, with hyphens for blanks; else what describes a person, whatever it is called.
    """
    name = read.replace(" ", "-")
    if name in attributes:
        return name
    who = describing(attributes)
    if read == "sex":
        return next((one for one in _SEX if one in attributes), "")
    return {"name": who.name, "nationality": who.nationality}.get(read, "")


def proofs(answers: Iterable[Answer]) -> dict[tuple[str, str], Proof]:
    """Return for each attribute and rule how often people of this study found it right.

    The interval is that of Clopper and Pearson, 1934, https://doi.org/10.1093/biomet/26.4.404: a rule that was right
    71 times of 71 is not proven yet to be right 95 times in 100, one that was 72 times of 72 is.
    """
    counted: dict[tuple[str, str], list[int]] = {}
    for one in answers:
        tally = counted.setdefault((one.attribute, one.rule), [0, 0])
        tally[0] += one.state is Answered.ACCEPTED
        tally[1] += 1
    return {key: Proof(right, checked, clopper_pearson(right, checked)[0]) for key, (right, checked) in counted.items()}


def suggestions_for(
    connection: Connection, settings: Settings, testimony: Testimony, hidden: Collection[str] = ()
) -> list[ValueSuggestion]:
    """Return the values that the texts of a testimony's story seem to give it and that nobody answered yet.

    `hidden` are the attributes that whoever asks may not see.
    """
    texts = [text for text in texts_of(connection, [testimony.story_id]) if text.of_id is None]
    if not texts:
        return []
    told, names = _together(connection, settings, testimony)
    answered = {(one.attribute, one.value) for one in store.read_answers(connection, testimony.id)}
    proof = proofs(store.read_answers(connection))
    there = store.there(connection, testimony.id)
    reader = ValueReader(settings.missing, settings.hedges, settings.languages[0])
    found: dict[tuple[str, str], ValueSuggestion] = {}
    for text in texts:
        sketches = persons_of(text.title, text.words, text.language)
        sketch = given_to(sketches, [names.get(one, "") for one in told], told.index(testimony.id))
        for one in sketch.said if sketch else ():
            name = attribute_for(one.attribute, settings.attributes)
            if not name or name in hidden:
                continue
            value, problem = _read(reader, name, settings.attributes[name], one.value)
            if (name, value or one.value) in answered or (name, value or one.value) in found:
                continue
            said = "; ".join(value or missing for _, value, missing in there.get(name, ()))
            if said == value and value and settings.attributes[name].type is not AttributeType.NAME:
                said = ""  # the passage for what is there already
            found[name, value or one.value] = ValueSuggestion(
                testimony.id,
                testimony.born_as,
                text.id,
                name,
                value,
                one.value,
                one.rule,
                one.start,
                one.end,
                one.quote,
                *_around(text, one),
                one.in_title,
                proof.get((name, one.rule)),
                said,
                problem,
            )
    order = list(settings.attributes)
    return sorted(found.values(), key=lambda one: (order.index(one.attribute), one.text, one.start))


def given_to(sketches: Sequence[Sketch], names: Sequence[str], place: int) -> Sketch | None:
    """Return the sketch that speaks of one of several testimonies, given the name of each ("" for none).

    >>> one, two = persons_of("", "Tam Reed left the group. Ivo Marsh, 20, left the group too.", "en")
    >>> [given_to([one, two], ["Marsh, Ivo", ""], place).value("name") for place in (0, 1)]
    ['Ivo Marsh', 'Tam Reed']
    """
    free = list(range(len(sketches)))
    taken: dict[int, int] = {}
    words = [{word.skeleton for word in parse_name(name).words} for name in names]
    for number, own in enumerate(words):
        for sketch in free:
            said = {word.skeleton for word in parse_name(sketches[sketch].value("name") or "").words}
            if own & said:
                taken[number] = sketch
                free.remove(sketch)
                break
    for number in range(len(names)):
        if number not in taken and free and (not words[number] or len(names) == len(sketches) == 1):
            taken[number] = free.pop(0)
    return sketches[taken[place]] if place in taken else None


def _together(connection: Connection, settings: Settings, testimony: Testimony) -> tuple[list[int], dict[int, str]]:
    """Return the testimonies of one story, and the name that each is known by."""
    told = [number for number, _ in store.testimonies_of_story(connection, testimony.story_id)]
    name = describing(settings.attributes).name
    if not name:
        return told, {}
    inside = set(told)
    return told, {number: value for number, _, value in read_facts(connection, [name]) if number in inside}


def _read(reader: ValueReader, name: str, attribute: Attribute, printed: str) -> tuple[str, str]:
    """Return the value as it is stored, or why it cannot be."""
    finding = reader.find(name, attribute, Target(to=name), printed)
    if finding.problem or not finding.facts:
        return "", finding.problem or "it cannot be read as a value"
    fact = finding.facts[0]
    return (
        (fact.value, "") if fact.missing is None and finding.doubt is None else ("", f"“{printed}” is no plain value")
    )


def _around(text: Text, one: Said) -> tuple[str, str]:
    words = text.title if one.in_title else text.words
    return words[max(0, one.start - AROUND) : one.start], words[one.end : one.end + AROUND]
