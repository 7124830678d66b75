"""Is everything that a text cites in force on a day and in a circuit? To be asked of every paper before it leaves.

A cite that the corpus does not hold is not called sound: it is to be read in the source. What can be seen to be wrong in the cite
itself, a name that is not that of the page, a year, a pin before the first page, an Act and a Code that do not match, is said too.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from forbear.law.authority import Authority
from forbear.law.citing import Cite
from forbear.law.corpus import Corpus
from forbear.law.plain import PLAIN
from forbear.law.reporters import other_decisions
from forbear.law.resolving import Cited, Meant, bearing, cited, held_of, in_code, same_section
from forbear.law.standing import Standing, of_version, standing, successors

UNKNOWN, EXHIBIT = "unknown", "exhibit"
NOT_HELD = "Not in the corpus: read it in the source before relying on it."
SIDE_BY_SIDE = re.compile(r",?\s*[(\[]?\s*")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The law, the day and the circuit, if known."""

    corpus: Corpus
    on: dt.date
    circuit: str | None


class CiteFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One cite and how what it cites stands. `start` and `end` count characters of the text; `text` is what stands there.

    `status` is the corpus's own word, or not_yet, ended, not_followed (rejected in the circuit), elsewhere (law of other circuits only),
    uncertain, unknown (not in the corpus), exhibit. `ok` is whether it may be cited as law as it stands; an exhibit may. `id` is the
    entry judged, `also` others that the words may mean, `recheck` the day by which the entry must be looked at again.
    """

    cite: str
    id: str | None
    status: str
    start: int
    end: int
    because: str
    text: str
    kind: str
    how: str
    pin: str
    ok: bool
    also: list[str]
    superseded_by: list[str]
    confidence: str | None
    recheck: dt.date | None


def check_cites(text: str, corpus: Corpus, on: dt.date, circuit: str | None = None) -> list[CiteFinding]:
    """Every authority and exhibit that a text cites, in its order. Without a circuit, what differs by circuit is only said."""
    found = cited(text, corpus)
    found += [Cited(cite, (frozenset(),)) for cite in other_decisions(text, [each.cite for each in found])]
    found.sort(key=lambda each: each.cite.start)
    before: list[Cited | None] = [None, *found]
    asked = _Asked(corpus, on, circuit)
    return [_finding(text, each, last, asked) for last, each in zip(before, found, strict=False)]


def _finding(text: str, each: Cited, last: Cited | None, asked: _Asked) -> CiteFinding:
    cite, corpus = each.cite, asked.corpus
    judged, meant = _judged(each, asked)
    entry = corpus.authorities[meant.id] if meant else None
    mistakes = list(_mistakes(text, cite, last, entry if meant and meant.how == "own" else None, corpus))
    others = sorted({other.id for other in each.meant} - ({meant.id} if meant else set()))
    heirs = successors(corpus, [meant.id], asked.on, asked.circuit) if meant and not judged.stands else []
    said = [*mistakes, judged.because, *_more(each, meant, others, asked), *(_old(entry, asked.on) if entry and judged.stands else ())]
    if other := [heir.cite for heir in heirs if heir.cite not in judged.because]:
        said.append(f"See {'; '.join(other)}.")
    return CiteFinding(
        cite=cite.cite,
        id=meant.id if meant else None,
        status=judged.status,
        start=cite.start,
        end=cite.end,
        because=" ".join(said),
        text=text[cite.start : cite.end],
        kind=cite.kind,
        how=cite.how,
        pin=cite.pin,
        ok=judged.stands and not mistakes,
        also=others,
        superseded_by=[heir.id for heir in heirs],
        confidence=entry.confidence if entry else None,
        recheck=_recheck(entry) if entry else None,
    )


def _judged(each: Cited, asked: _Asked) -> tuple[Standing, Meant | None]:
    """The standing that decides: of alternatives the best, of a range the worst that the corpus knows, its ends included."""
    if each.cite.kind == "exhibit":
        return Standing(EXHIBIT, True, "An exhibit: see that the packet holds it, and that page."), None
    ends = {0, len(each.places) - 1}
    decided = [
        _best(place, asked) if place else (_unknown(each.cite, asked.corpus), None)
        for number, place in enumerate(each.places)
        if place or number in ends
    ]
    return min(decided, key=lambda pair: (pair[0].stands, pair[1] is not None))


def _best(place: Iterable[Meant], asked: _Asked) -> tuple[Standing, Meant]:
    """Of entries that a cite may mean the one that stands, else the youngest."""
    ranked = [(_stands(meant, asked), meant) for meant in place]
    return max(ranked, key=lambda pair: (pair[0].stands, _begun(asked.corpus.authorities[pair[1].id]), pair[1].id))


def _begun(entry: Authority) -> dt.date:
    return (entry.in_force[0].start if entry.in_force else None) or dt.date.min


def _stands(meant: Meant, asked: _Asked) -> Standing:
    entry = asked.corpus.authorities[meant.id]
    if meant.how == "mention":
        why = f"The corpus only names it, in the entry of {entry.cite}: read there and in the source how it stands."
        return Standing(UNKNOWN, False, why)
    own = of_version(entry, meant.version, asked.on) if meant.version else None
    return own or standing(asked.corpus, entry, asked.on, asked.circuit)


def _unknown(cite: Cite, corpus: Corpus) -> Standing:
    namesakes = sorted(corpus.authorities[name].cite for name in bearing(corpus, cite.name)) if cite.name else []
    if namesakes:
        known = "; ".join(namesakes)
        return Standing(UNKNOWN, False, f"{NOT_HELD} It knows the name from {known}: another decision, or a wrong number.")
    beside = sorted({corpus.authorities[name].cite for name in held_of(corpus, cite.keys[0])})
    if beside:
        return Standing(UNKNOWN, False, f"{NOT_HELD} Of that section it holds {'; '.join(beside)}.")
    return Standing(UNKNOWN, False, NOT_HELD)


def _more(each: Cited, meant: Meant | None, others: Sequence[str], asked: _Asked) -> Iterator[str]:
    """What else must be known of an answer: that it is for a part only, for several instruments, or for one of a name."""
    if meant is None:
        return
    corpus, entry = asked.corpus, asked.corpus.authorities[meant.id]
    if meant.how == "part":
        held = "; ".join(sorted(corpus.authorities[name].cite for name in (meant.id, *others)))
        yield f"The corpus holds only a part of what is cited: {held}."
    elif others and each.cite.how == "name":
        yield f"The name fits several: {'; '.join(corpus.authorities[name].cite for name in (meant.id, *others))}. Cite the number."
    if meant.how == "shared":
        yield f"One entry stands for several instruments ({entry.cite}): see in the source that this one is meant."


def _old(entry: Authority, on: dt.date) -> Iterator[str]:
    """That an answer rests on an entry that is overdue."""
    period = entry.period(on)
    if period and period.end is None and entry.stale(on):
        seen = f"last looked at on {entry.current_as_of}" if entry.current_as_of else "never dated"
        yield f"The entry was {seen}: look at it again."


def _recheck(entry: Authority) -> dt.date | None:
    return entry.current_as_of + dt.timedelta(days=entry.recheck_days) if entry.current_as_of else None


def _mistakes(text: str, cite: Cite, last: Cited | None, entry: Authority | None, corpus: Corpus) -> Iterator[str]:
    """What is wrong with the cite itself, whatever it cites."""
    if entry and cite.how == "full" and cite.kind in ("decision", "docket"):
        words = set(_words(cite.name)) if cite.name.startswith("Matter of") or " v. " in cite.name else set()
        if words and not words & set(_words(entry.cite)):
            yield f"The name and the number do not belong together: the number is that of {entry.cite}."
        years = re.findall(r"\b(?:19|20)\d\d(?=\))", entry.cite)
        if cite.year and years and cite.year not in years and cite.kind == "decision":
            yield f"The year does not fit: the decision is {entry.cite}."
    if cite.keys[0][0] == "reporter" and cite.pin and cite.keys[0][3].isdigit():
        first, pin = int(cite.keys[0][3]), int(re.match(r"\d+", cite.pin)[0])  # type: ignore[index]
        if pin < first:
            yield f"The pin {pin} stands before the first page, {first}."
    code = in_code(corpus, last.cite.keys[0]) if last else ""
    listed = last is not None and not text[last.cite.start].isalpha()  # "INA 243(a), 274D, 8 USC 1253(a)": an item of a list has no fellow
    beside = last and code and not listed and cite.keys[0][:2] == ("usc", "8") and SIDE_BY_SIDE.fullmatch(text[last.cite.end : cite.start])
    if last and beside and not same_section(corpus, last.cite.keys[0], cite.keys[0]):
        yield f"{last.cite.cite} stands at 8 U.S.C. § {code}, not at § {cite.keys[0][2]}: one of the two is wrong."


def _words(name: str) -> list[str]:
    """The words of a name that tell it from another."""
    return [
        word for word in re.findall(r"[\w-]+", name.translate(PLAIN)) if word not in ("matter", "of", "v", "the", "and", "united", "states")
    ]
