"""Where does each choice lead, what does it open and close, and who can undo it? Going on without a request comes first.

The graph of the corpus is read for one case on one day. A way or an effect that does not reach the case is left out; where
that is not known it stays in, marked. One that rests only on law not in force on the day is left out too; where the
authority that its text is written on was not in force it counts as recalled, and what names a later day is cut.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from forbear.assessment.consequences import names_later_day
from forbear.assessment.finding import ConsequenceFinding, OptionFinding, Word
from forbear.assessment.matter import Matter, because_open, said
from forbear.law.consequence import NOWHERE, STAYS, Effect, State, Transition, Within
from forbear.law.entry import WEAKEST
from forbear.law.form import Form
from forbear.rules.explain import Outcome, Rule, Table
from forbear.rules.verdict import WORDS, Verdict

NO_REQUEST = "none"
NOTHING = ("none", "nothing")


class Reached(msgspec.Struct, frozen=True):
    """A state that a way leads to, with what can follow from there."""

    state: str
    title: str


class Move(msgspec.Struct, frozen=True):
    """A way ahead: who can take it, how, with what notice, and what guards against or helps it. `known` is unknown where it may not
    reach the case."""

    id: str
    to: str
    to_title: str
    who: str
    how: str
    notice: str
    horizon: str
    guard: str
    authorities: list[str]
    confidence: str
    undoes: bool
    known: Word
    unknown_because: str
    then: list[Reached]


class PathEffect(msgspec.Struct, frozen=True):
    """What a choice means for one topic. `carry` is what to have at hand; `more` is what the state adds to the form's statement."""

    effect: str
    authorities: list[str]
    confidence: str
    known: Word = "yes"
    unknown_because: str = ""
    carry: list[str] = []
    conflict: str = ""
    more: list[ConsequenceFinding] = []


class Said(msgspec.Struct, frozen=True):
    """Something that a choice opens, closes or leaves reversible."""

    effect: str
    authorities: list[str]
    confidence: str
    topic: str = ""
    known: Word = "yes"


class PathFinding(msgspec.Struct, frozen=True):
    """One choice and its path. `state` is None where the graph has none, and `state_because` says why."""

    form: str
    title: str
    status: str
    timing: str | None
    timing_because: str
    because: str
    needs: list[str]
    decided_by: list[str]
    state: str | None
    state_title: str
    state_because: str
    meaning: str
    could_be: list[str]
    beside: list[Reached]
    finality: str
    ended_by: str
    opens: list[Said]
    closes: list[Said]
    reversible: list[Said]
    consequences: dict[str, PathEffect]
    undone_by: list[Move]
    paths: list[Move]
    work_permit: str
    authorities: list[str]
    confidence: str
    presumed: list[str]
    unknown_because: list[str] = []


def compare_paths(matter: Matter, options: Sequence[OptionFinding], forms: Iterable[str]) -> list[PathFinding]:
    """Going on without a request, then the forms in the order given, each once. Raises KeyError for a form that was not judged."""
    by_form = {option.form: option for option in options}
    return [_going_on(matter), *(_of_form(matter, by_form[form]) for form in dict.fromkeys(forms) if form != NO_REQUEST)]


def path_into(matter: Matter, option: OptionFinding, state: str) -> PathFinding:
    """The path of a motion that has no entry among the forms: what its state opens and closes. None of it where it cannot be granted."""
    live = option.status != "unavailable"
    found = _State(matter, state if live else None)
    effects, moves = found.consequences({}), found.moves()
    return PathFinding(
        state_because="" if live else option.because,
        could_be=[],
        opens=_sided(matter, effects, found, "opens", own=True),
        closes=_sided(matter, effects, found, "closes", own=True),
        reversible=[],
        consequences=effects,
        undone_by=[move for move in moves if move.undoes],
        paths=moves,
        confidence=_weakest([*(item.confidence for item in effects.values()), *(move.confidence for move in moves)]),
        presumed=option.presumed,
        **_of_option(option),
        **found.described(),
    )


def _of_option(option: OptionFinding) -> dict[str, Any]:
    """The parts of a finding that say again what was judged of the form."""
    return {
        "form": option.form,
        "title": option.title,
        "status": option.status,
        "timing": option.timing,
        "timing_because": option.timing_because,
        "because": option.because,
        "needs": option.needs,
        "decided_by": option.decision_maker,
        "authorities": option.authorities,
        "unknown_because": option.unknown_because,
    }


def _going_on(matter: Matter) -> PathFinding:
    state, could_be, because = _stands(matter)
    effects: dict[str, PathEffect] = {}
    for rule in matter.corpus.graph.rules.going_on:
        verdict = matter.reading.rule(rule)
        standing = matter.in_force(rule.authorities)
        if verdict.value is not False and standing and rule.then not in effects:
            effects[rule.then] = PathEffect(rule.because, standing, _weakest_of(matter, standing), *_known(verdict))
    found = _State(matter, state)
    effects = found.consequences(effects)
    moves = found.moves()
    stage = matter.reading.answer("stage")
    return PathFinding(
        form=NO_REQUEST,
        title="No request: go on with the case",
        status="available",
        timing=None,
        timing_because=_next(matter),
        because="nothing is asked; the case goes on as it stands",
        needs=[],
        decided_by=[],
        state_because=because,
        could_be=could_be,
        opens=_sided(matter, effects, found, "opens", own=False),
        closes=_sided(matter, effects, found, "closes", own=False),
        reversible=[Said("a request can still be made later, while its time has not passed", [], "recalled")],
        consequences=effects,
        undone_by=[move for move in moves if move.undoes],
        paths=moves,
        authorities=list(dict.fromkeys(name for item in effects.values() for name in item.authorities)),
        confidence=_weakest([*(item.confidence for item in effects.values()), *(move.confidence for move in moves)]),
        presumed=sorted(stage.presumed),
        unknown_because=sorted(stage.unknown) if state is None else [],
        **found.described(),
    )


def _next(matter: Matter) -> str:
    """What comes next of itself: the hearing, and the government's motion that is before the judge."""
    hearing = matter.case.date("proceedings.next_hearing.date")
    text = "no hearing on file ahead"
    if hearing is not None and hearing >= matter.on:
        kind = matter.case.text("proceedings.next_hearing.type")
        text = f"the next hearing is on {said(hearing)}" + (f" ({kind})" if kind else "")
    motion = matter.profile["dhs_motion"].value
    return text if motion in (None, "none") else f"{text}; the government's motion to {motion} is before the judge"


def _of_form(matter: Matter, option: OptionFinding) -> PathFinding:
    live = option.status != "unavailable"
    form = _entry(matter, option.form)
    lead = matter.corpus.graph.rules.leads[option.form]
    outcome = matter.reading.table(lead.table.rows, lead.table.otherwise)
    arrival = _arrival(matter, option, outcome, lead.table)
    own, state = arrival.own, arrival.state
    found = _State(matter, state, lead.without, released=option.form == "bond-or-release")
    effects: dict[str, PathEffect] = {}
    for topic, item in option.consequences.items():
        verdict = _topic(matter, topic)
        if verdict is None or verdict.value is not False:
            effects[topic] = PathEffect(item.effect, item.authorities, item.confidence, *_known(verdict))
    moves = found.moves()
    effects = found.consequences(effects) if live else {}
    undone = [move for move in moves if move.undoes] if own else _said_to_be_undone(matter, form) if live else []
    relied = [*(item.confidence for item in effects.values()), *(move.confidence for move in moves)]
    return PathFinding(
        state_because=arrival.because,
        could_be=arrival.could_be,
        opens=_sided(matter, effects, found, "opens", own=own),
        closes=_sided(matter, effects, found, "closes", own=own),
        reversible=[Said(text, *_standing(matter, form)) for text in _reversible(matter, form)] if live else [],
        consequences=effects,
        undone_by=undone,
        paths=moves,
        confidence=_weakest(relied) if relied else form.confidence or "recalled",
        presumed=sorted({*option.presumed, *outcome.presumed}),
        **_of_option(option),
        **found.described(),
    )


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Where a form leads: its own state or that in which the case stands, those still possible, and why there is none or no other."""

    state: str | None
    own: bool
    could_be: list[str]
    because: str


def _arrival(matter: Matter, option: OptionFinding, outcome: Outcome, table: Table) -> _Arrival:
    because = outcome.row.because if outcome.row else table.because
    if option.status == "unavailable":
        return _Arrival(None, False, [], option.because)
    if outcome.then is None:
        return _Arrival(None, False, [name for name in outcome.could_be if name in matter.corpus.graph.states], because_open(outcome))
    if outcome.then == STAYS:
        state, could_be, why = _stands(matter)
        return _Arrival(state, False, could_be, because if state else f"{because}; {why}")
    if outcome.then == NOWHERE:
        return _Arrival(None, False, [], because)
    return _Arrival(outcome.then, True, [], because)


def _entry(matter: Matter, form: str) -> Form:
    """The entry of the list of forms that applies to the case."""
    rules = next(rules for rules in matter.rulebook.forms if rules.form == form)
    variant = matter.reading.table(rules.variant.rows, rules.variant.otherwise)
    return matter.corpus.forms[variant.then or rules.variant.otherwise]


def _stands(matter: Matter) -> tuple[str | None, list[str], str]:
    """The state of the case as it stands, or those still possible, and why there is none."""
    table = matter.corpus.graph.rules.stands
    outcome = matter.reading.table(table.rows, table.otherwise)
    if outcome.then is None:
        return None, [name for name in outcome.could_be if name != NOWHERE], because_open(outcome)
    if outcome.then == NOWHERE:
        return None, [], outcome.row.because if outcome.row else table.because
    return outcome.then, [], ""


class _State:
    """One state of the graph, with those it leaves in place and custody beside it, read for one case on one day."""

    def __init__(self, matter: Matter, state: str | None, without: Sequence[str] = (), *, released: bool = False) -> None:
        graph = matter.corpus.graph
        self.matter = matter
        self.state = graph.states[state] if state else None
        self.without = set(without)
        links = [link for link in graph.rules.within if link.state == state and _holds(matter, link)]
        self.without |= {name for link in links for name in link.without}
        self.order = [name for name in (state, *(link.of for link in links)) if name]
        held = matter.profile["detained"].value is True and not released and state not in (None, "removed")
        self.beside = ["detained"] if held else []

    def described(self) -> dict[str, Any]:
        """The parts of a finding that say what the state is."""
        state: State | None = self.state
        beside = [self.matter.corpus.graph.states[name] for name in self.beside]
        return {
            "state": state.id if state else None,
            "state_title": state.title if state else "",
            "meaning": state.meaning if state else "",
            "finality": state.finality if state else "",
            "ended_by": state.ended_or_changed_by if state else "",
            "beside": [Reached(each.id, each.title) for each in beside],
            "work_permit": _work_permit(self.matter),
        }

    def moves(self) -> list[Move]:
        """The ways ahead that reach the case, those that undo first."""
        found = []
        for name in (*self.order, *self.beside):
            found += [_move(self.matter, move, then=True) for move in self.matter.corpus.graph.transitions if move.start == name]
        kept = {move.id: move for move in found if move is not None and move.id not in self.without}
        return sorted(kept.values(), key=lambda move: not move.undoes)

    def effects(self) -> list[tuple[str, Effect, list[str], str, Verdict]]:
        """The effects of the state that reach the case: topic, entry, authorities, confidence, and whether it is known."""
        found = []
        for name in (*self.beside, *self.order):
            for effect in self.matter.corpus.graph.effects:
                if effect.state != name:
                    continue
                topic = effect.topic.replace("-", "_")
                read = _read(self.matter, effect.id, effect.confidence)
                about = _topic(self.matter, topic)
                if read is None or (about is not None and about.value is False) or names_later_day(effect.detail, self.matter.on):
                    continue
                verdict = about if about is not None and about.value is None else read[2]
                found.append((topic, effect, read[0], read[1], verdict))
        return found

    def consequences(self, stated: dict[str, PathEffect]) -> dict[str, PathEffect]:
        """What a choice means by topic: what is stated of it, and what the state adds."""
        found = dict(stated)
        own: dict[str, str] = {}
        for topic, effect, standing, confidence, verdict in self.effects():
            if own.setdefault(topic, effect.state) != effect.state and effect.state not in self.beside:
                continue  # the nearer state speaks for what it leaves in place
            if topic in found:
                more = [*found[topic].more, ConsequenceFinding(effect.detail, standing, confidence)]
                carry = [*found[topic].carry, *effect.carry]
                found[topic] = msgspec.structs.replace(
                    found[topic], more=more, carry=carry, conflict=found[topic].conflict or effect.conflict
                )
            else:
                found[topic] = PathEffect(effect.detail, standing, confidence, *_known(verdict), list(effect.carry), effect.conflict)
        return found


def _work_permit(matter: Matter) -> str:
    """The categories of the client's work permits, as the file has them and with their meaning where the corpus knows it."""
    view = matter.profile.view
    codes = [str(job.get("permit") or "") for job in view.items("employment") or ()]
    codes += [view.text("work_permit.category") or "", view.text("employment.permit.category") or ""]
    meanings = {item.id: item.title for item in matter.corpus.graph.work_permits}
    found = []
    for code in filter(None, codes):
        parts = re.fullmatch(r"\(?([ac])\)?\(?0*(\d+)\)?", code.strip().lower())
        meaning = meanings.get("".join(parts.groups())) if parts else None
        found.append(f"({parts[1]})({parts[2]}) {meaning}" if parts and meaning else code)
    return "; ".join(dict.fromkeys(found))


def _holds(matter: Matter, link: Within) -> bool:
    """Whether a state leaves another in place; where that is not known, it is taken to."""
    return matter.reading.rule(link.rule).value is not False


def _topic(matter: Matter, topic: str) -> Verdict | None:
    """Whether the case has the topic, or None where every case has it."""
    rule: Rule | None = matter.corpus.graph.rules.topics.get(topic.replace("_", "-"))
    return matter.reading.rule(rule) if rule else None


def _read(matter: Matter, name: str, confidence: str | None) -> tuple[list[str], str, Verdict] | None:
    """The law in force behind a way or an effect, its confidence on the day, and whether it reaches the case; None where it does not."""
    rule = matter.corpus.graph.rules.speaks[name].rule
    verdict = matter.reading.rule(rule)
    standing = matter.in_force(rule.authorities)
    if verdict.value is False or (rule.authorities and not standing):
        return None
    written_on = rule.authorities[:1]  # its text is that of the first; the others carried the same rule on other days
    whole = all(matter.corpus.authorities[name].status(matter.on) == "in_force" for name in written_on)
    return standing, (confidence or "recalled") if whole else "recalled", verdict


def _known(verdict: Verdict | None) -> tuple[Word, str]:
    if verdict is None or verdict.value is not None:
        return "yes", ""
    return "unknown", because_open(verdict)


def _move(matter: Matter, move: Transition, *, then: bool) -> Move | None:
    read = _read(matter, move.id, move.confidence)
    if read is None or names_later_day(f"{move.trigger} {move.notice_needed}", matter.on):
        return None
    standing, confidence, verdict = read
    graph = matter.corpus.graph
    onward = [_move(matter, other, then=False) for other in graph.transitions if other.start == move.end] if then else []
    known, because = _known(verdict)
    return Move(
        id=move.id,
        to=move.end,
        to_title=graph.states[move.end].title,
        who=move.who,
        how=move.trigger,
        notice=move.notice_needed,
        horizon="" if names_later_day(move.typical_horizon, matter.on) else move.typical_horizon,
        guard="; ".join(text for text in move.guard if not names_later_day(text, matter.on)),
        authorities=standing,
        confidence=confidence,
        undoes=graph.rules.speaks[move.id].side == "undoes",
        known=known,
        unknown_because=because,
        then=[Reached(each.to, each.to_title) for each in onward if each is not None],
    )


def _said_to_be_undone(matter: Matter, form: Form) -> list[Move]:
    """Who can undo a form that has no state of its own, in the words of its entry; the rest is not stated there."""
    standing, confidence = _standing(matter, form)
    return [Move(form.id, "", "", "", text, "", "", "", standing, confidence, True, "yes", "", []) for text in _reversible(matter, form)]


def _reversible(matter: Matter, form: Form) -> list[str]:
    """What can undo the form in the words of its entry; expedited removal only where it could reach the client."""
    topic = _topic(matter, "expedited_removal_exposure")
    spared = topic is not None and topic.value is False
    return [
        text for text in form.reversible_by if not names_later_day(text, matter.on) and not (spared and "expedited removal" in text.lower())
    ]


def _standing(matter: Matter, form: Form) -> tuple[list[str], str]:
    """The authorities of a form in force on the day, and how sure its entry is when only some of them are."""
    names = form.standard.authorities
    standing = matter.in_force(names)
    authorities = matter.corpus.authorities
    whole = all(authorities[name].status(matter.on) == "in_force" for name in names)
    return standing, (form.confidence or "recalled") if whole else "recalled"


def _sided(matter: Matter, effects: dict[str, PathEffect], found: _State, side: str, *, own: bool) -> list[Said]:
    """What a choice opens or closes: the form's own statement, then the effects on that side of the state it leads to."""
    stated = effects.get({"opens": "relief_opened", "closes": "relief_lost"}[side])
    arrived = found.state.id if found.state and own else ""  # what a state left in place does is done already
    said_of = []
    if stated is not None and not stated.effect.lower().startswith(NOTHING):
        said_of.append(Said(stated.effect, stated.authorities, stated.confidence, topic="relief", known=stated.known))
    for topic, effect, standing, confidence, verdict in found.effects():
        if effect.state == arrived and matter.corpus.graph.rules.speaks[effect.id].side == side:
            said_of.append(Said(effect.title, standing, confidence, topic, WORDS[verdict.value if verdict.value is None else True]))  # type: ignore[arg-type]
    return said_of


def _weakest(confidences: Sequence[str]) -> str:
    return min(confidences, key=[*WEAKEST].index) if confidences else "recalled"  # type: ignore[arg-type]


def _weakest_of(matter: Matter, names: Sequence[str]) -> str:
    return _weakest([matter.corpus.authorities[name].confidence or "recalled" for name in names])
