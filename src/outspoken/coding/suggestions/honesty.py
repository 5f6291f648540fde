"""Say, code by code, how far the machine can be trusted, by what it had not learnt from."""

from __future__ import annotations

import numpy as np

from outspoken.coding.suggestions.calibration import Floats, average_precision, calibration_error
from outspoken.coding.suggestions.records import SURE, Honesty

FEWEST = 5
"""With fewer positives nothing is learnable."""
TIMES_GUESSING = 2.0


def honesty(code: str, chances: Floats, yes: Floats) -> Honesty:
    """Measure one code on left-out chances and people's answers (1 and 0)."""
    positives = int(yes.sum())
    if not len(yes):
        return Honesty(code, 0, 0, None, None, None, None, 0, False, "Nobody has coded it yet.")
    precision = average_precision(chances, yes)
    share = positives / len(yes)
    sure = chances >= SURE
    why = ""
    if positives < FEWEST:
        why = f"Only {positives} of {len(yes)} coded narratives have it; {FEWEST} are the least."
    elif precision is not None and precision < min(TIMES_GUESSING * share, (1 + share) / 2):
        why = f"It ranks little better than guessing: average precision {precision:.2f}, guessing {share:.2f}."
    return Honesty(
        code,
        len(yes),
        positives,
        precision,
        share,
        calibration_error(chances, yes) if len(yes) >= 10 else None,
        float(np.mean(yes[sure])) if sure.any() else None,
        int(sure.sum()),
        not why,
        why,
    )
