"""A view is found by its id or its name, and is read back as it was written."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from outspoken.analyse.listing import Asked
from outspoken.analyse.views import View, found, read, written
from outspoken.errors import NotFound

ASKED = Asked("الميناء", "-left", ("left",), {"sex": "female"}, doubt=True)


def test_what_is_written_is_read_back() -> None:
    row = SimpleNamespace(id=3, actor="Amal", name="Women", asked=written(ASKED), shared=1, at="2026-01-01")
    assert read(row) == View(3, "Amal", "Women", ASKED, shared=True, at="2026-01-01")


def test_ones_own_stand_before_those_of_others() -> None:
    own, other = (View(n, who, "Women", ASKED, shared=True, at="") for n, who in ((2, "Amal"), (1, "Bilal")))
    assert found([own, other], "women") is own
    assert found([own, other], "v1") is other
    with pytest.raises(NotFound):
        found([own, other], "Men")
