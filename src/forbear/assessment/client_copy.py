"""What is the client told about a form, or about asking for nothing, in the client's own words?

The texts are those of the corpus, chosen by the facts and the assessment. The client's copy carries no strategy, no address, no
relative's status and nothing the client did; what counsel has to say in person is named for counsel, not printed.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from forbear.assessment.finding import Assessment, OptionFinding
from forbear.assessment.matter import Matter
from forbear.law.client_copy import ALWAYS, TOPICS, Language, Plain, ToldRule

Stance = Literal["ask", "late", "not-yet", "not-known", "closed", "avoid", "no-request"]
ASKING = ("ask", "late")
HEADINGS = {"avoid": "why-avoid", "closed": "why-closed", "not-yet": "why-not-yet", "not-known": "why-not-known", "late": "why-late"}
DECISIONS = {"ask": "ask", "late": "ask", "no-request": "none"}  # every other stance is a request that is not made
MOST_REASONS = 2
MOST_DATES = 5
LONGEST_HOUR = 30  # characters; the paper has two pages, whatever the file holds
READABLE = ("en", "es")


class Passage(msgspec.Struct, frozen=True):
    """One text of the copy, with the label that stands before it, if any."""

    text: str
    label: str = ""


class Section(msgspec.Struct, frozen=True):
    """A heading and what stands under it."""

    id: str
    heading: str
    passages: list[Passage]


class ClientDate(msgspec.Struct, frozen=True):
    """A date the client must know, what it is, and how or at what hour."""

    what: str
    day: dt.date
    note: str = ""


class InterpreterPart(msgspec.Struct, frozen=True):
    """What an interpreter reads aloud and signs. `language` is the client's first language, named in the copy's language."""

    language: str
    notice: str
    script: list[str]
    competence: str


class ClientCopy(msgspec.Struct, frozen=True):
    """The client's copy as data. `warnings` are for counsel at the terminal; `review` are texts whose translation must be checked."""

    form: str | None
    language: Language
    stance: Stance
    title: str
    sections: list[Section]
    dates: list[ClientDate]
    date_note: str
    decision: list[str]
    explained: str
    guardian: bool
    interpreter: InterpreterPart | None
    words: dict[str, str]
    warnings: list[str]
    review: list[str]

    def prose(self) -> list[str]:
        """Every sentence that a client or an interpreter reads, without headings, labels, names and dates."""
        said = [passage.text for section in self.sections for passage in section.passages]
        said += [self.date_note, *self.decision, self.explained, self.words["private"], self.words["informs"]]
        if self.interpreter:
            said += [self.interpreter.notice, *self.interpreter.script, self.interpreter.competence]
        return said


def find_client_copy(matter: Matter, found: Assessment, form: str | None, language: Language) -> ClientCopy:
    """The client's copy on a form, or, where the form is None, on why nothing is asked.

    Raises KeyError for a form that is none of the seventeen.
    """
    teller = _Teller(matter, found, form, language)
    stance = stance_of(found, form)
    sections = _asking(teller, stance) if stance in ASKING else _not_asking(teller, stance)
    sections += [teller.section("do", teller.rows("do")), teller.section("dont", teller.rows("dont"))]
    dates = _dates(teller)
    first = _first_language(matter)
    interpreter = _interpreter(teller, first) if first and first[0] not in READABLE else None
    decision = DECISIONS.get(stance)
    return ClientCopy(
        form=form,
        language=language,
        stance=stance,
        title=teller.words["no-request-title"] if form is None else teller.form.title.say(language),
        sections=[section for section in sections if section.passages],
        dates=dates,
        date_note=teller.words["check-dates" if dates else "no-dates"],
        decision=[
            teller.words[name]
            for name in (
                ("decision-ask", "decision-not", "decision-think")
                if decision == "ask"
                else ("decision-none" if decision == "none" else "decision-agree-not", "decision-disagree", "decision-think")
            )
        ],
        explained=teller.words["explained" if decision == "ask" else "explained-none"],
        guardian=isinstance(age := matter.profile["age"].value, int) and age < 18,
        interpreter=interpreter,
        words=teller.words,
        warnings=_for_counsel(teller, stance, first),
        review=list(dict.fromkeys(teller.review)) if language == "es" else [],
    )


def stance_of(found: Assessment, form: str | None) -> Stance:
    """What the copy says of a form: that it can be asked, or why it is not, or not yet. Unknown is neither."""
    if form is None:
        return "no-request"
    option = found.option(form)
    if option.status == "unavailable":
        return "closed"
    if option.timing == "avoid" or form in {item.form for item in found.plan.do_not_ask}:
        return "avoid"
    if option.timing == "barred":
        return "closed"
    if option.status == "unknown" or option.timing == "unknown":
        return "not-known"
    if option.timing in ("too-early", None):
        return "not-yet"
    return "late" if option.timing == "late" else "ask"


class _Teller:
    """Chooses texts for one case, form and language, and keeps which of them need a check of their translation."""

    def __init__(self, matter: Matter, found: Assessment, form: str | None, language: Language) -> None:
        self.matter, self.found, self.name, self.language = matter, found, form, language
        self.corpus = matter.corpus.client_words
        self.words = {word.id: word.say(language) for word in self.corpus.words}
        self.review: list[str] = []
        if form is not None:
            self.option: OptionFinding = found.option(form)
            self.form = next(item for item in self.corpus.forms if item.form == form)
            if self.form.needs_review:
                self.review.append(f"{form}: {self.form.needs_review}")

    def rows(self, place: str, topic: str = "") -> list[ToldRule]:
        """The texts of a place that are true for the case, in their order."""
        return [row for row in self.corpus.told if row.place == place and row.topic == topic and self._holds(row)]

    def say(self, text: Plain, label: str = "") -> Passage:
        """One text in the language of the copy."""
        if text.needs_review:
            self.review.append(f"“{text.say(self.language)[:40]}…”: {text.needs_review}")
        return Passage(text.say(self.language), label)

    def section(self, name: str, rows: Iterable[ToldRule], more: Sequence[str] = ()) -> Section:
        """A section under the heading of its name: the texts of its rows, then words that stand on every copy."""
        return Section(name, self.words[name], [self.say(row.text) for row in rows] + [Passage(self.words[word]) for word in more])

    def _holds(self, row: ToldRule) -> bool:
        raised = {warning.id for warning in self.found.warnings} | set(self.option.warnings if self.name else ())
        fits = (not row.forms or self.name in row.forms) and (not row.warnings or not raised.isdisjoint(row.warnings))
        return fits and self.matter.reading.rule(row.rule).value is True


def _asking(teller: _Teller, stance: Stance) -> list[Section]:
    """What is asked, what it is not, what a yes would mean, and what asking costs."""
    late = [teller.section("why-late", teller.rows("why-late"))] if stance == "late" else []
    means = []
    for topic in TOPICS:
        if topic in ALWAYS or topic in teller.option.consequences:
            means += [teller.say(row.text, teller.words[topic]) for row in teller.rows("means", topic)[:1]]
    return [
        Section("asked", teller.words["asked"], [teller.say(teller.form.asked)]),
        Section("is-not", teller.words["is-not"], [teller.say(teller.form.is_not)]),
        *late,
        Section("means", teller.words["means"], means),
        teller.section("know", teller.rows("know"), ("may-say-no", "permanent")),
    ]


def _not_asking(teller: _Teller, stance: Stance) -> list[Section]:
    """What the form is, why it is not asked, and that the case goes on."""
    if stance == "no-request":
        return [
            Section("what", teller.words["what"], [Passage(teller.words["no-request-asked"])]),
            teller.section("no-request", teller.rows("no-request")),
            teller.section("long-residence", teller.rows("long-residence")),
            teller.section("goes-on", teller.rows("goes-on")),
        ]
    place = HEADINGS[stance]
    rows = teller.rows(place)
    general = [row for row in rows if not row.forms]
    reasons = [row for row in rows if row.forms][: MOST_REASONS if stance == "avoid" else 1] or general
    return [
        Section("what", teller.words["what"], [teller.say(teller.form.asked)]),
        Section("is-not", teller.words["is-not"], [teller.say(teller.form.is_not)]),
        teller.section(place, reasons, ("instead",)),
        teller.section("goes-on", teller.rows("goes-on")),
    ]


def _dates(teller: _Teller) -> list[ClientDate]:
    """The dates still ahead that a client is told, the next first: hearing, check-in, and the deadlines the corpus names."""
    matter, words = teller.matter, teller.words
    found = []
    hearing = matter.case.date("proceedings.next_hearing.date")
    if hearing and hearing >= matter.on:
        mode = matter.case.text("proceedings.next_hearing.mode") or ""
        hour = (matter.case.text("proceedings.next_hearing.time") or "")[:LONGEST_HOUR]
        note = ", ".join(filter(None, (hour, words.get(mode))))
        found.append(ClientDate(words["hearing"], hearing, note))
    report = matter.case.date("proceedings.supervision.next_report")
    if report and report >= matter.on:
        found.append(ClientDate(words["check-in"], report))
    named = {item.rule: item.say(teller.language) for item in teller.corpus.dates}
    for deadline in teller.found.deadlines:
        # Where the texts conflict, the earlier day is the safe one; once it has passed the later one still counts.
        day = next((day for day in (deadline.protective, deadline.due) if day and day >= matter.on), None)
        if day and deadline.rule in named and deadline.done is None and not deadline.only_if:
            found.append(ClientDate(named[deadline.rule], day))
    ordered = {(item.day, item.what): item for item in sorted(found, key=lambda item: item.day)}
    return list(ordered.values())[:MOST_DATES]


def _first_language(matter: Matter) -> tuple[str, Plain] | None:
    """The language named first in the file, its id and names; a word the corpus does not know names itself. None: not known."""
    first = next(iter(matter.case.values("person.languages") or ()), None)
    if not isinstance(first, str) or not first.strip():
        return None
    wanted = _folded(first)
    for item in matter.corpus.client_words.languages:
        if wanted in {_folded(word) for word in (item.id, item.en, item.es, *item.names)}:
            return item.id, item
    shown = first.strip()[:40]
    return wanted, Plain(en=shown, es=shown)


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _interpreter(teller: _Teller, first: tuple[str, Plain]) -> InterpreterPart:
    name = first[1].say(teller.language)
    words = {key: text.replace("{language}", name) for key, text in teller.words.items()}
    script = [words[f"script-{number}"] for number in range(1, 5)]
    return InterpreterPart(name, words["first-language"], script, words["competence"])


def _for_counsel(teller: _Teller, stance: Stance, first: tuple[str, Plain] | None) -> list[str]:
    """What counsel must know before the copy is given: a form not to be asked for, dates passed, the language, what is said in person."""
    matter, found = teller.matter, []
    if teller.name is not None and stance != "ask":
        option = teller.option
        reason = option.timing_because if option.status != "unavailable" and option.timing_because else option.because
        against = next((item.because for item in teller.found.plan.do_not_ask if item.form == teller.name), "")
        said = {
            "avoid": "is to be avoided",
            "closed": "is not open",
            "not-yet": "is not ready to be asked",
            "not-known": "cannot be judged yet",
            "late": "is late",
        }[stance]
        found.append(f"{teller.name} {said} on this day: {against or reason}; the copy says so in plain words")
    hearing = matter.case.date("proceedings.next_hearing.date")
    if hearing and hearing < matter.on:
        found.append(f"the hearing on file, {hearing.isoformat()}, has passed; the copy shows no hearing date: check the record")
    told = {item.rule for item in teller.corpus.dates}
    unsure = [item for item in teller.found.deadlines if item.only_if and item.due and item.due >= matter.on and item.rule in told]
    found += [f"the copy leaves out {item.due}, {item.title}: only if {item.only_if}" for item in unsure]
    if first is None:
        found.append("the client's first language is not in the file; ask before the copy is explained")
    elif first[0] in READABLE and first[0] != teller.language:
        found.append(f"the client's first language is {first[1].en}; give the copy in {first[1].en} (--lang {first[0]})")
    if matter.case.flag("person.contact.safe_now") is False:
        found.append("the file says that contact is not safe now; give the copy by hand only")
    titles = matter.corpus.warnings
    raised = [warning.id for warning in teller.found.warnings] + list(teller.option.warnings if teller.name else ())
    spoken = [titles[name].title for name in dict.fromkeys(raised) if name in teller.corpus.in_person]
    if spoken:
        found.append(f"say in person, the paper does not carry it: {'; '.join(spoken)}")
    return found
