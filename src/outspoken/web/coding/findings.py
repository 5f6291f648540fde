"""What coding has found: disagreements to settle, agreement, how frequent each code is, and the quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outspoken.archive.store import titles
from outspoken.coding import acts
from outspoken.coding.agreement.disagreements import Disagreement
from outspoken.coding.codebook import Code, read_codebook
from outspoken.coding.findings import (
    COEFFICIENTS,
    agreement_on,
    agreement_together,
    disagreements_on,
    methods_text,
    prevalence_on,
)
from outspoken.coding.prevalence import Scope
from outspoken.coding.readers import Quote, quotes_with, rounds_of
from outspoken.coding.records import Answer
from outspoken.errors import Conflict, OutspokenError
from outspoken.estimates import Estimate, shown
from outspoken.people.store import read_testimonies
from outspoken.study.ids import heard
from outspoken.web.access import Desk
from outspoken.web.coding.conflicts import Wanted, both_versions
from outspoken.web.coding.screen import named
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder says, and on which words."""

    coder: str
    answer: Answer
    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True)
class Differing:
    """A disagreement with both sides."""

    number: int
    code: Code
    sides: Sequence[Side]


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """Where coders differ and nobody has settled it."""

    found: Leaf[Differing]
    codes: Mapping[str, str]
    code: str
    answers: Sequence[Answer]
    next: None = None


def disagreements(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the disagreements side by side; sent as a form, settle one."""
    if request.method == "POST":
        return _settle(request, desk)
    book = read_codebook(desk.study.folder)
    wanted = request.GET.get("code", "")
    found = leaf(disagreements_on(desk.study, by=desk.actor, code=wanted), request.GET, 20)
    quotes = {one: quotes_with(desk.study, one, by=desk.actor) for one in {each.code for each in found.items}}
    sides = [_sides(one, book.code(one.code), quotes[one.code]) for one in found.items]
    shown_ = Leaf(sides, found.number, found.of, found.total, found.query)
    return show(request, "coding/disagreements.html", DisagreementsPage(shown_, named(book), wanted, tuple(Answer)))


def _sides(one: Disagreement, code: Code | None, quotes: Sequence[Quote]) -> Differing:
    assert code is not None  # the reader names codes of the book only
    number = heard("testimony", one.story)
    mine = [quote for quote in quotes if quote.coding.testimony_id == number and not quote.coding.settled]
    sides = [
        Side(coder, answer, [quote for quote in mine if quote.coding.coder == coder])
        for coder, answer in one.answers.items()
    ]
    return Differing(number, code, sides)


def _settle(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = request.POST.dict()
    testimony, code, reason = form.get("testimony", ""), form.get("code", ""), form.get("reason", "").strip()
    here = address(desk.slug, "disagreements")
    if form.get("answer") not in set(Answer) or not reason:
        raise OutspokenError(_("Settling takes an answer and a reason."), _("Go back and give both."))
    answer, based_on = Answer(form["answer"]), form.get("based_on", "")
    try:
        acts.settle(
            desk.study,
            testimony,
            code,
            answer,
            by=desk.actor,
            reason=reason,
            based_on=int(based_on) if based_on.isascii() and based_on.isdigit() else None,
        )
    except Conflict as error:
        fields = {"testimony": testimony, "code": code, "answer": answer.value, "reason": reason}
        return both_versions(request, desk, error, Wanted(code, answer, reason, here, here, fields))
    return redirect(here)


# ---- agreement ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate as it is printed: never without its interval, never without its caveat."""

    value: str
    interval: str
    n: int
    caveat: str


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """A code, or a pair of coders on it, with one figure for each measure; None where there is none."""

    name: str
    coders: str
    figures: Sequence[Figure | None]

    @property
    def remarks(self) -> Sequence[str]:
        """Every caveat once."""
        return list(dict.fromkeys(one.caveat for one in self.figures if one and one.caveat))


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """How far coders agree: every code, and what was worked out of it."""

    measures: Sequence[str]
    codes: Sequence[tuple[Code, Sequence[AgreedLine]]]
    """No lines: not worked out yet. A script asks for one code after the other; without it one follows the link."""
    rounds: Sequence[str]
    round: str
    pairs: bool
    together: Figure | None = None
    """On all codes at once, as sets; None: not worked out yet."""
    next: Next | None = None


TOGETHER = "*"
"""What a code is asked for by that is all of them; no code can be called so."""
MEASURES = (*COEFFICIENTS, "unitising alpha")


def agreement(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show how far coders agree. A thousand resamples take a while, so each code is worked out by itself."""
    book, every = read_codebook(desk.study.folder), _round_names(desk)
    wanted, pairs = request.GET.get("round", ""), request.GET.get("pairs") == "yes"
    turn = wanted if wanted in every else ""
    asked = book.code(request.GET.get("code", ""))
    lines = _agreed(desk, asked, turn, pairs=pairs) if asked else ()
    codes = [(one, lines if one == asked else ()) for one in book.codes()]
    step = Next(_("Talk about the disagreements"), address(desk.slug, "disagreements"))
    together = None
    if request.GET.get("code") == TOGETHER:
        together = figure(agreement_together(desk.study, by=desk.actor, round_name=turn).estimate)
    page = AgreementPage(MEASURES, codes, every, turn, pairs, together, step)
    if together and getattr(request, "htmx", False):
        return show(request, "coding/agreed_together.html", page)
    if asked and getattr(request, "htmx", False):
        return show(request, "coding/agreed.html", replace(page, codes=[(asked, lines)]))
    return show(request, "coding/agreement.html", page)


def _agreed(desk: Desk, code: Code, turn: str, *, pairs: bool) -> list[AgreedLine]:
    found = agreement_on(desk.study, by=desk.actor, codes=[code.id], round_name=turn, pairs=pairs)
    lines = []
    for coders, some in groupby(found, key=lambda one: one.coders):
        given = {_measure(one.estimate): figure(one.estimate) for one in some}
        lines.append(AgreedLine(code.name, ", ".join(coders), [given.get(name) for name in MEASURES]))
    return lines


def _measure(one: Estimate) -> str:
    """Return which measure an estimate is of; how its interval was found comes after it."""
    return one.method.partition(", bootstrap")[0]


def figure(one: Estimate, *, percent: bool = False) -> Figure:
    """Return an estimate as it is printed."""
    say = _percent if percent else shown
    interval = f"{say(one.low)}–{say(one.high)}" if one.low is not None and one.high is not None else ""
    return Figure(say(one.value), interval, one.n, one.caveat)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"


def _round_names(desk: Desk) -> list[str]:
    return [one.name for one, _tasks in rounds_of(desk.study, by=desk.actor)]


# ---- prevalence --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frequency:
    """How frequent a code is; bar, low and high are places on a line of 100."""

    code: Code
    figure: Figure
    method: str
    bar: float | None
    low: float | None
    width: float | None


@dataclass(frozen=True, slots=True)
class PrevalencePage:
    """How frequent each code is, and how that was found."""

    lines: Sequence[Frequency]
    unit: str
    methods: str
    rounds: Sequence[str]
    round: str
    wider: bool
    next: None = None


def prevalence(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show how frequent each code is, with intervals and the text for a paper's methods."""
    every, wanted = _round_names(desk), request.GET.get("round", "")
    turn, wider = wanted if wanted in every else "", request.GET.get("of") == "wider"
    scope = Scope.WIDER if wider else Scope.COLLECTION
    lines, unit = [], "testimonies"
    for code in read_codebook(desk.study.folder).codes():
        one = prevalence_on(desk.study, code.id, by=desk.actor, round_name=turn, scope=scope)
        lines.append(_frequency(code, one))
        unit = one.unit
    page = PrevalencePage(lines, unit, methods_text(desk.study, by=desk.actor), every, turn, wider)
    return show(request, "coding/prevalence.html", page)


def _frequency(code: Code, one: Estimate) -> Frequency:
    low, high = one.low, one.high
    width = None if low is None or high is None else round(100 * (high - low), 1)
    bar = None if one.value is None else round(100 * one.value, 1)
    return Frequency(
        code, figure(one, percent=True), one.method, bar, None if low is None else round(100 * low, 1), width
    )


# ---- quotes ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote with the story that it stands in."""

    quote: Quote
    title: str


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """The words that carry a code."""

    codes: Mapping[str, str]
    code: Code | None
    quotes: Leaf[QuoteLine]
    next: None = None


def quotes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the quotes of a code."""
    book = read_codebook(desk.study.folder)
    code = book.code(request.GET.get("code", "")) or next(book.codes(), None)
    found = quotes_with(desk.study, code.id, by=desk.actor) if code else []
    lines = leaf([one for one in found if one.coding.answer is Answer.YES], request.GET)
    with desk.study.read(by=desk.actor) as connection:
        stories = {
            one.id: one.story_id
            for one in read_testimonies(connection, [quote.coding.testimony_id for quote in lines.items])
        }
        called = titles(connection, list(stories.values()))
    named_lines = [
        QuoteLine(one, next((said for said in called.get(stories[one.coding.testimony_id], ()) if said), ""))
        for one in lines.items
    ]
    cut = Leaf(named_lines, lines.number, lines.of, lines.total, lines.query)
    return show(request, "coding/quotes.html", QuotesPage(named(book), code, cut))
