from outspoken.archive.keeping import GivenKeeper
from outspoken.collect.finds.records import Piece
from tests.dumps import dump


def test_bytes_are_kept_once_by_their_hash_and_records_stay_where_they_are(study, amal):
    keeper, piece = GivenKeeper(study), Piece("a.txt", "text/plain", b"Ich ging.")
    with study.act("collect.add", by=amal) as act:
        keeper.keep(act, 1, piece)
        keeper.keep(act, 1, piece)
        keeper.keep(act, 2, Piece("a.warc", "text/html", offset=7, length=9))
    (row,) = dump(study)["captures"]
    assert (study.folder / row[8]).read_bytes() == piece.data
    assert len(dump(study)["texts"]) == 1
