"""Let a find of a hidden story be found again; have PostgreSQL refuse, in every table, what the views leave out."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen what is found once. The policies are made anew after every migration, so nothing is said of them here."""
    with op.batch_alter_table("finds") as finds:
        finds.drop_constraint(op.f("uq_finds_channel_id_key"), type_="unique")
        finds.create_unique_constraint(op.f("uq_finds_channel_id_key_story_id"), ["channel_id", "key", "story_id"])
