"""Hostile files through every door of the office: each is refused with a sentence or comes in clean; none crashes, hangs, leaks or calls.

FORBEAR_SOAK=1 tries all of them, FORBEAR_SOAK_EVERY=53 with it each fifty-third; without, a few.
"""

import io
import os
import re
import socket
import tempfile
import time
from itertools import islice
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forbear.casefile.reading import as_data, read_case
from forbear.office.evidence.arriving import CLEAN
from forbear.office.facts.passing import ENDING
from forbear.office.matters import evidence_files, writing
from forbear.office.place import current
from tests.office.building import a_person, signed_in
from tests.office.hostile import a_few, hostile
from tests.office.papers.conftest import DEMO, begun

ALL = bool(os.environ.get("FORBEAR_SOAK"))
EVERY = int(os.environ.get("FORBEAR_SOAK_EVERY", "1"))
MUTATIONS = 50
MOST_SECONDS = 10 if ALL else 60  # that anybody may be kept waiting for one file; beside other tests the clock says little
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|SubmitForm|ImportData|RichMedia|URI|GoToR|GoToE)\b")


@pytest.fixture
def listening():
    """A place of the network that no file may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def _doors(client, matter, asking, paper, name):
    """Where a file of this name may be handed in."""
    kind = Path(name).suffix.lower()
    yield f"/matter/{matter}/evidence/", "files", {}
    if kind in (".csv", ".xlsx", ".txt"):
        yield "/matter/import/", "table", {"system": "", "dates": "", "sheet": ""}
    if kind in (".docx", ".docm", ".dotx"):
        yield reverse("shells"), "file", {"name": "letter"}
    if kind in (".docx", ".docm", ".pdf", ".txt", ".rtf", ".doc", ".html"):
        yield reverse("papers-guard", args=[matter]), "file", {"text": "", "purpose": ""}
        yield reverse("papers-upload", args=[matter, asking, paper]), "file", {}


def _left():
    """What lies in folders for passing things."""
    passing = [
        path for path in Path(tempfile.gettempdir()).glob("forbear-*") if not path.name.startswith(("forbear-office-", "forbear-tests-"))
    ]
    return {path for path in (*current().temporary.glob("*"), *passing) if path.suffix != ENDING}  # a sealed table waits for its import


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.django_db
def test_no_hostile_file_crashes_hangs_leaks_calls_out_or_comes_in_as_it_is(client, listening):
    lead = a_person(name="Ana Ruiz")
    matter = writing.create(lead, as_data(read_case(DEMO / "orozco")), "a fictional matter")
    client = signed_in(client, lead)
    asking = begun(client, lead, matter)
    from forbear.office.papers import kept

    paper = kept.papers(lead, matter, asking)[0].id
    address = "{}:{}".format(*listening.getsockname())
    before, wrong, files, handed, slowest, came_in = _left(), [], 0, 0, (0.0, "", ""), 0
    for name, content in islice(hostile(address, MUTATIONS), 0, None, EVERY) if ALL else a_few(address):
        files += 1
        for door, field, more in _doors(client, matter, asking, paper, name):
            handed += 1
            begin = time.monotonic()
            try:
                answer = client.post(door, more | {field: SimpleUploadedFile(name or "x", content)})
            except Exception as error:
                wrong.append((name[:60], door, repr(error)[:300]))
                continue
            seconds = time.monotonic() - begin
            slowest = max(slowest, (seconds, name[:60], door))
            if seconds > MOST_SECONDS:
                wrong.append((name[:60], door, f"{seconds:.1f} s"))
            if answer.status_code not in (200, 302, 400, 422):
                wrong.append((name[:60], door, answer.status_code))
            if b"<script>alert" in answer.content or b"<img src=x" in answer.content:
                wrong.append((name[:60], door, "its words act on the page"))
            if _left() - before:
                wrong.append((name[:60], door, f"left {sorted(map(str, _left() - before))[:3]}"))
    for file in evidence_files.files(lead, matter, CLEAN, removed=True):
        came_in += 1
        with pikepdf.open(io.BytesIO(evidence_files.read(lead, matter, file.id)[1])) as pdf:
            found = {
                match
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)
                for match in ACTIVE.findall(" ".join(map(str, item.keys())).encode())
            }
            if found or "/Info" in pdf.trailer:
                wrong.append((file.name[:60], "clean copy", found))
    if Path("/tmp/forbear-escaped").exists() is not False:
        wrong.append(("/tmp/forbear-escaped", "", "was written"))
    with pytest.raises(BlockingIOError):
        listening.accept()
    print(f"{files} files, {handed} times handed in, {came_in} came in clean, slowest {slowest}")
    assert not wrong, "\n".join(map(str, wrong))
