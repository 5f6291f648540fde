"""A proof leads from a hash to what attests it; whatever is no proof is refused, with our own error."""

import random
from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.archive.calendars import attested, commitment, completed, proof
from outspoken.errors import Unsafe
from tests.archive.mutants import mutant
from tests.archive.witnesses import Calendar
from tests.conftest import THOROUGH

SEAL, NONCE = sha256(b"manifest").hexdigest(), bytes(range(16))
PROMISE = Calendar(port=80).promise()


def test_a_promise_stands_where_the_steps_lead() -> None:
    made = proof(SEAL, NONCE, PROMISE)
    (end,) = attested(made, SEAL)
    told = commitment(SEAL, NONCE)
    assert (end.calendar, end.block) == ("http://127.0.0.1:80", None)
    assert end.commitment == sha256(b"before" + told).digest() + b"\x00\x01"


def test_the_bytes_are_those_of_the_format() -> None:
    made = proof(SEAL, NONCE, PROMISE)
    magic = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
    assert made == magic + b"\x01\x08" + bytes.fromhex(SEAL) + b"\xf0\x10" + NONCE + b"\x08" + PROMISE


def test_a_kept_promise_is_grafted_where_it_was_made() -> None:
    asked = []

    def ask(calendar, told):
        asked.append((calendar, told))
        return Calendar(block=700).kept()

    made = proof(SEAL, NONCE, b"\xff" + PROMISE + PROMISE.replace(b"before", b"BEFORE"))
    longer = completed(made, SEAL, ask)
    assert longer is not None
    assert [told for _, told in asked] == [one.commitment for one in attested(made, SEAL)]
    assert [(one.block, one.commitment) for one in attested(longer, SEAL)] == [
        (700, sha256(sha256(told).digest() + b"after").digest()) for _, told in asked
    ]
    assert completed(made, SEAL, lambda *_: None) is None
    assert completed(made, SEAL, lambda *_: PROMISE) is None


@given(st.binary(max_size=200))
def test_noise_is_refused(noise) -> None:
    with suppress(Unsafe):
        proof(SEAL, NONCE, noise)


def test_no_mutant_breaks_the_reader() -> None:
    chance, made = random.Random(5), proof(SEAL, NONCE, PROMISE)
    for _ in range(20_000 if THOROUGH else 2_000):
        with suppress(Unsafe):
            attested(mutant(made, chance), SEAL)


@pytest.mark.parametrize("other", ["00" * 32, sha256(b"another").hexdigest()])
def test_the_proof_of_another_hash_is_refused(other) -> None:
    with pytest.raises(Unsafe, match="another hash"):
        attested(proof(SEAL, NONCE, PROMISE), other)
