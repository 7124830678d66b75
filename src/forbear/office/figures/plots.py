"""A rate with its interval as a line and a dot, drawn beside its number: no style within, so that the page's rules allow it."""

from dataclasses import dataclass

WIDE = 200  # units of the drawing


@dataclass(frozen=True, slots=True)
class Interval:
    """A rate from `low` to `high`, on a scale that ends at `most`; another rate, drawn toward all, may stand beside it."""

    rate: float
    low: float
    high: float
    most: float = 1.0
    pooled: float | None = None

    def _at(self, value: float) -> str:
        return f"{max(0.0, min(value / self.most, 1.0)) * WIDE:.1f}"

    @property
    def dot(self) -> str:
        """Where the rate stands."""
        return self._at(self.rate)

    @property
    def left(self) -> str:
        """Where the interval begins."""
        return self._at(self.low)

    @property
    def right(self) -> str:
        """Where the interval ends."""
        return self._at(self.high)

    @property
    def cross(self) -> str:
        """Where the pooled rate stands; empty without one."""
        return "" if self.pooled is None else self._at(self.pooled)


def scale(highest: list[float]) -> float:
    """The end of a scale on which all stand: a round number."""
    most = max(highest, default=1.0)
    return next((end for end in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0) if most <= end), float(int(most) + 1))
