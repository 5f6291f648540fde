"""Compose the report of a study: its sections in order, from its own texts or ours, with every number filled in.

The sections are files. Ours ship with the program and fit any study; a file of the same
name in the study's folder `prose/` takes the place of ours. A section that comes out
empty is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from outspoken.analyse.caselist import read_cases
from outspoken.analyse.records import Unit
from outspoken.coding.codebook import read_codebook
from outspoken.errors import ClaimsError
from outspoken.report.caselines import case_lines
from outspoken.report.claims import Claims
from outspoken.report.documents.blocks import (
    Block,
    Definitions,
    Document,
    Figure,
    Heading,
    Paragraph,
    Reference,
    Spans,
    Table,
    walk,
)
from outspoken.report.evaluation import Evaluator
from outspoken.report.methods import Methods, gather
from outspoken.report.numerals import printed_day
from outspoken.report.prose import Typed, filled, read
from outspoken.report.studywords import StudyWords
from outspoken.report.verdicts import Checked
from outspoken.report.vocabulary import Vocabulary
from outspoken.study.settings import Settings

SECTIONS = (
    *("summary", "background", "found", "cases", "people", "time", "places", "narratives"),
    *("recommendations", "reconcile", "methods", "appendix"),
)
"""The sections of a report, in their order."""
OWN = "prose"
OURS = Path(__file__).with_name("templates") / "prose"


@dataclass(frozen=True, slots=True)
class Composed:
    """A document, and the numbers in it that nothing checks."""

    document: Document
    typed: tuple[Typed, ...]
    methods: Methods


def compose(
    connection: Connection, folder: Path, settings: Settings, claims: Claims, checked: Sequence[Checked]
) -> Composed:
    """Write the report of a study as one document.

    Raises:
        ClaimsError: naming file and line of what cannot be understood in a text.
    """
    codebook = read_codebook(folder)
    cases = read_cases(connection, settings, codebook)
    evaluators = {
        unit.value: Evaluator(connection, settings, codebook, claims.let, unit)
        for unit in (Unit.PERSONS, Unit.TESTIMONIES, Unit.STORIES)
    }
    methods = gather(connection, settings, checked)
    when = _date(settings, methods)
    words = StudyWords(
        title=settings.title,
        question=settings.question,
        contact=settings.contact,
        date=when,
        sample=settings.analyse.sample,
        has_countries=any(one.type.value == "country" for one in settings.attributes.values()),
        claims=len(claims.claims) + len(claims.tables),
        codebook_version=codebook.version,
    )
    vocabulary = Vocabulary(evaluators, claims, cases, checked, {"study": words, "methods": methods})
    blocks, typed = _sections(folder, settings, vocabulary)
    labels = _labels(blocks)
    _refuse_unknown_references(blocks, labels)
    head, lines = case_lines(cases, settings, named=settings.report.appendix)
    document = Document(
        title=settings.report.title or settings.title,
        subtitle=settings.report.subtitle,
        authors=tuple(settings.report.authors),
        publisher=settings.report.publisher,
        date=when,
        language=settings.report.language,
        blocks=blocks,
        figures=tuple(block for block in walk(blocks) if isinstance(block, Figure)),
        evidence=vocabulary.ledger.entries,
        pages=vocabulary.ledger.pages,
        cases=lines,
        case_head=head,
        labels=labels,
        has_case_list=any(isinstance(block, Table) and any(row.anchor for row in block.rows) for block in walk(blocks)),
    )
    return Composed(document, typed, methods)


def _date(settings: Settings, methods: Methods) -> str:
    """Return the report's own date, or that of the newest act that changed data; never today's."""
    given = settings.report.date
    if not given and methods.newest is not None:
        given = methods.newest.at[:10]
    try:
        return printed_day(date.fromisoformat(given))
    except ValueError:
        return given


def _sections(folder: Path, settings: Settings, vocabulary: Vocabulary) -> tuple[tuple[Block, ...], tuple[Typed, ...]]:
    own = _own_texts(folder)
    functions = vocabulary.functions()
    blocks: list[Block] = []
    typed: list[Typed] = []
    for name in SECTIONS:
        if name == "appendix" and not settings.report.appendix:
            continue
        path = own.get(name, OURS / f"{name}.md")
        file = f"{OWN}/{name}.md" if name in own else f"{name}.md"
        source = _text(path, file)
        found, numbers = read(filled(source, file, functions), file, source, vocabulary.held)
        if any(not isinstance(block, Heading) for block in found):
            blocks += found
            typed += numbers
    return _with_unique_ids(blocks), tuple(typed)


def _own_texts(folder: Path) -> dict[str, Path]:
    """Find the texts of a study's own; one that no section reads is an error, not a silent nothing."""
    found = {path.stem: path for path in sorted((folder / OWN).glob("*.md"))}
    for name in found:
        if name not in SECTIONS:
            raise ClaimsError(
                "no section of the report has this name.", f"There are: {', '.join(SECTIONS)}.", file=f"{OWN}/{name}.md"
            )
    return found


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimsError("the text cannot be read as UTF-8.", "Save it again as UTF-8 text.", file=file) from error


def _with_unique_ids(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give every heading, table and figure an id of its own."""
    seen: set[str] = set()
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading | Table | Figure):
            name, number = block.id, 2
            while name in seen:
                name, number = f"{block.id}-{number}", number + 1
            seen.add(name)
            block = replace(block, id=name)
        found.append(block)
    return tuple(found)


def _labels(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Number the tables and the figures in the order in which they stand."""
    labels: dict[str, str] = {}
    tables = figures = 0
    for block in walk(blocks):
        if isinstance(block, Table):
            tables += 1
            labels[block.id] = f"Table {tables}"
        elif isinstance(block, Figure):
            figures += 1
            labels[block.id] = f"Figure {figures}"
    return labels


def _refuse_unknown_references(blocks: tuple[Block, ...], labels: dict[str, str]) -> None:
    for block in walk(blocks):
        for spans in _spans_of(block):
            for span in spans:
                if isinstance(span, Reference) and span.to not in labels:
                    raise ClaimsError(
                        f"the report has no table or figure {span.to!r} to refer to.",
                        f"There are: {', '.join(labels) or 'none'}.",
                        file=OWN,
                    )


def _spans_of(block: Block) -> list[Spans]:
    match block:
        case Paragraph(spans=spans) | Heading(spans=spans):
            return [spans]
        case Definitions(items=items):
            return [spans for item in items for spans in (item.term, *item.details)]
        case Table(notes=notes):
            return [note.spans for note in notes]
        case _:
            return []
