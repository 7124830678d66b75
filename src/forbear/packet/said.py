"""What is said of a packet once it is made."""

import datetime as dt
from typing import Any

import msgspec

from forbear.packet.packet import Packet
from forbear.problem import printable


def as_data(packet: Packet) -> dict[str, Any]:
    """A packet as plain data: its files with their true sizes, its index, what was looked at, and whether it may go out."""
    return {
        "case": packet.brief.matter.case.name,
        "on": packet.brief.matter.on,
        "form": packet.brief.form,
        "files": [
            {"path": printable(str(part.path)), "pages": part.pages, "bytes": part.bytes, "from": part.first, "to": part.last}
            for part in packet.parts
        ],
        "index": _plain(list(packet.index)),
        "papers": [
            {"kind": kind, "title": place.title, "from": place.first, "to": place.last} for kind, place in packet.laid.pages.papers.items()
        ],
        "checks": _plain(list(packet.checks)),
        "gate": _plain(packet.made.gate),
        "not_made": _plain(packet.made.not_made),
    }


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value, builtin_types=(dt.date,))
