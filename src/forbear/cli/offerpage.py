"""An offer judged, as a page to be read in a corridor: the answer first, then the words."""

import datetime as dt
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from forbear.assessment.matter import Matter
from forbear.assessment.offer import CounterOffer, OfferFinding, plain
from forbear.assessment.paths import Move, PathFinding, Said
from forbear.assessment.terms import TermFinding
from forbear.assessment.words import TOPICS, day, field_words, presumed, sentence, short_cite
from forbear.cli.page import GUIDANCE, judged_as_of

ANSWERS = {
    "accept": "ACCEPT – once the client has consented and the terms are in writing",
    "counter": "COUNTER – not as it stands",
    "oppose": "OPPOSE",
    "ask-first": "ASK FIRST – do not answer yet",
    "not-judged": "not judged: counsel must",
}


def print_offer(console: Console, matter: Matter, found: OfferFinding, *, today: dt.date) -> None:
    """The answer and its reason, the day, the words, the terms, what each way does to the client, and what to get in writing."""
    console.print(Text(f"Offer: {found.title} · {matter.case.name} · law of {day(matter.on)}", style="bold"))
    judged_as_of(console, matter.on, today)
    console.print()
    console.print(Text(ANSWERS[found.answer], style="bold"))
    console.print(Text(f"{sentence(found.because)}."))
    if found.to_learn:
        console.print(Text(f"Find out: {', '.join(dict.fromkeys(map(field_words, found.to_learn)))}."))
    by = f"Answer by {day(found.answer_by.date, matter.on)}" if found.answer_by.date else "No day to answer by"
    console.print(Text(f"{by}: {found.answer_by.because}."))
    console.print(Text(f"The client's consent: {sentence(found.consent.because)}."))
    _list(console, "Say now", found.say)
    _list(console, "Do not concede", found.do_not_concede)
    _list(console, "Their terms", map(_term, found.terms))
    _list(console, "Ask for instead, or besides", map(_counter, found.counter))
    if found.counter and found.policy_of_the_day:
        console.print(Padding(Text(f"Policy of the day: {found.policy_of_the_day}"), (0, 0, 0, 2)))
    _list(console, "If it comes to it all the same, get in writing" if found.answer == "oppose" else "Get in writing", found.in_writing)
    _way(console, "If accepted", found.accepting)
    _way(console, "If the case goes on", found.going_on)
    titles = {item.id: item.title for item in matter.corpus.warnings.values()}
    _list(console, "Tell the client", (titles[name] for name in found.warnings))
    _foot(console, matter, found)


def _term(term: TermFinding) -> str:
    if term.term is None:
        return f"“{term.words}” – {ANSWERS[term.answer]}"
    return f"{sentence(plain(term.term))} (“{term.words}”) – {term.answer}: {term.meaning}"


def _counter(item: CounterOffer) -> str:
    how = f" Granted: {item.realistic.replace('-', ' ')}." if item.realistic else ""
    return f"{item.title} – {item.ask}; {item.because}. Why they could agree: {' '.join(item.why_they_could_agree)}{how}"


def _way(console: Console, title: str, path: PathFinding) -> None:
    """One way: where it leads, what it opens and closes, the topics that matter in a corridor, and who can undo it."""
    lines = [f"{path.state_title}. {path.meaning}" if path.state else sentence(path.state_because)]
    lines += [f"Opens: {_effects(path.opens)}"] if path.opens else []
    lines += [f"Closes: {_effects(path.closes)}"] if path.closes else []
    lines += [
        f"{TOPICS[topic]}: {path.consequences[topic].effect}" + _mark(path.consequences[topic].known, path.consequences[topic].confidence)
        for topic in ("work_authorization", "expedited_removal_exposure", "detention", "asylum_clock", "appeal_rights")
        if topic in path.consequences
    ]
    lines += [f"Left reversible: {_effects(path.reversible)}"] if path.reversible and path.state else []
    lines += [f"Undone by {_undoing(move)}" for move in path.undone_by]
    _list(console, title, lines)


def _effects(items: Sequence[Said]) -> str:
    return "; ".join(item.effect.rstrip(".") + _mark(item.known, item.confidence) for item in items)


def _undoing(move: Move) -> str:
    text = f"{move.who}: {move.how} → {move.to_title}" if move.who else move.how
    return text + (f". Guard: {move.guard}" if move.guard else "") + _mark(move.known, move.confidence)


def _mark(known: str, confidence: str) -> str:
    return (" [not known whether it reaches the case]" if known == "unknown" else "") + (" [recalled]" if confidence == "recalled" else "")


def _list(console: Console, title: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if not lines:
        return
    console.print()
    console.print(Text(title, style="bold blue"))
    for line in lines:
        console.print(Padding(Text(f"· {line}"), (0, 0, 0, 2)))


def _foot(console: Console, matter: Matter, found: OfferFinding) -> None:
    console.print()
    if found.authorities:
        cites = [short_cite(matter.corpus.authorities[name].cite) for name in found.authorities[:6]]
        console.print(Text(f"Law: {'; '.join(cites)}"))
    if found.presumed:
        console.print(Text(f"Presumed not to have happened, since the file is silent: {presumed(found.presumed)}."))
    console.print(Text("[recalled] marks what has no source, or was written for another day's law: check it before relying on it."))
    console.print(Text(GUIDANCE, style="italic"))
