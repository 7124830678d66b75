"""How does memory forget what was destroyed? Whatever keeps opened things says here how it is emptied; every process heeds one mark.

Two workers of one server do not share memory. Whoever destroys something touches a file in the home; each worker looks at it before it
reads a matter, and empties what it kept when the file is newer than what it last saw.
"""

from collections.abc import Callable
from threading import Lock

from forbear.office.place import current

MARK = ".forgotten"
_emptied: list[Callable[[], object]] = []
_seen: dict[str, int] = {}
_one_at_a_time = Lock()


def forgets(empty: Callable[[], object]) -> None:
    """Announces how something that keeps opened things is emptied."""
    _emptied.append(empty)


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
