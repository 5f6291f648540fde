"""Time import, case table, crossings and report tables at size, beside polars and DuckDB on the same database.

    python benchmarks/casetable.py                      10,000 and 100,000 invented cases, 10 codings each
    python benchmarks/casetable.py --cases 10000        one size
    python benchmarks/casetable.py --data my-study      a study that is there already

Every system runs in a process of its own; reported are wall seconds, CPU seconds and peak
memory, and our crossings as a ratio to the faster peer in the same run, by either clock. The
crossings are made in three turns, every system once in each, and the least of its times
counts: so whoever reads the database first, or is disturbed once, does not pay for it. The peers count
plainly; ours carries every doubt into bounds. DuckDB cannot attach a SQLite file without
an extension from the network, so it is given the rows by Python's sqlite3, like polars.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

AXES = [("country", "month"), ("sex", "year"), ("region", "half-year"), ("outlet", "quarter"), ("leaving", "sex")]
CODES = [*(f"J{n}" for n in range(1, 4)), *(f"L{n}" for n in range(1, 5)), *(f"O{n}" for n in range(1, 4))]
COUNTRIES = [
    "Syrian",
    "Saudi",
    "Tunisian",
    "Iraqi",
    "German",
    "French",
    "Belgian",
    "Indonesian",
    "Jordanian",
    "Turkish",
]
LIMIT_RATIO, LIMIT_MEMORY = 2.0, 1_000.0
CROSSING, TURNS = ("outspoken", "polars", "duckdb"), 3

STUDY = """
title = "Invented cases"
[attributes.name]
type = "name"
[attributes.country]
type = "country"
[attributes.sex]
type = "category"
values = { male = ["M"], female = ["F"] }
[attributes.age]
type = "number"
[regions.halves]
[regions.halves.groups]
"East" = ["SY", "SA", "IQ", "JO", "TR", "ID"]
"West" = ["DE", "FR", "BE", "TN"]
[collect.imports.cases]
file = "sources/cases.csv"
key = "number"
[collect.imports.cases.columns]
name = "name"
country = "country"
sex = "sex"
age = "age"
date = { to = "story.published", format = "DD/MM/YY" }
outlet = "story.outlet"
"""


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--run", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(STAGES[given.run[0]](Path(given.run[1]))))
        return
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as place:
        if given.data:
            rows += measured(given.data, given.data.name, fresh=False)
        else:
            for size in given.cases:
                folder = Path(place) / str(size)
                invent(folder, size)
                rows += measured(folder, f"{size:,} cases", fresh=True)
    rows += growth(rows)
    show(rows)
    if given.json:
        given.json.write_text(
            json.dumps({"benchmark": "casetable", "data": str(given.data or "invented"), "rows": rows})
        )


def invent(folder: Path, size: int) -> None:
    """Write a study of invented people, one in a hundred of them in doubt."""
    chance = random.Random(20150917)
    (folder / "sources").mkdir(parents=True)
    columns = "".join(f'{code} = "code {code}"\n' for code in CODES)
    (folder / "study.toml").write_text(STUDY + columns, encoding="utf-8")
    groups = {"joining": CODES[:3], "leaving": CODES[3:7], "obstacles": CODES[7:]}
    book = {
        "groups": [
            {"id": g, "name": g, "codes": [{"id": c, "name": f"Reason {c}"} for c in cs]} for g, cs in groups.items()
        ]
    }
    (folder / "codebook.yaml").write_text(json.dumps(book), encoding="utf-8")
    with (folder / "sources" / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "name", "country", "sex", "age", "date", "outlet", *CODES])
        for number in range(1, size + 1):
            country = chance.choice(COUNTRIES)
            if chance.random() < 0.005:
                country = f"Likely {country}"
            day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(12, 16)
            if chance.random() < 0.005:
                day, month = chance.randint(1, 12), chance.randint(13, 28)
            yes = ["yes" if chance.random() < 0.3 else "no" for _ in CODES]
            writer.writerow(
                [
                    number,
                    f"Person {number}",
                    "unknown" if chance.random() < 0.03 else country,
                    chance.choice("MMMMF"),
                    chance.randint(16, 60),
                    f"{day:02d}/{month:02d}/{year}",
                    f"Outlet {chance.randint(1, 60):02d}",
                    *yes,
                ]
            )


def measured(folder: Path, data: str, *, fresh: bool) -> list[dict[str, object]]:
    """Run every system on one study, each in its own process."""
    once = (["import"] if fresh else []) + ["report tables"]
    found = {stage: spent(stage, folder) for stage in once}
    turns = [{stage: spent(stage, folder) for stage in CROSSING} for _ in range(TURNS)]
    for stage in CROSSING:
        found[stage] = {
            "system": turns[0][stage]["system"],
            "seconds": min(turn[stage]["seconds"] for turn in turns),
            "cpu": min(turn[stage]["cpu"] for turn in turns),
            "memory": max(turn[stage]["memory"] for turn in turns),
        }
    rows: list[dict[str, object]] = []
    for stage, one in found.items():
        task = "crossings" if stage in CROSSING else stage
        for measure, unit in (("seconds", "s"), ("cpu", "s"), ("memory", "MB")):
            rows.append(row(one["system"], data, task, measure, one[measure], unit))
    for clock in ("seconds", "cpu"):
        peer = min(found["polars"][clock], found["duckdb"][clock])
        measure = f"{clock} to those of the faster peer (limit {LIMIT_RATIO:g})"
        rows.append(row("outspoken", data, "crossings", measure, round(found["outspoken"][clock] / peer, 2), "x"))
    return rows


def spent(stage: str, folder: Path) -> dict[str, Any]:
    """Run one system once, in a process of its own, and return what it took."""
    command = [sys.executable, __file__, "--run", stage, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def row(system: str, data: str, task: str, measure: str, value: float, unit: str) -> dict[str, object]:
    """Make one row of the result."""
    return {"system": system, "data": data, "task": task, "measure": measure, "value": value, "unit": unit}


def growth(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Say how much slower the larger study is, per case."""
    found = []
    for task in ("import", "crossings", "report tables"):
        values = [
            (int(str(row["data"]).split()[0].replace(",", "")), float(str(row["value"])))
            for row in rows
            if row["system"] == "outspoken"
            and row["task"] == task
            and row["measure"] == "cpu"
            and "cases" in str(row["data"])
        ]
        if len(values) > 1:
            (small, first), (large, last) = values[0], values[-1]
            found.append(
                {
                    "system": "outspoken",
                    "data": f"{small:,} to {large:,}",
                    "task": task,
                    "measure": "growth of CPU per growth of cases (1 is linear)",
                    "value": round((last / first) / (large / small), 2),
                    "unit": "",
                }
            )
    return found


def _spent(system: str, work) -> dict[str, object]:  # type: ignore[no-untyped-def]
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    return {
        "system": system,
        "seconds": round(time.perf_counter() - wall, 3),
        "cpu": round(time.process_time() - cpu, 3),
        "memory": round(peak, 1),
    }


def _import(folder: Path) -> dict[str, object]:
    import outspoken

    def work() -> None:
        with outspoken.open(folder) as study:
            outspoken.collect.import_sheet(study, "cases", by=outspoken.Actor.local())

    return _spent("outspoken", work)


def _outspoken(folder: Path) -> dict[str, object]:
    import outspoken
    from outspoken.analyse.readers import crossed
    from outspoken.study import open_study

    def work() -> None:
        with open_study(folder) as study:
            for rows, columns in AXES:
                crossed(study, rows, columns, by=outspoken.Actor.local())

    return _spent("outspoken", work)


def _report_tables(folder: Path) -> dict[str, object]:
    import outspoken
    from outspoken.analyse.crossings import cross
    from outspoken.coding import read_codebook
    from outspoken.report.evaluation import Evaluator
    from outspoken.report.headline import headline

    def work() -> None:
        me = outspoken.Actor.local()
        with outspoken.open(folder) as study, study.read(by=me) as connection:
            evaluator = Evaluator(connection, study.settings, read_codebook(folder))
            headline(evaluator)
            for rows, columns in AXES:
                needed = frozenset(name for axis in (rows, columns) for name in evaluator.asked(axis).columns)
                table = evaluator.table(needed)
                cross(table, evaluator.axis(rows, table), evaluator.axis(columns, table))

    return _spent("outspoken", work)


_FACTS = "select testimony_id as t, value from facts where attribute = '{}' and until is null"
_DATES = (
    "select t.id as t, s.value as value from testimonies t join story_dates s on s.story_id = t.story_id "
    "where s.until is null and s.certainty = 'certain'"
)
_OUTLETS = (
    "select t.id as t, o.name as value from testimonies t join stories s on s.id = t.story_id "
    "join outlets o on o.id = s.outlet_id"
)
_CODINGS = "select testimony_id as t, code as value from codings where value = 'yes' and until is null and code in {}"
_WEST = ("DE", "FR", "BE", "TN")


def _query(axis: str) -> str:
    if axis in {"month", "year", "half-year", "quarter"}:
        return _DATES
    if axis == "outlet":
        return _OUTLETS
    if axis == "leaving":
        return _CODINGS.format(tuple(CODES[3:7]))
    return _FACTS.format("country" if axis == "region" else axis)


def _polars(folder: Path) -> dict[str, object]:
    import sqlite3

    import polars as pl

    def keyed(frame: pl.DataFrame, axis: str) -> pl.DataFrame:
        column = pl.col("value")
        month = column.str.slice(5, 2).cast(pl.Int32, strict=False)
        key = {
            "month": column.str.slice(0, 7),
            "year": column.str.slice(0, 4),
            "quarter": column.str.slice(0, 4) + ((month - 1) // 3).cast(pl.String),
            "half-year": column.str.slice(0, 4) + ((month - 1) // 6).cast(pl.String),
            "region": pl.when(column.is_in(_WEST)).then(pl.lit("West")).otherwise(pl.lit("East")),
        }.get(axis, column)
        return frame.with_columns(key.alias("value"))

    def work() -> None:
        connection = sqlite3.connect(folder / "study.db")
        for rows, columns in AXES:
            one = keyed(pl.read_database(_query(rows), connection, infer_schema_length=None), rows)
            other = keyed(pl.read_database(_query(columns), connection, infer_schema_length=None), columns)
            joined = one.join(other, on="t", suffix="_other")
            joined.group_by("value", "value_other").len()
            joined.group_by("value").len()
            joined.group_by("value_other").len()
        connection.close()

    return _spent(f"polars {pl.__version__}", work)


def _duckdb(folder: Path) -> dict[str, object]:
    import sqlite3

    import duckdb
    import numpy as np

    def key(axis: str) -> str:
        return {
            "month": "value[1:7]",
            "year": "value[1:4]",
            "quarter": "value[1:4] || 'Q' || ((value[6:7]::int - 1) // 3)",
            "half-year": "value[1:4] || 'H' || ((value[6:7]::int - 1) // 6)",
            "region": f"case when value in {_WEST} then 'West' else 'East' end",
        }.get(axis, "value")

    def work() -> None:
        connection = sqlite3.connect(folder / "study.db")
        duck = duckdb.connect()
        for rows, columns in AXES:
            for name, axis in (("one", rows), ("other", columns)):
                found = connection.execute(_query(axis)).fetchall()
                t, value = zip(*found, strict=True)
                given = {"t": np.array(t), "value": np.array(value, dtype=object)}
                duck.register("given", given)
                duck.execute(f"create or replace table {name} as select t, {key(axis)} as value from given")
                duck.unregister("given")
            duck.execute(
                "select one.value, other.value, count(*) from one join other using (t) "
                "group by grouping sets ((one.value, other.value), (one.value), (other.value), ())"
            ).fetchall()
        connection.close()

    return _spent(f"duckdb {duckdb.__version__}", work)


STAGES = {
    "import": _import,
    "outspoken": _outspoken,
    "report tables": _report_tables,
    "polars": _polars,
    "duckdb": _duckdb,
}


def show(rows: list[dict[str, object]]) -> None:
    """Print the figures as a table."""
    for row in rows:
        print(
            f"{row['data']!s:<18} {row['task']!s:<14} {row['system']!s:<14} {row['measure']!s:<48} {row['value']:>10} {row['unit']}"
        )
    memory = [float(str(row["value"])) for row in rows if row["system"] == "outspoken" and row["measure"] == "memory"]
    print(f"Peak memory of ours: {max(memory):.0f} MB (limit {LIMIT_MEMORY:.0f}).")


if __name__ == "__main__":
    main()
