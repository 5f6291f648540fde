"""Errors are sentences with a place and a hint, in one family."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from outspoken import errors
from outspoken.errors import ClaimsError, FileError, ImportRefused, OutspokenError, SettingsError

FAMILY = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if cls.__module__ == errors.__name__]


@pytest.mark.parametrize("cls", FAMILY)
def test_every_error_can_be_caught_as_one_of_ours(cls: type[OutspokenError]) -> None:
    assert issubclass(cls, OutspokenError)
    error = cls("It did not work.", "Try again.")
    assert (error.message, error.hint, str(error)) == ("It did not work.", "Try again.", "It did not work.")


def test_the_tree_in_the_docstring_is_the_family() -> None:
    lines = [line for line in (errors.__doc__ or "").splitlines() if "─" in line or line.startswith("    Out")]
    drawn = {line.strip("│├└─ ").split()[0] for line in lines}
    assert {cls.__name__ for cls in FAMILY} == drawn


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"file": Path("a/study.toml"), "line": 3, "field": "title"}, "study.toml, line 3, title: is missing."),
        ({"file": "study.toml", "line": 3}, "study.toml, line 3: is missing."),
        ({"file": "study.toml"}, "study.toml: is missing."),
        ({"field": "title"}, "title: is missing."),
        ({}, "is missing."),
    ],
)
def test_a_file_error_names_the_place_as_far_as_it_is_known(place: dict[str, object], message: str) -> None:
    error = SettingsError("is missing.", "Add it.", **place)  # type: ignore[arg-type]
    assert isinstance(error, FileError)
    assert (error.message, error.hint) == (message, "Add it.")


def test_a_claims_error_keeps_its_place_apart() -> None:
    error = ClaimsError("is wrong.", file="claims.yaml", line=7, field="let.x")
    assert (error.file, error.line, error.field) == ("claims.yaml", 7, "let.x")


def test_a_refused_import_keeps_every_problem() -> None:
    assert ImportRefused("Two rows are wrong.", problems=["line 2", "line 5"]).problems == ("line 2", "line 5")
