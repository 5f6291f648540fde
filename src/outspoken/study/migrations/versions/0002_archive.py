"""Keep what was published: captures, their texts, and passages of these."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of the archive."""
    op.create_table(
        "captures",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("status", NUMBER, nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("offset", NUMBER, nullable=False),
        sa.Column("length", NUMBER, nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_captures_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
        comment="One archived copy of a story: what was asked for, where it ended, its hash, and where in which WARC "
        "file; `problem` is why it holds no good page, `refused` why `reader` could not read it.",
    )
    op.create_index(op.f("ix_captures_story_id"), "captures", ["story_id"])
    op.create_index(op.f("ix_captures_file_offset"), "captures", ["file", "offset"], unique=True)
    op.create_table(
        "texts",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("capture_id", NUMBER, nullable=True),
        sa.Column("of_id", NUMBER, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("until", NUMBER, nullable=True),
        sa.CheckConstraint("kind in ('read','given','transcript','translation')", name=op.f("ck_texts_kind")),
        sa.CheckConstraint("direction in ('ltr','rtl')", name=op.f("ck_texts_direction")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_texts_story_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_texts_capture_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["of_id"], ["texts.id"], name=op.f("fk_texts_of_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texts")),
        comment="The words of a story in one language; `of_id` is the text that a translation translates, "
        "`until` marks a reading that a newer one replaced.",
    )
    op.create_index(op.f("ix_texts_story_id"), "texts", ["story_id"])
    op.create_index(op.f("ix_texts_of_id"), "texts", ["of_id"])
    op.create_table(
        "marks",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("text_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", NUMBER, nullable=True),
        sa.Column("end", NUMBER, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('injected','hidden','invisible','moment')", name=op.f("ck_marks_kind")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_marks_text_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marks")),
        comment="What is said of a stretch of a text: injected advertising, hidden words, invisible characters, "
        "moments of a film; without offsets where the words are on the page and not in the text.",
    )
    op.create_index(op.f("ix_marks_text_id"), "marks", ["text_id"])
    op.create_table(
        "passages",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("text_id", NUMBER, nullable=False),
        sa.Column("start", NUMBER, nullable=False),
        sa.Column("end", NUMBER, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("lost", NUMBER, nullable=True),
        sa.CheckConstraint('"start" < "end"', name=op.f("ck_passages_order")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_passages_text_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        comment="A stretch of a text: offsets in characters, the quoted words, what stands around them; "
        "`lost` is the act in which a newer reading no longer held it.",
    )
    op.create_index(op.f("ix_passages_text_id"), "passages", ["text_id"])
