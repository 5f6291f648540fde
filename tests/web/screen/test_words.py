"""Every label of the flow is a word that translators find."""

from __future__ import annotations

import re

from outspoken.screen.diagram import drawn, lines_of
from outspoken.screen.flow import flow_of
from outspoken.screen.records import Held, Standing, Verdict
from outspoken.web.screen.words import WORDS

HELD = [
    Held(1, 3, True, None, (1,)),
    Held(2, 1, False, Standing(Verdict.EXCLUDE)),
    Held(3, 1, False, Standing(Verdict.UNCLEAR, disputed=True), (2,)),
]


def test_no_label_is_missing() -> None:
    flow = flow_of(HELD, [])
    assert {label for label, _number, _depth in lines_of(flow)} <= set(WORDS)
    asked: list[str] = []
    drawn(flow, said=lambda label: asked.append(label) or label)  # type: ignore[func-returns-value]
    assert set(asked) <= set(WORDS)
    assert len(asked) > 10


def test_lines_of_the_drawing_open_what_they_count() -> None:
    image = drawn(flow_of(HELD, []), links={"waiting": "/x?state=waiting&y", "excluded": "/e"})
    assert re.findall(r'<a href="([^"]+)"', image) == ["/x?state=waiting&amp;y", "/e"]
