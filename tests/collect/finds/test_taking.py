from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from outspoken.collect import add, examine_source
from outspoken.collect.finds.records import Lead, Piece
from outspoken.collect.finds.taking import agree, keyed, sort_leads
from outspoken.collect.readers import listed_stories
from outspoken.people import add as speak
from outspoken.people import restrict
from outspoken.study.tables import stories

dates = st.from_regex(r"20[0-2][0-9](-0[1-9](-[12][0-8])?)?", fullmatch=True)


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


def test_a_story_that_is_hidden_is_added_anew_and_nothing_of_it_is_told(study, amal, chloe):
    address = "https://harbour.example/walk"
    add(study, address, by=amal)
    with study.act("people.add", by=amal) as act:
        act.connection.execute(update(stories).where(stories.c.id == 7).values(title="A walk by night"))
    spoken = speak(study, "S7", by=amal)
    restrict(study, str(spoken.born_as), ["Bilal"], by=amal)
    foreseen, done = examine_source(study, address, by=chloe), add(study, address, by=chloe)
    assert (len(foreseen.new), foreseen.again, foreseen.known) == (1, (), 0)
    assert (done.new, done.again, done.known, done.doubts) == ((8,), (), 0, ())
    again = add(study, address, by=chloe)
    assert (again.new, again.again, again.known) == ((), (), 1)
    assert [one.id for one in listed_stories(study, by=chloe)][-1] == 8
    assert [one.id for one in listed_stories(study, by=amal)][-2:] == [7, 8]
