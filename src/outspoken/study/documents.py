"""Read the files people write (TOML, YAML) and say file, line and field of whatever is wrong.

A Document is the parsed data plus the line on which each key stands; `shaped` turns it
into a typed model or into an error that a researcher can act upon.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from outspoken.errors import FileError

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]

_LARGEST = 8 << 20
_HEADER = re.compile(r"\s*\[\[?[^\[\]].*\]\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file that remembers on which line each key stands."""

    path: Path
    data: dict[str, Any]
    lines: Mapping[Path_, int]

    def line_of(self, place: Sequence[str | int]) -> int | None:
        """Return the line of the nearest known key on the way to a place."""
        for end in range(len(place), 0, -1):
            line = self.lines.get(tuple(place[:end]))
            if line is not None:
                return line
        return None


def read_toml(path: Path, error: type[FileError]) -> Document:
    """Parse a TOML file.

    Raises:
        FileError: of the given class, naming file and line.
    """
    text = _read_text(path, error)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r"at line (\d+)", str(problem))
        raise error(
            f"this is not TOML: {str(problem).split(' (at ')[0]}.",
            "Texts stand in quotation marks, and every [section] in square brackets of its own line.",
            file=path,
            line=int(found[1]) if found else None,
        ) from problem
    return Document(path, data, _toml_lines(text))


def read_yaml(path: Path, error: type[FileError]) -> Document:
    """Parse a YAML 1.2 file; one that names a key twice is refused.

    Raises:
        FileError: of the given class, naming file and line.
    """
    text = _read_text(path, error)
    yaml = YAML(typ="safe", pure=True)
    try:
        tree = yaml.compose(text)
        data = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise error(
            f"this is not YAML: {(problem.problem or str(problem)).strip()}.",
            "Indent with spaces, put texts that contain ': ' or '#' into quotation marks, name each key once.",
            file=path,
            line=mark.line + 1 if mark else None,
        ) from problem
    except (YAMLError, ValueError, RecursionError) as problem:
        raise error(f"this is not YAML: {problem}.", file=path) from problem
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise error("the file must be a list of 'key: value' lines.", file=path, line=1)
    lines: dict[Path_, int] = {}
    if tree is not None:
        _yaml_lines(tree, (), lines)
    return Document(path, data, lines)


def shaped(document: Document, model: type[Model], error: type[FileError]) -> Model:
    """Turn a document into its typed model.

    Raises:
        FileError: of the given class, naming file, line and field, for the first thing
            that is wrong; its hint says how many more there are.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as problem:
        first, *rest = problem.errors()
        place = tuple(part for part in first["loc"] if not _is_machinery(part))
        more = f" ({len(rest)} more after this one)" if rest else ""
        raise error(
            _sentence(first, place, model) + more,
            "Correct the line and run the same command again.",
            file=document.path,
            line=document.line_of(place),
            field=".".join(map(str, place)),
        ) from problem


def _read_text(path: Path, error: type[FileError]) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise error("the file is larger than 8 MB, which no hand-written file is.", file=path)
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as problem:
        raise error(
            "the file is not there.", f"Is {path.parent} a study? `outspoken new DIR` makes one.", file=path
        ) from problem
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise error("the file is not UTF-8.", "Save it again as UTF-8 text.", file=path, line=line) from problem
    except OSError as problem:
        raise error(f"the file cannot be read ({problem.strerror}).", file=path) from problem


def _toml_lines(text: str) -> dict[Path_, int]:
    lines: dict[Path_, int] = {}
    counts: dict[Path_, int] = {}
    table: Path_ = ()
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not depth and not quote:
            if _HEADER.match(line):
                table = _toml_table(line, counts)
                lines.setdefault(table, number)
                continue
            if key := _KEY.match(line):
                place = (*table, *_walk(tomllib.loads(f"{key[1]} = 0")))
                lines.setdefault(place, number)
        depth, quote = _still_open(line, depth, quote)
    return lines


def _toml_table(line: str, counts: dict[Path_, int]) -> Path_:
    place = _walk(tomllib.loads(line))
    if line.lstrip().startswith("[["):
        counts[place] = counts.get(place, -1) + 1
        return (*place, counts[place])
    for end in range(len(place), 0, -1):
        if place[:end] in counts:
            return (*place[:end], counts[place[:end]], *place[end:])
    return place


def _walk(tree: Any) -> Path_:
    place: list[str] = []
    while tree:
        if isinstance(tree, list):
            tree = tree[0]
        elif isinstance(tree, dict):
            key, tree = next(iter(tree.items()))
            place.append(key)
        else:
            break
    return tuple(place)


def _still_open(line: str, depth: int, quote: str) -> tuple[int, str]:
    index = 0
    while index < len(line):
        if quote:
            if line.startswith(quote, index):
                index += len(quote)
                quote = ""
                continue
            index += 2 if line[index] == "\\" and quote == '"""' else 1
            continue
        for mark in ('"""', "'''", '"', "'"):
            if line.startswith(mark, index):
                quote = mark
                break
        else:
            if line[index] == "#":
                break
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(line[index], 0)
            index += 1
            continue
        index += len(quote)
    return max(depth, 0), quote if len(quote) == 3 else ""


def _yaml_lines(node: Node, place: Path_, lines: dict[Path_, int]) -> None:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        for key, value in node.value:
            here = (*place, str(key.value))
            lines[here] = key.start_mark.line + 1
            _yaml_lines(value, here, lines)
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            _yaml_lines(value, (*place, index), lines)


def _is_machinery(part: str | int) -> bool:
    return isinstance(part, str) and bool(re.search(r"[\[(]|^(function|is-instance|model|str|int|bool)-?", part))


def _sentence(problem: Mapping[str, Any], place: Path_, model: type[BaseModel]) -> str:
    kind, name = problem["type"], place[-1] if place else ""
    if kind == "missing":
        return f"{name!r} is missing."
    if kind == "extra_forbidden":
        near = get_close_matches(str(name), _known_fields(model), 1)
        return f"there is no setting {name!r}." + (f" Did you mean {near[0]!r}?" if near else "")
    text = str(problem["msg"]).removeprefix("Value error, ").rstrip(".")
    given = problem.get("input")
    shown = f" (given: {given!r})" if isinstance(given, str | int | float | bool) else ""
    return f"{text[:1].lower()}{text[1:]}{shown}."


def _known_fields(model: type[BaseModel]) -> list[str]:
    names: set[str] = set()
    waiting: list[Any] = [model]
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                names.add(field.alias or name)
                waiting.append(field.annotation)
        else:
            waiting.extend(getattr(kind, "__args__", ()))
    return sorted(names)
