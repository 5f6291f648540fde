"""Read references: RIS, CSL-JSON, Zotero's CSV, and the CSV, RIS and project files of ASReview.

Labels that a screening elsewhere gave are not taken over: a decision is somebody's, with an answer to each criterion.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from outspoken.collect.addresses import is_address
from outspoken.collect.finds.decoding import decoded, rows_of
from outspoken.collect.finds.markup import LARGEST
from outspoken.collect.finds.records import ChannelKind, Lead, Leads
from outspoken.collect.records import Problem
from outspoken.errors import FileError
from outspoken.text.letters import fold, quote, tidy

_TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_MOST_PARTS = 2_000


def read_ris(data: bytes, name: str, encoding: str = "") -> Leads:
    """Read RIS, as Zotero, EndNote and ASReview write it.

    Raises:
        FileError: naming the line, if a reference is not begun or not ended.
    """
    leads: list[Lead] = []
    problems: list[Problem] = []
    for line, tags in _ris_records(decoded(data, name, encoding), name):
        date_tag = next((tag for tag in ("DA", "PY", "Y1") if tags.get(tag)), "")
        outlet = next((tags[tag][0] for tag in ("T2", "JO", "JF", "JA", "PB") if tags.get(tag)), "")
        _add(
            leads,
            problems,
            line,
            {
                "title": next((tags[tag][0] for tag in ("TI", "T1") if tags.get(tag)), ""),
                "outlet": outlet,
                "language": _tag_of(next(iter(tags.get("LA", ())), "")),
                "date": _ris_date(tags[date_tag][0]) if date_tag else "",
                "evidence": date_tag,
                "url": next((one for one in (*tags.get("UR", ()), *tags.get("L2", ())) if is_address(one)), ""),
                "doi": next(iter(tags.get("DO", ())), ""),
            },
        )
    return Leads(ChannelKind.REFERENCES, tuple(leads), tuple(problems))


def read_csl(data: bytes, name: str, encoding: str = "") -> Leads:
    """Read CSL-JSON, as Zotero writes it.

    Raises:
        FileError: if it is no JSON list of references.
    """
    try:
        items = json.loads(decoded(data, name, encoding))
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise FileError("this is not JSON.", "Export it again as CSL JSON.", file=name, line=line) from error
    except RecursionError as error:
        raise FileError("its lists are nested without end.", "Leave this file out.", file=name) from error
    items = items.get("items", items) if isinstance(items, dict) else items
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FileError("this is not a list of references.", "Export it again as CSL JSON.", file=name)
    leads: list[Lead] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        said = {
            "title": _said(item, "title"),
            "outlet": _said(item, "container-title") or _said(item, "publisher"),
            "language": _tag_of(_said(item, "language")),
            "date": _csl_date(item.get("issued")),
            "evidence": "issued",
            "url": _said(item, "URL"),
            "doi": _said(item, "DOI"),
        }
        _add(leads, problems, number, said)
    return Leads(ChannelKind.REFERENCES, tuple(leads), tuple(problems))


def read_reference_table(data: bytes, name: str, encoding: str = "") -> Leads:
    """Read the CSV of Zotero or of ASReview.

    Raises:
        FileError: if it cannot be read, or has no titles.
    """
    rows = rows_of(decoded(data, name, encoding), name)
    leads: list[Lead] = []
    problems: list[Problem] = []
    for line, row in rows:
        dated_by = next((one for one in ("date", "publication year", "year", "publication_year") if row.get(one)), "")
        said = {
            "title": row.get("title") or row.get("primary_title", ""),
            "outlet": row.get("publication title") or row.get("journal") or row.get("publisher", ""),
            "language": _tag_of(row.get("language", "")),
            "date": re.sub(r"(\d{4})\.0", r"\1", row.get(dated_by, "")),
            "evidence": f"column {dated_by}",
            "url": row.get("url", ""),
            "doi": row.get("doi", ""),
        }
        _add(leads, problems, line, said)
    if not rows:
        raise FileError("the table has no rows.", "Export it again.", file=name)
    return Leads(ChannelKind.REFERENCES, tuple(leads), tuple(problems))


def is_reference_table(header: str) -> bool:
    """Whether the first line of a table is that of Zotero or of ASReview.

    >>> is_reference_table("Key,Item Type,Publication Year,Author,Title"), is_reference_table("url,title")
    (True, False)
    """
    names = {cell.strip().strip('"').lower() for cell in re.split(r"[,;\t]", header)}
    zotero = {"item type", "publication year"} <= names
    return (
        zotero
        or ({"title", "abstract"} <= names)
        or bool(names & {"asreview_label", "asreview_ranking", "label_included"})
    )


def read_project(data: bytes, name: str) -> Leads:
    """Read the references of an ASReview project file (`.asreview`).

    Raises:
        FileError: if it is damaged, holds no references, or unpacks to more than 64 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > 16 * LARGEST:
                raise FileError("it holds more than any project does.", "Leave this file out.", file=name)
            own = [
                part for part in parts if re.fullmatch(r"data/[^/]+\.(csv|ris|txt|tsv)", part.filename, re.IGNORECASE)
            ]
            if not own:
                raise FileError("there are no references under data/ in it.", "Export the project again.", file=name)
            with packed.open(own[0]) as inside:
                found = inside.read(LARGEST + 1)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError) as error:
        raise FileError("this is not an ASReview project, or it is damaged.", "Export it again.", file=name) from error
    if len(found) > LARGEST:
        raise FileError(f"its references are larger than {LARGEST >> 20} MB.", "Leave this file out.", file=name)
    inner = f"{name}:{own[0].filename}"
    ris = own[0].filename.lower().endswith((".ris", ".txt"))
    return read_ris(found, inner) if ris else read_reference_table(found, inner)


def _ris_records(text: str, name: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    began, tags, last = 0, dict[str, list[str]](), ""
    for number, line in enumerate(text.splitlines(), start=1):
        found = _TAG.fullmatch(line.rstrip())
        tag, value = (found[1], tidy(found[2] or "")) if found else ("", tidy(line))
        if tag == "TY":
            if began:
                raise FileError(
                    f"the reference that begins in line {began} has no end.",
                    "End it with `ER  - `.",
                    file=name,
                    line=number,
                )
            began, tags, last = number, {}, tag
        elif tag == "ER":
            if began:
                yield began, tags
            began = 0
        elif tag and began:
            tags.setdefault(tag, []).append(value)
            last = tag
        elif value and began and last in tags:
            tags[last][-1] = f"{tags[last][-1]} {value}"
        elif value and not began:
            raise FileError(
                f"{quote(value)} stands outside a reference.",
                "Every reference begins with `TY  - `.",
                file=name,
                line=number,
            )
    if began:
        raise FileError(
            f"the reference that begins in line {began} has no end.", "Is the file cut off?", file=name, line=began
        )


def _ris_date(text: str) -> str:
    """RIS prints year/month/day/other; what is not known is left empty."""
    parts = [part for part in text.split("/")[:3] if part]
    if re.fullmatch(r"\d{4}(/\d{0,2}){0,2}(/.*)?", text):
        return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
    return text


def _csl_date(issued: Any) -> str:
    if not isinstance(issued, dict):
        return str(issued or "")
    parts = issued.get("date-parts") or [[]]
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    if first and len(parts) == 1 and all(re.fullmatch(r"\d{1,4}", str(part)) for part in first):
        return "-".join([f"{int(first[0]):04d}", *(f"{int(part):02d}" for part in first[1:3])])
    return str(issued.get("raw") or issued.get("literal") or "")


def _said(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return tidy(str(value)) if isinstance(value, str | int | float) else ""


def _tag_of(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", text) else ""


def _add(leads: list[Lead], problems: list[Problem], line: int, said: Mapping[str, str]) -> None:
    doi = _DOI.fullmatch(said["doi"].strip())
    address = said["url"] if is_address(said["url"]) else f"https://doi.org/{doi[1]}" if doi else ""
    if not address and not said["title"]:
        problems.append(
            Problem(line, "", "the reference has neither a title nor an address.", "Complete it, or delete it.")
        )
        return
    if said["url"] and not is_address(said["url"]):
        problems.append(
            Problem(line, "url", f"{quote(said['url'])} is not an address; the reference is kept without it.", "")
        )
    recognised = "|".join(fold(said[key]) for key in ("title", "outlet", "date"))
    leads.append(
        Lead(
            address=address,
            title=said["title"],
            outlet=said["outlet"],
            language=said["language"].replace("_", "-"),
            published=said["date"],
            evidence=said["evidence"] if said["date"] else "",
            line=line,
            record="" if address else sha256(recognised.encode()).hexdigest(),
        )
    )
