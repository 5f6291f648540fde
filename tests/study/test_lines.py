import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from outspoken.study.lines import Repeated, toml_lines, yaml_lines

KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,6}", fullmatch=True)
QUOTED = st.sampled_from(['"a b"', "'x = 1'", '"[c]"', '"#"', '"str"'])
NASTY = st.sampled_from(
    [
        '"plain"',
        '"with \\" mark and [ bracket"',
        '"ends in a backslash \\\\"',
        "'literal \\'",
        '"# no comment"',
        '"a = 1"',
        "'[section]'",
        '""',
        "'''one line'''",
        '"""two\nlines = 1\n[not-a-section]\n"""',
        '"""ends in marks \\""""',
        '["""four""""]',
        "'''raw\n\\ lines = 2\n'''",
        "[1, 2]",
        "[\n  1, # one ]\n  2,\n]",
        '["]", "[", "\\"["]',
        '{ to = "x", format = "DD/MM" }',
        "[{ a = 1 }, { b = [1, 2] }]",
        "2015-01-01",
        "true",
        "1_000",
        '"\u2028 and \x85 end no line"',
    ]
)


BEFORE, AFTER = st.sampled_from(["", "  "]), st.sampled_from(["", " # why"])


@st.composite
def toml_files(draw):
    """Make a TOML text, and say on which line each key of it stands."""
    lines, expected = [], {}

    def emit(text):
        lines.extend(text.split("\n"))

    def fill(place):
        for key in draw(st.lists(st.one_of(KEYS, QUOTED), max_size=3, unique_by=lambda key: key.strip("\"'"))):
            if draw(st.booleans()):
                emit(draw(st.sampled_from(["", "# a comment = 1", "  # [comment]"])))
            expected[(*place, key.strip("\"'"))] = len(lines) + 1
            emit(f"{draw(BEFORE)}{key} = {draw(NASTY)}{draw(AFTER)}")

    fill(())
    for number in range(draw(st.integers(0, 4))):
        name = f"section{number}"
        kind = draw(st.sampled_from(["table", "dotted", "list"]))
        if kind == "list":
            for entry in range(draw(st.integers(1, 3))):
                expected[name, entry] = len(lines) + 1
                emit(f"[[{name}]] # again")
                fill((name, entry))
                if draw(st.booleans()):
                    expected[name, entry, "below"] = len(lines) + 1
                    emit(f"[{name}.below]")
                    fill((name, entry, "below"))
                for inner in range(draw(st.integers(0, 2))):
                    expected[name, entry, "inner", inner] = len(lines) + 1
                    emit(f"[[{name}.inner]]")
                    fill((name, entry, "inner", inner))
        else:
            place = (name, "a b") if kind == "dotted" else (name,)
            expected[place] = len(lines) + 1
            emit(f'[{name} . "a b"]' if kind == "dotted" else f"[{name}]")
            fill(place)
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines), expected


def at(tree, place):
    for part in place:
        tree = tree[part]
    return tree


@given(toml_files())
def test_every_key_of_a_toml_file_is_found_on_its_line(made):
    text, expected = made
    tree = tomllib.loads(text)
    lines = toml_lines(text)
    for place, line in expected.items():
        at(tree, place)
        assert lines[place] == line, place


def test_a_section_that_is_only_passed_through_stands_where_it_is_first_named():
    lines = toml_lines('title = "x"\n\n[collect.imports.a]\nkey = "k"\n[collect.imports.a.columns]\n')
    assert lines["collect",] == lines["collect", "imports"] == 3
    assert lines["collect", "imports", "a", "columns"] == 5


PLAIN = st.sampled_from(["text", "1", "[a, b]", "{x: 1}", '"q: r"', "'é # ü'"])


@st.composite
def yaml_files(draw):
    """Make a YAML text in block style, and say on which line each key of it stands."""
    lines, expected = [], {}

    def fill(place, indent, depth):
        for number, key in enumerate(draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))):
            if draw(st.booleans()):
                lines.append(draw(st.sampled_from(["", f"{indent}# key: value"])))
            key = f"{key}{number}"
            expected[(*place, key)] = len(lines) + 1
            kind = draw(st.sampled_from(["text", "long", "map", "list", "flow"] if depth < 3 else ["text", "flow"]))
            if kind == "map":
                lines.append(f"{indent}{key}:")
                fill((*place, key), indent + "  ", depth + 1)
            elif kind == "list":
                lines.append(f"{indent}{key}:")
                for entry in range(draw(st.integers(1, 3))):
                    expected[(*place, key, entry)] = len(lines) + 1
                    lines.append(f"{indent}- first: 1")
                    expected[(*place, key, entry, "second")] = len(lines) + 1
                    lines.append(f"{indent}  second: 'a # b'")
            elif kind == "long":
                lines.extend([f"{indent}{key}: |", f"{indent}  no: key", "", f"{indent}  - no entry"])
            else:
                lines.append(f"{indent}{key}: {draw(PLAIN)}")

    fill((), "", 0)
    return "\n".join(lines) + "\n", expected


@given(yaml_files())
def test_every_key_of_a_yaml_file_is_found_on_its_line(made):
    text, expected = made
    lines = yaml_lines(YAML(typ="safe", pure=True).compose(text))
    data = YAML(typ="safe", pure=True).load(text)
    for place, line in expected.items():
        at(data, place)
        assert lines[place] == line, place


def test_a_part_that_stands_in_two_places_is_found():
    with pytest.raises(Repeated) as caught:
        yaml_lines(YAML(typ="safe", pure=True).compose("a: 1\nb: &b [1]\nc: *b\n"))
    assert caught.value.line == 2
