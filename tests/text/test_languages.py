import pytest

from outspoken.text.languages import direction_of, language_of

SAID = {
    "en": "They left the group because it had lied to them about everything that mattered to their families.",
    "ar": "غادروا الجماعة لأنها كذبت عليهم في كل ما كان يهم عائلاتهم، ثم عادوا إلى بيوتهم في الليل.",
    "fr": "Ils ont quitté le groupe parce qu'il leur avait menti sur tout ce qui comptait pour leurs familles.",
}


@pytest.mark.parametrize("language", SAID)
def test_a_long_text_speaks_for_itself(language) -> None:
    assert language_of(SAID[language]) == language
    assert language_of(SAID[language], "de") == language


def test_a_short_one_is_what_its_page_declares_and_a_region_is_kept() -> None:
    assert language_of("Left.", "en-GB") == "en-GB"
    assert language_of(SAID["en"], "en-GB") == "en-GB"
    assert language_of("Left.") == language_of("Left.", "not a tag!") == ""


def test_the_side_is_that_of_most_letters() -> None:
    assert direction_of(SAID["ar"] + " (Reuters)") == "rtl"
    assert direction_of("Reuters: " + "غادر") == "ltr"
    assert direction_of("") == "ltr"
