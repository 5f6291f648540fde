"""Lay a study's coding out as a project for other programs, and say what they cannot carry."""

from __future__ import annotations

from sqlalchemy import Connection

from outspoken.archive.records import Text
from outspoken.archive.store import read_text
from outspoken.coding import store
from outspoken.coding.codebook import Codebook
from outspoken.coding.exchange.descriptions import described
from outspoken.coding.exchange.records import CaseIn, CodeIn, MarkIn, MemoIn, Project, TextGiven
from outspoken.coding.exchange.store import facts_of
from outspoken.coding.records import Answer, Coding
from outspoken.coding.rounds.store import hidden_memos, memos_in_force
from outspoken.people.store import read_testimonies


def project_from(connection: Connection, book: Codebook, title: str, hidden: set[int], reader: str) -> Project:
    """Return what a study holds of coding; of hidden testimonies only the reader's own codings."""
    testimonies = read_testimonies(connection)
    texts = store.current_texts(connection)
    codings = [
        one
        for one in store.codings_in_force(connection)
        if one.testimony_id not in hidden or (one.coder == reader and not one.settled)
    ]
    known = {code.id for code in book.codes()}
    used = [one for one in codings if one.code in known]
    places = store.quotes_of(connection, [one.passage_id for one in used if one.passage_id])
    words = {
        number: read_text(connection, number)
        for number in sorted(set(texts.values()) | {p[0] for p in places.values()})
    }
    marks = []
    for one in used:
        if one.passage_id and one.answer is Answer.YES:
            text, start, end, _ = places[one.passage_id]
            marks.append(MarkIn(f"X{text}", one.code, start, end, one.coder, f"passage {one.passage_id}"))
    cases: dict[int, list[int]] = {}
    for each in testimonies:
        cases.setdefault(each.person_id, []).append(each.id)
    facts = facts_of(connection)
    whole = {(one.testimony_id, one.code) for one in used if one.passage_id is None and one.answer is Answer.YES}
    told = []
    for person, numbers in cases.items():
        values = dict(pair for number in numbers for pair in facts.get(number, ()))
        name = values.pop("name", "") or f"P{person}"
        has = tuple(code for code in sorted(known) if any((number, code) in whole for number in numbers))
        heard = tuple(dict.fromkeys(f"X{texts[number]}" for number in numbers if number in texts))
        told.append(CaseIn(f"P{person}", name, heard, has, tuple(sorted(values.items()))))
    memos, lost = _memos(connection, {one.id: one.person_id for one in testimonies}, words, reader)
    return Project(
        title,
        "Outspoken",
        tuple(_codes(book)),
        tuple(
            TextGiven(f"X{number}", text.title or f"Story S{text.story_id}", text.words)
            for number, text in words.items()
        ),
        tuple(marks),
        tuple(told),
        tuple(memos),
        (*_losses(codings, known), *lost),
    )


def _codes(book: Codebook) -> list[CodeIn]:
    found = []
    for group in book.groups:
        text = "\n".join(filter(None, (group.question, group.description)))
        found.append(CodeIn(group.id, f"{group.id} {group.name}", text, codable=False))
        found += [CodeIn(code.id, f"{code.id} {code.name}", described(code), group.id) for code in group.codes]
    return found


def _memos(
    connection: Connection, people: dict[int, int], texts: dict[int, Text], reader: str
) -> tuple[list[MemoIn], list[str]]:
    by_story = {text.story_id: f"X{number}" for number, text in texts.items()}
    found, lost = [], 0
    every = memos_in_force(connection)
    hidden = hidden_memos(connection, reader, every)
    for memo in (one for one in every if one.id not in hidden):
        about = memo.about
        if about.code:
            key = about.code
        elif about.passage_id:
            key = f"passage {about.passage_id}"
        elif about.testimony_id:
            key = f"P{people[about.testimony_id]}"
        else:
            key = by_story.get(about.story_id or 0, "")
        lost += not key
        found.append(MemoIn(memo.words, memo.actor, key, f"M{memo.id}"))
    return found, [f"{lost} memos are on stories without a text; they are the project's own."] if lost else []


def _losses(codings: list[Coding], known: set[str]) -> list[str]:
    counts = {
        "answers of no or cannot tell; other programs know only what has a code": sum(
            one.answer is not Answer.YES for one in codings if one.code in known
        ),
        "codings with codes that are no longer in the codebook": sum(one.code not in known for one in codings),
        "settlements with their reasons; they go as codings of whoever settled": sum(one.settled for one in codings),
        "codings that wait to be coded again; that they wait is not told": sum(bool(one.stale) for one in codings),
        "rounds, versions and accepted confidences of codings": sum(
            one.round_id is not None or one.confidence is not None for one in codings
        ),
        "answers on a case as a whole; who gave them is not told": sum(
            one.passage_id is None and one.answer is Answer.YES for one in codings
        ),
    }
    return [f"{count} {what}." for what, count in counts.items() if count]
