from outspoken.collect.finds import store
from outspoken.collect.finds.records import ChannelKind
from outspoken.collect.records import Doubt, DoubtKind
from outspoken.text.dates import Reading


def test_a_channel_is_made_once_and_a_key_belongs_to_the_first_story(study, amal):
    with study.act("collect.add", by=amal) as act:
        one = store.channel_of(act.connection, "nexis", ChannelKind.HAND, "left", act.seq)
        assert store.channel_of(act.connection, "nexis", ChannelKind.LIST, "", act.seq) == one
        store.add_keys(act.connection, act.seq, [(4, "k"), (2, "k")])
        assert store.stories_by_key(act.connection, ["k", "other"]) == {"k": 2}


def test_the_same_doubt_about_a_story_is_stored_once(study, amal):
    doubt = Doubt("", DoubtKind.UNSURE_DATE, "published", "04/01/2015", "x", (Reading("2015-01-04", "y"),), ("S1",))
    with study.act("collect.add", by=amal) as act:
        number, is_new = store.add_doubt(act.connection, 1, doubt)
        assert is_new
        assert store.add_doubt(act.connection, 1, doubt) == (number, False)
        assert store.add_doubt(act.connection, 2, doubt)[1]
        assert store.open_readings(act.connection, number) == doubt.readings
