"""The Word file has real headings, captions, header rows and alternative texts, and opens elsewhere."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from outspoken.report import Built
from outspoken.report.charts import png
from outspoken.report.composition import Composed
from outspoken.report.documents.word import word
from outspoken.study import Study


@pytest.fixture
def made(built_2015: Built) -> Path:
    return built_2015.folder / "report.docx"


def test_headings_are_headings_and_none_is_skipped(made: Path) -> None:
    levels = [
        int(paragraph.style.name[-1])
        for paragraph in docx.Document(str(made)).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(levels) > 15


def test_captions_are_counted_by_word(made: Path) -> None:
    captions = [one for one in docx.Document(str(made)).paragraphs if one.style.name == "Caption"]
    numbered = [one for one in captions if "SEQ" in one._p.xml]
    assert [re.sub(r"\..*", "", one.text or "") for one in numbered][:1] == ["Table "]
    fields = [field for one in numbered for field in one._p.iter(qn("w:fldSimple"))]
    numbers = ["".join(text.text or "" for text in field.iter(qn("w:t"))) for field in fields]
    kinds = [field.get(qn("w:instr")).split()[1] for field in fields]
    for kind in ("Table", "Figure"):
        own = [number for number, one in zip(numbers, kinds, strict=True) if one == kind]
        assert own == [str(number) for number in range(1, len(own) + 1)]


def test_every_table_has_header_rows_that_repeat(made: Path) -> None:
    tables = docx.Document(str(made)).tables
    assert len(tables) >= 8
    for table in tables:
        heads = [row for row in table.rows if row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        assert 1 <= len(heads) <= 2
        assert heads[0]._tr is table.rows[0]._tr


def test_every_picture_has_words(made: Path) -> None:
    pictures = docx.Document(str(made)).inline_shapes
    assert len(pictures) == 2
    assert all(len(picture._inline.docPr.get("descr")) > 40 for picture in pictures)


def test_the_file_knows_its_language_title_and_no_time(made: Path) -> None:
    book = docx.Document(str(made))
    assert book.core_properties.title == "Defectors from the so-called Islamic State"
    assert book.core_properties.language == "en"
    assert book.core_properties.created is None
    assert book.core_properties.modified is None
    styles = zipfile.ZipFile(made).read("word/styles.xml").decode()
    assert '<w:lang w:val="en" w:eastAsia="en" w:bidi="en"/>' in styles
    assert {entry.date_time for entry in zipfile.ZipFile(made).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_inner_link_has_its_bookmark(made: Path) -> None:
    body = zipfile.ZipFile(made).read("word/document.xml").decode()
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body)
    assert len(marks) == len(set(marks))
    assert set(re.findall(r'<w:hyperlink w:anchor="([^"]+)"', body)) <= set(marks)
    assert set(re.findall(r" REF (\S+) ", body)) <= set(marks)


def test_arabic_runs_are_marked_as_such(built_harbour: Built) -> None:
    book = docx.Document(str(built_harbour.folder / "report.docx"))
    runs = [run for table in book.tables for cell in table._cells for one in cell.paragraphs for run in one.runs]
    arabic = [run for run in runs if re.search("[\u0600-\u06ff]", run.text)]
    assert arabic != []
    assert all(run.font.rtl for run in arabic)


def test_a_report_in_arabic_runs_from_right_to_left(fresh_2015: Study, write_down: Callable[[Study], Composed]) -> None:
    raw = word(replace(write_down(fresh_2015).document, language="ar"), png)
    body = zipfile.ZipFile(io.BytesIO(raw))
    assert "<w:bidi/>" in body.read("word/styles.xml").decode()
    assert "<w:bidiVisual/>" in body.read("word/document.xml").decode()


def test_libreoffice_opens_it(built_2015: Built, built_harbour: Built, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed, so the Word file cannot be opened with it.")
    for built in (built_2015, built_harbour):
        target = tmp_path / built.folder.parent.name
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", target, built.folder / "report.docx"], check=True, capture_output=True)
        text = subprocess.run(
            ["pdftotext", target / "report.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
        assert built.title in " ".join(text.split())
        assert "Table 1." in text
