"""What does counsel carry into the next hearing: what may be moved, the words to answer, what to accept, what to keep back?

Nothing here is judged anew. The lines are those of the corpus; options, plan, dangers and papers come from the assessment.
A line that an unknown fact could still bring in is kept and marked as open: what is not known is never taken for no.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from forbear.assessment.finding import Assessment, OptionFinding, Word
from forbear.assessment.matter import Matter, because_open, lacking
from forbear.assessment.options import LIVE
from forbear.assessment.plan import IN_TIME
from forbear.law.hearing import HearingRule, Section

Answer = Literal["accept", "counter", "refuse", "ask first"]
Standing = Literal["ahead", "not dated", "passed", "none"]
FIELDS = "proceedings.next_hearing: date, time (local), mode (in-person, video or telephone) and type (master, individual or bond)"
SAID_ABOVE = ("custody detained", "next hearing date", "next hearing type", "next hearing mode", "hearing type", "hearing date")
ENDING = ("dismissal-without-prejudice", "termination-joint-motion", "voluntary-departure-stipulation")
SAYS_LITTLE = 9  # letters up to which a field's last name, such as status or date, says too little alone
DANGER_RANKS = {"critical": 2, "serious": 3, "caution": 5}
EXHIBITS, PAPERS = 6, 6  # how many are named; the rest are counted
FIRST_CARRIED = ("hearing-notice", "relief-application", "two-year-presence-proof", "nta-copy", "address-change-proof", "fear-evidence")


class LineFinding(msgspec.Struct, frozen=True):
    """One line of the page. `because` says what is not known where the verdict is unknown."""

    id: str
    text: str
    rank: int
    verdict: Word = "yes"
    title: str = ""
    because: str = ""
    authorities: list[str] = []


class NextHearing(msgspec.Struct, frozen=True):
    """The hearing that the file names; `days` are calendar days from the day judged, negative where it has passed."""

    standing: Standing
    date: dt.date | None
    days: int | None
    time: str | None
    mode: str | None
    kind: str | None
    court: str | None
    judge: str | None


class MotionFinding(msgspec.Struct, frozen=True):
    """A motion the government may make, how likely, and what to say to it."""

    motion: str
    line: LineFinding
    say: list[LineFinding]


class OfferFinding(msgspec.Struct, frozen=True):
    """What to say where a form is offered, and what it costs. `consent` is whether the client's signed consent to it is on file."""

    form: str
    title: str
    answer: Answer
    offered: bool
    because: str
    cost: str
    consent: bool
    rank: int
    terms: list[LineFinding]


class HearingFinding(msgspec.Struct, frozen=True):
    """Everything for one hearing. `first` is what must be read before the rest; `client` holds no fact of the case."""

    case: str
    on: dt.date
    hearing: NextHearing
    first: list[str]
    not_known: list[str]
    motions: list[MotionFinding]
    always: list[LineFinding]
    offers: list[OfferFinding]
    concede: list[LineFinding]
    carry: list[LineFinding]
    arrested: list[LineFinding]
    client: dict[str, list[dict[str, str | int]]]
    language: str | None


def find_hearing(matter: Matter, found: Assessment) -> HearingFinding:
    """The page for the next hearing of a case that has been assessed."""
    by_section: dict[Section, list[HearingRule]] = {}
    for rule in matter.corpus.hearing:
        by_section.setdefault(rule.section, []).append(rule)
    open_lines: dict[str, None] = {}

    def lines(section: Section, about: str | None = None) -> list[LineFinding]:
        rules = [rule for rule in by_section[section] if about is None or rule.about == about]
        return [line for rule in rules if (line := _line(matter, rule, open_lines))]

    hearing = next_hearing(matter)
    languages = matter.case.values("person.languages") or []
    return HearingFinding(
        case=matter.case.name,
        on=matter.on,
        hearing=hearing,
        first=_first(matter, hearing, found),
        motions=[
            MotionFinding(name, line, lines("answers", name))
            for name in dict.fromkeys(rule.about for rule in by_section["oral_motions"])
            if (line := _motion(matter, [rule for rule in by_section["oral_motions"] if rule.about == name], open_lines))
        ],
        always=lines("answers", "any"),
        offers=_offers(matter, found, by_section["offers"], open_lines),
        concede=[*lines("concede"), *_dangers(found)],
        carry=[*_papers(matter, found), *lines("carry")],
        arrested=[line for call in "123" for line in _settled(lines("arrested", call))],
        client=_client(matter, by_section["client"]),
        language=str(languages[0]) if languages else None,
        not_known=_not_known(matter, hearing, found, open_lines),
    )


def next_hearing(matter: Matter) -> NextHearing:
    """The hearing on file and how it stands on the day."""
    case, path = matter.case, "proceedings.next_hearing."
    date, ahead = case.date(path + "date"), matter.profile["hearing_ahead"].value
    standing: Standing = "passed" if date and date < matter.on else "none" if not ahead else "ahead" if date else "not dated"
    return NextHearing(
        standing=standing,
        date=date,
        days=(date - matter.on).days if date else None,
        time=case.text(path + "time"),
        mode=case.text(path + "mode"),
        kind=case.text(path + "type"),
        court=case.text("proceedings.court") or case.court,
        judge=case.text("proceedings.judge"),
    )


def _first(matter: Matter, hearing: NextHearing, found: Assessment) -> list[str]:
    said = {
        "ahead": [],
        "not dated": [f"The file names a hearing and no date. Read the court's record and put it into {FIELDS}."],
        "passed": [f"The file names no hearing ahead. Read the court's record tonight, an order may exist, and put it into {FIELDS}."],
        "none": [f"The file names no hearing ahead. If there is one, put it into {FIELDS}."],
    }[hearing.standing]
    return [*said, *(f"{notice[:1].upper()}{notice[1:]}." for notice in found.notices)]


def _line(matter: Matter, rule: HearingRule, open_lines: dict[str, None]) -> LineFinding | None:
    """A line that holds, or that an unknown fact could bring in; the facts it waits for are noted."""
    verdict = matter.reading.rule(rule.rule)
    if verdict.value is False:
        return None
    known = verdict.value is True
    waits = [] if known else list(dict.fromkeys(map(_named, lacking(verdict))))
    open_lines.update(dict.fromkeys(waits))
    # A motion is prepared for, and a call made, as long as it may be needed; any other open line goes before those that hold.
    later = 0 if known or rule.section in ("oral_motions", "arrested") else 1
    return LineFinding(
        id=rule.rule.id,
        text=matter.words(rule.rule.because),
        rank=min(5, rule.rank + later),
        verdict="yes" if known else "unknown",
        title=rule.title,
        because="" if known else ", ".join(waits) or because_open(verdict),
        authorities=matter.in_force(rule.rule.authorities),
    )


def _named(path: str) -> str:
    """A field of the case file in a word or two: its list, or its last name, with the one before where that says too little."""
    if "[]" in path:
        return path.split("[]", maxsplit=1)[0].replace("_", " ").replace(".", " ")
    parts = path.replace("nta_", "NTA ").replace("dhs_", "DHS ").replace("_", " ").split(".")
    return parts[-1] if len(parts[-1]) > SAYS_LITTLE else " ".join(parts[-2:])


def _motion(matter: Matter, rules: Sequence[HearingRule], open_lines: dict[str, None]) -> LineFinding | None:
    """The first row that holds. Where a graver row before it is open, that is said too; where none holds, the first open row stands."""
    graver = None
    for rule in rules:
        line = _line(matter, rule, open_lines)
        if line is None:
            continue
        if line.verdict == "yes":
            if graver is None:
                return line
            because = f"graver depending on {graver.because}"
            return msgspec.structs.replace(line, because=because, rank=min(line.rank, graver.rank))
        graver = graver or line
    return graver


def _settled(lines: Sequence[LineFinding]) -> list[LineFinding]:
    """Of the lines for one call: those open before the first that holds, and that one."""
    for number, line in enumerate(lines):
        if line.verdict == "yes":
            return list(lines[: number + 1])
    return list(lines)


def _offers(matter: Matter, found: Assessment, rules: Sequence[HearingRule], open_lines: dict[str, None]) -> list[OfferFinding]:
    """Each form that could be offered: accept, counter or refuse, by the options and the plan; the gravest answers first."""
    offers = []
    for form in dict.fromkeys(rule.about for rule in rules):
        option = found.option(form)
        stance = matter.profile.get(f"opla_on_{form.replace('-', '_')}")
        offered = stance is not None and stance.value == "joins"
        if option.status == "unavailable" and not offered:
            continue
        answer, because, rank = _answer(found, option)
        terms = [line for rule in rules if rule.about == form and (line := _line(matter, rule, open_lines))]
        consent = matter.profile[f"consent_to_{form.replace('-', '_')}"].value is True
        offers.append(OfferFinding(form, option.title, answer, offered, because, _cost(option), consent, 1 if offered else rank, terms))
    order = ("refuse", "accept", "ask first", "counter")
    return sorted(offers, key=lambda offer: (not offer.offered, order.index(offer.answer), offer.form != found.plan.ask))


def _answer(found: Assessment, option: OptionFinding) -> tuple[Answer, str, int]:
    """The word for one form, why, and how long it stays on the page."""
    plan = found.plan
    against = next((item.because for item in plan.do_not_ask if item.form == option.form), None)
    gravest = 1 if option.form == "dismissal-without-prejudice" else 3  # what the government itself moves for
    if option.status == "unavailable":
        return "refuse", option.because, gravest
    if against is not None:
        return "refuse", against, gravest
    if option.status not in LIVE:
        return "ask first", option.because, 3
    if option.form == plan.ask or option.form in plan.in_the_alternative:
        screened = "; only after the screen" if plan.after_screen and option.form == plan.ask else ""
        return "accept", f"{option.timing_because}{screened}", 1 if option.form == plan.ask else 2
    if option.timing in IN_TIME:
        return "counter", f"{option.timing_because}; not what the plan asks", 4
    needs = f"it needs {', '.join(option.needs)}" if option.needs else option.timing_because or option.because
    return "counter", needs, 4


def _cost(option: OptionFinding) -> str:
    """What a form that ends the case would take away, in the words of its consequences."""
    found = option.consequences.get("relief_lost") if option.form in ENDING else None
    return found.effect if found else ""


def _dangers(found: Assessment) -> list[LineFinding]:
    """The harmful admissions that the file holds, one line for each gravity."""
    lines = []
    for severity, rank in DANGER_RANKS.items():
        titles = [danger.title for danger in found.dangers if danger.severity == severity]
        if titles:
            lines.append(LineFinding(f"dangers-{severity}", f"{'; '.join(titles)}.", rank, title=f"On file, {severity}"))
    return lines


def _papers(matter: Matter, found: Assessment) -> list[LineFinding]:
    """What is on file to carry, what is missing, and the papers of the plan."""
    items = matter.case.items("evidence")
    lines = []
    if items:
        order = sorted(items, key=lambda item: _place(str(item.get("kind"))))
        titles = {str(item.get("kind")): kind.title for item in order if (kind := matter.corpus.evidence_kinds.get(str(item.get("kind"))))}
        named = list(dict.fromkeys(f"{titles.get(str(item.get('kind')), 'no kind said')} ({item.get('id', 'no id')})" for item in order))
        more = f" and {len(named) - EXHIBITS} more" if len(named) > EXHIBITS else ""
        lines.append(LineFinding("exhibits", f"Exhibits on file, {len(items)}: {', '.join(named[:EXHIBITS])}{more}.", 2))
    else:
        lines.append(LineFinding("exhibits", "No exhibit is in the file." if items is not None else "What exhibits exist is not known.", 2))
    if found.missing:
        wanted = [paper.title for paper in found.missing]
        more = f" and {len(wanted) - PAPERS} more" if len(wanted) > PAPERS else ""
        lines.append(LineFinding("missing", f"Not in the file: {'; '.join(wanted[:PAPERS])}{more}.", 2))
    ask = found.plan.ask
    if ask and matter.profile["hearing_ahead"].value:
        title = found.option(ask).title.lower()
        lines.append(LineFinding("motion", f"Motion and proposed order for {title}: judge, government, file; a line for joining it.", 2))
        if matter.profile[f"consent_to_{ask.replace('-', '_')}"].value is not True:
            lines.append(LineFinding("consent", f"The consent form for {title}: no signed consent is on file.", 2))
    return lines


def _place(kind: str) -> int:
    return FIRST_CARRIED.index(kind) if kind in FIRST_CARRIED else len(FIRST_CARRIED)


def _client(matter: Matter, rules: Iterable[HearingRule]) -> dict[str, list[dict[str, str | int]]]:
    """The client's lines by part, in both languages. The compiler holds them to what stands on the court's notice."""
    parts: dict[str, list[dict[str, str | int]]] = {}
    for rule in rules:
        if matter.reading.rule(rule.rule).value:
            line: dict[str, str | int] = {"id": rule.rule.id, "en": rule.rule.because, "es": rule.es, "rank": rule.rank}
            parts.setdefault(rule.about, []).append(line)
    return parts


def _not_known(matter: Matter, hearing: NextHearing, found: Assessment, open_lines: Iterable[str]) -> list[str]:
    """What the file does not say and this page would need, the hearing's own particulars first."""
    case, said = matter.case, []
    if hearing.standing in ("ahead", "not dated"):
        particulars = {
            "the hour": hearing.time,
            "in person or by video": hearing.mode,
            "the kind of hearing": None if hearing.kind == "unknown" else hearing.kind,
            "the judge": hearing.judge,
            "the court": hearing.court,
        }
        said += [name for name, value in particulars.items() if value is None]
    if found.stage.detained is None:
        said.append("custody")
    if not case.values("person.languages"):
        said.append("the client's first language")
    return list(dict.fromkeys([*said, *(name for name in open_lines if name not in SAID_ABOVE)]))
