import shutil
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from outspoken.errors import StudyError
from outspoken.study import open_study, schema, searchindex
from outspoken.study.tables import metadata
from tests.dumps import dump


def test_the_migrations_make_exactly_the_tables_of_the_one_page(study):
    with study.database.reading() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_name": not_of_the_index}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def not_of_the_index(name, kind, _):
    """The search index is no table of ours: FTS5 keeps it on SQLite, and PostgreSQL has a type for it."""
    return not (kind == "table" and name.startswith(searchindex.TABLE))


def test_every_check_and_comment_is_made_too(study):
    with study.database.reading() as connection:
        for table in metadata.sorted_tables:
            checks = {c.name for c in table.constraints if type(c).__name__ == "CheckConstraint"}
            inspector = schema.inspect(connection)
            assert {one["name"] for one in inspector.get_check_constraints(table.name)} == checks
            assert table.comment


def test_the_version_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.VERSION]


def test_opening_a_study_again_changes_nothing(study):
    before = dump(study, with_jobs=True)
    with open_study(study.folder) as again:
        assert dump(again, with_jobs=True) == before
    assert not (study.folder / ".outspoken" / "backups").exists()


@pytest.mark.parametrize("version", ["0999", "zzz", "*", "../x", "0000"])
def test_a_database_of_a_version_that_nobody_knows_is_refused(study, version):
    with study.database.writing() as connection:
        connection.execute(text("update alembic_version set version_num = :v"), {"v": version})
    before = dump(study)
    with pytest.raises(StudyError, match="does not know") as caught:
        open_study(study.folder)
    assert "newer version" in caught.value.hint
    assert dump(study) == before


@pytest.fixture
def next_version(monkeypatch, tmp_path):
    """Make this program one version newer than it is, with a migration more."""
    newer = tmp_path / "100%-migrations"
    shutil.copytree(schema.MIGRATIONS, newer, ignore=shutil.ignore_patterns("__pycache__"))
    (newer / "versions" / "9000_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f'revision, down_revision, branch_labels, depends_on = "9000", "{schema.VERSION}", None, None\n'
        'def upgrade():\n    op.create_table("extras", sa.Column("id", sa.Integer(), primary_key=True))\n'
        '    op.execute("insert into extras values (1)")\n'
    )
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    monkeypatch.setattr(schema, "VERSION", "9000")
    return newer


def test_an_older_database_is_backed_up_and_then_brought_up_to_date(study, database, next_version):
    before = dump(study)
    if database:
        with pytest.raises(StudyError, match="earlier version") as caught:
            open_study(study.folder)
        assert "pg_dump" in caught.value.hint
        schema.upgrade(study.database, backups=study.folder, backed_up=True)
    else:
        open_study(study.folder).close()
        (backup,) = (study.folder / ".outspoken" / "backups").iterdir()
        with closing(sqlite3.connect(backup)) as old:
            assert old.execute("select count(*) from testimonies").fetchone() == (6,)
            assert old.execute("select version_num from alembic_version").fetchone() != ("9000",)
    assert dump(study) == before
    with study.database.reading() as connection:
        assert connection.execute(text("select id from extras")).scalar() == 1


def test_a_migration_that_fails_leaves_the_database_as_it_was(study, next_version):
    with (next_version / "versions" / "9000_next.py").open("a") as script:
        script.write("    raise ZeroDivisionError\n")
    before = dump(study)
    with pytest.raises(ZeroDivisionError):
        schema.upgrade(study.database, backups=study.folder / "backups", backed_up=True)
    with study.database.reading() as connection:
        assert not schema.inspect(connection).has_table("extras")
    assert dump(study) == before


def test_without_a_backup_nothing_is_migrated(study, database, next_version):
    if database:
        return
    (study.folder / ".outspoken").write_text("a file where the backups should go")
    with pytest.raises(StudyError, match="could not be backed up"):
        open_study(study.folder)
    with study.database.reading() as connection:
        assert not schema.inspect(connection).has_table("extras")
