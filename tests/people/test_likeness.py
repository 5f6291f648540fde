"""Two records are as alike whichever comes first and however articles are spelt; what is rare decides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.people.likeness import ALL_MEASURES, Traits, in_a_study, lay_out, measured, model_of, shipped

WORDS = st.sampled_from(
    ["Karim", "Dawud", "Abu Nur", "al-Sulayti", "Umm Zayd", "Muhammad", "B.", "Zaur", "Petrovich", "كريم"]
)
RECORDS = st.builds(
    Traits,
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.sampled_from(["", "SY", "TN"]),
    st.none() | st.integers(1950, 2000),
    st.sampled_from(["", "male", "female"]),
)


def chances(*records: Traits) -> list[float]:
    """Return the chance of each pair of neighbours."""
    model = shipped()
    board = lay_out(records, model.common)
    left = np.arange(0, len(records), 2)
    return model.likeness(board, left, left + 1).tolist()


@settings(max_examples=40, deadline=None)
@given(RECORDS, RECORDS)
def test_it_is_symmetric(one: Traits, other: Traits) -> None:
    there, back = chances(one, other, other, one)
    assert there == back
    assert 0 <= there <= 1


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["al-{}", "al {}", "as-{}", "El {}", "el-{}"]),
    st.sampled_from(["Karim {}", "Karim-Dawud {}", "Abu Nur {}"]),
)
def test_spelling_of_articles_and_hyphens_changes_nothing(article: str, name: str) -> None:
    plain, other = Traits("Karim Dawud as-Sulayti"), Traits(name.format("al-Sulayti"))
    respelt = Traits(name.replace("-", " ").format(article.format("Sulayti")))
    one, two = chances(plain, other, plain, respelt)
    assert one == two


def test_a_kunya_alone_is_weak_and_a_rare_name_strong() -> None:
    others = [Traits(f"Abu Nur {word}") for word in ("Karim", "Dawud", "Halim", "Sabri", "Zaki", "Munir")]
    weak, strong, different, *_ = chances(
        Traits("Abu Nur"), Traits("Abu Nur Yaqzan"), Traits("Shahriyar Munabbar"), Traits("Chahryar Mounabar"),
        Traits("Karim Dawud"), Traits("Zaur Petrovich"), *others,
    )  # fmt: skip
    assert different < weak < strong
    assert strong > 0.9


def test_a_nisba_speaks_for_its_country_and_against_another() -> None:
    records = [Traits("Karim al-Tunisi"), Traits("Karim", "TN"), Traits("Karim", "SY"), Traits("Karim")]
    rows = measured(lay_out(records, shipped().common), np.array([0, 0, 0]), np.array([1, 2, 3]))
    fits, not_so, unknown = rows[:, ALL_MEASURES.index("nisba and nationality")]
    assert (fits, not_so) == (1, -1)
    assert np.isnan(unknown)


def test_a_nisba_says_nothing_beside_its_bearers_own_nationality() -> None:
    board = lay_out([Traits("Karim al-Tunisi", "TN"), Traits("Karim", "TN")], shipped().common)
    assert np.isnan(measured(board, np.array([0]), np.array([1]))[0, ALL_MEASURES.index("nisba and nationality")])


def test_two_nisbas_point_to_one_country_or_to_two() -> None:
    board = lay_out(
        [Traits("Karim al-Baghdadi"), Traits("Karim al-Iraqi"), Traits("Karim al-Tounsi")], shipped().common
    )
    rows = measured(board, np.array([0, 1]), np.array([1, 2]))
    assert rows[:, ALL_MEASURES.index("countries of nisbas")].tolist() == [1, 0]


def test_outside_a_study_no_record_changes_what_others_are_worth() -> None:
    two = [Traits("Karim Yaqzan", "SY"), Traits("Kareem Yaqdhan", "TN")]
    model, left, right = shipped(), np.array([0]), np.array([1])
    more = [*two, *(Traits(f"Yaqzan {word}", "SY") for word in ("Zaur", "Halim", "Sabri"))]
    alone, among = (model.likeness(lay_out(one, model.common, a_study=False), left, right) for one in (two, more))
    assert alone == among
    in_a_larger = model.likeness(lay_out(more, model.common), left, right)
    assert in_a_larger != alone, "in a study its own names say what is rare"


def test_unknown_is_no_name() -> None:
    assert chances(Traits("Unknown", "SY", 1980, "male"), Traits("Unknown", "SY", 1980, "male")) == [0.0]


def test_one_missing_and_both_missing_are_told_apart() -> None:
    board = lay_out([Traits("Karim", "SY"), Traits("Karim"), Traits("Karim")], shipped().common)
    rows = measured(board, np.array([0, 1]), np.array([1, 2]))
    assert rows[:, ALL_MEASURES.index("nationalities known")].tolist() == [1, 0]


def test_weights_for_other_measures_are_refused() -> None:
    with pytest.raises(ValueError, match="other measures"):
        model_of({"measures": ["shoe size"]})


def test_a_larger_study_makes_chances_smaller_and_keeps_their_order() -> None:
    learnt = np.linspace(0, 1, 50)
    small, large = in_a_study(learnt, 58), in_a_study(learnt, 10_000)
    assert (np.diff(small) > 0).all()
    assert (np.diff(large) > 0).all()
    assert (large[1:-1] < small[1:-1]).all()
    assert (large[0], large[-1]) == (0.0, pytest.approx(1.0))
