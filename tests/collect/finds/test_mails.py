from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect.finds.mails import read_mail
from outspoken.errors import FileError


def mail(text: str = "", markup: str = "", subject: str = "Clippings") -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"], made["Date"] = subject, "a@example.org", "Wed, 01 Apr 2015 09:00:00 GMT"
    made.set_content(text)
    if markup:
        made.add_alternative(markup, subtype="html")
    return made.as_bytes()


def test_each_address_is_a_lead_once_with_what_its_link_is_called():
    markup = (
        '<style>x</style><p><a href="https://example.org/1?utm_source=mail">A voice</a> '
        '<a href="https://news.example/unsubscribe?u=1">Unsubscribe</a> <a href="mailto:x@y.example">x</a>'
        '<a href="https://example.org/2">https://example.org/2</a></p>'
    )
    found = read_mail(mail("Read https://www.example.org/1, and (https://example.org/3).", markup), "c.eml")
    assert [(one.address, one.title) for one in found.leads] == [
        ("https://example.org/1?utm_source=mail", "A voice"),
        ("https://example.org/2", ""),
        ("https://example.org/3", ""),
    ]


def test_a_mail_without_addresses_is_an_article_and_its_date_is_not_taken():
    found = read_mail(mail("I left in the spring. " * 60, subject="Why I left"), "c.eml")
    (lead,) = found.leads
    assert (lead.title, lead.published) == ("Why I left", "")
    assert lead.piece is not None
    assert lead.piece.media == "text/plain"
    assert b"I left in the spring." in lead.piece.data


@pytest.mark.parametrize(
    ("data", "part"), [(mail("hello"), "neither|no address"), (b"", "no headers"), (b"\0\1\2", "no headers")]
)
def test_what_holds_no_story_is_refused(data, part):
    with pytest.raises(FileError, match=part):
        read_mail(data, "c.eml")


@given(
    st.binary(max_size=300).map(lambda rest: b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + rest)
)
def test_any_bytes_are_a_mail_or_refused(data):
    with suppress(FileError):
        read_mail(data, "c.eml")
