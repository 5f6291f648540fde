import pytest

from outspoken.text.countries import code_of, is_code, name_of, un_region


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("SY", "SY"),
        ("Syria", "SY"),
        ("syrian", "SY"),
        ("  Saudi–Arabia ", "SA"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("The Netherlands", "NL"),
        ("Dutch", "NL"),
        ("UK", "GB"),
        ("British", "GB"),
        ("Scottish", "GB"),
        ("USA", "US"),
        ("Palestinian", "PS"),
        ("Palestine", "PS"),
        ("Hong Kong", "HK"),
        ("Kosovan", "XK"),
        ("سوريا", "SY"),
        ("Syrie", "SY"),
    ],
)
def test_it_knows_names_demonyms_and_codes(printed, code):
    assert code_of(printed) == code


@pytest.mark.parametrize("printed", ["", "Atlantis", "Likely Turkish", "Syria or Iraq", "M", "x", "12", "Kurdish"])
def test_it_does_not_take_the_nearest(printed):
    assert code_of(printed) is None


@pytest.mark.parametrize("printed", ["no", "No", "in", "it", "us", "and", "are"])
def test_it_does_not_take_a_small_word_for_a_code(printed):
    assert code_of(printed) is None


@pytest.mark.parametrize("printed", ["EU", "UN", "ZZ", "Eurozone", "Yugoslavia", "East Germany", "SU"])
def test_it_takes_nothing_that_iso_does_not_list(printed):
    assert code_of(printed) is None


@pytest.mark.parametrize("printed", ["male", "Gaza", "California", "Chechen", "Crimea", "Abkhazia"])
def test_it_does_not_put_a_place_under_a_country_by_itself(printed):
    assert code_of(printed) is None


@pytest.mark.parametrize("printed", ["Congolese", "Korean", "Dominican"])
def test_it_does_not_choose_between_two_countries_of_one_name(printed):
    assert code_of(printed) is None


def test_every_code_has_a_name_that_leads_back_to_it_and_a_region():
    codes = [a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if is_code(a + b)]
    assert len(codes) == 250  # the 249 of ISO 3166-1, and Kosovo
    assert [code for code in codes if code_of(name_of(code)) != code] == []
    assert [code for code in codes if un_region(code) is None] == []


def test_it_names_countries_in_the_readers_language():
    assert name_of("SY", "ar") == "سوريا"
    assert name_of("DE", "pt-BR") == "Alemanha"


def test_a_language_that_cldr_does_not_know_falls_back_to_english():
    assert name_of("DE", "qqq") == "Germany"


def test_what_is_no_code_is_given_back():
    assert name_of("ZZ") == "ZZ"
