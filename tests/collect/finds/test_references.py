import io
import json
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect.finds.references import (
    is_reference_table,
    read_csl,
    read_project,
    read_reference_table,
    read_ris,
)
from outspoken.errors import FileError

RIS = """TY  - NEWS
TI  - A voice from
  the harbour
T2  - Harbour Post
DA  - 2015/04/01/
UR  - https://example.org/1
LA  - en
ER  -

TY  - JOUR
T1  - Leaving
JO  - Tide Studies
PY  - 2014
DO  - doi:10.1000/ABC.1
ER  - \r
TY  - BOOK
TI  - Only a title
Y1  - 2013//
ER  -
TY  - BOOK
ER  -
"""


def test_ris_gives_titles_outlets_dates_and_addresses():
    found = read_ris(RIS.encode(), "a.ris")
    first, second, third = found.leads
    assert (first.title, first.outlet, first.published, first.evidence, first.address) == (
        "A voice from the harbour",
        "Harbour Post",
        "2015-04-01",
        "DA",
        "https://example.org/1",
    )
    assert (second.address, second.published, second.evidence) == ("https://doi.org/10.1000/ABC.1", "2014", "PY")
    assert (third.address, third.published) == ("", "2013")
    assert third.record
    assert [one.line for one in found.problems] == [20]


def test_csl_json_gives_the_same():
    items = [
        {
            "title": "A voice",
            "container-title": "Harbour Post",
            "URL": "https://example.org/1",
            "issued": {"date-parts": [[2015, 4, 1]]},
            "language": "en-GB",
        },
        {"title": "Raw", "issued": {"raw": "04/01/2015"}},
        {"title": "Span", "issued": {"date-parts": [[2015], [2016]], "literal": "2015 to 2016"}},
        {"issued": 3},
    ]
    found = read_csl(json.dumps(items).encode(), "a.json")
    assert [one.published for one in found.leads] == ["2015-04-01", "04/01/2015", "2015 to 2016"]
    assert found.leads[0].language == "en-GB"
    assert [one.line for one in found.problems] == [4]


ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","Url","Date","DOI"\n'
    '"K1","newspaperArticle","2015","X","A voice","Harbour Post","https://example.org/1","2015-04-01",""\n'
)
ASREVIEW = "title,abstract,doi,year,included,asreview_ranking\nA voice,Words,10.1000/x,2015.0,1,1\nAnother,,,2014,0,2\n"


def test_zotero_and_asreview_tables_are_known_and_read():
    assert is_reference_table(ZOTERO.splitlines()[0])
    assert is_reference_table(ASREVIEW.splitlines()[0])
    (lead,) = read_reference_table(ZOTERO.encode(), "z.csv").leads
    assert (lead.address, lead.outlet, lead.published) == ("https://example.org/1", "Harbour Post", "2015-04-01")
    one, other = read_reference_table(ASREVIEW.encode(), "a.csv").leads
    assert (one.address, one.published) == ("https://doi.org/10.1000/x", "2015")
    assert other.title == "Another"


def packed(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return held.getvalue()


def test_a_project_of_asreview_is_read():
    found = read_project(packed(project_dot_json="{}", data__set_dot_csv=ASREVIEW), "p.asreview")
    assert [one.title for one in found.leads] == ["A voice", "Another"]
    assert len(read_project(packed(data__set_dot_ris=RIS), "p.asreview").leads) == 3


@pytest.mark.parametrize(
    ("read", "data", "part"),
    [
        (read_ris, b"TI  - before\n", "stands outside"),
        (read_ris, b"TY  - NEWS\nTI  - a\n", "has no end"),
        (read_ris, b"TY  - NEWS\nTI  - a\nTY  - NEWS\n", "line 3: the reference that begins in line 1 has no end"),
        (read_ris, b"\xff\xfe\x00", "not UTF-16"),
        (read_csl, b"{", "line 1: this is not JSON"),
        (read_csl, b'"x"', "not a list"),
        (read_csl, b"[1]", "not a list"),
        (read_csl, b"[" * 100_000, "nested|not JSON"),
        (read_reference_table, b"title,abstract\n", "no rows"),
        (read_project, b"PK\x03\x04broken", "damaged"),
        (read_project, packed(x="y"), "no references"),
        (read_project, packed(data__set_dot_csv="title,abstract\n"), "no rows"),
    ],
)
def test_broken_references_are_refused(read, data, part):
    with pytest.raises(FileError, match=part) as caught:
        read(data, "file")
    assert caught.value.hint


@given(st.binary(max_size=300), st.sampled_from([read_ris, read_csl, read_reference_table]))
def test_any_bytes_are_references_or_refused(data, read):
    with suppress(FileError):
        read(data, "file")
