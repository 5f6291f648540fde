"""Cases are filtered and sorted as an address asks; what makes no sense in it is left out."""

from __future__ import annotations

from outspoken.analyse.caselist import read_cases
from outspoken.analyse.listing import known_columns, selected
from outspoken.coding.codebook import read_codebook
from outspoken.study import Study
from outspoken.web.analyse.listing import read_asked
from tests.conftest import AMAL


def numbers(study: Study, **query: str) -> list[int]:
    known = list(known_columns(study.settings))
    with study.read(by=AMAL) as connection:
        cases = read_cases(connection, study.settings, read_codebook(study.folder))
    return [one.number for one in selected(cases, read_asked(query, [], known))]


def test_words_values_doubt_and_order(study_on_sqlite: Study) -> None:
    everybody = [1, 2, 3, 4, 5, 6]
    assert numbers(study_on_sqlite) == everybody
    assert numbers(study_on_sqlite, sort="-number") == everybody[::-1]
    assert numbers(study_on_sqlite, sort="no-such-column") == everybody
    assert numbers(study_on_sqlite, q="mina SOL") == [2]
    assert numbers(study_on_sqlite, **{"is-sex": "female"}) == [2, 3, 6]
    assert numbers(study_on_sqlite, doubt="yes") == [3, 4, 5]
    assert numbers(study_on_sqlite, sort="children")[:4] == [2, 4, 1, 6]
    assert numbers(study_on_sqlite, q="nobody at all") == []
