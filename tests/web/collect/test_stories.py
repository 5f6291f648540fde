"""The list of stories: what an address asks for, and nothing else."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from outspoken.archive import Capture, Holding
from outspoken.collect.finds.records import ChannelKind, Find
from outspoken.screen import Place, Placed
from outspoken.web.collect.stories import Line, fits, kept_of, read_asked
from tests.web.conftest import OWN, Team

FIND = Find(3, "nexis", ChannelKind.LIST, "left the group", "https://lantern.example/a", 1, "Chloe", "2026-01-01")
LINE = Line(
    *(3, "Ich verließ die Gruppe", "https://lantern.example/a", "Lantern Watch", "de", "2015-08"),
    *([FIND], Placed(Place.EXCLUDED, "left"), "excluded", "did not leave", "kept", "kept"),
)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("", True),
        ("q=VERLIESS", True),
        ("q=s3+lantern", True),
        ("q=nobody", False),
        ("state=excluded", True),
        ("state=screened", True),
        ("state=waiting", False),
        ("state=nonsense", True),
        ("state=excluded&reason=left", True),
        ("reason=credible", False),
        ("channel=nexis", True),
        ("channel=other", False),
        ("kept=kept", True),
        ("kept=trouble", False),
    ],
)
def test_what_is_asked_for(asked: str, there: bool) -> None:
    assert fits(LINE, read_asked(QueryDict(asked))) is there


def test_how_far_the_archive_is() -> None:
    good = Capture(1, 3, "2026", "", "", 200, "text/html", "0" * 64, "", 0, 0, "")
    bad = Capture(2, 3, "2026", "", "", 410, "", "", "", 0, 0, "", problem="It is gone.")
    assert kept_of(None) == "no-address"
    assert kept_of(Holding("S3", "", "", (), (), ())) == "no-address"
    assert kept_of(Holding("S3", "", "https://lantern.example/a", (), (), ())) == "not-yet"
    assert kept_of(Holding("S3", "", "", (bad,), (), ())) == "trouble"
    assert kept_of(Holding("S3", "", "", (good, bad), (), ())) == "kept"


def test_imported_stories_stand_as_included_with_their_sheet(team: Team) -> None:
    page = team.client("Dara").get(f"/s/{OWN}/stories/?state=included").content.decode()
    assert "<option>leavers</option>" in page
    assert ">S3</a>" in page
    assert ">S3</a>" not in team.client("Dara").get(f"/s/{OWN}/stories/?state=waiting").content.decode()
