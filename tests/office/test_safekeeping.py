"""What is copied comes back as it was, into a new folder, with the right key, and everything in it opens."""

import datetime as dt
import io
import json
import shutil
import subprocess
import sys
import tarfile

import pytest

from forbear.office.matters import evidence_files
from forbear.office.matters.blobs import blob_path
from forbear.office.matters.models import Blob, MatterKey
from forbear.office.place import current
from forbear.office.safekeeping.archive import manifest_of, reading
from forbear.office.safekeeping.backup import back_up
from forbear.problem import BadInput
from forbear.vault.seal import open_file_for_office
from tests.office.apart import environment
from tests.office.building import a_matter, a_person

WORDS = "correct horse battery staple"


def forbear(*words, ok=0):
    """Runs the command as a person would, apart from this process's office."""
    command = [sys.executable, "-m", "forbear", *map(str, words)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == ok, done.stderr
    assert "Traceback" not in done.stderr
    return done


def answer(*words, ok=0):
    return json.loads(forbear(*words, "--json", ok=ok).stdout)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office with the demonstration's matters, and a copy of it as a file and in a folder."""
    above = tmp_path_factory.mktemp("office")
    (above / "password").write_text(WORDS + "\n")
    home = above / "home"
    made = answer(
        "office", "init", "--home", home, "--name", "Clínica", "--admin", "ana@example.org", "--password-file", above / "password"
    )
    assert made == {"home": str(home), "key_file": str(above / "home.key")}
    matters = answer("office", "load-demo", "--home", home)["matters"]
    assert [each["case"] for each in matters] == ["orozco", "batz"]
    copied = answer("backup", "--home", home, "--to", above / "whole.forbear")
    assert (copied["matters"], copied["files"]) == (2, 28)
    return above


def test_an_office_comes_back_whole(office, tmp_path):
    back = answer("restore", office / "whole.forbear", "--home", tmp_path / "again", "--verify")
    assert back["verified"] | {"lines": 0} == {"lines": 0, "matters": 2, "revisions": 2, "files": 28, "problems": []}
    assert [path.name for path in tmp_path.iterdir()] == ["again"]
    assert answer("audit", "verify", "--home", tmp_path / "again")["ok"]


@pytest.mark.django_db(transaction=True)
def test_a_second_copy_into_a_folder_takes_only_what_is_new(tmp_path):
    lead = a_person()
    matter = a_matter(lead)
    evidence_files.add(lead, matter, "e1.pdf", b"paper")
    took = [back_up(tmp_path, dt.datetime(2026, 11, day, tzinfo=dt.UTC)) for day in (1, 2)]
    evidence_files.add(lead, matter, "e2.pdf", b"another")
    took.append(back_up(tmp_path, dt.datetime(2026, 11, 3, tzinfo=dt.UTC)))
    assert [(each.files, each.new) for each in took] == [(1, 1), (1, 0), (2, 1)]
    for day, files in ((2, 1), (3, 2)):
        one = next(tmp_path.glob(f"2026-11-0{day}*"))
        assert not list(one.rglob("blobs"))
        with reading(one) as source:
            assert len(manifest_of(source)["blobs"]) == files
    with reading(tmp_path) as source:  # the newest
        assert len(manifest_of(source)["blobs"]) == 2


@pytest.mark.django_db(transaction=True)
def test_the_database_in_a_copy_holds_no_key_and_no_session_not_even_in_pages_that_were_given_back(tmp_path, client):
    lead = a_person()
    for _ in range(20):
        a_matter(lead)
    client.force_login(lead)
    whole = tmp_path / "whole.forbear"
    back_up(whole, dt.datetime.now(dt.UTC))
    content = io.BytesIO()
    with reading(whole) as source, source.part("database") as sealed:
        open_file_for_office(current().keys, sealed, content, kind="database")
    kept = [bytes(wrapped) for wrapped in MatterKey.objects.values_list("wrapped", flat=True)]
    assert len(kept) == 20
    assert str(lead.email).encode() in content.getvalue()
    assert not any(wrapped[:40] in content.getvalue() for wrapped in kept)
    assert client.session.session_key.encode() not in content.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_cannot_be_finished_leaves_nothing(tmp_path):
    lead = a_person()
    matter = a_matter(lead)
    kept = evidence_files.add(lead, matter, "e1.pdf", b"a paper that is gone")
    blob_path(Blob.objects.get(pk=kept.id).name).unlink()
    folder = tmp_path / "copies"
    folder.mkdir()
    for to in (tmp_path / "whole.forbear", folder):
        with pytest.raises(BadInput, match="no copy was made"):
            back_up(to, dt.datetime.now(dt.UTC))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


def test_another_key_brings_nothing_back_and_says_so_in_a_sentence(office, tmp_path):
    shutil.copy(office / "home.key", tmp_path / "wrong.key")
    (tmp_path / "wrong.key").write_text("A" * 43 + "=\n")
    said = forbear("restore", office / "whole.forbear", "--home", tmp_path / "again", "--key-file", tmp_path / "wrong.key", ok=2).stderr
    assert len(said.strip().splitlines()) == 1
    assert "do not open with this key file" in said
    assert not (tmp_path / "again").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.key"]


@pytest.mark.parametrize("harm", ["cut", "turned", "manifest", "missing", "foreign"])
def test_a_damaged_copy_is_refused_and_leaves_nothing(office, tmp_path, harm):
    copy, whole = tmp_path / "copy.forbear", (office / "whole.forbear").read_bytes()
    with tarfile.open(office / "whole.forbear") as tar:
        database, manifest = tar.getmember("database"), tar.getmember("manifest.json")
    if harm == "cut":
        copy.write_bytes(whole[: len(whole) // 2])
    elif harm == "turned":
        at = database.offset_data + 5000
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    elif harm == "manifest":
        at = whole.index(b'"seq": ', manifest.offset_data) + 7
        copy.write_bytes(whole[:at] + b"9" + whole[at + 1 :])
    elif harm == "missing":
        with tarfile.open(office / "whole.forbear") as tar, tarfile.open(copy, "w") as less:
            for member in tar.getmembers()[1:]:
                less.addfile(member, tar.extractfile(member))
    else:
        copy.write_bytes(b"PK not ours" * 100)
    assert forbear("restore", copy, "--home", tmp_path / "again", ok=2).stderr.strip()
    assert [path.name for path in tmp_path.iterdir()] == ["copy.forbear"]


def test_a_blob_turned_in_the_copy_is_named_by_verify(office, tmp_path):
    copy, whole = tmp_path / "copy.forbear", (office / "whole.forbear").read_bytes()
    with tarfile.open(office / "whole.forbear") as tar:
        at = next(member for member in tar.getmembers() if member.name.startswith("blobs/")).offset_data + 100
    copy.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    found = answer("restore", copy, "--home", tmp_path / "again", "--verify", ok=1)["verified"]
    assert len(found["problems"]) == 1
    assert "does not open" in found["problems"][0]


def test_the_doctor_finds_an_office_well_but_for_what_harms_it(office):
    (office / "home").chmod(0o755)
    try:
        found = {each["id"]: each for each in answer("doctor", "--home", office / "home", ok=2)["checks"]}
    finally:
        (office / "home").chmod(0o700)
    assert found["folder"]["do"] == f"chmod 700 {office / 'home'}"
    assert {found[name]["state"] for name in ("key", "keys", "database", "settings", "log", "copy")} == {"ok"}


def test_what_is_asked_for_wrongly_is_said(office, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    for words, said in (
        (("restore", office / "whole.forbear", "--home", tmp_path / "full"), "is not empty"),
        (("restore", tmp_path / "none", "--home", tmp_path / "a"), "is not there"),
        (("restore", tmp_path / "full", "--home", tmp_path / "a"), "holds no copy"),
        (("audit", "verify", "--home", tmp_path / "none"), "no office is here"),
        (
            ("office", "init", "--home", office / "home", "--name", "X", "--admin", "a@b.org", "--password-file", office / "password"),
            "is here already",
        ),
    ):
        assert said in forbear(*words, ok=2).stderr
