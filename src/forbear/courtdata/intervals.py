"""How sure is a share or a rate? Wilson and Byar intervals at 95%, widened where people are not independent.

Families share one fate, so counting people makes an interval too narrow. The design effect says how much: the variance over leads
(families), divided by what it would be if all were independent. The interval is that of as many independent people as there are in
effect.
"""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054  # the normal quantile of a two-sided 95% interval


@dataclass(frozen=True, slots=True)
class Sums:
    """Over the leads of a cell: events k, cases (or case-years) n, how many leads, and the sums of k², kn and n²."""

    k: float
    n: float
    leads: int
    kk: float
    kn: float
    nn: float

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def wilson(k: float, n: float) -> tuple[float, float]:
    """The Wilson interval of k of n; both may be effective counts. Nothing observed says nothing: 0 to 1."""
    if n <= 0:
        return 0.0, 1.0
    p, zz = k / n, Z * Z / n
    middle, half = (p + zz / 2) / (1 + zz), Z * sqrt(max(0.0, p * (1 - p) / n + zz / (4 * n))) / (1 + zz)
    return (0.0 if k <= 0 else max(0.0, middle - half)), (1.0 if k >= n else min(1.0, middle + half))


def byar(k: float, years: float) -> tuple[float, float]:
    """Byar's interval of a rate: k events in so many case-years; both may be effective."""
    if years <= 0:
        return 0.0, float("inf")
    low = k * max(0.0, 1 - 1 / (9 * k) - Z / (3 * sqrt(k))) ** 3 if k > 0 else 0.0
    high = (k + 1) * (1 - 1 / (9 * (k + 1)) + Z / (3 * sqrt(k + 1))) ** 3
    return low / years, high / years


def share_effect(sums: Sums) -> float:
    """The design effect of a share, at least 1. Where all or none ended so, families are counted as one each."""
    if sums.n <= 0:
        return 1.0
    p = sums.k / sums.n
    alike = sums.nn / sums.n  # what it is if families never differ
    if not 0 < p < 1 or sums.leads < 2:
        return max(1.0, alike)
    spread = sums.kk - 2 * p * sums.kn + p * p * sums.nn
    return max(1.0, spread / (sums.n * p * (1 - p)))


def rate_effect(sums: Sums) -> float:
    """The design effect of events per case-year, at least 1."""
    if sums.k <= 0 or sums.n <= 0 or sums.leads < 2:
        return 1.0
    r = sums.k / sums.n
    spread = sums.kk - 2 * r * sums.kn + r * r * sums.nn
    return max(1.0, spread / sums.k)
