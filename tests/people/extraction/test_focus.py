"""A sentence speaks of its subject, the next one of the same, and of one with an office in that sentence alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.people.extraction.mentions import mentions
from outspoken.people.extraction.names import focused
from outspoken.people.extraction.records import Source


def spoken_of(text: str) -> dict[str, str]:
    """Return each stretch of a text with the name it speaks of."""
    focus = focused(Source("", text, "en"), mentions(Source("", text, "en")))
    return {
        text[one.start : one.end].strip(): focus.groups[one.who][0].name + (" (aside)" if one.aside else "")
        for one in focus.stretches
        if one.who is not None
    }


def test_a_pronoun_keeps_the_subject() -> None:
    assert spoken_of("Selim Hale fled. He regrets it.") == {
        "Selim Hale fled.": "Selim Hale",
        "He regrets it.": "Selim Hale",
    }


def test_one_with_an_office_is_spoken_of_in_one_sentence_alone() -> None:
    told = spoken_of("Selim Hale fled. Judge Nora Quist said no. He regrets it.")
    assert told["Judge Nora Quist said no."] == "Nora Quist (aside)"
    assert told["He regrets it."] == "Selim Hale"


def test_a_pronoun_of_the_other_sex_goes_back_to_the_one_it_fits() -> None:
    told = spoken_of("Khalid Reed fled. Maryam Hale saw it. He regrets it.")
    assert told["He regrets it."] == "Khalid Reed"


def test_a_place_is_no_subject() -> None:
    assert set(spoken_of("Selim Hale went to Varnak. He stayed.").values()) == {"Selim Hale"}


def test_an_alias_is_the_same_person() -> None:
    text = "Selim Hale, alias Yunus, fled."
    assert len(focused(Source("", text, "en"), mentions(Source("", text, "en"))).groups) == 1


@given(
    st.lists(
        st.sampled_from(["Selim Hale ", "He said ", "Judge ", "“", "”", ". ", ", ", "\n", "in ", "a"]), max_size=30
    )
)
def test_stretches_lie_in_the_text_one_after_another(parts: list[str]) -> None:
    text = "".join(parts)
    source = Source("", text, "en")
    ends = [0]
    for one in focused(source, mentions(source)).stretches:
        assert ends[-1] <= one.start <= one.end <= len(text)
        ends.append(one.end)
