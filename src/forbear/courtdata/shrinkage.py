"""What is a small cell's rate likely to be, given the court's and the nation's? Partial pooling; the raw figure always stands beside it.

A cell with few cases swings by chance. Its rate is drawn toward the mean of cells like it, the more so the fewer cases it has and the
more alike those cells are: beta-binomial for shares, gamma-Poisson for rates. How alike they are (the strength of the prior, in cases or
case-years) is estimated from the cells themselves by the greatest likelihood, and never counts for more than the cases behind its mean.
Cells of different strata are never drawn together.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

WEAKEST, STRONGEST = 0.5, 1e6  # cases (or case-years) that a prior may count for
Likelihood = Callable[[float, float, float, float], float]


@dataclass(frozen=True, slots=True)
class Cell:
    """Events k in n cases or case-years, both effective; the court, or None where courts are not told apart."""

    k: float
    n: float
    court: Hashable = None


@dataclass(frozen=True, slots=True)
class Pooled:
    """The prior's mean for a cell and its strength, in cases or case-years."""

    mean: float
    strength: float

    def counts(self, cell: Cell) -> tuple[float, float]:
        """The cell's counts with the prior's added: their ratio is the pooled rate."""
        return cell.k + self.mean * self.strength, cell.n + self.strength


def pool(cells: Sequence[Cell], *, share: bool = True) -> list[Pooled]:
    """The prior of each cell: its court's rate, itself drawn toward the nation's; or the nation's where courts are not told apart."""
    k, n = sum(cell.k for cell in cells), sum(cell.n for cell in cells)
    if n <= 0:
        return [Pooled(0.0, 0.0) for _ in cells]
    likelihood = _beta_binomial if share else _gamma_poisson
    nation = k / n
    totals: dict[Hashable, Cell] = {}
    for cell in cells:
        held = totals.get(cell.court, Cell(0.0, 0.0))
        totals[cell.court] = Cell(held.k + cell.k, held.n + cell.n, cell.court)
    if len(totals) in (1, len(cells)):  # a single level: cells toward the nation
        strength = min(n, _strength([(cell, nation) for cell in cells], likelihood))
        return [Pooled(nation, strength) for _ in cells]
    between = min(n, _strength([(total, nation) for total in totals.values()], likelihood))
    means = {court: (total.k + nation * between) / (total.n + between) for court, total in totals.items()}
    within = _strength([(cell, means[cell.court]) for cell in cells], likelihood)
    return [Pooled(means[cell.court], min(within, totals[cell.court].n + between)) for cell in cells]


def _strength(cells: Sequence[tuple[Cell, float]], likelihood: Likelihood) -> float:
    """The strength at which the cells are likeliest, by golden section over its logarithm."""
    telling = [(cell.k, cell.n, mean) for cell, mean in cells if cell.n > 0 and mean > 0]
    if len(telling) < 2:
        return STRONGEST

    def of(at: float) -> float:
        strength = exp(at)
        return sum(likelihood(k, n, mean, strength) for k, n, mean in telling)

    ratio, low, high = 0.6180339887498949, log(WEAKEST), log(STRONGEST)
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = of(left), of(right)
    for _ in range(24):
        if at_left >= at_right:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = of(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = of(right)
    return exp((low + high) / 2)


def _beta_binomial(k: float, n: float, mean: float, strength: float) -> float:
    """The log-likelihood of k of n, but for what does not hang on the strength."""
    if not 0 < mean < 1:
        return 0.0
    a, b = mean * strength, (1 - mean) * strength
    return lgamma(a + k) + lgamma(b + n - k) - lgamma(strength + n) - lgamma(a) - lgamma(b) + lgamma(strength)


def _gamma_poisson(k: float, years: float, mean: float, strength: float) -> float:
    """The log-likelihood of k events in so many case-years, but for what does not hang on the strength."""
    a = mean * strength
    return lgamma(a + k) - lgamma(a) + a * log(strength) - (a + k) * log(strength + years)
