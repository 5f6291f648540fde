import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect import examine_sheet, import_sheet
from outspoken.collect.importers.sheets import read_sheet
from outspoken.errors import SheetError
from outspoken.study.settings import SheetSource
from outspoken.text.letters import tidy
from tests.conftest import LEAVERS, LEAVERS_SHEET
from tests.dumps import dump

ARABIC = LEAVERS_SHEET.replace("Ivo Marsh", "أبو عمر الشامي").replace("Lantern Watch", "شاهد الفانوس")
FRENCH = LEAVERS_SHEET.replace("Ivo Marsh", "Zoë Lefèvre").replace("Lantern Watch", "Le Réverbère")

SHEETS = {
    # name: bytes, lines to add to the declaration, how it says it was read, the first name
    "UTF-8": (LEAVERS_SHEET.encode(), "", "utf-8, separated by commas", "Ivo Marsh"),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + FRENCH.encode(), "", "utf-8-sig, separated by commas", "Zoë Lefèvre"),
    "a mark, and UTF-8 declared": (
        b"\xef\xbb\xbf" + FRENCH.encode(),
        'encoding = "utf-8"',
        "utf-8, separated by commas",
        "Zoë Lefèvre",
    ),
    "UTF-16 with a mark": (ARABIC.encode("utf-16"), "", "utf-16, separated by commas", "أبو عمر الشامي"),
    "UTF-16, the other way round": (
        b"\xfe\xff" + ARABIC.encode("utf-16-be"),
        "",
        "utf-16, separated by commas",
        "أبو عمر الشامي",
    ),
    "UTF-16 declared": (
        ARABIC.encode("utf-16-le"),
        'encoding = "utf-16-le"',
        "utf-16-le, separated by commas",
        "أبو عمر الشامي",
    ),
    "UTF-32": (ARABIC.encode("utf-32"), "", "utf-32, separated by commas", "أبو عمر الشامي"),
    "cp1252 declared": (FRENCH.encode("cp1252"), 'encoding = "cp1252"', "cp1252, separated by commas", "Zoë Lefèvre"),
    "cp1256 declared": (
        ARABIC.encode("cp1256"),
        'encoding = "cp1256"',
        "cp1256, separated by commas",
        "أبو عمر الشامي",
    ),
    "semicolons": (LEAVERS_SHEET.replace(",", ";").encode(), "", "utf-8, separated by semicolons", "Ivo Marsh"),
    "tabs": (LEAVERS_SHEET.replace(",", "\t").encode(), "", "utf-8, separated by tabs", "Ivo Marsh"),
    "bars": (LEAVERS_SHEET.replace(",", "|").encode(), "", "utf-8, separated by bars", "Ivo Marsh"),
    "a delimiter of its own": (
        LEAVERS_SHEET.replace(",", "#").encode(),
        'delimiter = "#"',
        "utf-8, separated by '#'",
        "Ivo Marsh",
    ),
    "lines of Windows": (LEAVERS_SHEET.replace("\n", "\r\n").encode(), "", "utf-8, separated by commas", "Ivo Marsh"),
    "lines of an old Mac": (LEAVERS_SHEET.replace("\n", "\r").encode(), "", "utf-8, separated by commas", "Ivo Marsh"),
    "blank lines": (
        LEAVERS_SHEET.replace("\n", "\n,,,,,,,,\n\n").encode(),
        "",
        "utf-8, separated by commas",
        "Ivo Marsh",
    ),
    "a title above the header": (
        b'"The list,\nas of May"\n\n' + LEAVERS_SHEET.replace(",", ";").encode(),
        "header = 3",
        "utf-8, separated by semicolons",
        "Ivo Marsh",
    ),
    "a quoted line break": (
        LEAVERS_SHEET.replace("Ivo Marsh", '"Ivo\r\nMarsh"').encode(),
        "",
        "utf-8, separated by commas",
        "Ivo Marsh",
    ),
    "quoted commas and quotation marks": (
        LEAVERS_SHEET.replace("Ivo Marsh", '"Marsh, ""Ivo"""').encode(),
        "",
        "utf-8, separated by commas",
        'Marsh, "Ivo"',
    ),
    "blanks and invisible letters": (
        LEAVERS_SHEET.replace("Ivo Marsh", " \u200fIvo\u00a0 Marsh\u200b ").encode(),
        "",
        "utf-8, separated by commas",
        "Ivo Marsh",
    ),
    "spaces in the header": (
        LEAVERS_SHEET.replace("id,name", "\ufeff id , name ").encode(),
        "",
        "utf-8-sig, separated by commas",
        "Ivo Marsh",
    ),
}


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_is_read_as_printed(make_folder, opened, amal, dara, name):
    raw, declared, how, first = SHEETS[name]
    study = opened(make_folder(LEAVERS.replace('key = "id"', f'key = "id"\n{declared}'), leavers=raw))
    assert examine_sheet(study, "leavers", by=dara).how_read == how
    told = import_sheet(study, "leavers", by=amal)
    assert (told.rows, len(told.new), told.refused) == (6, 6, 0)
    names = [row[3] for row in dump(study)["facts"] if row[2] == "name" and row[4] is None]
    assert names == [first, "Mina Sol", "Oda Wren", "Odo Wren", "Tam Reed"]


CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_every_table_comes_back_as_it_was_written(tmp_path, rows, delimiter, encoding, ending):
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([("id", "one", "two"), *rows])
    path = tmp_path / "table.csv"
    path.write_bytes(written.getvalue().encode(encoding))
    expected = [cells for row in rows if any(cells := tuple(map(tidy, row)))]
    source = SheetSource(file="table.csv", key="id", columns={"one": "a", "two": "b"})
    if not expected:
        with pytest.raises(SheetError, match="no rows"):
            read_sheet(path, source, ["id", "one", "two"])
        return
    sheet = read_sheet(path, source, ["id", "one", "two"])
    assert sheet.header == ("id", "one", "two")
    assert [cells for _, cells in sheet.rows] == expected


def test_line_numbers_are_those_of_the_file(tmp_path):
    (tmp_path / "s.csv").write_text('id,a\n1,"two\nlines"\n\n2,"three\n\nlines"\n3,x\n')
    sheet = read_sheet(tmp_path / "s.csv", SheetSource(file="s.csv", key="id", columns={"a": "a"}), ["id", "a"])
    assert [line for line, _ in sheet.rows] == [2, 5, 8]
