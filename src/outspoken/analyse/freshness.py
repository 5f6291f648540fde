"""Work out which cases an act may have changed, so that only these are read anew; where in doubt, all are.

Pure. It holds only for whoever everything is shown to: what is hidden can change with any act.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from outspoken.analyse.caselist import CaseRecord
from outspoken.people.records import Verdict
from outspoken.study import ids
from outspoken.study.journal import Entry

MOST_ACTS = 64
"""After more acts than these all cases are read anew."""
MOST_CASES = 40
"""So many cases are read one by one; more are quicker read together."""

NO_CASE = frozenset(
    {
        *("coding.memo", "coding.finish", "coding.assign", "coding.close", "coding.ask"),
        *("coding.suggest", "coding.dismiss", "report.build"),
    }
)
"""Acts that change nothing of what is known of a case."""
_PAIRS = frozenset({"people.judge", "people.undo"})


class Listing(tuple[CaseRecord, ...]):
    """Every case in the order of their numbers, and where in them something stands."""

    numbers: dict[int, CaseRecord]
    home: dict[int, int]
    """The case that each testimony is in."""
    doubted: dict[str, set[int]]
    """The cases that each doubt is about, or leaves a value of open."""
    counted: dict[str, Counter[tuple[str, str]]]

    @classmethod
    def of(cls, cases: Iterable[CaseRecord]) -> Listing:
        """Index cases."""
        made = cls(cases)
        made.numbers = {case.number: case for case in made}
        made.home, made.doubted, made.counted = {}, defaultdict(set), {}
        for case in made:
            made._enter(case)
        return made

    def with_others(self, fresh: Mapping[int, CaseRecord | None]) -> Listing:
        """Return the same cases with some that were read anew; None stands for one that is no more."""
        numbers = {**self.numbers, **fresh}
        made = Listing(case for _, case in sorted(numbers.items()) if case is not None)
        made.numbers = {number: case for number, case in numbers.items() if case is not None}
        made.home = dict(self.home)
        made.doubted = defaultdict(set, {doubt: set(cases) for doubt, cases in self.doubted.items()})
        made.counted = {name: Counter(values) for name, values in self.counted.items()}
        for number in fresh:
            if number in self.numbers:
                made._leave(self.numbers[number])
        for one in fresh.values():
            if one is not None:
                made._enter(one)
        return made

    def tally(self, name: str) -> Counter[tuple[str, str]]:
        """Count the cases that may have each value of a column, by what it is stored as and how one reads it.

        A value that no case has any more may be there with a count of none.
        """
        if name not in self.counted:
            self.counted[name] = Counter(value for case in self for value in _values(case, name))
        return self.counted[name]

    def of_testimonies(self, testimonies: Iterable[Any]) -> set[int]:
        """Return all testimonies of the cases that some testimonies are in."""
        cases = {self.home[one] for one in testimonies if one in self.home}
        return {one for number in cases for one in _told(self.numbers[number])}

    def _enter(self, case: CaseRecord) -> None:
        self.home.update(dict.fromkeys(_told(case), case.number))
        for doubt in _doubts(case):
            self.doubted[doubt].add(case.number)
        for name, values in self.counted.items():
            values.update(_values(case, name))

    def _leave(self, case: CaseRecord) -> None:
        for one in _told(case):
            del self.home[one]
        for doubt in _doubts(case):
            self.doubted[doubt].discard(case.number)
        for name, values in self.counted.items():
            values.subtract(_values(case, name))


def touched(entries: Iterable[Entry], before: Listing) -> set[int] | None:
    """Return the testimonies whose cases some acts may have changed; None: it cannot be said."""
    found: set[int] = set()
    for entry in entries:
        more = _touched_by(entry, before)
        if more is None:
            return None
        found |= more
    return found


def _touched_by(entry: Entry, before: Listing) -> set[int] | None:
    said = entry.details
    if entry.act in NO_CASE:
        return set()
    if entry.act in _PAIRS and "testimonies" not in said:
        pair = {said.get("left"), said.get("right")}
        # What is in no case may still hold others together.
        return _beside(before, pair) if pair <= before.home.keys() else None
    if entry.act == "coding.code":
        return before.of_testimonies({said.get("testimony")})
    if entry.act == "collect.settle":
        cases = before.doubted.get(str(said.get("doubt")), set())
        return {one for number in cases for one in _told(before.numbers[number])}
    return None


def _beside(before: Listing, pair: set[Any]) -> set[int]:
    """Return what is in the cases of a pair, and whom somebody is unsure of beside them: each names the other."""
    own = before.of_testimonies(pair)
    unsure = {
        other
        for number in {before.home[one] for one in own}
        for judgement in before.numbers[number].judgements
        if judgement.verdict is Verdict.UNSURE
        for other in judgement.pair
    }
    return own | unsure


def _values(case: CaseRecord, name: str) -> list[tuple[str, str]]:
    return [(one.key or one.missing, one.text) for one in case.values.get(name, ())]


def _told(case: CaseRecord) -> list[int]:
    return [ids.heard("testimony", one.id) for one in case.testimonies]


def _doubts(case: CaseRecord) -> Iterator[str]:
    yield from (doubt.id for doubt in case.doubts)
    for testimony in case.testimonies:
        for said in testimony.said.values():
            yield from (one.doubt for one in said if one.doubt)
