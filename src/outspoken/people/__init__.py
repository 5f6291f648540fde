"""Step 4, people: find out which testimonies speak of the same person, and what is known of each."""

from outspoken.people.acts import add, judge, lift, restrict, seal, undo, unseal
from outspoken.people.records import Judgement, Restricted, Testimony, Verdict

__all__ = [
    "Judgement",
    "Restricted",
    "Testimony",
    "Verdict",
    "add",
    "judge",
    "lift",
    "restrict",
    "seal",
    "undo",
    "unseal",
]
