import pytest

from outspoken.collect.finds.records import ChannelKind, Lead
from outspoken.collect.finds.sources import Here, keeper_of, read_pasted, read_source
from outspoken.errors import FileError, NotFound


def test_an_address_a_file_and_a_folder_are_told_apart(tmp_path):
    (tmp_path / "clippings" / "old").mkdir(parents=True)
    (tmp_path / "clippings" / "l.txt").write_text("https://example.org/1\n")
    (tmp_path / "clippings" / "old" / "words.txt").write_text("I left.")
    (tmp_path / "clippings" / ".hidden.txt").write_text("https://example.org/9")
    assert read_source("https://example.org/1", Here()).leads.kind is ChannelKind.HAND
    assert read_source("example.org/1", Here()).channel == "by hand"
    assert read_source(str(tmp_path / "clippings" / "l.txt"), Here()).channel == "l.txt"
    found = read_source(str(tmp_path / "clippings"), Here())
    assert (found.channel, len(found.leads.leads), found.leads.problems) == ("clippings", 2, ())


def test_a_broken_file_of_a_folder_is_a_problem_among_others(tmp_path):
    (tmp_path / "a.ris").write_text("TY  - X\n")
    (tmp_path / "b.txt").write_text("https://example.org/1\nnonsense\n")
    (tmp_path / "c.exe").write_text("MZ")
    found = read_source(str(tmp_path), Here()).leads
    assert len(found.leads) == 1
    assert [one.column for one in found.problems] == ["a.ris", "b.txt", "c.exe"]


def test_a_link_out_of_a_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("https://example.org/secret")
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "l.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(FileError, match="nothing to read"):
        read_source(str(tmp_path / "f"), Here())


@pytest.mark.parametrize("given", ["no-such.txt", "/no/such", "https://user@example.org/", "https://[x]/", "nothing"])
def test_what_is_neither_is_refused(given):
    with pytest.raises(NotFound) as caught:
        read_source(given, Here())
    assert caught.value.hint


def test_pasted_words_need_to_be_said_of_which_story():
    assert len(read_pasted("https://example.org/1\nhttps://example.org/2", Lead()).leads.leads) == 2
    source = read_pasted("I left in the spring.", Lead(address="https://example.org/1"))
    assert source.leads.leads[0].piece.data == b"I left in the spring."
    for text, part in [("I left.", "which story"), (" \n", "nothing was pasted")]:
        with pytest.raises(FileError, match=part):
            read_pasted(text, Lead())


def test_something_is_installed_that_keeps_files(study_on_sqlite):
    assert keeper_of(study_on_sqlite)
