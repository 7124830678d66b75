"""Are the lines of the papers sound? Conditions read, every paper, section, field, factor and word in braces checked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forbear.casefile.fields import fields
from forbear.law.authority import Authority
from forbear.law.document import DocumentSpec
from forbear.law.paper import HARMLESS, OPPOSING, PAPER_NAMES, AskRule, AskWords, PaperLine, PaperRule, PaperWords, braces
from forbear.law.sentences import Compiler
from forbear.law.table import Line

if TYPE_CHECKING:
    from forbear.law.compiler import Read

FILES = ("papers-letter.yaml", "papers-court.yaml", "papers-agency.yaml", "papers-client.yaml")
ASKS = "papers-letter.yaml"
Place = Callable[[str], None]  # says a problem at the line where it stands
COMPUTED = ("age", "year")  # of an item, besides its fields


@dataclass(frozen=True)
class Known:
    """What lines may name."""

    places: set[str]
    groups: Mapping[str, list[str]]
    papers: set[str]
    kinds: set[str]
    topics: set[str]
    forms: set[str]


def compile_papers(found: "Read", authorities: Mapping[str, Authority]) -> PaperWords:
    """The lines of every paper. Problems are noted in what was read."""
    work = Compiler(found, authorities)
    work.name_conclusions()
    specs: list[DocumentSpec] = found.all("documents.yaml", "documents")
    known = Known(
        places={f"{spec.id}/{section.id}" for spec in specs for section in spec.sections},
        groups=found.whole(ASKS, "groups") or {},
        papers={spec.id for spec in specs},
        kinds={kind.id for kind in found.all("documents.yaml", "evidence_kinds")},
        topics=_topics(found),
        forms={*(found.whole("vocabulary.yaml", "forms") or ()), *OPPOSING},
    )
    lines = [_line(work, file, line, known) for file in FILES for line in found.all(file, "lines")]
    asks = [_ask(work, ask, known) for ask in found.all(ASKS, "asks")]
    for form in sorted(known.forms - {ask.form for ask in asks}):
        found.say(ASKS, form, "no row says how this form is asked for")
    words: dict[str, dict[str, dict[str, str]]] = {}
    for entry in found.all(ASKS, "words"):
        if entry.field not in fields() and entry.field not in PAPER_NAMES and entry.field not in work.names:
            found.say(ASKS, entry.field, "neither a field of the case file, nor a fact, nor a word of papers")
        words[entry.field] = {"en": entry.en, "es": entry.es}
    return PaperWords(lines, asks, words)


def _topics(found: "Read") -> set[str]:
    named = {*(found.whole("documents.yaml", "proof_topics") or ())}
    for key in ("favourable_factors", "adverse_factors"):
        named |= set(found.whole("vocabulary.yaml", key) or ())
    return named


def _line(work: Compiler, file: str, line: PaperLine, known: Known) -> PaperRule:
    def say(problem: str) -> None:
        work.found.say(file, line.id, problem)

    places = [place for name in line.at for place in known.groups.get(name, [name])]
    _check(say, "place", places, known.places)
    _check(say, "form", line.forms, known.forms)
    _check(say, "field", [*line.states, *line.harmless], fields())
    _check(say, "harmless field", line.harmless, HARMLESS)
    _check(say, "factor or topic", line.shows, known.topics)
    inner = {path.removeprefix(f"{line.each}[].") for path in fields() if path.startswith(f"{line.each}[].")} if line.each else set()
    if line.each and not inner:
        say(f"{line.each!r} is no list of the case file")
    _check(say, f"field of {line.each}", [*line.only, *line.known], inner)
    _check(say, "kind of evidence", line.by, known.kinds)
    for name in braces(f"{line.say} {line.es}"):
        if name.startswith("item."):
            _check(say, f"field of {line.each}", [name[5:]], {*inner, *COMPUTED})
            path = f"{line.each}[].{name[5:]}"
            if path in fields() and fields()[path].sensitivity != "normal" and path not in (*line.states, *line.harmless):
                say(f"says {path} and does not state it")
        elif name not in PAPER_NAMES and name not in work.names:
            say(f"unknown word {name!r} in braces")
    rule = work.rule(
        file,
        Line(
            when=line.when,
            authorities=line.authorities,
            convention=line.convention or "words of a paper",
            in_force=line.in_force,
            circuits=line.circuits,
        ),
        line.id,
    )
    return PaperRule(
        rule=rule,
        at=tuple(places),
        say=line.say,
        es=line.es,
        style=line.style,
        forms=tuple(line.forms),
        positions=tuple(line.positions),
        certain=line.certain,
        attached=line.attached,
        states=tuple(line.states),
        harmless=tuple(line.harmless),
        shows=tuple(line.shows),
        by=tuple(line.by),
        each=line.each,
        only=line.only,
        known=tuple(line.known),
        lacks=line.lacks,
    )


def _ask(work: Compiler, ask: AskWords, known: Known) -> AskRule:
    def say(problem: str) -> None:
        work.found.say(ASKS, ask.id, problem)

    _check(say, "form", [ask.form], known.forms)
    _check(say, "paper", ask.papers, known.papers)
    line = Line(when=ask.when, authorities=ask.authorities, in_force=ask.in_force, circuits=ask.circuits)
    return AskRule(work.rule(ASKS, line, ask.id), ask.form, ask.title, ask.act, ask.provision, ask.actor, tuple(ask.papers), ask.gate)


def _check(place: Place, what: str, used: Iterable[str], allowed: Iterable[str]) -> None:
    known = set(allowed)
    for one in used:
        if one not in known:
            place(f"unknown {what} {one!r}")
