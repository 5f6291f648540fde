"""Each study is opened once, shared by threads, and opened anew when its settings change."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from outspoken.collect import import_sheet
from outspoken.errors import NotFound
from outspoken.people import Verdict, judge
from outspoken.report.overview import overview
from outspoken.study import open_study
from outspoken.web.serving import Serving
from outspoken.web.studies import HERE, Shelf, Unguarded
from tests.conftest import AMAL, LEAVERS, LEAVERS_SHEET, MakeFolder


def test_a_team_has_the_studies_below_its_folder(tmp_path: Path, leavers_on_sqlite: Path) -> None:
    shutil.copytree(leavers_on_sqlite, tmp_path / "leavers")
    (tmp_path / "no-study").mkdir()
    kept = Shelf(Serving(tmp_path, team=True))
    assert kept.slugs() == ["leavers"]
    for name in ("no-study", "../leavers", "Leavers", "", ".."):
        with pytest.raises(NotFound):
            kept.study(name)
    kept.close()


def test_readers_and_writers_share_one_study(tmp_path: Path, leavers_on_sqlite: Path) -> None:
    folder = shutil.copytree(leavers_on_sqlite, tmp_path / "leavers")
    kept = Shelf(Serving(folder))

    def read(_: int) -> int:
        return overview(kept.study(HERE), by=AMAL).counts["testimonies"]

    def write(number: int) -> int:
        return judge(kept.study(HERE), "1", str(2 + number % 5), Verdict.UNSURE, by=AMAL).id

    with ThreadPoolExecutor(8) as pool:
        reads, writes = pool.map(read, range(24)), pool.map(write, range(24))
        assert set(reads) == {6}
        assert len(set(writes)) == 24
    kept.close()


def test_changed_settings_open_the_study_anew(tmp_path: Path, leavers_on_sqlite: Path) -> None:
    folder = shutil.copytree(leavers_on_sqlite, tmp_path / "leavers")
    kept = Shelf(Serving(folder))
    before = kept.study(HERE)
    assert kept.study(HERE) is before
    file = folder / "study.toml"
    file.write_text(file.read_text().replace("Order of the Lantern", "Order of the Lamp and Lantern"))
    assert "Lamp" in kept.study(HERE).settings.title
    kept.close()


@pytest.mark.parametrize(("rights", "who"), [("superuser", "a superuser"), ("nosuperuser bypassrls", "bypasses")])
def test_no_team_is_let_into_a_database_that_refuses_nothing(
    tmp_path: Path, make_folder: MakeFolder, server: str, schema: str, rights: str, who: str
) -> None:
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    role = f"r_{schema}"
    with engine.connect() as connection:
        connection.execute(text(f"create role {role} login {rights}"))
        connection.execute(text(f'create schema "{schema}" authorization {role}'))
    url = server.replace("postgres:@", f"{role}:@", 1)
    made = make_folder(LEAVERS + f'\n[database]\nurl = "{url}"\nschema = "{schema}"\n', leavers=LEAVERS_SHEET)
    with open_study(made) as study:
        import_sheet(study, "leavers", by=AMAL)
    kept = Shelf(Serving(made.parent, team=True))
    with pytest.raises(Unguarded, match=who) as caught:
        kept.refuse_unguarded()
    assert "nosuperuser nobypassrls" in caught.value.hint
    with pytest.raises(Unguarded):
        kept.study(made.name)
    with engine.connect() as connection:
        connection.execute(text(f"alter role {role} nosuperuser nobypassrls"))
    kept.refuse_unguarded()
    assert overview(kept.study(made.name), by=AMAL).counts["testimonies"] == 6
    kept.close()
    alone = Shelf(Serving(made))
    assert alone.study(HERE)
    alone.close()
    with engine.connect() as connection:
        connection.execute(text(f'drop schema "{schema}" cascade'))
        connection.execute(text(f"drop owned by {role}"))
        connection.execute(text(f"drop role {role}"))
    engine.dispose()
