"""A file is sealed into its matter, found by the name that the case file gives it, and never lost."""

import io
import os
from contextlib import suppress

import pytest

from forbear.office.matters import evidence_files
from forbear.office.matters.blobs import blob_path, sweep_parts
from forbear.office.matters.membership import NotThere, grant
from forbear.office.matters.models import Blob
from forbear.office.place import current
from forbear.office.safekeeping.verifying import verify
from forbear.office.workroom import sweep
from forbear.problem import BadInput
from forbear.vault.keys import WontOpen
from tests.office.building import a_matter, a_person

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7 certified disposition of Ana Quetzal"


@pytest.fixture
def lead():
    return a_person()


@pytest.fixture
def matter(lead):
    return a_matter(lead)


def test_a_file_comes_back_as_it_was_given(lead, matter):
    given = os.urandom(3_000_000)
    small = evidence_files.add(lead, matter, "e1.pdf", PAPER, media_type="application/pdf")
    large = evidence_files.add(lead, matter, "scans/e2.tiff", io.BytesIO(given))
    assert evidence_files.read(lead, matter, small.id) == (small, PAPER)
    assert evidence_files.read(lead, matter, large.id)[1] == given
    assert evidence_files.files(lead, matter) == [small, large]
    assert evidence_files.named(lead, matter, "e1.pdf") == small
    assert (small.size, small.media_type, small.who) == (len(PAPER), "application/pdf", str(lead))


def test_a_file_of_the_same_name_replaces_the_one_before_which_is_kept(lead, matter):
    first = evidence_files.add(lead, matter, "e1.pdf", PAPER)
    second = evidence_files.add(lead, matter, "e1.pdf", PAPER + b" (better copy)")
    evidence_files.add(lead, matter, "e1.pdf", b"a letter", kind="paper")
    assert evidence_files.files(lead, matter) == [second]
    evidence_files.remove(lead, matter, second.id)
    assert evidence_files.files(lead, matter) == []
    assert [each.id for each in evidence_files.files(lead, matter, removed=True)] == [first.id, second.id]
    assert evidence_files.read(lead, matter, first.id)[1] == PAPER
    with pytest.raises(NotThere):
        evidence_files.remove(lead, matter, second.id)


def test_the_same_content_lies_once_in_a_matter_and_tells_nothing_across_matters(lead, matter):
    other = a_matter(lead)
    for which, name in ((matter, "a.pdf"), (matter, "b.pdf"), (other, "a.pdf")):
        evidence_files.add(lead, which, name, PAPER)
    names = list(Blob.objects.order_by("at").values_list("name", flat=True))
    assert names[0] == names[1] != names[2]
    assert blob_path(names[0]).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["", " ", "../x", "/etc/passwd", "a\\b", "c:x", "a\nb", "x" * 300, "..", "a/../../b", "\u202efdp.exe"])
def test_names_that_lead_elsewhere_are_refused(lead, matter, name):
    with pytest.raises(BadInput, match="file name"):
        evidence_files.add(lead, matter, name, PAPER)


def test_nobody_else_reads_adds_or_removes_a_file(lead, matter):
    kept = evidence_files.add(lead, matter, "e1.pdf", PAPER)
    stranger, reader, other = a_person(), a_person(), a_matter(lead)
    grant(lead, matter, reader, "reader")
    with pytest.raises(BadInput):
        evidence_files.add(reader, matter, "e2.pdf", PAPER)
    assert evidence_files.read(reader, matter, kept.id)[1] == PAPER
    for person, which in ((stranger, matter), (lead, other)):
        with pytest.raises(NotThere):
            evidence_files.read(person, which, kept.id)
        with pytest.raises(NotThere):
            evidence_files.remove(person, which, kept.id)
    with pytest.raises(NotThere), evidence_files.laid_out(stranger, matter):
        pass


def test_exhibits_are_laid_out_as_the_command_line_has_them_and_gone_after(lead, matter):
    evidence_files.add(lead, matter, "e1.pdf", PAPER)
    evidence_files.remove(lead, matter, evidence_files.add(lead, matter, "e2.pdf", PAPER).id)
    with evidence_files.laid_out(lead, matter) as folder:
        assert [path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")] == ["exhibits/e1.pdf"]
        assert (folder / "exhibits" / "e1.pdf").read_bytes() == PAPER
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
    with suppress(ZeroDivisionError), evidence_files.laid_out(lead, matter) as folder:
        raise ZeroDivisionError  # whatever happens
    assert not folder.exists()


def test_what_a_crash_left_is_swept(lead, matter):
    kept = evidence_files.add(lead, matter, "e1.pdf", PAPER)
    blob = blob_path(Blob.objects.get(pk=kept.id).name)
    half, fresh = blob.with_name(".half.part"), blob.with_name(".fresh.part")
    half.write_bytes(b"half")
    fresh.write_bytes(b"another server writes it")
    os.utime(half, (0, 0))
    left = current().temporary / "left"
    left.mkdir(parents=True, exist_ok=True)
    with evidence_files.laid_out(lead, matter) as folder:
        assert sweep_parts(current().blobs) == 1
        assert sweep(current().temporary) == 1
        assert (folder / "exhibits" / "e1.pdf").exists()
    assert not left.exists()
    fresh.unlink()
    assert evidence_files.read(lead, matter, kept.id)[1] == PAPER


@pytest.mark.parametrize("harm", ["turned", "cut", "gone", "another"])
def test_a_blob_that_was_changed_does_not_open_and_is_named(lead, matter, harm):
    kept = evidence_files.add(lead, matter, "e1.pdf", PAPER)
    path = blob_path(Blob.objects.get(pk=kept.id).name)
    content = path.read_bytes()
    evidence_files.add(lead, matter, "e2.pdf", b"another paper")
    another = blob_path(Blob.objects.exclude(pk=kept.id).get().name).read_bytes()
    path.unlink()
    if harm != "gone":
        path.write_bytes({"turned": content[:-1] + bytes([content[-1] ^ 1]), "cut": content[:-9], "another": another}[harm])
    with pytest.raises(WontOpen):
        evidence_files.read(lead, matter, kept.id)
    assert verify().problems == [f"matter {matter}, file {kept.id}: is not there or does not open"]
    path.unlink(missing_ok=True)
