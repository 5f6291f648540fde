from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.archive import CopyVerdict, settle_copy, settled_copies, undo_copy
from outspoken.errors import Conflict, NotFound
from outspoken.study import journal
from tests.conftest import THOROUGH
from tests.dumps import dump

COPY, NOT, UNSURE = CopyVerdict.COPY, CopyVerdict.NOT_A_COPY, CopyVerdict.UNSURE


def originals(study):
    with study.database.reading() as connection:
        return settled_copies(connection)


def test_settled_undone_and_in_the_journal_without_words(study, chloe):
    settle_copy(study, "S2", "s1", COPY, by=chloe, reason="The same byline.")
    settle_copy(study, "3", "S2", COPY, by=chloe)
    assert originals(study) == {2: 1, 3: 1}
    settle_copy(study, "S2", "S1", UNSURE, by=chloe)
    assert originals(study) == {3: 2}
    assert undo_copy(study, "S1", "S2", by=chloe).verdict is COPY
    assert originals(study) == {2: 1, 3: 1}
    assert undo_copy(study, "S2", "S1", by=chloe) is None
    with study.read(by=chloe) as connection:
        entries = list(journal.entries(connection))
        journal.verify(connection)
    assert [entry.act for entry in entries[1:]] == ["archive.settle_copy"] * 3 + ["archive.undo_copy"] * 2
    assert "byline" not in str(entries)


def test_what_contradicts_is_refused_and_changes_nothing(study, chloe):
    settle_copy(study, "S2", "S1", COPY, by=chloe)
    settle_copy(study, "S3", "S1", NOT, by=chloe)
    before = dump(study)
    with pytest.raises(Conflict, match="S2 is settled as a copy of S1 already") as caught:
        settle_copy(study, "S2", "S4", COPY, by=chloe)
    assert "undo-copy S2 S1" in caught.value.hint
    with pytest.raises(Conflict, match="judged not to be"):
        settle_copy(study, "S3", "S2", COPY, by=chloe)
    with pytest.raises(Conflict):
        settle_copy(study, "S1", "S4", COPY, by=chloe)
        settle_copy(study, "S4", "S2", COPY, by=chloe)
    undo_copy(study, "S1", "S4", by=chloe)
    assert originals(study) == {2: 1}
    assert {key: rows for key, rows in dump(study).items() if key in {"stories", "testimonies"}} == {
        key: rows for key, rows in before.items() if key in {"stories", "testimonies"}
    }


def test_stories_that_are_not_there_are_refused(study, chloe):
    with pytest.raises(NotFound, match="S99"):
        settle_copy(study, "S1", "S99", COPY, by=chloe)
    with pytest.raises(NotFound, match="one story"):
        settle_copy(study, "S1", "1", COPY, by=chloe)
    with pytest.raises(NotFound, match="Nobody has settled"):
        undo_copy(study, "S1", "S2", by=chloe)


STEPS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from([*CopyVerdict, None])).filter(
        lambda step: step[0] != step[1]
    ),
    max_size=8,
)


@settings(max_examples=60 if THOROUGH else 8)
@given(steps=STEPS)
def test_no_original_is_ever_a_copy_whatever_is_settled_and_undone(study_on_sqlite, chloe, steps):
    for copy, of, verdict in steps:
        before = dump(study_on_sqlite)
        try:
            if verdict is None:
                undo_copy(study_on_sqlite, str(copy), str(of), by=chloe)
            else:
                settle_copy(study_on_sqlite, str(copy), str(of), verdict, by=chloe)
        except (Conflict, NotFound):
            assert dump(study_on_sqlite) == before
        found = originals(study_on_sqlite)
        assert not set(found) & set(found.values())
    for copy, of, _ in reversed(steps):
        with suppress(Conflict, NotFound):
            undo_copy(study_on_sqlite, str(copy), str(of), by=chloe)
