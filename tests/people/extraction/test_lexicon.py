"""Words are found whole, in any case, and in Arabic behind the small words that are written with them."""

from __future__ import annotations

from outspoken.people.extraction.lexicon import given_names, pattern, table, words


def test_words_are_found_whole() -> None:
    assert pattern(["left"]).findall("She Left; the leftist, right-left.") == ["Left"]


def test_arabic_words_are_found_behind_and() -> None:
    assert words("ar", "saying").search("وقالت إنها")


def test_a_language_without_words_finds_nothing() -> None:
    assert words("xx", "saying").search("says") is None


def test_every_language_has_the_words_that_the_rules_need() -> None:
    for language, listed in table("lexicon").items():
        assert {"former", "joining", "leaving", "saying", "others", "male", "female", "relatives"} >= set(listed) - {
            "pseudonym_before",
            "pseudonym_about",
            "months",
        }, language
        assert {"saying", "others", "relatives"} <= set(listed), language


def test_no_given_name_has_two_sexes() -> None:
    listed = table("given")
    assert not set(listed["male"].split()) & set(listed["female"].split())
    assert given_names()["Fatima"] == "female"
