import pytest

from outspoken.archive import CopyVerdict, Text, TextKind, settle_copy, settled_copies, store
from outspoken.archive.copies.readers import copies_settled, suggested_copies
from outspoken.errors import NotAllowed


@pytest.fixture
def library(study, printed):
    """Story 1 (3 Feb) cuts what story 2 (14 Feb) prints whole; story 5 has no date; story 4 is another article."""
    with study.database.writing() as connection:
        connection.exec_driver_sql("delete from story_dates where story_id = 5")
        for story, name in ((1, "cut"), (2, "first"), (4, "other"), (5, "led")):
            store.add_text(connection, 1, Text(0, story, TextKind.GIVEN, "en", "ltr", name, "", printed[name], ""))
    return study


def test_a_cluster_has_the_earliest_as_original_with_reasons_and_says_what_is_not_sure(library, dara):
    (cluster,) = suggested_copies(library, by=dara)
    assert (cluster.original, [one.copy for one in cluster.suggestions]) == (1, [2, 5])
    whole, undated = cluster.suggestions
    assert whole.sure_which
    assert whole.share > 0.9
    assert any("runs of four words in S1 stand in S2, in the same order" in one for one in whole.reasons)
    assert "S1 was published before S2." in whole.reasons
    assert not undated.sure_which
    assert not cluster.sure_which
    assert not any(one.translation for one in cluster.suggestions)


def test_a_suggestion_counts_for_nothing_until_a_person_settles_it(library, chloe, dara):
    with library.read(by=dara) as connection:
        assert settled_copies(connection) == {}
    settle_copy(library, "S2", "S1", CopyVerdict.COPY, by=chloe)
    with library.read(by=dara) as connection:
        assert settled_copies(connection) == {2: 1}
    (cluster,) = suggested_copies(library, by=dara)
    assert [one.verdict for one in cluster.suggestions] == [CopyVerdict.COPY, None]
    made, originals = copies_settled(library, by=dara)
    assert ([one.pair for one in made], originals) == ([(1, 2)], {2: 1})


def test_a_declared_translation_in_another_story_is_marked_as_one(library, dara):
    with library.database.writing() as connection:
        given = Text(0, 6, TextKind.TRANSLATION, "de", "ltr", "", "", "Ein ganz anderer Wortlaut.", "", of_id=3)
        store.add_text(connection, 1, given)
    found = [one for cluster in suggested_copies(library, by=dara) for one in cluster.suggestions if one.translation]
    assert [(one.copy, one.of, one.share) for one in found] == [(6, 4, 0.0)]
    assert "kept as a translation" in found[0].reasons[0]


def test_texts_in_two_languages_that_name_the_same_are_only_said_to_be_possible_translations(library, dara):
    english = "In 2003 the keeper Ilse Brand rowed with Odo Wrenn and Tam Reed from Skerrow to Sandhaven, 41 miles."
    german = "Im Jahr 2003 ruderte Ilse Brand mit Odo Wrenn und Tam Reed von Skerrow nach Sandhaven, 41 Meilen."
    with library.database.writing() as connection:
        for story, language, words in ((3, "en", english), (6, "de", german)):
            store.add_text(connection, 1, Text(0, story, TextKind.GIVEN, language, "ltr", "", "", words, ""))
    _, possible = suggested_copies(library, by=dara)
    (one,) = possible.suggestions
    assert (one.copy, one.of, one.translation, one.share) == (6, 3, True, 0.0)
    assert "It may be a translation." in one.reasons[0]


def test_two_texts_of_one_story_are_no_copies(library, dara, printed):
    with library.database.writing() as connection:
        store.add_text(connection, 1, Text(0, 4, TextKind.GIVEN, "en", "ltr", "", "", printed["other"], ""))
    assert len(suggested_copies(library, by=dara)) == 1


def test_nobody_reads_copies_who_may_not_read(library, eve):
    with pytest.raises(NotAllowed):
        suggested_copies(library, by=eve)
    with pytest.raises(NotAllowed):
        copies_settled(library, by=eve)
