"""The PDF is tagged as PDF/UA-1 asks, says what the data say, and names what it cannot show."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from outspoken.errors import StudyError
from outspoken.report import Built
from outspoken.report.composition import Composed
from outspoken.report.documents.blocks import Paragraph, Text
from outspoken.report.documents.pdf import pdf
from outspoken.study import Study


def problems(path: Path) -> list[str]:
    """Check what PDF/UA-1 asks of the structure of a file; return what is wrong."""
    with pikepdf.open(path) as file:
        return [*_whole(file), *_tree(file), *_fonts(file), *_pages(file)]


def _whole(file: pikepdf.Pdf) -> Iterator[str]:
    root = file.Root
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "the file is not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "the file names no language"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "the title is not shown"
    with file.open_metadata() as metadata:
        if str(metadata.get("pdfuaid:part")) != "1":
            yield "the metadata do not claim PDF/UA-1"
        if not metadata.get("dc:title"):
            yield "the metadata name no title"
    if "/StructTreeRoot" not in root:
        yield "there is no structure tree"


def elements(node: Any) -> Iterator[Any]:
    """Yield every structure element below a node, in reading order."""
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def _tree(file: pikepdf.Pdf) -> Iterator[str]:
    found = list(elements(file.Root.StructTreeRoot))
    levels = [int(str(one.S)[2:]) for one in found if re.fullmatch(r"/H[1-6]", str(one.S))]
    if not levels or levels[0] != 1:
        yield f"the first heading is of level {levels[:1]}"
    for before, after in itertools.pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"
    for one in found:
        match str(one.S):
            case "/Figure" if not str(one.get("/Alt", "")):
                yield "a figure has no alternative text"
            case "/TH" if _attribute(one, "/Scope") is None:
                yield "a table heading has no scope"
            case "/Table" if not any(str(inner.S) == "/TH" for inner in elements(one)):
                yield "a table has no headings"
            case "/Table":
                yield from _regular(one)


def _attribute(one: Any, name: str) -> Any:
    given = one.get("/A")
    for part in given if isinstance(given, pikepdf.Array) else [given] if given is not None else []:
        if isinstance(part, pikepdf.Dictionary) and name in part:
            return part[name]
    return None


def _regular(table: Any) -> Iterator[str]:
    widths = set()
    for row in (one for one in elements(table) if str(one.S) == "/TR"):
        cells = [one for one in elements(row) if str(one.S) in {"/TH", "/TD"}]
        widths.add(sum(int(_attribute(cell, "/ColSpan") or 1) for cell in cells))
    if len(widths) != 1:
        yield f"the rows of a table have {sorted(widths)} cells"


def _fonts(file: pikepdf.Pdf) -> Iterator[str]:
    for font in (one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"):
        if font.Subtype == "/Type0":
            below = font.DescendantFonts[0]
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys()):
                yield f"the font {below.BaseFont} is not embedded"
            if "/ToUnicode" not in font:
                yield f"the font {below.BaseFont} does not say which letters it shows"


def _pages(file: pikepdf.Pdf) -> Iterator[str]:
    painting = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
    for number, page in enumerate(file.pages, start=1):
        if "/StructParents" not in page:
            yield f"page {number} does not lead to the structure tree"
        if page.get("/Tabs") not in {None, pikepdf.Name("/S")}:
            yield f"page {number} is not read in the order of its structure"
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in painting and depth == 0:
                yield f"page {number} paints something that is neither tagged nor an artifact: {operands} {name}"
        for note in page.get("/Annots", []):
            if note.get("/Subtype") == "/Link" and not (note.get("/Contents") or "/StructParent" in note):
                yield f"page {number} has a link outside the structure"


def read(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture(params=["built_2015", "built_harbour"])
def made(request: pytest.FixtureRequest) -> Path:
    built: Built = request.getfixturevalue(request.param)
    return built.folder / "report.pdf"


def test_it_is_tagged_as_pdf_ua_asks(made: Path) -> None:
    assert problems(made) == []


def test_the_checker_sees_a_file_that_is_not_tagged(tmp_path: Path) -> None:
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(tmp_path / "plain.pdf")
    assert any("not marked as tagged" in problem for problem in _whole(pikepdf.open(tmp_path / "plain.pdf")))


def test_every_table_of_the_study_is_a_table(built_2015: Built) -> None:
    with pikepdf.open(built_2015.folder / "report.pdf") as file:
        found = list(elements(file.Root.StructTreeRoot))
    tables = [one for one in found if str(one.S) == "/Table"]
    captions = [one for one in found if str(one.S) == "/Caption"]
    assert len(tables) >= 8
    assert len(captions) >= len(tables)


def test_it_prints_the_headline_and_its_doubt(built_2015: Built) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed, so the words of the PDF cannot be read.")
    text = " ".join(read(built_2015.folder / "report.pdf").split())
    assert "58 (57 if 12 and 17 are one person) people" in text
    assert "Unit: persons." in text


def test_names_in_arabic_and_cyrillic_are_in_it(built_harbour: Built) -> None:
    with pikepdf.open(built_harbour.folder / "report.pdf") as file:
        used = {
            str(font.BaseFont) for font in file.objects if isinstance(font, pikepdf.Dictionary) and "/BaseFont" in font
        }
    assert any("NotoNaskhArabic" in name for name in used)
    if shutil.which("pdftotext") is not None:
        text = read(built_harbour.folder / "report.pdf")
        assert "Тимур" in text
        assert re.search("[\u0600-\u06ff\ufb50-\ufeff]{3}", text)


def test_a_letter_without_a_font_is_named(fresh_2015: Study, write_down: Callable[[Study], Composed]) -> None:
    document = write_down(fresh_2015).document
    with_chinese = replace(document, blocks=(*document.blocks, Paragraph((Text("张"),))))
    with pytest.raises(StudyError, match=r"U\+5F20") as caught:
        pdf(with_chinese)
    assert "fonts/" in caught.value.hint


def test_a_font_of_the_studys_own_mends_it(
    fresh_2015: Study, write_down: Callable[[Study], Composed], tmp_path: Path
) -> None:
    thai = Path("/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf")
    if not thai.exists():
        pytest.skip(f"There is no font at {thai} to try this with.")
    document = replace(write_down(fresh_2015).document, blocks=(Paragraph((Text("สวัสดี"),)),), figures=())
    with pytest.raises(StudyError):
        pdf(document)
    (tmp_path / "fonts").mkdir()
    shutil.copy(thai, tmp_path / "fonts")
    assert pdf(document, tmp_path / "fonts").startswith(b"%PDF")


def test_a_report_in_arabic_runs_from_right_to_left(fresh_2015: Study, write_down: Callable[[Study], Composed]) -> None:
    made = pdf(replace(write_down(fresh_2015).document, language="ar"))
    assert made.startswith(b"%PDF")
    assert b"/Lang" in made
