"""Where did the log end once? What a copy or an export keeps, to compare with later."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class End:
    """The number of the last line, and its mark."""

    seq: int
    mark: str
