"""What must be answered before papers go out? The gate of the drafting as a list, each line with what answers it here."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forbear.drafting.compose import Withheld
from forbear.drafting.exhibits import Exhibit
from forbear.drafting.gate import UNREAD
from forbear.law.authority import Authority
from forbear.office.matters.membership import LEADERS
from forbear.office.matters.reading import Opened
from forbear.office.papers.appending import append, write
from forbear.office.papers.court import check_form
from forbear.office.papers.making import Made
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem

READER, RESPONSIBLE = "second-reader", "responsible"
CONSENT = ("consent", "consent-signed")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the gate. `answer` names what answers it here: consent, facts or counsel; empty where it is answered."""

    id: str
    title: str
    verdict: str
    because: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact that a paper leaves out, and the papers for which counsel could release it."""

    fact: str
    because: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An exhibit of the file, and whether it was chosen for this packet; None where nobody chose."""

    number: int
    id: str
    title: str
    file: str
    chosen: bool | None


def lines(made: Made) -> list[Line]:
    """What the gate looks at, in its own order; what is open first."""
    found = [
        Line(check.id, check.title, check.verdict, check.because, _answer(check.id, check.verdict)) for check in made.draft.gate.checks
    ]
    return sorted(found, key=lambda line: ("fail", "ask", "pass").index(line.verdict))


def signed(made: Made, revision: str) -> dict[str, Mapping[str, Any]]:
    """Who has signed a revision, by role."""
    case, on = made.brief.matter.case, made.brief.matter.on
    found = {}
    for item in case.items("sign_offs") or ():
        day = item.get("on")
        if item.get("revision") == revision and item.get("by") and isinstance(day, dt.date) and day <= on:
            found[str(item.get("role"))] = item
    return found


def other_reasons(made: Made) -> list[str]:
    """Why pages say DRAFT, besides what stands on the list with an answer of its own: signatures, law, exhibits, the gate's lines."""
    apart = {check.because for check in made.draft.gate.checks}
    own = ("has not signed revision", UNREAD, "no exhibit was chosen")
    return [reason for reason in made.draft.gate.draft_because if reason not in apart and not any(words in reason for words in own)]


def unread(made: Made) -> list[Authority]:
    """The authorities that may stand in a draft and not be filed until somebody has read them in the source."""
    waiting = set(made.draft.gate.unread)
    return [entry for entry in made.brief.matter.corpus.authorities.values() if entry.cite in waiting]


def kept_back(made: Made) -> list[Kept]:
    """The facts that the papers leave out, each once, with why."""
    found: dict[str, list[Withheld]] = {}
    for item in made.draft.withheld:
        for fact in item.facts:
            found.setdefault(fact, []).append(item)
    return [Kept(fact, items[0].because, tuple(item.line for item in items)) for fact, items in found.items()]


def exhibits(opened: Opened, form: str) -> list[Chosen]:
    """Every exhibit of the file, and whether it was chosen for the packet of a form."""
    found = []
    for number, item in enumerate(opened.case.items("evidence") or ()):
        packets = item.get("packets")
        chosen = form in packets if isinstance(packets, list) else None
        title = str(item.get("title") or item.get("kind") or item.get("id") or number + 1)
        found.append(Chosen(number, str(item.get("id") or ""), title, str(item.get("file") or ""), chosen))
    return found


def proposed(made: Made) -> set[str]:
    """The exhibits that stand in the packet as it would be made now."""
    return {exhibit.id for exhibit in made.brief.exhibits}


def record_consent(person: Person, matter_id: uuid.UUID, form: str, made: Made, given: Mapping[str, Any]) -> None:
    """Records what the client decided. `given` is what the form holds, checked. Raises NotThere, BadInput."""
    on = made.brief.matter.on
    wrong = [
        Problem(name, None, _("is after today; a consent is recorded once it is given"))
        for name in ("explained_on", "signed_on")
        if given.get(name) and given[name] > on
    ]
    if given.get("signed_on") and given["signed_on"] < given["explained_on"]:
        wrong.append(Problem("signed_on", None, _("is before the day on which it was explained; nobody signs what was not explained")))
    if wrong:
        raise BadInput(wrong)
    item = {"form": form, "law_as_of": on, "mark": made.draft.gate.mark if given.get("signed_on") else None} | dict(given)
    item["oral"] = True if given.get("oral") else None
    append(person, matter_id, "consents", item, _("the client's decision recorded"))


def release(person: Person, matter_id: uuid.UUID, fact: str, document: str, day: dt.date) -> None:
    """Counsel releases one fact for one paper. Raises NotThere, BadInput."""
    _counsel(person)
    entry = {"fact": fact, "release.by": str(person), "release.on": day, "release.for": document}
    append(person, matter_id, "disclosure", entry, _("a fact released for a paper"))


def held(person: Person, matter_id: uuid.UUID, fact: str, *, source: str, exhibit: str, page: int | None) -> None:
    """Notes that the government holds a fact, and by which paper. Raises NotThere, BadInput."""
    entry = {"fact": fact, "held_by_government": "yes", "source": source, "exhibit": exhibit, "page": page}
    append(person, matter_id, "disclosure", entry, _("a fact noted as held by the government"))


def sign(person: Person, matter_id: uuid.UUID, made: Made, role: str, revision: str) -> None:
    """Signs a revision, as second reader or as the responsible representative. Raises NotThere, BadInput."""
    check_form(person, made.brief.matter.corpus, made.brief.form)
    if role == RESPONSIBLE:
        _counsel(person)
    other = signed(made, revision).get(READER if role == RESPONSIBLE else RESPONSIBLE)
    if other and other.get("by") == str(person):
        raise BadInput([Problem("role", None, _("you have signed this revision already; another person is the second reader"))])
    item = {"revision": revision, "role": role, "by": str(person), "on": made.brief.matter.on}
    append(person, matter_id, "sign_offs", item, _("a revision signed"))


def read_law(person: Person, matter_id: uuid.UUID, made: Made, authority: str) -> None:
    """Records that this person has read an authority in the source. Raises NotThere, BadInput."""
    if authority not in {entry.id for entry in unread(made)}:
        raise BadInput([Problem("authority", None, _("does not wait to be read for these papers"))])
    item = {"authority": authority, "by": str(person), "on": made.brief.matter.on}
    append(person, matter_id, "law_read", item, _("law read in the source"))


def choose(person: Person, opened: Opened, base: int, form: str, wanted: set[str]) -> None:
    """Chooses the exhibits for the packet of a form, by the numbers of their entries. Raises NotThere, BadInput."""
    changes: dict[str, object] = {}
    for number, item in enumerate(opened.case.items("evidence") or ()):
        packets = item.get("packets")
        before = list(packets) if isinstance(packets, list) else None
        without = [each for each in before or () if each != form]
        after = [*without, form] if str(number) in wanted else without if before is not None else None
        if after is not None and after != before:
            changes[f"evidence[{number}].packets"] = after
    if changes:
        write(person, opened.id, base, changes, _("exhibits chosen for a packet"))


def title_of(exhibit: Exhibit) -> str:
    """How an exhibit is called."""
    return exhibit.title or exhibit.id


def _answer(check: str, verdict: str) -> str:
    if verdict == "pass":
        return ""
    return "consent" if check in CONSENT else "counsel" if check == "plan" else "facts"


def _counsel(person: Person) -> None:
    if person.role not in LEADERS:
        raise BadInput(
            [Problem("role", None, _("only an attorney or a representative decides this; ask the one who answers for the matter"))]
        )
