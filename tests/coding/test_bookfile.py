import pytest

from outspoken.coding import bookfile
from outspoken.errors import CodebookError, NotFound
from tests.coding.conftest import BOOK
from tests.conftest import EXAMPLE


def test_what_is_not_touched_stays_letter_by_letter():
    words = (EXAMPLE / "codebook.yaml").read_text(encoding="utf-8")
    changed = bookfile.renamed(words, "J1", "war")
    lost = set(words.splitlines()) - set(changed.splitlines())
    assert [line for line in lost if "id: J1" in line]
    assert bookfile.parsed(changed).code("war").definition == bookfile.parsed(words).code("J1").definition


def test_comments_stay_through_every_change():
    words = bookfile.added(BOOK, "joining", {"id": "J2", "name": "Money"})
    words = bookfile.merged(words, ["L2", "L3"], "L2", {"name": "Want"})
    words = bookfile.split(words, "J1", [{"id": "J1a"}, {"id": "J1b"}])
    words = bookfile.retired(words, "J2")
    assert "# Ours; the comments stay." in words
    assert "# The one everybody asks about." in words
    assert [code.id for code in bookfile.parsed(words).codes()] == ["L1", "L2", "J1a", "J1b"]


def test_an_empty_file_gets_its_first_code():
    words = bookfile.added("", "leaving", {"id": "L1", "name": "Cruelty"}, "Leaving")
    assert bookfile.parsed(bookfile.numbered(words, 4)).version == 4


def test_what_is_no_codebook_is_refused():
    with pytest.raises(CodebookError):
        bookfile.parsed("groups: [{id: a}]")
    with pytest.raises(CodebookError, match="not YAML"):
        bookfile.parsed("a: [")
    with pytest.raises(NotFound, match="no code 'L9'"):
        bookfile.retired(BOOK, "L9")
