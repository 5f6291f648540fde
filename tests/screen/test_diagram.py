import itertools
from xml.etree import ElementTree as ET

from outspoken.screen.diagram import described, drawn, lines_of
from outspoken.screen.flow import flow_of
from outspoken.screen.records import Held, Standing, Verdict

FLOW = flow_of(
    [
        Held(1, 3, True, None, (1,)),
        Held(2, 1, False, Standing(Verdict.EXCLUDE, "left")),
        Held(3, 1, False, Standing(Verdict.UNCLEAR, disputed=True), (2,)),
        Held(4, 1, False, None),
    ],
    ["left", "original"],
    ["original"],
)
LABELS = {"left": 'did not <leave> & stays for a very long time "inside"'}


def test_the_text_says_every_number_of_the_flow():
    said = described(FLOW, {"left": "did not leave"})
    assert said.startswith("Found 6; the same story again 2. Stories 4; copies of another story 0;")
    assert "excluded 1; did not leave 1; unclear 1; screeners disagree 1." in said
    assert ("resting on stories that wait or are unclear", 1, 1) in lines_of(FLOW)


def test_the_drawing_is_svg_with_a_text_for_whoever_cannot_see_it():
    image = ET.fromstring(drawn(FLOW, LABELS))
    space = "{http://www.w3.org/2000/svg}"
    assert image.get("role") == "img"
    assert image.find(f"{space}desc").text == described(FLOW, LABELS)
    words = [one.text for one in image.iter(f"{space}text")]
    assert {"Stories: 4", "testimonies of open stories: 1"} <= set(words)
    assert all(len(word) <= 33 for word in words)
    boxes = [(float(one.get("x")), float(one.get("y")), float(one.get("height"))) for one in image.iter(f"{space}rect")]
    for side in {x for x, _, _ in boxes}:
        column = sorted((y, y + high) for x, y, high in boxes if x == side)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(column))
