"""A language tag is checked, and CLDR's words are found for it."""

from __future__ import annotations

import pytest

from outspoken.text.locales import check_tag, locale_of


@pytest.mark.parametrize("tag", ["en", "ar", "pt-BR", "zh-Hant-TW"])
def test_a_tag_of_the_right_form_passes(tag: str) -> None:
    assert check_tag(tag) == tag


@pytest.mark.parametrize("tag", ["", "e", "en_GB", "en-", "../en", "english language", "en\n"])
def test_a_tag_of_another_form_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="language tag"):
        check_tag(tag)


def test_months_and_countries_are_named_in_their_language() -> None:
    assert locale_of("fr").territories["DE"] == "Allemagne"
    assert locale_of("ar").territories["SY"] == "سوريا"


def test_a_language_without_words_speaks_english() -> None:
    assert str(locale_of("qqq")) == "en"
