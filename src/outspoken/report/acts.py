"""What may be done in reporting: build the report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from outspoken.errors import ClaimsError, NotFound
from outspoken.report.claims import read_claims
from outspoken.report.composition import Composed, compose
from outspoken.report.documents.blocks import Document
from outspoken.report.documents.typefaces import OWN
from outspoken.report.prose import Typed
from outspoken.report.reconciliation import unacknowledged
from outspoken.report.review import check, tallied
from outspoken.report.verdicts import Checked, Verdict
from outspoken.study import jobs
from outspoken.study.actors import Actor
from outspoken.study.files import whole_folder
from outspoken.study.study import Study

FOLDER = "reports"
FORMATS = ("html", "pdf", "docx")
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a report, as it lies on disk."""

    format: str
    path: Path
    """The file to open; for HTML, the front page of its folder."""
    sha256: str
    """Of the file; for HTML, of the list of all its files and their digests."""


@dataclass(frozen=True, slots=True)
class Built:
    """A report that was built."""

    folder: Path
    title: str
    date: str
    editions: tuple[Edition, ...]
    typed: tuple[Typed, ...]
    """Numbers typed into the text by hand, which nothing checks."""
    failing: tuple[str, ...]
    """Ids of stated numbers that fail and that nobody acknowledged."""
    final: bool
    verdicts: Mapping[Verdict, int]
    """How many of the stated numbers hold, fail, depend, or cannot be told."""


def build(
    study: Study,
    *,
    by: Actor,
    formats: Sequence[str] = FORMATS,
    final: bool = False,
    report: jobs.Report = jobs.quiet,
) -> Built:
    """Build the report of a study into its folder `reports/`, whole or not at all.

    A `final` report is refused while its text holds numbers typed by hand, or while
    claims.yaml states numbers that fail and that nobody acknowledged there.

    Raises:
        NotFound: if there is no such format.
        ClaimsError: if a text or claim cannot be understood, or a final report is refused.
        StudyError: if an edition cannot be made or written.
    """
    by.require("report.build")
    wanted = _known(formats)
    with jobs.running(study, "report", "report", by=by, total=len(wanted) + 2, report=report) as progress:
        progress.show(0, None, "checking every stated number")
        checked = check(study, by=by)
        claims = read_claims(study.folder)
        failing = unacknowledged(checked, claims.acknowledged)
        progress.show(1, None, "writing the text")
        with study.read(by=by) as connection:
            composed = compose(connection, study.folder, study.settings, claims, checked)
        if final:
            _refuse_unfinished(composed.typed, failing)
        files: dict[str, bytes] = {}
        for done, name in enumerate(wanted, start=2):
            progress.show(done, None, f"printing {name}")
            files |= _printed(name, composed.document, study.folder)
        editions = _written(study, wanted, files, composed, by=by, final=final)
        progress.show(len(wanted) + 2, None, "")
    return Built(
        study.folder / FOLDER,
        composed.document.title,
        composed.document.date,
        editions,
        composed.typed,
        tuple(one.id for one in failing),
        final,
        tallied(checked),
    )


def _known(formats: Sequence[str]) -> list[str]:
    wanted = list(dict.fromkeys(formats))
    for name in wanted:
        if name not in FORMATS:
            raise NotFound(f"There is no edition {name!r}.", f"There are: {', '.join(FORMATS)}.")
    if not wanted:
        raise NotFound("No edition was asked for.", f"There are: {', '.join(FORMATS)}.")
    return wanted


def _printed(name: str, document: Document, folder: Path) -> dict[str, bytes]:
    """Print one edition; each loads its own machinery only when it is asked for."""
    if name == "pdf":
        from outspoken.report.documents.pdf import pdf  # noqa: PLC0415 - a compiler of 80 MB

        return {"report.pdf": pdf(document, folder / OWN)}
    if name == "docx":
        from outspoken.report.charts import png  # noqa: PLC0415 - only this edition turns drawings into pictures
        from outspoken.report.documents.word import word  # noqa: PLC0415 - lxml and python-docx

        return {"report.docx": word(document, png)}
    from outspoken.report.documents.pages import pages  # noqa: PLC0415 - jinja2

    return {f"html/{path}": content for path, content in pages(document).items()}


def _written(
    study: Study, wanted: Sequence[str], files: Mapping[str, bytes], composed: Composed, *, by: Actor, final: bool
) -> tuple[Edition, ...]:
    digests = {path: sha256(content).hexdigest() for path, content in sorted(files.items())}
    manifest = json.dumps(
        {"title": composed.document.title, "final": final, "sha256": digests}, ensure_ascii=False, indent=1
    )
    target = study.folder / FOLDER
    editions = tuple(_edition(name, target, digests) for name in wanted)
    with study.act("report.build", by=by) as act:
        # The journal entry and the folder come together: if either fails, neither is there.
        act.note(
            final=final,
            data=composed.methods.newest.seq if composed.methods.newest is not None else 0,
            typed=len(composed.typed),
            **{f"sha256_{one.format}": one.sha256 for one in editions},
        )
        with whole_folder(target) as aside:
            for path, content in files.items():
                (aside / path).parent.mkdir(parents=True, exist_ok=True)
                (aside / path).write_bytes(content)
            (aside / "manifest.json").write_text(manifest + "\n", encoding="utf-8")
    return editions


def _edition(name: str, target: Path, digests: Mapping[str, str]) -> Edition:
    if name != "html":
        return Edition(name, target / f"report.{name}", digests[f"report.{name}"])
    listed = "".join(f"{digest}  {path}\n" for path, digest in digests.items() if path.startswith("html/"))
    return Edition(name, target / "html" / "index.html", sha256(listed.encode()).hexdigest())


def _refuse_unfinished(typed: Sequence[Typed], failing: Sequence[Checked]) -> None:
    if typed:
        what = _counted(len(typed), "number was", "numbers were")
        raise ClaimsError(
            f"The report is not final: {what} typed by hand. {_some(typed)}",
            'Write {{ count("...") }} or {{ claim("...") }} instead, or put what is no statement into `backticks`.',
        )
    if failing:
        ids = [f"{one.id}: {one.text}" for one in failing]
        what = _counted(len(failing), "stated number fails", "stated numbers fail")
        raise ClaimsError(
            f"The report is not final: {what}. {_some(ids)}",
            "Correct claims.yaml or the data, or say under acknowledged: in claims.yaml why it may stand.",
        )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _some(lines: Sequence[object]) -> str:
    more = f"; and {len(lines) - _MOST_SHOWN} more" if len(lines) > _MOST_SHOWN else ""
    return "; ".join(str(line) for line in lines[:_MOST_SHOWN]) + more
