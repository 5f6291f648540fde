"""Say who else has a thing open, so that two people on one thing see each other before they contradict.

A small file for each person, in the study's caches, says at what they looked last, and by its time when;
every process of the server sees it, and nothing else is kept. No file is made for a page that is read.
It is asked only behind the door of the thing itself, so nobody learns of a thing that they may not see.
"""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from outspoken.web.access import Desk
from outspoken.web.serving import serving

MINUTES = 3
"""After so long without a look somebody is taken to have gone."""


def beside(desk: Desk, thing: str) -> tuple[str, ...]:
    """Note that the actor looks at a thing, such as `case-12`, and name who else did in the last minutes."""
    if not serving().team:
        return ()
    folder = desk.study.caches / "open"
    own = folder / sha256(desk.actor.name.encode()).hexdigest()
    said = f"{thing}\n{desk.actor.name}"
    try:
        own.write_text(said, encoding="utf-8")
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        own.write_text(said, encoding="utf-8")
    return tuple(sorted(filter(None, (_who(file, thing) for file in folder.iterdir() if file != own))))


def _who(file: Path, thing: str) -> str:
    with suppress(FileNotFoundError):
        if time.time() - file.stat().st_mtime < MINUTES * 60:
            at, _, name = file.read_text(encoding="utf-8").partition("\n")
            return name if at == thing else ""
        file.unlink()
    return ""
