import pytest

from outspoken.analyse.axes import make, understand
from outspoken.analyse.casetable import load
from outspoken.analyse.readers import crossed
from outspoken.coding.codebook import Codebook, read_codebook
from outspoken.errors import NotFound

ASKED = {
    # as one asks: the name, the columns it needs, the scheme
    "country": ("country", ("country",), ""),
    " Sex ": ("sex", ("sex",), ""),
    "outlet": ("outlet", ("outlet",), ""),
    "month": ("month", ("published",), "month"),
    "month(left)": ("month", ("left",), "month"),
    "Half-Year( left )": ("half-year", ("left",), "half-year"),
    "phases": ("phases", ("published",), "phases"),
    "phases(left)": ("phases", ("left",), "phases"),
    "region": ("region", ("country",), "sides"),
    "region(un)": ("region", ("country",), "un"),
    "region(un, country)": ("region", ("country",), "un"),
    "why": ("why", ("L1", "L2"), ""),
    "L1": ("L1", ("L1",), ""),
    "boredom": ("L2", ("L2",), ""),
}

CODEBOOK = """\
groups:
- {id: why, name: Why they left, codes: [{id: L1, name: Cruelty}, {id: L2, name: Boredom}]}
"""


@pytest.fixture
def coded(study_on_sqlite):
    (study_on_sqlite.folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    return study_on_sqlite


@pytest.mark.parametrize("text", sorted(ASKED))
def test_an_axis_is_asked_for_by_one_word(coded, text):
    asked = understand(text, coded.settings, read_codebook(coded.folder))
    assert (asked.name, asked.columns, asked.scheme) == ASKED[text]


@pytest.mark.parametrize(
    "text",
    ["", "  ", "gender", "month(sex)", "month(nowhere)", "region(mars)", "country(un)", "month(left", "a b", "L9"],
)
def test_what_means_nothing_is_not_found_and_what_there_is_gets_listed(coded, text):
    with pytest.raises(NotFound) as caught:
        understand(text, coded.settings, read_codebook(coded.folder))
    assert caught.value.hint


def test_the_hint_lists_attributes_periods_and_groups(coded):
    with pytest.raises(NotFound) as caught:
        understand("gender", coded.settings, read_codebook(coded.folder))
    for word in ("sex", "outlet", "region", "half-year", "phases", "why"):
        assert word in caught.value.hint


def keys(study, text, amal):
    asked = understand(text, study.settings, Codebook())
    with study.read(by=amal) as connection:
        table = load(connection, study.settings, Codebook(), asked.columns)
    return make(asked, table, study.settings, Codebook())


def test_places_come_in_an_order_that_a_reader_expects(study, amal):
    assert keys(study, "sex", amal).keys == ("male", "female")  # as declared
    assert keys(study, "country", amal).labels == ("France", "Germany", "India", "Tunisia")  # by the alphabet
    assert keys(study, "children", amal).keys == ("0", "1", "2", "3")  # by size
    assert keys(study, "outlet", amal).labels == ("Harbour Post", "Lantern Watch")
    assert keys(study, "region", amal).keys == ("North", "South")  # as declared
    assert keys(study, "recruiter", amal).keys == ("yes", "no")


def test_a_study_without_countries_has_no_regions(make_study):
    study = make_study('title = "x"\n[attributes.sex]\ntype = "category"\nvalues = { m = [] }\n')
    with pytest.raises(NotFound, match="records no country"):
        understand("region", study.settings, Codebook())


def test_every_kind_of_missing_has_a_place_of_its_own(study, amal):
    crossing = crossed(study, "children", "recruiter", by=amal)
    assert set(crossing.row_keys) - {"0", "1", "2", "3"} == {"unknown", "withheld"}
    assert set(crossing.column_keys) - {"yes", "no"} == {"not stated", "not applicable"}
    assert crossing.total.value == 6
