"""The case table and the page of one case."""

from __future__ import annotations

from tests.web.conftest import OWN, Team


def test_the_table_shows_the_columns_that_were_chosen(team: Team) -> None:
    client = team.client("Dara")
    page = client.get(f"/s/{OWN}/cases/?column=sex&sort=-sex").content.decode()
    assert 'aria-sort="descending"' in page
    assert "Ivo Marsh" in page
    assert ">Germany<" not in page.replace("<option", "").partition("<tbody")[2]


def test_a_case_tells_what_was_printed_and_what_is_in_doubt(team: Team) -> None:
    page = team.client("Dara").get(f"/s/{OWN}/cases/3/").content.decode()
    assert "Oda Wren" in page
    assert f'href="/s/{OWN}/cases/4/"' in page
    assert "Perhaps one person with" in page


def test_what_a_sheet_says_never_becomes_markup(team: Team) -> None:
    from django.conf import settings

    from outspoken.collect import import_sheet
    from outspoken.study import open_study
    from tests.conftest import AMAL

    sheet = settings.SERVING.folder / OWN / "sources" / "leavers.csv"
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("Ivo Marsh", "<script>alert(1)</script>"), encoding="utf-8"
    )
    with open_study(sheet.parents[1]) as study:
        import_sheet(study, "leavers", by=AMAL)
    client = team.client("Dara")
    for page in (f"/s/{OWN}/cases/", f"/s/{OWN}/cases/1/"):
        assert "<script>alert" not in client.get(page).content.decode()
