"""Who has no name is found by what two stories tell and hardly any other does; never by having no name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from outspoken.analyse.outlook import outlook
from outspoken.archive import give
from outspoken.collect import import_sheet
from outspoken.people import records
from outspoken.people.evidence import Telling
from outspoken.people.likeness import Traits
from outspoken.people.readers import explained, pairs_to_look_at, told_beside
from outspoken.people.storied import Stories, nameless_pairs
from outspoken.study import Actor, Study
from tests.conftest import LEAVERS

NIGHT = "He fled from Qarat Bayah at night with 340 others, and says the commander burned the mill."
AGAIN = "A man who would not be named told how he left Qarat Bayah; 340 people came with him that night."
OTHER = "She sold bread in the town and never saw the front, she says. Her shop is closed now."
THIRD = "He drove a truck to the border for two years, and stopped when his brother was shot in Lower Vend."

SHEET = """\
id,name,country,sex,printed,outlet,left,children,recruiter
1,unknown,German,M,03/02/02,Lantern Watch,2001,2,no
2,unknown,unknown,M,14/02/02,Harbour Post,2001-11,0,yes
3,unknown,French,F,01/04/02,Harbour Post,2002-01-15,unknown,no
4,Odo Wren,France,M,03/04/02,Lantern Watch,,1,n/a
"""


def told(*stories: int) -> list[records.Testimony]:
    return [records.Testimony(number, story, number, number, "") for number, story in enumerate(stories, 1)]


def test_rare_facts_pair_the_nameless_and_nothing_else_does() -> None:
    stories = Stories.of({story: Telling(words) for story, words in enumerate((NIGHT, AGAIN, OTHER, THIRD), 1)})
    traits = [Traits(""), Traits(""), Traits(""), Traits("Odo Wren")]
    found = {(one, other): chance for one, other, chance in nameless_pairs(told(1, 2, 3, 4), traits, stories)}
    assert set(found) == {(0, 1)}
    contradicted = [Traits("", sex="male"), Traits("", sex="female"), *traits[2:]]
    (less,) = nameless_pairs(told(1, 2, 3, 4), contradicted, stories)
    assert less[2] < found[0, 1]


def test_two_who_speak_in_one_story_are_not_paired_by_it() -> None:
    stories = Stories.of({1: Telling(NIGHT), 2: Telling(OTHER)})
    assert list(nameless_pairs(told(1, 1, 2), [Traits("")] * 3, stories)) == []


def test_a_study_puts_them_into_the_queue_with_the_passages_and_joins_nobody(
    make_study: Callable[..., Study], amal: Actor, tmp_path: Path
) -> None:
    study = make_study(LEAVERS, leavers=SHEET)
    import_sheet(study, "leavers", by=amal)
    assert not [one for one in pairs_to_look_at(study, by=amal) if {one.left, one.right} & {1, 2, 3}]
    for number, words in enumerate((NIGHT, AGAIN, OTHER, THIRD), 1):
        file = tmp_path / f"{number}.txt"
        file.write_text(words, encoding="utf-8")
        give(study, f"S{number}", file, by=amal, language="en")
    (pair,) = [one for one in pairs_to_look_at(study, by=amal) if {one.left, one.right} & {1, 2, 3}]
    assert (pair.left, pair.right) == (1, 2)
    assert any("Qarat" in reason.text or "340" in reason.text for reason in pair.reasons if reason.speaks_for)
    assert explained(study, "2", "1", by=amal).chance == pair.chance
    passages = told_beside(study, "1", "2", by=amal)[1]
    assert {one.left[1] for one in passages} & {"Qarat", "Bayah", "340"}
    assert all(one.left[1] in NIGHT and one.right[1] in AGAIN for one in passages)
    assert (1, 2) in {(one.pair.left, one.pair.right) for one in outlook(study, by=amal).queue}
    assert explained(study, "1", "3", by=amal).chance == 0
