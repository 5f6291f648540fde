"""Give out ids that are short, speakable and never used twice.

A story is S12, a testimony T12, a person P12, a judgement J3, a doubt D7: one letter for
what it is, then a number that counts up for ever, also after something was withdrawn.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, insert, select, update

from outspoken.errors import NotFound
from outspoken.study.tables import counters

LETTERS = {
    "story": "S",
    "testimony": "T",
    "person": "P",
    "judgement": "J",
    "doubt": "D",
    "outlet": "O",
    "text": "X",
    "decision": "N",
    "coding": "C",
    "suggestion": "G",
    "memo": "M",
    "view": "V",
}


def take(connection: Connection, kind: str, count: int = 1) -> range:
    """Reserve the next ids of a kind, inside the transaction of an act."""
    if not count:
        return range(0)
    last = connection.execute(select(counters.c.last).where(counters.c.kind == kind)).scalar()
    if last is None:
        connection.execute(insert(counters).values(kind=kind, last=count))
        return range(1, count + 1)
    connection.execute(update(counters).where(counters.c.kind == kind).values(last=last + count))
    return range(last + 1, last + count + 1)


def spoken(kind: str, number: int) -> str:
    """Return the visible id.

    >>> spoken("person", 12)
    'P12'
    """
    return f"{LETTERS[kind]}{number}"


def heard(kind: str, text: str) -> int:
    """Return the number of a visible id; the letter may be left out.

    >>> heard("person", "P12"), heard("person", "12")
    (12, 12)

    Raises:
        NotFound: if it is not an id of that kind.
    """
    match = re.fullmatch(rf"{LETTERS[kind]}?0*([1-9]\d{{0,17}})", text.strip(), re.IGNORECASE)
    if match is None:
        raise NotFound(f"{text!r} is not the id of a {kind}.", f"A {kind}'s id looks like {spoken(kind, 12)}.")
    return int(match[1])
