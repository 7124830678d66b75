"""How do many lines reach the disk at once? Whoever's turn it is writes the lines of all who wait, so that nobody waits for more than two.

Each caller goes on only when its own line is on the disk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.db import connection

from forbear.office.turns import in_turn


@dataclass(slots=True, eq=False)
class _Waiting:
    write: Callable[[], object]
    done: bool = False
    failed: BaseException | None = None


_waiting: list[_Waiting] = []
_list, _turn = Lock(), Lock()


def write_together(write: Callable[[], object]) -> None:
    """Runs a writing in a transaction shared with all that wait in this process. Within a transaction it becomes a part of that one.

    Raises what the transaction raised, for all whose lines were in it.
    """
    if connection.in_atomic_block:
        write()
        return
    mine = _Waiting(write)
    with _list:
        _waiting.append(mine)
    with _turn:
        if not mine.done:
            _write_all()
    if mine.failed is not None:
        raise mine.failed


def _write_all() -> None:
    """Writes whatever waits. Where no turn is to be had at all, everyone who waits is told."""
    taken: list[_Waiting] = []
    failed: BaseException | None = None
    try:
        with in_turn():
            taken = _take()
            for each in taken:
                each.write()
    except BaseException as error:
        failed = error
        taken = taken or _take()
    for each in taken:
        each.failed, each.done = failed, True


def _take() -> list[_Waiting]:
    with _list:
        taken = _waiting[:]
        _waiting.clear()
    return taken
