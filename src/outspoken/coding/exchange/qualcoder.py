"""Read a project of QualCoder from its own database, `data.qda` (3.x)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from outspoken.coding.exchange.positions import Stretch, counted, stands
from outspoken.coding.exchange.records import CaseIn, CodeIn, MarkIn, MemoIn, Project, TextGiven
from outspoken.coding.exchange.store import rows_of_another

_QUERIES = {
    "groups": "select catid, name, memo, supercatid from code_cat order by catid",
    "codes": "select cid, name, memo, catid from code_name order by cid",
    "texts": "select id, name, fulltext, memo, owner from source order by id",
    "marks": "select cid, fid, seltext, pos0, pos1, owner, memo from code_text order by fid, pos0, pos1, cid",
    "cases": "select caseid, name, memo, owner from cases order by caseid",
    "told": "select distinct caseid, fid from case_text order by caseid, fid",
    "values": "select id, name, value from attribute where attr_type = 'case' order by id, name",
}


def read_qualcoder(path: Path) -> Project:
    """Read codes, texts, codings, cases, their attributes and memos.

    Raises:
        FileError: if it is no QualCoder database.
    """
    found = rows_of_another("QualCoder", path / "data.qda" if path.is_dir() else path, _QUERIES)
    memos: list[MemoIn] = []
    codes = [_code(row, "cat", row["catid"], row["supercatid"], codable=False) for row in found["groups"]]
    codes += [_code(row, "code", row["cid"], row["catid"], codable=True) for row in found["codes"]]
    texts, marks, losses = [], [], []
    for row in found["texts"]:
        if not row["fulltext"]:
            losses.append(f"{row['name']!r} has no text (a picture, sound or film); it was left out.")
            continue
        key = f"text {row['id']}"
        mine = [mark for mark in found["marks"] if mark["fid"] == row["id"]]
        stretches = [Stretch(mark["pos0"], mark["pos1"], mark["seltext"] or "") for mark in mine]
        way = counted(row["fulltext"], stretches)
        texts.append(TextGiven(key, row["name"], way.words))
        memos += _memo(row, key)
        odd = 0
        for mark, stretch in zip(mine, stretches, strict=True):
            start, end = way.place(stretch.start), way.place(stretch.end)
            place = f"{key}:{start}:{end}"
            odd += not stands(way, stretch)
            if start < end:
                marks.append(MarkIn(key, f"code {mark['cid']}", start, end, mark["owner"] or "unknown", place))
                memos += _memo(mark, place)
        if odd:
            losses.append(f"{odd} codings of {row['name']!r} carry other words than stand there; see to them.")
    kept = {text.key for text in texts}
    cases = []
    for row in found["cases"]:
        told = tuple(f"text {one['fid']}" for one in found["told"] if one["caseid"] == row["caseid"])
        values = tuple(
            (one["name"], one["value"]) for one in found["values"] if one["id"] == row["caseid"] and one["value"]
        )
        key = f"case {row['caseid']}"
        cases.append(CaseIn(key, row["name"], tuple(one for one in told if one in kept), (), values))
        memos += _memo(row, key)
    return Project(
        path.stem, "QualCoder", tuple(codes), tuple(texts), tuple(marks), tuple(cases), tuple(memos), tuple(losses)
    )


def _code(row: dict[str, Any], kind: str, number: int, parent: int | None, *, codable: bool) -> CodeIn:
    above = f"cat {parent}" if parent else ""
    return CodeIn(f"{kind} {number}", row["name"], (row["memo"] or "").strip(), above, codable)


def _memo(row: dict[str, Any], about: str) -> list[MemoIn]:
    words = (row.get("memo") or "").strip()
    return [MemoIn(words, row.get("owner") or "unknown", about)] if words else []
