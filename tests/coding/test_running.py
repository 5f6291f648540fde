import pytest

from outspoken.coding import Answer, Mark, Plan, acts, readers
from outspoken.coding.running import asked, suggested
from outspoken.coding.suggestions.records import Honesty, Proposed
from outspoken.errors import Conflict, NotFound, StudyError
from tests.coding.suggestions.test_endpoint import model, yes

YES, NO = Answer.YES, Answer.NO
__all__ = ["model"]


def test_suggestions_are_kept_apart_with_their_words_and_never_counted(texts, amal, bilal):
    suggested(texts, by=amal)
    found = readers.open_suggestions_for(texts, by=bilal)
    assert found
    for one in found:
        words = next(n.text for n in readers.material(texts, by=amal).narratives if int(n.id) == one.testimony_id)
        assert words[one.start : one.end] == one.quote
        assert one.suggester.startswith("outspoken words")
    assert not readers.codings_of(texts, by=amal)


def test_accepting_makes_a_coding_of_ones_own_that_knows_its_confidence(texts, amal, bilal):
    suggested(texts, by=amal)
    one = readers.open_suggestions_for(texts, by=bilal)[0]
    made = acts.accept(texts, one.id, by=bilal)
    assert (made.coder, made.confidence, made.shown, made.code) == ("Bilal", one.confidence, True, one.code)
    with pytest.raises(NotFound, match="no open suggestion"):
        acts.accept(texts, one.id, by=bilal)
    later = readers.open_suggestions_for(texts, by=bilal)[0]
    acts.dismiss(texts, later.id, by=bilal)
    suggested(texts, by=amal)
    again = {(each.testimony_id, each.code) for each in readers.open_suggestions_for(texts, by=bilal)}
    assert not again & {(one.testimony_id, one.code), (later.testimony_id, later.code)}


def test_whether_a_coder_could_have_seen_a_suggestion_is_kept(texts, amal, bilal):
    suggested(texts, by=amal)
    one = readers.open_suggestions_for(texts, by=bilal)[0]
    assert acts.code(texts, Mark(f"T{one.testimony_id}", one.code, NO), by=bilal).shown
    acts.assign(texts, Plan("pilot", ("Chloe",), each=1), by=amal)
    chloe = type(bilal)("Chloe", bilal.roles)
    assert not readers.open_suggestions_for(texts, by=chloe)
    assert not acts.code(texts, Mark(f"T{one.testimony_id}", one.code, NO), by=chloe).shown
    with pytest.raises(NotFound, match="no open suggestion"):
        acts.accept(texts, readers.open_suggestions_for(texts, by=bilal)[0].id, by=chloe)


def proposed(precision, count):
    honest = Honesty("L1", 60, 30, 0.9, 0.5, 0.02, precision, count, learnable=True)
    row = {"testimony_id": 1, "text_id": 1, "code": "L1", "confidence": 0.93, "proposed": 1, "start": 0, "end": 9}
    return Proposed("a machine", (honest,), ({**row, "quote": "They beat", "terms": "[]"},))


def test_many_are_accepted_at_once_only_where_the_machine_is_known_to_be_right(texts, amal):
    for precision, count in ((0.7, 50), (0.99, 3)):
        acts.suggest(texts, proposed(precision, count), by=amal)
        with pytest.raises(Conflict, match="cannot be accepted in bulk"):
            acts.accept_all(texts, "L1", by=amal)
    acts.suggest(texts, proposed(0.95, 50), by=amal)
    with pytest.raises(Conflict, match=r"at least 0\.8"):
        acts.accept_all(texts, "L1", by=amal, at_least=0.3)
    with pytest.raises(Conflict, match="L2 cannot be accepted"):
        acts.accept_all(texts, "L2", by=amal)
    assert [one.confidence for one in acts.accept_all(texts, "L1", by=amal)] == [0.93]


def test_a_model_is_asked_once_about_each_code_and_its_votes_are_no_codings(texts, amal, model):
    model.says = lambda question: yes("They beat the prisoners" if "beat" in str(question) else "never said")
    path = texts.folder / "study.toml"
    address = f'\n[coding.endpoint]\naddress = "http://127.0.0.1:{model.server_port}/v1"\nmodel = "tiny"\n'
    path.write_text(path.read_text() + address)
    from outspoken.study import open_study

    with open_study(texts.folder) as study:
        kept, refused = asked(study, by=amal)
        assert (kept, refused) == (20, 16)
        assert asked(study, by=amal) == (0, 0)
        assert len(readers.material(study, by=amal).votes) == 4
        assert not readers.codings_of(study, by=amal)
        suggested(study, by=amal)
        assert "votes" in readers.latest_suggestions(study, by=amal).suggester


def test_without_texts_or_an_endpoint_there_is_nothing_to_do(make_study, amal):
    study = make_study('title = "Empty"\n')
    with pytest.raises(StudyError, match="no texts"):
        suggested(study, by=amal)
    with pytest.raises(StudyError, match="needs an address"):
        asked(study, by=amal)
