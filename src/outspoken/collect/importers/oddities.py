"""Find what only shows when all rows lie side by side: slips, two spellings, near twins.

Pure: takes what each column prints and in which rows, returns doubts. Nothing is settled
here; every doubt carries the printed value and the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from outspoken.collect.records import Doubt, DoubtKind, Row
from outspoken.study.settings import Footnote
from outspoken.text.dates import Reading, readings
from outspoken.text.letters import fold
from outspoken.text.likeness import alike, misspelt

Printed = Mapping[str, Sequence[str]]
"""What a column prints, and the keys of the rows that print it."""

_MOST_ROWS = 50
_MOST_OUTLETS = 1_000
_NEAR = 0.92


def date_readings(
    row: Row,
    pattern: str,
    index: int,
    same_date: Callable[[str], Sequence[Row]],
    context: Mapping[str, int],
    language: str = "en",
) -> tuple[Reading, ...]:
    """List what a row's impossible date may mean, with the rows that support a reading.

    `index` is the date's column; `same_date` finds the rows that print a given date;
    `context` are the columns (name and index) whose agreement makes such a row a witness.
    """

    def witness(mended: str) -> str | None:
        best: tuple[list[str], list[str]] = ([], [])
        for other in same_date(mended):
            shared = [name for name, index in context.items() if other.cells[index] == row.cells[index]]
            if shared and len(shared) > len(best[1]):
                best = ([other.key], shared)
            elif shared and shared == best[1]:
                best[0].append(other.key)
        keys, shared = best
        if not keys:
            return None
        return f"{name_rows(keys)}, same {' and '.join(shared)}, print{'s' if len(keys) == 1 else ''} {mended}"

    return readings(row.cells[index], pattern, witness, language)


def two_spellings(field: str, by_value: Mapping[str, Printed]) -> list[Doubt]:
    """Doubt every value that a column prints in two ways (Tunisia, Tunisian)."""
    doubts = []
    for forms in by_value.values():
        if len({fold(form) for form in forms}) < 2:
            continue
        spelled = sorted(forms, key=lambda form: (-len(forms[form]), form))
        rows = [key for form in spelled for key in forms[form]]
        listed = "; ".join(f"{form} ({name_rows(forms[form])})" for form in spelled)
        doubts.append(
            _doubt(
                DoubtKind.TWO_SPELLINGS,
                field,
                " / ".join(spelled),
                f"One value is printed in {len(spelled)} ways: {listed}.",
                rows,
            )
        )
    return doubts


def near_outlets(field: str, outlets: Printed) -> list[Doubt]:
    """Doubt outlets whose names nearly agree (NBC, NBC News); they stay two until settled."""
    names = sorted(outlets, key=fold)
    if len(names) > _MOST_OUTLETS:
        return []
    folded = [fold(name) for name in names]
    doubts = []
    for index, one in enumerate(folded):
        for place in range(index + 1, len(folded)):
            other = folded[place]
            if one != other and (other.startswith(one + " ") or alike(one, other, _NEAR)):
                pair = names[index], names[place]
                first, second = (f"{name} ({name_rows(outlets[name])})" for name in pair)
                rows = [*outlets[pair[0]], *outlets[pair[1]]]
                note = f"{first} and {second} may be one outlet."
                doubts.append(_doubt(DoubtKind.NEAR_OUTLETS, field, " / ".join(pair), note, rows))
    return doubts


def footnote_names(note: Footnote, names: Mapping[str, str]) -> list[Doubt]:
    """Doubt a name that a footnote spells differently from the rows it marks.

    `names` gives what each marked row prints in the footnote's column, by row key.
    """
    doubts = []
    for printed in note.names:
        near = misspelt(printed, list(names.values()))
        if near is None:
            continue
        rows = [key for key, name in names.items() if name == near.other]
        doubts.append(
            Doubt(
                "",
                DoubtKind.FOOTNOTE_NAME,
                note.column,
                printed,
                f"The footnote marked {note.mark} prints {printed}; {name_rows(rows)} prints {near.other}.",
                (Reading(near.other, f"as {name_rows(rows)} prints"), Reading(printed, "as the footnote prints")),
                tuple(rows),
            )
        )
    return doubts


def name_rows(keys: Sequence[str]) -> str:
    """Name rows in a sentence.

    >>> name_rows(["2", "18"]), name_rows(["38"])
    ('rows 2 and 18', 'row 38')
    """
    shown = [*keys[:_MOST_ROWS]]
    if len(keys) > _MOST_ROWS:
        return f"rows {', '.join(shown)} and {len(keys) - _MOST_ROWS} more"
    if len(shown) == 1:
        return f"row {shown[0]}"
    return f"rows {', '.join(shown[:-1])} and {shown[-1]}"


def _doubt(kind: DoubtKind, field: str, printed: str, note: str, rows: Sequence[str]) -> Doubt:
    return Doubt("", kind, field, printed, note, (), tuple(rows[:_MOST_ROWS]))
