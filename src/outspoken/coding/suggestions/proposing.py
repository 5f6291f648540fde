"""Let the machine read a study's texts: from what people coded to proposals, ready to be kept.

Pure: texts, codings and votes come in, rows for the record go out.
"""

from __future__ import annotations

import json

from outspoken.coding.codebook import Codebook
from outspoken.coding.suggestions.records import Material, Proposed
from outspoken.coding.suggestions.suggesting import learnt, prepared, suggestions
from outspoken.coding.suggestions.vectors import Encoder


def proposed(book: Codebook, material: Material, encoder: Encoder | None = None, at_least: float = 0.2) -> Proposed:
    """Propose codes for every narrative; nothing for a testimony and code that somebody has answered."""
    codes = list(book.codes())
    reading = prepared(codes, material.narratives, encoder)
    scores = learnt(reading, material.coded, material.votes)
    found = suggestions(reading, scores, at_least)
    rows = [
        {
            "testimony_id": int(one.narrative),
            "text_id": material.texts[one.narrative],
            "code": one.code,
            "confidence": one.confidence,
            "proposed": int(one.proposed),
            "start": one.start,
            "end": one.end,
            "quote": one.quote,
            "terms": json.dumps(one.terms, ensure_ascii=False),
        }
        for one in found.proposals
        if one.narrative not in material.coded or one.code not in material.coded[one.narrative].answers
    ]
    chances = tuple(
        (int(narrative), code, float(scores.apart[row, column]))
        for row, narrative in enumerate(scores.narratives)
        for column, code in enumerate(scores.codes)
    )
    name = found.suggester + (" + votes" if material.votes else "")
    return Proposed(name, found.honesty, tuple(rows), chances)
