"""An invented site on the loopback: 200 pages in six languages, and all that makes visiting hard.

Feeds, redirects, a PDF, a film with captions, a page that changes, one that dies, one that
never ends. Every answer follows from the path and from how often the site was turned on.
"""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.archive.bombs import paper
from tests.archive.hosts import host, page

PAGES = 200
_TOLD = {
    "en": "She left the group in the spring of {n}, because it had lied to her about the war, and went home by night.",
    "fr": "Elle a quitté le groupe au printemps {n}, parce qu'il lui avait menti sur la guerre, et elle est rentrée.",
    "de": "Sie verließ die Gruppe im Frühjahr {n}, weil sie über den Krieg belogen worden war, und ging nach Hause.",
    "ar": "غادرت المجموعة في ربيع {n} لأنها كذبت عليها بشأن الحرب، ثم عادت إلى بيتها في الليل مع أختها الصغيرة.",
    "ru": "Она покинула группу весной {n} года, потому что её обманули насчёт войны, и ночью вернулась домой к семье.",
    "tr": "Savaş hakkında kendisine yalan söyledikleri için {n} baharında gruptan ayrıldı ve gece evine geri döndü.",
}
LANGUAGES = tuple(_TOLD)
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:03.500\nThey lied to us.\n\n00:04.000 --> 00:06.000\nSo I left in the night.\n"


@dataclass
class Site:
    """Where the site is, how often each path was asked for, and whether its changing page has changed."""

    port: int = 0
    changed: bool = False
    dead: bool = False
    asked: dict[str, int] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Host and port, as `--allow` takes them."""
        return f"127.0.0.1:{self.port}"

    def at(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://{self.place}{path}"

    @property
    def addresses(self) -> list[str]:
        """Return every address worth a visit, the good ones first."""
        paths = [f"/story/{number}" for number in range(PAGES)]
        return [self.at(path) for path in (*paths, *GOOD_TOO, *BAD)]


GOOD_TOO = ("/moved", "/twice-moved", "/refreshed", "/paper.pdf", "/film", "/film.vtt", "/changing", "/dying")
BAD = ("/endless", "/circle", "/gone", "/to-the-inside", "/breaks-off")


def story(number: int) -> bytes:
    """Return one of the 200 pages."""
    language = LANGUAGES[number % len(LANGUAGES)]
    sentences = [_TOLD[language].format(n=1990 + number) for _ in range(1)]
    more = [_TOLD[language].format(n=1990 + number + other) for other in (300, 600, 900)]
    body = "".join(f"<p>{one}</p>" for one in (*sentences, *more))
    day = f"2015-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Story {number}</title>'
        f'<meta property="og:site_name" content="Lantern Watch"><meta name="author" content="A. Reed">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z"></head>'
        f"<body><nav>Home News About</nav><article><h1>Story {number}</h1>{body}</article></body></html>"
    ).encode()


@dataclass(frozen=True)
class Kind:
    """A page of a kind that the study of 2015 drew upon: what it says of itself, and what is true."""

    head: str
    body: str
    published: str
    """When it was published (EDTF), which nobody but us knows for sure."""
    outlet: str
    sure: bool
    """Whether the page states its date for machines, and nothing on it speaks against that."""


def _linked(**said: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **said})}</script>'


_TIME = '<meta property="article:published_time" content="{}">'
_SITE = '<meta property="og:site_name" content="{}">'
KINDS = {
    "broadcast": Kind(
        _SITE.format("Harbour Radio")
        + _linked(**{"@type": "NewsArticle"}, datePublished="2015-08-21T19:00:00+02:00", dateModified="2019-01-02"),
        "",
        "2015-08-21",
        "Harbour Radio",
        True,
    ),
    "newspaper": Kind(_SITE.format("Tide") + _TIME.format("2015-03-02T08:00:00Z"), "", "2015-03-02", "Tide", True),
    "film": Kind(
        _SITE.format("FilmShare") + _linked(**{"@type": "VideoObject"}, uploadDate="2014-10-05", name="A film"),
        "",
        "2014-10-05",
        "FilmShare",
        True,
    ),
    "only-changed": Kind(
        '<meta property="article:modified_time" content="2019-05-06T00:00:00Z">', "", "2014-06-07", "127.0.0.1", False
    ),
    "two-dates": Kind(
        _TIME.format("2015-02-05T00:00:00Z") + _linked(**{"@type": "NewsArticle"}, datePublished="2014-11-05"),
        "",
        "2014-11-05",
        "127.0.0.1",
        False,
    ),
    "which-is-the-month": Kind("", "<p>Published 03/04/2015</p>", "2015-04-03", "127.0.0.1", False),
    "blog": Kind("", "<p>Posted on 14 July 2015 by the editor</p>", "2015-07-14", "127.0.0.1", False),
    "comments": Kind(
        "",
        '<p class="comment"><time datetime="2018-03-03">3 March 2018</time> Well said.</p>',
        "2015",
        "127.0.0.1",
        False,
    ),
    "to-come": Kind(_TIME.format("2199-01-01T00:00:00Z"), "", "2015", "127.0.0.1", False),
    "nothing-set": Kind(_TIME.format("1970-01-01T00:00:00Z"), "", "2015", "127.0.0.1", False),
    "silent": Kind("", "", "2015", "127.0.0.1", False),
}


def _of_kind(kind: Kind) -> bytes:
    told = "".join(f"<p>{_TOLD['en'].format(n=number)}</p>" for number in ("that year", "the next", "the last"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Left</title>{kind.head}</head>'
        f"<body><article><h1>Left</h1>{told}{kind.body}</article></body></html>"
    ).encode()


def _film() -> bytes:
    """Return a page that shows a film, with a few words about it and a track of captions."""
    shown = b'<video src="/film.mp4" controls><track kind="captions" srclang="en" src="/film.vtt"></video>'
    return story(903).replace(b"</h1>", b"</h1>" + shown)


@contextmanager
def site() -> Iterator[Site]:
    """Turn the site on."""
    made = Site()

    def answer(path: str, visitor: socket.socket, asked: bytes) -> None:
        made.asked[path] = made.asked.get(path, 0) + 1
        if path == "/endless":
            _never_end(visitor)
            return
        listing = path in {"/feed.xml", "/sitemap.xml", "/more.xml"}
        visitor.sendall(_listing(made, path, asked) if listing else _answer(made, path))

    with host(answer) as port:
        made.port = port
        yield made


def _never_end(visitor: socket.socket) -> None:
    visitor.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        visitor.sendall(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")


def _listing(made: Site, path: str, asked: bytes) -> bytes:
    """Answer with a feed of the newest thirty, or a sitemap in two parts; the feed says whether it is the same."""
    if path == "/feed.xml":
        if b'If-None-Match: "thirty"' in asked:
            return page(b"", "304 Not Modified", ETag='"thirty"')
        items = "".join(f"<item><title>S</title><link>{one}</link></item>" for one in made.addresses[:30])
        told = f'<rss version="2.0"><channel><title>Lantern Watch</title>{items}</channel></rss>'
        return page(told.encode(), media="application/rss+xml", ETag='"thirty"')
    if path == "/more.xml":
        told = "".join(f"<url><loc>{one}</loc></url>" for one in made.addresses)
        return page(f"<urlset>{told}</urlset>".encode(), media="application/xml")
    return page(f"<sitemapindex><sitemap><loc>{made.at('/more.xml')}</loc></sitemap></sitemapindex>".encode())


def _answer(made: Site, path: str) -> bytes:
    if path.startswith("/story/"):
        return page(story(int(path.removeprefix("/story/"))))
    moves = {
        "/moved": "/story/1",
        "/twice-moved": "/moved",
        "/circle": "/circle-2",
        "/circle-2": "/circle",
        "/moved-feed": "/feed.xml",
    }
    if path in moves:
        return page(b"", "302 Found", Location=moves[path])
    fixed = {
        "/to-the-inside": page(b"", "301 Moved", Location="http://169.254.169.254/latest/meta-data/"),
        "/refreshed": page(b'<meta http-equiv="refresh" content="0; url=/story/2">'),
        "/paper.pdf": page(paper("They lied to us about the war.", "So I left."), media="application/pdf"),
        "/film": page(_film()),
        "/film.vtt": page(CAPTIONS.encode(), media="text/vtt"),
        "/robots.txt": page(b"User-agent: *\nDisallow: /story/7\n", media="text/plain"),
        "/undated": page(
            re.sub(rb"<meta property[^>]*time[^>]*>", b'<meta name="date" content="2015-04-03">', story(0))
        ),
        "/gone": page(b"", "410 Gone"),
        "/breaks-off": page(b"<p>half", Content_Length="5000"),
    }
    fixed |= {f"/kind/{name}": page(_of_kind(kind)) for name, kind in KINDS.items()}
    if path in fixed:
        return fixed[path]
    if path == "/changing":
        return page(story(900 if made.changed else 906))
    if path == "/dying":
        return page(b"", "404 Not Found") if made.dead else page(story(902))
    return page(b"", "404 Not Found")
