"""Deciding in the browser: one story at a time, with every question; and the same study by the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings

from outspoken.cli.main import cli
from tests.archive.site import Site
from tests.archive.site import site as turned_on
from tests.conftest import THOROUGH
from tests.web.conftest import OWN, Served, Team

CRITERIA = """
[screen.criteria.left]
question = "Did she leave?"
include = "She went home."
exclude = "She still belongs to it."
label = "did not leave"
[screen.criteria.original]
question = "Told here first?"
copies = true
"""
TOML = f'title = "Lanterns"\n[archive]\npause = 0\n{CRITERIA}'


@pytest.fixture
def screening(team: Team) -> Team:
    """The team's study with criteria, and three stories that wait."""
    with (settings.SERVING.folder / OWN / "study.toml").open("a", encoding="utf-8") as file:
        file.write(CRITERIA)
    client = team.client("Chloe")
    lines = "\n".join(f"https://lantern.example/{number}" for number in range(3))
    page = client.post(f"/s/{OWN}/stories/add/", {"how": "addresses", "addresses": lines}).content.decode()
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    assert sealed
    client.post(f"/s/{OWN}/stories/add/", {"sealed": sealed[1]})
    return team


def first(team: Team, name: str = "Chloe") -> str:
    found = re.search(r'href="(/s/leavers/screen/\d+/)"', team.client(name).get(f"/s/{OWN}/screen/").content.decode())
    assert found
    return found[1]


def test_a_decision_goes_on_to_the_next_story_and_can_be_undone(screening: Team) -> None:
    client, where = screening.client("Chloe"), first(screening)
    page = client.get(where).content.decode()
    assert "She still belongs to it." in page
    answer = client.post(where, {"verdict": "include", "rest": "yes", "reason": "Her own words."})
    assert answer.status_code == 302
    assert where not in answer["Location"]
    following = client.get(answer["Location"]).content.decode()
    assert "is included." in following
    assert where in following, "the one before can be reached, to undo"
    decided = client.get(where).content.decode()
    assert "Her own words." in decided
    assert "is undecided again." in client.post(where, {"verdict": "undo"}, follow=True).content.decode()
    assert first(screening) == where


def test_what_does_not_fit_together_says_so_and_keeps_what_was_answered(screening: Team) -> None:
    client, where = screening.client("Chloe"), first(screening)
    given = {"verdict": "include", "answer-left": "no", "reason": "I typed a lot."}
    answer = client.post(where, given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "does not fit together" in page
    assert "I typed a lot." in page
    assert re.search(r'name="answer-left" value="no" data-key="1" checked', page)
    assert client.post(where, {"verdict": "everything"}).status_code == 409
    assert client.get(f"/s/{OWN}/stories/?state=screened").content.decode().count("lantern.example") == 0


def test_others_decisions_are_shown_only_to_who_has_decided(screening: Team) -> None:
    where = first(screening)
    screening.client("Chloe").post(where, {"verdict": "exclude", "answer-left": "no", "reason": "Still with them."})
    amal = screening.client("Amal")
    assert "Still with them." not in amal.get(where).content.decode()
    amal.post(where, {"verdict": "include", "rest": "yes"})
    assert "Still with them." in amal.get(where).content.decode()
    assert "screeners disagree" in amal.get(f"/s/{OWN}/stories/?state=unclear").content.decode()


def test_every_line_of_the_flow_opens_as_many_stories_as_it_counts(screening: Team) -> None:
    client, where = screening.client("Chloe"), first(screening)
    following = client.post(where, {"verdict": "exclude", "answer-left": "no"})["Location"]
    client.post(following, {"verdict": "exclude", "answer-left": "yes", "answer-original": "no"})
    page = client.get(f"/s/{OWN}/screen/").content.decode()
    rows = re.findall(r'<a href="([^"]+)" dir="auto">([^<]+)</a></th><td class="num">(\d+)</td>', page)
    assert {"found", "copies of another story", "did not leave", "included"} <= {label for _, label, _ in rows}
    for address, label, number in rows:
        if label == "found":
            continue  # one story may be found many times
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        told = re.search(r'<p role="status">(\d+) of', listed)
        assert told
        assert told[1] == number, label


def test_who_may_not_decide_reads_and_sends_nothing(screening: Team) -> None:
    where = first(screening)
    page = screening.client("Dara").get(where).content.decode()
    assert 'name="verdict"' not in page
    assert screening.client("Dara").post(where, {"verdict": "include", "rest": "yes"}).status_code == 404


# ---- From ten addresses to included stories with captures, both ways ------------------------


@pytest.fixture
def site() -> Iterator[Site]:
    """The invented site."""
    with turned_on() as made:
        yield made


COUNT = 100 if THOROUGH else 10
"""How many addresses are taken from the list to a decision."""


def outspoken(folder: Path, *words: str, given: str = "") -> str:
    done = CliRunner().invoke(cli, [*words, "--study", str(folder)], input=given)
    assert done.exit_code in {0, 1}, done.output
    return done.stdout


def came_out(folder: Path) -> dict[str, Any]:
    """Return what a study holds at the end, without times, offsets and names of files."""
    shown = [json.loads(outspoken(folder, "archive", "show", f"S{number}", "--json")) for number in range(1, COUNT + 1)]
    decided = json.loads(outspoken(folder, "screen", "decisions", "--json"))["decisions"]
    return {
        "flow": json.loads(outspoken(folder, "screen", "flow", "--json")),
        "stories": [
            (
                one["story"],
                one["title"],
                one["address"],
                [(each["sha256"], each["status"], each["problem"]) for each in one["captures"]],
                [(each["language"], each["title"], each["words"]) for each in one["texts"]],
            )
            for one in shown
        ],
        "decisions": [(one["story"], one["verdict"], one["answers"], one["reason"]) for one in decided],
    }


def by_browser(window: Any, start: str, addresses: list[str]) -> None:
    """Do all of it without JavaScript."""
    window.goto(f"{start}/s/here/collect/")
    window.get_by_role("link", name="Add stories").click()
    window.get_by_label("Addresses, one on each line").fill("\n".join(addresses))
    window.get_by_role("button", name="Look first").first.click()
    window.get_by_role("button", name="Add", exact=True).click()
    window.get_by_role("link", name="Keep what is not kept yet").click()
    window.get_by_role("button", name="Keep what is not kept yet").click()
    window.get_by_role("link", name="See what came out").click()
    window.get_by_role("link", name="Screen what is waiting").click()
    window.get_by_role("link", name="Screen the next story").click()
    for number in range(1, COUNT + 1):
        window.get_by_role("heading", name=f"S{number} ").wait_for()
        if number % 3:
            window.get_by_label("Yes to every question that is not answered").check()
            window.get_by_label("Reason").fill("Her own words.")
            window.get_by_role("button", name="Include").click()
        else:
            window.get_by_role("group").first.get_by_label("no", exact=True).check()
            window.get_by_role("button", name="Exclude").click()
    window.get_by_text("0 stories wait for a decision.").wait_for()


def by_command_line(folder: Path, place: str, addresses: list[str]) -> None:
    outspoken(folder, "collect", "add", "-", given="\n".join(addresses))
    outspoken(folder, "archive", "keep", "--allow", place)
    for number in range(1, COUNT + 1):
        if number % 3:
            outspoken(folder, "screen", "decide", f"S{number}", "include", "--yes-to-all", "--why", "Her own words.")
        else:
            outspoken(folder, "screen", "decide", f"S{number}", "exclude", "--answer", "left=no")


def test_addresses_come_to_the_same_by_browser_and_by_command_line(
    chromium: Any, serve: Callable[..., Served], make_folder: Callable[..., Path], site: Site
) -> None:
    addresses = [site.at(path) for path in (*(f"/story/{number}" for number in range(COUNT - 2)), "/moved", "/gone")]
    browsed, commanded = make_folder(TOML), make_folder(TOML)
    served = serve(browsed, "--allow", site.place)
    context = chromium.new_context(java_script_enabled=False)
    context.set_default_timeout(1_000 * COUNT)
    window = context.new_page()
    window.goto(served.address)
    by_browser(window, served.address.partition("/enter/")[0], addresses)
    context.close()
    by_command_line(commanded, site.place, addresses)
    one, other = came_out(browsed), came_out(commanded)
    assert one == other
    assert {name: one["flow"][name] for name in ("stories", "included", "excluded")} == {
        "stories": COUNT,
        "included": COUNT - COUNT // 3,
        "excluded": COUNT // 3,
    }
    assert sum(not problem for _, _, _, captures, _ in one["stories"] for _, _, problem in captures) == COUNT - 1
