"""Every code has a key of its own, and none that means something else."""

from __future__ import annotations

from outspoken.coding.codebook import Code
from outspoken.web.coding.letters import TAKEN, letters


def test_a_key_is_a_letter_of_the_name_where_one_is_free() -> None:
    found = letters([Code(id="L1", name="Cruelty"), Code(id="L2", name="Cold"), Code(id="L3", name="خبز")])
    assert found == {"L1": "c", "L2": "o", "L3": "l"}


def test_no_key_is_given_twice_and_the_last_codes_have_none() -> None:
    found = letters([Code(id=f"N{number}", name="Nun") for number in range(50)])
    given = [key for key in found.values() if key]
    assert len(given) == len(set(given)) == 9 + 26 - len(TAKEN)
    assert not TAKEN & set(given)
    assert found["N49"] == ""
