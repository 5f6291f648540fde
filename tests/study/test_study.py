import pytest

from outspoken.errors import SettingsError, StudyError
from outspoken.study import create, open_study


@pytest.mark.parametrize(
    "title",
    [
        "Leavers",
        'Those who "left"',
        "A \\ backslash",
        "المنشقون",
        "two\nlines\tand a tab",
        "\x7f\x01",
        "'''",
        "🕯",
    ],
)
def test_a_new_study_has_the_title_it_was_given(tmp_path, title):
    with create(tmp_path / "new", title) as study:
        assert study.settings.title == title
    with open_study(tmp_path / "new") as again:
        assert again.settings.title == title
        assert "sex" in again.settings.attributes
    assert "study.db" in (tmp_path / "new" / ".gitignore").read_text()


def test_a_study_is_not_made_over_another(study):
    with pytest.raises(StudyError, match="already holds a study"):
        create(study.folder, "Mine")


def test_a_study_that_cannot_be_made_leaves_nothing_behind(tmp_path):
    with pytest.raises(SettingsError):
        create(tmp_path / "new", "")
    assert not (tmp_path / "new").exists()
    with pytest.raises(SettingsError):
        create(tmp_path, "x", study_toml="titel = 'x'")
    assert list(tmp_path.iterdir()) == []


def test_a_gitignore_that_is_there_stays(tmp_path):
    (tmp_path / ".gitignore").write_text("mine")
    create(tmp_path, "x").close()
    assert (tmp_path / ".gitignore").read_text() == "mine"


def test_a_folder_without_a_study_is_told_with_the_way_out(tmp_path):
    with pytest.raises(StudyError, match="There is no study") as caught:
        open_study(tmp_path)
    assert "outspoken new" in caught.value.hint
    with pytest.raises(StudyError, match="There is no study"):
        open_study(tmp_path / "nowhere")


def test_a_study_finds_its_files_from_wherever_one_stands(study, monkeypatch, tmp_path, dara):
    monkeypatch.chdir(study.folder.parent)
    with open_study(study.folder.name) as again:
        monkeypatch.chdir(tmp_path)
        with again.read(by=dara):
            pass
        assert again.folder.is_absolute()


def test_caches_have_a_place_that_may_be_deleted(study):
    assert study.caches.is_dir()
    assert study.caches.name == ".outspoken"
