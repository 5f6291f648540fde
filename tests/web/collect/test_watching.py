"""Watch lists in the browser: what they are, gather now, what the last run brought."""

from __future__ import annotations

from django.conf import settings

from tests.web.conftest import OWN, Team, at_its_end

WATCH = f"/s/{OWN}/stories/watch/"


def test_a_watch_list_is_gathered_as_long_work(team: Team) -> None:
    folder = settings.SERVING.folder / OWN
    (folder / "sources" / "sites.txt").write_text("https://lantern.example/a\nhttps://lantern.example/b\n")
    with (folder / "study.toml").open("a", encoding="utf-8") as file:
        file.write('\n[collect.watch.harbour]\nkind = "list"\nfile = "sources/sites.txt"\n')
    client = team.client("Chloe")
    assert ">never<" in client.get(WATCH).content.decode()
    begun = client.post(WATCH, {"name": "harbour"})
    piece = at_its_end(begun)
    assert piece.stand.value == "done", piece.message
    assert ">never<" not in client.get(WATCH).content.decode()
    assert "https://lantern.example/b" in client.get(piece.result).content.decode()
    assert "Gather now" not in team.client("Dara").get(WATCH).content.decode()


def test_a_list_that_is_not_declared_is_not_there(team: Team) -> None:
    assert team.client("Chloe").post(WATCH, {"name": "nothing"}).status_code == 404
    assert team.client("Chloe").post(WATCH).status_code == 404
