"""Projects of other programs go in and out by the browser, with what is lost on the way."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from outspoken.coding import Answer, Mark, Quoted, acts, readers
from outspoken.study import Actor, Study
from tests.web.coding.conftest import WORDS
from tests.web.conftest import OWN, Team

PLACE = f"/s/{OWN}/coding/exchange/"


def test_a_table_of_quotes_is_taken_in_and_what_is_not_found_is_listed(
    coded: Team, ours: Study, amal_here: Actor
) -> None:
    sheet = b"document,tag,content\n,L2,I was hungry\n,L2,Nobody said this\n"
    answer = coded.client("Rana").post(PLACE, {"file": SimpleUploadedFile("highlights.csv", sheet)})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Row 3" in shown
    assert "stands in no text" in shown
    assert [one.words for one in readers.quotes_with(ours, "L2", by=amal_here)] == ["I was hungry"]


def test_a_file_that_is_none_is_refused_without_telling_where_it_lay(coded: Team) -> None:
    for name, data in (("a.qdpx", b"no zip"), ("b.txt", b"words"), ("../../etc/c.qda", b"no database")):
        answer = coded.client("Rana").post(PLACE, {"file": SimpleUploadedFile(name, data)})
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert 'role="alert"' in shown
        assert "/tmp" not in shown
    assert coded.client("Rana").post(PLACE, {}).status_code == 422
    assert coded.client("Bilal").post(PLACE, {}).status_code == 404


def test_what_is_handed_out_holds_the_codings(coded: Team, ours: Study, amal_here: Actor) -> None:
    start = WORDS[0].index("hungry")
    acts.code(ours, Mark("T1", "L2", Answer.YES, Quoted(1, start, start + 6)), by=amal_here)
    answer = coded.client("Bilal").get(f"{PLACE}project.qdpx")
    assert answer["Content-Disposition"] == f'attachment; filename="{OWN}.qdpx"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle:
        assert b'name="hungry"' in bundle.read("project.qde")
    assert b"Hunger" in coded.client("Bilal").get(f"{PLACE}codebook.qdc").content
    assert "What it cannot carry" in coded.client("Bilal").get(f"{PLACE}?look=losses").content.decode()
