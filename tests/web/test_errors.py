"""What went wrong becomes a page with a sentence, a hint and the right number."""

from __future__ import annotations

from django.test import RequestFactory

from outspoken.analyse.records import Choice
from outspoken.errors import Conflict, ImportRefused, NotAllowed, NotFound, SheetError
from outspoken.web.errors import Sentences
from tests.web.conftest import OWN, Team


def answered(error: Exception) -> tuple[int, str]:
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().post("/")
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    answer = Sentences(lambda _: None).process_exception(request, error)  # type: ignore[arg-type, return-value]
    assert answer is not None
    return answer.status_code, answer.content.decode()


def test_each_of_the_family(db: None) -> None:
    assert answered(Conflict("Somebody was first.", "Look again."))[0] == 409
    status, page = answered(SheetError("A <b>bad</b> sheet.", "Mend it."))
    assert status == 422
    assert "A &lt;b&gt;bad&lt;/b&gt; sheet." in page
    assert "Mend it." in page
    assert "line 3: wrong" in answered(ImportRefused("No.", problems=["line 3: wrong"]))[1]
    both = Conflict("Two <b>words</b>.", mine={"name": "Mine & own"}, theirs=Choice("a", "b", headline=True))
    status, page = answered(both)
    assert status == 409
    assert "Mine &amp; own" in page
    assert "&lt;b&gt;" in page
    assert "<dt>doubt</dt>" in page
    assert answered(NotFound("no"))[0] == answered(NotAllowed("no"))[0] == 404


def test_a_bug_stays_a_bug() -> None:
    assert Sentences(lambda _: None).process_exception(RequestFactory().get("/"), KeyError("x")) is None  # type: ignore[arg-type, return-value]


def test_a_broken_settings_file_is_said_in_full(team: Team) -> None:
    from django.conf import settings

    (settings.SERVING.folder / OWN / "study.toml").write_text("title = 3", encoding="utf-8")
    answer = team.client("Dara").get(f"/s/{OWN}/")
    assert answer.status_code == 422
    assert "study.toml" in answer.content.decode()
