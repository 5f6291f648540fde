"""Find the pairs of records that share a key: in this process, in DuckDB, or on Spark, with the same result.

A key that very many records have tells nothing and would make too many pairs; it is left
out. What is left out so is met again under keys that join the same word to other things.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from enum import StrEnum
from itertools import pairwise

import numpy as np

from outspoken.errors import StudyError
from outspoken.people.boards import Ints
from outspoken.people.keys import keys_of
from outspoken.people.likeness import Traits

MOST_OF_A_KEY = 14
"""The most records that may share a key for it to count."""
_ALONE = 50_000
"""The keys of so many records are made in this process; those of more are shared between processors."""

_PAIRS = """
    with few as (select key from keyed group by key having count(*) between 2 and {most})
    select distinct one.id as low, other.id as high
    from keyed as one join few on few.key = one.key join keyed as other on other.key = one.key
    where one.id < other.id
"""


class Engine(StrEnum):
    """Where candidates are looked for."""

    LOCAL = "local"
    DUCKDB = "duckdb"
    SPARK = "spark"


def meeting(
    records: Sequence[Traits], engine: Engine = Engine.LOCAL, most: int = MOST_OF_A_KEY, *, processes: int = 1
) -> tuple[Ints, Ints]:
    """Return the pairs of records that share a key, the smaller row first, in order.

    The keys of very many records are made by so many processes.

    Raises:
        StudyError: if the engine is not installed.
    """
    rows, keys = keyed(records, processes)
    low, high = _ENGINES[engine](rows, keys, most)
    order = np.lexsort((high, low))
    return low[order], high[order]


def keyed(records: Sequence[Traits], processes: int = 1) -> tuple[Ints, Ints]:
    """Return rows and keys, one line for each key of a record."""
    if processes < 2 or len(records) < _ALONE or "fork" not in multiprocessing.get_all_start_methods():
        return _keyed(records)
    starts = np.linspace(0, len(records), processes * 4 + 1).astype(int).tolist()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, fork) as pool:
        parts = list(pool.map(_keyed, [records[begin:end] for begin, end in pairwise(starts)]))
    rows = [part[0] + begin for part, begin in zip(parts, starts, strict=False)]
    return np.concatenate(rows), np.concatenate([part[1] for part in parts])


def _keyed(records: Sequence[Traits]) -> tuple[Ints, Ints]:
    known: dict[tuple[str, str, int | None], np.ndarray] = {}
    parts = []
    for record in records:
        asked = (record.name, record.nationality, record.birth_year)
        if asked not in known:
            known[asked] = np.fromiter(sorted(keys_of(record)), dtype=np.int64)
        parts.append(known[asked])
    rows = np.repeat(np.arange(len(records)), [len(part) for part in parts])
    return rows.astype(np.int64), np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _local(rows: Ints, keys: Ints, most: int) -> tuple[Ints, Ints]:
    order = np.lexsort((rows, keys))
    rows, keys = rows[order], keys[order]
    starts = np.nonzero(np.append(True, keys[1:] != keys[:-1]))[0] if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(starts, len(keys)))
    found = [np.zeros(0, dtype=np.int64)]
    for size in range(2, most + 1):
        block = rows[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        found.append(np.unique((block[:, one] << 32 | block[:, other]).ravel()))
    pairs = np.unique(np.concatenate(found))
    return pairs >> 32, pairs & 0xFFFFFFFF


def _duckdb(rows: Ints, keys: Ints, most: int) -> tuple[Ints, Ints]:
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _not_installed("duckdb", "people") from error
    with duckdb.connect() as connection:
        given = {"id": rows, "key": keys}
        connection.execute("create table keyed as select * from given")
        del given
        found = connection.execute(_PAIRS.format(most=most)).fetchnumpy()
    return np.asarray(found["low"], np.int64), np.asarray(found["high"], np.int64)


def _spark(rows: Ints, keys: Ints, most: int) -> tuple[Ints, Ints]:
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _not_installed("Spark", "spark") from error
    build = SparkSession.builder.appName("outspoken").config("spark.sql.execution.arrow.pyspark.enabled", "true")
    # The master is the one that spark-submit or the environment names; alone, it is this machine.
    build = build.config("spark.driver.host", "127.0.0.1").config("spark.ui.enabled", "false")
    session = build.config("spark.driver.bindAddress", "127.0.0.1").config("spark.master", "local[2]").getOrCreate()
    try:
        session.createDataFrame(pd.DataFrame({"id": rows, "key": keys})).createOrReplaceTempView("keyed")
        found = session.sql(_PAIRS.format(most=most)).toPandas()
    finally:
        session.stop()
    return found["low"].to_numpy(np.int64), found["high"].to_numpy(np.int64)


def _not_installed(engine: str, extra: str) -> StudyError:
    return StudyError(
        f"{engine} is not installed, so candidates cannot be looked for in it.",
        f"Install it with `pip install 'outspoken[{extra}]'`, or take --engine local.",
    )


_ENGINES: dict[Engine, Callable[[Ints, Ints, int], tuple[Ints, Ints]]] = {
    Engine.LOCAL: _local,
    Engine.DUCKDB: _duckdb,
    Engine.SPARK: _spark,
}
