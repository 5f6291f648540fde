"""From published testimonies to a checked, citable, safely published study.

    import outspoken

    study = outspoken.open("my-study")
    me = outspoken.Actor.local()
    outspoken.collect.import_sheet(study, "appendix-a", by=me)
    outspoken.people.judge(study, "12", "17", outspoken.people.Verdict.UNSURE, by=me)

Importing the package opens, reads and sends nothing; each step is loaded when it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outspoken import analyse, archive, coding, collect, people, report, screen
    from outspoken.study import Actor, Role, Study, create
    from outspoken.study import open_study as open  # noqa: A004 - outspoken.open is what one types

__version__ = "0.1.0"
__all__ = ["Actor", "Role", "Study", "analyse", "archive", "coding", "collect", "create", "open", "people", "report"]
__all__ += ["screen"]

_STEPS = frozenset({"collect", "archive", "screen", "people", "coding", "analyse", "report"})
_STUDY = {"Actor": "Actor", "Role": "Role", "Study": "Study", "create": "create", "open": "open_study"}


def __getattr__(name: str) -> Any:
    if name in _STEPS:
        return import_module(f"outspoken.{name}")
    if name in _STUDY:
        return getattr(import_module("outspoken.study"), _STUDY[name])
    raise AttributeError(f"module 'outspoken' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_STEPS, *_STUDY])
