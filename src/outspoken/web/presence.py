"""Say who else has a thing open, so that two people on one thing see each other before they contradict.

A small file for each thing and person, in the study's caches, says by its time when they last looked;
every process of the server sees it, and nothing of it is kept. It is asked only behind the
door of the thing itself, so nobody learns of a thing that they may not see.
"""

from __future__ import annotations

import os
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
    folder = desk.study.caches / "open" / thing
    own = folder / sha256(desk.actor.name.encode()).hexdigest()
    try:
        os.utime(own)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        own.write_text(desk.actor.name, encoding="utf-8")
    return tuple(sorted(filter(None, (_who(file) for file in folder.iterdir() if file != own))))


def _who(file: Path) -> str:
    with suppress(FileNotFoundError):
        if time.time() - file.stat().st_mtime < MINUTES * 60:
            return file.read_text(encoding="utf-8")
        file.unlink()
    return ""
