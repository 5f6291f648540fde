"""Offer to the text of a report what it may say: numbers, tables, figures, and the study's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from outspoken.analyse.caselist import CaseRecord
from outspoken.coding.codebook import Codebook, Group
from outspoken.errors import ClaimsError, NotFound
from outspoken.report.caselines import case_table
from outspoken.report.claims import Claims
from outspoken.report.documents.blocks import (
    Block,
    CaseNumber,
    Definition,
    Definitions,
    KeyNumbers,
    Quantity,
    Reference,
    Spans,
    Text,
)
from outspoken.report.evaluation import Evaluator
from outspoken.report.evidence import TEXT_PAGE, Ledger, behind
from outspoken.report.expressions import Arithmetic, Call, Number, parse
from outspoken.report.figures import Figures
from outspoken.report.numerals import NOTHING, counted, day_of, month_of, share_in_words
from outspoken.report.placeholders import Placeholders, Value
from outspoken.report.prose import slug
from outspoken.report.reasons import reason
from outspoken.report.reconciliation import reconciliation
from outspoken.report.studywords import shielded, study_lists
from outspoken.report.tables import Tables
from outspoken.report.verdicts import Checked
from outspoken.study.settings import AttributeType, Settings

_MOST_COLUMNS = 24
_UNITS = ("persons", "testimonies", "stories")
_DATES = {"month": month_of, "day": day_of}

_Shown = Callable[[float | None], str]


class Vocabulary:
    """Everything that a template may call, over one moment of the study."""

    def __init__(
        self,
        evaluators: Mapping[str, Evaluator],
        claims: Claims,
        cases: Sequence[CaseRecord],
        checked: Sequence[Checked],
        facts: Mapping[str, object],
    ) -> None:
        self.held = Placeholders()
        self.ledger = Ledger()
        self._evaluators = evaluators
        self._evaluator = evaluators["persons"]
        self._settings: Settings = self._evaluator.settings
        self._codebook: Codebook = self._evaluator.codebook
        self._claims, self._cases, self._checked = claims, cases, checked
        self._tables = Tables(self._evaluator, self.ledger)
        self._figures = Figures(self._evaluator, self.ledger)
        self._facts = facts
        self._quantities: dict[tuple[str, str], Quantity] = {}

    def functions(self) -> dict[str, Any]:
        """Return what a template may call, by name."""
        offered: Sequence[Callable[..., Any]] = (
            *(self.count, self.share, self.different, self.first, self.last, self.codes, self.number, self.claim),
            *(self.headline, self.table, self.distribution, self.coded, self.figure, self.definitions, self.appendix),
            *(self.reconcile, self.ref, self.case, self.coded_any, self.fingerprint),
        )
        sensible = {"main_table": slug(f"table-{self.main}-{self.period}"), "country": self.country}
        said = {name: shielded(value, self.held) for name, value in self._facts.items()}
        lists = study_lists(self._settings, self._codebook, self.held)
        return {function.__name__: function for function in offered} | {"range": range} | said | lists | sensible

    # ---- numbers ----

    def count(self, condition: str = "", unit: str = "persons", *, brief: bool = False) -> Value:
        """Count cases, or testimonies or stories, of which a condition holds."""
        return self._said(f"count({self._text(condition)})", counted, self._text(unit), brief=brief)

    def share(self, condition: str, of: str = "", *, brief: bool = False) -> Value:
        """Give a share in per cent, of all cases or of those of which `of` holds."""
        whole = f", {self._text(of)}" if of else ""
        return self._said(f"share({self._text(condition)}{whole})", share_in_words, brief=brief)

    def different(self, axis: str, condition: str = "", unit: str = "persons", *, brief: bool = False) -> Value:
        """Count how many different values occur among cases, or among testimonies or stories."""
        where = f", {self._text(condition)}" if condition else ""
        return self._said(f"different({self._text(axis)}{where})", counted, self._text(unit), brief=brief)

    def first(self, axis: str = "", precision: str = "month") -> Value:
        """Give the earliest date, as a month or a day."""
        return self._end("first", axis, precision)

    def last(self, axis: str = "", precision: str = "month") -> Value:
        """Give the latest date, as a month or a day."""
        return self._end("last", axis, precision)

    def codes(self, group: str) -> Value:
        """Count the codes of a group of the codebook."""
        return self._said(f"codes({self._text(group)})", counted)

    def number(self, expression: str, *, brief: bool = False) -> Value:
        """Work out any expression of the claims language."""
        text = self._text(expression)
        return self._said(text, share_in_words if text.lstrip().startswith("share") else counted, brief=brief)

    def claim(self, name: str, *, brief: bool = False) -> Value:
        """Work out the expression of a claim in claims.yaml."""
        wanted = self._text(name)
        for claim in self._claims.claims:
            if claim.id == wanted and claim.expression:
                return self.number(claim.expression, brief=brief)
        known = ", ".join(claim.id for claim in self._claims.claims if claim.expression) or "none"
        raise NotFound(f"claims.yaml has no claim {wanted!r} with an expression.", f"There are: {known}.")

    # ---- blocks ----

    def headline(self) -> Value:
        """Show the numbers to take away."""
        items = [(self._quantity("count()", counted), "person" if len(self._cases) == 1 else "people")]
        attributes = self._settings.attributes
        category = next((name for name, one in attributes.items() if one.type is AttributeType.CATEGORY), "")
        if category and len(attributes[category].values) <= 4:
            items += [
                (self._quantity(f'count({category} = "{value}")', counted), value)
                for value in attributes[category].values
            ]
        for name, one in attributes.items():
            if one.type is AttributeType.COUNTRY:
                items.append((self._quantity(f"different({name})", counted), "countries"))
        date = self._settings.analyse.date
        for word, said in (("first", "first account"), ("last", "latest account")):
            quantity = self._quantity(f"{word}({date})", month_of)
            label = said if date == "published" else f"{word} {(attributes[date].label or date).lower()}"
            items.append((quantity, label))
        shown = [(quantity, label) for quantity, label in items if quantity.text not in {NOTHING, "0"}]
        return self._block((KeyNumbers(tuple(shown)),))

    def table(self, row: str = "", column: str = "", caption: str = "", id: str = "") -> Value:  # noqa: A002 - the template's word
        """Cross two axes; without any, the main attribute by a sensible period."""
        across = self._text(column) or self.period
        down = self._text(row) or self.main
        name = self._text(id) or slug(f"table-{down}-{across}")
        return self._block((self._tables.crossing(down, across, name, self._text(caption)),))

    def distribution(self, axis: str, caption: str = "", id: str = "") -> Value:  # noqa: A002
        """Count the cases at each value of an axis."""
        name = self._text(id) or slug(f"table-{self._text(axis)}")
        return self._block((self._tables.distribution(self._text(axis), name, self._text(caption)),))

    def coded(self, group: str, caption: str = "", id: str = "") -> Value:  # noqa: A002
        """Count the answers to each code of a group."""
        found = self._group(group)
        name = self._text(id) or slug(f"table-{found.id}")
        return self._block((self._tables.codes(found, name, self._text(caption)),))

    def figure(self, kind: str, of: str = "", caption: str = "", id: str = "") -> Value:  # noqa: A002
        """Draw the `timeline`, the `map`, `bars` of an axis, or the `codes` of a group."""
        what, along, title = self._text(kind), self._text(of), self._text(caption)
        name = self._text(id) or slug(f"figure-{what}-{along}" if along else f"figure-{what}")
        match what:
            case "timeline":
                return self._block((self._figures.timeline(along or self.period, name, title),))
            case "map":
                return self._block((self._figures.places(along or self._its_country(), name, title),))
            case "bars" if along:
                return self._block((self._figures.bars(along, name, title),))
            case "codes" if along:
                return self._block((self._figures.codes(self._group(along), name, title),))
            case _:
                raise NotFound(
                    f"There is no figure {what!r}{' of nothing' if what in {'bars', 'codes'} else ''}.",
                    'There are: figure("timeline"), figure("map"), figure("bars", "sex"), figure("codes", "leaving").',
                )

    def definitions(self, group: str) -> Value:
        """List the codes of a group with their definitions."""
        items = []
        for code in self._group(group).codes:
            details: list[Spans] = [(Text(text),) for text in (code.question, code.definition) if text]
            for word, text in (("Include", code.include), ("Exclude", code.exclude)):
                if text:
                    details.append((Text(f"{word}: ", bold=True), Text(text)))
            items.append(Definition((Text(f"{code.id} · {code.name}"),), tuple(details)))
        return self._block((Definitions(tuple(items)),))

    def appendix(self, caption: str = "The cases", id: str = "case-list") -> Value:  # noqa: A002
        """Print the list of cases with its footnotes."""
        return self._block((case_table(self._cases, self._settings, self._text(id), self._text(caption)),))

    def reconcile(self) -> Value:
        """Print every stated number that fails or hangs on a doubt."""
        named = self._settings.report.appendix
        return self._block(reconciliation(self._checked, self._claims.acknowledged, "reconcile", named=named))

    def ref(self, id: str) -> Value:  # noqa: A002
        """Mention a table or figure by its number."""
        return Value(self.held.spans((Reference(self._text(id)),)), self._text(id))

    def case(self, number: int) -> Value:
        """Mention a case; its number leads to its row in the list."""
        if number not in {case.number for case in self._cases}:
            raise NotFound(f"There is no case {number} in this study.", "List them with `outspoken cases`.")
        return Value(self.held.spans((CaseNumber(number),)), number)

    def fingerprint(self, text: str) -> Value:
        """Print a hash or another string of the machine's."""
        return Value(self.held.spans((Text(self._text(text), code=True),)), self._text(text))

    def coded_any(self, group: str) -> bool:
        """Whether anything was coded with a code of a group."""
        codes = {code.id for code in self._group(group).codes}
        return any(codes & set(testimony.codings) for case in self._cases for testimony in case.testimonies)

    # ---- what is sensible for this study ----

    @property
    def main(self) -> str:
        """The attribute by which Table 1 sorts: a country, else a category, else the outlet."""
        for wanted in (AttributeType.COUNTRY, AttributeType.CATEGORY, AttributeType.YES_NO):
            for name, one in self._settings.attributes.items():
                if one.type is wanted:
                    return name
        return "outlet"

    @property
    def period(self) -> str:
        """The finest period under which the table stays readable."""
        table = self._evaluator.table(frozenset({self._settings.analyse.date}))
        for period in ("month", "quarter", "half-year", "year"):
            if len(self._evaluator.axis(period, table).keys) <= _MOST_COLUMNS:
                return period
        return "decade"

    @property
    def country(self) -> str:
        """The first attribute that is a country, or nothing."""
        countries = [name for name, one in self._settings.attributes.items() if one.type is AttributeType.COUNTRY]
        return countries[0] if countries else ""

    def _its_country(self) -> str:
        if not self.country:
            raise NotFound("This study records no country, so it has no map.", "Add an attribute of type country.")
        return self.country

    def _group(self, name: str) -> Group:
        wanted = self._text(name)
        found = self._codebook.group(wanted)
        if found is None:
            known = ", ".join(group.id for group in self._codebook.groups) or "none"
            raise NotFound(f"codebook.yaml has no group {wanted!r}.", f"It has: {known}.")
        return found

    # ---- placeholders ----

    def _said(self, expression: str, shown: _Shown, unit: str = "persons", *, brief: bool = False) -> Value:
        quantity = self._quantity(expression, shown, unit)
        estimate = self._evaluators[unit].estimate(expression)
        printed = Quantity(quantity.text, "", quantity.evidence) if brief else quantity
        return Value(self.held.spans((printed,)), estimate.value)

    def _quantity(self, expression: str, shown: _Shown, unit: str = "persons") -> Quantity:
        key = (expression, unit + shown.__name__)
        if key in self._quantities:
            return self._quantities[key]
        if unit not in self._evaluators:
            raise NotFound(f"{unit!r} cannot be counted.", f"There are: {', '.join(_UNITS)}.")
        evaluator = self._evaluators[unit]
        number = parse(expression, evaluator.names)
        table = evaluator.table(evaluator.columns(number))
        estimate = evaluator.answer(number, table)
        if shown is counted and _is_share(number):
            shown = share_in_words
        doubt = reason(number, estimate, table, evaluator, shown)
        found = behind(number, table, evaluator) if unit == "persons" else None
        text = shown(estimate.value)
        evidence = self.ledger.keep(TEXT_PAGE, expression, text, *found) if found else ""
        self._quantities[key] = Quantity(text, doubt, evidence)
        return self._quantities[key]

    def _end(self, word: str, axis: str, precision: str) -> Value:
        name = self._text(axis) or self._settings.analyse.date
        shown = _DATES.get(self._text(precision))
        if shown is None:
            raise ClaimsError(f"{precision!r} is no precision of a date.", f"There are: {', '.join(_DATES)}.")
        attribute = self._settings.attributes.get(name)
        if attribute is not None and attribute.type is AttributeType.NUMBER:
            shown = counted
        return self._said(f"{word}({name})", shown)

    def _block(self, blocks: tuple[Block, ...]) -> Value:
        return Value(self.held.blocks(blocks), "block")

    def _text(self, given: object) -> str:
        """Return what a template hands over, with the words behind its placeholders."""
        if isinstance(given, Value):
            return str(given.value or "")
        return self.held.resolved(str(given))


def _is_share(number: Number) -> bool:
    match number:
        case Call(function="share"):
            return True
        case Arithmetic(sign="+" | "-", left=left, right=right):
            return _is_share(left) and _is_share(right)
        case _:
            return False
