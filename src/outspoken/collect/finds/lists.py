"""Read a list of addresses: one a line, or a table with a column of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from outspoken.collect.addresses import is_address
from outspoken.collect.finds.decoding import decoded, rows_of
from outspoken.collect.finds.records import ChannelKind, Lead, Leads
from outspoken.collect.records import Problem
from outspoken.errors import FileError
from outspoken.text.letters import quote

ADDRESS = ("url", "address", "link", "urls", "uri", "href", "web address", "website")
TITLE = ("title", "headline", "primary_title")
OUTLET = ("outlet", "publication title", "source", "publisher", "site", "newspaper")
DATE = ("published", "date", "publication date", "pub_date", "pubdate", "publication_date", "year", "publication year")
LANGUAGE = ("language", "lang")


def read_list(data: bytes, name: str, encoding: str = "") -> Leads:
    """Read addresses, one a line; what stands behind `#` is a remark.

    Raises:
        FileError: if the file is no text.
    """
    leads: list[Lead] = []
    problems: list[Problem] = []
    for number, line in enumerate(decoded(data, name, encoding).splitlines(), start=1):
        text = re.sub(r"(^|\s)#.*", "", line).strip()
        if not text:
            continue
        if is_address(text):
            leads.append(Lead(address=text, line=number))
        else:
            hint = "Write one address a line, e.g. https://example.org/story."
            problems.append(Problem(number, "", f"{quote(text)} is not an address.", hint))
    return Leads(ChannelKind.LIST, tuple(leads), tuple(problems))


def read_table(data: bytes, name: str, encoding: str = "") -> Leads:
    """Read a table with a column of addresses (`url`, `address`, `link`), perhaps titles, outlets, dates, languages.

    Raises:
        FileError: if it cannot be read, or has no such column.
    """
    rows = rows_of(decoded(data, name, encoding), name)
    columns = list(rows[0][1]) if rows else []
    if not rows:
        raise FileError("the table has no rows.", "Put a header first, then one story a line.", file=name)
    if not set(columns) & set(ADDRESS):
        hint = "Call the column of addresses url, or declare the table under [collect.imports.NAME] in study.toml."
        raise FileError(f"no column holds addresses; there are: {', '.join(columns)}.", hint, file=name, line=1)
    leads: list[Lead] = []
    problems: list[Problem] = []
    for line, row in rows:
        column, address = _first(row, ADDRESS)
        if is_address(address):
            leads.append(_lead(row, address, line))
        else:
            message = f"{quote(address)} is not an address." if address else "the row has no address."
            problems.append(Problem(line, column or ADDRESS[0], message, "Correct the cell, or delete the row."))
    return Leads(ChannelKind.LIST, tuple(leads), tuple(problems))


def _lead(row: Mapping[str, str], address: str, line: int) -> Lead:
    dated_by, printed = _first(row, DATE)
    return Lead(
        address=address,
        title=_first(row, TITLE)[1],
        outlet=_first(row, OUTLET)[1],
        language=_first(row, LANGUAGE)[1],
        published=printed,
        evidence=f"column {dated_by}" if printed else "",
        line=line,
    )


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> tuple[str, str]:
    return next(((name, row[name]) for name in names if row.get(name)), ("", ""))
