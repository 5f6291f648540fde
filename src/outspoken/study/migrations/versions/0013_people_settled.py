"""People: splits, exclusions, settled contradictions, and what was said to suggested values."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make three tables, and let judgements say by which split they were made."""
    op.add_column("judgements", sa.Column("split", NUMBER, nullable=True))
    if op.get_bind().dialect.name != "sqlite":  # which knows no comments
        op.create_table_comment(
            "judgements",
            "Same, different or unsure about two testimonies, by somebody, for a reason; undone, never erased. `split` is the first of the judgements by which a person was split; they are undone together.",
        )
    op.create_table(
        "exclusions",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_said(),
        sa.CheckConstraint("kind in ('fake','not eligible')", name=op.f("ck_exclusions_kind")),
        _of("exclusions", "testimony_id", "testimonies"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusions")),
        comment="That a testimony counts nowhere, by whom and why; those of one person are laid in one act (`since`), `until` marks one that was taken back.",
    )
    op.create_index(op.f("ix_exclusions_testimony_id"), "exclusions", ["testimony_id"])
    op.create_table(
        "settlements",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=False),
        sa.Column("attribute", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("aside", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_said(),
        _of("settlements", "testimony_id", "testimonies"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
        comment="Which of several values of one person counts: the one that this testimony gives; `aside` is a JSON list of the others, which stay in the record. A value nobody had given yet opens it again.",
    )
    op.create_index(op.f("ix_settlements_testimony_id"), "settlements", ["testimony_id"])
    op.create_table(
        "value_suggestions",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=False),
        sa.Column("text_id", NUMBER, nullable=False),
        sa.Column("passage_id", NUMBER, nullable=True),
        sa.Column("fact_id", NUMBER, nullable=True),
        sa.Column("attribute", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        *_said(),
        sa.CheckConstraint("state in ('accepted','dismissed')", name=op.f("ck_value_suggestions_state")),
        _of("value_suggestions", "testimony_id", "testimonies"),
        _of("value_suggestions", "text_id", "texts"),
        _of("value_suggestions", "passage_id", "passages"),
        _of("value_suggestions", "fact_id", "facts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_suggestions")),
        comment="A value that a machine read out of a text, and what a person said to it: the fact it became, and the passage it stands on (none where the title says it). `until` marks one that was taken back.",
    )
    for column in ("testimony_id", "passage_id", "fact_id"):
        op.create_index(op.f(f"ix_value_suggestions_{column}"), "value_suggestions", [column])


def _said() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("until", NUMBER, nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
    )


def _of(table: str, column: str, home: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{home}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
