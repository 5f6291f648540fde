"""The pages ask nothing of anybody, can be used by everybody, and lead from every number to its cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from outspoken.report import Built
from outspoken.report.composition import Composed
from outspoken.report.documents.pages import pages
from outspoken.study import Study


class Links(HTMLParser):
    """Collects what a page loads, where it leads, and what may be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.leads.append(str(given["href"]))
        self.loads += [str(given[name]) for name in ("src", "srcset", "data", "poster") if given.get(name)]
        if tag == "link":
            self.loads.append(str(given["href"]))


def read(path: Path) -> Links:
    links = Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links


def every_page(folder: Path) -> Iterator[Path]:
    yield folder / "index.html"
    yield from sorted((folder / "cases").glob("*.html"))


@pytest.fixture(params=["built_2015", "built_harbour"])
def folder(request: pytest.FixtureRequest) -> Path:
    built: Built = request.getfixturevalue(request.param)
    return built.folder / "html"


def test_nothing_is_loaded_from_elsewhere(folder: Path) -> None:
    for page in every_page(folder):
        found = read(page)
        assert "script" not in found.tags
        assert [address for address in found.loads if re.match(r"[a-z]+:|//", address)] == []
    for address in re.findall(r"url\(\"?([^)\"]+)", (folder / "style.css").read_text()):
        assert (folder / address).is_file()


def test_every_link_leads_somewhere(folder: Path) -> None:
    ids = {page.resolve(): set(read(page).ids) for page in every_page(folder)}
    broken = []
    for page in every_page(folder):
        for address in read(page).leads:
            path, _, anchor = address.partition("#")
            target = (page.parent / path).resolve() if path else page.resolve()
            if re.match(r"https?:|mailto:", address):
                continue
            if target not in ids or (anchor and unquote(anchor) not in ids[target]):
                broken.append(f"{page.name}: {address}")
    assert broken == []


def test_no_id_is_given_twice(folder: Path) -> None:
    for page in every_page(folder):
        found = read(page).ids
        assert len(found) == len(set(found))


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing_serious_on_any_page(folder: Path, browser: Any, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    serious = []
    for path in every_page(folder):
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        serious += [
            (path.name, violation["id"], violation["nodes"][0]["html"][:200])
            for violation in Axe().run(page).response["violations"]
            if violation["impact"] in {"serious", "critical"}
        ]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
    context.close()
    assert serious == []
    assert asked != []
    assert [url for url in asked if not url.startswith(f"{folder.as_uri()}/")] == []


def test_a_cell_leads_to_its_cases_alone(built_2015: Built, browser: Any) -> None:
    page = browser.new_page()
    page.goto((built_2015.folder / "html" / "index.html").as_uri())
    row = page.locator("#table-country-month tbody tr", has=page.locator("th", has_text=re.compile("^Syria$")))
    row.locator("td.number a").last.click()
    page.wait_for_url("**/cases/**")
    assert page.locator("main section:visible h2").all_inner_texts() == ["Syria: 21"]
    assert page.locator("main section:visible tbody tr").count() == 21
    page.locator("main section:visible tbody th a").first.click()
    page.wait_for_url("**/index.html#case-4")
    assert page.locator("#case-4").inner_text().split("\t")[:2] == ["4", "Abu Abdullah"]
    page.close()


def test_sure_and_possible_cases_are_told_apart(built_2015: Built) -> None:
    text = (built_2015.folder / "html" / "cases" / "table-country-month.html").read_text(encoding="utf-8")
    section = re.search(r"<section[^>]*>\s*<h2[^>]*>Indonesia, April 2015: 2</h2>(.*?)</section>", text, re.DOTALL)
    assert section is not None
    sure, possible = section[1].split("1 case, possibly")
    assert re.findall(r"#case-(\d+)", sure) == ["2", "18"]
    assert re.findall(r"#case-(\d+)", possible) == ["38"]


def test_a_mark_of_a_drawing_leads_to_its_cases(built_2015: Built) -> None:
    text = (built_2015.folder / "html" / "index.html").read_text(encoding="utf-8")
    drawings = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        assert re.search(r'<a href="cases/figure-(timeline|map)\.html#[\w-]+" aria-label="[^"]+"', drawing)
        assert "https://evidence" not in drawing


def test_each_figure_is_there_as_a_table_too(built_2015: Built) -> None:
    text = (built_2015.folder / "html" / "index.html").read_text(encoding="utf-8")
    assert text.count("<figure") == text.count("The same as a table") == 2
    assert text.count('role="group" aria-label="') == 2


def test_a_name_with_markup_in_it_is_a_name(fresh_2015: Study, write_down: Callable[[Study], Composed]) -> None:
    document = write_down(fresh_2015).document
    evil = replace(document.cases[0], name='<script>alert(1)</script>"&')
    made = pages(replace(document, cases=(evil, *document.cases[1:])))
    for content in (made[name] for name in made if name.endswith(".html")):
        assert b"<script" not in content


def test_a_language_from_right_to_left_turns_the_page(
    fresh_2015: Study, write_down: Callable[[Study], Composed]
) -> None:
    made = pages(replace(write_down(fresh_2015).document, language="ar"))
    assert b'<html lang="ar" dir="rtl">' in made["index.html"]
