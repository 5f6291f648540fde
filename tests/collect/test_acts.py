"""Adding and gathering: nothing twice, nothing lost, how each was found."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from outspoken.collect import add, examine_source, gather, how_found, listed_stories, overlaps, settle, watch_lists
from outspoken.collect.finds.records import Fetched, Lead
from outspoken.collect.finds.sources import read_pasted
from outspoken.errors import Conflict, FileError, ImportRefused, NotAllowed, NotFound
from outspoken.study.journal import entries, verify
from tests.conftest import LEAVERS, LEAVERS_SHEET, THOROUGH
from tests.dumps import dump


def titles(study, amal):
    return [
        (one.title, one.outlet, one.address, [date.value for date in one.published])
        for one in listed_stories(study, by=amal)
    ][6:]


def test_the_same_page_under_many_addresses_is_one_story_and_each_way_is_kept(study, amal, tmp_path):
    first = add(study, "https://m.example.org/1?utm_source=a", by=amal)
    (tmp_path / "l.csv").write_text("url,title,date\nhttp://www.example.org/1/amp,A voice,2015-04-01\n")
    again = add(study, str(tmp_path / "l.csv"), by=amal, channel=("nexis", "left the group"))
    assert (len(first.new), again.new, again.again) == (1, (), first.new)
    finds = how_found(study, by=amal)[first.new[0]]
    assert [(one.channel, one.query, one.found_as, one.finder) for one in finds] == [
        ("by hand", "", "https://m.example.org/1?utm_source=a", "Amal"),
        ("nexis", "left the group", "http://www.example.org/1/amp", "Amal"),
    ]
    assert titles(study, amal) == [("A voice", "", "https://m.example.org/1?utm_source=a", ["2015-04-01"])]
    assert overlaps(study, by=amal) == {("leavers",): 6, ("by hand",): 1, ("nexis",): 1, ("by hand", "nexis"): 1}


def test_adding_again_changes_nothing(study, amal, tmp_path):
    (tmp_path / "l.txt").write_text("\n".join(f"https://example.org/{number}" for number in range(250)))
    assert len(add(study, str(tmp_path / "l.txt"), by=amal).new) == 250
    before = {name: rows for name, rows in dump(study).items() if name not in {"journal", "counters"}}
    again = add(study, str(tmp_path / "l.txt"), by=amal)
    assert (again.new, again.again, again.known) == ((), (), 250)
    assert {name: rows for name, rows in dump(study).items() if name not in {"journal", "counters"}} == before


def test_a_dry_run_says_the_same_and_writes_nothing(study, amal, tmp_path):
    (tmp_path / "l.txt").write_text("https://example.org/1\nhttps://example.org/1/amp\nhttps://example.org/2\nx y\n")
    before = dump(study)
    found = examine_source(study, str(tmp_path / "l.txt"), by=amal)
    assert (len(found.new), found.known, len(found.problems), found.written) == (2, 1, 1, False)
    assert dump(study) == before


def test_wrong_entries_stop_it_unless_the_good_ones_are_wanted(study, amal, tmp_path):
    (tmp_path / "l.txt").write_text("https://example.org/1\nnonsense\n")
    before = dump(study)
    with pytest.raises(ImportRefused, match="line 2") as caught:
        add(study, str(tmp_path / "l.txt"), by=amal)
    assert caught.value.hint
    assert dump(study) == before
    assert len(add(study, str(tmp_path / "l.txt"), by=amal, keep_good=True).new) == 1


def test_a_search_with_other_words_needs_another_name(study, amal):
    add(study, "https://example.org/1", by=amal, channel=("nexis", "left"))
    with pytest.raises(Conflict, match="'left'"):
        add(study, "https://example.org/2", by=amal, channel=("nexis", "fled"))
    assert len(titles(study, amal)) == 1


def test_files_are_kept_by_their_bytes_and_known_again(study, amal, tmp_path):
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "a.txt").write_text("I left in the spring.")
    (folder / "b.txt").write_text("I left in the spring.")
    (folder / "c.html").write_text("<title>C</title><link rel=canonical href='https://example.org/c'>")
    (folder / "t.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nWords\n")
    found = add(study, str(folder), by=amal)
    assert (len(found.new), found.known) == (3, 1)
    kept = dump(study)["captures"]
    assert len(kept) == 3
    assert all((study.folder / "archive" / row[8]).read_bytes() for row in kept)
    assert [row[9] for row in dump(study)["texts"]] == ["I left in the spring."]
    assert add(study, "https://www.example.org/c", by=amal).new == ()
    assert add(study, str(folder), by=amal).new == ()


def test_pasted_words_belong_to_the_story_of_their_address(study, amal):
    first = add(study, "https://example.org/1", by=amal)
    source = read_pasted("I left in the spring.", Lead(address="http://www.example.org/1/"))
    assert add(study, source, by=amal).again == first.new
    assert [row[9] for row in dump(study)["texts"]] == ["I left in the spring."]


def test_who_may_not_collect_adds_nothing(study, bilal, dara, eve):
    before = dump(study)
    for one in (bilal, dara, eve):
        with pytest.raises(NotAllowed):
            add(study, "https://example.org/1", by=one)
        with pytest.raises(NotAllowed):
            gather(study, "x", by=one)
    assert dump(study) == before


def test_the_journal_holds_ids_and_no_words(study, chloe):
    add(study, "https://example.org/a-name-of-somebody", by=chloe)
    with study.read(by=chloe) as connection:
        verify(connection)
        last = list(entries(connection))[-1]
    assert (last.actor, last.act) == ("Chloe", "collect.add")
    assert "somebody" not in json.dumps(dict(last.details))


# ---- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "dates", "doubts"),
    [("2015-04", ["2015-04"], 0), ("04/01/2015", ["2015-01-04", "2015-04-01"], 1), ("last spring", [], 1), ("", [], 0)],
)
def test_a_date_is_taken_or_doubted_and_never_guessed(study, amal, tmp_path, printed, dates, doubts):
    (tmp_path / "l.csv").write_text(f"url,date\nhttps://example.org/1,{printed}\n")
    found = add(study, str(tmp_path / "l.csv"), by=amal)
    assert titles(study, amal)[0][3] == dates
    assert len(found.doubts) == doubts
    row = dump(study)["story_dates"][-1] if dates else ()
    assert not dates or (row[4], row[5]) == (printed, "column date")


def test_a_doubt_about_a_date_is_settled_like_any_other(study, amal, tmp_path):
    (tmp_path / "l.csv").write_text("url,date\nhttps://example.org/1,04/01/2015\n")
    add(study, str(tmp_path / "l.csv"), by=amal)
    number = dump(study)["doubts"][-1][0]
    assert settle(study, f"D{number}", "2015-04-01", by=amal, reason="The page says April.").choice == "2015-04-01"


def test_two_channels_that_disagree_leave_both_dates_in_doubt(study, amal, tmp_path):
    for name, date in (("a", "2015-04-01"), ("b", "2015-04"), ("c", "2015-05-02")):
        (tmp_path / f"{name}.csv").write_text(f"url,date\nhttps://example.org/1,{date}\n")
    assert add(study, str(tmp_path / "a.csv"), by=amal).doubts == ()
    assert add(study, str(tmp_path / "b.csv"), by=amal).doubts == ()
    (doubt,) = add(study, str(tmp_path / "c.csv"), by=amal).doubts
    assert [one.value for one in doubt.readings] == ["2015-04-01", "2015-05-02"]
    assert titles(study, amal)[0][3] == ["2015-04-01", "2015-05-02"]


def test_an_outlet_is_what_study_toml_or_the_entry_says_and_never_a_guess(make_study, amal, tmp_path):
    study = make_study('title = "x"\n[collect.outlets]\n"Harbour Post" = ["example.org"]\n')
    (tmp_path / "l.csv").write_text(
        "url,outlet\nhttps://news.example.org/1,Other\nhttps://b.example/2,Tideway\nhttps://c.example/3,\n"
    )
    add(study, str(tmp_path / "l.csv"), by=amal)
    assert [one.outlet for one in listed_stories(study, by=amal)] == ["Harbour Post", "Tideway", ""]


# ---- watch lists -------------------------------------------------------------------------------

FEED = """<rss version="2.0"><channel><title>x</title>{}</channel></rss>"""
ITEM = "<item><title>Story {0}</title><link>https://example.org/{0}?utm_source=rss</link><pubDate>{1}</pubDate></item>"
WATCH = """
[collect.watch.post]
kind = "feed"
file = "sources/feed.xml"
outlet = "Harbour Post"
query = "left"
"""


def test_a_watch_list_runs_again_and_takes_only_what_is_new(make_study, amal):
    study = make_study('title = "x"' + WATCH)
    feed = study.folder / "sources" / "feed.xml"
    when = "Wed, 01 Apr 2015 09:00:00 GMT"
    feed.write_text(FEED.format("".join(ITEM.format(number, when) for number in range(3))))
    assert len(gather(study, "post", by=amal).new) == 3
    stories = listed_stories(study, by=amal)
    assert (stories[0].outlet, stories[0].published[0].value) == ("Harbour Post", "2015-04-01")
    assert gather(study, "post", by=amal).new == ()
    feed.write_text(FEED.format("".join(ITEM.format(number, when) for number in range(2, 5))))
    found = gather(study, "post", by=amal)
    assert (len(found.new), found.known) == (2, 1)
    ((name, _, run),) = watch_lists(study, by=amal)
    assert (name, run.seen, run.new, run.trouble) == ("post", 3, 2, "")


@pytest.mark.parametrize("content", [None, "", "<html>blocked</html>", "<rss version='2.0'>"])
def test_a_list_that_cannot_be_read_is_noted_and_no_error_of_the_study(make_study, amal, content):
    study = make_study('title = "x"' + WATCH)
    if content is not None:
        (study.folder / "sources" / "feed.xml").write_text(content)
    found = gather(study, "post", by=amal)
    assert found.new == ()
    assert found.trouble.startswith("feed.xml")
    assert watch_lists(study, by=amal)[0][2].trouble == found.trouble


def test_an_undeclared_list_is_refused_with_its_neighbour(make_study, amal):
    study = make_study('title = "x"' + WATCH)
    with pytest.raises(NotFound, match="'pots'") as caught:
        gather(study, "pots", by=amal)
    assert "'post'" in caught.value.hint


class Loopback:
    """A fetcher for tests, that asks a server of this process."""

    def __init__(self):
        self.asked = Counter()

    def fetch(self, address, etag="", modified=""):
        self.asked[address] += 1
        try:
            with urlopen(Request(address, headers={"If-None-Match": etag} if etag else {})) as answer:
                return Fetched(answer.url, answer.status, "", answer.read(), answer.headers.get("ETag", ""))
        except HTTPError as error:
            with error:
                return Fetched(address, error.code, "", b"")
        except OSError as error:
            raise FileError(f"it cannot be reached ({error}).", "Try later.", file=address) from error


@contextmanager
def site(pages):
    """Serve pages on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages(f"http://127.0.0.1:{server.server_port}").get(self.path)
            same = body is not None and self.headers.get("If-None-Match") == f'"{len(body)}"'
            self.send_response(404 if body is None else 304 if same else 200)
            if body is not None:
                self.send_header("ETag", f'"{len(body)}"')
            self.send_header("Content-Length", "0" if body is None or same else str(len(body)))
            self.end_headers()
            if body is not None and not same:
                self.wfile.write(body)

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def pages(root):
    parts = "".join(f"<sitemap><loc>{root}/part{number}.xml</loc></sitemap>" for number in range(4))
    part = "<url><loc>{0}/{1}</loc></url><url><loc>{0}/{1}/amp</loc></url>"
    return {
        "/sitemap.xml": f"<sitemapindex>{parts}</sitemapindex>".encode(),
        "/feed.xml": FEED.format(ITEM.format(1, "") + f"<item><link>{root}/0-1</link><title>x</title></item>").encode(),
        **{
            f"/part{number}.xml": (
                "<urlset>" + "".join(part.format(root, f"{number}-{one}") for one in range(60)) + "</urlset>"
            ).encode()
            for number in range(3)
        },
    }


def test_a_site_is_gathered_twice_with_the_same_result(make_folder, opened, amal, database):
    with site(pages) as root:
        toml = f"""title = "x"
[collect.watch.site]
kind = "sitemap"
address = "{root}/sitemap.xml"
[collect.watch.feed]
kind = "feed"
address = "{root}/feed.xml"
"""
        study, fetcher = opened(make_folder(toml + database)), Loopback()
        found = gather(study, "site", by=amal, fetcher=fetcher)
        assert (found.seen, len(found.new)) == (360, 180)
        assert "404" in found.trouble
        feed = gather(study, "feed", by=amal, fetcher=fetcher)
        assert (len(feed.new), len(feed.again)) == (1, 1)
        before = listed_stories(study, by=amal)
        assert gather(study, "feed", by=amal, fetcher=fetcher).unchanged
        assert gather(study, "site", by=amal, fetcher=fetcher).new == ()
        assert listed_stories(study, by=amal) == before
    away = gather(study, "feed", by=amal, fetcher=fetcher)
    assert "cannot be reached" in away.trouble


KILLED = """
import sys
from outspoken.collect import gather
from outspoken.study import Actor, Role, open_study
with open_study(sys.argv[1]) as study:
    print("began", flush=True)
    def report(done, total, what):
        print(done if what == "taken" else "working", flush=True)
    gather(study, "site", by=Actor("Amal", frozenset({Role.OWNER})), report=report)
"""


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_doubled(make_folder, opened, amal):
    toml = 'title = "x"\n[collect.watch.site]\nkind = "sitemap"\nfile = "sources/sitemap.xml"\n'
    folder = make_folder(toml)
    made = pages("https://example.org")
    for name, body in made.items():
        (folder / "sources" / name[1:]).write_bytes(body)
    chance = random.Random(20150401)
    opened(folder)
    for _ in range(50 if THOROUGH else 3):
        running = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True)
        running.stdout.readline()
        time.sleep(chance.random() * 0.25)
        os.kill(running.pid, signal.SIGKILL)
        acknowledged = max((int(line) for line in running.stdout.read().split() if line.isdigit()), default=0)
        running.wait()
        running.stdout.close()
        study = opened(folder)
        stories = listed_stories(study, by=amal)
        assert len(stories) >= acknowledged // 2
        assert len({one.address for one in stories}) == len(stories)
        with study.read(by=amal) as connection:
            verify(connection)
    assert gather(opened(folder), "site", by=amal).trouble
    again = opened(folder)
    assert len(listed_stories(again, by=amal)) == 180
    assert all(len(finds) == 1 for finds in how_found(again, by=amal).values())
    assert gather(again, "site", by=amal).new == ()


def test_a_story_that_a_sheet_gave_an_address_is_known(make_study, amal):
    toml = LEAVERS.replace('outlet = "story.outlet"', 'outlet = "story.address"')
    sheet = LEAVERS_SHEET.replace("Harbour Post", "https://example.org/1?utm_source=x", 1).replace("Harbour Post", "")
    study = make_study(toml, leavers=sheet.replace("Lantern Watch", ""))
    from outspoken.collect import import_sheet

    import_sheet(study, "leavers", by=amal)
    assert examine_source(study, "https://m.example.org/1", by=amal).again == (2,)
    assert add(study, "https://m.example.org/1", by=amal).again == (2,)
    assert [one.kind.value for one in how_found(study, by=amal)[2]] == ["hand", "sheet"]
