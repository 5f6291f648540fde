"""Suggestions are right, quoted letter by letter, and honest about what they do not know."""

from __future__ import annotations

import numpy as np
import pytest

from outspoken.coding.codebook import Code
from outspoken.coding.records import Answer
from outspoken.coding.suggestions.records import Coded, Narrative, Vote
from outspoken.coding.suggestions.suggesting import learnt, prepared, suggestions

CODES = [
    Code(id="cruel", name="Cruelty", definition="Cruel acts against people.", **{"key-terms": ["beat", "cruel"]}),
    Code(id="money", name="Money", definition="Being paid or promised money.", **{"key-terms": ["salary", "paid"]}),
    Code(id="rare", name="Weather", definition="It rained or snowed.", **{"key-terms": ["rain", "snow"]}),
]
FILLER = [
    "We walked for two days.",
    "My cousin drove the car.",
    "The house had three rooms.",
    "Nobody asked us anything.",
]
CRUEL = ["They beat a boy in the square.", "The guards were cruel to us.", "He was whipped until he bled."]
MONEY = ["They paid me every month.", "I was promised a salary.", "The wages were good at first."]


def invented(count: int, seed: int = 0) -> tuple[list[Narrative], dict[str, Coded]]:
    chance = np.random.default_rng(seed)
    narratives, coded = [], {}
    for number in range(count):
        said, answers, marks = list(chance.choice(FILLER, 3)), {}, {}
        for code, phrases in (("cruel", CRUEL), ("money", MONEY)):
            yes = chance.random() < 0.4
            answers[code] = Answer.YES if yes else Answer.NO
            if yes:
                said.insert(int(chance.integers(0, 4)), str(chance.choice(phrases)))
        answers["rare"] = Answer.NO
        text = " ".join(said)
        for code, phrases in (("cruel", CRUEL), ("money", MONEY)):
            spans = [(text.find(one), text.find(one) + len(one)) for one in phrases if one in text]
            if answers[code] is Answer.YES:
                marks[code] = tuple(spans)
        narratives.append(Narrative(str(number), text))
        coded[str(number)] = Coded(answers, marks)
    return narratives, coded


NARRATIVES, CODED = invented(120)
READING = prepared(CODES, NARRATIVES)
TRAIN = {one.id: CODED[one.id] for one in NARRATIVES[:60]}
SCORES = learnt(READING, TRAIN)


def right(column: int, code: str, rows: range) -> float:
    return float(
        np.mean([SCORES.proposed[row, column] == (CODED[str(row)].answers[code] is Answer.YES) for row in rows])
    )


def test_what_was_taught_is_found_in_what_nobody_coded() -> None:
    assert right(0, "cruel", range(60, 120)) > 0.9
    assert right(1, "money", range(60, 120)) > 0.9


def test_every_quote_stands_letter_by_letter_where_it_says() -> None:
    found = suggestions(READING, SCORES).proposals
    texts = {one.id: one.text for one in NARRATIVES}
    assert found
    assert all(texts[one.narrative][one.start : one.end] == one.quote for one in found)


def test_the_quote_is_the_sentence_that_a_coder_marked() -> None:
    hits = [
        (one.start, one.end) in CODED[one.narrative].marks.get(one.code, ())
        for one in suggestions(READING, SCORES).proposals
        if one.proposed and int(one.narrative) >= 60 and one.code in CODED[one.narrative].marks
    ]
    assert np.mean(hits) > 0.95


def test_key_terms_in_the_quote_are_named() -> None:
    found = [one for one in suggestions(READING, SCORES).proposals if one.quote == "They beat a boy in the square."]
    assert found
    assert all(one.terms == ("beat",) for one in found if one.code == "cruel")


def test_a_code_without_positives_is_not_learnable_yet() -> None:
    rare = SCORES.honesty[2]
    assert not rare.learnable
    assert rare.why_not == "Only 0 of 60 coded narratives have it; 5 are the least."
    assert rare.average_precision is None
    cruel = SCORES.honesty[0]
    assert cruel.learnable
    assert cruel.coded == 60
    assert cruel.average_precision is not None
    assert cruel.average_precision > 0.9


def test_before_anybody_coded_the_codebook_speaks() -> None:
    scores = learnt(READING, {})
    beat = [row for row, one in enumerate(NARRATIVES) if "beat" in one.text or "were cruel" in one.text]
    rest = [row for row in range(120) if row not in beat]
    assert scores.chances[beat, 0].min() > scores.chances[rest, 0].max()
    assert not any(one.learnable for one in scores.honesty)


def test_a_coded_narrative_is_scored_without_its_own_coding() -> None:
    other = dict(TRAIN)
    other["0"] = Coded(
        {code: Answer.NO if said is Answer.YES else Answer.YES for code, said in TRAIN["0"].answers.items()}
    )
    turned = learnt(READING, other)
    # Only the curve and the weights of the other folds may move, and these hardly.
    assert turned.apart[0, :2] == pytest.approx(SCORES.apart[0, :2], abs=0.12)


def test_the_same_values_give_the_same_suggestions() -> None:
    again = learnt(prepared(CODES, NARRATIVES), TRAIN)
    assert np.array_equal(again.chances, SCORES.chances)


def test_yes_without_a_marked_passage_still_teaches_which_sentence() -> None:
    unmarked = {one: Coded(said.answers) for one, said in TRAIN.items()}
    scores = learnt(READING, unmarked)
    found = [one for one in suggestions(READING, scores).proposals if one.proposed and one.code == "money"]
    assert np.mean([one.quote in MONEY for one in found]) > 0.9


def test_cannot_tell_teaches_nothing() -> None:
    unsure = dict(TRAIN) | {str(number): Coded({"cruel": Answer.CANNOT_TELL}) for number in range(60, 70)}
    assert learnt(READING, unsure).honesty[0].coded == 60
    assert learnt(READING, {"3": Coded({"cruel": Answer.CANNOT_TELL})}).honesty[0].coded == 0


def test_one_coding_is_enough_to_go_on() -> None:
    scores = learnt(READING, {"0": CODED["0"]})
    assert np.isfinite(scores.chances).all()
    assert ((scores.chances > 0) & (scores.chances < 1)).all()


def test_votes_of_another_suggester_help_where_codings_are_few() -> None:
    few = {one.id: CODED[one.id] for one in NARRATIVES[:12]}
    votes = [
        Vote(one.id, "rare", yes=int(one.id) % 7 == 0, passage=(0, 10) if int(one.id) % 7 == 0 else None)
        for one in NARRATIVES
    ]
    with_votes, without = learnt(READING, few, votes), learnt(READING, few)
    voted = [number for number in range(12, 120) if number % 7 == 0]
    others = [number for number in range(12, 120) if number % 7]
    gap = with_votes.chances[voted, 2].mean() - with_votes.chances[others, 2].mean()
    assert gap > without.chances[voted, 2].mean() - without.chances[others, 2].mean() + 0.01


def test_empty_and_odd_texts_do_not_break_anything() -> None:
    odd = [
        Narrative("empty", ""),
        Narrative("spaces", " \n "),
        Narrative("arabic", "ضربوا الولد في الساحة. بكى الناس."),
    ]
    reading = prepared(CODES, [*odd, *NARRATIVES[:10]])
    found = suggestions(reading, learnt(reading, {}), at_least=0.0).proposals
    assert {one.narrative for one in found} >= {"arabic"}
    assert not any(one.narrative in {"empty", "spaces"} for one in found)
