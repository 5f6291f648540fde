"""Turn counts into shares with bounds; values in, values out."""

from __future__ import annotations

from outspoken.estimates import Estimate, shown


def share(part: Estimate, whole: Estimate) -> Estimate:
    """Return part of whole as a share, with bounds that hold however the doubts of both turn out.

    They are the widest possible: the least of the part over the most of the whole, and the reverse.

    >>> some, all = Estimate(3, 2, 4, 8, "persons"), Estimate(8, 8, 10, 8, "persons")
    >>> found = share(some, all)
    >>> found.value, found.low, found.high
    (0.375, 0.2, 0.5)
    """
    low = (part.low or 0) / whole.high if whole.high else None
    high = min(1.0, (part.high or 0) / whole.low) if whole.low else (1.0 if whole.high else None)
    value = (part.value or 0) / whole.value if whole.value else None
    return Estimate(value, low, high, whole.n, part.unit, caveat=part.caveat)


def bounded(estimate: Estimate | None) -> str:
    """Print a count with its bounds, in signs that need no translation; nothing for no estimate.

    >>> bounded(Estimate(6, 5, 6, 6, "persons"))
    '6 (5–6)'
    """
    if estimate is None:
        return ""
    said = shown(estimate.value)
    return said if estimate.sure else f"{said} ({shown(estimate.low)}–{shown(estimate.high)})"


def in_per_cent(estimate: Estimate) -> str:
    """Print a share in per cent, with its bounds if there is room between them.

    >>> in_per_cent(Estimate(0.375, 0.2, 0.5, 8, "persons"))
    '37.5 % (20.0–50.0)'
    """
    if estimate.value is None:
        return "–"
    said = f"{estimate.value * 100:.1f} %"
    return said if estimate.sure else f"{said} ({(estimate.low or 0) * 100:.1f}–{(estimate.high or 0) * 100:.1f})"
