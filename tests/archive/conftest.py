"""Studies with stories on the invented site."""

import pytest

from outspoken.archive import store
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
        with study.act("archive.import_warc", by=by) as act:
            store.add_stories(act.connection, list(addresses))
        return study

    return make
