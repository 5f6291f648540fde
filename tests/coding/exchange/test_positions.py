from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.exchange.positions import BOM, Stretch, counted

PARTS = st.lists(
    st.sampled_from(["left", "ضربوا", "😀", "e\u0301", "bread", "\r\n", "\n", " ", "\u200f"]), min_size=1, max_size=30
)


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(PARTS, st.data())
def test_a_stretch_is_found_in_every_way_of_counting_when_its_words_are_given(parts, data):
    raw = "".join(parts)
    plain = raw.replace("\r\n", "\n")
    start = data.draw(st.integers(0, len(plain) - 1))
    end = data.draw(st.integers(start + 1, len(plain)))
    wanted = plain[start:end]
    if len("".join(wanted.split())) < 2:
        return
    for text, length in ((raw, len), (plain, len), (raw, units), (plain, units), (BOM + raw, len)):
        places = [
            at for at in range(len(text) + 1) if text[:at].removeprefix(BOM).replace("\r\n", "\n") == plain[:start]
        ]
        ends = [at for at in range(len(text) + 1) if text[:at].removeprefix(BOM).replace("\r\n", "\n") == plain[:end]]
        if not places or not ends:
            continue
        source = BOM + raw if text.startswith(BOM) else raw
        found = counted(source, [Stretch(length(text[: places[-1]]), length(text[: ends[-1]]), wanted)])
        here = found.words[found.place(length(text[: places[-1]])) : found.place(length(text[: ends[-1]]))]
        assert " ".join(here.split()) == " ".join(wanted.split())


def test_without_words_the_standard_holds_and_offsets_outside_are_clipped():
    found = counted(f"{BOM}one\r\ntwo", [Stretch(5, 8)])
    assert (found.words[found.place(5) : found.place(8)], found.place(99), found.place(-3)) == ("two", 7, 0)
