"""The pages of the shelf and of a study as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _

from outspoken.errors import SealBroken
from outspoken.report.overview import overview as read_overview
from outspoken.study.journal import Entry, entries, verify
from outspoken.study.settings import Settings
from outspoken.web.access import ENTERED, Desk, administers, has_entered
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show
from outspoken.web.redirects import back
from outspoken.web.serving import serving
from outspoken.web.shelf.flow import Flow, flow
from outspoken.web.shelf.forms import NewStudy
from outspoken.web.shelf.making import make_empty, make_example
from outspoken.web.studies import HERE, shelf

_used: set[str] = set()


# ---- The shelf ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A study one may open."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """The studies somebody may open, and, for who may, the form for a new one."""

    studies: Sequence[OnShelf]
    form: NewStudy | None
    example: bool


def home(request: HttpRequest) -> HttpResponse:
    """Show the studies; where there is none yet, offer to make one."""
    if not serving().team and shelf().slugs():
        return redirect("overview", slug=HERE)
    return show(request, "shelf/home.html", _shelf(request))


def _shelf(request: HttpRequest, form: NewStudy | None = None) -> ShelfPage:
    team = serving().team
    may_make = administers(request) or not team
    fresh = form or NewStudy(team=team)
    return ShelfPage(_on_shelf(request), fresh if may_make else None, example=may_make)


def _on_shelf(request: HttpRequest) -> list[OnShelf]:
    slugs = shelf().slugs()
    if serving().team:
        from outspoken.web.accounts.memberships import studies_of  # noqa: PLC0415 - models, only for a team

        own = set(studies_of(request.user))  # type: ignore[arg-type] # the gate let in who has an account
        slugs = [slug for slug in slugs if slug in own]
    return [OnShelf(slug, shelf().study(slug).settings.title) for slug in slugs]


def make(request: HttpRequest) -> HttpResponse:
    """Make an empty study."""
    _only_makers(request)
    form = NewStudy(request.POST, team=serving().team)
    if not form.is_valid():
        return show(request, "shelf/home.html", _shelf(request, form), status=422)
    slug = form.cleaned_data.get("slug") or HERE
    make_empty(slug, form.cleaned_data["title"])
    return _made(request, slug)


def example(request: HttpRequest) -> HttpResponse:
    """Make the 2015 example."""
    _only_makers(request)
    slug = "icsr-2015" if serving().team else HERE
    make_example(slug)
    return _made(request, slug)


def _only_makers(request: HttpRequest) -> None:
    if serving().team and not administers(request):
        raise Http404


def _made(request: HttpRequest, slug: str) -> HttpResponse:
    if serving().team:
        from outspoken.study.actors import Role  # noqa: PLC0415 - only for a team
        from outspoken.web.accounts.memberships import admit  # noqa: PLC0415 - models, only for a team

        # Who makes a study owns it, and can hand that on; administering alone reads nothing.
        admit(request.user, slug, {Role.OWNER})  # type: ignore[arg-type]
    return redirect("overview", slug=slug)


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Let in who comes with the one-time token of the printed address."""
    served = serving()
    if served.team or not served.token or token != served.token or token in _used:
        if has_entered(request):
            return redirect("home")
        raise Http404
    _used.add(token)
    request.session[ENTERED] = served.token
    return redirect("home")


def language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages, and go back to where one was."""
    wanted = request.POST.get("language", "")
    answer = back(request)
    if wanted in dict(django_settings.LANGUAGES):
        answer.set_cookie(
            django_settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 24 * 60 * 60,
            httponly=True,
            samesite="Lax",
            secure=django_settings.LANGUAGE_COOKIE_SECURE,
        )
    return answer


def mark(request: HttpRequest) -> HttpResponse:
    """Show browsers that ask for it by habit where our mark is."""
    return redirect(static("outspoken/mark.svg"))


def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the keys and the words."""
    return render(request, "shelf/help.html")


# ---- One study ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are of something."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What a study is, holds and says, and what is left to do."""

    title: str
    question: str
    counts: Sequence[Counted]
    headline: Sequence[tuple[str, str]]
    """Each headline number with what could change it."""
    flow: Flow
    left: Sequence[Next]
    next: Next


def overview(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what the study holds and what to do next."""
    found = read_overview(desk.study, by=desk.actor)
    settings = desk.study.settings
    left = _left(desk, found.counts, found.next_step)
    page = OverviewPage(
        found.title,
        settings.question,
        [Counted(label, number) for label, number in found.counts.items()],
        [_split(line) for line in found.headline],
        flow(found.counts),
        left[1:],
        left[0],
    )
    return show(request, "shelf/overview.html", page)


def _split(line: str) -> tuple[str, str]:
    number, _bracket, otherwise = line.partition(" (")
    return number, otherwise.rstrip(")")


def _left(desk: Desk, counts: dict[str, int], next_step: str) -> list[Next]:
    """List what is left to do; the first is the obvious next step."""
    left = []
    if next_step.startswith("outspoken collect import") or not counts["testimonies"]:
        left.append(Next(_("Import a spreadsheet"), address(desk.slug, "collect")))
    if counts["open doubts"]:
        left.append(Next(_("Settle the doubts"), address(desk.slug, "doubts")))
    if counts["testimonies"]:
        left.append(Next(_("Build the report"), address(desk.slug, "report")))
    return left


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The study's settings as the program understands them."""

    settings: Settings
    regions: Sequence[tuple[str, Sequence[tuple[str, str]]]]


def settings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what study.toml says; it is edited in the folder, where version control keeps it."""
    said = desk.study.settings
    regions = [
        (name, [(group, ", ".join(codes)) for group, codes in scheme.groups.items()])
        for name, scheme in said.regions.items()
    ]
    return show(request, "shelf/settings.html", SettingsPage(said, regions))


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A leaf of the record of all acts, the newest first, and whether its seals are whole."""

    acts: Leaf[Entry]
    intact: bool
    problem: str
    head: str


def journal(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what was done, by whom, when."""
    with desk.study.read(by=desk.actor) as connection:
        found = list(entries(connection))[::-1]
        try:
            head, problem = verify(connection)[1], ""
        except SealBroken as error:
            head, problem = "", error.message
    page = JournalPage(leaf(found, request.GET), not problem, problem, head[:16])
    return show(request, "shelf/journal.html", page)
