"""`outspoken help`: explanations beside the commands, taken from where the code says them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from outspoken.study.actors import PRIVILEGES, Role

Run = Callable[..., Any]


def test_it_lists_its_topics(outspoken: Run) -> None:
    said = outspoken("help").out
    assert all(topic in said for topic in ("expressions", "figures", "roles", "folder"))


def test_each_topic_is_explained(outspoken: Run) -> None:
    assert "share(sex = female, country = SY)" in outspoken("help", "expressions").out
    assert "almost, nearly" in outspoken("help", "figures").out
    assert "study.toml" in outspoken("help", "folder").out


def test_roles_are_those_that_count(outspoken: Run) -> None:
    lines = {line.split()[0]: line for line in outspoken("help", "roles").out.splitlines()}
    for act, allowed in PRIVILEGES.items():
        for role in Role:
            assert (f" {role.value}" in lines[act]) == (role in allowed), (act, role)
