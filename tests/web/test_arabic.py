"""Every page in Arabic: what is left in Latin letters is the study's own words, or on a short list."""

from __future__ import annotations

import csv
import re
import shutil
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, reverse

from outspoken.collect import import_sheet
from outspoken.people import Verdict, judge
from outspoken.screen import Verdict as Decision
from outspoken.screen import decide
from outspoken.study import open_study
from outspoken.study.actors import Role
from outspoken.study.tables import metadata
from outspoken.web.accounts.memberships import admit
from tests.conftest import AMAL, EXAMPLE
from tests.web.conftest import Team
from tests.web.test_access import IN_STUDY

HERE = "printed"
GIVEN = {"number": 12, "one": 12, "other": 17, "name": "appendix-a"}
NAMES = {
    *("MAXQDA", "NVivo", "ATLAS", "ti", "QualCoder", "Taguette", "REFI", "QDA", "MASI"),
    "Outspoken",
    "English",
    "UTC",
    "Natural",
    "Earth",
    "world",
    "atlas",
    "BCP",
    "ISO",
    "UTF",
}
FORMATS = {"HTML", "DOCX", "PDF", "JSON", "CSV", "XLSX", "WARC", "WACZ"}
"""What is called so in Arabic, too."""
UNITS = {"kB", "Amal", "html", "docx", "pdf", "utf", "windows", "hunger"}
SKIPPED = {"code", "kbd", "script", "style"}
"""What stands in these is typed, not read."""
TYPED = re.compile(
    r"https?://\S+|\S+\.(?:csv|xlsx|toml|yaml)\b|(?<!\w)(?:\.[a-z0-9]+)+\b|\b[DMY]{2,4}/[DMY/]+\b|\b[HQW]\d\b"
    r"|\b[A-Z]{1,2}\d+\b|\b[0-9a-f]{8,}\b"
)
"""Addresses, files and their endings, patterns of dates, periods, ids, hashes."""
SAID = ("aria-label", "title", "alt", "placeholder")


class Words(HTMLParser):
    """Collects every text that a page shows or a screen reader says, in one piece each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in {"input", "br", "img", "meta", "link", "hr", "col"}:
            self._open.append("code" if given.get("lang") == "en" else tag)
        self.found += [str(given[name]) for name in SAID if given.get(name)]
        if tag == "input" and given.get("type") == "submit":
            self.found.append(str(given.get("value")))

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not set(self._open) & SKIPPED and data.strip():
            self.found.append(" ".join(data.split()))


def own_words(folder: Path) -> re.Pattern[str]:
    """Match whatever somebody wrote in the study: every text of its database and every value of its files."""
    said: set[str] = set()
    with open_study(folder) as study, study.read(by=AMAL) as connection:
        for table in metadata.sorted_tables:
            if table.name not in {"doubts", "journal", "judgements", "veils"}:
                for row in connection.execute(table.select()):
                    said |= {part for value in row if isinstance(value, str) for part in (value, *_inside(value))}
        for row in connection.execute(metadata.tables["doubts"].select()):
            said |= {row.printed, row.field}
    said |= set(leaves(tomllib.loads((folder / "study.toml").read_text(encoding="utf-8"))))
    for name in ("codebook.yaml", "claims.yaml"):
        said |= set(leaves(yaml.safe_load((folder / name).read_text(encoding="utf-8"))))
    with (folder / "sources" / "table-1.csv").open(encoding="utf-8", newline="") as printed:
        said |= {cell for row in csv.reader(printed) for cell in row}
    said |= {form for one in said for form in (one.capitalize(), one.lower(), one.rstrip("."))}
    known = sorted((one for one in said if re.search("[A-Za-z]", one)), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, known))})(?![A-Za-z])")


def leaves(node: Any) -> Iterator[str]:
    """Yield every text and every name of a tree, as one piece without line breaks."""
    if isinstance(node, dict):
        for name, part in node.items():
            yield from (str(name), *leaves(part))
    elif isinstance(node, list):
        for part in node:
            yield from leaves(part)
    elif isinstance(node, str):
        yield " ".join(node.split())


def _inside(value: str) -> list[str]:
    return re.findall(r'"((?:[^"\\]|\\.)*)"', value) if value.startswith(("{", "[")) else []


def left_over(text: str, own: re.Pattern[str]) -> list[str]:
    rest = TYPED.sub(" ", own.sub(" ", text))
    return [one for one in re.findall(r"[A-Za-z]{2,}", rest) if one not in NAMES | FORMATS | UNITS]


@pytest.fixture
def printed(team: Team) -> Iterator[Client]:
    """The study of 2015, with what people do in it, and its owner reading in Arabic."""
    folder = settings.SERVING.folder / HERE
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("*.db*", "reports", ".outspoken"))
    with open_study(folder) as study:
        import_sheet(study, "appendix-a", by=AMAL)
        judge(study, "3", "4", Verdict.DIFFERENT, by=AMAL, reason="")
        decide(study, "S1", Decision.UNCLEAR, by=AMAL)
    admit(team.accounts["Amal"], HERE, {Role.OWNER})
    client = team.client("Amal")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    yield client
    shutil.rmtree(folder)


def addresses() -> dict[str, str]:
    """Every page of a study that shows something, with addresses that reach its branches."""
    found = {}
    for pattern in IN_STUDY:
        wanted = set(pattern.pattern.converters) - {"slug"}
        if wanted <= set(GIVEN) and _is_page(pattern):
            given = {name: GIVEN[name] for name in wanted}
            found[str(pattern.name)] = reverse(str(pattern.name), kwargs={"slug": HERE, **given})
    more = {
        "cases": ("?doubt=yes", "?column=sex&column=country&column=left"),
        "doubts": ("?settled=yes", "?leaf=2"),
        "claims": ("?verdict=depends", "?verdict=fails", "?verdict=cannot tell", "?kind=value"),
        "crossings": ("?rows=country&columns=month", "?rows=sex&columns=region&of=row", "?rows=joining&columns=sex"),
        "figures": ("?period=year", "?period=half-year"),
        "cell": ("?rows=sex&columns=year&row=male&column=2015",),
        "people": ("?verdict=unsure",),
    }
    return found | {f"{name}{query}": found[name] + query for name, queries in more.items() for query in queries}


def _is_page(pattern: URLPattern) -> bool:
    return pattern.name != "capture" and "work" not in str(pattern.name) and "file" not in str(pattern.name)


def test_every_page_is_in_arabic(printed: Client) -> None:
    own, found = own_words(settings.SERVING.folder / HERE), {}
    for name, place in addresses().items():
        answer: Any = printed.get(place)
        if answer.status_code != 200 or not str(answer.get("Content-Type")).startswith("text/html"):
            continue
        page = Words()
        page.feed(answer.content.decode())
        rest = {text for text in page.found if left_over(text, own)}
        if rest:
            found[name] = sorted(rest)
    assert found == {}, "\n".join(f"{name}: {one}" for name, rest in found.items() for one in rest)
