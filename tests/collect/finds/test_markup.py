import gzip
import tracemalloc

import pytest

from outspoken.collect.finds.markup import LARGEST, element_of, parsed_safely, unpacked
from outspoken.errors import FileError


def test_the_outermost_element_is_named_without_its_namespace():
    assert parsed_safely(b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "x") == "urlset"
    assert element_of(b"<a><b/></a>", "x")[0].tag == "b"


def test_what_is_packed_is_unpacked_and_all_else_left():
    assert unpacked(gzip.compress(b"<a/>"), "x") == b"<a/>"
    assert unpacked(b"<a/>", "x") == b"<a/>"


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(b"\0" * (LARGEST * 4))
    tracemalloc.start()
    with pytest.raises(FileError, match="more than 64 MB"):
        unpacked(bomb, "bomb.gz")
    assert tracemalloc.get_traced_memory()[1] < 3 * LARGEST
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (gzip.compress(b"x" * 99, mtime=0)[:-12], "cut off"),
        (b"\x1f\x8b" + b"x" * 50, "damaged"),
        (b"\x1f\x8b", "cut off"),
    ],
)
def test_a_damaged_packing_is_refused(data, part):
    with pytest.raises(FileError, match=part):
        unpacked(data, "x.gz")
