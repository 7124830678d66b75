"""How is a packet made in an office? By the command line's own functions, in a passing folder; its files are sealed, the folder is gone.

The making is a job: whoever asked for it sees what is being done, and comes back to what was made. Counsel's papers are kept apart from
what goes out, under a kind of their own.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django_tasks import task

from forbear.drafting.before_signing import before_signing
from forbear.drafting.document import Document
from forbear.drafting.pdf import render_pdf
from forbear.drafting.setting import other_day
from forbear.office.audit.visit import visiting
from forbear.office.matters import evidence_files, reading, writing
from forbear.office.matters.judged import law_now, proved
from forbear.office.matters.membership import check_writer
from forbear.office.matters.reading import Document as KeptDocument
from forbear.office.matters.writing import Saved
from forbear.office.papers import kept
from forbear.office.papers.court import check_form
from forbear.office.papers.guarding import detector
from forbear.office.papers.making import brief
from forbear.office.people.models import Person
from forbear.office.today import clock, today
from forbear.office.work.doing import tell
from forbear.packet.packet import make_packet
from forbear.packet.preflight_paper import preflight_paper
from forbear.packet.said import as_data
from forbear.problem import BadInput

PACKET, FILE, COUNSEL_ONLY = "packet", "packet-file", "counsel-only"
WAITING, MADE, FAILED = "waiting", "made", "failed"
PDF = "application/pdf"
VERDICTS = ("fail", "ask", "note", "pass")


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet that was asked for: whether it is made, its files, and what was said of it."""

    id: uuid.UUID
    asking: uuid.UUID
    status: str
    at: dt.datetime
    who: str
    facts: int
    max_mb: float
    ocr: bool
    problems: tuple[str, ...]
    said: Mapping[str, Any]
    files: tuple[Mapping[str, Any], ...]
    counsel_only: tuple[Mapping[str, Any], ...]

    @property
    def checks(self) -> list[Mapping[str, Any]]:
        """The pre-flight, what must be mended first."""
        return sorted(self.said.get("checks", ()), key=lambda check: VERDICTS.index(check["verdict"]))

    @property
    def by_verdict(self) -> list[tuple[str, list[Mapping[str, Any]]]]:
        """The pre-flight in its groups; a group that is empty is left out."""
        groups = [(verdict, [check for check in self.checks if check["verdict"] == verdict]) for verdict in VERDICTS]
        return [(verdict, checks) for verdict, checks in groups if checks]

    @property
    def revision(self) -> str:
        """The revision that is signed: words and exhibits as they are."""
        return str(self.said.get("gate", {}).get("revision", ""))


def packets(person: Person, matter_id: uuid.UUID, asking_id: uuid.UUID) -> list[Packet]:
    """The packets of a request, the newest first. Raises NotThere."""
    found = [_packet(each) for each in reading.documents(person, matter_id, PACKET)]
    return [each for each in found if each.asking == asking_id]


def packet(person: Person, matter_id: uuid.UUID, packet_id: uuid.UUID) -> Packet:
    """One packet. Raises NotThere."""
    return _packet(reading.document(person, matter_id, packet_id, kind=PACKET))


def ask_for(person: Person, matter_id: uuid.UUID, asking_id: uuid.UUID, *, max_mb: float, ocr: bool, why: str) -> uuid.UUID:
    """Asks for a packet to be made, and says by which id it is found. Raises NotThere, BadInput."""
    check_writer(person, matter_id)
    check_form(person, law_now().corpus, kept.asking(person, matter_id, asking_id).form)
    content = _content(asking_id, WAITING, reading.opened(person, matter_id).revision, max_mb=max_mb, ocr=ocr)
    saved = writing.keep(person, matter_id, PACKET, content, why)
    assert isinstance(saved, Saved)
    assert saved.document is not None
    make.enqueue(str(person.pk), str(matter_id), str(saved.document))
    return saved.document


@task()
def make(person_id: str, matter_id: str, packet_id: str) -> None:
    """Makes the packet and keeps what came of it, good or bad. Only ids are handed over; whoever asked must still have the right."""
    person = Person.objects.get(pk=person_id)
    which, place = uuid.UUID(packet_id), uuid.UUID(matter_id)
    with visiting(person, "make packet"):
        wanted = packet(person, place, which)
        if wanted.status != WAITING:  # made by a worker that was ended before it could say so
            return
        base = reading.document(person, place, which).revision
        try:
            content = _made(person, place, which, wanted)
        except BadInput as bad:
            content = _content(wanted.asking, FAILED, wanted.facts, max_mb=wanted.max_mb, ocr=wanted.ocr)
            content["problems"] = [problem.message for problem in bad.problems]
        except Exception:
            content = _content(wanted.asking, FAILED, wanted.facts, max_mb=wanted.max_mb, ocr=wanted.ocr)
            writing.keep(person, place, PACKET, content, "", document=which, base=base)
            raise
        writing.keep(person, place, PACKET, content, "", document=which, base=base)


def _made(person: Person, matter_id: uuid.UUID, packet_id: uuid.UUID, wanted: Packet) -> dict[str, Any]:
    opened = reading.opened(person, matter_id)
    asking = kept.asking(person, matter_id, wanted.asking)
    check_form(person, law_now().corpus, asking.form)
    rewrites = kept.rewrites(kept.papers(person, matter_id, wanted.asking))
    on = today()
    asked = brief(person, proved(opened, on), asking.form, rewrites)

    with evidence_files.laid_out(person, matter_id) as folder:
        made = make_packet(
            asked,
            folder,
            folder / "outgoing",
            detector(),
            max_mb=wanted.max_mb,
            mark_today=other_day(on, clock()),
            ocr=wanted.ocr,
            tell=tell,
        )
        said = as_data(made)
        files = [_keep(person, matter_id, FILE, f"{packet_id}/{part.path.name}", part.path) for part in made.parts]
    for part, file in zip(said.pop("files"), files, strict=True):
        file |= {name: part[name] for name in ("pages", "bytes", "from", "to")}
    beside = (
        before_signing(made.brief, made.made, made.reports, made.cites),
        preflight_paper(made.brief, made.checks, made.made.gate.revision),
    )
    said |= {"on": str(said["on"])}
    content = _content(wanted.asking, MADE, opened.revision, max_mb=wanted.max_mb, ocr=wanted.ocr)
    return content | {
        "said": said,
        "files": files,
        "counsel_only": [_keep_paper(person, matter_id, packet_id, paper) for paper in beside],
    }


def _content(asking_id: uuid.UUID, status: str, facts: int, *, max_mb: float, ocr: bool) -> dict[str, Any]:
    return {"asking": str(asking_id), "status": status, "facts": facts, "max_mb": max_mb, "ocr": ocr}


def _keep(person: Person, matter_id: uuid.UUID, kind: str, name: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as content:
        file = evidence_files.add(person, matter_id, name, content, media_type=PDF, kind=kind)
    return {"id": str(file.id), "name": path.name}


def _keep_paper(person: Person, matter_id: uuid.UUID, packet_id: uuid.UUID, paper: Document) -> dict[str, Any]:
    name = f"{paper.kind}.pdf"
    file = evidence_files.add(person, matter_id, f"{packet_id}/{name}", render_pdf(paper), media_type=PDF, kind=COUNSEL_ONLY)
    return {"id": str(file.id), "name": name, "title": paper.title}


def _packet(found: KeptDocument) -> Packet:
    content = found.content
    return Packet(
        id=found.id,
        asking=uuid.UUID(content["asking"]),
        status=content["status"],
        at=found.at,
        who=found.who,
        facts=content["facts"],
        max_mb=content["max_mb"],
        ocr=content["ocr"],
        problems=tuple(content.get("problems", ())),
        said=content.get("said", {}),
        files=tuple(content.get("files", ())),
        counsel_only=tuple(content.get("counsel_only", ())),
    )
