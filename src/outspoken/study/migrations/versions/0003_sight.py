"""Restrict cases and attributes to those who may see them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of sight."""
    op.create_table(
        "restrictions",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=True),
        sa.Column("attribute", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("case", NUMBER, nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("until", NUMBER, nullable=True),
        sa.CheckConstraint("level in ('restricted','sealed')", name=op.f("ck_restrictions_level")),
        sa.CheckConstraint("(testimony_id is null) <> (attribute is null)", name=op.f("ck_restrictions_one")),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimonies.id"], name=op.f("fk_restrictions_testimony_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restrictions")),
        comment="What not everybody may see: a testimony (`case` is the number it was born with) or an attribute; "
        "`until` marks a restriction that was lifted.",
    )
    op.create_index(op.f("ix_restrictions_testimony_id"), "restrictions", ["testimony_id"])
    op.create_table(
        "trusted",
        sa.Column("restriction_id", NUMBER, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["restriction_id"], ["restrictions.id"], name=op.f("fk_trusted_restriction_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("restriction_id", "actor", name=op.f("pk_trusted")),
        comment="Who may see what is restricted, by name.",
    )
    op.create_table(
        "openings",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("restriction_id", NUMBER, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["restriction_id"], ["restrictions.id"], name=op.f("fk_openings_restriction_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
        comment="Who opened what is sealed, why, and until when.",
    )
    op.create_index(op.f("ix_openings_restriction_id"), "openings", ["restriction_id"])
    op.create_table(
        "veils",
        sa.Column("restriction_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.CheckConstraint("kind in ('testimony','person','story','row')", name=op.f("ck_veils_kind")),
        sa.ForeignKeyConstraint(
            ["restriction_id"], ["restrictions.id"], name=op.f("fk_veils_restriction_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("restriction_id", "kind", "number", name=op.f("pk_veils")),
        comment="All that a restriction hides, worked out anew at the end of every act.",
    )
