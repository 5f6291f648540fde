import pickle

import pytest

from outspoken.collect.finds.kinds import READABLE, read_any
from outspoken.collect.finds.records import ChannelKind
from outspoken.errors import FileError


@pytest.mark.parametrize(
    ("name", "data", "kind", "leads"),
    [
        ("l.txt", b"https://example.org/1\nhttps://example.org/2", ChannelKind.LIST, 2),
        ("words.txt", b"I left in the spring.", ChannelKind.FILE, 1),
        ("l.csv", b"url\nhttps://example.org/1", ChannelKind.LIST, 1),
        ("z.csv", b"Item Type,Publication Year,Title\nx,2015,A", ChannelKind.REFERENCES, 1),
        ("a.RIS", b"TY  - X\nTI  - a\nER  - \n", ChannelKind.REFERENCES, 1),
        ("a.json", b'[{"title": "a"}]', ChannelKind.REFERENCES, 1),
        ("m.eml", b"Subject: x\n\nhttps://example.org/1", ChannelKind.MAIL, 1),
        ("p.html", b"<title>x</title>", ChannelKind.FILE, 1),
        ("s.xml", b"<urlset><url><loc>https://a.example/1</loc></url></urlset>", ChannelKind.SITEMAP, 1),
        ("p.pdf", b"%PDF-1.4 ...", ChannelKind.FILE, 1),
        ("t.srt", b"1\n00:00:01,000 --> 00:00:02,000\nWords\n", ChannelKind.FILE, 1),
        ("t.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nWords\n", ChannelKind.FILE, 1),
    ],
)
def test_a_file_is_read_by_what_it_is_and_can_go_to_another_process(name, data, kind, leads):
    found = pickle.loads(pickle.dumps(read_any))(data, name)
    assert pickle.loads(pickle.dumps(found)) == found
    assert (found.kind, len(found.leads), found.problems) == (kind, leads, ())


@pytest.mark.parametrize(
    "ending", [one for one in READABLE if one not in {".html", ".htm", ".xhtml", ".srt", ".vtt", ".md"}]
)
@pytest.mark.parametrize("data", [b"", b"\0\0\0\0", b"\xff\xd8\xff\xe0 not what it says"])
def test_a_file_that_is_not_what_its_name_says_is_refused_by_name(ending, data):
    with pytest.raises(FileError) as caught:
        read_any(data, f"file{ending}")
    assert caught.value.hint
    assert f"file{ending}" in caught.value.message


def test_a_kind_that_nothing_reads_is_refused_with_those_that_are():
    with pytest.raises(FileError, match=r"nothing here reads \.exe") as caught:
        read_any(b"MZ", "x.exe")
    assert ".ris" in caught.value.hint
