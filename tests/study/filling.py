"""Fill a study with all that later steps bring: on the open cases, and, last of all, on one that is to be hidden."""

from __future__ import annotations

from sqlalchemy import update

from outspoken.archive import store as archive
from outspoken.archive.copies import store as copies
from outspoken.archive.copies.records import CopyVerdict
from outspoken.archive.records import Capture, Text, TextKind
from outspoken.coding.acts import assign, code, memo
from outspoken.coding.records import About, Answer, Mark, Plan, Quoted
from outspoken.coding.rounds import store as rounds
from outspoken.coding.running import suggested
from outspoken.coding.suggestions import store as machine
from outspoken.collect.finds import store as finds
from outspoken.collect.finds.records import ChannelKind
from outspoken.people import Verdict, judge
from outspoken.screen import Answer as Said
from outspoken.screen import Verdict as Ruling
from outspoken.screen import decide
from outspoken.study import Actor, Role, Study
from outspoken.study.tables import rounds as rounds_table
from tests.conftest import AMAL, BILAL, CHLOE

RANA = Actor("Rana", frozenset({Role.REVIEWER}))

CRITERIA = """
[screen.criteria.left]
question = "Did the person leave?"

[screen.criteria.public]
question = "Was it said in public?"
"""
BOOK = """\
version: 1
groups:
  - id: leaving
    name: Reasons for leaving
    codes:
      - {id: L1, name: Cruelty, definition: The person speaks of cruelty., key-terms: [beat, cruel]}
      - {id: L2, name: Hunger, definition: The person was hungry., key-terms: [hungry, bread]}
"""
WORDS = {
    1: "They beat the prisoners every night. I was hungry and there was no bread. I left in spring.",
    2: "I believed in the sea. Then I saw how cruel the captains were. There was no bread at all.",
    3: "Nothing ever happened. We mended nets and waited for bread, bread, bread.",
    4: "Nothing ever happened. We mended nets and waited for bread, bread, bread!",
}
HIDDEN_WORDS = "They were cruel, and beat me. No bread. " * 9 + "The lighthouse keeper, a German, wept."
HIDDEN_COPY = WORDS[1]


def fill(study: Study) -> None:
    """Bring texts, captures, finds, decisions, copies, a codebook, codings, a round, memos and suggestions."""
    (study.folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    for story, words in WORDS.items():
        _keep(study, story, words)
    for story in (1, 2):
        _decide(study, story, CHLOE)
    with study.database.writing() as connection:
        copies.add_judgement(connection, (4, 3), CopyVerdict.UNSURE, "Nearly the same words.", "Amal")
        channel = finds.channel_of(connection, "harbour search", ChannelKind.LIST, "order lantern", 1)
        given = {"channel_id": channel.id, "line": 1}
        finds.add_finds(
            connection, 1, "Chloe", [{"story_id": 1, "key": "one", "found_as": "https://one.example", **given}]
        )
    judge(study, "1", "2", Verdict.DIFFERENT, by=BILAL)
    code(study, Mark("T1", "L1", Answer.YES, Quoted(1, 0, 24)), by=AMAL)
    code(study, Mark("T2", "L2", Answer.YES), by=AMAL)
    assign(study, Plan("first", ("Bilal", "Rana"), each=2, blind=True), by=AMAL)
    for coder in (BILAL, RANA):
        code(study, Mark("T3", "L2", Answer.YES if coder is RANA else Answer.NO), by=coder)
        code(study, Mark("T1", "L2", Answer.YES), by=coder)
    memo(study, About(testimony_id=1), "Speaks twice.", by=AMAL)


def fill_hidden(study: Study, number: int) -> None:
    """Bring of everything one more, for a case that will be hidden; its rows come last in every table."""
    _keep(study, number, HIDDEN_WORDS)
    _decide(study, number, AMAL)
    with study.database.writing() as connection:
        copies.add_judgement(connection, (number, 1), CopyVerdict.NOT_A_COPY, "Quite another.", "Amal")
        known = finds.channel_of(connection, "harbour search", ChannelKind.LIST, "", 1)
        own = finds.channel_of(connection, "a friend of the keeper", ChannelKind.LIST, "lighthouse", 1)
        for channel in (known, own):
            given = {"channel_id": channel.id, "line": 9, "key": "seven", "found_as": "https://seven.example"}
            finds.add_finds(connection, 1, "Amal", [{"story_id": number, **given}])
        # As if it had been there when the round was drawn.
        rounds.add_assignments(connection, 1, [(number, "Bilal", 1.0, 99), (number, "Rana", 1.0, 99)])
        connection.execute(update(rounds_table).values(population=7))
        vote = machine.Asked(number, 5, "L1", "model", "digest", "yes", 0, 4)
        machine.add_votes(connection, [vote])
    judge(study, str(number), "2", Verdict.UNSURE, by=AMAL)
    text = Quoted(5, 0, 15)
    for coder in (RANA, BILAL):
        code(study, Mark(f"T{number}", "L1", Answer.YES if coder is RANA else Answer.NO), by=coder)
    code(study, Mark(f"T{number}", "L1", Answer.YES, text), by=RANA)
    memo(study, About(testimony_id=number), "Must not be known.", by=BILAL)
    memo(study, About(story_id=number), "Nor this.", by=BILAL)


def suggest(study: Study) -> None:
    """Let the machine propose, once everything is as hidden as it will be."""
    suggested(study, by=AMAL)


def _keep(study: Study, story: int, words: str) -> None:
    with study.database.writing() as connection:
        kept = Capture(0, story, "2026-01-01", "", "", 0, "text/plain", "00", f"archive/{story}.warc.gz", 0, 9, "hand")
        (capture,) = archive.add_captures(connection, [kept])
        text = Text(0, story, TextKind.GIVEN, "en", "ltr", f"Story {story}", "", words, "", capture_id=capture.id)
        archive.add_text(connection, 1, text)


def _decide(study: Study, story: int, by: object) -> None:
    answers = {"left": Said.YES, "public": Said.YES}
    decide(study, f"S{story}", Ruling.INCLUDE, by=by, answers=answers)  # type: ignore[arg-type] # one of the cast
