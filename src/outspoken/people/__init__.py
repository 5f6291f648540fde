"""Step 4, people: find out which testimonies speak of the same person, and what is known of each."""

from outspoken.people.acts import (
    accept,
    add,
    dismiss,
    exclude,
    import_judgements,
    judge,
    lift,
    readmit,
    reconsider,
    restrict,
    seal,
    settle,
    split,
    undo,
    unseal,
    unsettle,
)
from outspoken.people.records import Judgement, Restricted, Testimony, Verdict

__all__ = [
    "Judgement",
    "Restricted",
    "Testimony",
    "Verdict",
    "accept",
    "add",
    "dismiss",
    "exclude",
    "import_judgements",
    "judge",
    "lift",
    "readmit",
    "reconsider",
    "restrict",
    "seal",
    "settle",
    "split",
    "undo",
    "unseal",
    "unsettle",
]
