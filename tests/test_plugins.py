import importlib

import pytest

from outspoken import plugins
from outspoken.coding.intake import CodingIntake
from outspoken.errors import StudyError
from outspoken.people.intake import PeopleIntake


def test_our_own_later_steps_hang_onto_collect():
    assert plugins.load(plugins.INTAKES) == {"coding": CodingIntake, "people": PeopleIntake}


def test_a_group_that_nobody_fills_is_empty():
    assert plugins.load("outspoken.nothing") == {}


def test_a_plug_in_that_is_broken_is_named(tmp_path, monkeypatch):
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[outspoken.broken]\nmine = no_such_module:Nothing\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    with pytest.raises(StudyError, match="plug-in mine") as caught:
        plugins.load("outspoken.broken")
    assert "Install it again" in caught.value.hint
