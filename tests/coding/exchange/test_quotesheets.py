import pytest

from outspoken.coding.exchange.quotesheets import read_quotes
from outspoken.errors import FileError

TEXTS = {"One": "They beat the prisoners.\nI was hungry.", "Two": "I was hungry."}


def test_taguettes_table_of_highlights_is_read_and_what_does_not_stand_there_is_listed(tmp_path):
    path = tmp_path / "highlights.csv"
    path.write_text(
        "id,document,tag,content\n1,One,cruelty,beat the prisoners\n2,One,hunger,I was starving\n"
        "3,,hunger,I was hungry\n4,One,,x\n",
        encoding="utf-8",
    )
    found = read_quotes(path, TEXTS, "Amal")
    assert [(one.text, one.code, TEXTS[one.text][one.start : one.end], one.coder) for one in found.marks] == [
        ("One", "cruelty", "beat the prisoners", "Amal")
    ]
    assert [loss.partition(":")[0] for loss in found.losses] == ["Row 3", "Row 4", "Row 5 has no code or no quote."]


def test_a_table_without_codes_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("document,quote\nOne,x\n")
    with pytest.raises(FileError, match="no column for the code"):
        read_quotes(path, TEXTS, "Amal")
