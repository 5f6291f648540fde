"""Read a REFI-QDA project (.qdpx) or codebook (.qdc), version 1.0 or 1.5, and list what cannot be taken.

https://www.qdasoftware.org: text sources with their selections, codes, cases, variables and
notes are taken; pictures, sound, film, PDF pages, sets, links and graphs are counted and named.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from outspoken.coding.exchange.bundles import Bundle, tree
from outspoken.coding.exchange.positions import Stretch, counted, stands
from outspoken.coding.exchange.records import BETWEEN, CaseIn, CodeIn, MarkIn, MemoIn, Project, TextGiven
from outspoken.errors import FileError

_NOT_TAKEN = {
    "PictureSource": "pictures",
    "PDFSource": "PDF pages",
    "AudioSource": "sound recordings",
    "VideoSource": "films",
    "Set": "sets",
    "Graph": "graphs",
    "Link": "links",
}
_VALUES = ("TextValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue", "BooleanValue")


def read_qdc(path: Path) -> Project:
    """Read a codebook.

    Raises:
        FileError: if it is none.
    """
    try:
        root = tree(path.read_bytes(), path)
    except OSError as error:
        raise FileError(f"it cannot be read ({error.strerror}).", "Check its name.", file=path) from error
    if _named(root) not in {"CodeBook", "Codebook"}:
        raise FileError("this is no REFI-QDA codebook.", "A codebook ends in .qdc, a project in .qdpx.", file=path)
    sets = sum(1 for _ in _all(root, "Set"))
    return Project(path.stem, root.get("origin", ""), tuple(_codes(root)), losses=_counted_losses({"Set": sets}))


def read_qdpx(path: Path) -> Project:
    """Read a project.

    Raises:
        FileError: if it is none, or may do harm.
    """
    bundle = Bundle(path)
    try:
        return _Reading(bundle, path).project()
    finally:
        bundle.close()


class _Reading:
    """One project while it is read."""

    def __init__(self, bundle: Bundle, path: Path) -> None:
        name = next((one for one in bundle.names if one.casefold().endswith(".qde")), "project.qde")
        self._bundle, self._path = bundle, path
        self._root = tree(bundle.read(name), path)
        if _named(self._root) != "Project":
            raise FileError("this is no REFI-QDA project.", "Export it again as .qdpx.", file=path)
        self._users = {
            one.get("guid", ""): one.get("name") or one.get("id") or "unknown" for one in _all(self._root, "User")
        }
        self._losses: list[str] = []
        self._noted: dict[str, str] = {}

    def project(self) -> Project:
        """Return all that can be taken."""
        codes = tuple(_codes(self._root))
        for code in _all(self._root, "Code"):
            self._note(code, code.get("guid", ""))
        texts, marks = [], []
        for source in _all(self._root, "TextSource"):
            text, found = self._text(source)
            if text is not None:
                texts.append(text)
                marks += found
        known = {code.key for code in codes}
        lost = [mark for mark in marks if mark.code not in known]
        if lost:
            self._losses.append(f"{len(lost)} codings name a code that the codebook does not have.")
        cases = tuple(self._case(one, {text.key for text in texts}) for one in _all(self._root, "Case"))
        memos = (*self._memos(), *self._described())
        numbers = {name: sum(1 for _ in _all(self._root, name)) for name in _NOT_TAKEN}
        losses = (*_counted_losses(numbers), *self._losses)
        return Project(
            self._root.get("name", self._path.stem),
            self._root.get("origin", ""),
            codes,
            tuple(texts),
            tuple(mark for mark in marks if mark.code in known),
            cases,
            memos,
            losses,
        )

    def _text(self, source: Any) -> tuple[TextGiven | None, list[MarkIn]]:
        key, name = source.get("guid", ""), source.get("name") or "untitled"
        self._note(source, key)
        raw = self._words(source)
        if raw is None:
            self._losses.append(f"The text of {name!r} is not in the bundle as plain text; it was left out.")
            return None, []
        selections = list(_children(source, "PlainTextSelection"))
        stretches = [_stretch(one) for one in selections]
        way = counted(raw, stretches)
        marks, odd, empty = [], 0, 0
        for selection, stretch in zip(selections, stretches, strict=True):
            start, end = way.place(stretch.start), way.place(stretch.end)
            if start >= end:
                empty += 1
                continue
            odd += bool(_says_words(selection)) and not stands(way, stretch)
            guid = selection.get("guid", "")
            self._note(selection, guid)
            for coding in _children(selection, "Coding"):
                who = coding.get("creatingUser") or selection.get("creatingUser") or ""
                ref = next(iter(_children(coding, "CodeRef")), None)
                code = ref.get("targetGUID", "") if ref is not None else ""
                marks.append(MarkIn(key, code, start, end, self._users.get(who, "unknown"), guid))
        if empty:
            self._losses.append(f"{empty} selections of {name!r} hold no words; they were left out.")
        if odd:
            self._losses.append(f"{odd} selections of {name!r} are named by other words than stand there; see to them.")
        return TextGiven(key, name, way.words), marks

    def _words(self, source: Any) -> str | None:
        content = next(iter(_children(source, "PlainTextContent")), None)
        if content is not None:
            return content.text or ""
        place = source.get("plainTextPath", "")
        if not place.startswith("internal://"):
            return None
        name = f"Sources/{place.removeprefix('internal://')}"
        data = self._bundle.read(name)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self._losses.append(f"{name} is not UTF-8, as the standard wants it; letters that could not be read are �.")
            return data.decode("utf-8", errors="replace")

    def _case(self, case: Any, texts: set[str]) -> CaseIn:
        key = case.get("guid", "")
        self._note(case, key)
        sources = [one.get("targetGUID", "") for one in _children(case, "SourceRef")]
        codes = tuple(one.get("targetGUID", "") for one in _children(case, "CodeRef"))
        if any(True for _ in _children(case, "SelectionRef")):
            self._losses.append(
                f"The case {case.get('name')!r} is tied to single passages; it was tied to their texts."
            )
            owner = {
                selection.get("guid"): source.get("guid", "")
                for source in _all(self._root, "TextSource")
                for selection in _children(source, "PlainTextSelection")
            }
            sources += [owner.get(one.get("targetGUID"), "") for one in _children(case, "SelectionRef")]
        names = {one.get("guid"): one.get("name", "") for one in _all(self._root, "Variable")}
        values = []
        for value in _children(case, "VariableValue"):
            ref = next(iter(_children(value, "VariableRef")), None)
            said = next((part.text for part in value if _named(part) in _VALUES and part.text), None)
            name = names.get(ref.get("targetGUID")) if ref is not None else None
            if name and said:
                values.append((name, said.strip()))
        held = tuple(dict.fromkeys(one for one in sources if one in texts))
        return CaseIn(key, case.get("name") or "", held, codes, tuple(values))

    def _note(self, element: Any, key: str) -> None:
        for ref in _children(element, "NoteRef"):
            self._noted[ref.get("targetGUID", "")] = key

    def _memos(self) -> Iterator[MemoIn]:
        for note in _all(self._root, "Note"):
            words = self._words(note)
            if words:
                who = self._users.get(note.get("creatingUser", ""), "unknown")
                plain = words.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
                yield MemoIn(plain, who, self._noted.get(note.get("guid", ""), ""), note.get("name") or "")

    def _described(self) -> Iterator[MemoIn]:
        """Yield what is said of cases, memo by memo where we wrote it ourselves."""
        ours = self._root.get("origin", "").startswith("Outspoken")
        for case in _all(self._root, "Case"):
            text = next((part.text or "" for part in _children(case, "Description")), "").strip()
            for said in filter(None, text.split(BETWEEN) if ours else [text]):
                author, between, words = said.partition(": ") if ours else ("", "", said)
                yield MemoIn(words if between or not ours else said, author or "unknown", case.get("guid", ""))


def _codes(root: Any) -> Iterator[CodeIn]:
    def walk(element: Any, parent: str) -> Iterator[CodeIn]:
        for code in _children(element, "Code"):
            said = next((part.text or "" for part in code if _named(part) == "Description"), "")
            key = code.get("guid", "")
            yield CodeIn(key, code.get("name") or key, said.strip(), parent, code.get("isCodable", "true") != "false")
            yield from walk(code, key)

    for codes in _all(root, "Codes"):
        yield from walk(codes, "")


def _stretch(selection: Any) -> Stretch:
    def number(name: str) -> int:
        try:
            return int(selection.get(name, ""))
        except ValueError:
            return 0

    return Stretch(number("startPosition"), number("endPosition"), _says_words(selection))


def _says_words(selection: Any) -> str:
    """Return the words by which a selection is named; what is shorter than its stretch, or a mere number, are none."""
    name = (selection.get("name") or "").strip()
    return "" if name.isdecimal() or len(name) < 2 or name.startswith("Selection ") else name


def _counted_losses(numbers: dict[str, int]) -> tuple[str, ...]:
    return tuple(f"{count} {_NOT_TAKEN[name]} were left out." for name, count in numbers.items() if count)


def _named(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: Any, name: str) -> Iterator[Any]:
    return (part for part in element if _named(part) == name)


def _all(root: Any, name: str) -> Iterator[Any]:
    return (part for part in root.iter() if _named(part) == name)
