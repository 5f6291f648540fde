import zipfile

from lxml import etree

from outspoken.coding.exchange.records import CaseIn, CodeIn, MarkIn, MemoIn, Project, TextGiven
from outspoken.coding.exchange.refi_writing import PROJECT, write_qdc, write_qdpx

WHOLE = Project(
    "Harbour",
    "Outspoken",
    (CodeIn("g", "g Leaving", codable=False), CodeIn("L1", "L1 Cruelty", "Being cruel.", "g")),
    (TextGiven("X1", "One", "ضربوا الأسرى 😀 end"),),
    (MarkIn("X1", "L1", 6, 12, "Bilal"),),
    (CaseIn("P1", "Ivo", ("X1",), ("L1",), (("town", "Kiel"),)),),
    (MemoIn("See p. 4.", "Amal", "L1"), MemoIn("Ask him.", "Bilal", "P1")),
)
ORDER = {
    "Project": [
        "Users",
        "CodeBook",
        "Variables",
        "Cases",
        "Sources",
        "Notes",
        "Links",
        "Sets",
        "Graphs",
        "Description",
        "NoteRef",
    ],
    "Code": ["Description", "NoteRef", "Code"],
    "Case": ["Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"],
    "TextSource": ["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
    "PlainTextSelection": ["Description", "Coding", "NoteRef"],
    "Coding": ["CodeRef", "NoteRef"],
}
"""In which order the standard wants the parts of each element."""


def test_the_bundle_has_the_order_and_the_references_of_the_standard(tmp_path):
    write_qdpx(WHOLE, tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as bundle:
        root = etree.fromstring(bundle.read("project.qde"))
        names = bundle.namelist()
    assert root.tag == f"{{{PROJECT}}}Project"
    for element in root.iter():
        name = etree.QName(element).localname
        if name in ORDER:
            places = [ORDER[name].index(etree.QName(part).localname) for part in element]
            assert places == sorted(places), name
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


def test_the_codebook_alone(tmp_path):
    write_qdc(WHOLE, tmp_path / "a.qdc")
    root = etree.parse(tmp_path / "a.qdc").getroot()
    assert [element.get("name") for element in root.iter("{*}Code")] == ["g Leaving", "L1 Cruelty"]
