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
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from outspoken.errors import FileError
from outspoken.study.lines import Place, Repeated, toml_lines, yaml_lines
from outspoken.text.letters import quote

Model = TypeVar("Model", bound=BaseModel)

_LARGEST = 8 << 20
_WANTED = {
    "string_type": "a text in quotation marks",
    "list_type": "a list in square brackets",
    "tuple_type": "a list in square brackets",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "string_too_short": "a text that is not empty",
    "string_pattern_mismatch": "a name of letters, digits and hyphens",
    "too_short": "at least one entry",
    "float_type": "a number",
    "float_parsing": "a number",
}


class Wrong(ValueError):
    """What a check of a model found, and where below the model it stands."""

    def __init__(self, message: str, *place: str | int) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file that remembers on which line each key stands."""

    path: Path
    data: dict[str, Any]
    lines: Mapping[Place, int]

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
    except (ValueError, RecursionError) as problem:
        found = re.search(r"at line (\d+)", str(problem))
        raise error(
            f"this is not TOML: {str(problem).split(' (at ')[0]}.",
            "Texts stand in quotation marks, and every [section] in square brackets of its own line.",
            file=path,
            line=int(found[1]) if found else None,
        ) from problem
    return Document(path, data, toml_lines(text))


def read_yaml(path: Path, error: type[FileError]) -> Document:
    """Parse a YAML 1.2 file; one that names a key twice, or repeats a part by an alias, is refused.

    Raises:
        FileError: of the given class, naming file and line.
    """
    text = _read_text(path, error)
    lines: Mapping[Place, int] = {}
    try:
        tree = YAML(typ="safe", pure=True).compose(text)
        if tree is not None:
            lines = yaml_lines(tree)
        data = YAML(typ="safe", pure=True).load(text)
    except Repeated as problem:
        # Safety: a few lines of aliases of aliases unfold to more than any memory holds.
        raise error(
            "a part of the file is repeated by an alias (*name).", "Write it out.", file=path, line=problem.line
        ) from problem
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise error(
            f"this is not YAML: {(problem.problem or str(problem)).strip()}.",
            "Indent with spaces, put texts that contain ': ' or '#' into quotation marks, name each key once.",
            file=path,
            line=mark.line + 1 if mark else None,
        ) from problem
    except (YAMLError, ValueError, RecursionError) as problem:
        raise error(f"this is not YAML: {problem}.", "Compare it with a file that works.", file=path) from problem
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise error(
            "the file must be a list of 'key: value' lines.", "Begin with a key, e.g. version: 1.", file=path, line=1
        )
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
        first = problem.errors()[0]
        places = [_place(one, document.data) for one in problem.errors()]
        others = {place for place in places if place != places[0][: len(place)]}
        raise error(
            _sentence(first, places[0], model),
            f"Correct the line and run the same command again{_and_more(len(others))}.",
            file=document.path,
            line=document.line_of(places[0]),
            field=".".join(map(str, places[0])),
        ) from problem


def _read_text(path: Path, error: type[FileError]) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise error(
                "the file is larger than 8 MB, which no hand-written file is.", "Is it the right one?", file=path
            )
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as problem:
        raise error(
            "the file is not there.", f"Is {path.parent} a study? `outspoken new DIR` makes one.", file=path
        ) from problem
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise error("the file is not UTF-8.", "Save it again as UTF-8 text.", file=path, line=line) from problem
    except OSError as problem:
        raise error(f"the file cannot be read ({problem.strerror}).", "May you read it?", file=path) from problem


def _place(problem: ErrorDetails, data: Any) -> Place:
    """Follow a problem's location through the data, past the names that pydantic puts between."""
    place: list[str | int] = []
    last = len(problem["loc"]) - 1
    for number, part in enumerate(problem["loc"]):
        known = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        if part in known:
            data = data[part]
        elif number != last or problem["type"] != "missing":
            continue
        place.append(part)
    found = problem.get("ctx", {}).get("error")
    return (*place, *found.place) if isinstance(found, Wrong) else tuple(place)


def _sentence(problem: ErrorDetails, place: Place, model: type[BaseModel]) -> str:
    kind, name = problem["type"], place[-1] if place else ""
    if kind == "missing":
        return f"{name!r} is missing." if isinstance(name, str) else f"a value is missing: there is no {name + 1}."
    if kind == "extra_forbidden":
        near = get_close_matches(str(name), _known_fields(model), 1)
        return f"there is no setting {quote(str(name))}." + (f" Did you mean {near[0]!r}?" if near else "")
    found = problem.get("ctx", {}).get("error")
    if isinstance(found, ValueError):
        return f"{str(found).rstrip('.')}."
    given = problem.get("input")
    shown = quote(given) if isinstance(given, str) else repr(given)
    told = f" (given: {shown})" if isinstance(given, str | int | float | bool) else ""
    if kind in _WANTED:
        return f"here must stand {_WANTED[kind]}{told}."
    text = str(problem["msg"]).rstrip(".")
    return f"{text[:1].lower()}{text[1:]}{told}."


def _and_more(count: int) -> str:
    return f"; {count} more {'place is' if count == 1 else 'places are'} wrong" if count else ""


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
