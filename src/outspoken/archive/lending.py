"""What the archive lends to collect: something that asks the web behind the guard, and fenced workers.

Both are entry points (see pyproject.toml), for collect may not import what comes after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NoReturn

from outspoken.archive.decoding import unpack
from outspoken.archive.fetching import Limits
from outspoken.archive.forms import built, returned_by
from outspoken.archive.frames import LARGEST
from outspoken.archive.politeness import Manners
from outspoken.archive.visits import Visits
from outspoken.archive.warc import split_http
from outspoken.archive.workers import Worker
from outspoken.collect.finds.records import Fetched
from outspoken.errors import FileError
from outspoken.study.study import Study

_PLAIN = re.compile(r"[\x20-\x7e]{1,1000}")
_BROKEN = "Reading it broke the program that reads, so it was given up."
_HINT = "Open it with the program that made it, and save it again."


class WatchFetcher:
    """Asks for watch lists as pages are asked for: through the guard, politely, in a process of its own."""

    def __init__(self, study: Study, allow: Iterable[str] = ()) -> None:
        settings = study.settings.archive
        manners = Manners(pause=settings.pause, patience=2 * settings.pause, obey_robots=settings.obey_robots)
        # Nobody waits for hours for a watch list: one retry, and the next run asks again.
        self._visits = Visits(allow, settings.proxy, Limits(), replace(manners, tries=2))
        self._begun = False

    def fetch(self, address: str, etag: str = "", modified: str = "") -> Fetched:
        """Ask for an address; a status of 304 says that nothing changed since.

        Raises:
            FileError: if no good answer comes, or the address may not be asked for.
        """
        if not self._begun:
            self._visits.__enter__()
            self._begun = True
        given = {"If-None-Match": etag, "If-Modified-Since": modified}
        visit = self._visits.one(address, {name: one for name, one in given.items() if _PLAIN.fullmatch(one)})
        last = visit.last
        if last is not None and last.status == 304:
            return Fetched(last.address, 304, "", b"", etag, modified)
        if last is None or not visit.good:
            raise FileError(visit.problem, "Open it in a browser: has it moved?", file=address)
        _, headers, _ = split_http(last.head)
        body = unpack(last.body, headers.get("content-encoding", ""))
        etag, modified = (
            one if _PLAIN.fullmatch(one) else "" for one in (headers.get("etag", ""), headers.get("last-modified", ""))
        )
        return Fetched(last.address, last.status, last.media, body, etag, modified)

    def close(self) -> None:
        """End the process."""
        if self._begun:
            self._visits.__exit__(None, None, None)
            self._begun = False


class FencedWorker:
    """Runs functions that read hostile bytes, in a fenced process; one that is lost is replaced."""

    def __init__(self, _: Study | None = None) -> None:
        self._worker = Worker("outspoken.archive.errands")

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run a function of a module and return what it returns.

        Raises:
            FileError: if it says so, takes too long or too much, or breaks.
        """
        blobs = [one for one in arguments if isinstance(one, bytes)]
        size = sum(map(len, blobs))
        if size > LARGEST >> 1:
            raise FileError(
                f"the file is larger than {LARGEST >> 21} MB.",
                "Take a web archive in with `outspoken archive import-warc`; split any other into several.",
            )
        places = iter(range(len(blobs)))
        given = [{"bytes": next(places)} if isinstance(one, bytes) else one for one in arguments]
        name = f"{function.__module__}:{function.__qualname__}"
        # A long list of references is no bomb: a second more for each megabyte.
        answer, found = self._worker.ask_for({"run": name, "arguments": given, "more": size >> 20}, blobs)
        if "error" in answer:
            _raise(answer["error"])
        if "found" not in answer:
            raise FileError(str(answer.get("refused", _BROKEN)), _HINT)
        try:
            return built(returned_by(function), answer["found"], found)
        except (TypeError, ValueError, RecursionError) as error:
            raise FileError(_BROKEN, _HINT) from error

    def close(self) -> None:
        """End the process; it begins anew if it is asked again."""
        self._worker.close()


def _raise(told: Any) -> NoReturn:
    """Raise again what a reader said; the place in the file stands in its message already."""
    line = told.get("line")
    error = FileError("", str(told["hint"]), file=str(told.get("file", "")), field=str(told.get("field", "")))
    error.line = line if isinstance(line, int) else None
    error.message = str(told["message"])
    error.args = (error.message,)
    raise error
