"""Before anything is written, a sheet's every row is said to be new, changed, odd or wrong, and why."""

from __future__ import annotations

from outspoken.collect.importers.examination import Examination, examine
from outspoken.collect.importers.mapping import Mapped, map_columns
from outspoken.collect.importers.stories import StoryIntake
from outspoken.collect.records import Before, DoubtKind, Sheet
from outspoken.people.intake import PeopleIntake
from outspoken.study import Study
from tests.conftest import LEAVERS_SHEET

HEADER, *PRINTED = [tuple(line.split(",")) for line in LEAVERS_SHEET.splitlines()]


def mapping(study: Study) -> Mapped:
    return map_columns(
        "leavers", HEADER, study.settings, [StoryIntake(study.settings.missing, "en"), PeopleIntake(study)]
    )


def examined(study: Study, *rows: tuple[str, ...], before: Before | None = None) -> Examination:
    sheet = Sheet(HEADER, tuple(enumerate(rows, 2)), "utf-8, comma")
    return examine(sheet, mapping(study), before or {})


def as_printed(*rows: tuple[str, ...]) -> Before:
    return {row[0]: dict(zip(HEADER, row, strict=True)) for row in rows}


def with_(row: tuple[str, ...], **changed: str) -> tuple[str, ...]:
    return tuple(changed.get(name, cell) for name, cell in zip(HEADER, row, strict=True))


def test_a_first_reading_finds_every_row_new_and_every_oddity(study_on_sqlite: Study) -> None:
    found = examined(study_on_sqlite, *PRINTED)
    assert found.new == ("1", "2", "3", "4", "5", "6")
    assert (found.changes, found.gone, found.problems, found.refused) == ((), (), (), 0)
    assert [(doubt.kind, doubt.field, doubt.rows) for doubt in found.doubts] == [
        (DoubtKind.IMPOSSIBLE_DATE, "printed", ("5",)),
        (DoubtKind.HEDGED_VALUE, "country", ("5",)),
        (DoubtKind.TWO_SPELLINGS, "country", ("4", "3")),
        (DoubtKind.FOOTNOTE_NAME, "name", ("4",)),
    ]


def test_marks_are_taken_off_the_cells_and_kept_in_what_was_printed(study_on_sqlite: Study) -> None:
    found = examined(study_on_sqlite, *PRINTED)
    assert found.marks == {"3": ("*",), "4": ("*",)}
    row = found.rows[2]
    assert (row.cells[1], row.printed[1]) == ("Oda Wren", "Oda Wren*")


def test_a_second_reading_tells_what_changed_what_is_new_and_what_is_gone(study_on_sqlite: Study) -> None:
    changed = with_(PRINTED[0], country="Tunisian", children="4")
    found = examined(study_on_sqlite, changed, with_(PRINTED[1], id="9"), before=as_printed(*PRINTED[:2]))
    assert [(one.key, one.line, one.column, one.before, one.after) for one in found.changes] == [
        ("1", 2, "country", "German", "Tunisian"),
        ("1", 2, "children", "2", "4"),
    ]
    assert (found.new, found.gone) == (("9",), ("2",))


def test_a_row_that_is_refused_is_not_gone(study_on_sqlite: Study) -> None:
    bad = with_(PRINTED[1], country="Atlantis")
    found = examined(study_on_sqlite, PRINTED[0], bad, before=as_printed(*PRINTED[:2]))
    assert (found.refused, found.gone, found.changes) == (1, (), ())
    assert [row.key for row in found.rows] == ["1"]


def test_all_that_is_wrong_is_told_in_the_order_of_the_lines(study_on_sqlite: Study) -> None:
    rows = [
        with_(PRINTED[0], printed="31/02/02"),
        with_(PRINTED[1], id=""),
        with_(PRINTED[2], id="1"),
        PRINTED[3][:4],
        with_(PRINTED[5], sex="X", children="-1"),
    ]
    found = examined(study_on_sqlite, *rows)
    assert [(one.line, one.column) for one in found.problems] == [
        (2, "printed"),
        (3, "id"),
        (4, "id"),
        (5, ""),
        (6, "sex"),
        (6, "children"),
    ]
    assert all(one.message.endswith(".") and one.hint for one in found.problems)
    assert (found.refused, found.rows, found.doubts) == (5, (), ())


def test_a_refused_row_is_no_witness_for_another(study_on_sqlite: Study) -> None:
    witness, odd = with_(PRINTED[3], sex="X"), PRINTED[4]
    (doubt,) = [one for one in examined(study_on_sqlite, witness, odd).doubts if one.field == "printed"]
    assert [reading.value for reading in doubt.readings] == ["2002-03-14"]


def test_what_one_cell_gives_depends_on_its_row_where_the_neighbours_matter(study_on_sqlite: Study) -> None:
    found = examined(study_on_sqlite, *PRINTED)
    printed = next(column for column in mapping(study_on_sqlite).columns if column.name == "printed")
    assert [fact.value for fact in found.finding(found.rows[4], printed).facts] == ["2002-03-14", "2002-04-03"]
    assert [fact.value for fact in found.finding(found.rows[0], printed).facts] == ["2002-02-03"]


def test_progress_is_told_from_the_first_row(study_on_sqlite: Study) -> None:
    told: list[int] = []
    examine(Sheet(HEADER, tuple(enumerate(PRINTED, 2)), ""), mapping(study_on_sqlite), {}, told.append)
    assert told == [0]
