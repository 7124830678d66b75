"""Whatever goes wrong is said in one sentence that tells what to do, and what was there before is as it was."""

import datetime as dt
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from forbear.cli.main import main
from forbear.courtdata.ingest import Wishes, ingest
from forbear.courtdata.release import open_release, release_names
from forbear.courtdata.source import PROGRAMS, open_source
from forbear.problem import BadInput

OLD = dt.date(2026, 8, 1)


def packed(dump: Path, archive: Path, **more: bytes) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for path in dump.rglob("*.*"):
            out.write(path, f"EOIR Case Data/{path.relative_to(dump)}")
        for name, content in more.items():
            out.writestr(name, content)
    return archive


def changed(dump: Path, folder: Path, name: str, change) -> Path:
    copy = shutil.copytree(dump, folder / "changed")
    file = copy / f"{name}.csv"
    file.write_bytes(change(file.read_bytes()))
    return copy


def cut_zip(dump, folder):
    archive = packed(dump, folder / "cut.zip")
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    return archive


def damaged_zip(dump, folder):
    archive = packed(dump, folder / "damaged.zip")
    content = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as whole:
        damaged = whole.getinfo("EOIR Case Data/B_TblProceeding.csv")
    middle = damaged.header_offset + damaged.compress_size // 2
    content[middle : middle + 200] = bytes(200)
    archive.write_bytes(content)
    return archive


def empty(dump, folder):
    (folder / "empty").mkdir()
    return folder / "empty"


def bomb(dump, folder):
    copy = shutil.copytree(dump, folder / "bomb")
    (copy / "tblAppeal.csv").write_bytes((copy / "tblAppeal.csv").read_bytes() + b"\t" * 20_000_000)
    return packed(copy, folder / "bomb.zip")


def by_commas(content):
    return content.replace(b"\t", b",")


def other_dates(content):
    first, _, rest = content.partition(b"\r\n")
    return first + b"\r\n" + rest.replace(b" 00:00:00.000", b"").replace(b"20", b"05/01/20")


def no_key(content):
    return content.replace(b"IDNPROCEEDING", b"ID", 1)


def twice_named(content):
    return content.replace(b"strLang", b"strNat", 1)


def half(content):
    return content[: len(content) // 2]


def two_in_one(dump, folder):
    for name in ("a", "b"):
        shutil.copytree(dump, folder / "two" / name)
    return folder / "two"


def with_change(name, change):
    return lambda dump, folder: changed(dump, folder, name, change)


def with_member(name):
    return lambda dump, folder: packed(dump, folder / "with.zip", **{name: b"x"})


TROUBLE = {
    "a zip that was cut off": (cut_zip, "not a whole zip archive; the download was cut off or damaged: download it again"),
    "a damaged zip": (damaged_zip, "B_TblProceeding.csv in it cannot be unpacked whole; .*download it again"),
    "an empty folder": (empty, "holds none of EOIR's tables, such as A_TblCase.csv"),
    "nothing there": (lambda dump, folder: folder / "none", "is not there; give the folder or the zip"),
    "no zip at all": (lambda dump, folder: dump / "tblAppeal.csv", "not a whole zip archive"),
    "another delimiter": (with_change("B_TblProceeding", by_commas), "fields are parted by ','.*as EOIR publishes it"),
    "a key that is gone": (with_change("B_TblProceeding", no_key), "B_TblProceeding.csv.*lacks IDNPROCEEDING, without which"),
    "a column that stands twice": (with_change("tblAppeal", twice_named), "names strnat twice"),
    "dates in another form": (with_change("tbl_CustodyHistory", other_dates), "holds '05/01/20.*is not laid out"),
    "a file that was cut off": (with_change("A_TblCase", half), "holds .* rows where Count.txt gives 400; it was cut off"),
    "two releases in one folder": (two_in_one, "twice; give one release at a time"),
    "a name that points outside": (with_member("../evil.csv"), "a name that points outside"),
    "an absolute name": (with_member("/etc/evil.csv"), "a name that points outside"),
    "a zip that swells": (bomb, "would unpack to .* far more than"),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_is_said_in_one_sentence_and_nothing_is_changed(little, tmp_path, capsys, trouble):
    make, said = TROUBLE[trouble]
    out = tmp_path / "out"
    (out / "releases").mkdir(parents=True)
    (out / "current.json").write_text('{"release": "2026-08-01"}')
    assert main(["court-data", "ingest", str(make(little, tmp_path)), "--out", str(out)]) == 2
    errors = capsys.readouterr().err
    assert len(errors.splitlines()) == 1
    assert re.search(said, errors), errors
    assert (out / "current.json").read_text() == '{"release": "2026-08-01"}'
    assert list((out / "releases").iterdir()) == []


def test_out_is_no_part_of_the_release(little, tmp_path, capsys):
    copy = shutil.copytree(little, tmp_path / "dump")
    assert main(["court-data", "ingest", str(copy), "--out", str(copy / "out")]) == 2
    assert "name a folder outside it" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main(["court-data", "ingest", str(copy), "--out", str(tmp_path / "file")]) == 2
    assert "is a file; name a folder" in capsys.readouterr().err


def test_a_short_file_is_taken_in_where_a_person_says_so(little, tmp_path):
    cut = changed(little, tmp_path, "tblAppeal", lambda content: content[: len(content) // 2].rpartition(b"\r\n")[0] + b"\r\n")
    with pytest.raises(BadInput, match="--accept-short"):
        ingest(cut, tmp_path / "out")
    release = ingest(cut, tmp_path / "out", Wishes(accept_short=True))
    assert any("tblAppeal" in problem for problem in release.report["problems"])


def test_two_at_once_do_not_meet(little, tmp_path, capsys):
    import fcntl

    (tmp_path / "out" / ".ingest").mkdir(parents=True)
    with (tmp_path / "out" / ".ingest" / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert main(["court-data", "ingest", str(little), "--out", str(tmp_path / "out")]) == 2
    assert "another ingest is at work" in capsys.readouterr().err


LIMITED = """
import resource, sys
most = int(sys.argv[1])
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
from forbear.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


def started(dump: Path, out: Path, most_bytes: int = 0) -> "subprocess.Popen[str]":
    """An ingest as a process of its own, perhaps one that may write no file beyond a size: a disk that is full."""
    command = [sys.executable, "-c", LIMITED, str(most_bytes), "court-data", "ingest", str(dump), "--out", str(out)]
    known = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=known)


@pytest.mark.parametrize("most_bytes", [300, 20_000])
def test_a_full_disk_is_said_and_the_release_before_still_opens(little, tmp_path, most_bytes):
    out = tmp_path / "out"
    before = ingest(little, out, Wishes(day=OLD))
    newer = changed(little, tmp_path, "tblAppeal", lambda content: content.replace(b"Case Appeal", b"Bond Appeal"))
    child = started(newer, out, most_bytes)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 2
    assert len(errors.splitlines()) == 1
    assert "run again" in errors
    assert "Traceback" not in errors
    assert open_release(out).name == before.name
    assert ingest(newer, out).name != before.name


def test_killed_at_any_instant_the_release_before_opens_and_the_next_run_goes_on(little, tmp_path):
    out = tmp_path / "out"
    ingest(little, out, Wishes(day=OLD))
    newer = changed(little, tmp_path, "tblAppeal", lambda content: content.replace(b"Case Appeal", b"Bond Appeal"))
    begun = time.monotonic()
    started(newer, tmp_path / "measure").communicate()
    whole = time.monotonic() - begun
    chance = random.Random(7)
    for at in (0.6, chance.uniform(0.4, 1), 0.95):
        child = started(newer, out)
        time.sleep(whole * at)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        release = open_release(out)
        assert release.connect().execute("SELECT count(*) FROM a_tblcase").fetchone() == (400,)
        assert len(release_names(out)) <= 2
    release = ingest(newer, out)
    assert release.connect().execute("SELECT DISTINCT strappealtype FROM tblappeal").fetchall() == [("Bond Appeal",)]
    assert not [path for path in (out / ".ingest").iterdir() if path.name != "lock"]


def test_a_table_that_is_done_is_not_done_again_unless_its_file_differs(little, tmp_path):
    out = tmp_path / "out"
    broken = changed(little, tmp_path, "tbl_Lead_Rider", lambda content: content[: len(content) // 2])
    with pytest.raises(BadInput, match="cut off"):
        ingest(broken, out)
    done = out / ".ingest" / "release" / "a_tblcase"
    mark = {path: path.stat().st_mtime_ns for path in done.rglob("*.parquet")}
    other = out / ".ingest" / "release" / "tblappeal"
    was = {path: path.stat().st_mtime_ns for path in other.rglob("*.parquet")}
    assert mark
    assert was
    shutil.rmtree(broken)
    whole = changed(little, tmp_path, "tblAppeal", lambda content: content.replace(b"Case Appeal", b"Bond Appeal"))
    release = ingest(whole, out)
    assert {path.stat().st_mtime_ns for path in (release.folder / "a_tblcase").rglob("*.parquet")} == set(mark.values())
    assert {path.stat().st_mtime_ns for path in (release.folder / "tblappeal").rglob("*.parquet")}.isdisjoint(was.values())


def test_what_the_name_of_a_release_says_of_its_day(little, tmp_path):
    for name, day in (("EOIR Case Data 2026-0801", "2026-08-01"), ("eoir-2025-11-05", "2025-11-05"), ("release 20260902", "2026-09-02")):
        shutil.copytree(little, tmp_path / name)
        assert str(open_source(tmp_path / name).day()) == day
    assert open_source(little).day() is None


@pytest.mark.skipif(not any(shutil.which(program) for program, *_ in PROGRAMS), reason="no program that unpacks archives is installed")
def test_an_archive_that_python_cannot_unpack_is_read_by_a_program_that_can(little, tmp_path, monkeypatch):
    def cannot(*_, **__):
        raise NotImplementedError("That compression method is not supported")

    archive = packed(little, tmp_path / "release.zip")
    monkeypatch.setattr(zipfile.ZipFile, "open", cannot)
    assert ingest(archive, tmp_path / "out").connect().execute("SELECT count(*) FROM a_tblcase").fetchone() == (400,)
    archive.write_bytes(archive.read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05", 3))
    with pytest.raises(BadInput, match="download it again"):
        ingest(archive, tmp_path / "other")
