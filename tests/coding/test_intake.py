import pytest

from outspoken.analyse.readers import crossed
from outspoken.collect import examine_sheet, import_sheet
from outspoken.errors import ImportRefused
from tests.dumps import dump

TOML = """\
title = "Leavers"
[attributes.sex]
type = "category"
values = { male = ["M"], female = ["F"] }
[collect.imports.s]
file = "sources/s.csv"
key = "id"
[collect.imports.s.columns]
sex = "sex"
reasons = { to = "codes why", separator = ";" }
faith = { to = "code J1", yes = ["ja"], no = ["nein"], cannot-tell = ["unklar"] }
"""
CODEBOOK = """\
groups:
- {id: why, name: Why they left, codes: [{id: L1, name: Cruelty}, {id: L2, name: Boredom}, {id: L3, name: Hunger}]}
- {id: joining, name: Why they joined, codes: [{id: J1, name: Faith}]}
"""
SHEET = """\
id,sex,reasons,faith
1,M,L1; boredom,ja
2,F,,nein
3,F,L3,unklar
4,M,unknown,
"""


@pytest.fixture
def coded(make_study, amal):
    study = make_study(TOML, s=SHEET)
    (study.folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    import_sheet(study, "s", by=amal)
    return study


def codings(study):
    return {(row[1], row[2]): row[3] for row in dump(study)["codings"] if row[6] is None}


def test_a_list_of_codes_says_yes_to_those_it_names_and_no_to_the_rest(coded):
    found = codings(coded)
    assert [found[1, code] for code in ("L1", "L2", "L3")] == ["yes", "yes", "no"]
    assert [found[3, code] for code in ("L1", "L2", "L3")] == ["no", "no", "yes"]


def test_an_empty_cell_says_nothing_at_all(coded):
    assert not [key for key in codings(coded) if key[0] in {2, 4} and key[1].startswith("L")]


def test_a_code_of_its_own_is_answered_in_the_studys_words(coded):
    found = codings(coded)
    assert [found.get((row, "J1")) for row in (1, 2, 3, 4)] == ["yes", "no", "cannot tell", None]


def test_who_was_not_coded_is_unknown_and_not_none_of_them(coded, amal):
    found = crossed(coded, "why", "sex", by=amal)
    rows = dict(zip(found.row_keys, found.row_totals, strict=True))
    assert (rows["L1"].value, rows["L2"].value, rows["L3"].value) == (1, 1, 1)
    assert rows["unknown"].value == 2
    assert rows["none of them"].value == 0 if "none of them" in rows else True
    assert found.total.value == 4


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("5,M,L9,ja", "'L9' is no code of why; it has L1, L2, L3"),
        ("5,M,J1,ja", "'J1' is no code of why"),
        ('5,M,"L1,L2",ja', "'L1,L2' is no code of why"),
        ("5,M,L1,yes", "'yes' is neither yes nor no"),
    ],
)
def test_a_code_that_is_none_refuses_the_row(coded, amal, row, said):
    (coded.folder / "sources" / "s.csv").write_text(SHEET + row + "\n", encoding="utf-8")
    before = dump(coded)
    (problem,) = examine_sheet(coded, "s", by=amal).problems
    assert said in problem.message
    assert problem.hint
    with pytest.raises(ImportRefused):
        import_sheet(coded, "s", by=amal)
    assert dump(coded) == before


def test_a_coding_that_changes_keeps_what_it_was(coded, amal):
    (coded.folder / "sources" / "s.csv").write_text(SHEET.replace("L1; boredom,ja", "L3,nein"), encoding="utf-8")
    import_sheet(coded, "s", by=amal)
    found = codings(coded)
    assert [found[1, code] for code in ("L1", "L2", "L3", "J1")] == ["no", "no", "yes", "no"]
    ended = [row for row in dump(coded)["codings"] if row[6] is not None]
    assert {(row[2], row[3]) for row in ended} == {("L1", "yes"), ("L2", "yes"), ("L3", "no"), ("J1", "yes")}


def test_a_code_that_joins_the_codebook_is_read_out_of_the_old_rows_too(coded, amal):
    (coded.folder / "codebook.yaml").write_text(
        CODEBOOK.replace("{id: L3, name: Hunger}", "{id: L3, name: Hunger}, {id: L4, name: Fear}"), encoding="utf-8"
    )
    told = examine_sheet(coded, "s", by=amal)
    assert told.reread == ("reasons",)
    import_sheet(coded, "s", by=amal)
    assert [codings(coded).get((row, "L4")) for row in (1, 2, 3, 4)] == ["no", None, "no", None]
