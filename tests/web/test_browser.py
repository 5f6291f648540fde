"""Every page in a real browser: nothing that people wrote runs, and nobody is kept out by how they read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from outspoken.archive import store as archive
from outspoken.archive.acts import settle_copy
from outspoken.archive.copies.records import CopyVerdict
from outspoken.archive.records import Capture, Text, TextKind
from outspoken.coding.acts import assign, code, memo
from outspoken.coding.records import About, Answer, Mark, Plan, Quoted
from outspoken.coding.running import suggested
from outspoken.collect import import_sheet
from outspoken.collect.finds import store as finds
from outspoken.collect.finds.records import ChannelKind, Run
from outspoken.people import Verdict, judge
from outspoken.screen import Answer as Said
from outspoken.screen import Verdict as Ruling
from outspoken.screen import decide
from outspoken.study import Study, open_study
from outspoken.web.studies import HERE
from tests.conftest import AMAL
from tests.web.conftest import Served
from tests.web.test_access import GIVEN, IN_STUDY

RUN = "window.fired=1;alert(1)"
BARE = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<body onload={RUN}>",
    "<iframe srcdoc='<script>parent.fired=1</script>'>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<a href=javascript:{RUN}>here</a>",
    f"<object data=javascript:{RUN}></object>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<base href=javascript:{RUN}//>",
)
ENDS = ("", '">', "'>", "</title>", "</textarea>")
PAYLOADS = [f"{end}{bare}" for end in ENDS for bare in BARE]
ODD = (
    "{{7*7}}",
    "{% debug %}",
    f"javascript:{RUN}",
    f'" onmouseover="{RUN}" x="',
    "' autofocus onfocus='window.fired=1' '",
    "<!--<script>-->",
    "&lt;script&gt;window.fired=1&lt;/script&gt;",
    "＜script＞window.fired=1＜/script＞",
)
PLACES = [
    pattern
    for pattern in IN_STUDY
    if set(pattern.pattern.converters) <= {"slug", "number", "one", "other"} and "work" not in str(pattern.name)
]


def addresses(start: str) -> dict[str, str]:
    """Every page that stands at an address of its own, those of later steps too.

    A capture is no page of ours; tests/web/archive/test_captures.py looks at it. A file to keep is no page at all.
    """
    found = {}
    for pattern in PLACES:
        if pattern.name == "capture" or "." in str(pattern.pattern):
            continue
        given = {name: GIVEN[name] for name in pattern.pattern.converters if name != "slug"}
        found[str(pattern.name)] = start + reverse(str(pattern.name), kwargs={"slug": HERE, **given})
    return found


def invent(folder: Path) -> None:
    """Write a study in which every word that people may choose is hostile."""
    said = [*PAYLOADS, *ODD]
    file = f"{said[1].replace('/', '')}.csv"
    (folder / "sources").mkdir(parents=True)
    with (folder / "sources" / file).open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(["number", "name", "camp", "outlet", "title", "address"])
        for number, one in enumerate(said, 1):
            writer.writerow([number, one, one, one, one, f"javascript:{RUN}" if number == GIVEN["number"] else ""])
    (folder / "study.toml").write_text(
        f"title = {json.dumps(said[0])}\nquestion = {json.dumps(said[2])}\n"
        f'[attributes.name]\ntype = "name"\nlabel = {json.dumps(said[1])}\n'
        f'[attributes.camp]\ntype = "text"\nlabel = {json.dumps(said[13])}\n'
        f'[collect.imports.leavers]\nfile = {json.dumps("sources/" + file)}\nkey = "number"\n'
        '[collect.imports.leavers.columns]\nname = "name"\ncamp = "camp"\noutlet = "story.outlet"\n'
        'title = "story.title"\naddress = "story.address"\n'
        f"[screen.criteria.left]\nquestion = {json.dumps(said[16])}\nlabel = {json.dumps(said[17])}\n"
        f"include = {json.dumps(said[18])}\nexclude = {json.dumps(said[19])}\n"
        f'[collect.watch.harbour]\nkind = "feed"\nfile = "sources/none.xml"\nquery = {json.dumps(said[20])}\n',
        encoding="utf-8",
    )
    codes = [{"id": f"J{at}", "name": one, "question": one, "definition": one} for at, one in enumerate(said[:12])]
    book = {"version": 1, "groups": [{"id": "joining", "name": said[14], "question": said[15], "codes": codes}]}
    (folder / "codebook.yaml").write_text(json.dumps(book), encoding="utf-8")


def work_with(study: Study) -> None:
    """Archive, screen and code it: texts, finds, reasons, memos, rounds and suggestions as hostile as the rest."""
    with study.database.writing() as connection:
        for story, one in enumerate(PAYLOADS, 1):
            words = f"{one} They beat us, and there was no bread. {PAYLOADS[-story]}"
            kept = Capture(
                0, story, one, one, one, 200, "text/html", "00", f"{story}.warc", story, 9, one, one, "", one
            )
            (capture,) = archive.add_captures(connection, [kept])
            text = Text(0, story, TextKind.GIVEN, "en", "ltr", one, one, words, "", capture_id=capture.id)
            archive.add_text(connection, 1, text)
        channel = finds.channel_of(connection, PAYLOADS[3], ChannelKind.LIST, PAYLOADS[4], 1)
        found = {"channel_id": channel.id, "line": 1, "key": "3", "found_as": PAYLOADS[5]}
        finds.add_finds(connection, 1, PAYLOADS[6], [{"story_id": 3, **found}])
        finds.add_run(connection, channel.id, 1, Run(PAYLOADS[3], "2026-01-01", 1, 1, PAYLOADS[7]))
    for copy, of in (("S3", "S4"), ("S5", "S6")):
        settle_copy(study, copy, of, CopyVerdict.UNSURE, by=AMAL, reason=PAYLOADS[8])
    decide(study, "S3", Ruling.UNCLEAR, by=AMAL, answers={"left": Said.UNCLEAR}, reason=PAYLOADS[9])
    assign(study, Plan(PAYLOADS[10], (AMAL.name, PAYLOADS[11]), each=2, blind=False), by=AMAL)
    code(study, Mark("T3", "J1", Answer.YES, Quoted(3, 0, 12)), by=AMAL)
    code(study, Mark("T4", "J2", Answer.NO), by=AMAL)
    about = (About(code="J1"), About(story_id=3), About(testimony_id=3), About(passage_id=1))
    for one, words in zip(about, PAYLOADS[12:], strict=False):
        memo(study, one, words, by=AMAL)
    suggested(study, by=AMAL)


@pytest.fixture(scope="module")
def hostile(serve_for_all: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = tmp_path_factory.mktemp("hostile") / "study"
    invent(folder)
    with open_study(folder) as study:
        import_sheet(study, "leavers", by=AMAL)
        judge(study, "3", "4", Verdict.UNSURE, by=AMAL, reason=PAYLOADS[1])
        work_with(study)
    return serve_for_all(folder)


@pytest.fixture(scope="module")
def known(hostile: Served, chromium: Any) -> dict[str, Any]:
    """The cookies of whoever came with the one-time address."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(hostile.address)
    state: dict[str, Any] = context.storage_state()
    context.close()
    return state


@pytest.fixture
def reader(known: dict[str, Any], hostile: Served, chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open windows: in a language, with or without JavaScript."""
    opened = []

    def window(language: str = "en-gb", **how: Any) -> Any:
        context = chromium.new_context(storage_state=known, **how)
        start = hostile.address.partition("/enter/")[0]
        context.add_cookies([{"name": "outspoken-language", "value": language, "url": start}])
        opened.append(context)
        return context.new_page()

    yield window
    for context in opened:
        context.close()


def test_nothing_that_people_wrote_runs_on_any_page(hostile: Served, reader: Callable[..., Any]) -> None:
    """The policy of the headers would stop it, too; here nothing may even try."""
    assert len(PAYLOADS) == 60
    page, trouble = reader(), []
    page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: trouble.append(said.text) if "Content Security Policy" in said.text else None)
    start = hostile.address.partition("/enter/")[0]
    found = addresses(start)
    cases = found["cases"]
    for place in (
        *found.values(),
        f"{cases}?leaf=2",
        f"{cases}?q=%22%3E%3Csvg%20onload%3Dalert(1)%3E&sort=-camp",
        *(f"{found['search']}?q={quote(one)}" for one in (*PAYLOADS[:12], "bread", "script", "onload* bread")),
        *(f"{found['stories']}?q={quote(one)}&channel={quote(PAYLOADS[3])}" for one in PAYLOADS[12:24]),
        f"{found['quotes']}?code=J1",
        f"{start}/",
    ):
        answer = page.goto(place)
        assert answer is not None
        assert answer.status < 500, place
        injected = (
            "[onerror],[onload],[onfocus],[ontoggle],[onmouseover],script:not([src]),iframe:not(.capture),"
            "object,base,math,video"
        )
        assert page.locator(injected).count() == 0, place
        assert page.locator("a[href^='javascript:' i],form[action^='javascript:' i]").count() == 0, place
        assert page.evaluate("window.fired") is None, place
    assert trouble == []
    page.goto(f"{cases}?column=camp&column=name")
    assert PAYLOADS[0] in page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_nobody_is_kept_out(hostile: Served, reader: Callable[..., Any], language: str) -> None:
    """No serious finding of axe on any page."""
    page, axe, found = reader(language), Axe(), []
    for name, place in addresses(hostile.address.partition("/enter/")[0]).items():
        page.goto(place)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        violations = axe.run(page).response["violations"]
        found += [
            (name, one["id"], node["html"][:200])
            for one in violations
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"][:3]
        ]
    assert found == []


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_nothing_is_wider_than_a_telephone(hostile: Served, reader: Callable[..., Any], language: str) -> None:
    """At 360 px no page scrolls sideways, and nothing stands out of it but what scrolls in a frame of its own."""
    page, found = reader(language, viewport={"width": 360, "height": 740}), []
    for name, place in addresses(hostile.address.partition("/enter/")[0]).items():
        page.goto(place)
        found += [(name, one) for one in page.evaluate(STANDING_OUT)]
    assert found == []


STANDING_OUT = """() => {
  const wide = document.scrollingElement, out = [];
  if (wide.scrollWidth > wide.clientWidth) out.push(`scrolls by ${wide.scrollWidth - wide.clientWidth}`);
  for (const one of document.querySelectorAll('main *')) {
    const box = one.getBoundingClientRect();
    if (box.width < 2 || (box.right < innerWidth + 1 && box.left > -1)) continue;
    if (one.closest('.scroll, .unseen, .words')) continue;
    out.push(`${one.tagName} ${one.className} ${Math.round(box.left)} to ${Math.round(box.right)}`);
  }
  return out.slice(0, 3);
}"""


def test_a_keyboard_is_enough(hostile: Served, reader: Callable[..., Any]) -> None:
    """Tab reaches every link and field in turn, each shows that it is reached, and Enter opens it."""
    page = reader()
    found = addresses(hostile.address.partition("/enter/")[0])
    page.goto(found["overview"])
    _tab_to(page, found["cases"])
    page.keyboard.press("Enter")
    page.wait_for_url(found["cases"])
    _tab_to(page, found["case"])
    page.keyboard.press("Enter")
    page.wait_for_url(found["case"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != "" or page.url != found["case"]


def _tab_to(page: Any, address: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "(() => { const one = document.activeElement, style = getComputedStyle(one);"
            "return {href: one.href || '', seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none'} })()"
        )
        assert shown["seen"]
        if shown["href"] == address:
            return
    raise AssertionError(address)


def test_reading_needs_no_script(hostile: Served, reader: Callable[..., Any]) -> None:
    page = reader(java_script_enabled=False)
    found = addresses(hostile.address.partition("/enter/")[0])
    for name, place in found.items():
        answer = page.goto(place)
        assert answer is not None
        if answer.status == 200:
            assert page.locator("h1").inner_text().strip(), name
    page.goto(found["cases"])
    page.locator("input[name=q]").fill("mtext")
    page.locator("input[name=q]").press("Enter")
    assert page.locator("table tbody tr").count() == len(ENDS)
    page.goto(found["case"])
    assert PAYLOADS[2] in page.locator("main").inner_text()
