"""An import in the browser: first what would change, then the change."""

from __future__ import annotations

from django.conf import settings

from outspoken.people import restrict
from outspoken.study import open_study
from outspoken.web.work import work
from tests.conftest import AMAL
from tests.web.conftest import OWN, Team


def test_a_changed_cell_is_shown_and_taken_over(team: Team) -> None:
    sheet = settings.SERVING.folder / OWN / "sources" / "leavers.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("Mina Sol", "Mina Soll"), encoding="utf-8")
    client = team.client("Chloe")
    page = client.get(f"/s/{OWN}/collect/leavers/").content.decode()
    assert "<del>Mina Sol</del>" in page
    assert "<ins>Mina Soll</ins>" in page
    begun = client.post(f"/s/{OWN}/collect/leavers/")
    piece = work.find(OWN, begun["Location"].rstrip("/").rpartition("/")[2])
    assert piece is not None
    assert piece.ended.wait(20)
    assert "See what came out" in client.get(begun["Location"]).content.decode()
    assert "Mina Soll" in client.get(f"/s/{OWN}/cases/2/").content.decode()


def test_who_may_not_import_sees_no_button(team: Team) -> None:
    client = team.client("Dara")
    assert "data-next>Import" not in client.get(f"/s/{OWN}/collect/leavers/").content.decode()
    assert client.post(f"/s/{OWN}/collect/leavers/").status_code == 404


def test_a_sheet_that_is_not_declared_is_not_there(team: Team) -> None:
    assert team.client("Chloe").get(f"/s/{OWN}/collect/nothing/").status_code == 404


def test_no_old_value_of_a_restricted_column_is_shown(team: Team) -> None:
    with open_study(settings.SERVING.folder / OWN) as study:
        restrict(study, "country", ["Bilal"], by=AMAL)
    sheet = settings.SERVING.folder / OWN / "sources" / "leavers.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("Sol,Tunisian", "Soll,Danish"), encoding="utf-8")
    shown = {who: team.client(who).get(f"/s/{OWN}/collect/leavers/").content.decode() for who in ("Chloe", "Bilal")}
    assert "<ins>Mina Soll</ins>" in shown["Chloe"]
    assert "Left as they are" in shown["Chloe"]
    assert "Tunisian" not in shown["Chloe"]
    assert "<del>Tunisian</del>" in shown["Bilal"]
