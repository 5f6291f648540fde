"""Read claims.yaml: every number a report states, as printed, with the expression that yields it.

    let:                                   # names for conditions or numbers, used by others
      summer-2015: month in 2015-06..2015-08
    claims:
      - id: summer
        where: report, p. 7
        text: Seventeen cases became public in summer 2015.
        printed: 17 cases
        expression: count(summer-2015)
      - id: founded
        text: The group was eight months old.
        printed: eight months
        unchecked: The study holds no founding date of the group.
    tables:
      - id: table-1
        file: sources/table-1.csv          # as printed, its first column the labels of the rows
        rows: country
        columns: month
        column-format: M/YY

A claim that the study cannot check says in `unchecked` why; it is counted, not left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from outspoken.errors import ClaimsError
from outspoken.report.expressions import parse, parse_condition
from outspoken.report.figure_words import figure
from outspoken.study.documents import Document, read_yaml, shaped
from outspoken.text.dates import check_pattern, parse_edtf, parse_printed

FILE = "claims.yaml"
_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Claim(_Entry):
    """A sentence that states a number."""

    id: str = Field(pattern=_ID, max_length=80)
    """A name for it, used once."""
    where: str = ""
    """Where the report states it."""
    text: str = ""
    """The sentence, in whoever’s words."""
    printed: str
    """The figure as printed, in digits or in words."""
    expression: str = ""
    """What yields the number."""
    unchecked: str = ""
    """Why the study cannot check it."""
    tolerance: float | None = Field(None, ge=0)
    """How far off it may be, in points for shares and in units for counts, instead of what the figure word allows."""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if bool(self.expression) == bool(self.unchecked):
            raise ValueError("a claim has either an expression, or an 'unchecked' that says why there is none")
        return self


class PrintedTable(_Entry):
    """A table as printed."""

    id: str = Field(pattern=_ID, max_length=80)
    """A name for it, used once."""
    where: str = ""
    """Where the report prints it."""
    title: str = ""
    """What the check calls it."""
    file: str
    """The table as a sheet, with its margins."""
    rows: str
    """What its rows are: an axis, as in `outspoken table`."""
    columns: str
    """What its columns are."""
    column_format: str = Field("", alias="column-format")
    """How dates in its header are printed, e.g. `M/YY`."""
    row_format: str = Field("", alias="row-format")
    """How dates in its first column are printed."""
    labels: dict[str, str] = {}
    """Printed label to the key it means, where they are not the same."""
    total: str = "Total"
    """The label of its margins."""
    blank: int | None = 0
    """What an empty cell means; null: nothing, it is not checked."""

    @field_validator("column_format", "row_format")
    @classmethod
    def _pattern(cls, pattern: str) -> str:
        if pattern:
            check_pattern(pattern)
        return pattern


class Claims(_Entry):
    """The whole of claims.yaml."""

    let: dict[str, str] = {}
    """Names for conditions or numbers that several claims use."""
    claims: list[Claim] = []
    tables: list[PrintedTable] = []
    acknowledged: dict[str, str] = {}
    """Failing lines (by id, or by the id of their table) that may stand in a final report, each with the reason."""

    @field_validator("let")
    @classmethod
    def _names(cls, let: dict[str, str]) -> dict[str, str]:
        for name in let:
            if not re.fullmatch(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", name):
                raise ValueError(f"{name!r} must be made of lower-case letters, digits and single hyphens")
        return let


def read_claims(folder: Path) -> Claims:
    """Read a study's claims; every expression and figure is parsed at once.

    Raises:
        ClaimsError: naming file, line and field.
    """
    path = folder / FILE
    if not path.exists():
        return Claims()
    document = read_yaml(path, ClaimsError)
    claims = shaped(document, Claims, ClaimsError)
    _refuse_twice(document, claims)
    for name, text in claims.let.items():
        _refuse_bad(document, ("let", name), text, claims.let)
    for number, claim in enumerate(claims.claims):
        if claim.expression:
            place = ("claims", number)
            _refuse_bad(document, (*place, "expression"), claim.expression, claims.let)
            _refuse_no_figure(document, (*place, "printed"), claim)
    return claims


def printed_date(printed: str) -> str:
    """Return a printed month or day as a date, or "" if it is none.

    >>> printed_date("January 2014"), printed_date("2015-08"), printed_date("17")
    ('2014-01', '2015-08', '')
    """
    for pattern in ("MMMM YYYY", "D MMMM YYYY"):
        try:
            return str(parse_printed(printed, pattern))
        except ValueError:
            continue
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", printed):
        try:
            return str(parse_edtf(printed))
        except ValueError:
            return ""
    return ""


def _refuse_bad(document: Document, place: tuple[str | int, ...], text: str, let: dict[str, str]) -> None:
    try:
        parse(text, let)
    except ClaimsError as problem:
        if place[0] == "let":
            try:
                parse_condition(text, let)
            except ClaimsError as deeper:
                problem = deeper if "circle" in deeper.message else problem
            else:
                return
        raise _located(document, place, problem) from problem


def _refuse_twice(document: Document, claims: Claims) -> None:
    seen: set[str] = set()
    places = [("claims", number, claim.id) for number, claim in enumerate(claims.claims)]
    places += [("tables", number, table.id) for number, table in enumerate(claims.tables)]
    for part, number, name in places:
        if name in seen:
            problem = ClaimsError(f"the id {name!r} is given twice.", "Give each claim and table its own id.")
            raise _located(document, (part, number, "id"), problem)
        seen.add(name)


def _refuse_no_figure(document: Document, place: tuple[str | int, ...], claim: Claim) -> None:
    if printed_date(claim.printed):
        return
    try:
        figure(claim.printed, claim.tolerance)
    except ClaimsError as problem:
        raise _located(document, place, problem) from problem


def _located(document: Document, place: tuple[str | int, ...], problem: ClaimsError) -> ClaimsError:
    field = ".".join(map(str, place))
    return ClaimsError(problem.message, problem.hint, file=document.path, line=document.line_of(place), field=field)
