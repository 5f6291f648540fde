"""Judgements as CSV: `left,right,verdict,reason,actor,at`, one for each pair that somebody judged. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from outspoken.errors import StudyError
from outspoken.people.exchange.records import Line
from outspoken.people.records import Verdict
from outspoken.text.letters import quote

COLUMNS = ("left", "right", "verdict", "reason", "actor", "at")
_NEEDED = ("left", "right", "verdict")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "'")
"""With what a cell must not begin, lest a spreadsheet takes it for a formula."""


def to_csv(lines: Iterable[Line]) -> str:
    """Write judgements as CSV; what a spreadsheet would take for a formula is led by an apostrophe.

    >>> print(to_csv([Line(6, 14, Verdict.SAME, "=one unit", "Amal", "2026-01-02T03:04:05Z")]).strip())
    left,right,verdict,reason,actor,at
    6,14,same,'=one unit,Amal,2026-01-02T03:04:05Z
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in lines:
        writer.writerow([one.left, one.right, one.verdict.value, *map(_guarded, (one.reason, one.actor, one.at))])
    return out.getvalue()


def from_csv(text: str) -> list[Line]:
    """Read judgements from CSV; columns may stand in any order, others are left alone.

    Raises:
        StudyError: naming the line that cannot be read.
    """
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise StudyError(f"The file has no column {missing[0]}.", f"Its first line must name {', '.join(_NEEDED)}.")
        return [_line(row, reader.line_num) for row in reader]
    except csv.Error as error:
        raise StudyError(f"Line {reader.line_num} is no CSV: {error}.", "Export it again as CSV in UTF-8.") from error


def _line(row: dict[str, str | None], number: int) -> Line:
    cells = {name: (row.get(name) or "") for name in COLUMNS}
    pair = [cells[name].strip().upper().removeprefix("P") for name in ("left", "right")]
    if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in pair) or int(pair[0]) == int(pair[1]):
        raise StudyError(
            f"Line {number} does not name two cases: {quote(cells['left'])} and {quote(cells['right'])}.",
            "left and right are the numbers of two cases.",
        )
    said = cells["verdict"].strip().lower()
    if said not in set(Verdict):
        raise StudyError(
            f"Line {number} says {quote(cells['verdict'])}, which is no verdict.", "Say same, different or unsure."
        )
    reason, actor, at = (_plain(cells[name]) for name in ("reason", "actor", "at"))
    return Line(int(pair[0]), int(pair[1]), Verdict(said), reason, actor, at, number)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _plain(text: str) -> str:
    return text.removeprefix("'")
