import pytest

from outspoken.collect.finds.records import Fetched
from outspoken.collect.finds.sources import Here
from outspoken.collect.finds.watching import Watcher
from outspoken.errors import FileError
from outspoken.study.settings import WatchList


class Web:
    """Answers with what is given for an address."""

    def __init__(self, **answers):
        self.answers = answers

    def fetch(self, address, etag="", modified=""):
        body = self.answers.get(address.rpartition("/")[2])
        if etag == "same":
            return Fetched(address, 304, "", b"", etag)
        return Fetched(address, 404 if body is None else 200, "", body or b"", "new")


def watched(**given):
    return WatchList(**{"kind": "list", "address": "https://example.org/list", **given})


def parts(study, web, given, etag="", after=""):
    return list(Watcher(study, Here(), web).parts(given, etag, "", after))


def test_what_study_toml_says_of_a_list_is_said_of_its_entries(study_on_sqlite):
    web = Web(list=b"https://a.example/left\nhttps://a.example/other\n")
    (part,) = parts(study_on_sqlite, web, watched(outlet="Post", language="en", only=["LEFT"]))
    (lead,) = part.leads.leads
    assert (lead.address, lead.outlet, lead.language, part.etag) == ("https://a.example/left", "Post", "en", "new")
    assert len(parts(study_on_sqlite, web, watched(most=1))[0].leads.leads) == 1


def test_an_unchanged_list_holds_nothing_and_a_lost_one_is_an_error(study_on_sqlite):
    assert parts(study_on_sqlite, Web(), watched(), etag="same")[0].unchanged
    with pytest.raises(FileError, match="404"):
        parts(study_on_sqlite, Web(), watched())


def test_an_index_goes_on_behind_the_part_that_was_finished(study_on_sqlite):
    index = "".join(f"<sitemap><loc>https://example.org/{name}</loc></sitemap>" for name in ("a", "b", "c", "list"))
    page = b"<urlset><url><loc>https://example.org/1</loc></url></urlset>"
    web = Web(list=f"<sitemapindex>{index}</sitemapindex>".encode(), a=page, c=page)
    given = watched(kind="sitemap")
    assert [one.name[-1] for one in parts(study_on_sqlite, web, given)] == ["t", "a", "b", "c"]
    found = parts(study_on_sqlite, web, given, after="https://example.org/a")
    assert [(one.name[-1], bool(one.trouble)) for one in found] == [("t", False), ("b", True), ("c", False)]
