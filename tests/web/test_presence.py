"""Two who have one thing open see each other; who has gone is not named, nor who looks at what one may not see."""

from __future__ import annotations

import os
import time

from outspoken.people import restrict
from outspoken.web.presence import MINUTES, beside
from tests.conftest import AMAL
from tests.web.conftest import OWN, Team, desk


def test_each_sees_the_other(team: Team) -> None:
    case, pair = f"/s/{OWN}/cases/2/", f"/s/{OWN}/people/2/3/"
    amal, bilal = team.client("Amal"), team.client("Bilal")
    for place in (case, pair):
        assert "Open now, too" not in amal.get(place).content.decode()
        assert "Amal</span>." in bilal.get(place).content.decode()
        assert "Bilal</span>." in amal.get(place).content.decode()
    assert "Open now, too" not in team.client("Dara").get(f"/s/{OWN}/cases/3/").content.decode()


def test_who_has_gone_is_not_named(team: Team) -> None:
    beside(desk("Amal"), "case-2")
    (file,) = (desk("Amal").study.caches / "open").iterdir()
    long_ago = time.time() - MINUTES * 60 - 1
    os.utime(file, (long_ago, long_ago))
    assert beside(desk("Bilal"), "case-2") == ()
    assert beside(desk("Amal"), "case-2") == ("Bilal",)


def test_of_a_case_that_one_may_not_see_one_learns_nothing(team: Team) -> None:
    restrict(desk("Amal").study, "2", ["Bilal"], by=AMAL)
    team.client("Bilal").get(f"/s/{OWN}/cases/2/")
    dara = team.client("Dara")
    hidden, nothing = dara.get(f"/s/{OWN}/cases/2/"), dara.get(f"/s/{OWN}/cases/99/")
    assert hidden.status_code == nothing.status_code == 404
    (only,) = (desk("Amal").study.caches / "open").iterdir()
    assert only.read_text(encoding="utf-8").startswith("case-2\nBilal")


def test_a_name_can_be_anything(team: Team) -> None:
    assert beside(desk("../../study.toml"), "case-2") == ()
    assert beside(desk("ليلى" * 60), "case-2") == ("../../study.toml",)
