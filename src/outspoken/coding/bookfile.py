"""Write changes into the words of codebook.yaml, and leave everything else, comments too, as it stands.

Pure: the words of the file come in, the words of the changed file go out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import FoldedScalarString

from outspoken.coding.codebook import FILE, Code, Codebook
from outspoken.errors import CodebookError, NotFound

Fields = Mapping[str, Any]
_LONG = 80
_EMPTY = "version: 1\ngroups: []\n"


def parsed(words: str) -> Codebook:
    """Read the words of a codebook.

    Raises:
        CodebookError: if they are none.
    """
    try:
        return Codebook.model_validate(YAML(typ="safe", pure=True).load(words) or {})
    except ValidationError as problem:
        first = problem.errors()[0]
        place = " › ".join(str(part) for part in first["loc"])
        hint = "Say it otherwise; nothing was changed."
        raise CodebookError(f"{first['msg']}.", hint, file=FILE, field=place) from None
    except YAMLError as problem:
        raise CodebookError(f"this is not YAML: {problem}.", "Restore the file.", file=FILE) from problem


def numbered(words: str, version: int) -> str:
    """Give the codebook a version."""

    def number(data: Any) -> None:
        if "version" in data:
            data["version"] = version
        else:
            data.insert(0, "version", version)

    return _changed(words, number)


def renamed(words: str, code: str, new: str, name: str = "") -> str:
    """Give a code another id, and another name if one is given; other codes that mention it follow."""

    def rename(data: Any) -> None:
        entry = _find(data, code)[1]
        entry["id"] = new
        if name:
            entry["name"] = name

    return _changed(words, rename)


def merged(words: str, codes: Sequence[str], into: str, wording: Fields) -> str:
    """Put one code where the first of several stands, and take the others away."""

    def merge(data: Any) -> None:
        group, entry = _find(data, codes[0])
        kept = _find(data, into)[1] if into in codes else entry
        if into not in codes:
            fields = {"name": " / ".join(_find(data, code)[1]["name"] for code in codes), **wording}
            kept = _entry(into, fields)
            group["codes"].insert(group["codes"].index(entry), kept)
        else:
            _word(kept, wording)
        for code in codes:
            if code != into:
                _remove(data, code)

    return _changed(words, merge)


def split(words: str, code: str, parts: Sequence[Fields]) -> str:
    """Put several codes where one stood."""

    def divide(data: Any) -> None:
        group, entry = _find(data, code)
        place = group["codes"].index(entry)
        for offset, part in enumerate(parts):
            group["codes"].insert(place + offset, _entry(part["id"], part))
        _remove(data, code)

    return _changed(words, divide)


def reworded(words: str, code: str, wording: Fields) -> str:
    """Set fields of a code."""
    return _changed(words, lambda data: _word(_find(data, code)[1], wording))


def added(words: str, group: str, entry: Fields, group_name: str = "") -> str:
    """Add a code at the end of a group, which is made if there is none and it has a name."""

    def add(data: Any) -> None:
        found = next((one for one in data.get("groups") or [] if one["id"] == group), None)
        if found is None and not group_name:
            known = ", ".join(one["id"] for one in data.get("groups") or []) or "none"
            raise NotFound(f"{FILE} has no group {group!r}; it has {known}.", "Give a new group a name.")
        if found is None:
            if not data.get("groups"):
                data["groups"] = []
            found = {"id": group, "name": group_name, "codes": []}
            data["groups"].append(found)
        found["codes"].append(_entry(entry["id"], entry))

    return _changed(words, add)


def retired(words: str, code: str) -> str:
    """Take a code out."""
    return _changed(words, lambda data: _remove(data, code))


def _changed(words: str, change: Callable[[Any], None]) -> str:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 118
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(words if words.strip() else _EMPTY)
    change(data)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _find(data: Any, code: str) -> tuple[Any, Any]:
    for group in data.get("groups") or []:
        for entry in group["codes"]:
            if str(entry["id"]).casefold() == code.casefold():
                return group, entry
    raise NotFound(f"{FILE} has no code {code!r}.", "List them with `outspoken coding codebook`.")


def _remove(data: Any, code: str) -> None:
    group, entry = _find(data, code)
    group["codes"].remove(entry)
    if not group["codes"]:
        data["groups"].remove(group)


def _entry(number: str, fields: Fields) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": number}
    _word(entry, {"name": number, **{key: value for key, value in fields.items() if key != "id"}})
    return entry


def _word(entry: Any, wording: Fields) -> None:
    known = {info.alias or name for name, info in Code.model_fields.items()}
    for key, value in wording.items():
        if key not in known:
            raise NotFound(f"A code has no {key!r}.", f"It has: {', '.join(sorted(known))}.")
        long = isinstance(value, str) and len(value) > _LONG and "\n" not in value
        entry[key] = FoldedScalarString(value) if long else value
