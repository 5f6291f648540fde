"""Step 3, screen: decide which stories count, and say why."""

from outspoken.screen.acts import decide, undo
from outspoken.screen.flow import flow_of
from outspoken.screen.readers import Decided, criteria_of, decisions_before, decisions_on, flow, next_story, places
from outspoken.screen.records import Answer, Decision, Flow, Place, Placed, Standing, Verdict

__all__ = [
    "Answer",
    "Decided",
    "Decision",
    "Flow",
    "Place",
    "Placed",
    "Standing",
    "Verdict",
    "criteria_of",
    "decide",
    "decisions_before",
    "decisions_on",
    "flow",
    "flow_of",
    "next_story",
    "places",
    "undo",
]
