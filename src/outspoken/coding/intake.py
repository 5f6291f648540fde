"""Take codings out of imported rows: a column for one code, or one that lists codes.

`to = "code J1"` reads yes / no / cannot tell; `to = "codes leaving"` reads a list of
codes of that group, where what is not listed is no, unless the cell is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from outspoken.coding import store
from outspoken.coding.codebook import Group, read_codebook
from outspoken.coding.records import Answer
from outspoken.coding.store import Manner
from outspoken.coding.versions import recognised
from outspoken.collect.records import Fact, Finding, Marked, Taken
from outspoken.people.store import by_row
from outspoken.study.settings import Target
from outspoken.study.study import Act, Study
from outspoken.text.letters import fold, quote


class CodingIntake:
    """Understands `code ID` and `codes GROUP`."""

    position = 20

    def __init__(self, study: Study) -> None:
        self._study = study
        self._book = read_codebook(study.folder)
        words = study.settings.missing.model_dump().values()
        self._missing = {fold(word) for kind in words for word in kind}

    def understands(self, target: Target) -> str:
        """Return "" for a code or a group of the codebook, "?" for what is neither."""
        kind, _, name = target.to.partition(" ")
        if kind == "code":
            known = [code.id for code in self._book.codes()]
            found = self._book.code(name) is not None
        elif kind == "codes":
            known = [group.id for group in self._book.groups]
            found = self._book.group(name) is not None
            if found and not target.separator:
                return f'a list of codes needs its separator, e.g. {{ to = "{target.to}", separator = ";" }}.'
        else:
            return "?"
        if found:
            return ""
        near = get_close_matches(name, known, 1)
        return f"codebook.yaml has no {'code' if kind == 'code' else 'group'} {name!r}" + (
            f"; did you mean {near[0]!r}?" if near else f"; it has {', '.join(known) or 'none'}."
        )

    def one_spelling(self, target: Target) -> bool:
        """Codes have one spelling by definition."""
        return False

    def find(self, target: Target, printed: str) -> Finding:
        """Read one cell."""
        kind, _, name = target.to.partition(" ")
        if kind == "codes":
            group = self._book.group(name)
            return (
                Finding() if group is None or fold(printed) in self._missing else self._listed(group, target, printed)
            )
        code = self._book.code(name)
        if code is None:
            return Finding()
        for answer, words in (
            (Answer.YES, target.yes),
            (Answer.NO, target.no),
            (Answer.CANNOT_TELL, target.cannot_tell),
        ):
            if fold(printed) in map(fold, words):
                return Finding((Fact(code.id, answer.value),))
        if fold(printed) in self._missing:
            return Finding()
        return Finding(
            problem=f"{quote(printed)} is neither yes nor no.", hint='Declare how it is printed, e.g. yes = ["ja"].'
        )

    def reads_by(self, target: Target) -> str:
        """A code goes by its ids and names in the codebook, and by the words for what is missing."""
        known = [(code.id, code.name) for code in self._book.codes() if code.id in self._codes(target)]
        return f"{known} {sorted(self._missing)}"

    def store(self, act: Act, rows: Sequence[Taken]) -> None:
        """Store the codings of the rows' testimonies."""
        testimony = by_row(act.connection, [row.row_id for row in rows])
        given, replaced = [], []
        for row in rows:
            for found in row.found:
                if not row.is_new:
                    replaced += [(testimony[row.row_id], code) for code in self._codes(found.target)]
                given += [(testimony[row.row_id], f.field, Answer(f.value)) for f in found.finding.facts]
        store.end_codings(act.connection, act.seq, replaced)
        if given:
            version, _ = recognised(self._study, act)
            store.add_codings(act.connection, act.seq, Manner(act.actor.name, version.number), given)

    def finish(self, act: Act, marked: Sequence[Marked]) -> None:
        """Footnotes say nothing about codings."""

    def _listed(self, group: Group, target: Target, printed: str) -> Finding:
        chosen = set()
        for word in filter(None, (part.strip() for part in printed.split(target.separator))):
            code = self._book.code(word)
            if code is None or code not in group.codes:
                known = [one.id for one in group.codes]
                near = get_close_matches(word[:40], known, 1)
                return Finding(
                    problem=f"{quote(word)} is no code of {group.id}; it has {', '.join(known)}.",
                    hint=f"Did you mean {near[0]!r}?"
                    if near
                    else "Correct the cell, or add the code to codebook.yaml.",
                )
            chosen.add(code.id)
        return Finding(
            tuple(Fact(one.id, (Answer.YES if one.id in chosen else Answer.NO).value) for one in group.codes)
        )

    def _codes(self, target: Target) -> list[str]:
        kind, _, name = target.to.partition(" ")
        if kind == "codes":
            group = self._book.group(name)
            return [code.id for code in group.codes] if group else []
        code = self._book.code(name)
        return [code.id] if code else []
