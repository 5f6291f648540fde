from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.codebook import Code
from outspoken.coding.exchange.descriptions import described, understood

LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=":;"), max_size=20)


@given(
    LINE,
    LINE,
    st.lists(LINE.filter(bool), max_size=3),
    st.lists(LINE.filter(bool), max_size=2),
    st.sampled_from(["any", "all"]),
)
def test_what_is_described_is_understood(definition, exclude, terms, examples, roll_up):
    fields = {
        "definition": definition,
        "exclude": exclude,
        "key-terms": terms,
        "examples": examples,
        "roll-up": roll_up,
    }
    code = Code(id="A", name="A", **fields)
    assert Code(id="A", name="A", **understood(described(code))) == code
