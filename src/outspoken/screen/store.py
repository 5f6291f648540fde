"""The SQL of screening: decisions, their answers, what they come to, and what the flow counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, func, insert, select, text, update

from outspoken.archive.copies.clusters import standing_in
from outspoken.archive.copies.store import settled_copies
from outspoken.screen.records import Answer, Decision, Held, Standing, Verdict
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import decision_answers, decisions, finds, sheet_rows, sheets, stories, verdicts


def story_exists(connection: Connection, story: int) -> bool:
    """Whether there is such a story."""
    return connection.execute(select(stories.c.id).where(stories.c.id == story)).first() is not None


def add_decision(
    connection: Connection, story: int, screener: str, verdict: Verdict, answers: Mapping[str, Answer], reason: str
) -> Decision:
    """Store a decision with its answers."""
    number = ids.take(connection, "decision")[0]
    made = Decision(number, story, screener, verdict, dict(answers), reason, now())
    connection.execute(
        insert(decisions).values(
            id=number, story_id=story, screener=screener, verdict=verdict.value, reason=reason, at=made.at
        )
    )
    rows = [
        {"id": one, "decision_id": number, "criterion": name, "answer": answer.value}
        for one, (name, answer) in zip(
            ids.take(connection, "decision answer", len(answers)), answers.items(), strict=True
        )
    ]
    if rows:
        connection.execute(insert(decision_answers), rows)
    return made


def undo_decision(connection: Connection, number: int, by: str) -> None:
    """Mark a decision as undone; it stays in the record."""
    values = {"undone_at": now(), "undone_by": by}
    connection.execute(update(decisions).where(decisions.c.id == number).values(**values))


def read_decisions(connection: Connection, story: int | None = None) -> list[Decision]:
    """Return decisions, about one story or all, the undone ones too, in the order in which they were made."""
    wanted = select(decisions).order_by(decisions.c.id)
    given = select(decision_answers).order_by(decision_answers.c.id)
    if story is not None:
        wanted = wanted.where(decisions.c.story_id == story)
        given = given.where(
            decision_answers.c.decision_id.in_(select(decisions.c.id).where(decisions.c.story_id == story))
        )
    answers: dict[int, dict[str, Answer]] = defaultdict(dict)
    for row in connection.execute(given).mappings():
        answers[row["decision_id"]][row["criterion"]] = Answer(row["answer"])
    return [
        Decision(
            row["id"],
            row["story_id"],
            row["screener"],
            Verdict(row["verdict"]),
            answers.get(row["id"], {}),
            row["reason"],
            row["at"],
            row["undone_at"] or "",
            row["undone_by"] or "",
        )
        for row in connection.execute(wanted).mappings()
    ]


def set_standing(connection: Connection, story: int, found: Standing | None) -> None:
    """Store what the decisions about a story come to; nothing if nobody decided."""
    connection.execute(delete(verdicts).where(verdicts.c.story_id == story))
    if found is not None:
        connection.execute(
            insert(verdicts).values(story_id=story, verdict=found.verdict.value, criterion=found.criterion)
        )


def read_standings(connection: Connection) -> dict[int, tuple[Verdict, str]]:
    """Return what decisions come to: story to verdict and the criterion that an excluded story fails."""
    rows = connection.execute(select(verdicts.c.story_id, verdicts.c.verdict, verdicts.c.criterion))
    return {story: (Verdict(verdict), criterion) for story, verdict, criterion in rows}


def excluded_stories(connection: Connection) -> set[int]:
    """Return the stories that count for nothing."""
    query = select(verdicts.c.story_id).where(verdicts.c.verdict == Verdict.EXCLUDE.value)
    return set(connection.execute(query).scalars())


def first_waiting(connection: Connection, screener: str, waiting_sheets: Collection[str]) -> int | None:
    """Return the first story about which nobody decided, without copies and sheets that were screened before."""
    decided = select(decisions.c.story_id).where(decisions.c.undone_at.is_(None), decisions.c.screener == screener)
    query = (
        select(stories.c.id)
        .outerjoin(sheet_rows, sheet_rows.c.id == stories.c.row_id)
        .outerjoin(sheets, sheets.c.id == sheet_rows.c.sheet_id)
        .where(stories.c.id.not_in(list(settled_copies(connection))))
        .where(stories.c.id.not_in(decided), stories.c.id.not_in(select(verdicts.c.story_id)))
        .where(sheets.c.name.is_(None) | sheets.c.name.in_(list(waiting_sheets)))
        .order_by(stories.c.id)
        .limit(1)
    )
    return connection.execute(query).scalar()


def read_held(connection: Connection, waiting_sheets: Collection[str], standings: Mapping[int, Standing]) -> list[Held]:
    """Return of every story what the flow counts; `waiting_sheets` are those whose rows wait to be screened."""
    found = dict[int, int](
        (story, number)
        for story, number in connection.execute(select(finds.c.story_id, func.count()).group_by(finds.c.story_id))
    )
    told: dict[int, list[int]] = defaultdict(list)
    # The persons are a later step's; how many there are is the end of this step's flow.
    out: dict[int, Counter[str]] = defaultdict(Counter)
    query = "select t.story_id, t.person_id, e.kind from testimonies t left join exclusions e on e.testimony_id = t.id "
    for story, person, kind in connection.execute(text(f"{query} and e.until is null order by t.id")):
        if kind is None:
            told[story].append(person)
        else:
            out[story][kind] += 1
    copies = settled_copies(connection)
    excluded = {story for story, one in standings.items() if one.verdict is Verdict.EXCLUDE}
    witnesses = standing_in(copies, {*told, *out}, excluded)
    held = (
        select(stories.c.id, sheets.c.name)
        .outerjoin(sheet_rows, sheet_rows.c.id == stories.c.row_id)
        .outerjoin(sheets, sheets.c.id == sheet_rows.c.sheet_id)
        .order_by(stories.c.id)
    )
    return [
        Held(
            story,
            max(1, found.get(story, 0) + (sheet is not None)),
            sheet is not None and sheet not in waiting_sheets,
            standings.get(story),
            tuple(told.get(story, ())),
            story in copies,
            witnesses.get(story),
            out[story]["fake"] if story in out else 0,
            out[story]["not eligible"] if story in out else 0,
        )
        for story, sheet in connection.execute(held)
    ]
