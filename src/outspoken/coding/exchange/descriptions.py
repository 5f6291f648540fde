"""Put all that a code says of itself into one description, as other programs keep it, and read it out again. Pure."""

from __future__ import annotations

import re
from typing import Any

from outspoken.coding.codebook import Code

_PARTS = {
    "question": "Question",
    "definition": "Definition",
    "include": "Include",
    "exclude": "Exclude",
    "key-terms": "Key terms",
    "examples": "Example",
    "applies-to": "Applies to",
    "roll-up": "Roll-up",
}
_LINE = re.compile(rf"^({'|'.join(_PARTS.values())}): (.*)$")


def described(code: Code) -> str:
    r"""Return a code's description: one line for each thing it says.

    >>> described(Code(id="J1", name="War", definition="The war.", **{"key-terms": ["war", "bomb"]}))
    'Definition: The war.\nKey terms: war; bomb'
    """
    said = code.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    lines = []
    for field, title in _PARTS.items():
        value = said.get(field)
        if field == "examples":
            lines += [f"{title}: {' '.join(one.split())}" for one in value or ()]
        elif value:
            text = "; ".join(value) if isinstance(value, list) else str(value)
            lines.append(f"{title}: {' '.join(text.split())}")
    return "\n".join(lines)


def understood(description: str) -> dict[str, Any]:
    r"""Return the fields of a code that a description gives; what has no title is its definition.

    >>> understood("Definition: The war.\nKey terms: war; bomb")
    {'definition': 'The war.', 'key-terms': ['war', 'bomb']}
    >>> understood("Whatever the coder wrote.")
    {'definition': 'Whatever the coder wrote.'}
    """
    fields = {title: field for field, title in _PARTS.items()}
    found: dict[str, Any] = {}
    loose: list[str] = []
    for line in description.splitlines():
        match = _LINE.match(line.strip())
        if match is None:
            loose.append(line.strip())
        elif (field := fields[match[1]]) == "key-terms":
            found[field] = [term.strip() for term in match[2].split(";") if term.strip()]
        elif field == "examples":
            found.setdefault(field, []).append(match[2])
        else:
            found[field] = match[2]
    rest = " ".join(filter(None, loose))
    if rest:
        found["definition"] = f"{found['definition']} {rest}" if found.get("definition") else rest
    return found
