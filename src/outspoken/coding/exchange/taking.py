"""Take another program's project into a study: its codes, texts, codings, cases and memos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from outspoken.archive.records import Text, TextKind
from outspoken.archive.store import add_passage, add_text
from outspoken.coding import bookfile, store
from outspoken.coding.codebook import Codebook
from outspoken.coding.exchange.descriptions import understood
from outspoken.coding.exchange.records import CaseIn, CodeIn, Project, TextGiven
from outspoken.coding.exchange.store import add_stories, texts_by_words
from outspoken.coding.records import About, Answer, Change, ChangeKind, Version
from outspoken.coding.rounds.store import add_memo, memos_in_force
from outspoken.coding.store import Manner
from outspoken.coding.versions import change
from outspoken.collect.records import Certainty, Fact
from outspoken.people.records import Verdict
from outspoken.people.store import add_facts, add_judgement, add_testimonies, read_testimonies, set_persons
from outspoken.study.settings import AttributeType
from outspoken.study.study import Act, Study

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_FREE = {AttributeType.NAME, AttributeType.TEXT}


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in, and the sentences that say what was not."""

    codes: int
    texts: int
    codings: int
    cases: int
    memos: int
    losses: tuple[str, ...]


def taken_in(study: Study, act: Act, version: Version, book: Codebook, project: Project) -> Taken:
    """Take a project in; what is in the study already, word for word, is not taken twice."""
    taking = _Taking(study, act, project)
    new_codes, number = taking.codes(version, book)
    texts = taking.texts()
    cases = taking.cases()
    codings = taking.codings(number)
    memos = taking.memos()
    return Taken(new_codes, texts, codings, cases, memos, (*project.losses, *taking.losses))


class _Taking:
    """One project while it is taken in."""

    def __init__(self, study: Study, act: Act, project: Project) -> None:
        self._study, self._act, self._project = study, act, project
        self.losses: list[str] = []
        self._code: dict[str, str] = {}
        self._text: dict[str, Text] = {}
        self._speakers: dict[str, list[int]] = {}
        self._case: dict[str, list[int]] = {}
        self._passage: dict[str, int] = {}

    def codes(self, version: Version, book: Codebook) -> tuple[int, int]:
        """Add the codes that the codebook does not have; return how many, and the version that holds then."""
        words, added = version.words, []
        used = {name.casefold() for one in store.versions(self._act.connection) for name in one.meanings}
        used |= {group.id.casefold() for group in book.groups}
        groups = {one.key: one for one in self._project.codes if not one.codable}
        for code in (one for one in self._project.codes if one.codable):
            number, name = self._named(code, book, used)
            self._code[code.key] = number
            if book.code(number) is not None:
                continue
            used.add(number.casefold())
            group, title = self._group(groups.get(code.parent), book)
            entry = {"id": number, "name": name, **understood(code.description)}
            words = bookfile.added(words, group, entry, title)
            added.append(number)
        if not added:
            return 0, version.number
        changes = tuple(Change(ChangeKind.ADD, (), (number,)) for number in added)
        return len(added), change(self._study, self._act, words, changes).number

    def texts(self) -> int:
        """Keep the texts; one that is here word for word is not kept twice."""
        connection, act = self._act.connection, self._act
        known = texts_by_words(connection)
        speakers: dict[int, list[int]] = {}
        for one in read_testimonies(connection):
            speakers.setdefault(one.story_id, []).append(one.id)
        fresh: list[TextGiven] = [one for one in self._project.texts if one.words not in known]
        for story, text in zip(add_stories(connection, [one.name for one in fresh]), fresh, strict=True):
            direction = "rtl" if _right_to_left(text.words) else "ltr"
            made = Text(0, story, TextKind.GIVEN, "", direction, text.name, "", text.words, self._project.origin)
            self._text[text.key] = add_text(connection, act.seq, made)
        for text in self._project.texts:
            if text.key not in self._text:
                number, story = known[text.words]
                self._text[text.key] = Text(number, story, TextKind.GIVEN, "", "ltr", text.name, "", text.words, "")
            self._speakers[text.key] = speakers.get(self._text[text.key].story_id, [])
        return len(fresh)

    def cases(self) -> int:
        """Make a testimony for each case and text; several texts of one case are one person."""
        made = 0
        for case in self._project.cases:
            mine = [number for text in case.texts if (number := self._speaks(text, case)) is not None]
            made += bool(mine)
            self._case[case.key] = mine
            if not case.texts:
                self.losses.append(f"The case {case.name!r} has no text; it was left out.")
        named = {text for case in self._project.cases for text in case.texts}
        for text in self._project.texts:
            if text.key not in named and not self._speakers[text.key]:
                story = self._text[text.key].story_id
                self._speakers[text.key] = add_testimonies(self._act.connection, [(story, None)])
        return made

    def codings(self, version: int) -> int:
        """Store marks as codings on passages, and codes of whole cases as codings of their first testimony."""
        act, made = self._act, 0
        held = {
            (one.testimony_id, one.passage_id, one.code, one.coder) for one in store.codings_in_force(act.connection)
        }
        for mark in self._project.marks:
            text = self._text[mark.text]
            passage = add_passage(act.connection, text, mark.start, mark.end).id
            self._passage[mark.key or f"{mark.text}:{mark.start}:{mark.end}"] = passage
            speaker = self._speakers[mark.text][0]
            key = (speaker, passage, self._code[mark.code], mark.coder)
            if key not in held:
                held.add(key)
                manner = Manner(mark.coder, version, passage)
                store.add_codings(act.connection, act.seq, manner, [(speaker, key[2], Answer.YES)])
                made += 1
        several = sum(len(self._speakers[mark.text]) > 1 for mark in self._project.marks)
        if several:
            self.losses.append(f"{several} codings stand in texts with several testimonies; they went to the first.")
        for case in self._project.cases:
            made += self._whole(case, version, held)
        return made

    def _whole(self, case: CaseIn, version: int, held: set[tuple[int, int | None, str, str]]) -> int:
        made, act = 0, self._act
        for code in case.codes:
            mine = self._case.get(case.key)
            if (
                mine
                and code in self._code
                and not any(k[0] in mine and k[1:3] == (None, self._code[code]) for k in held)
            ):
                given = [(mine[0], self._code[code], Answer.YES)]
                store.add_codings(act.connection, act.seq, Manner(act.actor.name, version), given)
                made += 1
        return made

    def memos(self) -> int:
        """Store memos that are not here yet."""
        act, made = self._act, 0
        held = {(one.about, one.words) for one in memos_in_force(act.connection)}
        for memo in self._project.memos:
            about = self._about(memo.about)
            if about is None:
                self.losses.append(f"A memo of {memo.author} is on nothing that was taken in; it was left out.")
            elif (about, memo.words) not in held:
                add_memo(act.connection, act.seq, about, memo.words, memo.author, None)
                held.add((about, memo.words))
                made += 1
        return made

    def _about(self, key: str) -> About | None:
        if key in self._code:
            return About(code=self._code[key])
        if key in self._passage:
            return About(passage_id=self._passage[key])
        if self._case.get(key):
            return About(testimony_id=self._case[key][0])
        if key in self._text:
            return About(story_id=self._text[key].story_id)
        return None

    def _speaks(self, text: str, case: CaseIn) -> int | None:
        connection, story = self._act.connection, self._text[text].story_id
        mine = self._case.setdefault(case.key, [])
        if self._speakers[text] and not any(one.key != case.key and text in one.texts for one in self._project.cases):
            number = self._speakers[text][0]
        else:
            number = add_testimonies(connection, [(story, None)])[0]
            self._speakers[text].append(number)
            self._tell(number, case)
            if mine:
                first = read_testimonies(connection, [mine[0]])[0]
                why = "One case in the project that was taken in."
                add_judgement(connection, mine[0], number, Verdict.SAME, why, self._act.actor.name)
                set_persons(connection, [(number, first.person_id)])
        mine.append(number)
        return number

    def _tell(self, testimony: int, case: CaseIn) -> None:
        declared = self._study.settings.attributes
        facts = [("name", case.name), *case.values] if case.name else list(case.values)
        for attribute, value in facts:
            if attribute in declared and declared[attribute].type not in _FREE:
                self.losses.append(
                    f"{attribute} of {case.name!r} was not taken: bring it in with a sheet, which is checked."
                )
                continue
            fact = Fact(attribute, value, None, Certainty.CERTAIN)
            add_facts(self._act.connection, self._act.seq, self._project.origin, [(testimony, fact, value, None)])

    def _named(self, code: CodeIn, book: Codebook, used: set[str]) -> tuple[str, str]:
        first, _, rest = code.name.partition(" ")
        if self._project.origin.startswith("Outspoken") and rest and _ID.fullmatch(first):
            return first, rest
        known = book.code(code.name)
        if known is not None:
            return known.id, known.name
        return next(one for one in _ids(code.name) if one.casefold() not in used), code.name

    def _group(self, above: CodeIn | None, book: Codebook) -> tuple[str, str]:
        if above is None:
            return "imported", "Imported codes"
        first, _, rest = above.name.partition(" ")
        if self._project.origin.startswith("Outspoken") and rest:
            return first, rest
        known = next((one for one in book.groups if one.name == above.name), None)
        if known is not None:
            return known.id, known.name
        slug = re.sub(r"[^a-z0-9]+", "-", above.name.casefold()).strip("-")[:38]
        return (slug if re.match("[a-z]", slug) else f"g-{slug}".rstrip("-")), above.name


def _ids(name: str) -> Iterator[str]:
    """Yield ids for a name that has none: its letters where they are Latin ones, then with a number."""
    slug = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-.")[:36]
    slug = slug if _ID.fullmatch(slug) else "code"
    if slug != "code":
        yield slug
    number = 1
    while True:
        yield f"{slug}{number}"
        number += 1


def _right_to_left(words: str) -> bool:
    strong = [letter for letter in words[:2000] if letter.isalpha()]
    return 2 * sum("\u0590" <= letter <= "\u08ff" for letter in strong) > len(strong)
