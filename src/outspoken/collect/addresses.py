"""Find the one form under which all addresses of the same page are equal.

The same page is reached with tracking parameters, as AMP, on a mobile host, as a print version, and through archives
and caches that bear its address within their own. `canonical` takes all of that away and nothing by which two stories
differ: what stands in the query and is not known to be tracking stays. Pure; nothing is asked of the network, so a
shortened address stays as short as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urlsplit

from outspoken.text.letters import quote as quoted
from outspoken.text.letters import tidy

LONGEST = 8_000
"""How many characters an address may have."""

_TRACKING = re.compile(
    r"utm_\w+|at_(medium|campaign|custom\w*|link\w*|format|ptr_name|bbc_team)|ns_(mchannel|source|campaign|linkname|fee)"
    r"|fb(clid|_action_\w+|_source|_ref)|g(clid|clsrc|braid)|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh"
    r"|mc_[ce]id|mkt_tok|_hs(enc|mi)|hsctatracking|vero_id|oly_(enc|anon)_id|_ga|_gl|_openstat|wt_mc|wt\.mc_id|xtor|spm"
    r"|ref_(src|url)|cmp(id)?|intcmp|icid|ocid|ncid|smid|smtyp|soc_(src|trk)|sr_share|__twitter_impression|guce_\w+|piwik_\w+"
    r"|pk_(campaign|kwd|source|medium)|share_id|sharedfrom|amp_(js_v|gsa)|usqp|__cf_\w+|cf_chl_\w+",
    re.IGNORECASE,
)
_REFERRERS = frozenset(
    {"rss", "twitter", "facebook", "fb", "home", "newsletter", "email", "share", "whatsapp", "telegram"}
)
_OTHER_VERSION = {
    "amp": {"", "1", "true", "yes", "amp"},
    "outputtype": {"amp"},
    "output": {"amp", "print"},
    "print": {"", "1", "true", "yes", "y", "print"},
    "printable": {"", "1", "true", "yes"},
    "printpage": {"", "1", "true", "yes"},
    "view": {"print", "mobile"},
    "mode": {"print"},
    "layout": {"print", "amp"},
    "format": {"amp", "print"},
}
"""Parameters that, with such a value, ask for another look of the same page."""

_OTHER_HOSTS = ("www", "m", "mobile", "amp", "print", "wap", "touch")
_LAST_SEGMENTS = ("amp", "amp.html", "print", "printable", "index.html", "index.htm", "index.php")
_VIDEO = re.compile(r"[A-Za-z0-9_-]{6,20}")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_BARE = re.compile(r"[^\s/?#@:]+\.[^\s/?#@:.]{2,}(:\d+)?([/?#]\S*)?")

_WAYBACK = re.compile(r"/(?:web|wayback|all|awa|wayback/\w+)?/?(\d{4,14})(?:[a-z]{2}_|\*)?/(.+)", re.IGNORECASE)
_ARCHIVE_TODAY = re.compile(r"/(?:o/\w+|newest|oldest|\d{4}[\d.\-]*)/(.+)", re.IGNORECASE)
_AMP_PATH = re.compile(r"/(?:amp|[cviraw]|wp|ii)/(?:w?\d*/)?(s/)?([^/]+\.[^/]+.*)", re.IGNORECASE)
_WAYBACK_HOSTS = re.compile(
    r"(web|wayback|web-beta)\.archive\.org|archive\.org|(web)?archive\.nationalarchives\.gov\.uk|arquivo\.pt|swap\.stanford\.edu"
    r"|wayback\.archive-it\.org|webarchive\.(org\.uk|loc\.gov)|vefsafn\.is"
)
_TODAY_HOSTS = re.compile(r"archive\.(today|ph|is|li|f[o]|vn|md)")
_DEEPEST = 6


@lru_cache(10_000)
def canonical(address: str) -> str:
    """Return the form in which all addresses of one page are equal; it is made to compare, not to visit.

    >>> canonical("http://www.example.org/a/?utm_source=x&id=7#top")
    'https://example.org/a?id=7'
    >>> canonical("https://web.archive.org/web/20150301000000/http://m.example.org/a/amp")
    'https://example.org/a'
    >>> canonical("https://youtu.be/dQw4w9WgXcQ?t=3")
    'https://youtube.com/watch?v=dQw4w9WgXcQ'

    Raises:
        ValueError: if it is not an address on the web.
    """
    parts = _split(unwrapped(address))
    host = _host(parts)
    port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    path = _path(parts.path)
    pairs = [pair for pair in _pairs(parts.query) if not _dispensable(host, *pair)]
    known = _KNOWN.get(host)
    if known is not None and (found := known(path, dict(pairs))):
        return found
    if host == "x.com":
        host = "twitter.com"
    query = "&".join(f"{name}={value}" for name, value in sorted(pairs))
    # An address with a hash and an exclamation mark names its page behind it.
    fragment = f"#{_again_quoted(parts.fragment, _IN_QUERY)}" if parts.fragment.startswith("!") else ""
    return f"https://{host}{port}{path}{'?' if query else ''}{query}{fragment}"


def unwrapped(address: str) -> str:
    """Take an address out of those of archives, caches and redirects that bear it within their own.

    >>> unwrapped("https://archive.ph/20150301/http://example.org/a?id=7")
    'http://example.org/a?id=7'

    Raises:
        ValueError: if it is not an address on the web.
    """
    current = _tidied(address)
    for _ in range(_DEEPEST):
        inner = _inside(_split(current))
        if not inner:
            return current
        try:
            _split(mended := _tidied(inner))
        except ValueError:
            return current
        current = mended
    raise ValueError(f"{quoted(address)} holds addresses within addresses without end")


def is_address(text: str) -> bool:
    """Whether a text is an address on the web, with or without `https://` before it."""
    try:
        canonical(text)
    except ValueError:
        return False
    return True


def host_of(address: str) -> str:
    """Return the host of an address without `www.` and its like; empty where there is none.

    >>> host_of("https://www.example.org/a")
    'example.org'
    """
    try:
        return _host(_split(unwrapped(address)))
    except ValueError:
        return ""


def _tidied(address: str) -> str:
    text = tidy(address).strip("<>\"'“”‘’ ")
    text = re.sub(r"^(https?):/(?!/)", r"\1://", text, flags=re.IGNORECASE)
    if len(text) > LONGEST:
        raise ValueError(f"{quoted(text)} is longer than {LONGEST:,} characters")
    if "://" not in text.split("?")[0].split("#")[0] and _BARE.fullmatch(text):
        text = f"http://{text}"
    return text


def _split(address: str) -> SplitResult:
    wrong = ValueError(f"{quoted(address)} is not an address such as https://example.org/story")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or port == 0 or re.search(r"\s", address):
        raise wrong
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"{quoted(address)} holds a user's name; such an address may lead elsewhere than it seems")
    return parts


def _host(parts: SplitResult) -> str:
    given = (parts.hostname or "").rstrip(".")
    if ":" in given:
        try:
            return f"[{IPv6Address(given.partition('%')[0]).compressed}]"
        except AddressValueError:
            raise ValueError(f"{quoted(given)} is not the name of a host") from None
    host = ".".join(map(_label, re.split(r"[.。．｡]", unquote(given).lower())))
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise ValueError(f"{quoted(given)} is not the name of a host")
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _OTHER_HOSTS:
        labels = labels[1:]
    if len(labels) > 3 and labels[1] == "m":  # en.m.wikipedia.org
        labels = [labels[0], *labels[2:]]
        while len(labels) > 2 and labels[0] in _OTHER_HOSTS:
            labels = labels[1:]
    if "blogspot" in labels[1:]:
        labels = [*labels[: labels.index("blogspot", 1)], "blogspot", "com"]
    return ".".join(labels)


def _label(label: str) -> str:
    plain = unicodedata.normalize("NFKC", label).lower()
    if plain.isascii():
        return plain
    # Not by IDNA 2003, which makes straße.example and strasse.example one host.
    return f"xn--{plain.encode('punycode').decode('ascii')}"


_IN_PATH, _IN_QUERY = "!$&'()*+,;=:@~-._/", "!$'()*,;:@~-._/?"


def _again_quoted(text: str, safe: str) -> str:
    """Quote what must be quoted, and nothing else, so that every spelling of one address is one."""
    found = []
    for piece in re.split(r"(%[0-9A-Fa-f]{2})", text):
        if re.fullmatch(r"%[0-9A-Fa-f]{2}", piece):
            letter = unquote_to_bytes(piece).decode("latin-1")
            found.append(letter if re.fullmatch(r"[A-Za-z0-9\-._~]", letter) else piece.upper())
        else:
            found.append(quote(piece, safe=safe))
    return "".join(found)


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in _again_quoted(path, _IN_PATH).split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    while kept and kept[-1] in {"", *_LAST_SEGMENTS}:
        kept.pop()
    if len(kept) > 1 and kept[0] == "amp":
        return _path("/" + "/".join(kept[1:]))
    if kept:
        kept[-1] = re.sub(r"(\.amp)+(?=(\.html?)?$)", "", kept[-1]) or kept[-1]
    return "/" + "/".join(kept) if kept else "/"


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for piece in query.split("&"):
        name, _, value = piece.partition("=")
        if name or value:
            yield tuple(_again_quoted(part.replace("+", "%20"), _IN_QUERY) for part in (name, value))  # type: ignore[misc]


def _dispensable(host: str, name: str, value: str) -> bool:
    """Whether a parameter says nothing of which page it is."""
    plain, given = name.lower(), value.lower()
    if _TRACKING.fullmatch(plain) or given in _OTHER_VERSION.get(plain, ()):
        return True
    if plain == "ref" and given in _REFERRERS:
        return True
    return (plain, given) == ("m", "1") and host.endswith(".blogspot.com")


# ---- addresses that bear another one ----------------------------------------------------


def _inside(parts: SplitResult) -> str:
    """Return the address that an archive, a cache or a redirect bears, or nothing."""
    host = (parts.hostname or "").lower().rstrip(".").removeprefix("www.")
    rest = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if _WAYBACK_HOSTS.fullmatch(host) and (found := _WAYBACK.fullmatch(rest)):
        return _with_scheme(found[2])
    if _TODAY_HOSTS.fullmatch(host) and (found := _ARCHIVE_TODAY.fullmatch(rest)):
        return _with_scheme(found[1])
    google = re.fullmatch(r"google(\.[a-z]{2,3}){1,2}", host) is not None
    if (google and parts.path.startswith("/amp/")) or host.endswith(".cdn.ampproject.org"):
        found = _AMP_PATH.fullmatch(rest)
        return f"http{'s' if found[1] else ''}://{found[2]}" if found else ""
    asked = {name: unquote(value) for name, _, value in (piece.partition("=") for piece in parts.query.split("&"))}
    return _redirected("google" if google else host, parts.path, asked)


def _redirected(host: str, path: str, asked: dict[str, str]) -> str:
    """Return the address that a cache or a redirect bears in its query."""
    if host == "webcache.googleusercontent.com":
        cached = re.sub(r"^cache:([\w-]{12}:)?", "", asked.get("q", "").split("+")[0].split(" ")[0])
        return _with_scheme(cached) if cached else ""
    if host == "google":
        return (asked.get("q") or asked.get("url", "")) if path == "/url" else ""
    if host in {"l.facebook.com", "lm.facebook.com", "l.instagram.com"}:
        return asked.get("u", "")
    return asked.get("q", "") if (host, path) == ("youtube.com", "/redirect") else ""


def _with_scheme(text: str) -> str:
    return text if re.match(r"https?:/", text, re.IGNORECASE) else f"http://{text}"


# ---- hosts whose forms are known --------------------------------------------------------


def _youtube(path: str, asked: dict[str, str]) -> str:
    found = re.fullmatch(r"/(?:shorts|embed|live|v|e)/([^/]+)", path)
    video = found[1] if found else asked.get("v", "") if path == "/watch" else ""
    return f"https://youtube.com/watch?v={video}" if _VIDEO.fullmatch(video) else ""


def _short_youtube(path: str, asked: dict[str, str]) -> str:
    return f"https://youtube.com/watch?v={path[1:]}" if _VIDEO.fullmatch(path[1:]) else ""


def _twitter(path: str, asked: dict[str, str]) -> str:
    found = re.match(r"/([^/]+)/status(?:es)?/(\d+)", path)
    return f"https://twitter.com/{found[1].lower()}/status/{found[2]}" if found else ""


def _vimeo(path: str, asked: dict[str, str]) -> str:
    found = re.fullmatch(r"(?:/video)?/(\d+)", path)
    return f"https://vimeo.com/{found[1]}" if found else ""


def _doi(path: str, asked: dict[str, str]) -> str:
    return f"https://doi.org{path.lower()}" if path.startswith("/10.") else ""


_KNOWN: dict[str, Callable[[str, dict[str, str]], str]] = {
    "youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _short_youtube,
    "twitter.com": _twitter,
    "x.com": _twitter,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "doi.org": _doi,
    "dx.doi.org": _doi,
}
