"""What was asked of whom, on what case, and what came of it? One entry of an office's own log, without a name or a fact told freely.

The case is kept as it was assessed on the day asked: stage, custody, court, and each factor with verdict and strength. `matter` says
which entries belong to one case; on a command line it is a fingerprint that tells nothing without the office's key.
"""

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Literal, get_args

import msgspec

from forbear.assessment.factors import find_factors
from forbear.assessment.finding import FactorFinding, StageFinding, Strength, Word
from forbear.assessment.matter import Matter
from forbear.assessment.stage import find_stage
from forbear.casefile.model import CaseFile
from forbear.law.corpus import Corpus
from forbear.law.vocabulary import form_hint
from forbear.problem import UNSEEN, BadInput, Problem

FORMAT = "forbear-outcome/1"
Answer = Literal["granted", "granted-in-part", "refused", "no-answer", "withdrawn", "moot"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
WAITING = "waiting"  # what is said of a request that has no answer yet
SPOKEN = ("granted", "granted-in-part", "refused")  # the office said something, on a day
MOST_OFFICE, MOST_REASON = 120, 500  # characters
# An A-number, a social security number, or digits enough to be one.
IDENTIFIER = re.compile(r"(?<!\d)(?:\d{2,3}[-\s.]?\d{3}[-\s.]?\d{3}|\d{3}[-\s]\d{2}[-\s]\d{4})(?!\d)")
# Whose policy a decision-maker follows. Before a judge or the Board the request goes to the government's attorney.
POLICY_OF = {"OPLA": "opla", "IJ": "opla", "BIA": "opla", "court": "opla", "ICE-ERO": "ero"}
# What the name of an addressee says of it; the first that fits.
NAMED = (
    ("uscis", re.compile(r"\b(?:uscis|citizenship and immigration|service center)\b", re.IGNORECASE)),
    ("opla", re.compile(r"\b(?:opla|occ|(?:chief|principal|deputy) (?:counsel|legal)|legal advisor)\b", re.IGNORECASE)),
    ("ero", re.compile(r"\b(?:ero|enforcement and removal|deportation officer)\b", re.IGNORECASE)),
)


class Weighed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whether a factor was shown on the day asked, and how well."""

    verdict: Word
    strength: Strength | None = None


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case as it was assessed on one day: all that a comparison looks at. A factor that is not named is not known."""

    stage: str | None
    detained: bool | None
    court: str | None
    circuit: str | None
    favourable: dict[str, Weighed]
    adverse: dict[str, Weighed]


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag=FORMAT):
    """One request and what came of it. `answer` is None while it is waited for.

    `answered` is the day of the office's answer; of a request withdrawn, moot or given up as unanswered, the day of that, if it was noted.
    `regime` governed `actor` on the day asked; None where the law's timeline does not reach so far back. `matter` is empty where whoever
    keeps the entry ties it to its case in another way.
    """

    id: str
    office: str
    actor: str
    regime: str | None
    form: str
    asked: dt.date
    picture: Picture
    answer: Answer | None = None
    answered: dt.date | None = None
    reason: str = ""
    matter: str = ""

    @property
    def days(self) -> int | None:
        """Calendar days from the request to the office's answer; None where the office gave none."""
        return (self.answered - self.asked).days if self.answered and self.answer in SPOKEN else None


def picture(case: CaseFile, stage: StageFinding, factors: Iterable[FactorFinding]) -> Picture:
    """A case as its assessment shows it."""
    sides: dict[str, dict[str, Weighed]] = {"favourable": {}, "adverse": {}}
    for factor in factors:
        sides[factor.direction][factor.id] = Weighed(factor.verdict, factor.strength)
    court = case.court or case.text("proceedings.court")
    return Picture(stage.id, stage.detained, court, case.circuit, sides["favourable"], sides["adverse"])


def picture_of(matter: Matter) -> Picture:
    """A matter as it stands on its day."""
    return picture(matter.case, find_stage(matter), find_factors(matter))


def record(matter: Matter, ident: str, *, form: str, office: str, actor: str | None, on: dt.date) -> Request:
    """The entry of a request made on the day of the matter, told on the day `on`. Raises BadInput with every problem.

    `actor` is whose policy governs, None for what form and addressee say.
    """
    corpus, asked = matter.corpus, matter.on
    problems = (
        [Problem("asked", None, f"{asked} is after {on}, the day judged; a request is recorded once it is made")] if asked > on else []
    )
    if form not in corpus.vocabulary.forms:
        hint = form_hint(form, corpus.vocabulary.forms)
        problems.append(Problem("form", None, f"{form!r} is no form that is asked for; {hint}"))
    if actor is not None and actor not in corpus.actors:
        problems.append(Problem("actor", None, f"{actor!r} is no actor of the law; expected one of {', '.join(corpus.actors)}"))
    office = _plain(office)
    problems += _text_problems("office", office, MOST_OFFICE)
    if not office:
        problems.append(Problem("office", None, "expected the name of the office that was asked, such as 'OPLA Denver'"))
    if problems:
        raise BadInput(problems)
    actor = actor or addressee(corpus, form, office)
    regime = corpus.actors[actor].on(asked)
    return Request(ident, office, actor, regime.id if regime else None, form, asked, picture_of(matter))


def addressee(corpus: Corpus, form: str, office: str) -> str:
    """Whose policy governs a request: what the addressee's name says, else the government's attorneys, else who decides the form first."""
    makers = [maker for entry in corpus.forms.values() if entry.case_form == form for maker in entry.decision_maker]
    uscis = "uscis-nta" if form.startswith("nta-") else "uscis-deferred-action"
    can = list(dict.fromkeys(POLICY_OF.get(maker, uscis) for maker in makers))
    says = next((uscis if name == "uscis" else name for name, words in NAMED if words.search(office)), None)
    return says or ("opla" if "opla" in can else can[0])


def answered(entry: Request, answer: str, day: dt.date | None, reason: str, *, on: dt.date, case: CaseFile | None = None) -> Request:
    """The entry with what came of it. Raises BadInput with every problem; `case`, where it is at hand, keeps the client's name out."""
    if problems := answer_problems(entry.asked, answer, day, reason, on=on, case=case):
        raise BadInput(problems)
    return msgspec.structs.replace(entry, answer=answer, answered=day, reason=_plain(reason))


def answer_problems(
    asked: dt.date, answer: str, day: dt.date | None, reason: str, *, on: dt.date, case: CaseFile | None = None
) -> list[Problem]:
    """All that is wrong with what is said to have come of a request made on a day."""
    problems: list[Problem] = []
    if answer not in ANSWERS:
        near = nearest(answer, ANSWERS)
        hint = f"did you mean {near}?" if near else f"expected one of {', '.join(ANSWERS)}"
        problems.append(Problem("answer", None, f"{answer!r} is no answer; {hint}"))
    if day is None and answer in SPOKEN:
        problems.append(Problem("answered", None, f"give the day of the answer: {answer} was said on a day"))
    if day is not None and day < asked:
        problems.append(Problem("answered", None, f"{day} is before {asked}, the day asked; one of the two is wrong"))
    if day is not None and day > on:
        problems.append(Problem("answered", None, f"{day} is after {on}, the day judged; an answer is recorded once it is given"))
    problems += _text_problems("reason", _plain(reason), MOST_REASON)
    name = re.findall(r"\w{4,}", (case.text("person.full_name") or "").casefold()) if case else []
    if said := [word for word in re.findall(r"\w{4,}", reason) if word.casefold() in name]:
        problems.append(Problem("reason", None, f"holds {said[0]!r} of the client's name; the log names no client, so leave it out"))
    return problems


def _plain(text: str) -> str:
    return " ".join(text.split())


def _text_problems(place: str, text: str, most: int) -> list[Problem]:
    """What may not stand in a text that is kept: too much, signs that cannot be shown, numbers that tell who the client is."""
    problems = []
    if len(text) > most:
        problems.append(Problem(place, None, f"expected at most {most} characters, found {len(text)}"))
    if UNSEEN.search(text):
        problems.append(Problem(place, None, "holds a character that cannot be shown; take it out"))
    if IDENTIFIER.search(text):
        problems.append(Problem(place, None, "holds a number such as an A-number; the log names no client, so leave it out"))
    return problems


def fingerprint(key: bytes, name: str) -> str:
    """What stands for a case in the log: the same for the same case and key, and nothing to whoever lacks the key."""
    return hmac.new(key, name.encode(errors="surrogateescape"), hashlib.sha256).hexdigest()[:20]


def again(entries: Iterable[Request], entry: Request) -> Request | None:
    """The entry that already says what this one says: the same case, addressee, form and day; or the same id."""
    mine = (entry.matter, entry.office, entry.form, entry.asked)
    same = (old for old in entries if old.id == entry.id or (entry.matter and (old.matter, old.office, old.form, old.asked) == mine))
    return next(same, None)


def offices(entries: Iterable[Request]) -> list[str]:
    """The addressees on record, each once."""
    return sorted({entry.office for entry in entries})


def spelled(office: str, known: Sequence[str]) -> str:
    """An addressee as the log spells it, where only capitals or blanks differ; else as it is given."""
    return next((name for name in known if name.casefold() == _plain(office).casefold()), _plain(office))


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that was most likely meant."""
    names = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), list(names), n=1, cutoff=cutoff)
    return names[near[0]] if near else None


def flat(entry: Request) -> dict[str, object]:
    """An entry as one row, a factor a column (`no`, `unknown`, or how well it was shown), without what stands for the case."""
    shown = (("favourable", entry.picture.favourable), ("adverse", entry.picture.adverse))
    row: dict[str, object] = {
        "id": entry.id,
        "office": entry.office,
        "actor": entry.actor,
        "regime": entry.regime,
        "form": entry.form,
        "asked": entry.asked,
        "answer": entry.answer or WAITING,
        "answered": entry.answered,
        "days": entry.days,
        "reason": entry.reason,
        "stage": entry.picture.stage,
        "detained": entry.picture.detained,
        "court": entry.picture.court,
        "circuit": entry.picture.circuit,
    }
    return row | {f"{side}.{name}": item.strength or item.verdict for side, factors in shown for name, item in factors.items()}
