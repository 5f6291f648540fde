from outspoken.collect import add
from outspoken.screen import store
from outspoken.screen.records import Answer, Standing, Verdict


def test_what_decisions_come_to_is_replaced_and_taken_away(study, amal):
    with study.act("screen.decide", by=amal) as act:
        store.set_standing(act.connection, 1, Standing(Verdict.EXCLUDE, "left"))
        assert store.excluded_stories(act.connection) == {1}
        store.set_standing(act.connection, 1, Standing(Verdict.UNCLEAR))
        assert store.read_standings(act.connection) == {1: (Verdict.UNCLEAR, "")}
        store.set_standing(act.connection, 1, None)
        assert store.read_standings(act.connection) == {}


def test_a_decision_is_read_as_it_was_stored(study, amal):
    with study.act("screen.decide", by=amal) as act:
        made = store.add_decision(act.connection, 1, "Amal", Verdict.EXCLUDE, {"left": Answer.NO}, "why")
        assert store.read_decisions(act.connection, 1) == [made]
        assert store.read_decisions(act.connection, 2) == []


def test_every_story_is_held_once_with_all_its_finds(study, amal):
    add(study, "https://example.org/1", by=amal, channel=("a", ""))
    add(study, "https://example.org/1", by=amal, channel=("b", ""))
    with study.read(by=amal) as connection:
        held = store.read_held(connection, (), {})
    assert [(one.story, one.finds, one.prescreened, len(one.testimonies)) for one in held][5:] == [
        (6, 1, True, 1),
        (7, 2, False, 0),
    ]
