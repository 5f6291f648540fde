"""Keep views of the case table, each for its maker or shared with who sees as much."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "views",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("blind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.UniqueConstraint("actor", "name", name=op.f("uq_views_actor_name")),
        sa.CheckConstraint("shared in (0, 1)", name=op.f("ck_views_shared")),
        comment="The case table as somebody wants to find it again, for themselves or shared; `blind` lists the "
        "restrictions that hid something from its maker, for a view may tell whatever its maker saw.",
    )
