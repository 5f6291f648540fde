"""The table that every benchmark prints and writes."""

from __future__ import annotations

import json
import resource
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Table:
    """Rows of system, task, measure, value and unit."""

    benchmark: str
    data: str
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, system: str, task: str, measure: str, value: float, unit: str = "") -> None:
        """Add a row and print it."""
        self.rows.append({"system": system, "task": task, "measure": measure, "value": float(value), "unit": unit})
        print(f"{system:34} {task:60} {measure:28} {value:10.3f} {unit}", flush=True)

    def finish(self, path: Path | None) -> None:
        """Write the table where it was asked for."""
        if path is not None:
            whole = {"benchmark": self.benchmark, "data": self.data, "rows": self.rows}
            path.write_text(json.dumps(whole, indent=1), encoding="utf-8")


def peak_megabytes() -> float:
    """Return the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
