"""Studies with stories on the invented site."""

import pytest

from outspoken.collect import Lead, add
from outspoken.collect.finds.records import ChannelKind, Leads
from outspoken.collect.finds.sources import Source
from tests.archive.site import site as turned_on


@pytest.fixture(scope="module")
def site():
    """The invented site, on for one module."""
    with turned_on() as made:
        yield made


@pytest.fixture
def watched(opened, make_folder):
    """Return a function that makes a study with a story for each address."""

    def make(addresses, by, more=""):
        study = opened(make_folder(f'title = "Lanterns"\n[archive]\npause = 0\n{more}'))
        leads = tuple(Lead(address=address) for address in addresses)
        assert len(add(study, Source("list", Leads(ChannelKind.LIST, leads), "list"), by=by).new) == len(leads)
        return study

    return make
