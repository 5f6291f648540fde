"""Put suggested values into a study's own words: `nurse` becomes `medical` where the study says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from outspoken.people.extraction.records import Said, Sketch
from outspoken.text.letters import fold

Words: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]
"""For each attribute with a closed list: its values, and how each may be printed."""


def fitted(sketch: Sketch, words: Words) -> Sketch:
    """Return a sketch whose values are the study's, where the study knows their words; others stay as they are.

    >>> told = Sketch((Said("role", "nurse", 0, 5, "nurse", "a rule"),))
    >>> fitted(told, {"role": {"medical": ["nurse", "doctor"]}}).value("role")
    'medical'
    """
    return replace(sketch, said=tuple(_fitted(one, words.get(one.attribute, {})) for one in sketch.said))


def _fitted(one: Said, values: Mapping[str, Sequence[str]]) -> Said:
    wanted = {fold(one.value), fold(one.quote)}
    known = next(
        (value for value, printed in values.items() if wanted & {fold(form) for form in (value, *printed)}), None
    )
    return one if known is None else replace(one, value=known)
