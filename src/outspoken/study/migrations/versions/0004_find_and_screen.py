"""Find stories in channels, recognise them by their keys, and decide which count."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of finding and of screening."""
    op.add_column("story_dates", sa.Column("evidence", sa.Text(), nullable=True))
    _find()
    _screen()


def _find() -> None:
    op.create_table(
        "story_doubts",
        sa.Column("doubt_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["doubt_id"], ["doubts.id"], name=op.f("fk_story_doubts_doubt_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_doubts_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("doubt_id", name=op.f("pk_story_doubts")),
        comment="Which story a doubt is about that did not come in with a sheet.",
    )
    op.create_index(op.f("ix_story_doubts_story_id"), "story_doubts", ["story_id"])
    op.create_table(
        "channels",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint("name", name=op.f("uq_channels_name")),
        comment="A way in which stories are found: a feed, a search, a file, somebody's hand. How far two of them find the "
        "same stories tells how many none has found.",
    )
    op.create_table(
        "finds",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("channel_id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("found_as", sa.Text(), nullable=False),
        sa.Column("line", NUMBER, nullable=True),
        sa.Column("finder", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_finds_story_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_finds_channel_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finds")),
        sa.UniqueConstraint("channel_id", "key", name=op.f("uq_finds_channel_id_key")),
        comment="That a story was found: in which channel, under which address as printed there, by whom, when. `key` is "
        "by what the channel would find the same again.",
    )
    op.create_index(op.f("ix_finds_story_id"), "finds", ["story_id"])
    op.create_table(
        "story_keys",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_keys_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_keys")),
        comment="By what a story is recognised: the canonical form of an address, or the hash of a file.",
    )
    op.create_index(op.f("ix_story_keys_story_id"), "story_keys", ["story_id"])
    op.create_index(op.f("ix_story_keys_key"), "story_keys", ["key"])
    op.create_table(
        "runs",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("channel_id", NUMBER, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("seen", NUMBER, nullable=False),
        sa.Column("new", NUMBER, nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("modified", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_runs_channel_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        comment="Each time a watch list was gone through: what it held, what of it was new, what went wrong.",
    )
    op.create_index(op.f("ix_runs_channel_id"), "runs", ["channel_id"])


def _screen() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("screener", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.CheckConstraint("verdict in ('include','exclude','unclear')", name=op.f("ck_decisions_verdict")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_decisions_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        comment="What one screener decided about one story; replaced by a later one of theirs, undone, never erased.",
    )
    op.create_index(op.f("ix_decisions_story_id"), "decisions", ["story_id"])
    op.create_table(
        "decision_answers",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint("answer in ('yes','no','unclear')", name=op.f("ck_decision_answers_answer")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_answers_decision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_answers")),
        sa.UniqueConstraint("decision_id", "criterion", name=op.f("uq_decision_answers_decision_id_criterion")),
        comment="What a decision answers to one criterion of study.toml.",
    )
    op.create_table(
        "verdicts",
        sa.Column("story_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.CheckConstraint("verdict in ('include','exclude','unclear')", name=op.f("ck_verdicts_verdict")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_verdicts_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", name=op.f("pk_verdicts")),
        comment="What all decisions about a story come to, as it follows from them; only stories that somebody decided "
        "about. `criterion` is the first that an excluded story does not meet.",
    )
