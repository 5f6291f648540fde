"""Find on which line of a TOML or YAML file each key stands, which their parsers do not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

Place = tuple[str | int, ...]
"""The way to a value: keys, and numbers of list entries."""

_QUOTES = ('"""', "'''", '"', "'")
_HEADER = re.compile(r"\s*\[\[?[^\[\]].*\]\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")


class Repeated(Exception):
    """A part of a YAML file stands for another part of it."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def toml_lines(text: str) -> Mapping[Place, int]:
    """Return the line of each section and key of a text that is known to be TOML."""
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    depth, mark = 0, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if not depth and not mark:
            if _HEADER.match(line):
                table = _toml_table(line, counts)
                _note(table, number, lines)
                continue
            if key := _KEY.match(line):
                _note((*table, *_walk(tomllib.loads(f"{key[1]} = 0"))), number, lines)
        depth, mark = _still_open(line, depth, mark)
    return lines


def _note(place: Place, number: int, lines: dict[Place, int]) -> None:
    for end in range(1, len(place) + 1):
        lines.setdefault(place[:end], number)


def _toml_table(line: str, counts: dict[Place, int]) -> Place:
    """Return where a header leads; within a list of tables, to the latest of them."""
    names = _walk(tomllib.loads(line))
    place: Place = ()
    for end, name in enumerate(names, start=1):
        place = (*place, name)
        if end == len(names) and line.lstrip().startswith("[["):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _walk(tree: Any) -> Place:
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


def _still_open(line: str, depth: int, mark: str) -> tuple[int, str]:
    """Follow brackets and quotation marks through a line; return what is still open after it."""
    index = 0
    while index < len(line):
        if mark and line.startswith(mark, index):
            index += len(mark)
            if len(mark) == 3:  # up to two more belong to the text that three of them end
                index += len(line[index : index + 2]) - len(line[index : index + 2].lstrip(mark[0]))
            mark = ""
        elif mark:
            index += 2 if line[index] == "\\" and mark[0] == '"' else 1
        elif opening := next((one for one in _QUOTES if line.startswith(one, index)), ""):
            mark, index = opening, index + len(opening)
        elif line[index] == "#":
            break
        else:
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(line[index], 0)
            index += 1
    return max(depth, 0), mark if len(mark) == 3 else ""


def yaml_lines(tree: Node) -> Mapping[Place, int]:
    """Return the line of each key and list entry of a YAML tree.

    Raises:
        Repeated: if one part stands in two places, by an alias.
    """
    lines: dict[Place, int] = {}
    _gather(tree, (), lines, set())
    return lines


def _gather(node: Node, place: Place, lines: dict[Place, int], seen: set[int]) -> None:
    if id(node) in seen:
        raise Repeated(node.start_mark.line + 1)
    seen.add(id(node))
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        for key, value in node.value:
            here = (*place, str(key.value))
            lines[here] = key.start_mark.line + 1
            _gather(value, here, lines, seen)
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            _gather(value, (*place, index), lines, seen)
