"""How does memory forget what was destroyed? Opened things are `Kept`, or it is said here how they are emptied; all heed one mark.

Two workers of one server do not share memory. Whoever destroys something touches a file in the home; each worker looks at it before it
reads a matter, and empties what it kept when the file is newer than what it last saw.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from forbear.office.place import current

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MARK = ".forgotten"
_emptied: list[Callable[[], object]] = []
_seen: dict[str, int] = {}
_one_at_a_time = Lock()


def forgets(empty: Callable[[], object]) -> None:
    """Announces how something that keeps opened things is emptied."""
    _emptied.append(empty)


class Kept(Generic[K, V]):
    """Opened things in memory, shared by threads: above so many the one put longest ago goes; all go when something was destroyed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[K, V] = {}
        self._one_at_a_time = Lock()
        forgets(self.clear)

    def get(self, key: K) -> V | None:
        """What is kept under a key, if it still is."""
        return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        """Keeps it as the newest, also where it was kept already."""
        with self._one_at_a_time:
            self._kept.pop(key, None)
            self._kept[key] = value
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]

    def clear(self) -> None:
        """Forgets all."""
        with self._one_at_a_time:
            self._kept.clear()


def forget() -> None:
    """Empties everything that this process keeps, and tells the others to do so before they next read a matter."""
    mark = current().home / MARK
    mark.touch(mode=0o600)
    _empty_all()


def heed() -> None:
    """Empties what this process keeps, where something was destroyed since it last looked."""
    mark = current().home / MARK
    try:
        touched = mark.stat().st_mtime_ns
    except OSError:
        return
    if _seen.get(str(mark)) != touched:
        with _one_at_a_time:
            _seen[str(mark)] = touched
        _empty_all()


def _empty_all() -> None:
    for empty in _emptied:
        empty()
