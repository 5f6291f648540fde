"""Every page and every answer of the API, on a study with a hidden case and on one in which it never was."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern

from outspoken.collect import import_sheet
from outspoken.people import restrict
from outspoken.study import open_study
from outspoken.web.access import Rule
from outspoken.web.accounts.memberships import admit, make_token
from outspoken.web.studies import shelf
from tests.conftest import AMAL, LEAVERS, LEAVERS_SHEET, THOROUGH
from tests.study.filling import CRITERIA, fill, fill_hidden, suggest
from tests.web.conftest import CAST, Team
from tests.web.test_access import FOR_PROGRAMS, IN_STUDY, address, unpacked

WITH, WITHOUT = "twin-a", "twin-b"
HIDDEN_ROW = "7,Nia Holt,German,F,09/09/03,Night Owl,2003-08,1,yes\n"
BLIND_TO_IT = ("Dara", "Bilal", "Chloe", *(("Rana", "Pablo") if THOROUGH else ()))
ASKED = {
    "cases": ("sort=name", "sort=-number", "q=German", "q=Nia", "where=sex+%3D+female", "page=2", "column=sex"),
    "case": ("",),
    "search": ("q=bread", "q=lighthouse", "q=cruel+bread", "q=light*", "q=bread&leaf=2"),
    "stories": ("q=night", "state=included", "state=waiting", "channel=harbour+search", "kept=kept", "page=2"),
    "doubts": ("settled=yes", "kind=maybe+one+person", "page=2"),
    "crossings": ("rows=country&columns=sex", "rows=outlet&columns=year&unit=stories", "of=rows"),
    "cell": ("rows=country&row=DE", "rows=sex&row=female&columns=country&column=DE", "rows=outlet&row=Night+Owl"),
    "time-and-place": ("period=year", "country=country"),
    "journal": ("page=2",),
    "people": ("verdict=unsure", "one=1&other=7", "one=7&other=1"),
    "disagreements": ("code=L1",),
    "agreement": ("pairs=yes", "code=L1"),
    "prevalence": ("round=first", "of=wider"),
    "quotes": ("code=L1",),
    "archive": ("kept=kept",),
    "capture": ("capture=5", "capture=1&as=bytes", "as=source"),
    "story": ("capture=5",),
    "api-cases": ("where=sex+%3D+female", "most=1&skip=1"),
    "api-table": ("rows=country&columns=sex", "rows=outlet&columns=year&unit=stories"),
    "api-search": ("words=bread", "words=lighthouse", "words=cruel"),
    "api-stories": ("channel=harbour+search", "most=2&skip=2"),
    "api-doubts": ("settled=true",),
    "api-judgements": ("undone=true",),
}
"""What is asked of a page besides the page itself: sorting, filters, facets, leaves, words that only the case holds."""
OBJECTS = {
    "case": 7,
    "story": 7,
    "capture": 7,
    "decide": 7,
    "code": 7,
    "api-case": 7,
    "person": 7,
    "values": 7,
}
"""By route, the number in an address that is hidden; the twin without has nothing of that number."""


@pytest.fixture(scope="module")
def twins_at_rest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both studies once; tests take copies."""
    place = tmp_path_factory.mktemp("twins")
    for slug in (WITH, WITHOUT):
        (place / slug / "sources").mkdir(parents=True)
        (place / slug / "study.toml").write_text(LEAVERS + CRITERIA, encoding="utf-8")
        sheet = place / slug / "sources" / "leavers.csv"
        sheet.write_text(LEAVERS_SHEET, encoding="utf-8")
        with open_study(place / slug) as study:
            import_sheet(study, "leavers", by=AMAL)
            fill(study)
            if slug == WITH:
                sheet.write_text(LEAVERS_SHEET + HIDDEN_ROW, encoding="utf-8")
            import_sheet(study, "leavers", by=AMAL)
            if slug == WITH:
                fill_hidden(study, 7)
                restrict(study, "7", ["Fatin"], by=AMAL)
            # From both something is hidden, so that only what case 7 does can make a difference.
            restrict(study, "6", ["Fatin"], by=AMAL)
            suggest(study)
        sheet.write_text(LEAVERS_SHEET, encoding="utf-8")
    return place


@pytest.fixture
def twins(team: Team, twins_at_rest: Path) -> Iterator[Team]:
    """Both on the shelf, with the cast as members of both."""
    for slug in (WITH, WITHOUT):
        shutil.copytree(twins_at_rest / slug, settings.SERVING.folder / slug)
        for name, role in CAST.items():
            admit(team.accounts[name], slug, {role})
    yield team
    shelf().close()
    for slug in (WITH, WITHOUT):
        shutil.rmtree(settings.SERVING.folder / slug)


def bare(content: bytes) -> str:
    """Leave out what differs between any two answers: the study's address, tokens, times, numbers of acts, seals."""
    words = unpacked(content).replace(WITH, "twin").replace(WITHOUT, "twin")
    words = re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", words)
    words = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:[\d.]+)?(Z|\+00:00)?", "then", words)
    words = re.sub(r"\b[0-9a-f]{12,64}\b", "seal", words)
    return re.sub(r'<td class="num">\d+</td>|"seq": ?\d+', "", words)


def headers(given: Mapping[str, str]) -> dict[str, str]:
    """Leave out of headers what differs between any two answers."""
    kept = {name: bare(value.encode()) for name, value in given.items()}
    return {name: value for name, value in kept.items() if name not in {"Content-Length", "Date", "Set-Cookie"}}


def queries(name: str) -> Iterator[str]:
    yield ""
    for one in ASKED.get(name, ()):
        yield f"?{one}"


def pages(*, thoroughly: bool) -> Iterator[tuple[URLPattern, str]]:
    for pattern in (*IN_STUDY, *FOR_PROGRAMS):
        rule: Rule = pattern.callback.rule  # type: ignore[attr-defined]
        if "GET" in rule.methods and "slug" in pattern.pattern.converters:
            for query in queries(str(pattern.name)) if thoroughly else ("",):
                yield pattern, query


def client_of(team: Team, who: str, pattern: URLPattern, kept: dict[str, Client]) -> Client:
    if not pattern.callback.rule.bearer:  # type: ignore[attr-defined]
        return kept.setdefault(who, team.client(who))
    if f"{who} by token" not in kept:
        kept[f"{who} by token"] = Client(headers={"Authorization": f"Bearer {make_token(team.accounts[who], 'test')}"})
    return kept[f"{who} by token"]


def test_every_page_is_the_same_with_and_without_the_hidden_case(twins: Team) -> None:
    kept: dict[str, Client] = {}
    different, checks = [], 0
    for who in BLIND_TO_IT:
        for pattern, query in pages(thoroughly=THOROUGH or who == "Dara"):
            client = client_of(twins, who, pattern, kept)
            told = [client.get(address(pattern, slug) + query) for slug in (WITH, WITHOUT)]
            shown = [bare(b"".join(one.streaming_content) if one.streaming else one.content) for one in told]  # type: ignore[arg-type]
            heads = [headers(one.headers) for one in told]
            checks += 1
            if told[0].status_code != told[1].status_code or shown[0] != shown[1]:
                different.append((who, pattern.name, query))
            elif heads[0] != heads[1]:
                different.append((who, pattern.name, query, "headers"))
    assert different == []
    assert checks >= 150


def test_what_is_hidden_answers_every_method_as_what_is_not_there(twins: Team) -> None:
    """Not allowed and not there are the same bytes, for every kind of thing that an address can name."""
    kept: dict[str, Client] = {}
    checks = 0
    for who in BLIND_TO_IT:
        for pattern in (*IN_STUDY, *FOR_PROGRAMS):
            if str(pattern.name) not in OBJECTS:
                continue
            client, number = client_of(twins, who, pattern, kept), OBJECTS[str(pattern.name)]
            for method in ("get", "head", "options", "post", "put", "patch", "delete"):
                hidden = getattr(client, method)(address(pattern, WITH).replace("/3", f"/{number}"))
                missing = getattr(client, method)(address(pattern, WITHOUT).replace("/3", f"/{number}"))
                never = getattr(client, method)(address(pattern, WITHOUT).replace("/3", "/99999"))
                tried = who, pattern.name, method
                assert hidden.status_code == missing.status_code == never.status_code, tried
                assert hidden.status_code == 404 or (method, hidden.status_code) == ("post", 422), tried
                assert bare(hidden.content) == bare(missing.content), tried
                assert bare(missing.content) == bare(never.content), tried
                assert not {"ETag", "Last-Modified", "Content-Range", "Accept-Ranges"} & hidden.headers.keys()
                checks += 1
    assert checks >= 100


def test_every_address_that_names_a_thing_is_in_the_list() -> None:
    """A new route whose address names a thing says here what of it is hidden."""
    of_two = {"copy-pair", "pair"}
    said = {*OBJECTS, *of_two, "import", "report-file", "member", "work", "work-stop", "work-again", "api-settle"}
    found = {str(one.name) for one in (*IN_STUDY, *FOR_PROGRAMS) if set(one.pattern.converters) - {"slug"}}
    assert found - said == set()
