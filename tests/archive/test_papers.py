import pytest

from outspoken.archive.papers import check_zip, read_docx, read_pdf
from outspoken.errors import Unsafe
from tests.archive.bombs import docx, packed, page_tree_loop, paper

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(inner):
    return docx(f'<?xml version="1.0"?><w:document {WORD}><w:body>{inner}</w:body></w:document>')


def said(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_pdf_is_read() -> None:
    assert read_pdf(paper("They lied to us.", "So I left.")).words.split() == [
        "They",
        "lied",
        "to",
        "us.",
        "So",
        "I",
        "left.",
    ]


def test_a_docx_is_read_in_its_order() -> None:
    table = f"<w:tbl><w:tr><w:tc>{said('2014')}</w:tc><w:tc>{said('joined')}</w:tc></w:tr></w:tbl>"
    assert read_docx(document(said("First.") + table + said("Last."))).words == "First.\n2014\tjoined\nLast."


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", page_tree_loop(), paper("")])
def test_a_pdf_without_words_is_refused(data) -> None:
    with pytest.raises(Unsafe):
        read_pdf(data)


@pytest.mark.parametrize(
    "entries",
    [
        [(f"a{n}", b"") for n in range(2_001)],
        [("../x", b"")],
        [("/etc/x", b"")],
        [("a\\..\\..\\x", b"")],
        [("a", bytes(101 << 20))],
    ],
)
def test_a_zip_that_could_harm_is_refused(entries) -> None:
    with pytest.raises(Unsafe):
        check_zip(packed(entries))


def test_what_is_no_document_is_refused() -> None:
    for data in (packed([("a", b"b")]), b"PK\x03\x04", document("")):
        with pytest.raises(Unsafe):
            read_docx(data)
