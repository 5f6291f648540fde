"""What may be asked of copies: which stories look like copies, and which are settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection

from outspoken.archive.copies import reasons, store
from outspoken.archive.copies.clusters import earliest, grouped, in_force, surely_before
from outspoken.archive.copies.finding import find_copies, is_copy, share
from outspoken.archive.copies.records import CopyCluster, CopyJudgement, CopySuggestion, Shared
from outspoken.archive.copies.runs import runs_of
from outspoken.archive.copies.store import Comparable
from outspoken.archive.copies.translations import Alike, alike
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.study import Study


def suggested_copies(study: Study, *, by: Actor) -> list[CopyCluster]:
    """Return the stories that look like one text in several outlets, with reasons, and what was settled of each.

    Declared translations belong to them; so do, marked as suggestions, texts in two
    languages that name the same.
    """
    with study.read(by=by) as connection:
        return _clusters(connection)


def copies_settled(study: Study, *, by: Actor, undone: bool = False) -> tuple[list[CopyJudgement], dict[int, int]]:
    """Return the judgements on copies, and the original of every story that is settled as a copy."""
    with study.read(by=by) as connection:
        return store.read_judgements(connection, undone=undone), store.settled_copies(connection)


def _clusters(connection: Connection) -> list[CopyCluster]:
    compared = store.texts_to_compare(connection)
    dates, told = store.published(connection), store.titles_and_outlets(connection)
    force = in_force(store.read_judgements(connection))
    words = [one.words for one in compared]
    same = _by_story(compared, find_copies(len(words), partial(_fetched, words)))
    declared, possible = _translations(compared)
    groups = grouped([*same, *declared])
    together = [set(group) for group in groups]
    # What only names the same joins no clusters: each pair stands for itself.
    alone = [list(pair) for pair in possible if not any(group.issuperset(pair) for group in together)]
    named: dict[tuple[int, int], Alike | None] = {**possible, **dict.fromkeys(declared)}
    texts_of: dict[int, list[Comparable]] = {}
    for one in compared:
        texts_of.setdefault(one.story_id, []).append(one)
    made = []
    for group in [*groups, *alone]:
        original, sure = earliest(group, dates)
        suggestions = []
        for story in group:
            if story == original:
                continue
            share_of, sentences = _why(story, [original, *group], texts_of, named)
            which = reasons.which_was_first(_name(story), _name(original), (dates.get(story), dates.get(original)))
            titles = reasons.same_title(told[story][0], told[original][0])
            pair = (min(story, original), max(story, original))
            suggestions.append(
                CopySuggestion(
                    story,
                    original,
                    surely_before(dates.get(original), dates.get(story)),
                    not share_of,
                    (*sentences, *titles, which),
                    share_of,
                    force[pair].verdict if pair in force else None,
                )
            )
        made.append(CopyCluster(original, sure, tuple(suggestions)))
    return made


def _fetched(words: Sequence[str], places: Sequence[int]) -> list[str]:
    return [words[place] for place in places]


def _by_story(compared: Sequence[Comparable], found: Iterable[Shared]) -> set[tuple[int, int]]:
    """Return the pairs of different stories whose texts are copies, the smaller id first."""
    pairs = {tuple(sorted((compared[one.shorter].story_id, compared[one.longer].story_id))) for one in found}
    return {(one, other) for one, other in pairs if one != other}


def _translations(compared: Sequence[Comparable]) -> tuple[set[tuple[int, int]], dict[tuple[int, int], Alike]]:
    """Return the pairs of stories that are declared translations, and those that may be, with what they share."""
    story = {one.id: one.story_id for one in compared}
    possible: dict[tuple[int, int], Alike] = {}
    for pair in alike({one.id: (one.language, one.words) for one in compared}):
        one, other = sorted((story[pair.one], story[pair.other]))
        if one != other:
            possible[one, other] = pair
    declared = {
        (min(text.story_id, text.of_story), max(text.story_id, text.of_story))
        for text in compared
        if text.of_story is not None and text.of_story != text.story_id
    }
    return declared, possible


def _why(
    story: int,
    others: Sequence[int],
    texts_of: Mapping[int, Sequence[Comparable]],
    named: Mapping[tuple[int, int], Alike | None],
) -> tuple[float, tuple[str, ...]]:
    """Return how much of the shorter text stands in the longer, and the sentences that say why.

    The first of the other stories that shares enough is named, so the original if it does.
    """
    for other in others:
        if other == story:
            continue
        names = {story: _name(story), other: _name(other)}
        pair = (min(story, other), max(story, other))
        if pair in named:
            found = named[pair]
            declared = (
                f"A text of one of {_name(pair[0])} and {_name(pair[1])} is kept as a translation of the other's."
            )
            return 0.0, (declared if found is None else reasons.shared_names(found.marks),)
        best = _most_shared(pair, texts_of)
        if best is not None and is_copy(best):
            return best.share, reasons.shared_words(best, names)
    return 0.0, ()


def _most_shared(pair: tuple[int, int], texts_of: Mapping[int, Sequence[Comparable]]) -> Shared | None:
    found = []
    for one in texts_of.get(pair[0], ()):
        for other in texts_of.get(pair[1], ()):
            runs = runs_of([one.words, other.words])
            found.append(share(runs.of(0), runs.of(1), pair))
    return max(found, key=lambda one: one.share, default=None)


def _name(story: int) -> str:
    return ids.spoken("story", story)
