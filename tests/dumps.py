"""Look at everything a study holds, to say whether anything changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from outspoken.study import Study
from outspoken.study.tables import metadata

Dump = dict[str, list[tuple[Any, ...]]]


def dump(study: Study, *, with_jobs: bool = False) -> Dump:
    """Return every row of every table, the journal too.

    Jobs are left out: they say what was tried, not what the study holds.
    """
    found: Dump = {}
    with study.database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name == "jobs" and not with_jobs:
                continue
            rows = connection.execute(select(table).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in rows]
    if not with_jobs:
        found["counters"] = [row for row in found["counters"] if row[0] != "job"]
    return found
