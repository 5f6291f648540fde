from outspoken.coding.bookfile import parsed, reworded
from outspoken.coding.changes import compared, differences, look_renamed, meanings
from outspoken.coding.records import Change, ChangeKind
from tests.coding.conftest import BOOK

BEFORE = parsed(BOOK)


def changed(old, new):
    return compared(BEFORE, parsed(BOOK.replace(old, new)))


def test_a_definition_changes_what_a_code_means_and_a_name_does_not():
    assert changed("speaks of cruelty", "tells of cruelty") == (Change(ChangeKind.REDEFINE, ("L1",), ("L1",)),)
    assert changed("name: Cruelty", "name: Being cruel") == (Change(ChangeKind.REWORD, ("L1",), ("L1",)),)
    assert changed("The person was hungry.", "The person  was\n          hungry.") == (
        Change(ChangeKind.REWORD, ("L2",), ("L2",)),
    )
    assert changed("# The one everybody asks about.", "") == ()


def test_an_exclusive_group_changes_what_each_of_its_codes_means():
    after = parsed(BOOK.replace("name: Reasons for leaving", "name: Reasons for leaving\n    exclusive: true"))
    assert {code for code in meanings(after) if meanings(after)[code] != meanings(BEFORE)[code]} == {"L1", "L2", "L3"}


def test_differences_are_listed_field_by_field():
    after = parsed(reworded(BOOK, "L1", {"key-terms": ["beat"]}).replace("id: J1", "id: J9"))
    found = [(one.code, one.field, one.before, one.after) for one in differences(BEFORE, after)]
    assert found == [
        ("L1", "key-terms", "beat, cruel", "beat"),
        ("J1", "code", "Faith", ""),
        ("J9", "code", "", "Faith"),
    ]
    assert look_renamed(BEFORE, after) == [("J1", "J9")]
