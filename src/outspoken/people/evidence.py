"""Evidence from the stories themselves that two testimonies are of one person: rare facts that both tell.

For people without a name, and beside names that many bear. What counts is what few stories here
hold: a place, a number, a name, the same words, the same day in the same outlet. It puts a pair into the
queue and never joins anybody.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

from outspoken.text.letters import found_as, tidy
from outspoken.text.names import parse_name
from outspoken.text.words import forms_of

RUN = 4
"""How many words in a row must be shared to be a shared passage."""
FEW_STORIES = 3
"""What so many stories tell, and no more, is rare enough to be a reason to look."""
MOST = 8
"""Shared facts that count, the rarest first: two long stories share many common ones."""
_FACT = 0.35
"""What a nat of rarity of a shared fact adds to the log-odds."""
_TOPIC = 6.0
"""What stories of the same words would add to the log-odds."""
_SAME_DAY = 1.5
_NAMED, _MOST_NAMED = 0.2, 2.0
"""How far stories count beside two names, and what they may add there: alike stories may speak of two people."""
_PROPER = re.compile(r"\b(?:[A-ZÀ-Þ]|al-|el-)[\w'’-]{2,}|\d[\d.,]*\d|\d+")
_ARABIC = re.compile(r"[\u0600-\u06FF]{3,}")


@dataclass(frozen=True, slots=True)
class Telling:
    """What evidence may be found in: a story's words, who published it, and when (`""` where not known)."""

    words: str
    outlet: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class SharedFact:
    """Something that two stories tell: what, in how many stories of the study it stands, and its weight in nats."""

    what: str
    stories: int
    weight: float
    also: str = ""
    """How the other story prints it."""

    @property
    def text(self) -> str:
        """The fact as a sentence.

        >>> SharedFact("Bayah", 2, 3.9).text
        'Both stories tell of "Bayah", which no other here does.'
        """
        others = self.stories - 2
        rest = "no other here does" if others <= 0 else f"{others} other{'s' if others > 1 else ''} here do"
        return f'Both stories tell of "{self.what}", which {rest}.'


class Tellings:
    """All stories of a study, laid out so that what is rare among them can be told."""

    def __init__(self, told: Sequence[Telling]) -> None:
        """Read every story once."""
        self._told = list(told)
        self._facts = [_facts(one.words) for one in told]
        self._words = [Counter(forms_of(one.words)) for one in told]
        self._runs = [_runs(one.words) for one in told]
        self._of_facts = Counter(fact for facts in self._facts for fact in facts)
        self._of_words = Counter(word for words in self._words for word in words)

    def shared(self, one: int, other: int) -> list[SharedFact]:
        """Return the facts that two stories share, the rarest first.

        A fact that all stories hold weighs nothing; one that only these two hold weighs most.
        """
        both = self._facts[one].keys() & self._facts[other].keys()
        found = [
            SharedFact(
                self._facts[one][fact],
                self._of_facts[fact],
                self._rarity(self._of_facts[fact]),
                self._facts[other][fact],
            )
            for fact in both
        ]
        return sorted(found, key=lambda fact: (-fact.weight, fact.what))

    def words(self, one: int) -> str:
        """Return the words of a story."""
        return self._told[one].words

    def runs(self, one: int, other: int) -> list[str]:
        """Return the words in a row that two stories share, in the order of the first."""
        both = self._runs[one] & self._runs[other]
        return sorted(" ".join(run) for run in both)

    def alike(self, one: int, other: int) -> float:
        """Return how far two stories use the same rare words, 0 to 1 (cosine of tf-idf)."""
        first, second = self._words[one], self._words[other]
        small, large = sorted((first, second), key=len)
        dot = sum(count * large[word] * self._idf(word) ** 2 for word, count in small.items() if word in large)
        return dot / (self._length(first) * self._length(second)) if dot else 0.0

    def meeting(self, of: Collection[int]) -> set[tuple[int, int]]:
        """Return the pairs of stories, one of them among `of`, that share a fact or words that hardly any other has.

        What they share is told by few stories and no more, so the pairs stay few, however many stories there are.
        """
        wanted, found = set(of), set[tuple[int, int]]()
        holders: dict[Hashable, list[int]] = defaultdict(list)
        for row, (facts, runs) in enumerate(zip(self._facts, self._runs, strict=True)):
            for fact in facts:
                if self._of_facts[fact] <= FEW_STORIES:
                    holders[fact].append(row)
            for run in runs:
                holders[run].append(row)
        for rows in holders.values():
            if 1 < len(rows) <= FEW_STORIES and wanted.intersection(rows):
                found.update(pair for pair in combinations(rows, 2) if wanted.intersection(pair))
        return found

    def log_odds(self, one: int, other: int) -> float:
        """Return what two stories' evidence adds to the log-odds that they speak of one person; never below zero."""
        facts = sum(fact.weight for fact in self.shared(one, other)[:MOST])
        odds = _FACT * facts + _TOPIC * self.alike(one, other)
        first, second = self._told[one], self._told[other]
        if first.outlet and first.outlet == second.outlet and first.published and first.published == second.published:
            odds += _SAME_DAY
        return odds + min(3.0, 0.5 * len(self._runs[one] & self._runs[other]))

    def _rarity(self, stories: int) -> float:
        return max(0.0, math.log(len(self._told) / stories))

    def _idf(self, word: str) -> float:
        return math.log((1 + len(self._told)) / (1 + self._of_words[word]))

    def _length(self, words: Counter[str]) -> float:
        return math.sqrt(sum((count * self._idf(word)) ** 2 for word, count in words.items())) or 1.0


def weighed(chance: float, log_odds: float, *, both_named: bool) -> float:
    """Return the chance that two testimonies are of one person, given names and facts, after the stories' evidence.

    Beside two names it counts little: one text often speaks of several people. Where one has no name it counts whole.

    >>> round(weighed(0.02, 5.0, both_named=False), 2), round(weighed(0.02, 5.0, both_named=True), 2)
    (0.75, 0.05)
    """
    certain = min(max(chance, 1e-6), 1 - 1e-6)
    added = min(_MOST_NAMED, _NAMED * log_odds) if both_named else log_odds
    return 1 / (1 + (1 - certain) / certain * math.exp(-added))


def _facts(words: str) -> dict[str, str]:
    """Return the names, places and numbers of a text by how they sound, so that scripts meet."""
    found: dict[str, str] = {}
    for one in _PROPER.findall(tidy(words)):
        key = one if one[0].isdigit() else _sound(one)
        if key and not (key.isdigit() and len(key) < 2):
            found.setdefault(key, one)
    for one in _ARABIC.findall(words):
        key = _sound(one)
        if key and len(key) > 2:
            found.setdefault(key, one)
    return found


def _sound(word: str) -> str:
    parsed = parse_name(word).words
    return "".join(one.skeleton for one in parsed) if parsed else found_as(word)


def _runs(words: str) -> set[tuple[str, ...]]:
    forms = forms_of(words)
    return {tuple(forms[at : at + RUN]) for at in range(len(forms) - RUN + 1)}
