from outspoken.archive.copies.translations import alike, marks_of

ENGLISH = (
    "In 2003 the keeper Ilse Brand rowed from Skerrow to Sandhaven with 14 letters. She showed them to Tam Reed and "
    "the judge Odo Wrenn in Norwick, who wrote 320 pages."
)
GERMAN = (
    "Im Jahr 2003 ruderte die Wärterin Ilse Brand von Skerrow nach Sandhaven, mit 14 Briefen. Sie zeigte sie Tam Reed "
    "und dem Richter Odo Wrenn in Norwick, der 320 Seiten schrieb."
)
ELSEWHERE = (
    "In Norwick kam 2003 ein Schiff an, sagte Tam Reed. Mit 70 Leuten fuhr Mina Sol nach Ostmar und Westmar weiter."
)


def test_names_and_numbers_are_what_is_compared():
    assert marks_of("Then Ilse Brand, 41, left. Nobody saw Skerrow.") == {"ilse", "brand", "41", "skerrow"}


def test_texts_in_two_languages_that_name_the_same_are_noticed():
    (pair,) = alike({1: ("en", ENGLISH), 2: ("de", GERMAN), 3: ("de", ELSEWHERE)})
    assert (pair.one, pair.other) == (1, 2)
    assert {"skerrow", "sandhaven", "320"} <= set(pair.marks)


def test_one_language_or_an_unknown_one_is_never_a_translation():
    assert alike({1: ("en", ENGLISH), 2: ("en-GB", GERMAN)}) == []
    assert alike({1: ("en", ENGLISH), 2: ("", GERMAN)}) == []
