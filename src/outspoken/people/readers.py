"""What may be asked of people: judgements, restrictions, pairs worth a look, and what a story seems to say."""

from __future__ import annotations

import os

import numpy as np
from sqlalchemy import Connection

from outspoken.archive.readers import show
from outspoken.archive.records import Text
from outspoken.errors import NotFound, StudyError
from outspoken.people import store
from outspoken.people.clusters import in_force
from outspoken.people.describing import describing, traits_of
from outspoken.people.extraction import Sketch, persons_of
from outspoken.people.extraction.fitting import fitted
from outspoken.people.likeness import Traits, in_a_study, lay_out, shipped
from outspoken.people.meeting import Engine
from outspoken.people.pairs import candidates, rare_pairs
from outspoken.people.reasons import Suggestion, reasons
from outspoken.people.records import Judgement, Restricted, Testimony, Verdict
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.study import Study

LEAST_CHANCE = 0.005
"""How likely a pair must be to be suggested, unless the two share a rare fact."""


def judgements_made(study: Study, *, by: Actor, undone: bool = False) -> tuple[list[Judgement], dict[int, int]]:
    """Return the judgements, and the number each testimony was born with."""
    with study.read(by=by) as connection:
        made = store.read_judgements(connection, undone=undone)
        touched = {one for judgement in made for one in judgement.pair}
        return made, {one.id: one.born_as for one in store.read_testimonies(connection, touched)}


def restrictions_in_force(study: Study, *, by: Actor) -> list[Restricted]:
    """Return what is restricted or sealed: all of it to the keepers, to others what they may see."""
    with study.read(by=by) as connection:
        return store.read_restrictions(connection)


def pairs_to_look_at(
    study: Study, *, by: Actor, engine: Engine = Engine.LOCAL, at_least: float = LEAST_CHANCE
) -> list[Suggestion]:
    """Return the pairs worth a look, the likeliest first: not judged or unsure, and likely or sharing a rare fact.

    Raises:
        StudyError: if the engine is not installed.
    """
    with study.read(by=by) as connection:
        told, traits = _told(study, connection)
        force = in_force(store.read_judgements(connection))
        judged = {pair for pair, judgement in force.items() if judgement.verdict is not Verdict.UNSURE}
    found = candidates(list(traits.values()), engine, processes=os.cpu_count() or 1)
    rare = {(int(one), int(other)) for one, other in rare_pairs(list(traits.values()))}
    chances = in_a_study(found.chances, len(told))
    suggestions = []
    for place in found.best_first().tolist():
        one, other = int(found.left[place]), int(found.right[place])
        chance = float(chances[place])
        first, second = told[one], told[other]
        if (chance < at_least and (one, other) not in rare) or first.person_id == second.person_id:
            continue
        if (min(first.id, second.id), max(first.id, second.id)) in judged:
            continue
        suggestions.append(Suggestion(first.born_as, second.born_as, chance, tuple(reasons(found.board, one, other))))
    return suggestions


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
    with study.read(by=by) as connection:
        told, traits = _told(study, connection)
    rows = []
    for name in (one, other):
        number = ids.heard("person", name)
        row = next((row for row, testimony in enumerate(told) if testimony.born_as == number), None)
        if row is None:
            raise NotFound(f"There is no person {name} in this study.", "List them with `outspoken cases`.")
        rows.append(row)
    model = shipped()
    board = lay_out(list(traits.values()), model.common)
    likeness = model.likeness(board, np.array(rows[:1]), np.array(rows[1:]))
    chance = float(in_a_study(likeness, len(told))[0])
    return Suggestion(told[rows[0]].born_as, told[rows[1]].born_as, chance, tuple(reasons(board, *rows)))


def _told(study: Study, connection: Connection) -> tuple[list[Testimony], dict[int, Traits]]:
    """Return testimonies and what is known of each, in the same order."""
    told = store.read_testimonies(connection)
    by = describing(study.settings.attributes)
    if not by.name:
        raise StudyError(
            "This study records no names, so testimonies cannot be compared by them.",
            'Add an attribute of type = "name" to study.toml, and import it.',
        )
    facts = store.read_facts(connection, by.attributes)
    return told, traits_of(facts, by, [testimony.id for testimony in told])
