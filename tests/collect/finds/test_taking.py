from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect.finds.records import Lead, Piece
from outspoken.collect.finds.taking import agree, keyed, sort_leads

dates = st.from_regex(r"20[0-2]\d(-0[1-9](-[12]\d)?)?", fullmatch=True)


@given(dates, dates)
def test_dates_agree_either_way_round_and_with_themselves(one, other):
    assert agree(one, one)
    assert agree(one, other) == agree(other, one)
    assert agree(one, one[:4])


def test_a_lead_is_known_by_its_address_then_its_bytes_then_what_it_prints():
    address, piece = "https://www.example.org/1/amp", Piece("a", "text/plain", b"x")
    assert keyed(Lead(address=address, piece=piece)).key == "https://example.org/1"
    assert len(keyed(Lead(address=address, piece=piece)).shared) == 2
    assert keyed(Lead(title="A", piece=piece)).key.startswith("sha256:")
    assert keyed(Lead(title="A")).shared == ()
    assert keyed(Lead(title="A")).key != keyed(Lead(title="A", published="2015")).key


def test_the_same_title_in_two_channels_is_never_taken_for_one_story(study, amal):
    with study.read(by=amal) as connection:
        found = sort_leads(connection, None, [Lead(title="A"), Lead(title="A", outlet="x"), Lead(title="A")])
    assert (len(found.new), found.known) == (2, 1)
