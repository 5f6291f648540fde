"""What changed between two codebooks, and whether it changes what a code means.

Pure. A code means what its question, definition and notes say, what it is asked of, and
how its group is to be used; its name, key terms and examples help to find it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

from outspoken.coding.codebook import Code, Codebook
from outspoken.coding.records import Change, ChangeKind

_MEANING = ("question", "definition", "include", "exclude", "applies_to")
_ALIKE = 0.6
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one code that two codebooks give differently."""

    code: str
    field: str
    before: str
    after: str


def meanings(book: Codebook) -> dict[str, str]:
    """Return a digest of what each code means."""
    found = {}
    for group in book.groups:
        for code in group.codes:
            said = {name: " ".join(str(getattr(code, name)).split()) for name in _MEANING}
            if group.exclusive:
                said["exclusive"] = group.id
            text = json.dumps(said, ensure_ascii=False, sort_keys=True)
            found[code.id] = sha256(text.encode()).hexdigest()[:16]
    return found


def compared(before: Codebook, after: Codebook) -> tuple[Change, ...]:
    """Return what was done to get from one codebook to another, by the ids alone.

    A code under a new id is a code that was added; only the act of renaming knows better.
    """
    old, new = {code.id: code for code in before.codes()}, {code.id: code for code in after.codes()}
    meant, means = meanings(before), meanings(after)
    found = [Change(ChangeKind.RETIRE, (name,)) for name in old if name not in new]
    found += [Change(ChangeKind.ADD, (), (name,)) for name in new if name not in old]
    for name, code in new.items():
        if name in old and meant[name] != means[name]:
            found.append(Change(ChangeKind.REDEFINE, (name,), (name,)))
        elif name in old and (old[name] != code or _group(before, name) != _group(after, name)):
            found.append(Change(ChangeKind.REWORD, (name,), (name,)))
    return tuple(found)


def differences(before: Codebook, after: Codebook) -> list[Difference]:
    """List, code by code, which fields differ; a code that only one has differs in its existence."""
    old, new = {code.id: code for code in before.codes()}, {code.id: code for code in after.codes()}
    found = []
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            found.append(Difference(name, "code", old[name].name, ""))
        elif name not in old:
            found.append(Difference(name, "code", "", new[name].name))
        else:
            found += _fields(name, old[name], new[name])
            groups = (_group(before, name), _group(after, name))
            found += [Difference(name, "group", *groups)] if groups[0] != groups[1] else []
    return found


def look_renamed(before: Codebook, after: Codebook) -> list[tuple[str, str]]:
    """Return which codes look as if they had got a new id by hand: gone and new, and much alike."""
    old = [code for code in before.codes() if after.code(code.id) is None]
    new = [code for code in after.codes() if before.code(code.id) is None]
    return [(one.id, other.id) for one in old for other in new if _alike(one, other)]


def _alike(one: Code, other: Code) -> bool:
    mine, theirs = (f"{code.name} {code.question} {code.definition}" for code in (one, other))
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= _ALIKE


def _group(book: Codebook, code: str) -> str:
    group = book.group_of(code)
    return group.id if group else ""


def _fields(name: str, old: Code, new: Code) -> list[Difference]:
    return [
        Difference(name, alias.replace("_", "-"), _shown(getattr(old, alias)), _shown(getattr(new, alias)))
        for alias in type(old).model_fields
        if getattr(old, alias) != getattr(new, alias)
    ]


def _shown(value: object) -> str:
    return ", ".join(map(str, value[:_SHOWN])) if isinstance(value, list) else str(value)
