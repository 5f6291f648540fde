"""The hash of the manifest is witnessed outside; nothing but a hash leaves, and what does not hold is refused."""

from __future__ import annotations

import subprocess
from hashlib import sha256

import pytest

from outspoken import archive
from outspoken.archive.objects import Archive
from outspoken.errors import Conflict, NotAllowed, NotFound, SealBroken, StudyError, Unsafe
from tests.archive.witnesses import authority, calendar


@pytest.fixture(scope="module")
def tsa(tmp_path_factory):
    with authority(tmp_path_factory.mktemp("tsa") / "one") as made:
        yield made


@pytest.fixture(scope="module")
def other_root(tmp_path_factory):
    with authority(tmp_path_factory.mktemp("tsa") / "other") as made:
        return made.root


@pytest.fixture
def kept(watched, site, amal):
    """A study with two objects in its archive."""
    study = watched([site.at("/story/1"), site.at("/story/2")], amal)
    archive.keep(study, by=amal, allow=[site.place])
    return study


def stamp(study, tsa, amal, root=None):
    return archive.anchor(study, f"http://{tsa.place}/tsr", by=amal, certificates=root or tsa.root, allow=[tsa.place])


def test_an_authority_stamps_the_hash_and_openssl_agrees(kept, tsa, amal, tmp_path) -> None:
    head = Archive(kept.folder / "archive").head
    made = stamp(kept, tsa, amal)
    assert (made.seal, made.objects, made.unchecked) == (head, 2, "")
    assert made.at.endswith("Z")
    answer = kept.folder / "archive" / "anchors" / made.file
    verified = subprocess.run(
        ["openssl", "ts", "-verify", "-digest", head, "-in", answer, "-CAfile", tsa.root],
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stderr
    assert archive.verify(kept, by=amal).anchors == (made,)


def test_what_is_sent_is_the_hash_and_no_word_of_the_study(kept, tsa, amal, site) -> None:
    head = Archive(kept.folder / "archive").head
    tsa.heard.clear()
    stamp(kept, tsa, amal)
    (heard,) = tsa.heard
    assert bytes.fromhex(head) in heard
    request = heard.partition(b"\r\n\r\n")[2]
    assert len(request) < 100
    for told in (b"Lanterns", b"story", b"Amal", b"utspoken", b"ookie", b"eferer", site.place.encode()):
        assert told not in heard


def test_an_older_anchor_covers_what_was_there_and_verify_says_so(kept, tsa, amal, site, tmp_path) -> None:
    stamp(kept, tsa, amal)
    (tmp_path / "words.txt").write_text("They lied to us, so I left.", encoding="utf-8")
    archive.give(kept, "S1", tmp_path / "words.txt", by=amal)
    found = archive.verify(kept, by=amal)
    assert (found.objects, [one.objects for one in found.anchors]) == (3, [2])


def test_what_nobody_trusted_signed_is_refused_and_nothing_is_kept(kept, tsa, amal, other_root) -> None:
    with pytest.raises(Unsafe, match="does not hold"):
        stamp(kept, tsa, amal, other_root)
    assert archive.verify(kept, by=amal).anchors == ()


def test_an_old_answer_another_hash_and_noise_are_refused(kept, tsa, amal) -> None:
    first = kept.folder / "archive" / "anchors" / stamp(kept, tsa, amal).file
    answer = first.read_bytes()
    rejected = bytes.fromhex("300530030201 02".replace(" ", ""))
    noise = [b"", b"noise", answer[:-20], rejected]
    try:
        for tsa.answers, why in [(answer, "Nonce"), *((one, "timestamp|signed") for one in noise)]:
            with pytest.raises(Unsafe, match=why):
                stamp(kept, tsa, amal)
        flipped = bytearray(answer)
        flipped[-5] ^= 1
        tsa.answers = bytes(flipped)
        with pytest.raises(Unsafe):
            stamp(kept, tsa, amal)
    finally:
        tsa.answers = None
    assert len(archive.verify(kept, by=amal).anchors) == 1


def test_a_manifest_that_was_rewritten_is_found_out(kept, tsa, amal, site) -> None:
    stamp(kept, tsa, amal)
    folder = kept.folder / "archive"
    for path in (*folder.glob("??/*.gz"), folder / "manifest.jsonl"):
        path.unlink()
    with kept.act("archive.read", by=amal) as act:
        act.connection.exec_driver_sql("delete from captures")
    archive.keep(kept, by=amal, allow=[site.place])
    with pytest.raises(SealBroken, match="a manifest that this archive never had"):
        archive.verify(kept, by=amal)


@pytest.mark.parametrize("change", ["flip", "remove", "certificate"])
def test_an_anchor_that_was_changed_or_is_gone_is_named(kept, tsa, amal, other_root, change) -> None:
    path = kept.folder / "archive" / "anchors" / stamp(kept, tsa, amal).file
    if change == "flip":
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    elif change == "remove":
        path.unlink()
    else:
        path.with_suffix(".pem").write_bytes(other_root.read_bytes())
    with pytest.raises(SealBroken, match=path.name):
        archive.verify(kept, by=amal)


def test_a_calendar_is_not_even_told_the_hash_and_its_promise_is_completed(kept, amal) -> None:
    head = Archive(kept.folder / "archive").head
    with calendar() as made:
        promised = archive.anchor(kept, f"http://{made.place}/", by=amal, allow=[made.place])
        (told,) = made.heard
        assert len(told) == 32
        assert told.hex() != head
        assert (promised.at, promised.calendar) == ("", f"http://{made.place}")
        assert archive.complete_anchors(kept, by=amal, allow=[made.place]) == ()
        made.block = 358_391 & 0x3FFF
        (done,) = archive.complete_anchors(kept, by=amal, allow=[made.place])
        root = sha256(sha256(made.promised(told)).digest() + b"after").digest()[::-1].hex()
        assert done.at == f"block {made.block:,} of Bitcoin, if its Merkle root is {root}"
        assert archive.verify(kept, by=amal).anchors == (done,)
        assert archive.complete_anchors(kept, by=amal, allow=[made.place]) == ()


def test_an_answer_of_a_calendar_that_is_none_is_refused(kept, amal) -> None:
    with calendar() as made:
        for noise in (b"", b"\x00", b"noise", b"\xff" * 5_000, b"\x08" * 5_000, made.promise() + b"x"):
            made.answers = noise
            with pytest.raises(Unsafe):
                archive.anchor(kept, f"http://{made.place}", by=amal, allow=[made.place])


def test_nothing_is_sent_to_the_inside_by_whom_it_is_not_allowed_or_of_nothing(
    kept, watched, tsa, amal, dara, tmp_path
) -> None:
    tsa.heard.clear()
    address = f"http://{tsa.place}/tsr"
    with pytest.raises(Conflict, match="only the ports of the web"):
        archive.anchor(kept, address, by=amal, certificates=tsa.root)
    with pytest.raises(NotAllowed):
        archive.anchor(kept, address, by=dara, certificates=tsa.root, allow=[tsa.place])
    with pytest.raises(NotFound, match="the archive is empty"):
        archive.anchor(watched([address], amal), address, by=amal, certificates=tsa.root, allow=[tsa.place])
    with pytest.raises(NotFound):
        archive.anchor(kept, address, by=amal, certificates=tmp_path / "none.pem", allow=[tsa.place])
    (tmp_path / "none.pem").write_text("no certificate")
    with pytest.raises(Unsafe, match="holds no certificate"):
        stamp(kept, tsa, amal, tmp_path / "none.pem")
    assert not [one for one in tsa.heard if b"no certificate" in one]


def test_without_the_extra_the_archive_verifies_and_says_what_it_could_not_check(kept, tsa, amal, monkeypatch) -> None:
    stamp(kept, tsa, amal)
    monkeypatch.setitem(__import__("sys").modules, "rfc3161_client", None)
    (one,) = archive.verify(kept, by=amal).anchors
    assert "outspoken[anchor]" in one.unchecked or "extra" in one.unchecked
    with pytest.raises(StudyError, match="extra `anchor`"):
        stamp(kept, tsa, amal)
