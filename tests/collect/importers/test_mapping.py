"""Every column of a sheet is declared, and somebody understands it; else one is told where to write what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from outspoken.collect.importers.mapping import Mapped, expected_columns, map_columns
from outspoken.collect.importers.stories import StoryIntake
from outspoken.collect.records import Intake
from outspoken.errors import SettingsError, SheetError
from outspoken.people.intake import PeopleIntake
from outspoken.study import Study
from tests.conftest import LEAVERS, MakeFolder

HEADER = ["id", "name", "country", "sex", "printed", "outlet", "left", "children", "recruiter"]


Make = Callable[[str], Study]


@pytest.fixture
def make(make_folder: MakeFolder, opened: Callable[[Path], Study]) -> Make:
    """Open a study that says what is given."""
    return lambda toml: opened(make_folder(toml))


def intakes(study: Study) -> list[Intake]:
    return [StoryIntake(study.settings.missing, "en"), PeopleIntake(study)]


def mapped(study: Study, header: list[str]) -> Mapped:
    return map_columns("leavers", header, study.settings, intakes(study))


def test_each_column_goes_to_whoever_understands_it_wherever_it_stands(study_on_sqlite: Study) -> None:
    found = mapped(study_on_sqlite, HEADER[::-1])
    assert found.key == len(HEADER) - 1
    where = {column.name: (column.index, column.target.to, type(column.intake)) for column in found.columns}
    assert where["printed"] == (4, "story.published", StoryIntake)
    assert where["country"] == (6, "country", PeopleIntake)
    assert "id" not in where
    assert dict(found.printed) == {name: index for index, name in enumerate(HEADER[::-1])}


def test_the_longest_footnote_mark_is_looked_for_first(make: Make) -> None:
    study = make(LEAVERS + '\n[[collect.imports.leavers.footnotes]]\nmark = "**"\ncolumn = "name"\n')
    assert mapped(study, HEADER).marks == ((1, ("**", "*")),)


def test_a_column_that_is_missing_is_told_with_its_likely_name(study_on_sqlite: Study) -> None:
    with pytest.raises(SheetError, match=r"leavers\.csv, line 1: there is no column 'country'") as caught:
        mapped(study_on_sqlite, ["id", "name", "countries", *HEADER[3:]])
    assert caught.value.hint.startswith("Did you mean 'countries'?")


def test_a_column_that_nobody_declared_stops_the_import_until_it_is_ignored(make: Make) -> None:
    with pytest.raises(SheetError, match="nobody says what column 'notes' is") as caught:
        mapped(make(LEAVERS), [*HEADER, "notes"])
    assert 'ignore = ["notes"]' in caught.value.hint
    ignoring = make(LEAVERS.replace('key = "id"', 'key = "id"\nignore = ["notes"]'))
    found = mapped(ignoring, [*HEADER, "notes"])
    assert "notes" not in dict(found.printed)


@pytest.mark.parametrize(
    ("column", "old", "new", "said"),
    [
        ("outlet", '"story.outlet"', '"story.colour"', "a story has no 'colour'"),
        ("outlet", '"story.outlet"', '"colour"', "there is nothing called"),
        ("printed", ', format = "DD/MM/YY"', "", "a date needs the format it is printed in"),
    ],
)
def test_a_target_that_nobody_understands_is_told_with_its_place(
    make: Make, column: str, old: str, new: str, said: str
) -> None:
    study = make(LEAVERS.replace(old, new))
    with pytest.raises(SettingsError, match=said) as caught:
        mapped(study, HEADER)
    assert caught.value.field == f"collect.imports.leavers.columns.{column}"
    assert caught.value.line == LEAVERS[: LEAVERS.index(f"{column} = ")].count("\n") + 1


def test_what_a_column_is_read_by_changes_with_the_settings_that_matter_to_it(make: Make) -> None:
    before = mapped(make(LEAVERS), HEADER).reading
    same = mapped(make(LEAVERS.replace("Order of the Lantern", "Order of the Lamp")), HEADER).reading
    assert same == before
    after = mapped(make(LEAVERS.replace('male = ["M"]', 'male = ["M", "m."]')), HEADER).reading
    assert {name for name in before if before[name] != after[name]} == {"sex"}


def test_a_sheet_must_have_its_key_its_columns_and_those_of_its_footnotes(make: Make) -> None:
    source = make(LEAVERS).settings.collect.imports["leavers"]
    assert sorted(expected_columns(source)) == sorted(HEADER)
