"""The second factor by hand, in a real browser: set up from the shown secret, signed in with, got back in without."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import Served

PASSWORD = "a lantern by night 7"


def code_of(secret: str, at: float) -> str:
    """Compute what an authenticator shows (RFC 6238, TOTP with SHA-1, 30 s, six digits)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    place = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_the_code_is_that_of_the_standard() -> None:
    """RFC 6238, appendix B: at 59 s the eight digits are 94287082."""
    assert code_of(base64.b32encode(b"12345678901234567890").decode(), 59) == "287082"


def sign_in(page: Any, start: str, name: str) -> None:
    page.goto(f"{start}/account/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.click("main button")


def give(page: Any, code: str) -> None:
    page.fill("#id_code", code)
    page.click("main form.box button.button:not(.second)")


@pytest.fixture
def page(chromium: Any) -> Any:
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def test_set_up_sign_in_and_get_back_in(serve: Callable[..., Served], page: Any) -> None:
    served = serve(None, "--team", "--plain-http")
    start = served.address.partition("/set-up/")[0]
    page.goto(served.address)
    page.fill("#id_username", "Adam")
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.click("main button")

    # Without a second factor the page says so; with the code of the shown secret it is there.
    page.goto(f"{start}/account/factor/activate/")
    if page.locator("#id_password").count():  # it asks again who one is
        page.fill("#id_password", PASSWORD)
        page.click("main button")
    secret = page.input_value("#authenticator_secret")
    assert page.locator("main img").get_attribute("src").startswith("data:image/svg+xml")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    give(page, "000000")
    assert page.locator(".errorlist").count()
    assert page.input_value("#authenticator_secret") == secret
    give(page, code_of(secret, time.time()))
    page.goto(f"{start}/account/factor/codes/")
    codes = re.findall(r"[0-9a-f]{8}", page.input_value("#recovery_codes"))
    assert len(codes) == 10
    for shown in ("/account/factor/", "/account/factor/codes/", "/account/password/"):
        page.goto(start + shown)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), shown
        assert page.locator("link[rel=stylesheet]").count(), shown

    # Signing in asks for it: a wrong code does not let in, nor does the password alone.
    page.context.clear_cookies()
    sign_in(page, start, "Adam")
    assert page.locator("#id_code").count()
    page.goto(f"{start}/accounts/")
    assert page.url == f"{start}/account/factor/sign-in/"
    give(page, "123456")
    assert page.locator(".errorlist").count()
    give(page, codes[0])
    page.goto(f"{start}/accounts/")
    assert page.locator("main").inner_text().count("Adam")

    # A recovery code is good once.
    page.context.clear_cookies()
    sign_in(page, start, "Adam")
    give(page, codes[0])
    assert page.locator(".errorlist").count()
    give(page, codes[1])
    page.goto(f"{start}/accounts/")
    assert page.locator("main").inner_text().count("Adam")
