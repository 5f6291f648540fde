from datetime import date

import pytest

from outspoken.archive.records import MarkKind
from outspoken.archive.texts import read_bytes
from outspoken.errors import Unsafe
from tests.archive.bombs import GOOD, paper
from tests.archive.site import CAPTIONS

SEEN = date(2016, 1, 1)


@pytest.mark.parametrize(
    ("body", "media", "words"),
    [
        (GOOD, "application/octet-stream", "They left\nShe left the group"),
        (paper("They lied to us."), "text/html", "They lied to us."),
        (CAPTIONS.encode(), "text/plain", "They lied to us.\nSo I left in the night."),
        (b"Sie log. 5 < 6\r\nEr ging.", "text/plain", "Sie log. 5 < 6\nEr ging."),
    ],
)
def test_a_body_is_read_by_what_it_is(body, media, words) -> None:
    assert read_bytes(body, media, "https://www.example.org/a", SEEN).words.startswith(words)


def test_captions_keep_their_moments_and_a_paper_its_host() -> None:
    assert read_bytes(CAPTIONS.encode(), "", "", SEEN).marks[0].kind is MarkKind.MOMENT
    assert read_bytes(paper("Left."), "", "https://www.example.org/a", SEEN).outlet == "example.org"


@pytest.mark.parametrize(
    "body", [b"", b" \n", b"\xff\xd8\xff\xe0 picture", b"<html><body><script>x()</script></body></html>"]
)
def test_what_holds_no_words_is_refused(body) -> None:
    with pytest.raises(Unsafe):
        read_bytes(body, "text/html", "https://example.org/", SEEN)
