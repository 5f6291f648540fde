"""The report is built in the browser, shown in a sandbox, and nothing beside it is handed out."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.web.conftest import OWN, Team, at_its_end


def test_build_look_and_take_away(team: Team) -> None:
    client = team.client("Pablo")
    begun = client.post(f"/s/{OWN}/report/", {"format": "html"})
    piece = at_its_end(begun)
    assert piece.stand.value == "done", piece.message
    assert "HTML" in client.get(f"/s/{OWN}/report/").content.decode()
    shown = client.get(f"/s/{OWN}/report/files/html/index.html")
    assert shown["Content-Security-Policy"].startswith("sandbox")
    assert "script-src" not in shown["Content-Security-Policy"]
    shown.close()


@pytest.mark.parametrize("path", ["../study.toml", "../study.db", "%2e%2e/study.toml", "/etc/passwd", "html", ".x"])
def test_nothing_else_is_handed_out(team: Team, path: str) -> None:
    (settings.SERVING.folder / OWN / "reports").mkdir()
    assert team.client("Amal").get(f"/s/{OWN}/report/files/{path}").status_code in {404, 301}
