"""How this server was started: for whom, over which folder, under which names."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from outspoken.errors import StudyError

_PREFIX = "OUTSPOKEN_"
_KEY = "secret-key"


@dataclass(frozen=True, slots=True)
class Serving:
    """What `outspoken serve` was asked to do."""

    folder: Path
    """The study's folder; with `team`, the folder that holds a folder for each study."""
    team: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    """The names under which the server may be called; any other is refused."""
    token: str = ""
    """The one-time token of the printed address; for one person only."""
    database: str = ""
    """Where accounts live: empty for a file beside the studies, else `postgresql://user@host/database`."""
    tls: bool = True
    """Whether browsers reach the team's server through TLS; without it, only for trying out on this machine."""
    allow: tuple[str, ...] = ()
    """Hosts, as `host:port`, that are visited though they are not on the web: archives of one's own."""
    proxies: int = 0
    """How many servers of the team's own stand before this one and name whom they speak for; see `proxies.py`."""

    @property
    def state(self) -> Path:
        """The folder of accounts and keys, apart from every study."""
        return self.folder / ".outspoken-web"

    def environment(self) -> dict[str, str]:
        """Say the same as variables of the environment, for the settings and for child processes."""
        return {
            f"{_PREFIX}FOLDER": str(self.folder),
            f"{_PREFIX}TEAM": "1" if self.team else "",
            f"{_PREFIX}HOSTS": ",".join(self.hosts),
            f"{_PREFIX}TOKEN": self.token,
            f"{_PREFIX}ACCOUNTS": self.database,
            f"{_PREFIX}PLAIN_HTTP": "" if self.tls else "1",
            f"{_PREFIX}ALLOW": ",".join(self.allow),
            f"{_PREFIX}PROXIES": str(self.proxies),
        }


def from_environment(environment: Mapping[str, str] = os.environ) -> Serving:
    """Read how a server is asked to be started."""
    said = {name: environment.get(_PREFIX + name, "") for name in ("FOLDER", "TEAM", "HOSTS", "TOKEN")}
    return Serving(
        folder=Path(said["FOLDER"] or ".").resolve(),
        team=bool(said["TEAM"]),
        hosts=tuple(filter(None, said["HOSTS"].split(","))) or ("127.0.0.1", "localhost"),
        token=said["TOKEN"],
        database=environment.get(f"{_PREFIX}ACCOUNTS", ""),
        tls=not environment.get(f"{_PREFIX}PLAIN_HTTP"),
        allow=tuple(filter(None, environment.get(f"{_PREFIX}ALLOW", "").split(","))),
        proxies=_number(environment.get(f"{_PREFIX}PROXIES", "")),
    )


def _number(text: str) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise StudyError(
            f"OUTSPOKEN_PROXIES is {text!r}, which is no number.", "Set it to how many proxies stand before the server."
        )
    return int(text or 0)


def serving() -> Serving:
    """Say how this server was started."""
    found: Serving = settings.SERVING
    return found


def secret_key(served: Serving) -> str:
    """Return the key that signs sessions: a team's is kept, one person's lives as long as the process."""
    if not served.team:
        return secrets.token_urlsafe(64)
    file = served.state / _KEY
    if not file.exists():
        served.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Safety: whoever reads the key can forge a session, so only the server's own account may.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as kept:
            kept.write(secrets.token_urlsafe(64))
    return file.read_text(encoding="ascii")
