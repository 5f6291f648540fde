"""The nouns of a document: spans, blocks, and what stands behind its numbers.

A document is made once and printed three times. It knows nothing of the study, of HTML,
of PDF or of Word; whatever an edition cannot show (a link to cases in the PDF), it leaves
out, never changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

# ---- spans: what stands inside a line ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words, perhaps emphasised."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that came from the data, with what could change it and a way to its cases."""

    text: str
    doubt: str = ""
    """What it would be instead, and if what: "57 if 12 and 17 are one person"."""
    evidence: str = ""
    """The id of the evidence that lists its cases; empty where there is none to list."""
    bold: bool = False

    @property
    def plain(self) -> str:
        """The number with its doubt."""
        return f"{self.text} ({self.doubt})" if self.doubt else self.text


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The number of a case, which leads to its row in the appendix."""

    number: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a table, figure or section: "Table 1"."""

    to: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A raised letter that leads to a note under the table."""

    mark: str
    note: str
    """The id of the note."""


Span = Text | Quantity | Link | CaseNumber | Reference | NoteMark
Spans = tuple[Span, ...]


# ---- tables and figures --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    spans: Spans
    bounds: str = ""
    """The least and the greatest value, where they differ from the value: "0–1"."""
    evidence: str = ""
    quiet: bool = False
    """Whether it says nothing much (a zero, a missing value) and may step back."""
    number: bool = False

    @property
    def plain(self) -> str:
        """The cell as text, with its bounds."""
        text = "".join(plain_text(span) for span in self.spans)
        return f"{text} ({self.bounds})" if self.bounds else text


@dataclass(frozen=True, slots=True)
class Head:
    """One heading of a column, or of several."""

    text: str
    span: int = 1
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note under a table."""

    id: str
    mark: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, unit and notes."""

    id: str
    caption: Spans
    head: tuple[tuple[Head, ...], ...]
    rows: tuple[Row, ...]
    unit: str = ""
    notes: tuple[Note, ...] = ()
    wide: bool = False
    """Whether it has so many columns that its type must be small."""
    widths: tuple[float, ...] = ()
    """How wide the columns are, in relation to each other."""

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return sum(head.span for head in self.head[-1])


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, what it shows in words, and the same as a table."""

    id: str
    caption: Spans
    alt: str
    svg: str
    """For the screen: its marks lead to their cases."""
    print_svg: str
    data: Table
    width: int
    height: int


# ---- blocks: what stands below one another ---------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a section."""

    level: int
    spans: Spans
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered or not."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody else said."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    term: Spans
    details: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """A list of terms."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class KeyNumbers:
    """The numbers that a reader should take away, each with its noun."""

    items: tuple[tuple[Quantity, str], ...]


Block = Heading | Paragraph | Listing | Quote | Definitions | KeyNumbers | Table | Figure


# ---- the whole ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """The cases behind one number."""

    id: str
    page: str
    """The page it stands on, with the others of the same table or text."""
    title: str
    figure: str
    """The number as printed."""
    sure: tuple[int, ...]
    maybe: tuple[int, ...]
    """Cases that the number may or may not hold, depending on doubts."""
    whole: tuple[int, ...] | None = None
    """For a share: the cases it is a share of."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """How one case is shown where evidence is listed."""

    number: int
    name: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    publisher: str
    date: str
    language: str
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...] = field(default=())
    """Every figure, for the annex that prints their data."""
    evidence: tuple[Evidence, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    """The pages of evidence: file name and title."""
    cases: tuple[CaseLine, ...] = ()
    case_head: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    """What references are called: "timeline" is "Figure 1"."""
    has_case_list: bool = True

    @property
    def right_to_left(self) -> bool:
        """Whether its language runs from right to left."""
        return self.language.split("-")[0] in {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


def plain_text(span: Span) -> str:
    """Return a span's words."""
    match span:
        case Text(text=text) | Link(text=text):
            return text
        case Quantity():
            return span.plain
        case CaseNumber(number=number):
            return str(number)
        case Reference(to=to):
            return to
        case NoteMark():
            return ""


def plain(spans: Spans) -> str:
    """Return the words of several spans."""
    return "".join(plain_text(span) for span in spans)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, those inside lists and quotes too."""
    for block in blocks:
        yield block
        match block:
            case Listing(items=items):
                for item in items:
                    yield from walk(item)
            case Quote(blocks=inner):
                yield from walk(inner)
            case _:
                pass
