"""The whole database on one page: every table of every step, in the order of the work.

Foreign keys point backwards along the work, so that withdrawing a story takes all that
came from it. Times are UTC in ISO 8601; dates are EDTF; lists are JSON.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Number = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Number, primary_key=True, autoincrement=False)


def _to(table: str, name: str = "", *, optional: bool = False) -> Column[int]:
    key = ForeignKey(f"{_PLURAL[table]}.id", ondelete="CASCADE")
    return Column(name or f"{table}_id", Number, key, nullable=optional)


_PLURAL = {
    "outlet": "outlets",
    "sheet": "sheets",
    "row": "sheet_rows",
    "story": "stories",
    "capture": "captures",
    "text": "texts",
    "doubt": "doubts",
    "channel": "channels",
    "decision": "decisions",
    "testimony": "testimonies",
    "person": "persons",
    "restriction": "restrictions",
    "passage": "passages",
    "round": "rounds",
    "run": "suggestion_runs",
    "coding": "codings",
    "fact": "facts",
}

# ---- study: who acts, what was done, what is running -------------------------------

counters = Table(
    "counters",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("last", Number, nullable=False),
    comment="The last id given to each kind; ids are never used twice.",
)

actors = Table(
    "actors",
    metadata,
    Column("name", Text, primary_key=True),
    Column("roles", Text, nullable=False),
    Column("since", Text, nullable=False),
    comment="Who may act in this study, in which roles.",
)

journal = Table(
    "journal",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    # Not a foreign key: an account may be deleted, the journal may not.
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("seal", Text, nullable=False),
    comment="Every act, each entry sealed with the hash of the one before; identifiers, never names or words.",
)

jobs = Table(
    "jobs",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("done", Number, nullable=False),
    Column("total", Number),
    Column("cursor", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("beat", Text, nullable=False),
    CheckConstraint("state in ('running','done','interrupted','failed')", name="state"),
    comment="Long work: how far it is, and where it goes on after an interruption.",
)

# ---- collect: stories, and the sheets they came in ---------------------------------

outlets = Table(
    "outlets",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    comment="Who publishes.",
)

sheets = Table(
    "sheets",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("rows", Number, nullable=False),
    Column("at", Text, nullable=False),
    Column("reading", Text, nullable=False),
    comment="An imported spreadsheet, as it was last read; `reading` is a JSON object of column to how it was read.",
)

sheet_rows = Table(
    "sheet_rows",
    metadata,
    _id(),
    _to("sheet"),
    Column("key", Text, nullable=False),
    Column("line", Number, nullable=False),
    Column("printed", Text, nullable=False),
    UniqueConstraint("sheet_id", "key"),
    comment="A row exactly as printed: a JSON object of column to text.",
)

row_changes = Table(
    "row_changes",
    metadata,
    _id(),
    _to("row"),
    Column("seq", Number, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Index(None, "row_id"),
    comment="What a later reading of the same sheet printed differently, and in which act it was taken over.",
)

stories = Table(
    "stories",
    metadata,
    _id(),
    _to("outlet", optional=True),
    _to("row", optional=True),
    Column("title", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("language", Text, nullable=False),
    Index(None, "row_id"),
    Index(None, "outlet_id"),
    comment="One published item.",
)

doubts = Table(
    "doubts",
    metadata,
    _id(),
    _to("sheet", optional=True),
    _to("row", optional=True),
    Column("kind", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("printed", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("readings", Text, nullable=False),
    Column("rows", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("choice", Text),
    Column("chosen_by", Text),
    Column("reason", Text),
    Index(None, "row_id"),
    CheckConstraint("state in ('open','settled','gone')", name="state"),
    comment="What was printed and could not be taken as it stands; open until somebody chooses.",
)

story_dates = Table(
    "story_dates",
    metadata,
    _id(),
    _to("story"),
    Column("value", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("printed", Text, nullable=False),
    Column("evidence", Text),
    Column("since", Number, nullable=False),
    Column("until", Number),
    _to("doubt", optional=True),
    Index(None, "story_id"),
    CheckConstraint("certainty in ('certain','likely','possible')", name="certainty"),
    # Where `printed` stood; empty for a cell of a sheet, whose column is known.
    comment="When a story was published; several rows where a doubt leaves several readings.",
)

story_doubts = Table(
    "story_doubts",
    metadata,
    Column("doubt_id", Number, ForeignKey("doubts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _to("story"),
    Index(None, "story_id"),
    comment="Which story a doubt is about that did not come in with a sheet.",
)

channels = Table(
    "channels",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("since", Number, nullable=False),
    comment="A way in which stories are found: a feed, a search, a file, somebody's hand. How far two of them find the "
    "same stories tells how many none has found.",
)

finds = Table(
    "finds",
    metadata,
    _id(),
    _to("story"),
    _to("channel"),
    Column("key", Text, nullable=False),
    Column("found_as", Text, nullable=False),
    Column("line", Number),
    Column("finder", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    # Not one story for a key: whoever may not see the story that a channel found finds it again as a new one.
    UniqueConstraint("channel_id", "key", "story_id"),
    Index(None, "story_id"),
    comment="That a story was found: in which channel, under which address as printed there, by whom, when. `key` is "
    "by what the channel would find the same again.",
)

story_keys = Table(
    "story_keys",
    metadata,
    _id(),
    _to("story"),
    Column("key", Text, nullable=False),
    Column("since", Number, nullable=False),
    Index(None, "story_id"),
    Index(None, "key"),
    comment="By what a story is recognised: the canonical form of an address, or the hash of a file.",
)

runs = Table(
    "runs",
    metadata,
    _id(),
    _to("channel"),
    Column("at", Text, nullable=False),
    Column("seq", Number, nullable=False),
    Column("seen", Number, nullable=False),
    Column("new", Number, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Index(None, "channel_id"),
    comment="Each time a watch list was gone through: what it held, what of it was new, what went wrong.",
)

# ---- archive: what was published, as it was published, and its words ---------------

captures = Table(
    "captures",
    metadata,
    _id(),
    _to("story"),
    Column("at", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("status", Number, nullable=False),
    Column("media", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("offset", Number, nullable=False),
    Column("length", Number, nullable=False),
    Column("tool", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("refused", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Index(None, "story_id"),
    Index(None, "file", "offset", unique=True),
    comment="One archived copy of a story: what was asked for, where it ended, its hash, and where in which WARC file; "
    "`problem` is why it holds no good page, `refused` why `reader` could not read it.",
)

texts = Table(
    "texts",
    metadata,
    _id(),
    _to("story"),
    _to("capture", optional=True),
    _to("text", "of_id", optional=True),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    Index(None, "story_id"),
    Index(None, "of_id"),
    CheckConstraint("kind in ('read','given','transcript','translation')", name="kind"),
    CheckConstraint("direction in ('ltr','rtl')", name="direction"),
    comment="The words of a story in one language; `of_id` is the text that a translation translates, "
    "`until` marks a reading that a newer one replaced.",
)

marks = Table(
    "marks",
    metadata,
    _id(),
    _to("text"),
    Column("kind", Text, nullable=False),
    Column("start", Number),
    Column("end", Number),
    Column("words", Text, nullable=False),
    Index(None, "text_id"),
    CheckConstraint("kind in ('injected','hidden','invisible','moment')", name="kind"),
    comment="What is said of a stretch of a text: injected advertising, hidden words, invisible characters, "
    "moments of a film; without offsets where the words are on the page and not in the text.",
)

passages = Table(
    "passages",
    metadata,
    _id(),
    _to("text"),
    Column("start", Number, nullable=False),
    Column("end", Number, nullable=False),
    Column("quote", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("lost", Number),
    Index(None, "text_id"),
    CheckConstraint('"start" < "end"', name="order"),
    comment="A stretch of a text: offsets in characters, the quoted words, what stands around them; "
    "`lost` is the act in which a newer reading no longer held it.",
)

copy_judgements = Table(
    "copy_judgements",
    metadata,
    _id(),
    _to("story", "copy_id"),
    _to("story", "original_id"),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_at", Text),
    Column("undone_by", Text),
    Index(None, "copy_id"),
    Index(None, "original_id"),
    CheckConstraint("verdict in ('copy','not-a-copy','unsure')", name="verdict"),
    CheckConstraint("copy_id <> original_id", name="two"),
    comment="Whether one story is a copy of another, by somebody, for a reason; undone, never erased.",
)

search_entries = Table(
    "search_entries",
    metadata,
    Column("entry", Number, primary_key=True, autoincrement=False),
    _to("story"),
    Index(None, "story_id"),
    comment="What the search index holds: twice the id of a text, or twice the id of a story and one; and whose it is.",
)

search_waiting = Table(
    "search_waiting",
    metadata,
    Column("entry", Number, primary_key=True, autoincrement=False),
    comment="Entries that the search index does not hold yet, or no longer should. "
    "Triggers write it, the act that changed something empties it.",
)

# ---- screen: which stories count, and why ------------------------------------------

decisions = Table(
    "decisions",
    metadata,
    _id(),
    _to("story"),
    Column("screener", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_at", Text),
    Column("undone_by", Text),
    Index(None, "story_id"),
    CheckConstraint("verdict in ('include','exclude','unclear')", name="verdict"),
    comment="What one screener decided about one story; replaced by a later one of theirs, undone, never erased.",
)

decision_answers = Table(
    "decision_answers",
    metadata,
    _id(),
    _to("decision"),
    Column("criterion", Text, nullable=False),
    Column("answer", Text, nullable=False),
    UniqueConstraint("decision_id", "criterion"),
    CheckConstraint("answer in ('yes','no','unclear')", name="answer"),
    comment="What a decision answers to one criterion of study.toml.",
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("story_id", Number, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("verdict", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    CheckConstraint("verdict in ('include','exclude','unclear')", name="verdict"),
    comment="What all decisions about a story come to, as it follows from them; only stories that somebody decided "
    "about. `criterion` is the first that an excluded story does not meet.",
)

# ---- people: who speaks, and who is the same ---------------------------------------

persons = Table(
    "persons",
    metadata,
    _id(),
    comment="Stable ids of persons; who belongs to one follows from the judgements.",
)

testimonies = Table(
    "testimonies",
    metadata,
    _id(),
    _to("story"),
    _to("row", optional=True),
    Column("born_as", Number, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    _to("person"),
    Index(None, "story_id"),
    Index(None, "row_id"),
    Index(None, "person_id"),
    comment="What one story says of one person.",
)

facts = Table(
    "facts",
    metadata,
    _id(),
    _to("testimony"),
    Column("attribute", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("missing", Text),
    Column("certainty", Text, nullable=False),
    Column("printed", Text, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    _to("doubt", optional=True),
    Index(None, "testimony_id"),
    Index(None, "attribute"),
    CheckConstraint("certainty in ('certain','likely','possible')", name="certainty"),
    CheckConstraint("missing in ('unknown','not stated','not applicable','withheld')", name="missing"),
    comment="A value of an attribute that a testimony gives; `until` marks one that was replaced.",
)

judgements = Table(
    "judgements",
    metadata,
    _id(),
    _to("testimony", "left_id"),
    _to("testimony", "right_id"),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_at", Text),
    Column("undone_by", Text),
    Column("split", Number),
    Index(None, "left_id"),
    Index(None, "right_id"),
    CheckConstraint("verdict in ('same','different','unsure')", name="verdict"),
    CheckConstraint("left_id < right_id", name="order"),
    comment="Same, different or unsure about two testimonies, by somebody, for a reason; undone, never erased. "
    "`split` is the first of the judgements by which a person was split; they are undone together.",
)

exclusions = Table(
    "exclusions",
    metadata,
    _id(),
    _to("testimony"),
    Column("kind", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    Column("undone_by", Text),
    Index(None, "testimony_id"),
    CheckConstraint("kind in ('fake','not eligible')", name="kind"),
    comment="That a testimony counts nowhere, by whom and why; those of one person are laid in one act (`since`), "
    "`until` marks one that was taken back.",
)

settlements = Table(
    "settlements",
    metadata,
    _id(),
    _to("testimony"),
    Column("attribute", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("aside", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    Column("undone_by", Text),
    Index(None, "testimony_id"),
    comment="Which of several values of one person counts: the one that this testimony gives; `aside` is a JSON list "
    "of the others, which stay in the record. A value nobody had given yet opens it again.",
)

value_suggestions = Table(
    "value_suggestions",
    metadata,
    _id(),
    _to("testimony"),
    _to("text"),
    _to("passage", optional=True),
    _to("fact", optional=True),
    Column("attribute", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    Column("undone_by", Text),
    Index(None, "testimony_id"),
    Index(None, "passage_id"),
    Index(None, "fact_id"),
    CheckConstraint("state in ('accepted','dismissed')", name="state"),
    comment="A value that a machine read out of a text, and what a person said to it: the fact it became, and the "
    "passage it stands on (none where the title says it). `until` marks one that was taken back.",
)

restrictions = Table(
    "restrictions",
    metadata,
    _id(),
    _to("testimony", optional=True),
    Column("attribute", Text),
    Column("level", Text, nullable=False),
    Column("case", Number),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    Index(None, "testimony_id"),
    CheckConstraint("level in ('restricted','sealed')", name="level"),
    CheckConstraint("(testimony_id is null) <> (attribute is null)", name="one"),
    comment="What not everybody may see: a testimony (`case` is the number it was born with) or an attribute; "
    "`until` marks a restriction that was lifted.",
)

trusted = Table(
    "trusted",
    metadata,
    Column("restriction_id", Number, ForeignKey("restrictions.id", ondelete="CASCADE"), primary_key=True),
    Column("actor", Text, primary_key=True),
    comment="Who may see what is restricted, by name.",
)

openings = Table(
    "openings",
    metadata,
    _id(),
    _to("restriction"),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Index(None, "restriction_id"),
    comment="Who opened what is sealed, why, and until when.",
)

veils = Table(
    "veils",
    metadata,
    Column("restriction_id", Number, ForeignKey("restrictions.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("number", Number, primary_key=True),
    CheckConstraint("kind in ('testimony','person','story','row')", name="kind"),
    comment="All that a restriction hides, worked out anew at the end of every act.",
)

# ---- coding: what the stories say --------------------------------------------------

codebooks = Table(
    "codebooks",
    metadata,
    _id(),
    Column("words", Text, nullable=False),
    Column("meanings", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("undone", Number),
    comment="A version of codebook.yaml, word for word; `meanings` is a JSON object of code to digest of what it "
    "means, `changes` a JSON list of what was done to the version before, `undone` the act that took it back.",
)

rounds = Table(
    "rounds",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("blind", Number, nullable=False),
    Column("scheme", Text, nullable=False),
    Column("seed", Number, nullable=False),
    Column("population", Number, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("closed", Number),
    CheckConstraint("scheme in ('all','random','stratified','mixed','picked')", name="scheme"),
    comment="A round of coding: how its testimonies were drawn, and whether coders code blind of each other.",
)

assignments = Table(
    "assignments",
    metadata,
    _id(),
    _to("round"),
    _to("testimony"),
    Column("coder", Text, nullable=False),
    Column("chance", Float),
    Column("turn", Number, nullable=False),
    Column("finished", Number),
    UniqueConstraint("round_id", "testimony_id", "coder"),
    Index(None, "testimony_id"),
    comment="A testimony that a coder is to code; `chance` is the probability with which it was drawn, "
    "empty where somebody picked it.",
)

suggestion_runs = Table(
    "suggestion_runs",
    metadata,
    _id(),
    Column("suggester", Text, nullable=False),
    Column("version", Number, nullable=False),
    Column("honesty", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    comment="What a machine proposed at one time: which machine, by which codebook, and how well it knows each code.",
)

suggestions = Table(
    "suggestions",
    metadata,
    _id(),
    _to("run"),
    _to("testimony"),
    _to("text"),
    Column("code", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("proposed", Number, nullable=False),
    Column("start", Number, nullable=False),
    Column("end", Number, nullable=False),
    Column("quote", Text, nullable=False),
    Column("terms", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Text),
    Column("decided", Number),
    Index(None, "testimony_id"),
    Index(None, "run_id"),
    CheckConstraint("state in ('open','accepted','dismissed')", name="state"),
    comment="What a machine proposes, with its words and its confidence; never counted.",
)

chances = Table(
    "chances",
    metadata,
    Column("run_id", Number, ForeignKey("suggestion_runs.id", ondelete="CASCADE"), primary_key=True),
    Column("testimony_id", Number, ForeignKey("testimonies.id", ondelete="CASCADE"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("chance", Float, nullable=False),
    Index(None, "testimony_id"),
    comment="The machine's chance of yes for every testimony and code, by what was learnt without that testimony.",
)

votes = Table(
    "votes",
    metadata,
    _id(),
    _to("testimony"),
    _to("text"),
    Column("code", Text, nullable=False),
    Column("suggester", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("start", Number),
    Column("end", Number),
    Column("refused", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("testimony_id", "code", "suggester", "asked"),
    CheckConstraint("value in ('yes','no','refused')", name="value"),
    comment="What a language model answered about one code of one testimony; `asked` is the digest of the question.",
)

codings = Table(
    "codings",
    metadata,
    _id(),
    _to("testimony"),
    Column("code", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    _to("passage", optional=True),
    _to("round", optional=True),
    _to("coding", "of_id", optional=True),
    Column("given", Text, nullable=False),
    Column("version", Number, nullable=False),
    Column("ended", Number),
    Column("stale", Text, nullable=False),
    Column("settled", Number, nullable=False),
    Column("reason", Text, nullable=False),
    Column("shown", Number, nullable=False),
    Column("confidence", Float),
    Column("suggester", Text, nullable=False),
    Index(None, "testimony_id"),
    Index(None, "passage_id"),
    Index(None, "code"),
    Index(None, "of_id"),
    CheckConstraint("value in ('yes','no','cannot tell')", name="value"),
    comment="One code given by one coder to one testimony, or to a passage that speaks of it. `given` and `version` "
    "are the code and the codebook at that time; `code`, `stale` and `until` follow from these and all that was done "
    "to the codebook since; `of_id` is the coding that a split made this one from.",
)

memos = Table(
    "memos",
    metadata,
    _id(),
    _to("story", optional=True),
    _to("testimony", optional=True),
    _to("passage", optional=True),
    Column("code", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number),
    Column("rewords", Number),
    Index(None, "story_id"),
    Index(None, "testimony_id"),
    Index(None, "passage_id"),
    comment="What somebody noted about a code, a passage, a story or a case; a later wording replaces, never erases.",
)

# ---- analyse: to numbers -----------------------------------------------------------

views = Table(
    "views",
    metadata,
    _id(),
    Column("actor", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("shared", Integer, nullable=False, server_default="0"),
    Column("blind", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("actor", "name"),
    CheckConstraint("shared in (0, 1)", name="shared"),
    comment="The case table as somebody wants to find it again, for themselves or shared; `blind` lists the "
    "restrictions that hid something from its maker, for a view may tell whatever its maker saw.",
)
