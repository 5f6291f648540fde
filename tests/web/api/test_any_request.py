"""Whatever a program asks, as whoever: no error of the server, no answer that the description does not announce.

Requests are made by schemathesis out of the API's own description, good ones and bad ones.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, get_args, get_type_hints

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import checks

from outspoken.web.accounts.memberships import make_token
from outspoken.web.api.operations import router
from tests.conftest import THOROUGH
from tests.web.conftest import CAST, OWN, Team

CASES = 20_000 if THOROUGH else 1_000
WHO = (*CAST, "Eve")


def load_checks() -> list[Any]:
    checks.load_all_checks()
    known = {one.__name__: one for one in checks.CHECKS.get_all()}
    return [known[name] for name in NAMES]


NAMES = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
"""What is asked of every answer; not that good requests succeed (`year = 99` may be said of no study), nor that a word
which is no parameter is refused."""


@pytest.fixture
def heads(team: Team) -> dict[str, dict[str, str]]:
    """What each of the cast sends along."""
    tokens = {who: make_token(team.accounts[who], "test") for who in WHO}
    return {who: {"Authorization": f"Bearer {token}", "Host": "testserver"} for who, token in tokens.items()}


@dataclass
class Told:
    """What came of it: how many each asked, and which answers there were."""

    checks: list[Any]
    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)

    def asking(self, operation: Any, mode: Any, who: str, head: dict[str, str]) -> Callable[[Any, int], None]:
        """Make what asks once, and looks at the answer."""

        def ask(case: Any, here: int) -> None:
            if here and "slug" in (case.path_parameters or {}):
                case.path_parameters["slug"] = OWN  # else nearly all would ask for a study that is not there
            answer = case.call_and_validate(headers=head, checks=self.checks)
            self.asked[who] += 1
            self.statuses[answer.status_code] += 1

        return given(case=operation.as_strategy(generation_mode=mode), here=st.integers(0, 9))(ask)


def test_any_request_as_anybody(team: Team, heads: dict[str, dict[str, str]]) -> None:
    schema: Any = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application(), headers=heads["Amal"])
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 15
    told = Told(load_checks())
    groups = list(itertools.product(operations, WHO, schemathesis.GenerationMode))
    quick = settings(
        max_examples=-(-CASES // len(groups)),
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    for number, (operation, who, mode) in enumerate(groups):
        try:
            ask: Any = seed(number)(quick(told.asking(operation, mode, who, heads[who])))
            ask()
        except Unsatisfiable:
            continue  # nothing can be said to it that is not good: it takes no words at all
    assert told.asked.total() >= CASES * 0.8
    assert set(told.asked) == set(WHO)
    assert {200, 404, 422} <= set(told.statuses)
    assert not [status for status in told.statuses if status >= 500]


def test_no_two_shapes_have_one_name() -> None:
    """What the description calls by one name is one thing; else an answer is described as another."""
    found: dict[str, type] = {}

    def look(kind: Any) -> None:
        if isinstance(kind, type) and kind.__module__.startswith("outspoken"):
            assert found.setdefault(kind.__name__, kind) is kind, f"{found[kind.__name__]} and {kind}"
            for one in get_type_hints(kind).values() if dataclasses.is_dataclass(kind) else ():
                look(one)
        for one in get_args(kind):
            look(one)

    for path in router.path_operations.values():
        for operation in path.operations:
            look(get_type_hints(operation.view_func)["return"])
    assert len(found) >= 20
