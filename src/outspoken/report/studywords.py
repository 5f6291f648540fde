"""Hand a study's own words and facts to a template in a form that cannot become markup."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from types import SimpleNamespace
from typing import Any

from outspoken.coding.codebook import Codebook
from outspoken.report.documents.blocks import Quantity
from outspoken.report.numerals import counted
from outspoken.report.placeholders import Placeholders, Value
from outspoken.study.settings import Settings


@dataclass(frozen=True, slots=True)
class StudyWords:
    """What a template may say of the study."""

    title: str
    question: str
    contact: str
    date: str
    sample: str
    has_countries: bool
    claims: int
    codebook_version: int


def shielded(value: object, held: Placeholders) -> Any:
    """Make a value safe to print: words become placeholders, numbers quantities, records go field by field."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return held.words(value)
    if isinstance(value, int):
        return Value(held.spans((Quantity(counted(value)),)), value)
    if isinstance(value, list | tuple):
        return [shielded(one, held) for one in value]
    if is_dataclass(value):
        return SimpleNamespace(**{one.name: shielded(getattr(value, one.name), held) for one in fields(value)})
    return value


def study_lists(settings: Settings, codebook: Codebook, held: Placeholders) -> dict[str, Any]:
    """Return a study's attributes and groups of codes, for templates that go through them."""
    attributes = [
        SimpleNamespace(
            name=held.words(name),
            label=held.words(one.label or name),
            type=one.type.value,
            description=held.words(one.description),
        )
        for name, one in settings.attributes.items()
    ]
    groups = [
        SimpleNamespace(
            id=held.words(group.id),
            name=held.words(group.name),
            question=held.words(group.question),
            description=held.words(group.description),
            size=shielded(len(group.codes), held),
        )
        for group in codebook.groups
    ]
    return {"attributes": attributes, "groups": groups}
