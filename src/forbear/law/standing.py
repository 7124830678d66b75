"""Can an authority be cited as law on a day in a circuit? Whether it stands, in what word, and why."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from forbear.law.authority import Authority, Version
from forbear.law.corpus import Corpus

NOT_YET, ENDED, NOT_FOLLOWED, ELSEWHERE, UNCERTAIN = "not_yet", "ended", "not_followed", "elsewhere", "uncertain"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an authority stands: the data's own word, or one of those above. `over`: it has ended, or not begun, or is rejected there."""

    status: str
    stands: bool
    because: str
    over: bool = False


def standing(corpus: Corpus, entry: Authority, on: dt.date, circuit: str | None) -> Standing:
    """How an authority stands on a day in a circuit; where the circuit is not known, what differs by circuit is only said."""
    status = entry.status(on)
    if status != "in_force":
        word = status or (ENDED if any(past.end and past.end <= on for past in entry.in_force) else NOT_YET)
        return Standing(word, False, _ended(corpus, entry, on), over=True)
    if circuit and entry.circuits and circuit not in entry.circuits:
        reach = ", ".join(entry.circuits)
        why = f"{entry.cite} is law in circuit {reach}; this case is in circuit {circuit}. It can only persuade there."
        return Standing(ELSEWHERE, False, why)
    rejecting = list(_rejecting(corpus, entry, on, circuit))
    if circuit and rejecting:
        return Standing(NOT_FOLLOWED, False, f"{entry.cite} is not followed in circuit {circuit}: {rejecting[0].cite}.", over=True)
    if doubt := entry.doubt(on, circuit):
        return Standing(UNCERTAIN, False, f"Its standing is not certain. {doubt}.")
    return Standing("in_force", True, _since(entry, on, rejecting))


def of_version(entry: Authority, version: Version, on: dt.date) -> Standing | None:
    """How one version of an instrument stands where that differs from the entry: not yet begun, or followed by another."""
    if on < version.start:
        return Standing(NOT_YET, False, f"{version.id} is not yet law on {on}; it begins on {version.start}.", over=True)
    after = [other for other in entry.versions if version.start < other.start <= on]
    if after:
        first = min(after, key=lambda other: other.start)
        return Standing("superseded", False, f"{version.id}: superseded since {first.start} by {first.id}.", over=True)
    return None


def successors(corpus: Corpus, names: Iterable[str], on: dt.date, circuit: str | None) -> list[Authority]:
    """What governs in the place of authorities that do not stand: their successors that are law on the day in the circuit."""
    known, names = corpus.authorities, list(names)
    heirs: dict[str, None] = {}
    for name in names:
        period = known[name].period(on)
        heirs |= dict.fromkeys([*known[name].superseded_by, *([period.by] if period and period.by and period.status != "in_force" else [])])
    return [known[heir] for heir in heirs if heir in known and heir not in names and known[heir].binds(on, circuit)]


def _since(entry: Authority, on: dt.date, rejecting: list[Authority]) -> str:
    period = entry.period(on)
    assert period
    about = " (date inferred)" if period.approximate else ""
    words = f"In force since {period.start}{about}." if period.start else "In force."
    if entry.circuits:
        words += f" It is law in circuit {', '.join(entry.circuits)} only."
    if rejecting:
        words += f" Not followed in circuit {', '.join(dict.fromkeys(name for each in rejecting for name in each.circuits))}."
    return words


def _ended(corpus: Corpus, entry: Authority, on: dt.date) -> str:
    period = entry.period(on)
    if period is None:
        last = next((past for past in reversed(entry.in_force) if past.end and past.end <= on), None)
        if last:
            return f"{entry.cite} ended on {last.end}."
        first = next((later.start for later in entry.in_force if later.start), None)
        return f"{entry.cite} is not yet law on {on}; " + (f"it begins on {first}." if first else "it is pending.")
    by = corpus.authorities.get(period.by or "")
    who = f" by {by.cite}" if by and by.id != entry.id else ""
    about = " (date inferred)" if period.approximate else ""
    since = f" since {period.start}{about}" if period.start else ""
    return f"{entry.cite}: {period.status.replace('proposed', 'only proposed')}{since}{who}."


def _rejecting(corpus: Corpus, entry: Authority, on: dt.date, circuit: str | None) -> Iterable[Authority]:
    """The decisions of the circuit (of all, where it is not known) whose entries say that they reject this one."""
    if not entry.cite.startswith("Matter of ") or entry.circuits:
        return
    name = re.escape(entry.cite.split(",")[0].removeprefix("Matter of "))
    says = re.compile(rf"\b(?:rejects|declines to follow|does not follow|abrogates)\s+(?:Matter of\s+)?{name}(?![\w-])", re.I)
    for each in corpus.authorities.values():
        reaches = circuit in each.circuits if circuit else bool(each.circuits)
        if reaches and each.status(on) == "in_force" and says.search(each.summary):
            yield each
