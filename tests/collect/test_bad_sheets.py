"""Every way in which spreadsheets are broken: one clear sentence, a hint, an untouched study."""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from outspoken.collect import examine_sheet, import_sheet
from outspoken.errors import ImportRefused, OutspokenError, SheetError
from tests.conftest import LEAVERS, LEAVERS_SHEET
from tests.dumps import dump
from tests.workbooks import rezipped, workbook

HEADER = "id,name,country,sex,printed,outlet,left,children,recruiter"
CELLS = ["1", "Ivo Marsh", "German", "M", "03/02/02", "Lantern Watch", "2001", "2", "no"]
ROW = ",".join(CELLS)


def row(**changed):
    """A good row with some cells changed."""
    names = HEADER.split(",")
    return ",".join(changed.get(name, cell) for name, cell in zip(names, CELLS, strict=True))


def sheet(*rows, header=HEADER):
    return "\n".join([header, *rows]) + "\n"


def book(*rows, **kinds):
    return workbook(HEADER.split(","), *rows, **kinds)


def merge(made):
    made.active.merge_cells("C2:C3")


def add_worksheet(made):
    made.create_sheet("Notes")


def only_a_chart(made):
    made.create_chartsheet("Chart").add_chart(BarChart())
    del made["Sheet"]


def formula(made):
    made.active["H2"] = "=1+1"


def bomb():
    """A workbook whose table of contents says that a part unpacks to two gigabytes."""
    raw = bytearray(book(CELLS))
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = (2 << 30).to_bytes(4, "little")
    return bytes(raw)


def many_parts():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"xl/{number}.xml", b"")
    return made.getvalue()


def small_bomb():
    """A hundred megabytes of blanks where the worksheet should be."""
    return rezipped(book(CELLS), lambda name, content: b" " * (100 << 20) if name.endswith("sheet1.xml") else content)


def entities():
    """A worksheet whose entities unfold without end."""
    laughs = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + b"".join(
        f'<!ENTITY a{n} "{"".join([f"&a{n - 1};"] * 10)}">'.encode() for n in range(1, 10)
    )
    return rezipped(
        book(CELLS),
        lambda name, content: (
            content.replace(b"<worksheet", laughs + b"]><worksheet", 1).replace(b"<t>", b"<t>&a9;", 1)
            if name.endswith("sheet1.xml")
            else content
        ),
    )


def far_row():
    return rezipped(
        book(CELLS),
        lambda name, content: content.replace(b'r="2"', b'r="2000000000"') if name.endswith("sheet1.xml") else content,
    )


def encrypted():
    raw = bytearray(book(CELLS))
    for index in range(len(raw)):
        if raw[index : index + 4] == b"PK\x03\x04":
            raw[index + 6] |= 1
        if raw[index : index + 4] == b"PK\x01\x02":
            raw[index + 8] |= 1
    return bytes(raw)


# Each sheet: its bytes or text, lines to add to its declaration, what the error says, and its line.
SHEETS = {
    "an empty file": ("", "", "the file is empty", None),
    "nothing but blanks": (" \n\n \n", "", "the file is empty", None),
    "no rows": (sheet(), "", "a header but no rows", None),
    "rows of delimiters only": (sheet(",,,,,,,,", ",,,,,,,,"), "", "a header but no rows", None),
    "an empty header": (sheet(ROW, header=",,,,,,,,"), "", "the header is empty", 1),
    "a column without a name": (sheet(ROW + ",x", header=HEADER + ","), "", "column 10 has no name", 1),
    "two columns of one name": (sheet(ROW + ",x", header=HEADER + ",name"), "", "two columns are called 'name'", 1),
    "a missing column": (sheet(ROW, header=HEADER.replace("country", "land")), "", "there is no column 'country'", 1),
    "a missing key": (sheet(ROW, header=HEADER.replace("id", "number")), "", "there is no column 'id'", 1),
    "a column nobody mapped": (
        sheet(ROW + ",x", header=HEADER + ",notes"),
        "",
        "nobody says what column 'notes' is",
        1,
    ),
    "a header that stands lower": (sheet(ROW, header="Leavers\n\n" + HEADER), "", "there is no column 'id'", 1),
    "a header declared beyond the end": (sheet(ROW), "header = 9", "the file ends before line 9", None),
    "UTF-16 without a mark": (sheet(ROW).encode("utf-16-le"), "", "NUL bytes", 1),
    "UTF-16, the other way round": (sheet(ROW).encode("utf-16-be"), "", "NUL bytes", 1),
    "UTF-16 cut in half": (sheet(ROW).encode("utf-16")[:-1], "", "is not utf-16, as its first bytes say", 2),
    "latin-1 undeclared": (sheet(ROW, row(id="2", name="José")).encode("latin-1"), "", "is not UTF-8", 3),
    "cp1256 undeclared": (sheet(row(name="أبو عمر الشامي")).encode("cp1256"), "", "is not UTF-8", 2),
    "UTF-8 declared as ASCII": (sheet(row(name="José")), 'encoding = "ascii"', "is not ascii, as declared", 2),
    "an encoding that is none": (sheet(ROW), 'encoding = "utf-9"', "there is no encoding 'utf-9'", None),
    "an encoding of bytes": (sheet(ROW), 'encoding = "base64"', "there is no encoding 'base64'", None),
    "an encoding that refuses all": (sheet(ROW), 'encoding = "undefined"', "there is no encoding 'undefined'", None),
    "NUL bytes": (sheet(ROW, row(id="2", name="I\0vo")), "", "NUL bytes", 3),
    "the wrong delimiter": (sheet(ROW), 'delimiter = ";"', "there is no column 'id'", 1),
    "a quotation mark left open": (sheet(row(name='"Ivo'), row(id="2")), "", "this is not CSV", 2),
    "letters after a quotation": (sheet(ROW, row(id="2", name='"Ivo" Marsh')), "", "this is not CSV", 3),
    "a cell of 50 MB": (sheet(ROW, row(id="2", name="x" * (50 << 20))), "", "longer than 100,000 characters", 3),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "", "an old Excel file", None),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "", "is not UTF-8", 1),
    # ---- workbooks
    "merged cells": (book(CELLS, CELLS, change=merge), "", "the cells C2:C3 are merged", 2),
    "a formula": (book(CELLS, change=formula), "", "cell H2: the cell holds a formula", 2),
    "an error": (book([*CELLS[:7], "#REF!", "no"]), "", "cell H2: the cell holds the error #REF!", 2),
    "several worksheets": (book(CELLS, change=add_worksheet), "", "2 worksheets: Sheet, Notes", None),
    "a worksheet that is not there": (book(CELLS), 'sheet = "Cases"', "no worksheet 'Cases'", None),
    "a chart instead of a worksheet": (book(change=only_a_chart), "", "damaged or is not an Excel file", None),
    "a workbook without rows": (book(), "", "a header but no rows", None),
    "a workbook without anything": (workbook(), "", "the header is empty", 1),
    "half a workbook": (book(CELLS)[:3000], "", "damaged or is not an Excel", None),
    "a workbook with a hole": (
        rezipped(book(CELLS), lambda name, content: None if "sheet1" in name else content),
        "",
        "damaged or is not an Excel file",
        None,
    ),
    "a workbook of broken XML": (
        rezipped(book(CELLS), lambda name, content: content[:-9]),
        "",
        "damaged or is not an Excel file",
        None,
    ),
    "a workbook with a password": (encrypted(), "", "damaged or is not an Excel file", None),
    "a zip that is no workbook": (
        rezipped(book(CELLS), lambda name, content: content if "theme" in name else None),
        "",
        "damaged or is not an Excel file",
        None,
    ),
    "a bomb": (bomb, "", "unpacks to more than a spreadsheet can be", None),
    "a workbook of ten thousand parts": (many_parts, "", "unpacks to more than a spreadsheet can be", None),
    "a small bomb": (small_bomb, "", "unpacks to more than a spreadsheet can be", None),
    "entities of entities": (entities, "", "damaged or is not an Excel file", None),
    "a row of number two billion": (far_row, "", "more than a million lines", None),
    "a cell of a workbook that is too long": (
        rezipped(book(CELLS), lambda name, content: content.replace(b"Ivo Marsh", b"x" * 200_000)),
        "",
        "cell B2: the cell is longer",
        2,
    ),
}


@pytest.fixture
def tried(make_folder, opened):
    """Open a study whose sheet is still to be written."""

    def make(raw, declared=""):
        study = opened(make_folder(LEAVERS.replace('key = "id"', f'key = "id"\n{declared}')))
        content = raw() if callable(raw) else raw
        (study.folder / "sources" / "leavers.csv").write_bytes(
            content.encode() if isinstance(content, str) else content
        )
        return study

    return make


def one_clear_sentence(error):
    assert "\n" not in error.message
    assert re.search(r"[.?]$", error.message), error.message
    assert len(error.message) < 400, len(error.message)
    assert error.hint
    assert len(error.hint) < 400


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_that_cannot_be_read_is_one_clear_sentence_and_leaves_the_study_alone(tried, amal, name):
    raw, declared, said, line = SHEETS[name]
    study = tried(raw, declared)
    before = dump(study, with_jobs=True)
    with pytest.raises(OutspokenError) as caught:
        import_sheet(study, "leavers", by=amal)
    assert type(caught.value) is SheetError
    assert caught.value.message.startswith("leavers.csv")
    assert re.search(said, caught.value.message), caught.value.message
    assert caught.value.line == line, caught.value.message
    one_clear_sentence(caught.value)
    assert dump(study, with_jobs=True) == before


def test_the_hint_for_utf_16_names_the_right_one_of_two(tried, amal):
    for order in ("le", "be"):
        with pytest.raises(SheetError) as caught:
            examine_sheet(tried(sheet(ROW).encode(f"utf-16-{order}")), "leavers", by=amal)
        assert f'encoding = "utf-16-{order}"' in caught.value.hint


def test_the_hint_for_an_encoding_says_that_it_is_a_guess(tried, amal):
    names = ["José Peña", "Zoë Müller", "François Lefèvre", "Jürgen Groß", "Søren Ågård", "Señora Muñoz"]
    rows = [row(id=str(n), name=name) for n, name in enumerate(names)]
    with pytest.raises(SheetError) as caught:
        examine_sheet(tried(sheet(*rows).encode("cp1252")), "leavers", by=amal)
    assert "a guess" in caught.value.hint


def test_a_sheet_that_is_not_there_is_told(tried, amal):
    study = tried("")
    (study.folder / "sources" / "leavers.csv").unlink()
    with pytest.raises(SheetError, match="the file is not there") as caught:
        examine_sheet(study, "leavers", by=amal)
    one_clear_sentence(caught.value)


def test_a_sheet_that_nobody_declared_is_not_found(study, amal):
    with pytest.raises(OutspokenError, match="declares no sheet 'leaver'") as caught:
        import_sheet(study, "leaver", by=amal)
    assert "Did you mean 'leavers'" in caught.value.hint


# Rows of readable sheets that are wrong: the row, what the error says of it, and the column.
ROWS = {
    "31 February": (row(printed="31/02/02"), "no calendar has the date '31/02/02'", "printed"),
    "a date of another format": (row(printed="2/3/02"), "is not printed as DD/MM/YY", "printed"),
    "a date in words": (row(printed="last spring"), "is not printed as DD/MM/YY", "printed"),
    "a month 13 in EDTF": (row(left="2001-13"), "no calendar has the date '2001-13'", "left"),
    "an unknown country": (row(country="Atlantis"), "'Atlantis' is no country", "country"),
    "an answer as country": (row(country="no"), "'no' is no country", "country"),
    "an unknown category value": (row(sex="X"), "'X' is none of its values: male, female", "sex"),
    "a number in words": (row(children="two"), "'two' is not a number", "children"),
    "a number with a comma": (row(children='"2,5"'), "'2,5' is not a number", "children"),
    "a number below the least": (row(children="-1"), "'-1' is less than 0", "children"),
    "a number of 400 digits": (row(children="9" * 400), "is too great", "children"),
    "neither yes nor no": (row(recruiter="perhaps"), "is none of its values: yes, no", "recruiter"),
    "no key": (row(id=""), "the row has no key", "id"),
    "a key of blanks": (row(id=" \u00a0 "), "the row has no key", "id"),
    "a key twice": (row(id="0"), "the key '0' stands in line 2 too", "id"),
    "too many cells": (ROW + ",x", r"more cells \(10\) than the header \(9\)", ""),
    "too few cells": ("1,Ivo", r"fewer cells \(2\) than the header \(9\)", ""),
    "a wrong value of 90,000 letters": (row(country="x" * 90_000), "is no country", "country"),
}
GOOD = row(id="0", name="Mina Sol")


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_wrong_row_is_refused_with_line_and_column_and_all_or_nothing(tried, amal, name):
    bad, said, column = ROWS[name]
    study = tried(sheet(GOOD, bad, row(id="9")))
    before = dump(study)
    examined = examine_sheet(study, "leavers", by=amal)
    (problem,) = examined.problems
    assert (problem.line, problem.column) == (3, column)
    assert re.search(said, problem.message), problem.message
    assert problem.hint
    assert examined.refused == 1
    assert dump(study) == before
    with pytest.raises(ImportRefused, match=r"One row is wrong in sources/leavers\.csv, so nothing") as caught:
        import_sheet(study, "leavers", by=amal)
    assert re.search(said, caught.value.message)
    assert "line 3" in caught.value.message
    one_clear_sentence(caught.value)
    assert dump(study) == before


def test_every_wrong_row_is_told_at_once(tried, amal):
    bad = [row(id=str(number), country="Atlantis", sex="X") for number in range(1, 4)]
    with pytest.raises(ImportRefused, match="3 rows are wrong") as caught:
        import_sheet(tried(sheet(GOOD, *bad)), "leavers", by=amal)
    assert len(caught.value.problems) == 6


def test_a_sheet_that_is_all_wrong_is_told_in_short(tried, amal):
    rows = [row(id=str(number), country=f"Atlantis {number}") for number in range(3_000)]
    with pytest.raises(ImportRefused, match="3,000 rows are wrong") as caught:
        import_sheet(tried(sheet(*rows)), "leavers", by=amal)
    assert len(caught.value.problems) == 1_000


def test_a_mark_that_too_many_carry_is_refused(tried, amal):
    rows = [row(id=str(number), name=f"Leaver {number}*") for number in range(50)]
    study = tried(sheet(*rows))
    with pytest.raises(ImportRefused, match="50 rows carry the mark") as caught:
        import_sheet(study, "leavers", by=amal)
    assert 'means = "remark"' in caught.value.hint


# ---- Whatever else may come ------------------------------------------------------------------

WHOLE = LEAVERS_SHEET.encode()
PACKED = book(CELLS, [*CELLS[:4], date(2002, 3, 4), *CELLS[5:]])


@given(data=st.data())
@settings(max_examples=150)
def test_whatever_happens_to_the_bytes_of_a_sheet_the_error_is_ours(tmp_path_factory, data):
    from outspoken.collect.importers.sheets import read_sheet
    from outspoken.study.settings import SheetSource

    raw = bytearray(data.draw(st.sampled_from([WHOLE, PACKED])))
    for _ in range(data.draw(st.integers(1, 4))):
        index = data.draw(st.integers(0, len(raw) - 1))
        raw[index : index + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
        if not raw:
            break
    path = tmp_path_factory.getbasetemp() / "mangled.csv"
    path.write_bytes(bytes(raw))
    with suppress(SheetError):
        read_sheet(path, SheetSource(file="mangled.csv", key="id", columns={"name": "name"}), ["id", "name"])
