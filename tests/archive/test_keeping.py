import gzip
import zipfile

from outspoken import archive
from outspoken.archive import TextKind
from outspoken.archive.keeping import GivenKeeper
from outspoken.archive.objects import Archive
from outspoken.archive.warc import write_given
from outspoken.collect import add
from outspoken.collect.finds.records import Piece
from tests.archive.bombs import paper
from tests.archive.site import story


def test_a_file_handed_to_two_stories_is_a_capture_of_each_and_to_one_twice_of_one(study, amal):
    keeper, piece = (
        GivenKeeper(study),
        Piece(
            "a.txt",
            "text/plain",
            ("Ich ging fort, weil sie uns immer nur belogen haben, und kam nie zurück. " * 2).encode(),
        ),
    )
    with study.act("collect.add", by=amal) as act:
        for number in (1, 1, 2):
            keeper.keep(act, number, piece)
    one, two = archive.show(study, "S1", by=amal), archive.show(study, "S2", by=amal)
    assert [len(one.captures), len(two.captures)] == [1, 1]
    assert [archive.body(study, shown.captures[0].id, by=amal) for shown in (one, two)] == [piece.data] * 2
    ((text, _),) = one.texts
    assert (text.kind, text.language, text.words) == (TextKind.GIVEN, "de", piece.data.decode())
    for anew in (False, True):
        assert archive.read(study, by=amal, anew=anew).read == 0
    assert archive.verify(study, by=amal).captures == 2


def test_files_of_a_folder_are_kept_and_read(study, amal, tmp_path):
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes(paper("They lied to us about the war.", "So I left."))
    (folder / "film.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nThey lied to us.\n", encoding="utf-8")
    (folder / "page.html").write_bytes(story(0))
    found = add(study, str(folder), by=amal)
    assert len(found.new) == 3
    assert archive.read(study, by=amal).read == 3
    told = [archive.show(study, f"S{number}", by=amal).texts[0][0] for number in found.new]
    assert [text.kind for text in told] == [TextKind.TRANSCRIPT, TextKind.READ, TextKind.READ]
    assert [("lied to" in text.words) for text in told] == [True, True, True]
    again = add(study, str(folder), by=amal)
    assert (again.new, again.known) == ((), 3)
    assert archive.verify(study, by=amal).captures == 3


def test_a_web_archive_is_kept_whole_with_its_records_as_captures(study, amal, tmp_path):
    records = [write_given(f"https://example.org/{n}", "2020-01-01T00:00:00Z", "text/html", story(n)) for n in (0, 6)]
    data = b"".join(one.data for one in records)
    (tmp_path / "crawl.warc.gz").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as package:
        package.writestr("archive/a.warc", gzip.decompress(data))
    for name in ("crawl.warc.gz", "crawl.wacz"):
        found = add(study, str(tmp_path / name), by=amal)
    assert len(found.again) == 2
    assert archive.read(study, by=amal).read == 2
    shown = archive.show(study, f"S{found.again[0]}", by=amal)
    assert [archive.body(study, one.id, by=amal) for one in shown.captures] == [story(0), story(0)]
    assert archive.import_warc(study, tmp_path / "crawl.warc.gz", by=amal).before == 2
    assert len(Archive(study.folder / "archive").entries()) == 2
    assert archive.verify(study, by=amal).captures == 4


def test_a_web_archive_is_taken_in_before_the_act_and_not_within_it(study, amal, tmp_path):
    """While an act is open nobody else can write; the file is gone by then, so nothing of it can be read in the act."""
    path = tmp_path / "crawl.warc.gz"
    written = write_given("https://example.org/0", "2020-01-01T00:00:00Z", "text/html", story(0))
    path.write_bytes(written.data)
    piece = Piece(str(path), "text/html", offset=0, length=written.length)
    keeper = GivenKeeper(study)
    keeper.prepare([piece])
    path.unlink()
    with study.act("collect.add", by=amal) as act:
        keeper.keep(act, 1, piece)
    assert archive.verify(study, by=amal).captures == 1
