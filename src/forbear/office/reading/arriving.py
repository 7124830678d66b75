"""How does a paper come in? As hostile as any exhibit: refused with what to do and nothing kept, or sealed and then read apart."""

import hashlib
import uuid

import msgspec
from django.utils.translation import gettext as _
from django_tasks import task

from forbear.interchange.papers.fields import Claim
from forbear.interchange.papers.proposal import Offer
from forbear.interchange.papers.reading import read_papers
from forbear.office.audit.visit import visiting
from forbear.office.evidence.arriving import Cleaned, cleaned, kept
from forbear.office.matters import evidence_files, reading
from forbear.office.matters.membership import NotThere, check_writer
from forbear.office.people.models import Person
from forbear.office.reading.kept import FAILED, READ, WAITING, Content, PaperRead, Source, begin, change, reading_of, readings
from forbear.office.work.doing import tell
from forbear.office.workroom import working_folder
from forbear.packet.words import drawing_of
from forbear.problem import BadInput, Problem, printable

DRAWING = "page-drawing"
MOST_FILES = 20
ARCHIVE = b"PK\x03\x04"  # with which a Word file begins, and no paper
Sent = list[tuple[str, bytes]]


def checked(sent: Sent) -> list[Cleaned]:
    """The clean copies of files that may come in. Raises BadInput with what is wrong with each that may not; nothing is kept then."""
    problems: list[Problem] = []
    if not sent:
        problems.append(Problem(_("No file came"), None, _("choose a PDF, a scan or a photograph")))
    if len(sent) > MOST_FILES:
        problems.append(Problem(_("Files"), None, _("send at most %(most)s at once") % {"most": MOST_FILES}))
    clean: list[Cleaned] = []
    for name, content in [] if problems else sent:
        if content.startswith(ARCHIVE):
            said = _("is a Word file, which no agency sends; send the paper itself, as a PDF or a picture")
            problems.append(Problem(printable(name), None, said))
            continue
        try:
            clean.append(cleaned(name, content))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    return clean


def take_in(person: Person, matter_id: uuid.UUID, sent: Sent, clean: list[Cleaned]) -> uuid.UUID:
    """Seals checked files and has them read, by the id of the reading. The same files again are the reading that is there.

    Raises NotThere, BadInput.
    """
    check_writer(person, matter_id)
    digests = [hashlib.sha256(content).hexdigest() for _name, content in sent]
    for each in readings(person, matter_id):
        if [file.digest for file in each.content.files] == digests and each.content.status != FAILED:
            return each.id
    files = []
    for (name, content), copy, digest in zip(sent, clean, digests, strict=True):
        file = kept(person, matter_id, name, content, copy)
        files.append(Source(file.id, file.name, digest))
    return _ask(person, matter_id, files)


def take_up(person: Person, matter_id: uuid.UUID, file_id: uuid.UUID) -> uuid.UUID:
    """Has a file read that the matter holds already. Raises NotThere, BadInput."""
    check_writer(person, matter_id)
    file, content = evidence_files.read(person, matter_id, file_id)
    if file.kind != evidence_files.EXHIBIT or file.removed:
        raise NotThere
    for each in readings(person, matter_id):
        if each.content.status != FAILED and file.id in [one.id for one in each.content.files]:
            return each.id
    return _ask(person, matter_id, [Source(file.id, file.name, hashlib.sha256(content).hexdigest())])


def put_away(person: Person, matter_id: uuid.UUID, content: Content) -> None:
    """Takes files out of sight that no exhibit names. Raises NotThere, BadInput."""
    named = {item.get("file") for item in reading.opened(person, matter_id).case.items("evidence") or ()}
    there = {file.id for file in evidence_files.files(person, matter_id)}
    for file in content.files:
        if file.name not in named and file.id in there:
            evidence_files.remove(person, matter_id, file.id)


def _ask(person: Person, matter_id: uuid.UUID, files: list[Source]) -> uuid.UUID:
    made = begin(person, matter_id, files, _("a paper to be read"))
    read.enqueue(str(person.pk), str(matter_id), str(made))
    return made


@task()
def read(person_id: str, matter_id: str, reading_id: str) -> None:
    """Reads the files of a reading and keeps what they say. Only ids are handed over; whoever asked must still have the right."""
    person, place, which = Person.objects.get(pk=person_id), uuid.UUID(matter_id), uuid.UUID(reading_id)
    with visiting(person, "read papers"):
        asked = reading_of(person, place, which).content
        if asked.status != WAITING:  # done by a worker that was ended before it could say so
            return
        try:
            made = _read(person, place, which, asked)
        except Exception as error:
            change(person, place, which, lambda now: msgspec.structs.replace(now, status=FAILED))
            put_away(person, place, asked)
            if not isinstance(error, BadInput):
                raise
            return
        change(person, place, which, lambda now: msgspec.structs.replace(made, said=now.said))
        if made.status == FAILED:
            put_away(person, place, asked)


def _read(person: Person, matter_id: uuid.UUID, reading_id: uuid.UUID, asked: Content) -> Content:
    case, problems = reading.opened(person, matter_id).case, list[Problem]()
    with working_folder() as folder:
        (folder / "drawn").mkdir()
        paths = []
        for file in asked.files:
            path = folder / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(evidence_files.read(person, matter_id, file.id)[1])
            paths.append(path)

        def progress(_file: str, done: int, of: int) -> None:
            tell("reading pages", done, of)

        offers = list(read_papers(paths, lambda: case, problems, progress, within=folder, drawings=folder / "drawn"))
        found = []
        for offer in offers:
            if offer.paper is None:
                continue
            number = paths.index(offer.source)
            pages = {proposal.page for proposal in offer.proposals}
            drawn = {}
            for page in sorted(pages):
                picture = folder / "drawn" / drawing_of(offer.source, page)
                if picture.exists():
                    name = f"{reading_id}/{number}-{page}.png"
                    kept_ = evidence_files.add(person, matter_id, name, picture.read_bytes(), media_type="image/png", kind=DRAWING)
                    drawn[page] = kept_.id
            found.append(_paper(offer, number, drawn))
    return Content(READ if offers else FAILED, asked.files, [str(problem) for problem in problems], found)


def _paper(offer: Offer, number: int, drawn: dict[int, uuid.UUID]) -> PaperRead:
    assert offer.paper
    claims = [Claim(**{name: getattr(each, name) for name in Claim.__struct_fields__}) for each in offer.proposals]
    return PaperRead(number, offer.paper.id, offer.edition, offer.pages, offer.of, claims, offer.sides, drawn)
