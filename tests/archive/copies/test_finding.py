from functools import partial

import pytest

from outspoken.archive.copies.clusters import grouped
from outspoken.archive.copies.finding import find_copies, is_copy, share
from outspoken.archive.copies.runs import runs_of


def fetched(texts, places):
    return [texts[place] for place in places]


def found(texts, processes=1):
    pairs = find_copies(len(texts), partial(fetched, texts), processes=processes)
    return grouped((one.shorter, one.longer) for one in pairs)


def compared(one, other):
    runs = runs_of([one, other])
    return share(runs.of(0), runs.of(1))


def test_cuts_leads_and_headlines_hide_no_copy_and_another_article_is_none(printed):
    texts = [printed["other"], printed["first"], printed["cut"], printed["led"]]
    assert found(texts) == [[1, 2, 3]]


def test_what_is_said_of_a_pair_can_be_counted_by_hand():
    one = compared("a b c d e f g h i j k l", "x y z w v a b c d e f g h i j k l m n")
    assert (one.shorter, one.longer, one.runs, one.short, one.long) == (0, 1, 9, 9, 16)
    assert (one.lead, one.in_order, one.share) == (0, 1.0, 1.0)
    other = compared("x y z w v a b c d e f g h i j k l", "a b c d e f g h i j k l m n o p q r")
    assert (other.shorter, other.runs, other.lead) == (0, 9, 5)


def test_a_shared_quotation_makes_no_copy(printed):
    quotation = "nobody was allowed to light a lamp and that was when I began to count the tides"
    one = f"{printed['other']} She said: {quotation}."
    assert not is_copy(compared(one, f"{printed['first']} {quotation}"))


def test_paragraphs_in_another_order_are_still_the_text(printed):
    halves = printed["first"].split(". ")
    turned = ". ".join(halves[4:] + halves[:4])
    one = compared(printed["first"], turned)
    assert is_copy(one)
    assert one.in_order < 1.0


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["word", "word"], ["one two three four"] * 2])
def test_too_few_words_are_no_text_to_compare(texts):
    assert found(texts) == []


def test_a_short_notice_printed_twice_is_one_text():
    assert found(["The Order has closed its house by the harbour, an elder said on Monday."] * 2) == [[0, 1]]


def test_many_invented_texts_on_two_processes_as_on_one(dice):
    vocabulary = [f"{one}{two}" for one in "bdfgklmnprst" for two in "aeiou"]

    def words(count):
        return ["".join(dice.choices(vocabulary, k=3)) for _ in range(count)]

    texts, gold = [], []
    for _ in range(300):
        text = words(120)
        texts.append(" ".join(text))
        if dice.random() < 0.3:
            gold.append([len(texts) - 1, len(texts)])
            texts.append(" ".join(words(30) + text[: dice.randint(70, 120)]))
    assert found(texts) == gold
    assert len(texts) < 500
    assert found(texts * 2, processes=2) == [
        sorted({*group, *(one + len(texts) for one in group)})
        for group in sorted([*gold, *([one] for one in range(len(texts)) if all(one not in pair for pair in gold))])
    ]
