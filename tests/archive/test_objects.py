"""The manifest only grows, each line seals the one before, and what a killed process left is cleared away."""

import pytest

from outspoken.archive.objects import FIRST, Archive, Kept
from outspoken.archive.warc import TOOL, write_given
from outspoken.errors import SealBroken, Unsafe


@pytest.fixture
def archive(tmp_path):
    made = Archive(tmp_path / "archive")
    for number in range(3):
        written = write_given(f"urn:{number}", "2026-01-01T00:00:00Z", "text/plain", b"words %d" % number)
        kept = Kept(number, "2026-01-01T00:00:00Z", "", "", 0, "", written.payload, 0, written.length)
        made.add(written, kept, TOOL)
    return made


def test_the_manifest_is_a_chain(archive) -> None:
    entries = archive.entries()
    assert entries[0].previous == FIRST
    assert len({entry.previous for entry in entries}) == 3
    assert list(archive.verify()) == [1, 2, 3]
    assert Archive(archive.folder).head == archive.head


@pytest.mark.parametrize("change", ["first", "middle", "order", "letter"])
def test_a_manifest_that_was_changed_is_named_by_its_line(archive, change) -> None:
    lines = archive.manifest.read_bytes().splitlines(keepends=True)
    changed = {
        "first": lines[1:],
        "middle": [lines[0], lines[2]],
        "order": [lines[1], lines[0], lines[2]],
        "letter": [lines[0], lines[1].replace(b"text", b"tixt").replace(b"2026", b"2025"), lines[2]],
    }[change]
    archive.manifest.write_bytes(b"".join(changed))
    with pytest.raises(SealBroken, match=r"changed at line [123]"):
        list(archive.verify())


def test_what_was_left_half_done_is_cleared_away(archive) -> None:
    head = archive.head
    with archive.manifest.open("ab") as file:
        file.write(b'{"file": "half')
    (archive.folder / "ab").mkdir(exist_ok=True)
    (archive.folder / "ab" / ".x.tmp").write_bytes(b"half")
    (archive.folder / "ab" / f"{'ab' * 32}.warc.gz").write_bytes(b"an object without a line")
    made = Archive(archive.folder)
    made.recover()
    assert made.head == head
    assert list(made.verify()) == [1, 2, 3]


def test_a_stray_file_or_a_lost_one_is_named(archive) -> None:
    stray = archive.folder / "ab" / "stray.warc.gz"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"")
    with pytest.raises(SealBroken, match="ab/stray"):
        list(archive.verify())
    stray.unlink()
    archive.path(archive.entries()[1].file).unlink()
    with pytest.raises(SealBroken, match="is gone"):
        list(archive.verify())


@pytest.mark.parametrize(
    "name", ["../study.db", "ab/../../x.warc.gz", "/etc/passwd", "ab/" + "A" * 64 + ".warc.gz", ""]
)
def test_only_objects_are_opened(archive, name) -> None:
    with pytest.raises(Unsafe):
        archive.path(name)


def test_two_writers_make_one_chain(archive) -> None:
    other = Archive(archive.folder)
    for number, one in enumerate((archive, other, archive, other)):
        one.add(write_given(f"urn:more:{number}", "2026-01-01T00:00:00Z", "text/plain", b"x%d" % number), None, TOOL)
    assert list(archive.verify()) == list(range(1, 8))
