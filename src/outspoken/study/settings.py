"""Read study.toml into typed settings: what is studied, with which attributes, from which sheets.

The file is the researchers' own and lives in their version control; the program never
rewrites it behind their back. Every error names file, line and field.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from outspoken.errors import SettingsError
from outspoken.study.documents import Document, Wrong, read_toml, shaped
from outspoken.text.countries import is_code
from outspoken.text.dates import check_pattern, parse_edtf
from outspoken.text.letters import quote
from outspoken.text.locales import check_tag

FILE = "study.toml"

PERIODS = ("day", "week", "month", "quarter", "half-year", "year", "decade")
"""The periods every date can be sorted into; a study may define more."""

STORY_FACTS = ("published", "outlet", "title", "address", "language")
RESERVED = frozenset(
    {*PERIODS, *STORY_FACTS, "region", "case", "person", "story", "testimony", "coding", "code", "codes", "total"}
    | {"and", "or", "not", "in", "true", "false", "missing", "known", "unsettled"}
)
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError(f"{quote(text)} must be made of lower-case letters, digits and single hyphens")
    if text in RESERVED:
        raise ValueError(f"{text!r} is a word the program uses itself; choose another name")
    return text


Name = Annotated[str, AfterValidator(_name)]


class Section(BaseModel):
    """A part of study.toml; an unknown key in it is an error, not a silent nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AttributeType(StrEnum):
    """What kind of value an attribute holds."""

    COUNTRY = "country"
    CATEGORY = "category"
    YES_NO = "yes-no"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    TEXT = "text"


class Rollup(StrEnum):
    """Which value a person has when several testimonies give one."""

    AGREE = "agree"
    """The one they agree on; where they do not, none until somebody settles it."""
    FIRST = "first"
    """The earliest date or the least number."""
    LAST = "last"
    """The latest date or the greatest number."""
    ALL = "all"
    """All of them (names)."""


class Attribute(Section):
    """A typed fact of a case that this study records."""

    type: AttributeType
    """What its values are."""
    label: str = ""
    """How it is called in tables; the name with a capital letter unless you say otherwise."""
    description: str = ""
    """What exactly is recorded, for the team and the methods section."""
    values: dict[str, list[str]] = {}
    """For a category: each value, and how it may be printed."""
    rollup: Rollup | None = None
    """Which value a person has when several testimonies give one; `all` for names, else `agree`."""
    minimum: float | None = None
    """The least number that can be right."""
    maximum: float | None = None
    """The greatest number that can be right."""
    identifying: bool = False
    """Whether the value alone may recognise somebody (names always do)."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.type is AttributeType.CATEGORY and not self.values:
            raise ValueError('a category needs its values, e.g. values = { male = ["M"], female = ["F"] }')
        if self.type is not AttributeType.CATEGORY and self.values:
            raise ValueError("only a category has values")
        ordered = self.type in {AttributeType.DATE, AttributeType.NUMBER}
        if self.rollup in {Rollup.FIRST, Rollup.LAST} and not ordered:
            raise ValueError("only a date or a number has a first or a last")
        return self

    @property
    def rolled(self) -> Rollup:
        """How several testimonies' values become one."""
        return self.rollup or (Rollup.ALL if self.type is AttributeType.NAME else Rollup.AGREE)


class Missing(Section):
    """How the four kinds of missing are printed in this study's sheets."""

    unknown: list[str] = ["unknown", "?", "n/k", "not known"]
    """It was looked for, and nobody knows."""
    not_stated: list[str] = Field(["", "not stated", "n/s"], alias="not-stated")
    """The story does not say; an empty cell, unless you say otherwise."""
    not_applicable: list[str] = Field(["not applicable", "n/a"], alias="not-applicable")
    """The question makes no sense for this person."""
    withheld: list[str] = ["withheld", "redacted", "[redacted]", "anonymous"]
    """It is known, and must not be written down."""


class Hedges(Section):
    """Words before a value that say how sure it is."""

    likely: list[str] = ["likely", "probably", "believed", "presumably", "reportedly", "said to be"]
    """The headline takes such a value; a doubt says that it may be unknown."""
    possible: list[str] = ["possibly", "maybe", "perhaps", "may be", "alleged"]
    """The headline leaves such a value open."""


class Scheme(Section):
    """A way of grouping countries into regions."""

    label: str = ""
    """How the regions are called together in tables."""
    groups: dict[str, list[str]] = Field(min_length=1)
    """Each region, and the ISO 3166-1 codes of its countries."""
    rest: str = "Other"
    """What a country is in that no region holds."""

    @field_validator("groups")
    @classmethod
    def _once(cls, groups: dict[str, list[str]]) -> dict[str, list[str]]:
        seen: dict[str, str] = {}
        for group, codes in groups.items():
            for code in codes:
                if not is_code(code):
                    raise Wrong(f"{quote(code)} is not an ISO 3166-1 code such as SY or GB", group)
                if code in seen:
                    raise Wrong(f"{code} stands in {seen[code]!r} already", group)
                seen[code] = group
        return groups


class PeriodScheme(Section):
    """Named stretches of time, each from a first to a last date (EDTF, both included)."""

    label: str = ""
    """How the periods are called together in tables."""
    spans: dict[str, tuple[str, str]] = Field(min_length=1)
    """Each period, with its first and its last date, in order."""

    @field_validator("spans")
    @classmethod
    def _in_order(cls, spans: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
        before = None
        for label, (first, last) in spans.items():
            try:
                start, end = parse_edtf(first).first, parse_edtf(last).last
            except ValueError as error:
                raise Wrong(str(error), label) from error
            if end < start:
                raise Wrong(f"{label!r} ends before it begins", label)
            if before is not None and start <= before:
                raise Wrong(f"{label!r} overlaps the span before it, or comes too late in the list", label)
            before = end
        return spans


class Target(Section):
    """Where a column's values go, and how they are printed."""

    to: str
    """An attribute, a fact of the story, `code ID`, or `codes GROUP`; see below."""
    format: str = ""
    """How dates are printed: `DD/MM/YY`, `D MMMM YYYY`, `EDTF` and the like."""
    separator: str = ""
    """What stands between several codes in one cell."""
    yes: list[str] = ["yes", "y", "1", "x", "true"]
    """What means yes."""
    no: list[str] = ["no", "n", "0", "false"]
    """What means no."""
    cannot_tell: list[str] = Field(["cannot tell", "unclear", "?"], alias="cannot-tell")
    """What means that the coder could not tell."""

    @field_validator("format")
    @classmethod
    def _pattern(cls, pattern: str) -> str:
        if pattern:
            check_pattern(pattern)
        return pattern


class Footnote(Section):
    """A mark in a column that says something about the rows that carry it."""

    mark: str = Field(min_length=1)
    """The sign at the end of a cell; it is taken off before the cell is read."""
    column: str
    """The column in which it stands."""
    means: str = "maybe-one-person"
    """`maybe-one-person`: every two rows that carry it are judged *unsure*; `remark`: nothing."""
    names: list[str] = []
    """The names as the footnote prints them, to be held against the rows."""
    note: str = ""
    """What the footnote says, kept as the reason of the judgement."""

    @field_validator("means")
    @classmethod
    def _meaning(cls, means: str) -> str:
        if means not in {"maybe-one-person", "remark"}:
            raise ValueError("a footnote means 'maybe-one-person' or 'remark'")
        return means


class SheetSource(Section):
    """A spreadsheet to import, and what each of its columns is."""

    file: str
    """The spreadsheet, from the study's folder."""
    key: str
    """The column whose value names a row for ever."""
    columns: dict[str, Target | str]
    """What each column is; a column that is not here must be under `ignore`."""
    ignore: list[str] = []
    """Columns that are left out, said aloud."""
    footnotes: list[Footnote] = []
    sheet: str = ""
    """The worksheet of a workbook that has several."""
    header: int = Field(1, ge=1, le=1000)
    """The line in which the names of the columns stand."""
    encoding: str = ""
    """What the file was saved in, if it is not UTF-8."""
    delimiter: str = ""
    """One character between the cells; empty: the one under which the mapped columns are found."""
    how_found: str = ""
    """How these stories were found, for the methods section."""
    screened: bool = True
    """Whether somebody decided that these stories count before they were put into the sheet; false: they wait."""

    @field_validator("delimiter")
    @classmethod
    def _one_sign(cls, delimiter: str) -> str:
        if delimiter and not re.fullmatch(r"[^\w\s\"']|\t", delimiter):
            raise ValueError(f"{quote(delimiter)} cannot stand between cells; write one sign such as ';' or '\\t'")
        return delimiter

    @model_validator(mode="after")
    def _one_use(self) -> Self:
        used = {self.key: "the key", **dict.fromkeys(self.columns, "mapped")}
        used.update((note.column, "carries a footnote") for note in self.footnotes)
        for column in self.ignore:
            if column in used:
                raise Wrong(f"column {quote(column)} is ignored here, but {used[column]} elsewhere", "ignore")
        homes: dict[str, str] = {}
        for column in self.columns:
            home = self.target(column).to
            if home in homes and home != "key":
                raise Wrong(f"columns {homes[home]!r} and {column!r} both go to {home!r}", "columns", column)
            homes[home] = column
        return self

    def target(self, column: str) -> Target:
        """Return what a mapped column is."""
        found = self.columns[column]
        return found if isinstance(found, Target) else Target(to=found)


class WatchKind(StrEnum):
    """What a watch list is."""

    FEED = "feed"
    """RSS or Atom."""
    SITEMAP = "sitemap"
    """A sitemap, or an index of sitemaps."""
    LIST = "list"
    """Addresses: one a line, or a column of a table."""


class WatchList(Section):
    """A place that is looked through again and again for stories."""

    kind: WatchKind
    """What it is."""
    address: str = ""
    """Where it lies on the web; either this or `file`."""
    file: str = ""
    """Where it lies in the study's folder."""
    query: str = ""
    """The words that were searched for, if it holds the results of a search."""
    outlet: str = ""
    """Who publishes all of it, if it is one outlet's."""
    language: str = ""
    """The language of all of it (BCP 47)."""
    only: list[str] = []
    """Words of which an entry's title or address must hold one; empty: take every entry."""
    most: int = Field(10_000, ge=1, le=1_000_000)
    """How many of its entries are looked at in one run."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.address) == bool(self.file):
            raise ValueError("a watch list needs an address or a file, and not both")
        if self.language:
            check_tag(self.language)
        return self


class CollectSettings(Section):
    """What is collected, from where."""

    imports: dict[Name, SheetSource] = {}
    watch: dict[Name, WatchList] = {}
    outlets: dict[str, list[str]] = {}
    """Each outlet, and the hosts on which it publishes: "BBC" = ["bbc.co.uk", "bbc.com"]."""

    @field_validator("outlets")
    @classmethod
    def _one_outlet(cls, outlets: dict[str, list[str]]) -> dict[str, list[str]]:
        seen: dict[str, str] = {}
        for outlet, hosts in outlets.items():
            for host in hosts:
                if seen.setdefault(host.lower(), outlet) != outlet:
                    raise Wrong(f"{quote(host)} belongs to {quote(seen[host.lower()])} already", outlet)
        return outlets


class Criterion(Section):
    """A stated reason to include or exclude a story: a question that *yes* answers for every story that counts."""

    question: str = Field(min_length=1)
    """The question, to be answered with yes, no or unclear."""
    include: str = ""
    """What *yes* means: the story meets the criterion."""
    exclude: str = ""
    """What *no* means: the story does not count."""
    examples: list[str] = []
    """Cases that are not plain, and how they were answered."""
    label: str = ""
    """How stories that fail it are called in the flow; the name unless you say otherwise."""
    copies: bool = False
    """Whether a story that fails it is a copy of another one; copies are counted apart in the flow."""


class ScreenSettings(Section):
    """Which stories count."""

    criteria: dict[Name, Criterion] = {}


class ArchiveSettings(Section):
    """How pages are visited and kept."""

    pause: float = Field(5.0, ge=0, le=3600)
    """Seconds between two visits to one host."""
    obey_robots: bool = Field(False, alias="obey-robots")
    """Whether a page that robots.txt keeps from machines is left alone; else it is visited and that is noted."""
    proxy: str = ""
    """Empty, or the proxy that all visits go through and that resolves all names: `socks5h://127.0.0.1:9050`."""


class AnalyseSettings(Section):
    """How numbers are made."""

    date: str = "published"
    """The date that periods are about unless another is named."""
    region: str = ""
    """The region scheme used unless another is named."""
    sample: str = ""
    """Empty: the study holds every known case. Else: what it is a random sample of."""


class ReportSettings(Section):
    """What the report says of itself."""

    title: str = ""
    """The study's title, unless you say otherwise."""
    subtitle: str = ""
    """The line under the title."""
    authors: list[str] = []
    """Who wrote it."""
    publisher: str = ""
    """Who publishes it."""
    date: str = ""
    """The date it bears."""
    language: str = "en"
    """The language of its headings and of country names (BCP 47)."""
    appendix: bool = True
    """Whether the list of cases is part of it."""


class DatabaseSettings(Section):
    """Where the data are; empty means study.db in the folder."""

    url: str = ""
    """Empty for study.db in the folder, else `postgresql://user@host/database`."""
    schema_: str = Field("", alias="schema")
    """The schema on PostgreSQL in which this study lives alone."""

    @field_validator("schema_")
    @classmethod
    def _plain(cls, name: str) -> str:
        if name and (not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", name) or name.startswith("pg_")):
            raise ValueError(f"{quote(name)} is no name for a schema; use lower-case letters, digits and underscores")
        return name


class EndpointSettings(Section):
    """A language model behind an OpenAI-compatible address, asked only when somebody says so."""

    address: str = ""
    """Up to and including /v1, on this machine: `http://127.0.0.1:8080/v1`; empty for none."""
    model: str = ""
    """The model's name there."""
    allow_remote: bool = Field(False, alias="allow-remote")
    """Whether stories may leave this machine; think of the people in them before you write true."""
    seconds: float = Field(60.0, gt=0, le=3600)
    """How long one answer may take."""


class CodingSettings(Section):
    """How machines may suggest codes."""

    endpoint: EndpointSettings = EndpointSettings()


class Settings(Section):
    """The whole of study.toml."""

    title: str = Field(min_length=1)
    """What the study is called."""
    question: str = ""
    """The question it answers, in one sentence."""
    languages: list[Annotated[str, AfterValidator(check_tag)]] = Field(["en"], min_length=1)
    """The languages of its stories and sheets, the main one first (BCP 47)."""
    contact: str = ""
    """Whom to write to about it."""
    database: DatabaseSettings = DatabaseSettings()
    missing: Missing = Missing()
    hedges: Hedges = Hedges()
    attributes: dict[Name, Attribute] = {}
    regions: dict[Name, Scheme] = {}
    periods: dict[Name, PeriodScheme] = {}
    collect: CollectSettings = CollectSettings()
    archive: ArchiveSettings = ArchiveSettings()
    screen: ScreenSettings = ScreenSettings()
    coding: CodingSettings = CodingSettings()
    analyse: AnalyseSettings = AnalyseSettings()
    report: ReportSettings = ReportSettings()
    _document: Document | None = PrivateAttr(None)

    @model_validator(mode="after")
    def _references(self) -> Self:
        dates = {"published", *(n for n, a in self.attributes.items() if a.type is AttributeType.DATE)}
        if self.analyse.date not in dates:
            known = ", ".join(sorted(dates))
            raise Wrong(f"{quote(self.analyse.date)} is no date of this study; there are: {known}", "analyse", "date")
        if self.analyse.region and self.analyse.region not in {*self.regions, "un"}:
            raise Wrong(f"no [regions] section defines {quote(self.analyse.region)}", "analyse", "region")
        taken = set(self.attributes) & set(self.periods)
        if taken:
            raise Wrong(f"{min(taken)!r} is both an attribute and a period", "periods", min(taken))
        return self

    def line_of(self, *place: str | int) -> int | None:
        """Return the line of study.toml on which something stands."""
        return self._document.line_of(place) if self._document is not None else None

    @property
    def region_scheme(self) -> str:
        """The region scheme used unless another is named."""
        return self.analyse.region or next(iter(self.regions), "un")


def read_settings(folder: Path) -> Settings:
    """Read a study folder's settings.

    Raises:
        SettingsError: naming file, line and field.
    """
    document = read_toml(folder / FILE, SettingsError)
    settings = shaped(document, Settings, SettingsError)
    settings._document = document  # noqa: SLF001 - pydantic keeps private attributes out of the constructor
    return settings
