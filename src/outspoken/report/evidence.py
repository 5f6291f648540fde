"""Keep, for every number of a report, the cases that stand behind it."""

from __future__ import annotations

from collections.abc import Sequence

from outspoken.analyse.crossings import members
from outspoken.analyse.records import Axis, CaseTable, Kind, Truth
from outspoken.report.documents.blocks import Evidence
from outspoken.report.evaluation import Evaluator
from outspoken.report.expressions import Arithmetic, Call, Everything, Number

TEXT_PAGE = "text"


class Ledger:
    """Everything that a report has shown evidence for, page by page."""

    def __init__(self) -> None:
        self._entries: dict[str, Evidence] = {}
        self._pages: dict[str, str] = {TEXT_PAGE: "Numbers in the text"}

    @property
    def entries(self) -> tuple[Evidence, ...]:
        """All evidence, in the order in which it was asked for."""
        return tuple(self._entries.values())

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """The pages on which there is any, with their titles."""
        used = {entry.page for entry in self._entries.values()}
        return tuple((name, title) for name, title in self._pages.items() if name in used)

    def page(self, name: str, title: str) -> str:
        """Open a page for the evidence of a table or figure."""
        self._pages[name] = title
        return name

    def keep(
        self,
        page: str,
        title: str,
        figure: str,
        cases: tuple[Sequence[int], Sequence[int]],
        whole: Sequence[int] | None,
    ) -> str:
        """Keep the sure and the possible cases behind a number, and return the id of the evidence."""
        sure, maybe = tuple(cases[0]), tuple(cases[1])
        if not sure and not maybe:
            return ""
        for known in self._entries.values():
            if (known.page, known.title) == (page, title):
                return known.id
        count = sum(entry.page == page for entry in self._entries.values()) + 1
        entry = Evidence(
            f"{page}-{count}", page, title, figure, sure, maybe, tuple(whole) if whole is not None else None
        )
        self._entries[entry.id] = entry
        return entry.id

    def keep_cell(self, page: str, title: str, figure: str, place: tuple[CaseTable, Axis, Axis, str, str]) -> str:
        """Keep the cases of one cell of a crossing; an empty key means the whole row or column."""
        return self.keep(page, title, figure, members(*place), None)


def held(table: CaseTable, truth: Truth) -> tuple[list[int], list[int]]:
    """Return the cases of which something surely holds, and those of which it only may."""
    alone = table.world < 0
    sure = set(table.ids[truth.must & alone].tolist())
    maybe = set(table.ids[truth.may & alone].tolist())
    for knot in table.knots:
        inside = [table.world == world for world in knot.worlds]
        sure |= set.intersection(*(set(table.ids[truth.must & rows].tolist()) for rows in inside))
        maybe |= set.union(*(set(table.ids[truth.may & rows].tolist()) for rows in inside))
    return sorted(sure), sorted(maybe - sure)


def behind(
    number: Number, table: CaseTable, evaluator: Evaluator
) -> tuple[tuple[list[int], list[int]], list[int] | None] | None:
    """Return the cases behind an expression, and those it is a share of; None if it counts no cases."""
    match number:
        case Arithmetic(left=left, right=right):
            return behind(left, table, evaluator) or behind(right, table, evaluator)
        case Call(function="codes"):
            return None
        case Call():
            return held(table, _truth(number, table, evaluator)), _whole(number, table, evaluator)
        case _:
            return None


def _whole(call: Call, table: CaseTable, evaluator: Evaluator) -> list[int] | None:
    if call.function != "share":
        return None
    return held(table, evaluator.truth(call.of, table))[0]


def _truth(call: Call, table: CaseTable, evaluator: Evaluator) -> Truth:
    where = evaluator.truth(call.where, table)
    if call.function == "share" and not isinstance(call.of, Everything):
        whole = evaluator.truth(call.of, table)
        return Truth(where.must & whole.must, where.may & whole.may)
    if call.function == "different":
        codes = evaluator.axis(call.axis, table).codes
        return Truth(where.must & (codes >= 0), where.may & (codes >= 0))
    if call.function in {"first", "last"}:
        return _extreme(call, where, table, evaluator)
    return where


def _extreme(call: Call, where: Truth, table: CaseTable, evaluator: Evaluator) -> Truth:
    """Return the cases that reach the first or the last value."""
    column = table.columns[evaluator.asked(call.axis).column]
    found = evaluator.answer(call, table)
    if found.value is None or column.kind not in {Kind.DATE, Kind.NUMBER}:
        return Truth(where.must & False, where.may & False)
    value = found.value * (1_000 if column.kind is Kind.NUMBER else 1)
    reached = (column.low <= value) & (column.high >= value) & (column.codes >= 0)
    sure = reached & (column.low == column.high)
    return Truth(where.must & sure, where.may & reached)
