"""A case page as plain Django would make it: the peer that `workbench.py` measures the served study beside.

Plain `sqlite3` reads the rows of one case from the study's file, and a view renders them
behind Django's own sessions, accounts and forms, with the settings of the team's server.
Nothing of ours stands between: no rule of sight, no roles, no one moment of reading, no
bounds of values in doubt. `/s/leavers/cases/5/` is the same page as ours, by the same
templates; `/bare/5/` prints the same facts with nothing around them.

    python benchmarks/bare_view.py STUDY.DB THREADS PORT        serves itself with waitress
    BARE_STUDY=STUDY.DB gunicorn bare_view:application
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from itertools import groupby
from types import SimpleNamespace as Plain
from typing import Any

from django.conf import settings

from outspoken.web import settings as ours

DATABASE = os.environ.get("BARE_STUDY") or sys.argv[1]
PLACES = ("overview", "collect", "archive", "screen", "people", "coding", "codebook", "cases", "doubts")
MORE_PLACES = ("crossings", "claims", "report", "search", "journal", "settings", "members")
ACCOUNT_PAGES = ("account_change_password", "mfa_index", "tokens", "accounts", "account_logout", "help", "language")

settings.configure(
    SECRET_KEY=ours.SECRET_KEY,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SERVING=ours.SERVING,
    INSTALLED_APPS=[
        "outspoken.web.accounts.apps.Accounts",
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [ours.HERE / "templates"],
            "OPTIONS": {
                "builtins": ["outspoken.web.wording.book"],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
            },
        }
    ],
    **{
        name: getattr(ours, name)
        for name in (
            *("DATABASES", "AUTH_USER_MODEL", "PASSWORD_HASHERS", "USE_TZ", "LANGUAGE_CODE", "LANGUAGES"),
            *("LOCALE_PATHS", "STATIC_URL", "SESSION_COOKIE_NAME", "SESSION_COOKIE_AGE", "MESSAGE_STORAGE"),
        )
    },
)
import django  # noqa: E402 - only once it is known how

django.setup()
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import Http404, HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path, reverse  # noqa: E402

BARE = engines["django"].from_string(
    "<!doctype html><title>{{ number }}</title><h1>Case {{ number }}</h1>"
    "{% for one in told %}<h2>{{ one.id }} {{ one.outlet }}</h2><dl>{% for name, said in one.fields %}"
    "{% for fact in said %}<dt>{{ name }}<dd dir=auto>{{ fact.value }} {{ fact.missing }} {{ fact.printed }}"
    "{% endfor %}{% endfor %}</dl><ul>{% for code in one.codes %}<li>{{ code.0 }} {{ code.1.0 }}{% endfor %}</ul>"
    "{% endfor %}"
)
_own = threading.local()


def rows(query: str, *given: object) -> list[sqlite3.Row]:
    """Ask the study's file."""
    if not hasattr(_own, "study"):
        _own.study = sqlite3.connect(DATABASE)
        _own.study.row_factory = sqlite3.Row
    found: list[sqlite3.Row] = _own.study.execute(query, given).fetchall()
    return found


def told_of(number: int) -> list[Plain]:
    """Read a case's testimonies with their facts and codes."""
    found = rows(
        "select t.id, s.id as story, s.title, s.address, o.name as outlet, h.name as sheet, r.key from testimonies t "
        "join stories s on s.id = t.story_id left join outlets o on o.id = s.outlet_id left join sheet_rows r "
        "on r.id = t.row_id left join sheets h on h.id = r.sheet_id where t.person_id = ?",
        number,
    )
    if not found:
        raise Http404
    made = []
    for one in found:
        facts = rows(
            "select attribute, value, missing, certainty, printed, doubt_id from facts where testimony_id = ? and "
            "until is null union all select 'published', value, null, certainty, printed, doubt_id from story_dates "
            "where story_id = ? and until is null order by 1",
            one["id"],
            one["story"],
        )
        said = [
            Plain(
                value=fact["value"],
                missing=fact["missing"],
                certainty=fact["certainty"],
                printed=fact["printed"],
                doubt=f"D{fact['doubt_id']}" if fact["doubt_id"] else "",
                name=fact["attribute"],
            )
            for fact in facts
        ]
        fields = [(name.capitalize(), list(own)) for name, own in groupby(said, lambda fact: fact.name)]
        codes = rows("select code, value from codings where testimony_id = ? and until is null", one["id"])
        made.append(
            Plain(
                id=f"T{one['id']}",
                outlet=one["outlet"],
                fields=fields,
                codes=[(code, (value,)) for code, value in codes],
                testimony=Plain(
                    id=f"T{one['id']}",
                    outlet=one["outlet"],
                    title=one["title"],
                    story=f"S{one['story']}",
                    sheet=one["sheet"],
                    key=one["key"],
                ),
            )
        )
    return made


def case(request: HttpRequest, number: int) -> HttpResponse:
    """Show a case with the page around it."""
    if not request.user.is_authenticated:
        raise Http404
    told = told_of(number)
    names = [fact.value for one in told for name, said in one.fields if name == "Name" for fact in said]
    values = [
        (name, [Plain(text=fact.value or fact.missing, missing=fact.missing, headline=True) for fact in said])
        for name, said in told[0].fields
    ]
    judged = rows(
        "select j.id, j.verdict, j.reason, j.actor, j.left_id, j.right_id from judgements j where j.undone_at is null "
        "and (j.left_id in (select id from testimonies where person_id = ?) "
        "or j.right_id in (select id from testimonies where person_id = ?))",
        number,
        number,
    )
    doubts = rows(
        "select id, note, choice, chosen_by from doubts where state <> 'gone' and rows like ?",
        f'%"{told[0].testimony.key}"%',
    )
    (beside,) = rows(
        "select (select max(person_id) from testimonies where person_id < ?) as before, "
        "(select min(person_id) from testimonies where person_id > ?) as after",
        number,
        number,
    )
    shown = Plain(
        case=Plain(
            number=number,
            names=names,
            maybe=[one["right_id"] for one in judged if one["verdict"] == "unsure"],
            doubts=[Plain(**one) for one in doubts],
            judgements=[Plain(**{**one, "verdict": Plain(value=one["verdict"])}) for one in judged],
        ),
        values=values,
        told=told,
        before=reverse("case", args=("leavers", beside["before"])) if beside["before"] else "",
        after=reverse("case", args=("leavers", beside["after"])) if beside["after"] else "",
    )
    places = [
        Plain(label=name.capitalize(), address=(where := reverse(name, args=("leavers",))), here=where == request.path)
        for name in (*PLACES, *MORE_PLACES)
    ]
    desk = Plain(
        slug="leavers",
        study=Plain(settings=Plain(title="Invented cases")),
        allowed=Plain(people_restrict=True),
    )
    around: dict[str, Any] = {"desk": desk, "places": places, "team": True, "entered": True}
    return render(request, "analyse/case.html", {"page": shown, **around})


def bare(request: HttpRequest, number: int) -> HttpResponse:
    """Print a case with nothing around it."""
    if not request.user.is_authenticated:
        raise Http404
    return HttpResponse(BARE.render({"number": number, "told": told_of(number)}, request))


def nothing(request: HttpRequest, **given: object) -> HttpResponse:
    """Stand where other pages would be, so that there are addresses to link to."""
    raise Http404


urlpatterns = [
    path("bare/<int:number>/", bare),
    path("s/leavers/cases/<int:number>/", case),
    path("s/<slug:slug>/cases/<int:number>/", nothing, name="case"),
    path("s/<slug:slug>/people/<int:number>/", nothing, name="person"),
    path("s/<slug:slug>/restrictions/", nothing, name="restrictions"),
    *(path(f"s/<slug:slug>/{name}/", nothing, name=name) for name in (*PLACES, *MORE_PLACES)),
    *(path(f"account/{name}/", nothing, name=name) for name in ACCOUNT_PAGES),
]
application = get_wsgi_application()

if __name__ == "__main__":
    from waitress import serve

    serve(application, host="127.0.0.1", port=int(sys.argv[3]), threads=int(sys.argv[2]))
