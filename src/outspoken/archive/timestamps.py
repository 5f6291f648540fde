"""Ask for RFC 3161 timestamps of a hash, and check what comes back: imprint, nonce, signature and chain. Pure.

Adams and others, "Internet X.509 Public Key Infrastructure Time-Stamp Protocol", RFC 3161, 2001,
https://doi.org/10.17487/RFC3161
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from outspoken.errors import StudyError, Unsafe

_CERTIFICATES = 0xA0
ASKS, ANSWERS = "application/timestamp-query", "application/timestamp-reply"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its bytes, and the random number that the answer must repeat."""

    request: bytes
    nonce: int


def asked(line: bytes) -> Asked:
    """Write the request for a timestamp of the SHA-256 of some bytes; of the bytes themselves nothing is in it."""
    client = _client()
    made = (
        client.TimestampRequestBuilder()
        .data(line)
        .hash_algorithm(client.HashAlgorithm.SHA256)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    return Asked(made.as_bytes(), made.nonce)


def stamped(answer: bytes, seal: str, certificates: bytes, nonce: int | None = None) -> datetime:
    """Return when a hash was stamped, in UTC, once all of the answer was checked.

    Args:
        answer: what the authority answered, as it was sent.
        seal: the SHA-256 that it should have stamped, in hexadecimal.
        certificates: PEM of those that are trusted: the root, and any between it and the authority's own.
        nonce: the random number of the request, where the request is at hand.

    Raises:
        Unsafe: if it is no timestamp of that hash, or not signed by whom the certificates vouch for.
        StudyError: without the extra `anchor`.
    """
    client, trusted = _client(), _certificates(certificates)
    builder = client.VerifierBuilder(roots=trusted, nonce=nonce)
    try:
        found = client.decode_timestamp_response(_in_order(answer))
        if found.status != client.PKIStatus.GRANTED:
            raise Unsafe(f"The authority gave no timestamp ({'; '.join(found.status_string) or found.status}).")
        builder.build().verify(found, bytes.fromhex(seal))
        at: datetime = found.tst_info.gen_time
    except client.VerificationError as error:
        raise Unsafe(
            f"The timestamp does not hold: {str(error).strip(' .')}.",
            "Give the certificate of the authority's root (PEM), with those between, from its own web site.",
        ) from error
    except (ValueError, TypeError, OverflowError) as error:
        raise Unsafe("What the authority answered is no timestamp.") from error
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def _in_order(answer: bytes) -> bytes:
    """Put the certificates that come with a timestamp into the order that DER wants.

    They are a set, no signature covers them as a whole, and many authorities send them as they have them.
    """
    try:
        token = _parts(answer, *_inside(answer, 0))[1]
        content = _parts(answer, *_inside(answer, token[0]))[1]
        signed = _inside(answer, content[0])[0]
        start, end = next(one for one in _parts(answer, *_inside(answer, signed)) if answer[one[0]] == _CERTIFICATES)
        inside = _inside(answer, start)
        parts = sorted(answer[one:other] for one, other in _parts(answer, *inside))
    except (IndexError, StopIteration):
        return answer
    return answer[: inside[0]] + b"".join(parts) + answer[end:]


def _inside(data: bytes, start: int) -> tuple[int, int]:
    """Return where the content of a DER value begins and ends."""
    length, at = data[start + 1], start + 2
    if length & 0x80:
        at += length & 0x7F
        length = int.from_bytes(data[start + 2 : at], "big")
    if at + length > len(data):
        raise IndexError
    return at, at + length


def _parts(data: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Return where each of several DER values begins and ends."""
    found = []
    while start < end:
        after = _inside(data, start)[1]
        found.append((start, after))
        start = after
    return found


def _certificates(data: bytes) -> list[Any]:
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 - slow to load, seldom needed

    try:
        return load_pem_x509_certificates(data)
    except ValueError as error:
        raise Unsafe("The file holds no certificate.", "Give one that begins with -----BEGIN CERTIFICATE-----.") from (
            error
        )


def _client() -> Any:
    try:
        import rfc3161_client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise StudyError(
            "RFC 3161 timestamps need the extra `anchor`, which is not installed.",
            "Install it with `pip install 'outspoken[anchor]'`, or use --calendar, which needs nothing.",
        ) from error
    return rfc3161_client
