from outspoken.collect import add, how_found, listed_stories, overlaps, watch_lists


def test_stories_are_listed_with_how_each_was_found(study, amal, dara):
    add(study, "https://example.org/1", by=amal, channel=("nexis", "left"))
    add(study, "https://example.org/1", by=amal, channel=("factiva", "left"))
    assert [one.id for one in listed_stories(study, by=dara)] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.id for one in listed_stories(study, by=dara, channel="factiva")] == [7]
    assert [one.id for one in listed_stories(study, by=dara, channel="leavers")] == [1, 2, 3, 4, 5, 6]
    assert [one.channel for one in how_found(study, by=dara)[7]] == ["nexis", "factiva"]
    assert how_found(study, by=dara)[1][0].found_as == "1"
    assert overlaps(study, by=dara)["factiva", "nexis"] == 1
    assert watch_lists(study, by=dara) == []
