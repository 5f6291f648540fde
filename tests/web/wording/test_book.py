"""Sentences of the core are said in the reader's language; the study's own words never are."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from outspoken.web.wording.book import SAID, pattern_of, worded, worded_drawing
from outspoken.web.wording.phrases import COUNTED, PHRASES

PUT_TOGETHER = {
    *("holds if", "fails if", "may hold if", "nothing is printed, the cases give", "is printed, the cases give"),
    *("values. Most", "values. No case", "counts is unclear; its testimony counts perhaps, until somebody decides"),
    *("testimony counts perhaps, until somebody decides", "Half year"),
    *("testimonies count perhaps, until somebody decides",),
    *(f"{period} of publication" for period in ("Week", "Month", "Quarter", "Half-year", "Year", "Decade")),
}
"""What the core puts together from words of its own at the moment of saying."""
SRC = Path(__file__).parents[3] / "src" / "outspoken"


@pytest.mark.parametrize(
    ("said", "in_arabic"),
    [
        ("57 if 12 and 17 are one person", "57 إن ثبت أن 12 و17 شخص واحد"),
        ("58 people", "58 شخصًا"),
        ("3 people", "3 أشخاص"),
        ("2 people", "شخصان"),
        ("1 person", "شخص واحد"),
        ("100 people", "100 شخص"),
        ("first January 2014", "الأولى: يناير 2014"),
        ("Saudi Arabia: 9", "المملكة العربية السعودية: 9"),
        ("Not settled", "لم يُحسم"),
        ("NBC (rows 29 and 32) and NBC News (row 14) may be one outlet.", None),
    ],
)
def test_a_sentence_is_said_in_arabic(said: str, in_arabic: str | None) -> None:
    with override("ar"):
        found = worded(said)
    assert found == in_arabic if in_arabic else re.search("[ء-ي]", found) and "may be" not in found
    with override("en-gb"):
        assert worded(said) == said


@pytest.mark.parametrize(
    "own",
    [
        "The war and the threat to one's own",
        "In most cases they are better off if they say nothing.",
        "12 cases became public in September, October and November 2014.",
        "Mina Sol",
        "",
    ],
)
def test_what_people_wrote_stays(own: str) -> None:
    with override("ar"):
        assert worded(own) == own


def test_a_drawing_is_worded_and_stays_escaped() -> None:
    with override("ar"):
        assert worded_drawing('<a aria-label="Syria: 21"><text>Cases</text></a>') == (
            '<a aria-label="سوريا: 21"><text>الحالات</text></a>'
        )
        assert worded_drawing("<text><tspan>Sep</tspan></text>") == "<text><tspan>9</tspan></text>"
        assert worded_drawing("<text>&lt;b&gt;</text>") == "<text>&lt;b&gt;</text>"


def test_every_phrase_has_its_arabic_with_the_same_braces() -> None:
    with (SRC / "web/wording/locale/ar/LC_MESSAGES/django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    for phrase in PHRASES:
        found = catalogue.pgettext(SAID, phrase)
        assert found != phrase or not re.search(r"[a-z]", re.sub(r"\{\w+\}", "", phrase)), phrase
        assert sorted(re.findall(r"\{\w+\}", found)) == sorted(re.findall(r"\{\w+\}", phrase)), phrase
    for one, many in COUNTED:
        forms = {catalogue.npgettext(SAID, one, many, number) for number in (0, 1, 2, 3, 11, 100)}
        assert len(forms) == 6 or "Whether" in one
        assert not any(re.search("[a-z]{3}", re.sub(r"\{\w+\}", "", form)) for form in forms)


def test_every_phrase_is_still_said_somewhere_in_the_core() -> None:
    """A sentence that the core says otherwise would silently be English again."""
    said = "\n".join(_texts())
    for phrase in [*PHRASES, *(form for pair in COUNTED for form in pair)]:
        parts = [part.strip(" .,:;()") for part in re.split(r"\{\w+\}", phrase)]
        for words in parts:
            if len(words) > 3 and words not in PUT_TOGETHER:
                assert re.search(re.escape(words).replace("\\ ", r"[ {}]+"), said, re.IGNORECASE), (phrase, words)


def test_no_pattern_takes_everything() -> None:
    for phrase in PHRASES:
        if "{" in phrase:
            assert not pattern_of(phrase).fullmatch("Words that somebody wrote, and nobody else"), phrase


def _texts() -> Iterator[str]:
    """Yield every text of the core, with braces where something is filled in."""
    for path in SRC.rglob("*.py"):
        if {"web", "cli"} & set(path.relative_to(SRC).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
