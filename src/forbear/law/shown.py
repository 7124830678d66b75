"""How is the law shown to whoever asks, a person or a program? What governed, one entry, what must be looked at again, as plain data."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from forbear.law.authority import Authority
from forbear.law.corpus import Corpus, current_as_of, stale
from forbear.law.entry import Entry
from forbear.law.office import BY_OFFICE, days_off
from forbear.law.regime import Answer, Overlay


def governing(corpus: Corpus, actor: str, on: dt.date, circuit: str | None, topic: str | None) -> dict[str, Any]:
    """The regime, its authorities in force, what else is in force on the topic, the overlays, and what is uncertain."""
    found = corpus.on(on, circuit, actor=actor)
    more = corpus.about(topic, on, circuit) if topic else []
    entries = [*found.authorities, *(entry for entry in more if entry not in found.authorities)]
    differ = (
        [entry for entry in corpus.authorities.values() if topic in entry.used_for and circuit in entry.uncertain_circuits] if topic else []
    )
    doubts = [*found.uncertain, *(doubt for entry in differ if (doubt := entry.doubt(on, circuit)))]
    doubts += [doubt for entry in more if entry not in differ and (doubt := entry.doubt(on, circuit))]
    regime = found.regime
    return {
        "actor": actor,
        "on": on,
        "regime": regime.id if regime else None,
        "posture": regime.posture if regime else None,
        "ask": regime.ask if regime else None,
        "from": regime.start if regime else None,
        "to": regime.end if regime else None,
        "authorities": [_standing(entry, on) for entry in entries],
        "not_in_force": [_standing(entry, on) for entry in found.not_in_force],
        "overlays": [_answered(corpus, item, answer, on) for item, answer in found.overlays],
        "current_as_of": current_as_of(entries, on),
        "stale": [entry.id for entry in stale(entries, on)],
        "changed_by_office": corpus.changed_by_office(on),
        "office_notes": [_plain(note) for note in corpus.notes if note.holds(on)],
    } | ({"uncertain": "; ".join(dict.fromkeys(doubts))} if doubts else {})


def as_shown(shelf: str, entry: Entry) -> dict[str, Any]:
    """An entry as it is shown: always with its periods, sources, confidence and age."""
    data = _without_empty(_plain(entry))
    keep = {"sources": _plain(entry.sources), "confidence": entry.confidence, "current_as_of": entry.current_as_of, "list": shelf}
    if hasattr(entry, "in_force"):
        keep["in_force"] = [
            {"from": period.start, "to": period.end, "status": period.status, "by": period.by}
            | ({"approximate": True} if period.approximate else {})
            | ({"note": period.note} if period.note else {})
            for period in entry.in_force
        ]
    return {"id": entry.id, **data, **keep}


def overdue(corpus: Corpus, on: dt.date) -> list[dict[str, Any]]:
    """The open-ended entries that are overdue on the day, oldest first, with where to look."""
    entries = sorted(stale(corpus.authorities.values(), on), key=lambda entry: str(entry.current_as_of or ""))
    return [
        {"id": entry.id, "cite": entry.cite, "current_as_of": entry.current_as_of, "recheck_days": entry.recheck_days}
        | {"look_at": [source.url for source in entry.sources] + entry.related_reading}
        for entry in entries
    ]


def _answered(corpus: Corpus, item: Overlay, answer: Answer | None, on: dt.date) -> dict[str, Any]:
    """What an overlay answers; not known where it rests on an authority that the office has taken out of force on the day."""
    said: dict[str, Any] = {"id": item.id, "title": item.title, "live": None, "answer": "", "by": "", "note": ""}
    if answer is None:
        return said
    said["by"] = answer.by
    if answer.by and any(span.holds(on) for span in days_off(corpus.authorities[answer.by])):
        return said | {"note": f"the answer on file rests on {answer.by}, which this office has changed; correct it in regimes.yaml"}
    return said | {"live": answer.live, "answer": answer.answer, "note": answer.note}


def _standing(entry: Authority, on: dt.date) -> dict[str, Any]:
    period = entry.period(on)
    return {"id": entry.id, "cite": entry.cite, "status": entry.status(on) or "not yet"} | (
        {"note": period.note} if period and period.note.startswith(BY_OFFICE) else {}
    )


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value, builtin_types=(dt.date,))


def _without_empty(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value not in ("", [], {}, None, False)}
