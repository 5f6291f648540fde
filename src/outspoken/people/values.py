"""Read one printed value of an attribute: the value, why it is missing, or how sure it is.

Pure and strict. A hedge ("Likely Turkish") gives the value as likely together with a
Doubt; what is not understood refuses the row with a sentence, and is never blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from outspoken.collect.records import Certainty, Doubt, DoubtKind, Fact, Finding, Missing
from outspoken.study.settings import Attribute, AttributeType, Hedges, Target
from outspoken.study.settings import Missing as MissingWords
from outspoken.text.countries import code_of
from outspoken.text.dates import NoSuchDay, Reading, parse_printed
from outspoken.text.letters import fold

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_QUESTIONED = re.compile(r"\s*\(?\?\)?$")


class ValueReader:
    """Reads printed values by the words a study uses for missing and for hedging."""

    def __init__(self, missing: MissingWords, hedges: Hedges, language: str) -> None:
        self._missing = {
            fold(word): kind
            for kind, words in (
                (Missing.UNKNOWN, missing.unknown),
                (Missing.NOT_STATED, missing.not_stated),
                (Missing.NOT_APPLICABLE, missing.not_applicable),
                (Missing.WITHHELD, missing.withheld),
            )
            for word in words
        }
        self._hedges = {fold(word): Certainty.POSSIBLE for word in hedges.possible}
        self._hedges.update({fold(word): Certainty.LIKELY for word in hedges.likely})
        self._language = language

    def find(self, name: str, attribute: Attribute, target: Target, printed: str) -> Finding:
        """Read a printed value of the attribute called `name`."""
        missing = self._missing.get(fold(printed))
        if missing is not None:
            return Finding((Fact(name, "", missing),))
        if attribute.type in {AttributeType.NAME, AttributeType.TEXT}:
            return Finding((Fact(name, printed),))
        plain, certainty = self._unhedged(printed)
        try:
            value = self._read(attribute, target, plain)
        except NoSuchDay:
            return Finding(doubt=Doubt("", DoubtKind.IMPOSSIBLE_DATE, "", printed, "", (), ()))
        except ValueError as error:
            message, _, hint = str(error).partition("\n")
            return Finding(problem=message, hint=hint)
        fact = Fact(name, value, certainty=certainty)
        if certainty is Certainty.CERTAIN:
            return Finding((fact,))
        shown = (Reading(value, f"if “{printed}” is taken at its word"), Reading(Missing.UNKNOWN.value, "if it is not"))
        note = f"{printed!r} says {certainty.value}; it is taken as {value} with that certainty."
        return Finding((fact,), Doubt("", DoubtKind.HEDGED_VALUE, name, printed, note, shown, ()))

    def _unhedged(self, printed: str) -> tuple[str, Certainty]:
        if _QUESTIONED.search(printed):
            return _QUESTIONED.sub("", printed), Certainty.POSSIBLE
        folded = fold(printed)
        for hedge, certainty in self._hedges.items():
            if folded.startswith(hedge + " "):
                return printed[len(hedge) :].strip(), certainty
        return printed, Certainty.CERTAIN

    def _read(self, attribute: Attribute, target: Target, printed: str) -> str:
        match attribute.type:
            case AttributeType.COUNTRY:
                return _country(printed)
            case AttributeType.CATEGORY:
                return _category(printed, attribute.values)
            case AttributeType.YES_NO:
                return _category(printed, {"yes": target.yes, "no": target.no})
            case AttributeType.NUMBER:
                return _number(printed, attribute)
            case AttributeType.DATE:
                return self._date(printed, target)
            case AttributeType.NAME | AttributeType.TEXT:
                return printed

    def _date(self, printed: str, target: Target) -> str:
        try:
            return str(parse_printed(printed, target.format or "EDTF", self._language))
        except NoSuchDay:
            raise
        except ValueError as error:
            raise ValueError(f"{error}.\nCorrect the cell, or the format in study.toml.") from error


def _country(printed: str) -> str:
    code = code_of(printed)
    if code is None:
        raise ValueError(
            f"{printed!r} is no country, demonym or ISO code that is known.\n"
            "Correct the cell; if it means that nobody knows, add the word under [missing] in study.toml."
        )
    return code


def _category(printed: str, values: Mapping[str, list[str]]) -> str:
    wanted = fold(printed)
    for value, forms in values.items():
        if wanted == fold(value) or any(wanted == fold(form) for form in forms):
            return value
    near = get_close_matches(printed, [*values, *(form for forms in values.values() for form in forms)], 1)
    raise ValueError(
        f"{printed!r} is none of its values: {', '.join(values)}.\n"
        + (f"Did you mean {near[0]!r}? " if near else "")
        + "Correct the cell, or add the value to the attribute in study.toml."
    )


def _number(printed: str, attribute: Attribute) -> str:
    if not _NUMBER.fullmatch(printed):
        raise ValueError(f"{printed!r} is not a number.\nWrite digits only, with a full stop before decimals.")
    number = float(printed)
    for limit, wrong in ((attribute.minimum, "less"), (attribute.maximum, "more")):
        if limit is not None and ((number < limit) if wrong == "less" else (number > limit)):
            raise ValueError(f"{printed} is {wrong} than {limit:g}, which study.toml allows.\nCorrect one of the two.")
    return str(int(number)) if number.is_integer() else str(number)
