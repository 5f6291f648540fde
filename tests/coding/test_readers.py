"""In a blind round a coder reads nothing that others noted on what they have to code."""

from outspoken.coding.acts import assign, close, code, memo
from outspoken.coding.readers import memos_of, project_of
from outspoken.coding.records import About, Answer, Mark, Plan, Quoted
from outspoken.study import Actor, Role

RANA = Actor("Rana", frozenset({Role.REVIEWER}))


def test_memos_of_others_on_a_testimony_its_story_and_its_passages_are_hidden_until_the_round_is_over(
    texts, amal, bilal
):
    code(texts, Mark("T1", "L1", Answer.YES, Quoted(1, 0, 12)), by=amal)
    for about in (About(testimony_id=1), About(story_id=1), About(passage_id=1), About(code="L1"), About(story_id=2)):
        memo(texts, about, f"Amal on {about}", by=amal)
    assign(texts, Plan("first", (bilal.name, RANA.name), blind=True, each=1, picked=("T1",)), by=amal)
    memo(texts, About(passage_id=1), "My own.", by=bilal)
    seen = [one.words for one in memos_of(texts, by=bilal)]
    given = [one.words for one in project_of(texts, by=bilal).memos]
    for words in (seen, given):
        assert "My own." in words
        assert any("code='L1'" in one for one in words)
        assert not any("testimony_id=1" in one or "passage_id=1" in one for one in words)
    close(texts, "first", by=amal)
    assert len(memos_of(texts, by=bilal)) == 6
