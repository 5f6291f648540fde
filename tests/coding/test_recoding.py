from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.recoding import Book, Given, Step, standings
from outspoken.coding.records import Answer, Change, ChangeKind

YES, NO, OPEN = Answer.YES, Answer.NO, Answer.CANNOT_TELL


def one(number, code, answer, since, key=("Bilal", 1), ended=None, version=1):
    return Given(number, key, code, answer, since, version, ended)


def step(since, kind, codes, into, version=2):
    return Step(since, version, Change(kind, codes, into))


def stands(given_, steps, codes, undone=None):
    book = Book(dict.fromkeys(codes, "same"), undone or {})
    found = standings(given_, steps, book)
    return {(each.id, each.code): (each.until, each.stale) for each in found}


def test_a_renamed_code_takes_its_codings_along():
    assert stands([one(1, "A", YES, 1)], [step(2, ChangeKind.RENAME, ("A",), ("B",))], "B") == {(1, "B"): (None, "")}


def test_a_yes_to_one_of_merged_codes_is_a_yes_and_replaces_the_no_to_the_other():
    given_ = [one(1, "A", NO, 1), one(2, "B", YES, 1)]
    found = stands(given_, [step(2, ChangeKind.MERGE, ("A", "B"), ("M",))], "M")
    assert found == {(1, "M"): (2, ""), (2, "M"): (None, "")}


def test_a_no_to_all_merged_codes_is_a_no_and_a_no_to_some_waits():
    merge = [step(2, ChangeKind.MERGE, ("A", "B"), ("A",))]
    assert stands([one(1, "A", NO, 1), one(2, "B", NO, 1)], merge, "A") == {(1, "A"): (None, ""), (2, "A"): (2, "")}
    found = stands([one(1, "A", NO, 1)], merge, "A")
    assert "only A was answered" in found[1, "A"][1]


def test_a_no_to_a_split_code_is_a_no_to_each_part_and_a_yes_waits_until_all_are_answered():
    split = [step(2, ChangeKind.SPLIT, ("A",), ("P", "Q"))]
    assert stands([one(1, "A", NO, 1)], split, "PQ") == {(1, "P"): (None, ""), (1, "Q"): (None, "")}
    yes = one(1, "A", YES, 1)
    assert stands([yes], split, "PQ") == {(1, "A"): (None, "split into P, Q")}
    half = stands([yes, one(2, "P", YES, 3, version=2)], split, "PQ")
    assert half[1, "A"] == (None, "split into P, Q")
    whole = stands([yes, one(2, "P", YES, 3, version=2), one(3, "Q", NO, 4, version=2)], split, "PQ")
    assert whole[1, "A"] == (4, "")


def test_a_redefined_code_waits_until_it_is_coded_again():
    redefined = [step(2, ChangeKind.REDEFINE, ("A",), ("A",))]
    assert stands([one(1, "A", YES, 1)], redefined, "A")[1, "A"] == (None, "defined anew in version 2")
    again = stands([one(1, "A", YES, 1), one(2, "A", YES, 3, version=2)], redefined, "A")
    assert again == {(1, "A"): (3, ""), (2, "A"): (None, "")}


def test_a_retired_code_waits_for_nobody_and_one_that_was_taken_back_does():
    assert stands([one(1, "A", YES, 1)], [step(2, ChangeKind.RETIRE, ("A",), ())], "") == {(1, "A"): (None, "")}
    found = stands([one(1, "N", YES, 2, version=2)], [], "A", {2: {"N": "new", "A": "same"}})
    assert found[1, "N"] == (None, "its code was taken back")
    found = stands([one(1, "A", YES, 2, version=2)], [], "A", {2: {"A": "other"}})
    assert found[1, "A"] == (None, "given by version 2, which was taken back")


def test_what_was_taken_away_does_not_bring_back_what_it_had_replaced():
    found = stands([one(1, "A", YES, 1), one(2, "A", NO, 2, ended=3)], [], "A")
    assert found == {(1, "A"): (2, ""), (2, "A"): (3, "")}


def test_coders_do_not_replace_each_other():
    given_ = [one(1, "A", YES, 1), one(2, "A", NO, 2, key=("Chloe", 1))]
    assert all(until is None for until, _ in stands(given_, [], "A").values())


CODES = ("A", "B", "C")
ANSWERS = st.sampled_from(list(Answer))


@given(st.lists(st.tuples(st.sampled_from(CODES), ANSWERS, st.integers(1, 3)), max_size=12), st.data())
def test_every_coding_is_in_force_replaced_or_waiting_and_never_twice_in_force(codings, data):
    given_ = [
        one(number, code, answer, number, key=("B", who)) for number, (code, answer, who) in enumerate(codings, 1)
    ]
    codes, steps = list(CODES), []
    for at in range(data.draw(st.integers(0, 4))):
        kind = data.draw(st.sampled_from([ChangeKind.RENAME, ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.RETIRE]))
        if (kind is ChangeKind.MERGE and len(codes) < 2) or not codes:
            continue
        picked = tuple(codes[: 2 if kind is ChangeKind.MERGE else 1])
        into = (
            () if kind is ChangeKind.RETIRE else tuple(f"N{at}{n}" for n in range(2 if kind is ChangeKind.SPLIT else 1))
        )
        codes = [code for code in codes if code not in picked] + list(into)
        steps.append(
            step(data.draw(st.integers(1, 14)) if not steps else steps[-1].since + 1, kind, picked, into, at + 2)
        )
    found = standings(given_, steps, Book(dict.fromkeys(codes, "same"), {}))
    assert {each.id for each in found} == {each.id for each in given_}
    key = {each.id: each.key for each in given_}
    in_force = [(key[each.id], each.code) for each in found if each.until is None]
    assert len(in_force) == len(set(in_force))
    retired = {code for each in steps if each.change.kind is ChangeKind.RETIRE for code in each.change.codes}
    assert all(each.code in codes or each.stale or each.code in retired for each in found if each.until is None)
