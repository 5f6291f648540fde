"""Small services on the loopback that witness a hash: a timestamp authority, made with OpenSSL, and a calendar."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.archive.hosts import host, page

CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
[stamps]
extendedKeyUsage = critical,timeStamping
"""


def openssl(*words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


@dataclass
class Authority:
    """A root, and an authority that it vouches for."""

    folder: Path
    port: int = 0
    answers: bytes | None = None
    """What to answer instead of a timestamp."""
    heard: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        (self.folder / "serial").write_text("01")
        self.config = self.folder / "tsa.conf"
        self.config.write_text(CONFIG.format(folder=self.folder))
        new = ("req", "-newkey", "rsa:2048", "-nodes", "-config", "/dev/null", "-keyout")
        openssl(*new, self.key("root"), "-x509", "-days", 30, "-subj", "/CN=Root", "-out", self.root, *self._root())
        self._vouch()

    def _root(self) -> tuple[str, ...]:
        return ("-addext", "basicConstraints=critical,CA:true", "-addext", "keyUsage=critical,keyCertSign")

    @property
    def root(self) -> Path:
        """The certificate that a study trusts."""
        return self.folder / "root.pem"

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def key(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def _vouch(self) -> None:
        """Let the root vouch for the authority."""
        request, made = self.folder / "tsa.csr", self.folder / "tsa.pem"
        openssl(
            *("req", "-newkey", "rsa:2048", "-nodes", "-config", "/dev/null", "-keyout", self.key("tsa")),
            *("-subj", "/CN=Authority", "-out", request),
        )
        openssl(
            *("x509", "-req", "-in", request, "-CA", self.root, "-CAkey", self.key("root"), "-CAcreateserial"),
            *("-days", 30, "-extfile", self.config, "-extensions", "stamps", "-out", made),
        )

    def stamp(self, request: bytes) -> bytes:
        """Answer a request."""
        asked, answer = self.folder / "asked.tsq", self.folder / "answer.tsr"
        asked.write_bytes(request)
        openssl(
            *("ts", "-reply", "-config", self.config, "-section", "one", "-queryfile", asked, "-out", answer),
            *("-signer", self.folder / "tsa.pem", "-inkey", self.key("tsa"), "-chain", self.root),
        )
        return answer.read_bytes()


def sent(visitor: socket.socket, asked: bytes) -> bytes:
    """Return the whole body of a request whose head came with the first of it."""
    head, _, body = asked.partition(b"\r\n\r\n")
    length = int(
        next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")).split(b":")[1]
    )
    while len(body) < length:
        body += visitor.recv(65536)
    return body


@contextmanager
def authority(folder: Path) -> Iterator[Authority]:
    """Turn a timestamp authority on."""
    made = Authority(folder)

    def answer(_: str, visitor: socket.socket, asked: bytes) -> None:
        body = sent(visitor, asked)
        made.heard.append(asked.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body)
        told = made.answers if made.answers is not None else made.stamp(body)
        visitor.sendall(page(told, media="application/timestamp-reply"))

    with host(answer) as port:
        made.port = port
        yield made


@dataclass
class Calendar:
    """A calendar that promises at once, and keeps its promises once it is told to."""

    port: int = 0
    block: int = 0
    """The block in which promises were kept; 0 while they are not."""
    heard: list[bytes] = field(default_factory=list)
    answers: bytes | None = None

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def promised(self, digest: bytes) -> bytes:
        """The commitment that a digest becomes in this calendar."""
        return sha256(b"before" + digest).digest() + b"\x00\x01"

    def promise(self) -> bytes:
        uri = f"http://{self.place}".encode()
        pending = b"\x00" + bytes.fromhex("83dfe30d2ef90c8e") + bytes([len(uri) + 1, len(uri)]) + uri
        return b"\xf1\x06before" + b"\x08" + b"\xf0\x02\x00\x01" + pending

    def kept(self) -> bytes:
        height = bytes([self.block & 0x7F | 0x80, self.block >> 7])
        return b"\x08\xf0\x05after\x08" + b"\x00" + bytes.fromhex("0588960d73d71901") + bytes([len(height)]) + height


@contextmanager
def calendar() -> Iterator[Calendar]:
    """Turn a calendar on."""
    made = Calendar()

    def answer(path: str, visitor: socket.socket, asked: bytes) -> None:
        if path == "/digest":
            body = sent(visitor, asked)
            made.heard.append(body)
            visitor.sendall(page(made.promise() if made.answers is None else made.answers))
            return
        known = {made.promised(body).hex() for body in made.heard}
        if made.block and path.removeprefix("/timestamp/") in known:
            visitor.sendall(page(made.kept()))
        else:
            visitor.sendall(page(b"", "404 Not Found"))

    with host(answer) as port:
        made.port = port
        yield made
