"""The example is put where nothing else lies, and nothing is overwritten."""

from __future__ import annotations

from django.conf import settings

from tests.web.conftest import Team


def test_the_example_is_made_once(team: Team) -> None:
    import shutil

    client = team.client("Adam")
    try:
        assert client.post("/example/").status_code == 302
        assert "58 people" not in client.get("/s/icsr-2015/").content.decode()
        assert client.post("/example/").status_code == 422
    finally:
        shutil.rmtree(settings.SERVING.folder / "icsr-2015")
