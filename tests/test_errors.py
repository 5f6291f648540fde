import inspect

import pytest

from outspoken import errors
from outspoken.errors import FileError, OutspokenError

FAMILY = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, OutspokenError)]


@pytest.mark.parametrize("kind", FAMILY)
def test_the_whole_family_carries_a_message_and_a_hint(kind):
    error = kind("Something is wrong.", "Mend it.")
    assert isinstance(error, OutspokenError)
    assert (error.message, error.hint) == (str(error), "Mend it.")
    assert error.message.endswith("Something is wrong.")


@pytest.mark.parametrize("kind", FAMILY)
def test_the_tree_in_the_docstring_is_the_family(kind):
    assert kind.__name__ in errors.__doc__


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({}, "it is wrong."),
        ({"file": "/a/b/study.toml"}, "study.toml: it is wrong."),
        ({"file": "study.toml", "line": 3}, "study.toml, line 3: it is wrong."),
        ({"file": "study.toml", "line": 3, "field": "title"}, "study.toml, line 3, title: it is wrong."),
        ({"field": "title"}, "title: it is wrong."),
    ],
)
def test_a_wrong_place_in_a_file_is_named(place, said):
    assert FileError("it is wrong.", **place).message == said
