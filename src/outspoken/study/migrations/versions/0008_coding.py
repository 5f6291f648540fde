"""Code: versions of the codebook, rounds, codings on passages, suggestions, memos."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of coding; codings that are there were given by the first codebook."""
    op.create_table(
        "codebooks",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("meanings", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("undone", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebooks")),
        comment="A version of codebook.yaml, word for word; `meanings` is a JSON object of code to digest of what it means, `changes` a JSON list of what was done to the version before, `undone` the act that took it back.",
    )
    op.create_table(
        "rounds",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("blind", NUMBER, nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("seed", NUMBER, nullable=False),
        sa.Column("population", NUMBER, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("closed", NUMBER, nullable=True),
        sa.CheckConstraint("scheme in ('all','random','stratified','mixed','picked')", name=op.f("ck_rounds_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("name", name=op.f("uq_rounds_name")),
        comment="A round of coding: how its testimonies were drawn, and whether coders code blind of each other.",
    )
    op.create_table(
        "suggestion_runs",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("suggester", sa.Text(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("honesty", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_runs")),
        comment="What a machine proposed at one time: which machine, by which codebook, and how well it knows each code.",
    )
    op.create_table(
        "assignments",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=True),
        sa.Column("turn", NUMBER, nullable=False),
        sa.Column("finished", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_assignments_round_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimonies.id"], name=op.f("fk_assignments_testimony_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint(
            "round_id", "testimony_id", "coder", name=op.f("uq_assignments_round_id_testimony_id_coder")
        ),
        comment="A testimony that a coder is to code; `chance` is the probability with which it was drawn, empty where somebody picked it.",
    )
    op.create_index(op.f("ix_assignments_testimony_id"), "assignments", ["testimony_id"])
    op.create_table(
        "chances",
        sa.Column("run_id", NUMBER, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["suggestion_runs.id"], name=op.f("fk_chances_run_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimonies.id"], name=op.f("fk_chances_testimony_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "testimony_id", "code", name=op.f("pk_chances")),
        comment="The machine's chance of yes for every testimony and code, by what was learnt without that testimony.",
    )
    op.create_index(op.f("ix_chances_testimony_id"), "chances", ["testimony_id"])
    op.create_table(
        "suggestions",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("run_id", NUMBER, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=False),
        sa.Column("text_id", NUMBER, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("proposed", NUMBER, nullable=False),
        sa.Column("start", NUMBER, nullable=False),
        sa.Column("end", NUMBER, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided", NUMBER, nullable=True),
        sa.CheckConstraint("state in ('open','accepted','dismissed')", name=op.f("ck_suggestions_state")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["suggestion_runs.id"], name=op.f("fk_suggestions_run_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimonies.id"], name=op.f("fk_suggestions_testimony_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_suggestions_text_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        comment="What a machine proposes, with its words and its confidence; never counted.",
    )
    op.create_index(op.f("ix_suggestions_run_id"), "suggestions", ["run_id"])
    op.create_index(op.f("ix_suggestions_testimony_id"), "suggestions", ["testimony_id"])
    op.create_table(
        "votes",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=False),
        sa.Column("text_id", NUMBER, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("suggester", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("start", NUMBER, nullable=True),
        sa.Column("end", NUMBER, nullable=True),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.CheckConstraint("value in ('yes','no','refused')", name=op.f("ck_votes_value")),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimonies.id"], name=op.f("fk_votes_testimony_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_votes_text_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
        sa.UniqueConstraint(
            "testimony_id", "code", "suggester", "asked", name=op.f("uq_votes_testimony_id_code_suggester_asked")
        ),
        comment="What a language model answered about one code of one testimony; `asked` is the digest of the question.",
    )
    op.create_table(
        "memos",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, nullable=True),
        sa.Column("testimony_id", NUMBER, nullable=True),
        sa.Column("passage_id", NUMBER, nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("until", NUMBER, nullable=True),
        sa.Column("rewords", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_memos_passage_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_memos_story_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimonies.id"], name=op.f("fk_memos_testimony_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memos")),
        comment="What somebody noted about a code, a passage, a story or a case; a later wording replaces, never erases.",
    )
    op.create_index(op.f("ix_memos_passage_id"), "memos", ["passage_id"])
    op.create_index(op.f("ix_memos_story_id"), "memos", ["story_id"])
    op.create_index(op.f("ix_memos_testimony_id"), "memos", ["testimony_id"])
    op.execute("create table codings_before as select * from codings")
    op.drop_table("codings")
    op.create_table(
        "codings",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("testimony_id", NUMBER, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("until", NUMBER, nullable=True),
        sa.Column("passage_id", NUMBER, nullable=True),
        sa.Column("round_id", NUMBER, nullable=True),
        sa.Column("of_id", NUMBER, nullable=True),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("ended", NUMBER, nullable=True),
        sa.Column("stale", sa.Text(), nullable=False),
        sa.Column("settled", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("shown", NUMBER, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("suggester", sa.Text(), nullable=False),
        sa.CheckConstraint("value in ('yes','no','cannot tell')", name=op.f("ck_codings_value")),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimonies.id"], name=op.f("fk_codings_testimony_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_codings_passage_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_codings_round_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["of_id"], ["codings.id"], name=op.f("fk_codings_of_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
        comment="One code given by one coder to one testimony, or to a passage that speaks of it. `given` and `version` "
        "are the code and the codebook at that time; `code`, `stale` and `until` follow from these and all that was "
        "done to the codebook since; `of_id` is the coding that a split made this one from.",
    )
    for column in ("testimony_id", "passage_id", "code", "of_id"):
        op.create_index(op.f(f"ix_codings_{column}"), "codings", [column])
    op.execute(
        "insert into codings (id, testimony_id, code, value, coder, since, until, given, version, ended, stale, settled, "
        "reason, shown, suggester) "
        "select id, testimony_id, code, value, coder, since, until, code, 1, until, '', 0, '', 0, '' from codings_before"
    )
    op.drop_table("codings_before")
