from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outspoken.collect.addresses import canonical, host_of, is_address, unwrapped

ONE = "https://example.org/news/story-7"
SAME = [
    "http://example.org/news/story-7",
    "HTTP://WWW.Example.ORG:80/news/story-7/",
    "https://example.org:443/news/story-7#comments",
    "https://example.org./news/story-7",
    "example.org/news/story-7",
    "www.example.org/news/story-7",
    "<https://example.org/news/story-7>",
    " https://example.org/news/story-7\u200b",
    "https://example.org/news/story-7?",
    "https://example.org/news/story-7?utm_source=a&utm_medium=b&fbclid=c&gclid=d&mc_cid=e",
    "https://example.org/news/story-7?at_medium=RSS&at_campaign=KARANGA",
    "https://example.org/news/story-7?ns_mchannel=social&ns_source=twitter",
    "https://example.org/news/story-7?ref=rss",
    "https://example.org/news/story-7?CMP=share_btn_tw",
    "https://m.example.org/news/story-7",
    "https://mobile.example.org/news/story-7",
    "https://amp.example.org/news/story-7",
    "https://www.m.example.org/news/story-7",
    "https://example.org/news/story-7/amp",
    "https://example.org/news/story-7/amp/",
    "https://example.org/amp/news/story-7",
    "https://example.org/news/story-7.amp",
    "https://example.org/news/story-7?amp",
    "https://example.org/news/story-7?amp=1",
    "https://example.org/news/story-7?outputType=amp",
    "https://example.org/news/story-7/print",
    "https://example.org/news/story-7?print=1",
    "https://example.org/news/story-7?view=print",
    "https://example.org/news/./old/../story-7",
    "https://example.org/news/story%2D7",
    "https://example.org/news/%73tory-7",
    "https://example.org/news/story-7/index.html",
    "https://web.archive.org/web/20150301120000/http://example.org/news/story-7",
    "https://web.archive.org/web/20150301120000if_/http://www.example.org/news/story-7?utm_source=a",
    "https://web.archive.org/web/2015*/example.org/news/story-7",
    "http://web.archive.org/web/20150301/http:/example.org/news/story-7",
    "https://archive.ph/20150301120000/https://example.org/news/story-7",
    "https://archive.today/2015.03.01-120000/https://example.org/news/story-7",
    "https://archive.is/o/AbC12/https://example.org/news/story-7",
    "https://archive.li/newest/https://example.org/news/story-7",
    "https://web.archive.org/web/2016/https://archive.ph/2015/https://m.example.org/news/story-7/amp",
    "https://arquivo.pt/wayback/20150301120000/https://example.org/news/story-7",
    "https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:https://example.org/news/story-7+word&hl=en",
    "https://www.google.com/amp/s/www.example.org/news/story-7/amp/",
    "https://www.google.co.uk/amp/s/example.org/news/story-7",
    "https://example-org.cdn.ampproject.org/c/s/example.org/news/story-7/amp",
    "https://example-org.cdn.ampproject.org/v/s/www.example.org/news/story-7?amp_js_v=0.1&usqp=mq331",
    "https://www.google.com/url?q=https://example.org/news/story-7&sa=U",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fnews%2Fstory-7%3Ffbclid%3Dx&h=y",
]


@pytest.mark.parametrize("address", SAME)
def test_every_address_of_one_page_is_one(address):
    assert canonical(address) == ONE


DIFFERENT = [
    ("https://example.org/article?id=7", "https://example.org/article?id=8"),
    ("https://example.org/index.php?id=7", "https://example.org/index.php?id=8"),
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a", "https://example.org/b"),
    ("https://example.org/", "https://example.org/amp/x"),
    ("https://example.org/?p=1", "https://example.org/?p=2"),
    ("https://example.org/a?page=1", "https://example.org/a?page=2"),
    ("https://example.org/a?ref=4711", "https://example.org/a"),
    ("https://news.example.org/a", "https://example.org/a"),
    ("https://example.org:8080/a", "https://example.org/a"),
    ("https://example.org/#!/story/1", "https://example.org/#!/story/2"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcR"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dqw4w9WgXcQ"),
    ("https://www.youtube.com/channel/UC1", "https://www.youtube.com/channel/UC2"),
    ("https://twitter.com/a/status/1", "https://twitter.com/a/status/2"),
    ("https://straße.example/a", "https://strasse.example/a"),
    ("https://archive.ph/AbCdE", "https://archive.ph/AbCdF"),
    ("https://perma.cc/AB12-CD34", "https://perma.cc/AB12-CD35"),
    ("https://web.archive.org/web/2015/http://a.example/1", "https://web.archive.org/web/2015/http://a.example/2"),
    ("https://example.org/search?q=amp", "https://example.org/search"),
    ("https://example.org/a?view=2", "https://example.org/a"),
    ("https://m.co/a", "https://co.co/a"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_pages_are_never_taken_for_one(one, other):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "address",
    [
        "https://youtu.be/dQw4w9WgXcQ?t=30",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&index=3",
        "https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/embed/dQw4w9WgXcQ?autoplay=1",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ",
        "https://www.youtube.com/v/dQw4w9WgXcQ",
    ],
)
def test_a_video_is_one_in_all_its_forms(address):
    assert canonical(address) == "https://youtube.com/watch?v=dQw4w9WgXcQ"


def test_hosts_of_other_scripts_are_one_in_letters_and_in_punycode():
    assert canonical("https://пример.example/а") == canonical("https://xn--e1afmkfd.example/%D0%B0")
    assert canonical("https://BÜCHER.example/") == canonical("https://xn--bcher-kva.example")
    assert canonical("https://en.m.wikipedia.org/wiki/X") == canonical("https://en.wikipedia.org/wiki/X")
    assert canonical("https://a.blogspot.de/2015/x.html?m=1") == canonical("http://a.blogspot.com/2015/x.html")
    assert canonical("http://dx.doi.org/10.1000/ABC") == canonical("https://doi.org/10.1000/abc")
    assert canonical("https://x.com/Ann/status/1?s=20") == canonical("https://twitter.com/ann/status/1")
    assert canonical("http://[2001:DB8::1]:80/a") == "https://[2001:db8::1]/a"


def test_parameters_may_stand_in_any_order():
    assert canonical("https://example.org/a?b=1&a=2&utm_id=3") == canonical("https://example.org/a?a=2&b=1")
    assert canonical("https://example.org/a?q=x+y") == canonical("https://example.org/a?q=x%20y")


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "a", "ftp://example.org/a", "javascript:alert(1)", "file:///etc/passwd", "mailto:a@example.org"),
        *("https://", "https:///a", "https://user@example.org/a", "https://example.org@evil.example/"),
        *(
            "https://exa mple.org/a",
            "https://example.org:99999/",
            "https://example.org:x/",
            "http://[::1",
            "http://[x]/",
        ),
        *("https://-/a", "https://a..b/", "data:text/html,x", "two words", f"https://example.org/{'a' * 9000}"),
        *("story.", "https://example.org/a b"),
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(text):
    assert not is_address(text)
    assert host_of(text) == "" or " " in text
    with pytest.raises(ValueError, match=r"is (not|longer)|holds"):
        canonical(text)


def test_an_archive_within_an_archive_ends():
    address = "https://example.org/a"
    for _ in range(4):
        address = f"https://web.archive.org/web/2015/{address}"
    assert unwrapped(address) == "https://example.org/a"
    with pytest.raises(ValueError, match="without end"):
        unwrapped("https://archive.ph/2015/" * 12 + "https://example.org/a")


# ---- laws ----------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
hosts = st.sampled_from(
    [
        "example.org",
        "www.example.org",
        "m.example.org",
        "EXAMPLE.org",
        "en.m.wikipedia.org",
        "a.blogspot.de",
        "youtu.be",
        "web.archive.org",
        "archive.ph",
        "www.google.com",
        "x.cdn.ampproject.org",
        "youtube.com",
        "bücher.example",
        "doi.org",
    ]
)
segments = st.lists(
    words.map(lambda word: quote(word, safe=""))
    | words
    | st.sampled_from(["amp", "print", "web", "2015", "..", ".", "", "s", "http:", "x.amp.html", "index.php"]),
    max_size=5,
)
pairs = st.lists(
    st.tuples(words | st.sampled_from(["id", "amp", "utm_x", "v", "ref", "q", "url", "print"]), words), max_size=4
)


@st.composite
def addresses(draw):
    path = "/".join(draw(segments))
    query = "&".join(f"{name}={value}" for name, value in draw(pairs))
    return f"{draw(st.sampled_from(['http', 'https']))}://{draw(hosts)}/{path}?{query}#{draw(words)}"


@given(addresses() | words.map(lambda word: f"http://example.org/{word}"))
@example("https://example.org/amp/amp/amp")
@example("https://example.org/a.amp.amp.html")
@example("https://example.org/x/print/amp/")
@example("https://example.org//a//")
def test_the_form_of_a_form_is_itself(address):
    if is_address(address):
        form = canonical(address)
        assert canonical(form) == form
        assert form.isascii()


@given(addresses(), st.sampled_from(["utm_source", "fbclid", "gclid"]), st.integers(0, 99))
@example("http://example.org/#?#", "utm_source", 0)
def test_tracking_never_makes_another_page(address, name, value):
    plain = address.partition("#")[0]
    joined = f"{plain}&{name}={value}" if plain.partition("?")[2] else f"{plain.removesuffix('?')}?{name}={value}"
    if is_address(plain) and unwrapped(plain) == unwrapped(plain.strip()) and host_of(plain) == "example.org":
        assert canonical(plain) == canonical(joined)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["id", "p", "article", "storyId", "s", "a", "v"]))
def test_a_number_in_the_query_always_tells_two_stories_apart(one, other, name):
    forms = {canonical(f"https://example.org/story?{name}={number}") for number in (one, other)}
    assert len(forms) == len({one, other})


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text):
    is_address(text)
    host_of(text)
