"""What was looked at, how it stands, and what to do."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "look", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `said` is what was found, `do` what to do about it, empty where all is well."""

    id: str
    state: State
    said: str
    do: str = ""


def well(id: str, said: str) -> Finding:
    """All is well."""
    return Finding(id, "ok", said)


def look(id: str, said: str, do: str) -> Finding:
    """It goes on, and somebody should look at it."""
    return Finding(id, "look", said, do)


def wrong(id: str, said: str, do: str) -> Finding:
    """Data or people are at risk, or the office will not run."""
    return Finding(id, "wrong", said, do)
