"""Ask a language model behind an OpenAI-compatible endpoint, on this machine unless the study says otherwise.

# Safety: a story sent elsewhere has left the building. An address that is not this machine's is refused
# unless study.toml allows it in so many words; redirects are never followed, proxies never used.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from outspoken.coding.codebook import Code
from outspoken.coding.suggestions.answers import LONGEST_ANSWER, SCHEMA, Refused, question, vote
from outspoken.coding.suggestions.records import Narrative, Vote
from outspoken.coding.suggestions.store import Asked
from outspoken.errors import StudyError

_TRIES = 2
_CHUNK = 8192
_HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers, and under what name."""

    address: str
    """Up to and including /v1: `http://127.0.0.1:8080/v1`."""
    model: str
    allow_remote: bool = False
    seconds: float = 60.0
    """How long one answer may take, from the first byte sent to the last one read."""

    def __post_init__(self) -> None:
        """Refuse an address that is no address, or not this machine's.

        Raises:
            StudyError: saying what would allow it.
        """
        parts = urlsplit(self.address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not self.model:
            raise StudyError(
                "The endpoint of a language model needs an address and a model.",
                'Write address = "http://127.0.0.1:8080/v1" and model = "..." under [coding.endpoint] in study.toml.',
            )
        if not self.allow_remote and not is_this_machine(parts.hostname):
            raise StudyError(
                f"{parts.hostname} is not this machine, so the stories would leave it.",
                "Run a model here, or, if the people in the stories are safe from that, write allow-remote = true "
                "under [coding.endpoint] in study.toml.",
            )

    @property
    def name(self) -> str:
        """The name that goes with every answer."""
        return f"{self.model} at {urlsplit(self.address).hostname}"

    def answered(self, code: Code, narrative: Narrative) -> Vote | Refused:
        """Ask about one code of one narrative, twice if need be; what cannot be used is refused with its reason."""
        said: Vote | Refused = Refused(narrative.id, code.id, "It was never asked.")
        for _ in range(_TRIES):
            try:
                said = vote(self._said(question(code, narrative)), code, narrative)
            except (HTTPError, TimeoutError, OSError) as error:
                reason = f"The endpoint did not answer ({type(error).__name__})."
                said = Refused(narrative.id, code.id, reason)
                if isinstance(error, TimeoutError):
                    break
            if isinstance(said, Vote):
                break
        return said

    def _said(self, messages: list[dict[str, str]]) -> str:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "seed": 0,
            "response_format": {"type": "json_schema", "json_schema": {"name": "coding", "schema": SCHEMA}},
        }
        until = time.monotonic() + self.seconds
        with urllib3.PoolManager(retries=False) as pool:
            try:
                response = pool.request(
                    "POST",
                    f"{self.address.rstrip('/')}/chat/completions",
                    body=json.dumps(body).encode(),
                    headers={"Content-Type": "application/json"},
                    timeout=urllib3.Timeout(total=self.seconds),
                    redirect=False,
                    preload_content=False,
                )
                return _read(response, until)
            except urllib3.exceptions.TimeoutError as error:
                raise TimeoutError(str(error)) from error


def is_this_machine(host: str) -> bool:
    """Whether a host is this machine by its very name, without asking anybody.

    >>> is_this_machine("127.0.0.1"), is_this_machine("localhost"), is_this_machine("localhost.example.org")
    (True, True, False)
    """
    if host.casefold() in _HERE:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def asked_about(code: Code, narrative: Narrative) -> str:
    """Return a digest of the question, so that another definition or text is another question."""
    return sha256(json.dumps(question(code, narrative), ensure_ascii=False).encode()).hexdigest()[:32]


def kept(said: Vote | Refused, endpoint: Endpoint, code: Code, narrative: Narrative, text: int) -> Asked:
    """Return an answer as it is kept."""
    asked = asked_about(code, narrative)
    if isinstance(said, Refused):
        return Asked(int(narrative.id), text, code.id, endpoint.name, asked, "refused", refused=said.reason)
    start, end = said.passage or (None, None)
    return Asked(int(narrative.id), text, code.id, endpoint.name, asked, "yes" if said.yes else "no", start, end)


def _read(response: urllib3.BaseHTTPResponse, until: float) -> str:
    """Read an answer piece by piece: one that drips for ever, or never ends, is cut off."""
    if response.status != 200:
        response.close()
        raise HTTPError(f"status {response.status}")
    parts: list[bytes] = []
    size = 0
    for part in response.stream(_CHUNK):
        size += len(part)
        if size > 2 * LONGEST_ANSWER or time.monotonic() > until:
            response.close()
            raise TimeoutError("the answer was too long")
        parts.append(part)
    return b"".join(parts).decode("utf-8", errors="replace")
