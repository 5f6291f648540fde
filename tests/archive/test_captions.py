import pytest

from outspoken.archive.captions import are_captions, read_captions
from outspoken.errors import Unsafe

SRT = (
    "1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>They lied</i>\r\nto us.\r\n\r\n"
    "2\r\n01:00:04,000 --> 01:00:06,000\r\nI left.\r\n"
)
VTT = (
    "WEBVTT - said\n\nNOTE who\n\nintro\n"
    "00:01.000 --> 00:03.500 align:start\n<v Mina>They <00:02.000>lied &amp; lied.\n"
)


def test_subrip_and_webvtt_keep_their_moments() -> None:
    found = read_captions(SRT)
    assert found.words == "They lied to us.\nI left."
    assert [(mark.words, found.words[mark.start : mark.end]) for mark in found.marks] == [
        ("00:00:01.000", "They lied to us."),
        ("01:00:04.000", "I left."),
    ]
    assert read_captions(VTT).words == "They lied & lied."


def test_a_line_that_a_machine_repeats_was_said_once() -> None:
    twice = "WEBVTT\n\n00:01.000 --> 00:02.000\nI left.\n\n00:02.000 --> 00:03.000\nI left.\n"
    assert read_captions(twice).words == "I left."


def test_what_captions_are() -> None:
    assert are_captions(SRT.replace("\r\n", "\n"))
    assert are_captions(VTT)
    assert not are_captions("1\nHe left at 00:00:01,000 --> so he said.")
    with pytest.raises(Unsafe):
        read_captions("WEBVTT\n\nNOTE nothing\n")
