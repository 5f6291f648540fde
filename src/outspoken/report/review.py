"""Check a whole study: every claim, every printed table, every oddity of its sheets."""

from __future__ import annotations

from collections import Counter, OrderedDict
from hashlib import sha256
from threading import Lock
from weakref import WeakKeyDictionary

from outspoken.analyse.doubts import all_doubts
from outspoken.coding.codebook import FILE as CODEBOOK
from outspoken.coding.codebook import read_codebook
from outspoken.report.cells import check_table
from outspoken.report.checking import check_against_table, check_claims, check_doubts
from outspoken.report.claims import FILE as CLAIMS
from outspoken.report.claims import Claims, read_claims
from outspoken.report.evaluation import Evaluator
from outspoken.report.printed import read_printed
from outspoken.report.verdicts import Checked, Verdict
from outspoken.study.actors import Actor
from outspoken.study.journal import head
from outspoken.study.study import Study
from outspoken.study.veils import sight_of

MOST_KEPT = 4
"""For so many different sights what was checked is kept."""

_Moment = tuple[str, tuple[int, ...], str]
_kept: WeakKeyDictionary[Study, OrderedDict[_Moment, tuple[Checked, ...]]] = WeakKeyDictionary()
_lock = Lock()


def check(study: Study, *, by: Actor) -> list[Checked]:
    """Recompute everything the study's claims.yaml states, unless nothing was done since that was asked last.

    What was found is kept under the seal of the last act, the restrictions that hide something
    from whoever reads, and the bytes of every file that it rests on.

    Raises:
        ClaimsError: if claims.yaml cannot be used.
        SheetError: if a printed table cannot be read.
    """
    claims = read_claims(study.folder)
    files = _files(study, claims)
    with study.read(by=by) as connection:
        # Safety: the seal of the last act of all, not of those the actor may see: a hidden act can change a number.
        moment = head(connection), sight_of(connection), files
    with _lock:
        kept = _kept.setdefault(study, OrderedDict())
        if moment in kept:
            kept.move_to_end(moment)
            return list(kept[moment])
    found = check_anew(study, by=by)
    with study.read(by=by) as connection:
        same = moment == (head(connection), sight_of(connection), _files(study, claims))
    if same:
        with _lock:
            kept[moment] = tuple(found)
            for old in list(kept)[:-MOST_KEPT]:
                del kept[old]
    return found


def _files(study: Study, claims: Claims) -> str:
    """Return a digest of all files that a check rests on; settings are read when a study is opened."""
    digest = sha256(repr(study.settings).encode())
    for name in (CODEBOOK, CLAIMS, *(table.file for table in claims.tables)):
        place = study.folder / name
        digest.update(place.read_bytes() if place.is_file() else b"-")
        digest.update(b"\0")
    return digest.hexdigest()


def check_anew(study: Study, *, by: Actor) -> list[Checked]:
    """Recompute everything the study's claims.yaml states.

    Raises:
        ClaimsError: if claims.yaml cannot be used.
        SheetError: if a printed table cannot be read.
    """
    claims = read_claims(study.folder)
    printed = [read_printed(study.folder, table) for table in claims.tables]
    with study.read(by=by) as connection:
        evaluator = Evaluator(connection, study.settings, read_codebook(study.folder), claims.let)
        found = list(check_claims(claims, evaluator))
        for table in printed:
            found += check_table(table, evaluator)
            found += check_against_table(claims, table, evaluator)
        found += check_doubts(all_doubts(connection, study.settings, settled=True))
    return found


def tallied(checked: list[Checked]) -> dict[Verdict, int]:
    """Count the verdicts."""
    counts = Counter(one.verdict for one in checked)
    return {verdict: counts[verdict] for verdict in Verdict}
