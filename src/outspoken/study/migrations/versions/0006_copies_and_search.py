"""Settle copies of a text; keep an index of words by which stories are found."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE = """
create virtual table story_words using fts5(title, words, tokenize = "unicode61 remove_diacritics 0")
;; create trigger search_text_new after insert on texts begin
     insert or ignore into search_waiting values (new.id * 2);
   end
;; create trigger search_text_changed after update of title, words, until on texts begin
     insert or ignore into search_waiting values (new.id * 2);
   end
;; create trigger search_text_gone after delete on texts begin
     insert or ignore into search_waiting values (old.id * 2);
   end
;; create trigger search_story_new after insert on stories when new.title <> '' begin
     insert or ignore into search_waiting values (new.id * 2 + 1);
   end
;; create trigger search_story_changed after update of title on stories when new.title <> old.title begin
     insert or ignore into search_waiting values (new.id * 2 + 1);
   end
;; create trigger search_story_gone after delete on stories begin
     insert or ignore into search_waiting values (old.id * 2 + 1);
   end
"""
POSTGRESQL = """
create table story_words (entry bigint primary key, words tsvector not null)
;; create index story_words_words on story_words using gin (words)
;; create function search_text() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' then
       delete from story_words where entry = old.id * 2;
       insert into search_waiting values (old.id * 2) on conflict do nothing;
       return old;
     end if;
     insert into search_waiting values (new.id * 2) on conflict do nothing;
     return new;
   end $$
;; create function search_story() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' then
       delete from story_words where entry = old.id * 2 + 1;
       insert into search_waiting values (old.id * 2 + 1) on conflict do nothing;
       return old;
     end if;
     if tg_op = 'INSERT' and new.title = '' then
       return new;
     end if;
     if tg_op = 'UPDATE' then
       if new.title = old.title then
         return new;
       end if;
     end if;
     insert into search_waiting values (new.id * 2 + 1) on conflict do nothing;
     return new;
   end $$
;; create trigger search_text after insert or delete or update of title, words, until on texts
   for each row execute function search_text()
;; create trigger search_story after insert or delete or update of title on stories
   for each row execute function search_story()
"""


def upgrade() -> None:
    """Make the tables, the index and the triggers; what there is already waits to be taken in."""
    op.create_table(
        "copy_judgements",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("copy_id", NUMBER, nullable=False),
        sa.Column("original_id", NUMBER, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.CheckConstraint("verdict in ('copy','not-a-copy','unsure')", name=op.f("ck_copy_judgements_verdict")),
        sa.CheckConstraint("copy_id <> original_id", name=op.f("ck_copy_judgements_two")),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["stories.id"], name=op.f("fk_copy_judgements_copy_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["original_id"], ["stories.id"], name=op.f("fk_copy_judgements_original_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_judgements")),
        comment="Whether one story is a copy of another, by somebody, for a reason; undone, never erased.",
    )
    op.create_index(op.f("ix_copy_judgements_copy_id"), "copy_judgements", ["copy_id"])
    op.create_index(op.f("ix_copy_judgements_original_id"), "copy_judgements", ["original_id"])
    op.create_table(
        "search_entries",
        sa.Column("entry", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_search_entries_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_search_entries")),
        comment="What the search index holds: twice the id of a text, or twice the id of a story and one; "
        "and whose it is.",
    )
    op.create_index(op.f("ix_search_entries_story_id"), "search_entries", ["story_id"])
    op.create_table(
        "search_waiting",
        sa.Column("entry", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_search_waiting")),
        comment="Entries that the search index does not hold yet, or no longer should. "
        "Triggers write it, the act that changed something empties it.",
    )
    connection = op.get_bind()
    for statement in (SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL).split(";; "):
        connection.exec_driver_sql(statement)
    op.execute("insert into search_waiting select id * 2 from texts where until is null")
    op.execute("insert into search_waiting select id * 2 + 1 from stories where title <> ''")
