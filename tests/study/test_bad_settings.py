"""Every way in which people get study.toml and codebook.yaml wrong: one sentence, a hint, an untouched study."""

import re

import pytest

from outspoken.collect import examine_sheet, import_sheet
from outspoken.errors import CodebookError, OutspokenError, SettingsError, StudyError
from outspoken.study import open_study
from tests.conftest import LEAVERS
from tests.dumps import dump


def swap(old, new):
    assert old in LEAVERS
    return LEAVERS.replace(old, new, 1)


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


SETTINGS = {
    # name: (what is written, what the error says, the field it names, the part whose line it names)
    "a quotation mark left open": (swap('"en"', '"en'), "not TOML", "", None),
    "a section without its bracket": (swap("[attributes.sex]", "[attributes.sex"), "not TOML", "", "[attributes.sex"),
    "a key twice": (swap("minimum = 0", "minimum = 0\nminimum = 1"), "not TOML", "", "minimum = 1"),
    "a section twice": (swap("[attributes.left]", "[attributes.sex]"), "not TOML", "", None),
    "a word without quotation marks": (swap('type = "date"', "type = date"), "not TOML", "", "type = date"),
    "yaml": ("title: Leavers\nlanguages:\n  - en\n", "not TOML", "", "title: Leavers"),
    "a february of 31 days": (swap("minimum = 0", "minimum = 2015-02-31"), "not TOML", "", "minimum = 2015"),
    "brackets without end": ("title = " + "[" * 3000, "not TOML", "", None),
    "a number of 5,000 digits": (swap("minimum = 0", "minimum = " + "9" * 5000), "not TOML", "", None),
    "no title": (LEAVERS.replace("title", "titel", 1), "'title' is missing", "title", None),
    "an empty title": (swap("People who left the Order of the Lantern", ""), "not empty", "title", "title"),
    "a title that is a number": ("title = 5", "a text in quotation marks", "title", "title"),
    "an unknown key": (swap("minimum", "minimal"), "Did you mean 'minimum'", "attributes.children.minimal", "minimal"),
    "an unknown section": (swap("[periods.phases]", "[era.phases]"), "no setting 'era'", "era", "[era.phases]"),
    "an unknown type": (swap('"yes-no"', '"boolean"'), "'yes-no'", "attributes.recruiter.type", '"boolean"'),
    "a type that is a list": (swap('"yes-no"', '["yes-no"]'), "'yes-no'", "attributes.recruiter.type", '["yes-no"]'),
    "a name in capitals": (
        swap("[attributes.children]", "[attributes.Children]"),
        "lower-case letters",
        "attributes.Children",
        "[attributes.Children]",
    ),
    "a name the program needs": (
        swap("[attributes.left]", "[attributes.month]"),
        "a word the program uses itself",
        "attributes.month",
        "[attributes.month]",
    ),
    "a category without values": (
        swap('values = { male = ["M"], female = ["F"] }', ""),
        "a category needs its values",
        "attributes.sex",
        "[attributes.sex]",
    ),
    "values of what is no category": (
        swap("minimum = 0", 'values = { one = ["1"] }'),
        "only a category has values",
        "attributes.children",
        "[attributes.children]",
    ),
    "the first of what has no order": (
        swap('type = "yes-no"', 'type = "yes-no"\nrollup = "first"'),
        "only a date or a number",
        "attributes.recruiter",
        "[attributes.recruiter]",
    ),
    "a number that is a text": (swap("minimum = 0", 'minimum = "none"'), "a number", "children.minimum", "minimum"),
    "a country in two regions": (
        swap('"South" = ["TN", "IN"]', '"South" = ["TN", "FR"]'),
        "FR stands in 'North' already",
        "regions.sides.groups.South",
        "groups",
    ),
    "a country twice in a region": (swap('["TN", "IN"]', '["TN", "TN"]'), "TN stands in", "South", "groups"),
    "a region of what is no code": (
        swap('["TN", "IN"]', '["Tunisia"]'),
        "is not an ISO 3166-1 code",
        "South",
        "groups",
    ),
    "a region of UK, which ISO calls GB": (swap('"FR"]', '"UK"]'), "such as SY or GB", "sides.groups.North", "groups"),
    "a scheme without regions": (
        swap('{ "North" = ["DE", "FR"], "South" = ["TN", "IN"] }', "{}"),
        "at least one entry",
        "regions.sides.groups",
        "groups",
    ),
    "periods that overlap": (
        swap('["2003-07", "2004"]', '["2003-06", "2004"]'),
        "overlaps",
        "phases.spans.late",
        "spans",
    ),
    "a period that ends first": (swap('["2003-07", "2004"]', '["2004", "2003-07"]'), "ends before", "late", "spans"),
    "a period without end": (swap('["2003-07", "2004"]', '["2003-07"]'), "a value is missing", "late.1", "spans"),
    "a period of no date": (swap('"2003-07"', '"July"'), "is not a date like 2015", "phases.spans.late", "spans"),
    "a period in month 13": (swap('"2003-07"', '"2003-13"'), "no calendar has", "phases.spans.late", "spans"),
    "a period called as an attribute": (
        swap("[periods.phases]", "[periods.left]"),
        "both an attribute and a period",
        "periods.left",
        "[periods.left]",
    ),
    "a main date that is none": (
        LEAVERS + '\n[analyse]\ndate = "children"\n',
        "'children' is no date of this study",
        "analyse.date",
        'date = "children"',
    ),
    "a region scheme that is none": (
        LEAVERS + '\n[analyse]\nregion = "nowhere"\n',
        "no [regions] section defines 'nowhere'",
        "analyse.region",
        'region = "nowhere"',
    ),
    "no language": (swap('["en"]', "[]"), "at least one entry", "languages", "languages"),
    "a language that is none": (swap('["en"]', '["en", "in English"]'), "language tag", "languages.1", "languages"),
    "languages that are no list": (swap('["en"]', '"en"'), "a list in square brackets", "languages", "languages"),
    "a sheet without its file": (
        swap('file = "sources/leavers.csv"\n', ""),
        "'file' is missing",
        "leavers.file",
        "[collect",
    ),
    "a target that is a number": (swap('sex = "sex"', "sex = 3"), "keys with values", "columns.sex", "sex = 3"),
    "a target with a wrong key": (
        swap("format =", "formt ="),
        "Did you mean 'format'",
        "columns.printed.formt",
        "printed =",
    ),
    "a date format without a year": (swap('"DD/MM/YY"', '"DD/MM"'), "one year", "columns.printed.format", "printed ="),
    "a date format in small letters": (swap('"DD/MM/YY"', '"dd/mm/yy"'), "date pattern", "printed.format", "printed ="),
    "two columns for one attribute": (
        swap("left = {", 'country2 = "country"\nleft = {'),
        "both go to 'country'",
        "columns.country2",
        "country2",
    ),
    "a column that is mapped and ignored": (
        swap('key = "id"', 'key = "id"\nignore = ["name"]'),
        "'name' is ignored here",
        "leavers.ignore",
        "ignore",
    ),
    "two signs as delimiter": (
        swap('key = "id"', 'key = "id"\ndelimiter = ";;"'),
        "one sign",
        "delimiter",
        "delimiter",
    ),
    "a letter as delimiter": (
        swap('key = "id"', 'key = "id"\ndelimiter = "a"'),
        "cannot stand",
        "delimiter",
        "delimiter",
    ),
    "a header in line 0": (swap('key = "id"', 'key = "id"\nheader = 0'), "greater than", "leavers.header", "header"),
    "a header in line true": (
        swap('key = "id"', 'key = "id"\nheader = "1st"'),
        "whole number",
        "leavers.header",
        "header",
    ),
    "a footnote that means nothing": (
        swap('mark = "*"', 'mark = "*"\nmeans = "maybe"'),
        "means",
        "footnotes.0.means",
        "means",
    ),
    "a footnote without a mark": (swap('mark = "*"', 'mark = ""'), "not empty", "footnotes.0.mark", "mark"),
    "an unknown key in the second footnote": (
        LEAVERS + '[[collect.imports.leavers.footnotes]]\nmark = "+"\ncolumn = "name"\nnames_ = []\n',
        "Did you mean 'names'",
        "footnotes.1.names_",
        "names_",
    ),
    "a schema that is no name": (
        LEAVERS + '[database]\nschema = "My Study"\n',
        "no name for a schema",
        "schema",
        "schema",
    ),
    "a value of a million letters": (swap('"yes-no"', f'"{"x" * 1_000_000}"'), "'yes-no'", "recruiter.type", "xxx"),
}


def say(error, kind, said, *, file="study.toml", field="", line=None):
    """Check that an error is one clear sentence that names file, line and field, with a hint."""
    assert type(error) is kind
    assert error.message.startswith(file), error.message
    assert re.search(r"[.?]$", error.message), error.message
    assert "\n" not in error.message
    assert len(error.message) < 400
    assert said in error.message, error.message
    assert error.hint
    assert error.field.endswith(field), error.field
    assert error.field in error.message
    if line is not None:
        assert error.line == line, error.message
        assert f"line {line}" in error.message


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_bad_settings_are_one_clear_sentence_and_leave_the_study_alone(study_on_sqlite, name):
    study = study_on_sqlite
    text, said, field, part = SETTINGS[name]
    before = dump(study, with_jobs=True)
    (study.folder / "study.toml").write_text(text, encoding="utf-8")
    with pytest.raises(OutspokenError) as caught:
        open_study(study.folder)
    say(caught.value, SettingsError, said, field=field, line=line_of(text, part) if part else None)
    assert dump(study, with_jobs=True) == before


BYTES = {
    "UTF-16": (LEAVERS.encode("utf-16"), "not UTF-8"),
    "UTF-16 without a mark": (LEAVERS.encode("utf-16-le"), "not TOML"),
    "latin-1": (swap("People", "Ménschen").encode("latin-1"), "not UTF-8"),
    "NUL bytes": (LEAVERS.encode().replace(b"Lantern", b"Lan\0tern"), "not TOML"),
    "nothing": (b"", "'title' is missing"),
    "a megabyte too many": (b"#" * (9 << 20), "larger than 8 MB"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
}


@pytest.mark.parametrize("name", sorted(BYTES))
def test_a_file_of_wrong_bytes_is_one_clear_sentence(study_on_sqlite, name):
    study = study_on_sqlite
    raw, said = BYTES[name]
    (study.folder / "study.toml").write_bytes(raw)
    with pytest.raises(SettingsError) as caught:
        open_study(study.folder)
    say(caught.value, SettingsError, said)


def test_a_mark_of_byte_order_does_no_harm(study_on_sqlite):
    study = study_on_sqlite
    (study.folder / "study.toml").write_bytes(b"\xef\xbb\xbf" + LEAVERS.replace("\n", "\r\n").encode())
    with open_study(study.folder) as again:
        assert again.settings == study.settings


def test_a_folder_in_the_place_of_the_file_is_no_study(study_on_sqlite):
    study = study_on_sqlite
    (study.folder / "study.toml").unlink()
    (study.folder / "study.toml").mkdir()
    with pytest.raises(StudyError, match="There is no study"):
        open_study(study.folder)


def test_it_says_how_many_places_are_wrong(make_folder):
    folder = make_folder('title = 1\nlanguages = "en"\nquestion = []\n')
    with pytest.raises(SettingsError) as caught:
        open_study(folder)
    assert "2 more places are wrong" in caught.value.hint
    folder = make_folder("title = 1\n" + LEAVERS.split("\n", 1)[1].replace('sex = "sex"', "sex = 3"))
    with pytest.raises(SettingsError) as caught:
        open_study(folder)
    assert "1 more place is wrong" in caught.value.hint


# ---- What only shows when a sheet is imported ----------------------------------------------

MAPPINGS = {
    "a target that is nothing": (
        swap('sex = "sex"', 'sex = "gender"'),
        "nothing called 'gender'",
        "columns.sex",
        "sex =",
    ),
    "a fact that no story has": (
        swap('"story.outlet"', '"story.paper"'),
        "a story has no 'paper'",
        "outlet",
        "outlet =",
    ),
    "a date without its format": (
        swap('{ to = "story.published", format = "DD/MM/YY" }', '"story.published"'),
        "needs the format",
        "columns.printed",
        "printed =",
    ),
    "a code that no codebook has": (swap('sex = "sex"', 'sex = "code J1"'), "no code 'J1'", "columns.sex", "sex ="),
    "a list of codes without its separator": (
        swap('sex = "sex"', 'sex = "codes why"'),
        "needs its separator",
        "columns.sex",
        "sex =",
    ),
    "a group that no codebook has": (
        swap('sex = "sex"', 'sex = "codes wy"'),
        "did you mean 'why'",
        "columns.sex",
        "sex =",
    ),
}
CODEBOOK = """\
version: 1
groups:
  - id: why
    name: Why they left
    codes:
      - id: L1
        name: Cruelty
      - id: L2
        name: Boredom
"""


@pytest.mark.parametrize("name", sorted(MAPPINGS))
def test_a_mapping_to_what_is_not_there_names_its_line(make_folder, opened, amal, name):
    text, said, field, part = MAPPINGS[name]
    study = opened(make_folder(text))
    (study.folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (study.folder / "sources" / "leavers.csv").write_text(
        "id,name,country,sex,printed,outlet,left,children,recruiter\n1,,,,,,,,\n", encoding="utf-8"
    )
    before = dump(study, with_jobs=True)
    for do in (examine_sheet, import_sheet):
        with pytest.raises(OutspokenError) as caught:
            do(study, "leavers", by=amal)
        say(caught.value, SettingsError, said, field=field, line=line_of(text, part))
    assert dump(study, with_jobs=True) == before


def book(old, new):
    assert old in CODEBOOK
    return CODEBOOK.replace(old, new, 1)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
MERGES = "a: &a {x: 1}\n" + "".join(f"b{n}: &b{n}\n  <<: [{', '.join(['*a'] * 50)}]\n" for n in range(50))

CODEBOOKS = {
    "tabs": (book("    name: Why", "\tname: Why"), "not YAML", "", "\tname"),
    "a key twice": (
        book("    name: Why they left", "    name: Why\n    name: Wherefore"),
        "not YAML",
        "",
        "    name: Wherefore",
    ),
    "a quotation mark left open": (book("Cruelty", '"Cruelty'), "not YAML", "", None),
    "aliases of aliases": (BOMB, "repeated by an alias", "", "a: &a"),
    "merges of merges": (MERGES, "repeated by an alias", "", "a: &a"),
    "an alias of itself": ("groups: &g [*g]\n", "", "", None),
    "an alias of nothing": ("groups: *g\n", "not YAML", "", "groups"),
    "a thousand brackets": ("groups: " + "[" * 5000, "not YAML", "", None),
    "an object of Python": ("groups: !!python/object/apply:os.system ['true']\n", "not YAML", "", "groups"),
    "a list": ("- id: L1\n", "must be a list of 'key: value' lines", "", "- id"),
    "a text": ("Just some notes.\n", "must be a list of 'key: value' lines", "", "Just"),
    "two documents": (CODEBOOK + "---\n" + CODEBOOK, "not YAML", "", None),
    "a colon in a text": (book("Cruelty", "Cruelty: the worst"), "not YAML", "", "Cruelty: the worst"),
    "an unknown key": (book("name: Boredom", "nam: Boredom"), "'name' is missing", "groups.0.codes.1.name", "id: L2"),
    "a code without its id": (
        book("- id: L2\n        name", "- name"),
        "'id' is missing",
        "groups.0.codes.1.id",
        "- name",
    ),
    "a code twice": (book("id: L2", "id: l1"), "'l1' is given twice", "", None),
    "a group and a code of one name": (book("id: L2", "id: why"), "'why' is given twice", "", None),
    "an id with a space": (book("id: L2", "id: L 2"), "letters, digits and hyphens", "codes.1.id", "id: L 2"),
    "a group without codes": (
        "groups:\n  - id: why\n    name: Why\n    codes: []\n",
        "at least one entry",
        "codes",
        "    codes",
    ),
    "a version that is a word": (book("version: 1", "version: first"), "a whole number", "version", "version"),
    "a name that is a date": (
        book("name: Boredom", "name: 2015-01-01"),
        "a text in quotation marks",
        "name",
        "name: 2015",
    ),
    "keys that are numbers": ("1: one\n2: two\n", "", "", None),
    "a key that is a list": ("? [a, b]\n: c\n", "", "", None),
}


@pytest.mark.parametrize("name", sorted(CODEBOOKS))
def test_a_bad_codebook_is_one_clear_sentence_and_leaves_the_study_alone(study_on_sqlite, amal, name):
    study = study_on_sqlite
    text, said, field, part = CODEBOOKS[name]
    before = dump(study, with_jobs=True)
    (study.folder / "codebook.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(OutspokenError) as caught:
        import_sheet(study, "leavers", by=amal)
    line = line_of(text, part) if part else None
    say(caught.value, CodebookError, said, file="codebook.yaml", field=field, line=line)
    assert dump(study, with_jobs=True) == before


def test_an_empty_codebook_is_a_codebook(study_on_sqlite, amal):
    study = study_on_sqlite
    (study.folder / "codebook.yaml").write_text("# nothing yet\n")
    assert import_sheet(study, "leavers", by=amal).unchanged == 6
