"""What a program may ask and do: each operation calls one reader or one act and shapes what it returns."""

from __future__ import annotations

from typing import Annotated, Any, cast

from django.http import HttpRequest
from ninja import NinjaAPI, Router
from pydantic import Field

from outspoken import __version__
from outspoken.analyse.cases import one_case
from outspoken.analyse.readers import crossed, doubts_of, flow_bounded
from outspoken.analyse.records import Unit
from outspoken.coding.codebook import read_codebook
from outspoken.collect import how_found, listed_stories, settle
from outspoken.people import judge, undo
from outspoken.people.readers import judgement_made, judgements_made
from outspoken.report.overview import overview
from outspoken.report.review import check, tallied
from outspoken.report.selection import cases_where
from outspoken.screen.records import Flow
from outspoken.study.journal import entries
from outspoken.study.search import search
from outspoken.web.access import Desk
from outspoken.web.api import shapes

REFUSALS = {
    400: "The request cannot be read.",
    401: "There is no token, or it is nobody's.",
    404: "There is nothing here, or nothing that you may see or do.",
    409: "Somebody else changed it first, or it contradicts what somebody judged.",
    422: "The request can be read, and says something that cannot be used.",
}
"""Every status that is no success, and when it is answered."""

api = NinjaAPI(
    title="Outspoken",
    version=__version__,
    description="The studies of a team's server, for programs that act for a member of the team.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="programs",
)
router = Router(tags=["study"])

Most = Annotated[int, Field(ge=1, le=1_000)]
Skip = Annotated[int, Field(ge=0, le=10_000_000)]
Asked = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]


def _answers(shape: Any) -> dict[int, Any]:
    return {200: shape} | dict.fromkeys(REFUSALS, shapes.Problem)


def _desk(request: HttpRequest) -> Desk:
    return cast("Desk", request.desk)  # type: ignore[attr-defined] # the doorway put it there


@router.get("s/{slug}/status", response=_answers(shapes.Status), url_name="api-status")
def status(request: HttpRequest, slug: str) -> shapes.Status:
    """Say what the study holds and what to do next."""
    desk = _desk(request)
    return shapes.Status.of(overview(desk.study, by=desk.actor))


@router.get("s/{slug}/cases", response=_answers(shapes.Cases), url_name="api-cases")
def cases(request: HttpRequest, slug: str, where: Asked = "", most: Most = 1_000, skip: Skip = 0) -> shapes.Cases:
    """List the cases that meet a condition, e.g. `sex = female and year = 2015`; at most so many of each list."""
    desk = _desk(request)
    return shapes.Cases.of(cases_where(desk.study, where, by=desk.actor), most, skip)


@router.get("s/{slug}/cases/{int:number}", response=_answers(shapes.Case), url_name="api-case")
def case(request: HttpRequest, slug: str, number: int) -> shapes.Case:
    """Give one case with all that is known of it."""
    desk = _desk(request)
    return shapes.Case.of(one_case(desk.study, number, by=desk.actor).case)


@router.get("s/{slug}/table", response=_answers(shapes.Table), url_name="api-table")
def table(request: HttpRequest, slug: str, rows: Asked, columns: Asked, unit: Unit = Unit.PERSONS) -> shapes.Table:
    """Count by two axes, each named by one word: an attribute, a period, `region`, `outlet`, a code or a group."""
    desk = _desk(request)
    return shapes.Table.of(crossed(desk.study, rows, columns, by=desk.actor, unit=unit))


@router.get("s/{slug}/check", response=_answers(shapes.Check), url_name="api-check")
def checked(request: HttpRequest, slug: str) -> shapes.Check:
    """Recompute every number that the study states, and say whether it holds."""
    desk = _desk(request)
    found = check(desk.study, by=desk.actor)
    return shapes.Check.of(tallied(found), found)


@router.get("s/{slug}/doubts", response=_answers(shapes.Doubts), url_name="api-doubts")
def doubts(request: HttpRequest, slug: str, *, settled: bool = False) -> shapes.Doubts:
    """List what is in doubt; with `settled`, what was settled too."""
    desk = _desk(request)
    found = doubts_of(desk.study, by=desk.actor, settled=settled)
    return shapes.Doubts([shapes.OneDoubt.of(one) for one in found])


@router.post("s/{slug}/doubts/{doubt}", response=_answers(shapes.OneDoubt), url_name="api-settle")
def settle_doubt(request: HttpRequest, slug: str, doubt: str, sent: shapes.Settling) -> shapes.OneDoubt:
    """Choose one reading of a doubt, or open it again with an empty choice; what was printed stays on record."""
    desk = _desk(request)
    return shapes.OneDoubt.of(settle(desk.study, doubt, sent.choice, by=desk.actor, reason=sent.reason))


@router.get("s/{slug}/judgements", response=_answers(shapes.Judgements), url_name="api-judgements")
def judgements(request: HttpRequest, slug: str, *, undone: bool = False) -> shapes.Judgements:
    """List the judgements on who is one person; with `undone`, those taken back too."""
    desk = _desk(request)
    made, born_as = judgements_made(desk.study, by=desk.actor, undone=undone)
    return shapes.Judgements([shapes.OneJudgement.of(one, born_as) for one in made])


@router.post("s/{slug}/judgements", response=_answers(shapes.Counting), url_name="api-judgements")
def judge_pair(request: HttpRequest, slug: str, sent: shapes.Judging) -> shapes.Counting:
    """Judge whether two cases are the same person; it can be undone."""
    desk = _desk(request)
    made = judge(desk.study, sent.one, sent.other, sent.verdict, by=desk.actor, reason=sent.reason)
    return _counting(desk, made.id)


@router.post("s/{slug}/judgements/undo", response=_answers(shapes.Counting), url_name="api-undo")
def undo_pair(request: HttpRequest, slug: str, sent: shapes.Pair) -> shapes.Counting:
    """Undo the judgement in force on two cases; the one before counts again."""
    desk = _desk(request)
    left = undo(desk.study, sent.one, sent.other, by=desk.actor)
    return _counting(desk, left.id) if left is not None else shapes.Counting(None)


def _counting(desk: Desk, number: int) -> shapes.Counting:
    return shapes.Counting(shapes.OneJudgement.of(*judgement_made(desk.study, number, by=desk.actor)))


@router.get("s/{slug}/search", response=_answers(shapes.Search), url_name="api-search")
def searched(request: HttpRequest, slug: str, words: Asked, most: Most = 20, skip: Skip = 0) -> shapes.Search:
    """Find the stories in whose title or texts all words stand."""
    desk = _desk(request)
    return shapes.Search.of(words, search(desk.study, words, by=desk.actor, most=most, skip=skip))


@router.get("s/{slug}/stories", response=_answers(shapes.Stories), url_name="api-stories")
def stories(request: HttpRequest, slug: str, channel: Asked = "", most: Most = 1_000, skip: Skip = 0) -> shapes.Stories:
    """List the stories and how each was found, all or those of one channel."""
    desk = _desk(request)
    found = listed_stories(desk.study, by=desk.actor, channel=channel)[skip : skip + most]
    how = how_found(desk.study, by=desk.actor)
    return shapes.Stories([shapes.OneStory.of(one, how.get(one.id, [])) for one in found])


@router.get("s/{slug}/flow", response=_answers(Flow), url_name="api-flow")
def flowing(request: HttpRequest, slug: str) -> Flow:
    """Count the stories that were found, and what became of them."""
    desk = _desk(request)
    return flow_bounded(desk.study, by=desk.actor)


@router.get("s/{slug}/journal", response=_answers(shapes.Acts), url_name="api-journal")
def journal(request: HttpRequest, slug: str, newest: Most = 100) -> shapes.Acts:
    """List the newest acts: what was done, by whom, when."""
    desk = _desk(request)
    with desk.study.read(by=desk.actor) as connection:
        return shapes.Acts(list(entries(connection, newest)))


@router.get("s/{slug}/codebook", response=_answers(shapes.Book), url_name="api-codebook")
def codebook(request: HttpRequest, slug: str) -> shapes.Book:
    """Give the codebook."""
    return shapes.Book.of(read_codebook(_desk(request).study.folder))


api.add_router("", router)
