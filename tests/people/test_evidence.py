"""What few stories hold speaks for one person; what all hold says nothing; names that differ are not overruled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.people.evidence import SharedFact, Telling, Tellings, weighed

TOLD = [
    Telling("A young man from Qasr Nahda lost two fingers at the Bayda bridge on 14 May. He walked to Sarmin."),
    Telling("He had lost fingers at the Bayda bridge, said the man from Qasr Nahda.", "Harbour Post", "2015-03-02"),
    Telling("A woman left the market of Tel Amar and took a bus to the sea with her son."),
    Telling("The man spoke at the market of Tel Amar about a bus and the sea.", "Harbour Post", "2015-03-02"),
]


def test_stories_that_share_rare_facts_come_first() -> None:
    on = Tellings(TOLD)
    assert on.log_odds(0, 1) > max(on.log_odds(0, 2), on.log_odds(0, 3), on.log_odds(1, 2))
    shared = on.shared(0, 1)
    assert {"Qasr", "Nahda", "Bayda"} <= {fact.what for fact in shared}
    assert shared[0].text.endswith("which no other here does.")


def test_what_every_story_holds_weighs_nothing() -> None:
    on = Tellings([Telling("Marwa lives."), Telling("Marwa left."), Telling("Marwa spoke.")])
    assert [fact.weight for fact in on.shared(0, 1)] == [0.0]


def test_facts_meet_across_scripts() -> None:
    on = Tellings([Telling("He fled from Baghdad."), Telling("هرب من بغداد"), Telling("Nothing."), Telling("More.")])
    assert on.shared(0, 1)


def test_the_same_day_in_the_same_outlet_adds() -> None:
    apart = [Telling(one.words) for one in TOLD]
    assert Tellings(TOLD).log_odds(1, 3) > Tellings(apart).log_odds(1, 3)


def test_how_rare_is_said_in_a_sentence() -> None:
    assert SharedFact("14", 5, 1.0).text == 'Both stories tell of "14", which 3 others here do.'


@given(st.lists(st.text("ab C1", max_size=30), min_size=2, max_size=5))
def test_evidence_is_symmetric_and_never_speaks_against(words: list[str]) -> None:
    on = Tellings([Telling(one) for one in words])
    assert on.log_odds(0, 1) == pytest.approx(on.log_odds(1, 0))
    assert on.log_odds(0, 1) >= 0


@given(st.floats(0, 1), st.floats(0, 40))
def test_beside_two_names_stories_count_less_than_beside_none(chance: float, odds: float) -> None:
    named, nameless = weighed(chance, odds, both_named=True), weighed(chance, odds, both_named=False)
    assert 0 <= named <= nameless + 1e-12
    assert nameless <= 1
