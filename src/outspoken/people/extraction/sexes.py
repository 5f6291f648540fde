"""Whether a story speaks of a man or a woman: words, pronouns, kunya, given name; silent where they disagree."""

from __future__ import annotations

from collections.abc import Sequence

from outspoken.people.extraction.lexicon import given_names, words
from outspoken.people.extraction.records import Said, Source, said
from outspoken.text.letters import fold

_SURE = 0.7
"""The share that one sex must have of the words that tell."""
_FATHERS = ("abu ", "abou ", "أبو ", "أبي ", "أبا ", "ابو ", "abu-")
_MOTHERS = ("umm ", "um ", "oum ", "أم ", "ام ")


def sex_of(source: Source, name: str, spans: Sequence[tuple[int, int]]) -> Said | None:
    """Return the sex of a person by name, and by the words in the stretches of text that speak of them."""
    by_words = _by_words(source, spans)
    by_name = sex_of_name(name)
    if by_name and (by_words is None or by_words.value == by_name):
        if by_words is not None:
            return by_words
        place = source.text.find(name)
        return said(source, "sex", by_name, (place, place + len(name)), "sex by name") if place >= 0 else None
    if by_name and by_words is not None:
        return None
    return by_words


def sex_of_name(name: str) -> str | None:
    """Return the sex that a name tells: the father of, the mother of, or a common given name.

    >>> sex_of_name("Abu Yasir"), sex_of_name("Umm Noor"), sex_of_name("Kim")
    ('male', 'female', None)
    """
    folded = fold(name) + " "
    if folded.startswith(_FATHERS) or name.startswith(_FATHERS):
        return "male"
    if folded.startswith(_MOTHERS) or name.startswith(_MOTHERS):
        return "female"
    return given_names().get(name.split(maxsplit=1)[0]) or None if name else None


def _by_words(source: Source, spans: Sequence[tuple[int, int]]) -> Said | None:
    """Weigh the words for one sex against those for the other; pronouns count, nouns count double."""
    weights = {"male": 0.0, "female": 0.0}
    first: dict[str, tuple[int, int]] = {}
    for sex in weights:
        looked = words(source.language, sex)
        for start, end in spans:
            for one in looked.finditer(source.text, start, end):
                weights[sex] += 1 if len(one[0]) <= 3 else 2
                first.setdefault(sex, one.span())
    total = sum(weights.values())
    sex = max(weights, key=lambda one: weights[one])
    if not total or weights[sex] < _SURE * total:
        return None
    return said(source, "sex", sex, first[sex], "sex by words")
