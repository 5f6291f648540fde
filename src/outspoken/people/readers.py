"""What may be asked of people: judgements, restrictions, pairs worth a look, and what a story seems to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection

from outspoken.archive.readers import show
from outspoken.archive.records import Text
from outspoken.errors import NotFound
from outspoken.people import store
from outspoken.people.checked import store as checked
from outspoken.people.checked.reading import contradicting, left_out, of_stories_out
from outspoken.people.checked.records import Answer, Contradiction, Exclusion, Person, ValueSuggestion
from outspoken.people.checked.suggesting import suggestions_for
from outspoken.people.clusters import in_force
from outspoken.people.describing import describing
from outspoken.people.exchange.entities import Described
from outspoken.people.exchange.records import Line, Plan
from outspoken.people.exchange.taking import planned
from outspoken.people.extraction import Sketch, persons_of
from outspoken.people.extraction.fitting import fitted
from outspoken.people.joining import nobody
from outspoken.people.looking import LEAST_CHANCE, look
from outspoken.people.meeting import Engine
from outspoken.people.reasons import Suggestion
from outspoken.people.records import Judgement, Restricted, Testimony, Verdict
from outspoken.people.storied import Beside
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.study import Study
from outspoken.study.veils import hidden_attributes


def judgements_made(study: Study, *, by: Actor, undone: bool = False) -> tuple[list[Judgement], dict[int, int]]:
    """Return the judgements, and the number each testimony was born with."""
    with study.read(by=by) as connection:
        made = store.read_judgements(connection, undone=undone)
        touched = {one for judgement in made for one in judgement.pair}
        return made, {one.id: one.born_as for one in store.read_testimonies(connection, touched)}


def judgement_made(study: Study, number: int, *, by: Actor) -> tuple[Judgement, dict[int, int]]:
    """Return one judgement, undone or not, and the numbers that its two testimonies were born with.

    Raises:
        NotFound: if there is none of that number.
    """
    with study.read(by=by) as connection:
        made = store.read_judgement(connection, number)
        if made is None:
            raise NotFound(
                f"There is no judgement {number} in this study.", "List them with `outspoken people judgements`."
            )
        return made, {one.id: one.born_as for one in store.read_testimonies(connection, made.pair)}


def restrictions_in_force(study: Study, *, by: Actor) -> list[Restricted]:
    """Return what is restricted or sealed: all of it to the keepers, to others what they may see."""
    with study.read(by=by) as connection:
        return store.read_restrictions(connection)


def pairs_to_look_at(
    study: Study, *, by: Actor, engine: Engine = Engine.LOCAL, at_least: float = LEAST_CHANCE
) -> list[Suggestion]:
    """Return the pairs worth a look, the likeliest first: not judged or unsure, and likely or sharing a rare fact.

    Raises:
        StudyError: if the engine is not installed, or the study records no names.
    """
    with study.read(by=by) as connection:
        looked = look(connection, study.settings, left_out(connection))
        force = in_force(store.read_judgements(connection))
    judged = {pair for pair, judgement in force.items() if judgement.verdict is not Verdict.UNSURE}
    board, scored = looked.pairs(engine)
    found = []
    for one in scored:
        first, second = looked.told[one.one], looked.told[one.other]
        if (one.chance < at_least and not one.rare) or first.person_id == second.person_id:
            continue
        if (min(first.id, second.id), max(first.id, second.id)) not in judged:
            why = looked.why(board, one.one, one.other)
            found.append(Suggestion(first.born_as, second.born_as, one.chance, why))
    return found


def suggested_in(study: Study, story: str, *, by: Actor) -> list[tuple[Text, list[Sketch]]]:
    """Return what each original text of a story seems to say of its person or persons, with passages and rules.

    Nothing is stored and nothing counts: a person reads the passage and decides. Values of an attribute that the
    study has words for are given in them.

    Raises:
        NotFound: if there is no such story.
    """
    texts = [text for text, _ in show(study, story, by=by).texts if text.of_id is None]
    words = {name: one.values for name, one in study.settings.attributes.items() if one.values}
    return [
        (text, [fitted(sketch, words) for sketch in persons_of(text.title, text.words, text.language)])
        for text in texts
    ]


def explained(study: Study, one: str, other: str, *, by: Actor) -> Suggestion:
    """Return how likely two persons are one, and what speaks for and against it.

    Raises:
        NotFound: if there is no such person.
    """
    return told_beside(study, one, other, by=by)[0]


def told_beside(study: Study, one: str, other: str, *, by: Actor) -> tuple[Suggestion, list[Beside]]:
    """Return the same as `explained`, and where both stories tell what hardly any other here does.

    Raises:
        NotFound: if there is no such person.
    """
    asked = {ids.heard("person", name) for name in (one, other)}
    with study.read(by=by) as connection:
        asked_for = {found.id for found in store.read_testimonies(connection) if found.born_as in asked}
        looked = look(connection, study.settings, left_out(connection) - asked_for)
    rows = []
    for name in (one, other):
        row = looked.row(ids.heard("person", name))
        if row is None:
            raise nobody(name)
        rows.append(row)
    chance, board = looked.chance(*rows)
    first, second = (looked.told[row] for row in rows)
    passages = looked.stories.passages(first, second) if looked.stories else []
    return Suggestion(first.born_as, second.born_as, chance, looked.why(board, *rows)), passages


def exclusions_made(study: Study, *, by: Actor, undone: bool = False) -> list[Exclusion]:
    """Return which testimonies are left out, and those that were but are not any more if asked for."""
    with study.read(by=by) as connection:
        return checked.read_exclusions(connection, undone=undone)


def contradictions_in(study: Study, *, by: Actor) -> list[Contradiction]:
    """Return which persons' testimonies contradict each other, settled or not."""
    with study.read(by=by) as connection:
        return contradicting(connection, study.settings, left_out(connection) | of_stories_out(connection))


def person_of(study: Study, case: str, *, by: Actor) -> Person:
    """Return all testimonies of the person that one of them, named by its number, speaks of, and what was said of them.

    Raises:
        NotFound: if there is no such person.
    """
    with study.read(by=by) as connection:
        number = _testimony(connection, case).person_id
        everybody = store.read_testimonies(connection)
        own = tuple(one for one in everybody if one.person_id == number)
        members = {one.id for one in own}
        made = store.judgements_on(connection, members)
        touched = members | {one for judgement in made for one in judgement.pair}
        out = {one.testimony for one in checked.read_exclusions(connection)} - members
        hidden = hidden_attributes(connection)
        return Person(
            number,
            own,
            tuple(made),
            {one.id: one.born_as for one in everybody if one.id in touched},
            tuple(one for one in contradicting(connection, study.settings, out) if one.person == number),
            tuple(
                one for one in checked.read_settlements(connection, members, undone=True) if one.attribute not in hidden
            ),
            tuple(one for one in checked.read_exclusions(connection, undone=True) if one.testimony in members),
        )


def values_suggested(study: Study, case: str, *, by: Actor) -> list[ValueSuggestion]:
    """Return what the texts of a testimony's story seem to say of it, and nobody accepted or dismissed yet.

    Raises:
        NotFound: if there is no such testimony.
    """
    with study.read(by=by) as connection:
        one = _testimony(connection, case)
        return suggestions_for(connection, study.settings, one, hidden_attributes(connection))


def answers_given(study: Study, case: str, *, by: Actor) -> list[Answer]:
    """Return what people said to the values suggested of a testimony.

    Raises:
        NotFound: if there is no such testimony.
    """
    with study.read(by=by) as connection:
        return checked.read_answers(connection, _testimony(connection, case).id)


def _testimony(connection: Connection, case: str) -> Testimony:
    number = store.testimony_born_as(connection, ids.heard("person", case))
    if number is None:
        raise nobody(case)
    return store.read_testimonies(connection, [number])[0]


def judgement_lines(study: Study, *, by: Actor) -> list[Line]:
    """Return the judgements in force as they are given out: whoever is hidden from the actor is in none."""
    with study.read(by=by) as connection:
        born = {one.id: one.born_as for one in store.read_testimonies(connection)}
        force = in_force(store.read_judgements(connection)).values()
    return [
        Line(born[one.left], born[one.right], one.verdict, one.reason, one.actor, one.at)
        for one in sorted(force, key=lambda one: one.id)
    ]


def import_planned(study: Study, lines: Iterable[Line], *, by: Actor) -> Plan:
    """Return what taking in judgements would do; nothing is changed."""
    with study.read(by=by) as connection:
        seen = {one.born_as: one.id for one in store.read_testimonies(connection)}
        return planned(connection, lines, seen)


def persons_described(study: Study, *, by: Actor) -> list[Described]:
    """Return every person that counts as it is given out: names, nationality, sex and birth, stories, testimonies."""
    who = describing(study.settings.attributes)
    with study.read(by=by) as connection:
        out = left_out(connection) | of_stories_out(connection)
        told: dict[int, list[Testimony]] = defaultdict(list)
        for one in store.read_testimonies(connection):
            if one.id not in out:
                told[one.person_id].append(one)
        said: dict[tuple[int, str], list[str]] = defaultdict(list)
        for _, testimony, attribute, value in checked.read_said(connection, who.attributes):
            said[testimony, attribute].append(value)
        published = store.published_in(connection)

    def values(own: list[Testimony], attribute: str) -> list[str]:
        return list(dict.fromkeys(value for one in own for value in said.get((one.id, attribute), ())))

    return [
        Described(
            number,
            tuple(one.born_as for one in own),
            *(values(own, name) for name in (who.name, who.nationality, who.sex, who.birth_year)),
            *(list(dict.fromkeys(filter(None, (published[one.story_id][place] for one in own)))) for place in (0, 1)),
        )
        for number, own in sorted(told.items())
    ]
