"""Step 4, people: find out which testimonies speak of the same person, and what is known of each."""

from outspoken.people.acts import judge, undo
from outspoken.people.records import Judgement, Testimony, Verdict

__all__ = ["Judgement", "Testimony", "Verdict", "judge", "undo"]
