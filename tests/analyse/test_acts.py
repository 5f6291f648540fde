"""Views are kept, shared and dropped; a view tells nobody what its maker saw and they do not."""

from __future__ import annotations

from itertools import product

import pytest

from outspoken.analyse.acts import drop_view, keep_view, share_view
from outspoken.analyse.listing import Asked
from outspoken.analyse.readers import view_called, views_of
from outspoken.errors import Conflict, NotAllowed, NotFound
from outspoken.people import lift, restrict
from outspoken.study import Study
from outspoken.study.journal import entries
from tests.conftest import AMAL, BILAL, CHLOE, DARA, EVE

WOMEN = Asked(where={"sex": "female"}, columns=("country",))


def names(study: Study, by: object) -> list[str]:
    return [one.name for one in views_of(study, by=by)]  # type: ignore[arg-type]


def test_a_view_is_ones_own_until_it_is_shared(study: Study) -> None:
    keep_view(study, "Women", WOMEN, by=BILAL)
    assert names(study, BILAL) == ["Women"]
    assert names(study, AMAL) == []
    share_view(study, "women", by=BILAL)
    assert names(study, AMAL) == names(study, DARA) == ["Women"]
    assert view_called(study, "V1", by=DARA).where == {"sex": "female"}
    for act in (share_view, drop_view):
        with pytest.raises(NotFound, match="You have no view"):
            act(study, "V1", by=AMAL)  # type: ignore[operator]
    share_view(study, "V1", by=BILAL, shared=False)
    assert names(study, AMAL) == []
    drop_view(study, "V1", by=BILAL)
    assert names(study, BILAL) == []


def test_what_cannot_be_kept_is_said(study: Study) -> None:
    keep_view(study, "Women", WOMEN, by=DARA)
    keep_view(study, "Women", WOMEN, by=BILAL)
    for name in ("Women", " ", "w" * 81):
        with pytest.raises(Conflict):
            keep_view(study, name, WOMEN, by=DARA)
    with pytest.raises(NotAllowed):
        share_view(study, "Women", by=DARA)
    with pytest.raises(NotAllowed):
        keep_view(study, "Women", WOMEN, by=EVE)


def test_a_view_is_hidden_from_who_sees_less_than_its_maker(study: Study) -> None:
    """Whatever was restricted when: a name could tell it, and no machine understands names."""
    keep_view(study, "Where Mina Sol was seen", WOMEN, by=CHLOE)
    share_view(study, "V1", by=CHLOE)
    restrict(study, "2", ["Chloe"], by=AMAL)
    assert names(study, CHLOE) == names(study, AMAL) == ["Where Mina Sol was seen"]
    assert names(study, BILAL) == names(study, DARA) == []
    keep_view(study, "Of what all see", WOMEN, by=BILAL)
    share_view(study, "V2", by=BILAL)
    assert names(study, DARA) == ["Of what all see"]
    with study.read(by=DARA) as connection:
        told = [entry.details.get("view") for entry in entries(connection) if entry.act.startswith("analyse.")]
    assert set(told) == {2}
    for view in ("V1", "Where Mina Sol was seen"):
        with pytest.raises(NotFound):
            view_called(study, view, by=DARA)
    lift(study, "2", by=AMAL)
    assert sorted(names(study, DARA)) == ["Of what all see", "Where Mina Sol was seen"]


def test_a_view_made_blind_stays_hidden_once_its_maker_has_seen(study: Study) -> None:
    restrict(study, "2", ["Chloe"], by=AMAL)
    keep_view(study, "Seen by all", WOMEN, by=BILAL)
    share_view(study, "V1", by=BILAL)
    restrict(study, "2", ["Bilal"], by=AMAL)
    assert names(study, DARA) == []


def test_every_view_of_every_maker_is_seen_by_who_sees_as_much(
    study_on_sqlite: Study,
) -> None:
    """Two restrictions, all ways of trusting: a reader sees a view only if they see both cases its maker sees."""
    study = study_on_sqlite
    trusted = {BILAL: ("2", "5"), CHLOE: ("2",), DARA: ()}
    for case in ("2", "5"):
        restrict(study, case, [one.name for one, cases in trusted.items() if case in cases] or ["Nobody"], by=AMAL)
    for maker in (BILAL, CHLOE):
        keep_view(study, f"of {maker.name}", WOMEN, by=maker)
        share_view(study, f"of {maker.name}", by=maker)
    for maker, reader in product((BILAL, CHLOE), trusted):
        sees = set(trusted[maker]) <= set(trusted[reader])
        assert (f"of {maker.name}" in names(study, reader)) is sees
