from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.errors import SettingsError
from outspoken.study.settings import RESERVED, STORY_FACTS, Rollup, SheetSource, read_settings
from tests.conftest import EXAMPLE, LEAVERS


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        (tmp_path / "study.toml").write_text(text, encoding="utf-8")
        return read_settings(tmp_path)

    return read_text


def test_a_title_is_enough(read):
    settings = read('title = "A study"')
    assert settings.languages == ["en"]
    assert settings.analyse.date == "published"
    assert settings.region_scheme == "un"


def test_the_example_and_the_invented_study_can_be_read(read):
    assert read_settings(EXAMPLE).region_scheme == "report"
    assert read(LEAVERS).region_scheme == "sides"


def test_each_kind_of_value_is_rolled_up_in_its_way(read):
    attributes = read(LEAVERS + '[attributes.died]\ntype = "date"\nrollup = "last"\n').attributes
    assert attributes["name"].rolled is Rollup.ALL
    assert attributes["country"].rolled is Rollup.AGREE
    assert attributes["died"].rolled is Rollup.LAST


def test_a_column_may_be_given_in_short_or_in_full(read):
    source = read(LEAVERS).collect.imports["leavers"]
    assert source.target("sex").to == "sex"
    assert source.target("printed").format == "DD/MM/YY"


def test_words_for_missing_and_for_hedging_may_be_changed(read):
    settings = read('title = "x"\n[missing]\nnot-stated = ["-"]\n[hedges]\nlikely = ["wohl"]\n')
    assert settings.missing.not_stated == ["-"]
    assert settings.missing.unknown
    assert settings.hedges.likely == ["wohl"]


def test_a_sheet_may_map_its_key_and_nothing_twice(read):
    text = 'title = "x"\n[collect.imports.s]\nfile = "s.csv"\nkey = "id"\ncolumns = { id = "key", also = "key" }\n'
    assert isinstance(read(text).collect.imports["s"], SheetSource)


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_word_that_the_program_uses_names_no_attribute(read, word):
    with pytest.raises(SettingsError, match="a word the program uses itself"):
        read(f'title = "x"\n[attributes.{word}]\ntype = "text"\n')
    assert set(STORY_FACTS) <= RESERVED


def test_every_line_can_be_asked_for(read):
    settings = read(LEAVERS)
    lines = LEAVERS.split("\n")
    assert lines[settings.line_of("attributes", "sex", "values") - 1].startswith("values")
    assert lines[settings.line_of("collect", "imports", "leavers", "columns", "left", "format") - 1].startswith("left")
    assert settings.line_of("nowhere") is None


@given(st.data())
def test_whatever_happens_to_a_line_the_error_is_ours(tmp_path_factory, data):
    lines = LEAVERS.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        index = data.draw(st.integers(0, len(lines) - 1))
        line = lines[index]
        cut = data.draw(st.integers(0, len(line)))
        new = data.draw(
            st.sampled_from(["", '"', "[", "]", "=", "{", "#", "'", ",", "1", "é", "\t", "\\", "\u2028", "true"])
        )
        lines[index] = data.draw(
            st.sampled_from([line[:cut] + new + line[cut:], line[:cut] + new, "", line + "\n" + line])
        )
    folder = tmp_path_factory.getbasetemp() / "mangled"
    folder.mkdir(exist_ok=True)
    Path(folder / "study.toml").write_text("\n".join(lines), encoding="utf-8")
    with suppress(SettingsError):
        read_settings(folder)
