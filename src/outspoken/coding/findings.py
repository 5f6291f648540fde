"""What coding has found, and how sure it is: agreement, disagreements, prevalence, and how it was done.

Agreement is worked out from blind codings alone: given in a blind round, by somebody who
had seen no suggestion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from outspoken.archive.store import read_text
from outspoken.coding import store
from outspoken.coding.agreement.alpha import nominal_alpha, set_alpha
from outspoken.coding.agreement.coefficients import brennan_prediger, fleiss, gwet, percent
from outspoken.coding.agreement.disagreements import Disagreement, disagreements
from outspoken.coding.agreement.estimates import agreement, passage_agreement
from outspoken.coding.agreement.passages import Marked
from outspoken.coding.agreement.ratings import Given, pairs_of, ratings_of, sets_of
from outspoken.coding.codebook import Codebook, read_codebook
from outspoken.coding.drawing import round_named
from outspoken.coding.prevalence import Item, Scope, prevalence
from outspoken.coding.records import Answer, Assignment, Coding, Round, Scheme
from outspoken.coding.rounds import store as rounds
from outspoken.coding.suggestions.learning import answer_of, coder_answer
from outspoken.coding.suggestions.store import latest_run, read_chances
from outspoken.errors import NotFound
from outspoken.estimates import Estimate
from outspoken.people.store import read_testimonies
from outspoken.study.actors import Actor
from outspoken.study.study import Study

COEFFICIENTS = {
    "Krippendorff's alpha": nominal_alpha,
    "Gwet's AC1": gwet,
    "percent": percent,
    "Fleiss' kappa": fleiss,
    "Brennan-Prediger": brennan_prediger,
}


SETS = "alpha of sets (MASI)"


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far coders agree on one code, or on all of them."""

    code: str
    """Empty for all codes together, taken as sets."""
    coders: tuple[str, ...]
    """Two for a pair; all otherwise."""
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Blind:
    """The blind codings of a study, laid out for comparison."""

    given: tuple[Given, ...]
    marked: tuple[tuple[str, Marked], ...]
    """Code, and where in one text each coder marked it."""


def agreement_on(
    study: Study,
    *,
    by: Actor,
    codes: Sequence[str] = (),
    round_name: str = "",
    version: int | None = None,
    pairs: bool = False,
) -> list[Agreed]:
    """Return how far coders agree, code by code, over all of them, and for each pair of coders if asked for.

    Raises:
        NotFound: if there is no such code or round.
    """
    book = read_codebook(study.folder)
    found = blind_codings(study, book, by=by, round_name=round_name, version=version)
    wanted = [_known(book, name) for name in codes] or [one.id for one in book.codes()]
    result = []
    for code in wanted:
        result += _on_code(found, code, pairs=pairs)
    return result if codes else [*result, _on_sets(found)]


def agreement_together(study: Study, *, by: Actor, round_name: str = "") -> Agreed:
    """Return how far coders agree on all codes at once, taken as sets.

    Raises:
        NotFound: if there is no such round.
    """
    return _on_sets(blind_codings(study, read_codebook(study.folder), by=by, round_name=round_name))


def disagreements_on(study: Study, *, by: Actor, code: str = "", round_name: str = "") -> list[Disagreement]:
    """Return where coders differ and nobody has settled it: flat contradictions first."""
    book = read_codebook(study.folder)
    with study.read(by=by) as connection:
        seen = _seen(connection, by, round_name)
    settled = {(one.testimony_id, one.code) for one in seen if one.settled}
    given = _answers([one for one in seen if (one.testimony_id, one.code) not in settled], {})
    known = {one.id for one in book.codes()}
    return [one for one in disagreements(given) if one.code in known and code in {"", one.code}]


def blind_codings(
    study: Study, book: Codebook, *, by: Actor, round_name: str = "", version: int | None = None
) -> Blind:
    """Return the blind codings that the actor may see."""
    with study.read(by=by) as connection:
        seen = _seen(connection, by, round_name)
        blind = {one.id for one in rounds.all_rounds(connection) if one.blind}
        people = {one.id: f"P{one.person_id}" for one in read_testimonies(connection)}
        used = [
            one
            for one in seen
            if one.round_id in blind and not (one.shown or one.settled or one.stale) and version in {None, one.version}
        ]
        marked = list(_marked(connection, book, used, people))
    return Blind(tuple(_answers(used, people)), tuple(marked))


def prevalence_on(
    study: Study, code: str, *, by: Actor, round_name: str = "", scope: Scope = Scope.COLLECTION
) -> Estimate:
    """Return how frequent a code is among all testimonies, from those drawn for coding and the machine's chances.

    Raises:
        NotFound: if there is no such code or round.
    """
    book = read_codebook(study.folder)
    name = _known(book, code)
    with study.read(by=by) as connection:
        people = {one.id: one.person_id for one in read_testimonies(connection)}
        run = latest_run(connection)
        chances = {number: chance for number, _, chance in read_chances(connection, run.id, name)} if run else {}
        turn = round_named(connection, round_name) if round_name else _latest_draw(rounds.all_rounds(connection))
        drawn = {one.testimony_id: one.chance for one in rounds.assignments_of(connection, turn.id)} if turn else {}
        codings = [one for one in _seen(connection, by, "") if one.code == name and not one.stale]
    mean = sum(chances.values()) / len(chances) if chances else 0.0
    about: dict[int, list[Coding]] = {}
    for one in codings:
        about.setdefault(one.testimony_id, []).append(one)
    items = [
        Item(
            chances.get(number, mean),
            answer_of(about.get(number, ()), name),
            drawn.get(number) if about.get(number) else None,
            f"P{person}",
        )
        for number, person in people.items()
    ]
    found = prevalence(items, scope, "testimonies") if items else Estimate(None, None, None, 0, "testimonies")
    return _with_caveats(found, turn, len(people), sum(number in drawn and number not in about for number in people))


def methods_text(study: Study, *, by: Actor) -> str:
    """Write how the coding was done, from what was done, for the methods section of a paper."""
    book = read_codebook(study.folder)
    with study.read(by=by) as connection:
        every = [(one, rounds.assignments_of(connection, one.id)) for one in rounds.all_rounds(connection)]
        versions = [one for one in store.versions(connection) if one.undone is None]
        run, seen = latest_run(connection), _seen(connection, by, "")
    codes = len(list(book.codes()))
    number = versions[-1].number if versions else book.version
    said = [f"Testimonies were coded by version {number} of a codebook (codes: {codes}, groups: {len(book.groups)})."]
    said += [_told(turn, tasks) for turn, tasks in every]
    settled = sum(one.settled for one in seen)
    accepted = sum(one.confidence is not None for one in seen)
    stale = sum(bool(one.stale) for one in seen)
    if settled:
        said.append(f"{settled} disagreements were settled by a named person; the coders' own answers are kept.")
    if run is not None:
        said.append(
            f"A machine ({run.suggester}) suggested codes with passages; suggestions are not counted. "
            f"{accepted} codings were accepted from suggestions."
        )
    if stale:
        said.append(f"{stale} codings were given by an earlier meaning of their code and wait to be coded again.")
    return " ".join(said)


def _told(turn: Round, tasks: Sequence[Assignment]) -> str:
    drawn = len({task.testimony_id for task in tasks})
    coders = len({task.coder for task in tasks})
    times = Counter(task.testimony_id for task in tasks)
    twice = sum(count > 1 for count in times.values())
    how = {
        Scheme.ALL: "all testimonies",
        Scheme.RANDOM: f"a simple random sample of {drawn} of {turn.population} testimonies (seed {turn.seed})",
        Scheme.STRATIFIED: f"a stratified random sample of {drawn} of {turn.population} testimonies (seed {turn.seed})",
        Scheme.MIXED: f"{drawn} of {turn.population} testimonies, half drawn at random, half those about which the "
        "machine was least sure",
        Scheme.PICKED: f"{drawn} testimonies picked by the team",
    }[turn.scheme]
    blind = "blind of each other and of all suggestions" if turn.blind else "not blind"
    return f"In the round “{turn.name}”, {coders} coders coded {how}, {twice} of them twice or more, {blind}."


def _with_caveats(found: Estimate, turn: Round | None, total: int, waiting: int) -> Estimate:
    said = [found.caveat] if found.caveat else []
    if turn is not None and turn.population != total:
        said.append(f"There were {turn.population} testimonies when the sample was drawn; there are {total} now.")
    if waiting:
        said.append(f"{waiting} that were drawn are not coded yet; if these differ, the share is off.")
    return Estimate(found.value, found.low, found.high, found.n, found.unit, found.method, " ".join(said))


def _on_code(found: Blind, code: str, *, pairs: bool) -> list[Agreed]:
    stories, table = ratings_of(found.given, code)
    persons = _persons(found.given, stories)
    result = [Agreed(code, (), agreement(table, one, name, persons)) for name, one in COEFFICIENTS.items()]
    texts = [marked for name, marked in found.marked if name == code]
    if texts:
        result.append(Agreed(code, (), passage_agreement(texts)))
    for pair in pairs_of(one for one in found.given if one.code == code) if pairs else ():
        rows = [one for one in found.given if one.code == code and one.coder in pair]
        together, both = ratings_of(rows, code)
        result.append(
            Agreed(code, pair, agreement(both, nominal_alpha, "Krippendorff's alpha", _persons(rows, together)))
        )
    return result


def _on_sets(found: Blind) -> Agreed:
    stories, table = sets_of(found.given)
    return Agreed("", (), agreement(table, set_alpha, SETS, _persons(found.given, stories), None))


def _persons(given: Iterable[Given], stories: Sequence[str]) -> list[str]:
    named = {one.story: one.person for one in given}
    return [named.get(story, "") for story in stories]


def _answers(codings: Iterable[Coding], people: dict[int, str]) -> list[Given]:
    about: dict[tuple[int, str, str], list[Coding]] = {}
    for one in codings:
        if not one.settled:
            about.setdefault((one.testimony_id, one.coder, one.code), []).append(one)
    return [
        Given(f"T{testimony}", coder, code, coder_answer(given), people.get(testimony, ""))
        for (testimony, coder, code), given in about.items()
    ]


def _marked(
    connection: Connection, book: Codebook, used: Sequence[Coding], people: dict[int, str]
) -> Iterable[tuple[str, Marked]]:
    """Yield for each code and each text with marks: where each coder of the testimony marked it."""
    places = store.quotes_of(connection, [one.passage_id for one in used if one.passage_id])
    coders: dict[int, set[str]] = {}
    for one in used:
        coders.setdefault(one.testimony_id, set()).add(one.coder)
    texts = store.current_texts(connection, list(coders)) if any(one.passage_id for one in used) else {}
    for testimony, text in texts.items():
        length = len(read_text(connection, text).words)
        for code in (one.id for one in book.codes()):
            spans: dict[str, list[tuple[int, int]]] = {coder: [] for coder in sorted(coders[testimony])}
            for one in used:
                place = places.get(one.passage_id or 0)
                here = one.testimony_id == testimony and one.code == code and one.answer is Answer.YES
                if here and place and place[0] == text:
                    spans[one.coder].append((place[1], place[2]))
            yield code, Marked(f"T{testimony}", length, spans, people.get(testimony, ""))


def _seen(connection: Connection, by: Actor, round_name: str) -> list[Coding]:
    hidden = rounds.hidden_from(connection, by.name)
    turn = round_named(connection, round_name).id if round_name else None
    return [
        one
        for one in store.codings_in_force(connection)
        if (one.testimony_id not in hidden or (one.coder == by.name and not one.settled))
        and (turn is None or one.settled or one.round_id == turn)
    ]


def _latest_draw(every: Sequence[Round]) -> Round | None:
    return next((one for one in reversed(every) if one.scheme is not Scheme.PICKED), None)


def _known(book: Codebook, name: str) -> str:
    found = book.code(name)
    if found is None:
        raise NotFound(f"codebook.yaml has no code {name!r}.", "List them with `outspoken coding codebook`.")
    return found.id
