"""Say in sentences why one story looks like a copy of another."""

from __future__ import annotations

from outspoken.archive.copies.clusters import Published
from outspoken.archive.copies.records import Shared
from outspoken.text.letters import fold

_NO_LEAD = 4
_IN_ORDER = 0.9


def shared_words(found: Shared, names: dict[int, str]) -> tuple[str, ...]:
    """Say how much of the shorter text stands in the longer; `names` gives what each text is called."""
    short, long = names[found.shorter], names[found.longer]
    order = ", in the same order" if found.in_order >= _IN_ORDER else ", partly in another order"
    sentences = [f"{found.runs:,} of the {found.short:,} runs of four words in {short} stand in {long}{order}."]
    if found.runs == found.short == found.long:
        sentences = [f"{short} and {long} have the same words."]
    elif found.lead >= _NO_LEAD:
        sentences.append(f"{short} begins with {found.lead:,} words that {long} does not have.")
    if found.long >= found.short * 1.2:
        sentences.append(f"{long} is longer by {found.long - found.short:,} words.")
    return tuple(sentences)


def same_title(one: str, other: str) -> tuple[str, ...]:
    """Say whether two stories have one title."""
    return ("Both have the same title.",) if one and fold(one) == fold(other) else ()


def which_was_first(copy: str, of: str, dates: tuple[Published | None, Published | None]) -> str:
    """Say what the dates of a copy and its original tell, and what they leave open."""
    later, earlier = dates
    if later is None and earlier is None:
        return f"Neither {copy} nor {of} has a date, so it is not known which was first."
    if later is None or earlier is None:
        missing = copy if later is None else of
        return f"{missing} has no date, so it is not known which was first."
    if earlier.last < later.first:
        return f"{of} was published before {copy}."
    return f"The dates do not say whether {of} was published before {copy}."


def shared_names(marks: tuple[str, ...]) -> str:
    """Say what two texts in two languages both name."""
    return f"Texts in two languages name the same: {', '.join(marks)}. It may be a translation."
