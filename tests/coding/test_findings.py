import pytest

from outspoken.analyse.readers import crossed
from outspoken.coding import Answer, Mark, Plan, Quoted, Scheme, acts
from outspoken.coding.findings import agreement_on, disagreements_on, methods_text, prevalence_on
from outspoken.errors import NotFound
from outspoken.people.store import add_testimonies
from tests.coding.conftest import TOML, filled

YES, NO = Answer.YES, Answer.NO


@pytest.fixture
def coded(make_folder, opened, amal, bilal, other):
    """Forty testimonies coded blind by two, who differ on four of them."""
    study = filled(opened(make_folder(TOML)), amal)
    with study.database.writing() as connection:
        add_testimonies(connection, [(1, None)] * 35)
    acts.assign(study, Plan("main", ("Bilal", "Chloe"), Scheme.ALL), by=amal)
    for number in range(1, 41):
        acts.code(study, Mark(f"T{number}", "L1", YES if number % 2 else NO), by=bilal)
        acts.code(study, Mark(f"T{number}", "L1", YES if number % 2 and number > 8 else NO), by=other)
    return study


def test_agreement_has_an_interval_or_says_that_there_is_too_little(coded, amal):
    found = {one.estimate.method.partition(",")[0]: one.estimate for one in agreement_on(coded, by=amal, codes=["L1"])}
    assert found["percent"].value == pytest.approx(0.9)
    alpha = found["Krippendorff's alpha"]
    assert alpha.low < alpha.value < alpha.high < 1.001
    assert alpha.n == 40
    assert "persons" in alpha.method
    pairs = [one for one in agreement_on(coded, by=amal, codes=["L1"], pairs=True) if one.coders]
    assert pairs[0].coders == ("Bilal", "Chloe")
    few = agreement_on(coded, by=amal, codes=["L2"])[0].estimate
    assert (few.value, few.caveat[:11]) == (None, "Too few to ")
    assert agreement_on(coded, by=amal, codes=["L1"], version=9)[0].estimate.value is None
    with pytest.raises(NotFound):
        agreement_on(coded, by=amal, round_name="other")


def test_what_was_not_coded_blind_is_not_compared(coded, amal, bilal):
    acts.close(coded, "main", by=amal)
    acts.code(coded, Mark("T1", "L2", YES), by=bilal)
    assert agreement_on(coded, by=amal, codes=["L2"])[0].estimate.n == 0


def test_disagreements_until_they_are_settled(coded, amal, bilal):
    assert [one.story for one in disagreements_on(coded, by=amal)] == ["T1", "T3", "T5", "T7"]
    assert not disagreements_on(coded, by=bilal)
    acts.settle(coded, "T3", "L1", YES, by=amal, reason="It is said.")
    assert [one.story for one in disagreements_on(coded, by=amal)] == ["T1", "T5", "T7"]


def test_what_is_settled_counts_and_a_disagreement_is_a_doubt(coded, amal):
    before = crossed(coded, "L1", "outlet", by=amal)
    held = dict(zip(before.row_keys, before.row_totals, strict=True))
    assert (held["yes"].low, held["yes"].high) == (16, 19)
    for testimony in ("T1", "T3", "T5", "T7"):
        acts.settle(coded, testimony, "L1", NO, by=amal, reason="No.")
    after = crossed(coded, "L1", "outlet", by=amal)
    yes = dict(zip(after.row_keys, after.row_totals, strict=True))["yes"]
    assert yes.sure


def totals(study, amal):
    found = crossed(study, "L1", "outlet", by=amal)
    return dict(zip(found.row_keys, found.row_totals, strict=True))


def test_a_stale_coding_is_a_doubt_and_a_passage_is_a_yes(texts, amal, bilal):
    acts.code(texts, Mark("T2", "L1", YES, Quoted(2, 0, 9)), by=bilal)
    total = totals(texts, amal)
    assert (total["yes"].value, total["yes"].sure) == (1, True)
    acts.redefine(texts, "L1", {"definition": "Otherwise."}, by=amal)
    total = totals(texts, amal)
    assert (total["yes"].low, total["yes"].value, total["yes"].high) == (0, 1, 1)


def test_prevalence_needs_a_draw_and_says_what_it_rests_on(texts, amal, bilal):
    acts.code(texts, Mark("T1", "L1", YES), by=bilal)
    picked = prevalence_on(texts, "L1", by=amal)
    assert picked.low is None
    assert "picked" in picked.caveat
    acts.assign(texts, Plan("sample", ("Bilal",), Scheme.RANDOM, size=4, each=1), by=amal)
    for number in range(1, 6):
        if number != 1:
            acts.code(texts, Mark(f"T{number}", "L1", NO), by=bilal)
    found = prevalence_on(texts, "L1", by=amal)
    assert found.unit == "testimonies"
    assert found.low is not None


def test_the_methods_text_says_what_was_done(coded, amal):
    text = methods_text(coded, by=amal)
    assert "(codes: 4, groups: 2)" in text
    assert "“main”, 2 coders coded all testimonies, 40 of them twice or more, blind" in text
