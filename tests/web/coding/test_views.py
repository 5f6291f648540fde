"""Coding in the browser, with the cast; and the same by keyboard alone in a real one."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from outspoken.archive.records import Text, TextKind
from outspoken.archive.store import add_text
from outspoken.coding import About, Answer, Mark, Plan, Quoted, acts, readers
from outspoken.coding.exchange.store import add_stories
from outspoken.coding.records import Scheme
from outspoken.study import Actor, Role, Study
from tests.web.coding.conftest import WORDS, folder_to_serve
from tests.web.conftest import OWN, Served, Team

PLACE = f"/s/{OWN}/coding/"
BILAL = Actor("Bilal", frozenset({Role.CODER}))
AMAL = Actor("Amal", frozenset({Role.OWNER}))


def page(client: Client, place: str = "") -> str:
    answer = client.get(PLACE + place)
    assert answer.status_code == 200
    return answer.content.decode()


def held(study: Study, coder: str = "Bilal") -> list[tuple[str, str]]:
    return [(one.code, one.answer.value) for one in readers.codings_of(study, by=AMAL, coder=coder)]


def marked(study: Study, text: int = 1) -> list[tuple[str, int, int, str]]:
    found = readers.marks_on(study, text, by=AMAL)
    return [(one.coding.code, one.start, one.end, one.words) for one in found]


# ---- stories in which nobody speaks yet ---------------------------------------------------------


def test_a_story_with_a_text_alone_is_coded_by_one_click(coded: Team, ours: Study) -> None:
    with ours.database.writing() as connection:
        story = add_stories(connection, ["A letter from the pier"])[0]
        add_text(connection, 0, Text(0, story, TextKind.GIVEN, "en", "ltr", "A letter", "", "I was hungry there.", ""))
    client = coded.client("Bilal")
    assert f'name="story" value="S{story}"' in page(client)
    assert f'name="story" value="S{story}"' not in page(coded.client("Dara"))
    assert coded.client("Dara").post(PLACE, {"story": f"S{story}"}).status_code == 404
    answer = client.post(PLACE, {"story": f"S{story}"})
    shown = client.get(answer["Location"])
    assert "I was hungry there." in shown.content.decode()
    assert f'name="story" value="S{story}"' not in page(client)


# ---- without JavaScript ------------------------------------------------------------------------


def test_quoted_words_are_found_in_the_text(coded: Team, ours: Study) -> None:
    client = coded.client("Bilal")
    answer = client.post(f"{PLACE}1/", {"code": "L2", "quote": "I was hungry"})
    assert answer.status_code == 302
    start = WORDS[0].index("I was hungry")
    assert marked(ours) == [("L2", start, start + 12, "I was hungry")]
    assert f'data-coding="{1}"' in page(client, "1/")


def test_words_that_stand_in_several_places_are_asked_about(coded: Team, ours: Study) -> None:
    client = coded.client("Bilal")
    asked = client.post(f"{PLACE}1/", {"code": "L1", "quote": "They beat the"}).content.decode()
    assert "Which place do you mean?" in asked
    second = WORDS[0].rindex("They beat the")
    starts = [int(one) for one in re.findall(r'name="start" value="(\d+)"', asked)]
    assert starts == [WORDS[0].index("They beat the"), second]
    sent = {"code": "L1", "quote": "They beat the", "text": 1, "start": second, "end": second + 13}
    assert client.post(f"{PLACE}1/", sent).status_code == 302
    assert marked(ours) == [("L1", second, second + 13, "They beat the")]


@pytest.mark.parametrize(
    "sent",
    [
        {"quote": "They beat nobody"},
        {"quote": "They beat", "start": 3, "end": 12},
        {"quote": "beat", "start": 0, "end": 9999},
        {"quote": "They beat", "start": 2, "end": 11, "text": 2},
    ],
)
def test_words_that_do_not_stand_there_are_refused(coded: Team, ours: Study, sent: dict[str, Any]) -> None:
    answer = coded.client("Bilal").post(f"{PLACE}1/", {"code": "L1", **sent})
    assert answer.status_code == 422
    assert not marked(ours)


def test_a_testimony_is_answered_as_a_whole_and_changed_knowingly(coded: Team, ours: Study) -> None:
    client = coded.client("Bilal")
    client.post(f"{PLACE}3/", {"code": "L1", "answer": "cannot tell"})
    assert held(ours) == [("L1", "cannot tell")]
    blindly = client.post(f"{PLACE}3/", {"code": "L1", "answer": "yes"})
    assert blindly.status_code == 409
    both = blindly.content.decode()
    assert "What is there" in both
    assert "What you sent" in both
    assert held(ours) == [("L1", "cannot tell")]
    based = re.search(r'name="based_on" value="(\d+)"', both)
    assert based
    assert client.post(f"{PLACE}3/", {"code": "L1", "answer": "yes", "based_on": based[1]}).status_code == 302
    assert held(ours) == [("L1", "yes")]


def test_of_an_exclusive_group_the_other_code_is_shown(coded: Team, ours: Study) -> None:
    client = coded.client("Bilal")
    client.post(f"{PLACE}1/", {"code": "J1"})
    refused = client.post(f"{PLACE}1/", {"code": "J2"})
    assert refused.status_code == 409
    assert "Only one code of this group can be yes" in refused.content.decode()
    assert held(ours) == [("J1", "yes")]


def test_one_takes_back_ones_own_only(coded: Team, ours: Study) -> None:
    made = acts.code(ours, Mark("T1", "L1", Answer.YES), by=BILAL)
    assert coded.client("Amal").post(f"{PLACE}1/", {"do": "uncode", "coding": made.id}).status_code == 404
    assert coded.client("Bilal").post(f"{PLACE}1/", {"do": "uncode", "coding": made.id}).status_code == 302
    assert not held(ours)


def test_memos_are_kept_and_never_overwritten_unseen(coded: Team, ours: Study) -> None:
    client = coded.client("Bilal")
    client.post(f"{PLACE}1/", {"do": "memo", "words": "Compare with T3."})
    first = readers.memos_of(ours, by=BILAL)[0]
    assert "Compare with T3." in page(client, "1/")
    acts.memo(ours, About(testimony_id=1), "Compare with T2.", by=AMAL, based_on=first.id)
    differ = client.post(f"{PLACE}1/", {"do": "memo", "words": "Mine.", "based_on": first.id})
    assert differ.status_code == 409
    assert "Compare with T2." in differ.content.decode()
    assert "Mine." in differ.content.decode()


def test_who_may_only_read_finds_no_form(coded: Team) -> None:
    client = coded.client("Dara")
    assert 'id="marking"' not in page(client, "1/")
    assert client.post(f"{PLACE}1/", {"code": "L1"}).status_code == 404


# ---- blind ------------------------------------------------------------------------------------


def test_in_a_blind_round_a_coder_sees_nobody_elses_marks(coded: Team, ours: Study) -> None:
    other = WORDS[0].index("hungry")
    acts.assign(ours, Plan("first", ("Amal", "Bilal"), Scheme.PICKED, each=2, picked=("T1",)), by=AMAL)
    seen = acts.code(ours, Mark("T1", "L2", Answer.YES, Quoted(1, other, other + 6)), by=AMAL)
    whole = acts.code(ours, Mark("T1", "L1", Answer.NO), by=AMAL)
    bilal = page(coded.client("Bilal"), "1/")
    assert f'data-coding="{seen.id}"' not in bilal
    assert "Amal" not in bilal.partition("<main")[2]
    assert "blind" in bilal
    for place in ("quotes/?code=L2", "disagreements/", "agreement/", "queue/"):
        assert ">hungry<" not in page(coded.client("Bilal"), place)
    assert f'data-coding="{seen.id}"' in page(coded.client("Amal"), "1/")
    acts.close(ours, "first", by=AMAL)
    after = page(coded.client("Bilal"), "1/")
    assert f'data-coding="{seen.id}"' in after
    assert whole.answer.value in after


def test_a_finished_testimony_leads_to_the_next(coded: Team, ours: Study) -> None:
    acts.assign(ours, Plan("first", ("Bilal",), Scheme.PICKED, each=1, picked=("T1", "T3")), by=AMAL)
    client = coded.client("Bilal")
    first = re.search(r'href="([^"]+)" data-next', page(client))
    assert first
    number = int(first[1].rstrip("/").rpartition("/")[2])
    client.post(f"{PLACE}{number}/", {"code": "L1", "answer": "yes"})
    done = client.post(f"{PLACE}{number}/", {"do": "finish", "round": "first", "rest": "no"})
    assert done["Location"] == f"{PLACE}{4 - number}/"
    assert sorted(held(ours)) == [("J1", "no"), ("J2", "no"), ("L1", "yes"), ("L2", "no")]


# ---- in a real browser -------------------------------------------------------------------------


@pytest.fixture
def desk(serve: Callable[..., Served], chromium: Any, leavers_on_sqlite: Path, tmp_path: Path) -> Iterator[Any]:
    """A browser with the study open, and a list of what it complained about."""
    served = serve(folder_to_serve(leavers_on_sqlite, tmp_path / "served"))
    opened = chromium.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.folder = served.folder
    opened.goto(served.address)
    yield opened
    assert not opened.complaints
    opened.close()


def marks_in(folder: Path, text: int) -> list[tuple[str, int, int, str]]:
    from outspoken.study import open_study

    with open_study(folder) as study:
        return marked(study, text)


def test_from_a_story_to_a_coded_passage_in_six_keys(desk: Any) -> None:
    """By keyboard alone; before the words stands an emoji, which the server counts as one character."""
    desk.get_by_role("link", name="Coding", exact=True).focus()
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="T1", exact=True).focus()
    desk.keyboard.press("Enter")
    desk.locator("#words").focus()
    desk.keyboard.press("ArrowRight")  # 😀
    desk.keyboard.press("ArrowRight")  # They
    desk.keyboard.press("Shift+ArrowRight")  # beat
    desk.keyboard.press("c")
    desk.locator("#words mark[data-code=L1]").wait_for()
    assert marks_in(desk.folder, 1) == [("L1", 2, 11, "They beat")]
    desk.keyboard.press("z")
    desk.locator("#words mark").wait_for(state="detached")
    assert not marks_in(desk.folder, 1)


@pytest.mark.parametrize("ends", [("الأسرى", "ليلة"), ("ليلة", "الأسرى")])
def test_arabic_words_are_selected_from_both_ends(desk: Any, ends: tuple[str, str]) -> None:
    desk.goto(desk.url.partition("/s/")[0] + "/s/here/coding/2/")
    begin = desk.evaluate(EDGE, ["الأسرى", "start"]), desk.evaluate(EDGE, ["ليلة", "end"])
    first, last = begin if ends[0] == "الأسرى" else begin[::-1]
    desk.mouse.move(*first)
    desk.mouse.down()
    desk.mouse.move(*last, steps=5)
    desk.mouse.up()
    assert desk.locator("#quote").input_value() == "الأسرى كل ليلة"
    desk.locator("[data-give=L1]").click()
    desk.locator("#words mark[data-code=L1]").wait_for()
    start = WORDS[1].index("الأسرى")
    assert marks_in(desk.folder, 2) == [("L1", start, start + 14, "الأسرى كل ليلة")]


def test_arabic_words_are_walked_by_the_arrows_as_they_are_seen(desk: Any) -> None:
    desk.goto(desk.url.partition("/s/")[0] + "/s/here/coding/2/")
    desk.locator("#words").focus()
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "h"):
        desk.keyboard.press(key)
    desk.locator("#words mark[data-code=L2]").wait_for()
    assert [one[3] for one in marks_in(desk.folder, 2)] == ["الأسرى كل"]


EDGE = """([word, side]) => {
  const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + word.length);
    const box = range.getBoundingClientRect();
    return [side === "start" ? box.right - 1 : box.left + 1, box.top + box.height / 2];
  }
}"""


def test_a_long_text_with_a_thousand_codings_opens_in_a_second(
    serve: Callable[..., Served], chromium: Any, leavers_on_sqlite: Path, tmp_path: Path
) -> None:
    from outspoken.archive.records import Text, TextKind
    from outspoken.archive.store import add_text
    from outspoken.coding.exchange.store import add_stories
    from outspoken.people.store import add_testimonies
    from outspoken.study import open_study

    line = "They beat the prisoners every night and there was no bread at all in the harbour that spring. "
    words = "\n".join(line * 4 for _ in range(1_400))
    assert len(words.split()) >= 100_000
    folder = folder_to_serve(leavers_on_sqlite, tmp_path / "served")
    with open_study(folder) as study:
        with study.database.writing() as connection:
            story = add_stories(connection, ["Long"])[0]
            text = add_text(connection, 0, Text(0, story, TextKind.GIVEN, "en", "ltr", "Long", "", words, ""))
            number = add_testimonies(connection, [(story, None)])[0]
        many(study, number, text.id, len(words))
    served = serve(folder)
    page = chromium.new_page()
    page.goto(served.address)
    place = page.url.partition("/s/")[0] + f"/s/here/coding/{number}/"
    page.goto(place)  # once, so that what is measured is no first import
    began = time.monotonic()
    page.goto(place)
    took = time.monotonic() - began
    assert page.locator("#words mark").count() >= 1_000
    print(f"100,000 words with 1,000 codings: {took:.2f} s")
    assert took < LIMIT
    page.locator("#words").focus()
    began = time.monotonic()
    for _ in range(20):
        page.keyboard.press("Shift+ArrowRight")
    assert time.monotonic() - began < 20 * 0.1
    page.close()


LIMIT = 1.0


def many(study: Study, number: int, text: int, length: int) -> None:
    """Store a thousand codings of passages that overlap, as one act."""
    from outspoken.archive.store import add_passage, read_text
    from outspoken.coding.store import Manner, add_codings

    acts.code(study, Mark(f"T{number}", "L1", Answer.NO), by=Actor.local())
    with study.database.writing() as connection:
        whole = read_text(connection, text)
        for place in range(1_000):
            start = place * (length // 1_001)
            passage = add_passage(connection, whole, start, start + 300 + place % 500).id
            code = ("L1", "L2", "J1")[place % 3]
            add_codings(connection, 0, Manner(Actor.local().name, 1, passage), [(number, code, Answer.YES)])
