"""What is rare weighs more, and nothing that few bear is kept among the common."""

from __future__ import annotations

from outspoken.people.likeness import shipped
from outspoken.people.rarity import counted


def test_rare_weighs_more_than_common_and_unseen_most() -> None:
    rarity = counted([{"mhmd"}] * 9 + [{"mhmd", "mtn"}])
    assert rarity.weight("mhmd") < rarity.weight("mtn") < rarity.weight("zrbk")
    assert rarity.plus(rarity).records == 20


def test_a_pair_does_not_make_its_own_rarity_common() -> None:
    assert counted([{"a"}, {"a"}, {"b"}]).besides(2).weight("a") == counted([{"c"}] * 3).weight("a")
    assert dict(counted([{"a"}] * 5).besides(2).counts) == {"a": 3}


def test_only_what_many_have_is_common() -> None:
    assert dict(counted([{"a", "b"}, {"a"}]).common(2).counts) == {"a": 2}


def test_what_ships_names_nobody() -> None:
    """Safety: the shipped tables hold consonants, short pieces and countries that fifteen people or more have."""
    common = shipped().common
    tables = (common.words, common.sounds, common.letters, common.nationalities)
    assert all(count >= 15 for table in tables for count in table.counts.values())
    assert len(common.words.counts) < 100
    assert all(len(piece) <= 4 for table in (common.sounds, common.letters) for piece in table.counts)
