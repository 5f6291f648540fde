"""A timestamp is checked in all its parts before anybody believes it."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from outspoken.archive.timestamps import asked, stamped
from outspoken.errors import Unsafe
from tests.archive.mutants import mutant
from tests.archive.witnesses import Authority
from tests.conftest import THOROUGH

LINE = b'{"file": "ab/ab.warc.gz"}\n'
SEAL = sha256(LINE).hexdigest()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An authority, a request, and what it answered."""
    one = Authority(tmp_path_factory.mktemp("tsa") / "one")
    request = asked(LINE)
    return one.root.read_bytes(), request, one.stamp(request.request)


def test_a_good_one_says_when(made) -> None:
    root, request, answer = made
    at = stamped(answer, SEAL, root, request.nonce)
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=10)
    assert stamped(answer, SEAL, root) == at


def test_each_request_has_a_number_of_its_own_and_holds_the_hash_only(made) -> None:
    one, other = asked(LINE), asked(LINE)
    assert one.nonce != other.nonce
    assert bytes.fromhex(SEAL) in one.request
    assert LINE not in one.request


def test_the_hash_the_number_and_the_root_must_fit(made) -> None:
    root, request, answer = made
    with pytest.raises(Unsafe, match="Mismatch between messages"):
        stamped(answer, sha256(b"another").hexdigest(), root, request.nonce)
    with pytest.raises(Unsafe, match="Nonce mismatch"):
        stamped(answer, SEAL, root, request.nonce + 1)
    with pytest.raises(Unsafe, match="holds no certificate"):
        stamped(answer, SEAL, b"none", request.nonce)


def test_no_mutant_is_believed_with_another_time_or_hash(made) -> None:
    root, request, answer = made
    at, chance = stamped(answer, SEAL, root), random.Random(6)
    for _ in range(2_000 if THOROUGH else 150):
        with suppress(Unsafe):
            assert stamped(mutant(answer, chance), SEAL, root, request.nonce) == at
