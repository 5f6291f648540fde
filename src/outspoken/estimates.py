"""A number with its bounds, its base, its method and its caveat: it never travels alone.

`low` and `high` are the least and the greatest value that the recorded doubts allow (who
is one person, which date is meant), or the ends of a confidence interval; `method` says
which. Intervals are for samples only: a study that holds every known case has no
sampling error, and its caveat says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

COUNTED = "counted"
WILSON = "Wilson interval"
EXACT = "Clopper-Pearson interval"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that says how sure it is."""

    value: float | None
    """The headline; None where nothing can be said."""
    low: float | None
    high: float | None
    n: int
    """How many units it is computed from."""
    unit: str
    """What is counted: persons, testimonies, stories or codings."""
    method: str = COUNTED
    caveat: str = ""

    @property
    def sure(self) -> bool:
        """Whether no recorded doubt and no sampling can move it."""
        return self.low == self.value == self.high

    def __str__(self) -> str:
        if self.value is None:
            return "cannot tell"
        if self.sure:
            return shown(self.value)
        return f"{shown(self.value)} ({shown(self.low)} to {shown(self.high)})"


def shown(value: float | None) -> str:
    """Print a count as a whole number and a share to three decimals.

    >>> shown(58), shown(0.586206), shown(None)
    ('58', '0.586', '–')
    """
    if value is None:
        return "–"
    return str(int(value)) if float(value).is_integer() else f"{value:.3f}"


def wilson(successes: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the score interval of a share, as two shares between 0 and 1.

    `successes` and `n` may be fractional (an effective sample size).

    >>> low, high = wilson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)

    Raises:
        ValueError: if n is not positive or successes lie outside 0..n.

    Wilson (1927), doi:10.1080/01621459.1927.10502953; the worked figure is from
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.
    """
    _refuse_impossible(successes, n)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = successes / n
    centre = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def clopper_pearson(successes: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a share, as two shares between 0 and 1.

    >>> low, high = clopper_pearson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2527, 0.3676)

    Raises:
        ValueError: if n is not positive or successes lie outside 0..n.

    Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404; the worked figure is from
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.
    """
    from scipy.stats import beta  # noqa: PLC0415 - half a second; only samples need it

    _refuse_impossible(successes, n)
    tail = (1 - confidence) / 2
    low = 0.0 if successes == 0 else float(beta.ppf(tail, successes, n - successes + 1))
    high = 1.0 if successes == n else float(beta.ppf(1 - tail, successes + 1, n - successes))
    return low, high


def _refuse_impossible(successes: float, n: float) -> None:
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share of anything")
