from datetime import date

from outspoken.archive.copies.clusters import Published
from outspoken.archive.copies.reasons import same_title, shared_names, shared_words, which_was_first
from outspoken.archive.copies.records import Shared

NAMES = {12: "S12", 4: "S4"}


def test_the_numbers_stand_in_sentences():
    found = Shared(12, 4, 83, 91, 200, 40, 1.0)
    assert shared_words(found, NAMES) == (
        "83 of the 91 runs of four words in S12 stand in S4, in the same order.",
        "S12 begins with 40 words that S4 does not have.",
        "S4 is longer by 109 words.",
    )
    assert shared_words(Shared(12, 4, 9, 9, 9, 0, 1.0), NAMES) == ("S12 and S4 have the same words.",)
    assert "partly in another order" in shared_words(Shared(12, 4, 80, 91, 92, 0, 0.5), NAMES)[0]


def test_titles_are_compared_as_a_reader_would():
    assert same_title("A Boy’s Hope", "a boy's hope") == ("Both have the same title.",)
    assert same_title("", "") == ()


def test_what_the_dates_do_not_tell_is_said():
    march, april = (Published(date(2015, month, 1), date(2015, month, 28)) for month in (3, 4))
    assert which_was_first("S12", "S4", (april, march)) == "S4 was published before S12."
    assert which_was_first("S12", "S4", (march, march)).startswith("The dates do not say")
    assert which_was_first("S12", "S4", (None, march)).startswith("S12 has no date")
    assert which_was_first("S12", "S4", (None, None)).startswith("Neither S12 nor S4")


def test_a_translation_is_only_said_to_be_possible():
    assert shared_names(("2014", "usaid")).endswith("It may be a translation.")
