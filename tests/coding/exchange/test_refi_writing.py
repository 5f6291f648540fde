"""What is written is what the standard demands: checked against a schema, for any project."""

import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from outspoken.coding.exchange.records import CaseIn, CodeIn, MarkIn, MemoIn, Project, TextGiven
from outspoken.coding.exchange.refi_writing import PROJECT, write_qdc, write_qdpx
from tests.coding.exchange.schema import refi_qda

WHOLE = Project(
    "Harbour",
    "Outspoken",
    (CodeIn("g", "g Leaving", codable=False), CodeIn("L1", "L1 Cruelty", "Being cruel.", "g")),
    (TextGiven("X1", "One", "ضربوا الأسرى 😀 end"),),
    (MarkIn("X1", "L1", 6, 12, "Bilal"),),
    (CaseIn("P1", "Ivo", ("X1",), ("L1",), (("town", "Kiel"),)),),
    (MemoIn("See p. 4.", "Amal", "L1"), MemoIn("Ask him.", "Bilal", "P1")),
)


def project_of(path):
    with zipfile.ZipFile(path) as bundle:
        return etree.fromstring(bundle.read("project.qde"))


def test_the_bundle_is_valid_and_refers_to_what_is_in_it(tmp_path):
    write_qdpx(WHOLE, tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as bundle:
        root = etree.fromstring(bundle.read("project.qde"))
        names = bundle.namelist()
    assert root.tag == f"{{{PROJECT}}}Project"
    refi_qda().assertValid(root)
    given = {element.get("guid") for element in root.iter() if element.get("guid")}
    asked = {
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if key in {"targetGUID", "creatingUser"}
    }
    assert asked <= given
    paths = [element.get("plainTextPath") for element in root.iter() if element.get("plainTextPath")]
    assert all(path.replace("internal://", "Sources/") in names for path in paths)


def test_the_same_project_gives_the_same_bytes(tmp_path):
    write_qdpx(WHOLE, tmp_path / "a.qdpx")
    write_qdpx(WHOLE, tmp_path / "b.qdpx")
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)


@st.composite
def projects(draw):
    """A project with any names, headings above headings, marks that cross, and memos on everything."""
    names = draw(st.lists(words, min_size=1, max_size=5))
    above = [draw(st.sampled_from(["", *map(str, range(place))])) for place in range(len(names))]
    codes = tuple(CodeIn(str(place), name, draw(words), above[place]) for place, name in enumerate(names))
    texts = tuple(
        TextGiven(f"X{place}", name, name * 9) for place, name in enumerate(draw(st.lists(words, max_size=3)))
    )
    marks = tuple(
        MarkIn(text.key, codes[0].key, draw(st.integers(0, 3)), draw(st.integers(4, 9)), draw(words))
        for text in texts
        for _ in range(2)
    )
    cases = tuple(
        CaseIn(f"P{text.key}", text.name, (text.key,), (codes[-1].key,), (("town", draw(words)),)) for text in texts
    )
    about = ["", codes[0].key, *(text.key for text in texts), *(case.key for case in cases)]
    memos = tuple(MemoIn(draw(words), draw(words), one) for one in draw(st.lists(st.sampled_from(about), max_size=4)))
    return Project(draw(words), "Outspoken", codes, texts, marks, cases, memos)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(projects())
def test_any_project_is_valid(tmp_path, made):
    write_qdpx(made, tmp_path / "a.qdpx")
    refi_qda().assertValid(project_of(tmp_path / "a.qdpx"))


def test_a_project_without_codes_or_texts_is_valid_too(tmp_path):
    write_qdpx(Project("Empty"), tmp_path / "a.qdpx")
    refi_qda().assertValid(project_of(tmp_path / "a.qdpx"))


def test_the_schema_refuses_what_the_standard_refuses():
    for wrong in ("<Codes/>", "<CodeBook><Codes/></CodeBook>", '<Sources/><Users><User guid="x"/></Users>'):
        root = etree.fromstring(f'<Project xmlns="{PROJECT}" name="a">{wrong}</Project>')
        assert not refi_qda().validate(root), wrong


def test_the_codebook_alone(tmp_path):
    write_qdc(WHOLE, tmp_path / "a.qdc")
    root = etree.parse(tmp_path / "a.qdc").getroot()
    assert [element.get("name") for element in root.iter("{*}Code")] == ["g Leaving", "L1 Cruelty"]
