from hypothesis import given
from hypothesis import strategies as st

from outspoken.screen.flow import flow_of
from outspoken.screen.records import Flow, Held, Standing, Verdict

CRITERIA = ("inside", "left", "original")


def adds_up(flow: Flow) -> bool:
    """The laws of the flow, as its docstring gives them."""
    assert flow.finds == flow.again + flow.stories
    assert flow.stories == flow.copies + flow.originals
    assert flow.originals == flow.waiting + flow.screened
    assert flow.screened == flow.excluded + flow.unclear + flow.included
    assert flow.excluded == sum(flow.reasons.values())
    assert flow.testimonies == flow.testimonies_included + flow.testimonies_open
    assert flow.cases == flow.persons <= flow.testimonies
    assert 0 <= flow.cases_open <= flow.cases
    assert flow.included_before <= flow.included
    assert flow.disputed <= flow.unclear
    assert min(flow.again, flow.waiting, flow.copies, flow.excluded) >= 0
    return True


standings = st.none() | st.builds(
    Standing,
    st.sampled_from(Verdict),
    st.sampled_from(["", "gone", *CRITERIA]),
    st.booleans(),
)
held = st.builds(
    Held,
    st.integers(),
    st.integers(1, 4),
    st.booleans(),
    standings,
    st.lists(st.integers(1, 9), max_size=3).map(tuple),
    st.booleans(),
)


@given(st.lists(held, max_size=30, unique_by=lambda one: one.story), st.booleans())
def test_whatever_was_found_and_decided_adds_up(stories, with_copies):
    flow = flow_of(stories, CRITERIA, ["original"] if with_copies else [])
    assert adds_up(flow)
    assert flow.testimonies + flow.testimonies_excluded == sum(len(one.testimonies) for one in stories)
    assert flow.finds == sum(one.finds for one in stories)


def test_each_story_stands_in_one_place():
    stories = [
        Held(1, 2, False, None),
        Held(2, 1, True, None, (1,)),
        Held(3, 1, False, Standing(Verdict.EXCLUDE, "left"), (2,)),
        Held(4, 1, True, Standing(Verdict.EXCLUDE, "original"), (1,)),
        Held(5, 1, False, Standing(Verdict.UNCLEAR, disputed=True), (1, 3)),
        Held(6, 1, False, Standing(Verdict.INCLUDE), (1, 4)),
    ]
    flow = flow_of(stories, CRITERIA, ["original"])
    assert (flow.finds, flow.again, flow.stories, flow.copies, flow.waiting) == (7, 1, 6, 1, 1)
    assert (flow.screened, flow.excluded, flow.unclear, flow.disputed, flow.included) == (4, 1, 1, 1, 2)
    assert flow.reasons == {"inside": 0, "left": 1}
    assert (flow.testimonies, flow.testimonies_open, flow.testimonies_excluded) == (5, 2, 2)
    assert (flow.cases, flow.cases_open, flow.included_before) == (3, 1, 1)
