import pytest

from outspoken.collect.records import Certainty, Missing
from outspoken.people.values import ValueReader
from outspoken.study.settings import Attribute, Hedges, Target
from outspoken.study.settings import Missing as Words

COUNTRY = Attribute(type="country")
SEX = Attribute(type="category", values={"male": ["M", "homme"], "female": ["F"]})
ROLE = Attribute(type="category", values={"fighter": [], "possibly forced": ["may be forced"]})
AGE = Attribute(type="number", minimum=0, maximum=120)
LEFT = Attribute(type="date")
NAME = Attribute(type="name")
RECRUITED = Attribute(type="yes-no")


def read(attribute, printed, target=None, **words):
    reader = ValueReader(Words(), Hedges(**words), "en")
    return reader.find("it", attribute, target or Target(to="it"), printed)


def value(attribute, printed, **words):
    (fact,) = read(attribute, printed, **words).facts
    return fact.value, fact.certainty


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("unknown", Missing.UNKNOWN),
        ("Unknown", Missing.UNKNOWN),
        ("?", Missing.UNKNOWN),
        ("", Missing.NOT_STATED),
        ("not  stated", Missing.NOT_STATED),
        ("N/A", Missing.NOT_APPLICABLE),
        ("[redacted]", Missing.WITHHELD),
    ],
)
@pytest.mark.parametrize("attribute", [COUNTRY, SEX, AGE, LEFT, NAME, RECRUITED])
def test_four_kinds_of_missing_are_kept_apart(attribute, printed, kind):
    (fact,) = read(attribute, printed).facts
    assert (fact.value, fact.missing) == ("", kind)


@pytest.mark.parametrize(
    ("attribute", "printed", "kept"),
    [
        (COUNTRY, "Tunisian", "TN"),
        (SEX, "f", "female"),
        (SEX, "HOMME", "male"),
        (SEX, "male", "male"),
        (AGE, "42", "42"),
        (AGE, "2.50", "2.5"),
        (AGE, "007", "7"),
        (LEFT, "2015-08~", "2015-08~"),
        (NAME, "Likely Story", "Likely Story"),
        (RECRUITED, "X", "yes"),
        (RECRUITED, "0", "no"),
    ],
)
def test_a_plain_value_is_certain(attribute, printed, kept):
    assert value(attribute, printed) == (kept, Certainty.CERTAIN)


@pytest.mark.parametrize(
    ("printed", "certainty"),
    [
        ("Likely Turkish", Certainty.LIKELY),
        ("probably Turkish", Certainty.LIKELY),
        ("said to be Turkish", Certainty.LIKELY),
        ("Possibly Turkish", Certainty.POSSIBLE),
        ("may be Turkish", Certainty.POSSIBLE),
        ("Turkish?", Certainty.POSSIBLE),
        ("Turkish (?)", Certainty.POSSIBLE),
    ],
)
def test_a_hedge_gives_the_value_its_certainty_and_a_doubt(printed, certainty):
    finding = read(COUNTRY, printed)
    assert [(fact.value, fact.certainty) for fact in finding.facts] == [("TR", certainty)]
    assert finding.doubt.printed == printed
    assert [reading.value for reading in finding.doubt.readings] == ["TR", "unknown"]


def test_a_hedge_whose_letters_fold_longer_leaves_the_value_whole():
    assert value(COUNTRY, "Größtenteils Turkish", likely=["größtenteils"]) == ("TR", Certainty.LIKELY)


def test_the_longer_of_two_hedges_is_meant():
    assert value(COUNTRY, "said to be Turkish", likely=["said"], possible=["said to be"]) == ("TR", Certainty.POSSIBLE)


def test_a_value_that_begins_like_a_hedge_is_a_value():
    assert value(ROLE, "possibly forced") == ("possibly forced", Certainty.CERTAIN)
    assert value(ROLE, "May be forced") == ("possibly forced", Certainty.CERTAIN)
    assert value(ROLE, "possibly fighter") == ("fighter", Certainty.POSSIBLE)


@pytest.mark.parametrize(
    ("attribute", "printed", "said"),
    [
        (COUNTRY, "Atlantis", "no country"),
        (COUNTRY, "Likely Atlantis", "no country"),
        (SEX, "mal", "Did you mean 'male'"),
        (AGE, "forty", "not a number"),
        (AGE, "1,000", "not a number"),
        (AGE, "121", "more than 120"),
        (AGE, "-1", "less than 0"),
        (AGE, "9" * 400, "too great"),
        (LEFT, "5 May", "not a date like"),
        (RECRUITED, "perhaps", "none of its values"),
    ],
)
def test_what_is_not_understood_refuses_the_row(attribute, printed, said):
    finding = read(attribute, printed)
    assert not finding.facts
    assert said in finding.problem + finding.hint
    assert len(finding.problem) < 300


def test_a_date_that_no_calendar_has_is_left_to_its_neighbours():
    finding = read(LEFT, "2015-02-31")
    assert not finding.problem
    assert finding.doubt.kind.value == "impossible date"


def test_dates_are_read_by_their_columns_format():
    assert read(LEFT, "03/04/15", Target(to="it", format="DD/MM/YY")).facts[0].value == "2015-04-03"
