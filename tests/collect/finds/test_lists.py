import pytest

from outspoken.collect.finds.lists import read_list, read_table
from outspoken.errors import FileError


def test_a_list_has_an_address_a_line_and_remarks():
    data = (
        "\ufeff# found by Amal\nhttps://example.org/1\n\nexample.org/2  # again?\nnonsense\nhttps://example.org/#!/x\n"
    )
    found = read_list(data.encode(), "list.txt")
    assert [(one.line, one.address) for one in found.leads] == [
        (2, "https://example.org/1"),
        (4, "example.org/2"),
        (6, "https://example.org/#!/x"),
    ]
    assert [(one.line, one.message) for one in found.problems] == [(5, "'nonsense' is not an address.")]


def test_a_table_gives_title_outlet_language_and_date():
    data = 'Title;URL;Source;Date;Language\n"A; voice";https://example.org/1;Harbour Post;2015-04-01;en\n;x;;;\n;;;;\n'
    found = read_table(data.encode(), "list.csv")
    (lead,) = found.leads
    assert (lead.title, lead.outlet, lead.published, lead.evidence) == (
        "A; voice",
        "Harbour Post",
        "2015-04-01",
        "column date",
    )
    assert [(one.line, one.column) for one in found.problems] == [(3, "url")]


@pytest.mark.parametrize(
    ("data", "encoding", "part"),
    [
        (b"title,name\na,b\n", "", "no column holds addresses"),
        (b"url\n", "", "no rows"),
        (b'url\n"https://a.example', "", "line 2: this is not CSV"),
        (b"url\nhttps://a.example,b,c\n", "", "line 2: the row has 3 cells"),
        (b"url\nhttps://a.example/\xe9\n", "", "line 2: the file is not UTF-8"),
        (b"url\n\0\n", "", "line 2: the file holds NUL"),
        (b"url\n", "klingon", "no encoding"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line(data, encoding, part):
    with pytest.raises(FileError, match=part) as caught:
        read_table(data, "list.csv", encoding)
    assert caught.value.hint
    assert caught.value.message.startswith("list.csv")


def test_a_declared_encoding_is_used():
    assert read_list("# Jörg\nhttps://example.org/é".encode("cp1252"), "l.txt", "cp1252").leads[0].address.endswith("é")
