"""Hold every stated number against the data: claims of the text, printed tables, doubts of the sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outspoken.analyse.columns import day
from outspoken.collect.records import Doubt, DoubtKind, DoubtState
from outspoken.errors import ClaimsError, NotFound
from outspoken.estimates import Estimate
from outspoken.report.claims import FILE, Claim, Claims, printed_date
from outspoken.report.evaluation import Evaluator
from outspoken.report.expressions import Call, parse
from outspoken.report.figure_words import Figure, figure
from outspoken.report.printed import Printed
from outspoken.report.told import told_by
from outspoken.report.verdicts import Checked, Recomputed, Test, Verdict, verdict


def check_claims(claims: Claims, evaluator: Evaluator) -> Iterator[Checked]:
    """Recompute every claim of the text.

    Raises:
        ClaimsError: naming the claim whose expression means nothing in this study.
    """
    for claim in claims.claims:
        if claim.unchecked:
            nothing = Recomputed(None, None, None)
            yield Checked(
                claim.id,
                "claim",
                claim.where,
                claim.text,
                claim.printed,
                nothing,
                Verdict.CANNOT_TELL,
                note=claim.unchecked,
            )
            continue
        try:
            yield _checked(claim, evaluator)
        except NotFound as error:
            raise ClaimsError(error.message, error.hint, file=FILE, field=f"claim {claim.id}") from error


def check_against_table(claims: Claims, printed: Printed, evaluator: Evaluator) -> Iterator[Checked]:
    """Hold claims that state a count against a printed table that counts the same cases."""
    for claim in claims.claims:
        if not claim.expression or printed_date(claim.printed):
            continue
        number, stated = parse(claim.expression, claims.let), figure(claim.printed, claim.tolerance)
        if not (isinstance(number, Call) and number.function == "count" and stated.exact):
            continue
        told = told_by(printed, number, evaluator)
        if told is None:
            continue
        found = Verdict.HOLDS if stated.fits(told) else Verdict.FAILS
        where = f"{claim.where}; {printed.table.where or printed.table.id}".strip("; ")
        yield Checked(
            f"{claim.id}~{printed.table.id}",
            "claim and table",
            where,
            f"{claim.text} {printed.table.title or printed.table.id} says {told}.".strip(),
            claim.printed,
            Recomputed(told, told, told),
            found,
        )


def check_doubts(doubts: Sequence[Doubt]) -> Iterator[Checked]:
    """Turn what the sheets print oddly into lines of the check."""
    for doubt in doubts:
        kind = {DoubtKind.FOOTNOTE_NAME: "footnote", DoubtKind.IDENTITY: "identity"}.get(doubt.kind, "value")
        settled = doubt.state is DoubtState.SETTLED
        values = [doubt.choice] if settled else sorted(reading.value for reading in doubt.readings)
        low, high = (values[0], values[-1]) if values else (None, None)
        recomputed = Recomputed(doubt.choice if settled else None, low, high)
        open_ended = doubt.kind in {
            DoubtKind.HEDGED_VALUE,
            DoubtKind.IDENTITY,
            DoubtKind.NEAR_OUTLETS,
            DoubtKind.UNCLEAR_STORY,
            DoubtKind.SILENCED_COPY,
        }
        found = Verdict.HOLDS if settled else Verdict.DEPENDS if open_ended else Verdict.FAILS
        rows = f"row{'s' if len(doubt.rows) > 1 else ''} {', '.join(doubt.rows)}" if doubt.rows else ""
        yield Checked(
            doubt.id,
            kind,
            ", ".join(filter(None, (doubt.sheet, rows, doubt.field))),
            doubt.note,
            doubt.printed,
            recomputed,
            found,
            () if settled else _readings(doubt),
            f"Settled by {doubt.chosen_by}: {doubt.reason}" if settled else "",
        )


def _readings(doubt: Doubt) -> tuple[str, ...]:
    """Say what each reading of a doubt rests on; where nobody offered one, that somebody has to look."""
    told = tuple(f"{reading.value}: {reading.why}" if reading.why else reading.value for reading in doubt.readings)
    return told or ("it is open until somebody settles it",)


def _checked(claim: Claim, evaluator: Evaluator) -> Checked:
    number = parse(claim.expression, evaluator.names)
    table = evaluator.table(evaluator.columns(number))
    estimate = evaluator.answer(number, table)
    is_date = isinstance(number, Call) and number.function in {"first", "last"} and _is_date(number, evaluator)
    date = printed_date(claim.printed) if is_date else ""
    if is_date and not date:
        raise ClaimsError(
            f"{claim.printed!r} is no month or day.",
            "Print for example January 2014.",
            file=FILE,
            field=f"claim {claim.id}",
        )
    test: Test = date or figure(claim.printed, claim.tolerance)
    worlds = evaluator.in_worlds(number, table)
    found, depends = verdict(test, estimate, worlds)
    note = test.said() if isinstance(test, Figure) and not test.exact and test.said() not in claim.printed else ""
    return Checked(
        claim.id,
        "claim",
        claim.where,
        claim.text,
        claim.printed,
        _recomputed(estimate, is_date),
        found,
        depends,
        f"{claim.printed!r} is read as {note}." if note else "",
    )


def _is_date(call: Call, evaluator: Evaluator) -> bool:
    attribute = evaluator.settings.attributes.get(call.axis)
    return attribute is None or attribute.type.value == "date"


def _recomputed(estimate: Estimate, is_date: bool) -> Recomputed:
    def shown(value: float | None) -> float | str | None:
        if value is None:
            return None
        if is_date:
            return day(int(value)).isoformat()
        return int(value) if float(value).is_integer() else round(float(value), 6)

    return Recomputed(shown(estimate.value), shown(estimate.low), shown(estimate.high))
