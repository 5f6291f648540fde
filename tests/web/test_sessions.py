"""Who is at work stays signed in, which is written down once a minute; who is not, does not."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from outspoken.web.sessions import EVERY_SECONDS, SEEN
from tests.web.conftest import OWN, Team


def sign_in(team: Team) -> tuple[Client, Session]:
    client = team.client("Dara")
    client.get(f"/s/{OWN}/")
    return client, Session.objects.get(session_key=client.cookies[settings.SESSION_COOKIE_NAME].value)


def turn_back(kept: Session, seconds: int) -> None:
    said = kept.get_decoded()
    said[SEEN] -= seconds
    kept.session_data = Session.objects.encode(said)
    kept.save()


def test_a_minute_is_noted_once(team: Team) -> None:
    client, kept = sign_in(team)
    client.get(f"/s/{OWN}/")
    assert Session.objects.get(pk=kept.pk).session_data == kept.session_data
    turn_back(kept, EVERY_SECONDS)
    ends = kept.expire_date
    client.get(f"/s/{OWN}/")
    after = Session.objects.get(pk=kept.pk)
    assert after.expire_date > ends
    assert time.time() - after.get_decoded()[SEEN] < EVERY_SECONDS


def test_without_a_look_a_session_ends_in_half_an_hour(team: Team) -> None:
    client, kept = sign_in(team)
    left = kept.expire_date.timestamp() - time.time()
    assert 29 * 60 < left <= 30 * 60
    kept.expire_date = kept.expire_date.replace(year=2020)
    kept.save()
    assert client.get(f"/s/{OWN}/").status_code == 302


def test_who_is_a_stranger_gets_no_session(db: None) -> None:
    client = Client()
    client.get("/account/login/")
    assert settings.SESSION_COOKIE_NAME not in client.cookies
