"""Go through a watch list: ask for it, read it, and follow the parts of a sitemap index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from outspoken import plugins
from outspoken.collect.finds.kinds import WATCHED
from outspoken.collect.finds.records import ChannelKind, Fetched, Fetcher, Lead, Leads, Worker
from outspoken.errors import FileError, OutspokenError, StudyError
from outspoken.study.settings import WatchList
from outspoken.study.study import Study
from outspoken.text.letters import fold

_MOST_PARTS = 1_000


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a watch list, read: its name, what it holds, and how to ask whether it changed since."""

    name: str
    leads: Leads
    etag: str = ""
    modified: str = ""
    unchanged: bool = False
    trouble: str = ""
    """Why it could not be read; its leads are none then."""


def fetcher_of(study: Study, allow: Iterable[str] = ()) -> Fetcher:
    """Return what asks the web; `allow` names hosts as `host:port` that it may ask although they are not on it.

    Raises:
        StudyError: if nothing is installed that does.
    """
    for made in plugins.load(plugins.FETCHERS).values():
        fetcher: Fetcher = made(study, allow)
        return fetcher
    raise StudyError(
        "Nothing is installed that may ask the web for watch lists.",
        "Save the list as a file and declare file = ... instead of address = ... in study.toml.",
    )


@dataclass(frozen=True, slots=True)
class Watcher:
    """Goes through watch lists of a study."""

    study: Study
    worker: Worker
    fetcher: Fetcher

    def parts(self, watched: WatchList, etag: str, modified: str, after: str = "") -> Iterator[Part]:
        """Yield the files of a watch list, those of an index one after the other, from the one behind `after` on.

        Raises:
            OutspokenError: if the watch list itself cannot be asked for or read.
        """
        first = self._part(watched, watched.address or watched.file, etag, modified)
        yield first
        waiting = list(dict.fromkeys(first.leads.more))
        if after in waiting:
            waiting = waiting[waiting.index(after) + 1 :]
        seen = {watched.address or watched.file}
        for _ in range(_MOST_PARTS):
            if not waiting:
                return
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            try:
                part = self._part(watched, name, "", "")
            except OutspokenError as error:
                part = Part(name, replace(first.leads, leads=(), problems=(), more=()), trouble=error.message)
            waiting += [one for one in part.leads.more if one not in seen]
            yield part

    def _part(self, watched: WatchList, name: str, etag: str, modified: str) -> Part:
        if watched.address:
            answer = self.fetcher.fetch(name, etag, modified)
        else:
            answer = self._from_disk(watched.file, name)
        if answer.status == 304:
            return Part(name, Leads(ChannelKind(watched.kind.value)), etag, modified, unchanged=True)
        if answer.status != 200:
            raise FileError(f"the answer was {answer.status}.", "Open it in a browser: has it moved?", file=name)
        leads: Leads = self.worker.run(WATCHED[ChannelKind(watched.kind.value)], answer.data, name)
        chosen = tuple(_told(lead, watched, answer.address) for lead in leads.leads if _wanted(lead, watched.only))
        return Part(name, replace(leads, leads=chosen[: watched.most]), answer.etag, answer.modified)

    def _from_disk(self, file: str, name: str) -> Fetched:
        """Read a watch list in the study's folder; parts of an index lie beside it, by their last word."""
        path = self.study.folder / file
        if name != file:
            path = path.parent / name.rstrip("/").rpartition("/")[2]
        try:
            return Fetched("", 200, "", path.read_bytes())
        except OSError as error:
            hint = "Put it into the study's sources/ folder."
            raise FileError(f"the file cannot be read ({error.strerror}).", hint, file=path) from error


def _told(lead: Lead, watched: WatchList, base: str) -> Lead:
    """Add what study.toml says of all entries of a watch list."""
    return replace(
        lead,
        address=urljoin(base, lead.address) if base else lead.address,
        outlet=watched.outlet or lead.outlet,
        language=watched.language or lead.language,
    )


def _wanted(lead: Lead, only: list[str]) -> bool:
    said = fold(f"{lead.title} {lead.address}")
    return not only or any(fold(word) in said for word in only)
