"""Write a REFI-QDA project (.qdpx) or codebook (.qdc), version 1.5, that other programs read.

Offsets count Unicode characters of the text file, which has plain line ends and no mark at
its beginning. The same project gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from outspoken.coding.exchange.records import BETWEEN, CodeIn, MemoIn, Project
from outspoken.study.files import write_whole

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Outspoken"
_WHEN = (1980, 1, 1, 0, 0, 0)
_AT = "2015-01-01T00:00:00Z"
_UNHEARD_OF = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Characters that no XML file may hold (XML 1.0, production 2); texts of PDF files have some."""


def write_qdc(project: Project, path: Path) -> None:
    """Write the codebook alone.

    Raises:
        StudyError: if the place cannot be written to.
    """
    root = Element("CodeBook", {"xmlns": CODEBOOK, "origin": ORIGIN})
    _write_codes(SubElement(root, "Codes"), project.codes, {})
    write_whole(path, _bytes(root))


def write_qdpx(project: Project, path: Path) -> None:
    """Write the whole project.

    Raises:
        StudyError: if the place cannot be written to.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        _put(bundle, "project.qde", _bytes(_root(project)))
        for text in project.texts:
            _put(bundle, f"Sources/{guid('text', text.key)}.txt", text.words.encode())
        for number, memo in _apart(project):
            _put(bundle, f"Sources/{_note(number, memo)}.txt", memo.words.encode())
    write_whole(path, out.getvalue())


def guid(kind: str, key: str) -> str:
    """Return an identifier that is the same each time.

    >>> guid("code", "J1") == guid("code", "J1") != guid("text", "J1")
    True
    """
    return str(uuid5(NAMESPACE_URL, f"outspoken:{kind}:{key}"))


def _root(project: Project) -> Element:
    people = sorted({mark.coder for mark in project.marks} | {memo.author for memo in project.memos} or {"Outspoken"})
    root = Element(
        "Project",
        {
            "xmlns": PROJECT,
            "name": project.name,
            "origin": ORIGIN,
            "creatingUserGUID": guid("user", people[0]),
            "creationDateTime": _AT,
        },
    )
    users = SubElement(root, "Users")
    for person in people:
        SubElement(users, "User", {"guid": guid("user", person), "name": person})
    notes: dict[str, list[str]] = {}
    memos = _apart(project)
    for number, memo in memos:
        notes.setdefault(memo.about, []).append(_note(number, memo))
    if project.codes:
        _write_codes(SubElement(SubElement(root, "CodeBook"), "Codes"), project.codes, notes)
    _write_variables(root, project)
    _write_cases(root, project)
    _write_sources(root, project, notes)
    if memos:
        whole = SubElement(root, "Notes")
        for number, memo in memos:
            _write_note(whole, _note(number, memo), memo)
    for target in notes.get("", ()):
        SubElement(root, "NoteRef", {"targetGUID": target})
    return root


def _write_codes(above: Element, codes: tuple[CodeIn, ...], notes: dict[str, list[str]]) -> None:
    made: dict[str, Element] = {}
    for code in codes:
        place = made.get(code.parent, above)
        attributes = {
            "guid": guid("code", code.key),
            "name": code.name,
            "isCodable": "true" if code.codable else "false",
        }
        made[code.key] = SubElement(place, "Code", attributes)
        if code.description:
            SubElement(made[code.key], "Description").text = code.description
        _refer(made[code.key], notes, code.key)
    # The standard wants a code's own parts before the codes below it.
    for element in made.values():
        element[:] = sorted(element, key=lambda part: part.tag == "Code")


def _write_variables(root: Element, project: Project) -> None:
    names = sorted({name for case in project.cases for name, _ in case.values})
    if names:
        whole = SubElement(root, "Variables")
        for name in names:
            attributes = {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"}
            SubElement(whole, "Variable", attributes)


def _apart(project: Project) -> list[tuple[int, MemoIn]]:
    """Return the memos that are notes of their own: all but those on cases."""
    cases = {case.key for case in project.cases}
    return [(number, memo) for number, memo in enumerate(project.memos) if memo.about not in cases]


def _write_cases(root: Element, project: Project) -> None:
    if not project.cases:
        return
    whole = SubElement(root, "Cases")
    for case in project.cases:
        element = SubElement(whole, "Case", {"guid": guid("case", case.key), "name": case.name})
        said = [f"{memo.author}: {memo.words}" for memo in project.memos if memo.about == case.key]
        if said:
            SubElement(element, "Description").text = BETWEEN.join(said)
        for code in case.codes:
            SubElement(element, "CodeRef", {"targetGUID": guid("code", code)})
        for name, value in case.values:
            held = SubElement(element, "VariableValue")
            SubElement(held, "VariableRef", {"targetGUID": guid("variable", name)})
            SubElement(held, "TextValue").text = value
        for text in case.texts:
            SubElement(element, "SourceRef", {"targetGUID": guid("text", text)})


def _write_sources(root: Element, project: Project, notes: dict[str, list[str]]) -> None:
    if not project.texts:
        return
    whole = SubElement(root, "Sources")
    for text in project.texts:
        number = guid("text", text.key)
        attributes = {"guid": number, "name": text.name, "plainTextPath": f"internal://{number}.txt"}
        element = SubElement(whole, "TextSource", attributes)
        selections: dict[str, Element] = {}
        for mark in (one for one in project.marks if one.text == text.key):
            place = mark.key or f"{mark.text}:{mark.start}:{mark.end}"
            if place not in selections:
                selections[place] = _write_selection(element, text.words, place, (mark.start, mark.end))
            key = f"{place}:{mark.code}:{mark.coder}"
            coding = {"guid": guid("coding", key), "creatingUser": guid("user", mark.coder)}
            made = SubElement(selections[place], "Coding", coding)
            SubElement(made, "CodeRef", {"targetGUID": guid("code", mark.code)})
        for place, selection in selections.items():
            _refer(selection, notes, place)
        _refer(element, notes, text.key)


def _write_selection(source: Element, words: str, key: str, span: tuple[int, int]) -> Element:
    start, end = span
    attributes = {
        "guid": guid("selection", key),
        "name": " ".join(words[start:end].split()),
        "startPosition": str(start),
        "endPosition": str(end),
    }
    return SubElement(source, "PlainTextSelection", attributes)


def _write_note(whole: Element, number: str, memo: MemoIn) -> None:
    attributes = {
        "guid": number,
        "name": memo.name or "Memo",
        "plainTextPath": f"internal://{number}.txt",
        "creatingUser": guid("user", memo.author),
    }
    SubElement(whole, "Note", attributes)


def _refer(element: Element, notes: dict[str, list[str]], key: str) -> None:
    for target in notes.get(key, ()) if key else ():
        SubElement(element, "NoteRef", {"targetGUID": target})


def _note(number: int, memo: MemoIn) -> str:
    return guid("note", f"{number}:{memo.about}:{memo.words}")


def _bytes(root: Element) -> bytes:
    for element in root.iter():
        if element.text:
            element.text = _UNHEARD_OF.sub(" ", element.text)
        for name, value in element.attrib.items():
            element.set(name, _UNHEARD_OF.sub(" ", value))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _put(bundle: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    bundle.writestr(entry, data)
