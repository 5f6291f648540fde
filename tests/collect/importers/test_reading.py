"""A sheet is found by its declared name, and what an import tells of it is summed up for its importer."""

from __future__ import annotations

import pytest

from outspoken.collect.importers.reading import SheetReading, declared
from outspoken.errors import NotFound
from outspoken.study import Study


def test_a_name_that_is_nearly_right_is_proposed(study_on_sqlite: Study) -> None:
    assert declared(study_on_sqlite, "leavers").key == "id"
    with pytest.raises(NotFound, match="declares no sheet 'leaver'") as caught:
        declared(study_on_sqlite, "leaver")
    assert "'leavers'" in caught.value.hint


def test_columns_are_found_by_what_they_go_to(study_on_sqlite: Study) -> None:
    reading = SheetReading(study_on_sqlite, "leavers")
    assert reading.columns_of({"country", "sex", "nothing"}) == {"country", "sex"}


def test_a_column_counts_as_read_anew_only_if_it_was_read_before(study_on_sqlite: Study) -> None:
    reading = SheetReading(study_on_sqlite, "leavers")
    known = reading.mapped.reading
    assert reading.reread({}) == reading.reread(known) == ()
    assert reading.reread(known | {"country": "otherwise"}) == ("country",)
