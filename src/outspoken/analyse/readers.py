"""What may be asked of a study's numbers: doubts, crossings, members of a cell."""

from __future__ import annotations

from outspoken.analyse.axes import make, understand
from outspoken.analyse.casetable import load
from outspoken.analyse.crossings import cross
from outspoken.analyse.doubts import all_doubts
from outspoken.analyse.records import Crossing, Unit
from outspoken.coding.codebook import read_codebook
from outspoken.collect.records import Doubt
from outspoken.study.actors import Actor
from outspoken.study.study import Study


def doubts_of(study: Study, *, by: Actor, settled: bool = False) -> list[Doubt]:
    """Return what is in doubt."""
    with study.read(by=by) as connection:
        return all_doubts(connection, study.settings, settled=settled)


def crossed(study: Study, rows: str, columns: str, *, by: Actor, unit: Unit = Unit.PERSONS) -> Crossing:
    """Cross two axes, each named by one word (`country`, `month`, `region(un)`, `leaving`).

    Raises:
        NotFound: if an axis means nothing in this study.
    """
    codebook = read_codebook(study.folder)
    asked = [understand(text, study.settings, codebook) for text in (rows, columns)]
    with study.read(by=by) as connection:
        table = load(connection, study.settings, codebook, {name for one in asked for name in one.columns}, unit)
    down, across = (make(one, table, study.settings, codebook) for one in asked)
    return cross(table, down, across)
