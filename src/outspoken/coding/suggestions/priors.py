"""What the codebook alone says: how much each sentence sounds like each code before anybody has coded.

Key terms, the definition and, where there are vectors, its meaning; each code's score less
half of what all codes score (a sentence that sounds like everything is evidence of
nothing); and a learner taught by these scores, which finds the words that go with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from outspoken.coding.codebook import Code
from outspoken.coding.suggestions.corpus import Floats
from outspoken.coding.suggestions.learners import ridge_weights
from outspoken.coding.suggestions.vectors import Encoder
from outspoken.coding.suggestions.words import WordTable
from outspoken.text.letters import fold

_TERMS_WEIGHT = 1.5
_SHARED = 0.5
_BEST_KNOWN = 4.0
_STUDENT_PENALTY = 10.0
_WORD_STUDENT_PENALTY = 3.0
_MOST_HITS = 3
_CLITICS = re.compile("(?:^|[^\\w])(?:[وفبكل]|[وف]?[بكل]?ال|[وف]?لل)$")
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences as the prior reads them."""

    texts: Sequence[str]
    words: WordTable
    vectors: Floats | None


def prior_scores(codes: Sequence[Code], evidence: Evidence, encoder: Encoder | None) -> Floats:
    """Return a score for each sentence (rows) and code (columns), standardised over sentences."""
    scores = _TERMS_WEIGHT * standardised(np.sqrt(term_scores(codes, evidence.texts)))
    alike = standardised(evidence.words.likeness([f"{_meaning(code)} {_key_terms(code)}" for code in codes]))
    if evidence.vectors is not None and encoder is not None:
        spoken = [f"{code.name}. {_meaning(code)}" for code in codes]
        listed = [f"{code.name}: {_key_terms(code)}" for code in codes]
        meaning = (encoder.vectors(spoken) + encoder.vectors(listed)).astype(float)
        scores += 0.5 * alike + standardised(evidence.vectors @ meaning.T)
    else:
        scores += alike
    scores = standardised(scores)
    scores = standardised(scores - _SHARED * scores.mean(axis=1, keepdims=True))
    return standardised(scores + _taught(scores, evidence))


def _taught(scores: Floats, evidence: Evidence) -> Floats:
    """Learn the scores from words and vectors: what is like the clear cases is a case too."""
    wanted = np.clip(scores, 0.0, _BEST_KNOWN)
    rows = evidence.words.sentences
    by_words = standardised(rows @ ridge_weights(rows, wanted, _WORD_STUDENT_PENALTY))
    if evidence.vectors is None:
        return 0.5 * by_words
    by_meaning = standardised(evidence.vectors @ ridge_weights(evidence.vectors, wanted, _STUDENT_PENALTY))
    taught: Floats = 0.25 * by_words + 0.5 * by_meaning
    return taught


def term_scores(codes: Sequence[Code], texts: Sequence[str]) -> Floats:
    """Count key terms in each text (rows) for each code (columns), a rare term for more than a common one."""
    folded = [fold(text) for text in texts]
    whole = "\n".join(folded)
    ends = np.cumsum([len(text) + 1 for text in folded])
    found = np.zeros((len(texts), len(codes)))
    for column, code in enumerate(codes):
        for term in {fold(term) for term in code.key_terms} - {""}:
            places = np.searchsorted(ends, list(_places(whole, term)), side="right")
            hits = np.minimum(np.bincount(places.astype(int), minlength=len(texts)), _MOST_HITS)
            found[:, column] += hits * np.log((len(texts) + 1) / ((hits > 0).sum() + 1))
    return found


def terms_in(code: Code, text: str) -> tuple[str, ...]:
    """Return the key terms of a code that begin a word of a text.

    >>> code = Code(id="secure", name="Security", **{"key-terms": ["encrypt", "سجن"]})
    >>> terms_in(code, "Encryption in transit"), terms_in(code, "خرج من السجن"), terms_in(code, "decrypt")
    (('encrypt',), ('سجن',), ())
    """
    folded = fold(text)
    return tuple(term for term in code.key_terms if fold(term) and next(_places(folded, fold(term)), None) is not None)


def standardised(scores: Floats) -> Floats:
    """Return scores with mean 0 and spread 1 in each column; a column without spread becomes 0."""
    spread = scores.std(axis=0)
    scale = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 1e-9)
    plain: Floats = (scores - scores.mean(axis=0)) * scale
    return plain


def _places(text: str, term: str) -> Iterator[int]:
    at = text.find(term)
    while at >= 0:
        if _begins_word(text, at):
            yield at
        at = text.find(term, at + len(term))


def _begins_word(text: str, at: int) -> bool:
    if at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "_"):
        return True
    if _SPACELESS.match(text[at]):
        return True
    return "\u0621" <= text[at] <= "\u064a" and _CLITICS.search(text, max(0, at - 5), at) is not None


def _meaning(code: Code) -> str:
    return " ".join(filter(None, (code.definition or code.question or code.name, code.include, *code.examples)))


def _key_terms(code: Code) -> str:
    return ", ".join(code.key_terms) or code.name
