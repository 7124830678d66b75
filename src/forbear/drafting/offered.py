"""An offer judged, in words: the answer, the terms, what to ask for instead, and where each way leads."""

from collections.abc import Sequence

from forbear.assessment.offer import CounterOffer, OfferFinding, plain
from forbear.assessment.paths import Move, PathFinding, Said
from forbear.assessment.terms import TermFinding
from forbear.assessment.words import TOPICS, sentence

ANSWERS = {
    "accept": "ACCEPT – once the client has consented and the terms are in writing",
    "counter": "COUNTER – not as it stands",
    "oppose": "OPPOSE",
    "ask-first": "ASK FIRST – do not answer yet",
    "not-judged": "not judged: counsel must",
}


IN_A_CORRIDOR = ("work_authorization", "expedited_removal_exposure", "detention", "asylum_clock", "appeal_rights")


def term_words(term: TermFinding) -> str:
    """One of their terms, and what it means."""
    if term.term is None:
        return f"“{term.words}” – {ANSWERS[term.answer]}"
    return f"{sentence(plain(term.term))} (“{term.words}”) – {term.answer}: {term.meaning}"


def counter_words(item: CounterOffer) -> str:
    """What to ask for instead or besides, and why they could agree."""
    how = f" Granted: {item.realistic.replace('-', ' ')}." if item.realistic else ""
    return f"{item.title} – {item.ask}; {item.because}. Why they could agree: {' '.join(item.why_they_could_agree)}{how}"


def writing_title(found: OfferFinding) -> str:
    """Over what to get in writing."""
    return "If it comes to it all the same, get in writing" if found.answer == "oppose" else "Get in writing"


def way(path: PathFinding) -> list[str]:
    """One way: where it leads, what it opens and closes, the topics that matter in a corridor, and who can undo it."""
    lines = [f"{path.state_title}. {path.meaning}" if path.state else sentence(path.state_because)]
    lines += [f"Opens: {_effects(path.opens)}"] if path.opens else []
    lines += [f"Closes: {_effects(path.closes)}"] if path.closes else []
    lines += [
        f"{TOPICS[topic]}: {path.consequences[topic].effect}" + _mark(path.consequences[topic].known, path.consequences[topic].confidence)
        for topic in IN_A_CORRIDOR
        if topic in path.consequences
    ]
    lines += [f"Left reversible: {_effects(path.reversible)}"] if path.reversible and path.state else []
    lines += [f"Undone by {_undoing(move)}" for move in path.undone_by]
    return lines


def _effects(items: Sequence[Said]) -> str:
    return "; ".join(item.effect.rstrip(".") + _mark(item.known, item.confidence) for item in items)


def _undoing(move: Move) -> str:
    text = f"{move.who}: {move.how} → {move.to_title}" if move.who else move.how
    return text + (f". Guard: {move.guard}" if move.guard else "") + _mark(move.known, move.confidence)


def _mark(known: str, confidence: str) -> str:
    return (" [not known whether it reaches the case]" if known == "unknown" else "") + (" [recalled]" if confidence == "recalled" else "")
