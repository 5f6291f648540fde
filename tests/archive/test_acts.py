"""Stories are visited, kept and read; whatever happens in between, nothing is lost, doubled or half there."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken import archive
from outspoken.archive import CopyVerdict, TextKind, Which, settle_copy, settled_copies, store, undo_copy
from outspoken.archive.fetching import Limits
from outspoken.archive.objects import Archive
from outspoken.collect import Lead, add, listed_stories, settle
from outspoken.collect.finds import store as finding
from outspoken.collect.finds.records import ChannelKind, Leads
from outspoken.collect.finds.sources import Source
from outspoken.collect.records import DoubtKind
from outspoken.collect.store import read_doubts
from outspoken.errors import Conflict, NotAllowed, NotFound, SealBroken, Unsafe
from outspoken.study import journal, open_study
from outspoken.study.journal import verify as verify_journal
from tests.archive.site import BAD, GOOD_TOO, KINDS, LANGUAGES, PAGES, story
from tests.conftest import THOROUGH
from tests.dumps import dump

QUICK = Limits(seconds=4, connect=2, stall=2, wire=1 << 20)


def state(study, by):
    """Everything that should be the same after the same visits: what is kept of each address."""
    return {
        one.address: [(capture.status, capture.problem, capture.media, capture.sha256) for capture in one.captures]
        for one in archive.holdings(study, by=by)
    }


def words(study, by):
    return {one.address: [text.words for text, _ in one.texts] for one in archive.holdings(study, by=by)}


def test_the_site_is_kept_and_read_by_one_command_and_twice_is_the_same(watched, site, amal) -> None:
    study = watched(site.addresses, amal)
    kept = archive.keep(study, by=amal, allow=[site.place], limits=QUICK)
    read = archive.read(study, by=amal)
    assert (kept.kept, kept.failed) == (PAGES + len(GOOD_TOO), len(BAD))
    assert (read.read, read.refused) == (PAGES + len(GOOD_TOO), 0)
    before, said, asked = state(study, amal), words(study, amal), dict(site.asked)
    assert archive.keep(study, by=amal, allow=[site.place], limits=QUICK).kept == 0
    assert archive.read(study, by=amal).read == 0
    assert (state(study, amal), words(study, amal), site.asked) == (before, said, asked)
    _holds_what_was_published(study, site, amal)
    assert archive.verify(study, by=amal).captures == len(site.addresses)
    other = watched(site.addresses, amal)
    archive.keep(other, by=amal, allow=[site.place], limits=QUICK)
    archive.read(other, by=amal)
    assert {at: kept for at, kept in state(other, amal).items() if "/endless" not in at} == {
        at: kept for at, kept in before.items() if "/endless" not in at
    }
    assert words(other, amal) == said


def _holds_what_was_published(study, site, amal) -> None:
    found = {one.address: one for one in archive.holdings(study, by=amal)}
    languages = Counter(text.language for one in found.values() for text, _ in one.texts)
    assert all(languages[language] >= PAGES // len(LANGUAGES) for language in LANGUAGES)
    arabic = found[site.at(f"/story/{LANGUAGES.index('ar')}")].texts[0][0]
    assert (arabic.direction, arabic.title, arabic.author) == ("rtl", f"Story {LANGUAGES.index('ar')}", "A. Reed")
    capture = found[site.at("/twice-moved")].captures[0]
    assert (capture.address, capture.status) == (site.at("/story/1"), 200)
    assert found[site.at("/refreshed")].captures[0].address == site.at("/story/2")
    assert archive.body(study, found[site.at("/story/5")].captures[0].id, by=amal) == story(5)
    assert archive.body(study, capture.id, by=amal) == story(1)
    assert "robots.txt" in found[site.at("/story/7")].captures[0].note
    shown = archive.show(study, found[site.at("/film.vtt")].story, by=amal)
    assert [(mark.words, mark.start) for mark in shown.texts[0][1]] == [("00:00:01.000", 0), ("00:00:04.000", 17)]
    why = {path: found[site.at(path)].captures[0].problem for path in BAD}
    assert "larger than 1 MB" in why["/endless"] or "longer than" in why["/endless"]
    assert "in a circle" in why["/circle"]
    assert why["/gone"] == "The outlet answered 410, the page is gone."
    assert "not on the public web" in why["/to-the-inside"]
    assert "broke off" in why["/breaks-off"]
    with study.read(by=amal) as connection:
        dates = connection.exec_driver_sql("select value, certainty from story_dates").all()
    assert {("2015-01-01", "certain"), ("2015-12-12", "certain")} <= {tuple(row) for row in dates}


def test_a_page_that_changes_keeps_both_and_one_that_dies_keeps_the_first(watched, site, amal) -> None:
    study = watched([site.at("/changing"), site.at("/dying")], amal)
    archive.keep(study, by=amal, allow=[site.place])
    archive.read(study, by=amal)
    with study.act("archive.read", by=amal) as act:
        text = store.texts_of(act.connection, [1])[0]
        stays = text.words.index("because")
        kept = store.add_passage(act.connection, text, stays, stays + 40)
        goes = store.add_passage(act.connection, text, 0, len(text.words))
    site.changed = site.dead = True
    archive.keep(study, by=amal, which=Which.ALL, allow=[site.place])
    read = archive.read(study, by=amal)
    site.changed = site.dead = False
    changing, dying = archive.show(study, "S1", by=amal), archive.show(study, "S2", by=amal)
    assert [len(changing.captures), len(dying.captures)] == [2, 2]
    assert dying.captures[1].problem == "The outlet answered 404, there is no such page."
    assert [len(changing.texts), len(dying.texts)] == [1, 1]
    assert changing.texts[0][0].id != text.id
    with study.read(by=amal) as connection:
        moved = {one.id: one for one in store.passages_of(connection, [text.id, changing.texts[0][0].id])}
    newer = changing.texts[0][0]
    assert moved[kept.id].text_id == newer.id
    assert newer.words[moved[kept.id].start : moved[kept.id].end] == moved[kept.id].quote
    lost = archive.lost_passages(study, by=amal)
    assert len(moved) == 2
    assert read.lost == len(lost)
    assert all(one.id == goes.id and one.quote == goes.quote for _, one in lost)


def test_the_same_body_is_kept_once(watched, site, amal) -> None:
    study = watched([site.at("/story/3")], amal)
    for _ in range(3):
        archive.keep(study, by=amal, which=Which.ALL, allow=[site.place])
    first, *others = archive.show(study, "S1", by=amal).captures
    assert len(others) == 2
    assert all(one.sha256 == first.sha256 and one.length < first.length for one in others)
    assert archive.body(study, others[-1].id, by=amal) == story(3)
    archive.verify(study, by=amal)


def test_opening_what_is_kept_never_touches_the_network(watched, site, amal, monkeypatch) -> None:
    study = watched([site.at("/story/4")], amal)
    archive.keep(study, by=amal, allow=[site.place])
    archive.read(study, by=amal)
    asked = dict(site.asked)

    def closed(*_args, **_more):
        raise AssertionError("the network was touched")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, closed)
    monkeypatch.setattr(socket, "getaddrinfo", closed)
    archive.show(study, "S1", by=amal)
    archive.holdings(study, by=amal)
    archive.body(study, 1, by=amal)
    archive.verify(study, by=amal)
    assert site.asked == asked


CHILD = """
import sys
from outspoken import archive
from outspoken.study import Actor, open_study
with open_study(sys.argv[1]) as study:
    archive.keep(study, by=Actor.local(), allow=[sys.argv[2]])
    archive.read(study, by=Actor.local())
"""


def test_killed_at_any_moment_nothing_is_lost_doubled_or_half_there(watched, site, amal) -> None:
    addresses = [site.at(f"/story/{number}") for number in range(60)]
    study = watched(addresses, amal)
    folder = study.folder
    study.close()
    chance, acknowledged = random.Random(7), set()
    for _ in range(50 if THOROUGH else 6):
        child = subprocess.Popen([sys.executable, "-c", CHILD, folder, site.place], start_new_session=True)
        time.sleep(chance.uniform(0.4, 2.2))
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        with closing(open_study(folder)) as again, again.read(by=amal) as connection:
            there = store.places(connection)
        assert acknowledged <= there
        acknowledged = there
    with closing(open_study(folder)) as again:
        archive.keep(again, by=amal, allow=[site.place])
        archive.read(again, by=amal)
        found = archive.holdings(again, by=amal)
        assert sorted(one.address for one in found) == sorted(addresses)
        assert {len(one.captures) for one in found} == {1}
        assert {len(one.texts) for one in found} == {1}
        archive.verify(again, by=amal)
        with again.read(by=amal) as connection:
            verify_journal(connection)
            assert acknowledged <= store.places(connection)


def test_a_text_is_given_by_hand_with_its_translation(study, amal, bilal, dara, tmp_path) -> None:
    arabic, english = tmp_path / "ar.txt", tmp_path / "en.txt"
    arabic.write_text(
        "غادرت الجماعة لأنها كذبت علينا جميعا في تلك السنة، ولم أعد إليها بعد ذلك أبدا.", encoding="utf-8"
    )
    english.write_bytes("I left the group because it lied to us.\r\nI went home.".encode("utf-16"))
    first = archive.give(study, "S1", arabic, by=bilal)
    second = archive.give(study, "S1", english, by=bilal, language="en", of=f"X{first.text.id}")
    shown = [text for text, _ in archive.show(study, "S1", by=dara).texts]
    assert [(text.kind, text.language, text.direction) for text in shown] == [
        (TextKind.GIVEN, "ar", "rtl"),
        (TextKind.TRANSLATION, "en", "ltr"),
    ]
    assert shown[1].words == "I left the group because it lied to us.\nI went home."
    assert archive.verify(study, by=dara).objects == 2
    assert archive.body(study, second.text.capture_id, by=dara) == english.read_bytes()
    with pytest.raises(NotAllowed):
        archive.give(study, "S1", arabic, by=dara)
    with pytest.raises(NotFound):
        archive.give(study, "S2", english, by=amal, of=f"X{first.text.id}")
    with pytest.raises(NotFound):
        archive.give(study, "S99", english, by=amal)


def test_another_date_on_the_page_than_was_known_is_one_doubt_that_can_be_settled(watched, site, amal) -> None:
    study = watched([site.at("/story/0"), site.at("/story/1")], amal)
    with study.act("archive.read", by=amal) as act:
        for number, value in ((1, "2014-05"), (2, "2015")):
            finding.add_date(act.connection, act.seq, number, [value], (value, "entered", None))
    archive.keep(study, by=amal, allow=[site.place])
    archive.read(study, by=amal)
    archive.read(study, by=amal, anew=True)
    with study.read(by=amal) as connection:
        (doubt,) = read_doubts(connection)
        dates = finding.read_dates(connection)
    assert (doubt.kind, doubt.field, doubt.rows) == (DoubtKind.TWO_DATES, "published", ("S1",))
    assert [reading.value for reading in doubt.readings] == ["2014-05", "2015-01-01"]
    assert {story: [fact.value for fact in told] for story, told in dates.items()} == {
        1: ["2014-05", "2015-01-01"],
        2: ["2015"],
    }
    settle(study, doubt.id, "2015-01-01", by=amal, reason="The page says so.")
    archive.read(study, by=amal, anew=True)
    with study.read(by=amal) as connection:
        assert [one.choice for one in read_doubts(connection)] == ["2015-01-01"]


def test_a_page_that_is_not_sure_of_its_date_and_a_feed_that_is_not_make_one_doubt(watched, site, amal) -> None:
    study = watched([site.at("/undated")], amal)
    archive.keep(study, by=amal, allow=[site.place])
    archive.read(study, by=amal)
    lead = Lead(address=site.at("/undated"), published="03/04/2015", evidence="pubDate")
    add(study, Source("feed", Leads(ChannelKind.FEED, (lead,)), "feed"), by=amal)
    with study.read(by=amal) as connection:
        (doubt,) = read_doubts(connection)
    assert (doubt.kind, doubt.rows, doubt.field) == (DoubtKind.UNSURE_DATE, ("S1",), "published")


def test_a_date_and_an_outlet_of_every_kind_of_page_are_right_or_in_doubt(watched, site, amal) -> None:
    study = watched([site.at(f"/kind/{name}") for name in KINDS], amal)
    archive.keep(study, by=amal, allow=[site.place])
    archive.read(study, by=amal)
    with study.read(by=amal) as connection:
        told = connection.exec_driver_sql("select story_id, value, certainty, doubt_id from story_dates").all()
        doubted = {one.rows[0] for one in read_doubts(connection)}
    stories = {one.address.rpartition("/")[2]: one for one in listed_stories(study, by=amal)}
    for name, kind in KINDS.items():
        story = stories[name]
        dates = [row for row in told if row[0] == story.id]
        certain = [value for _, value, certainty, doubt in dates if certainty == "certain" and doubt is None]
        assert certain == ([kind.published] if kind.sure else []), name
        assert story.outlet == kind.outlet, name
        assert (bool(dates) and not certain) == (f"S{story.id}" in doubted), name
    for name in ("two-dates", "which-is-the-month", "comments", "to-come"):
        assert f"S{stories[name].id}" in doubted, name


def test_a_warc_is_taken_in_once_and_whole_or_not_at_all(watched, site, amal, tmp_path) -> None:
    study = watched([site.at(f"/story/{number}") for number in range(30)], amal)
    archive.keep(study, by=amal, allow=[site.place])
    archive.read(study, by=amal)
    captures, seal = archive.wacz(study, tmp_path / "study.wacz", by=amal)
    assert (captures, len(seal)) == (30, 64)
    other = watched([site.at("/story/0")], amal)
    first = archive.import_warc(other, tmp_path / "study.wacz", by=amal)
    again = archive.import_warc(other, tmp_path / "study.wacz", by=amal)
    assert (first.pages, first.stories, first.before) == (30, 29, 0)
    assert (again.pages, again.stories, again.before) == (0, 0, 30)
    assert words(other, amal) == words(study, amal)
    archive.verify(other, by=amal)
    source = next(path for path in (study.folder / "archive").glob("*/*.warc.gz"))
    (tmp_path / "broken.warc.gz").write_bytes(source.read_bytes()[:-20])
    objects = len(Archive(other.folder / "archive").entries())
    with pytest.raises(Unsafe, match="the record at byte"):
        archive.import_warc(other, tmp_path / "broken.warc.gz", by=amal)
    assert len(Archive(other.folder / "archive").entries()) == objects


def test_what_was_changed_in_the_archive_is_named(watched, site, amal) -> None:
    study = watched([site.at("/story/8")], amal)
    archive.keep(study, by=amal, allow=[site.place])
    path = next((study.folder / "archive").glob("*/*.warc.gz"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(SealBroken, match=path.name):
        archive.verify(study, by=amal)


def test_who_may_only_read_keeps_nothing(watched, site, amal, dara, eve) -> None:
    study = watched([site.at("/story/9")], amal)
    for act in (archive.keep, archive.read):
        for somebody in (dara, eve):
            with pytest.raises(NotAllowed):
                act(study, by=somebody)
    with pytest.raises(NotFound):
        archive.keep(study, by=amal, only=["S77"])


COPY, NOT, UNSURE = CopyVerdict.COPY, CopyVerdict.NOT_A_COPY, CopyVerdict.UNSURE


def originals(study):
    with study.database.reading() as connection:
        return settled_copies(connection)


def test_settled_undone_and_in_the_journal_without_words(study, chloe):
    settle_copy(study, "S2", "s1", COPY, by=chloe, reason="The same byline.")
    settle_copy(study, "3", "S2", COPY, by=chloe)
    assert originals(study) == {2: 1, 3: 1}
    settle_copy(study, "S2", "S1", UNSURE, by=chloe)
    assert originals(study) == {3: 2}
    assert undo_copy(study, "S1", "S2", by=chloe).verdict is COPY
    assert originals(study) == {2: 1, 3: 1}
    assert undo_copy(study, "S2", "S1", by=chloe) is None
    with study.read(by=chloe) as connection:
        entries = list(journal.entries(connection))
        journal.verify(connection)
    assert [entry.act for entry in entries[1:]] == ["archive.settle_copy"] * 3 + ["archive.undo_copy"] * 2
    assert "byline" not in str(entries)


def test_what_contradicts_is_refused_and_changes_nothing(study, chloe):
    settle_copy(study, "S2", "S1", COPY, by=chloe)
    settle_copy(study, "S3", "S1", NOT, by=chloe)
    before = dump(study)
    with pytest.raises(Conflict, match="S2 is settled as a copy of S1 already") as caught:
        settle_copy(study, "S2", "S4", COPY, by=chloe)
    assert "undo-copy S2 S1" in caught.value.hint
    with pytest.raises(Conflict, match="judged not to be"):
        settle_copy(study, "S3", "S2", COPY, by=chloe)
    with pytest.raises(Conflict):
        settle_copy(study, "S1", "S4", COPY, by=chloe)
        settle_copy(study, "S4", "S2", COPY, by=chloe)
    undo_copy(study, "S1", "S4", by=chloe)
    assert originals(study) == {2: 1}
    assert {key: rows for key, rows in dump(study).items() if key in {"stories", "testimonies"}} == {
        key: rows for key, rows in before.items() if key in {"stories", "testimonies"}
    }


def test_stories_that_are_not_there_are_refused(study, chloe):
    with pytest.raises(NotFound, match="S99"):
        settle_copy(study, "S1", "S99", COPY, by=chloe)
    with pytest.raises(NotFound, match="one story"):
        settle_copy(study, "S1", "1", COPY, by=chloe)
    with pytest.raises(NotFound, match="Nobody has settled"):
        undo_copy(study, "S1", "S2", by=chloe)


STEPS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from([*CopyVerdict, None])).filter(
        lambda step: step[0] != step[1]
    ),
    max_size=8,
)


@settings(max_examples=60 if THOROUGH else 8)
@given(steps=STEPS)
def test_no_original_is_ever_a_copy_whatever_is_settled_and_undone(study_on_sqlite, chloe, steps):
    for copy, of, verdict in steps:
        before = dump(study_on_sqlite)
        try:
            if verdict is None:
                undo_copy(study_on_sqlite, str(copy), str(of), by=chloe)
            else:
                settle_copy(study_on_sqlite, str(copy), str(of), verdict, by=chloe)
        except (Conflict, NotFound):
            assert dump(study_on_sqlite) == before
        found = originals(study_on_sqlite)
        assert not set(found) & set(found.values())
    for copy, of, _ in reversed(steps):
        with suppress(Conflict, NotFound):
            undo_copy(study_on_sqlite, str(copy), str(of), by=chloe)
