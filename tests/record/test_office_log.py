"""The file of the log: writers take turns, nothing that was told is lost, and nothing that is not ours is touched."""

import json
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recording import request

from forbear.problem import BadInput
from forbear.record import log
from forbear.record.outcomes import answered

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from recording import request
from forbear.problem import BadInput
from forbear.record import log
path, name, most = Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
print("ready", flush=True)
sys.stdin.readline()
for number in range(most):
    log.add(path, request(f"{name}-{number}", matter=f"{name}-{number}"))
    print(f"{name}-{number}", flush=True)
"""


def writers(path, names, most, code=WRITER):
    """Processes that write entries once they are told to begin, and say which are on the disk."""
    here = str(Path(__file__).parent)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, here, str(path), name, str(most)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in names
    ]
    assert [process.stdout.readline() for process in started] == ["ready\n"] * len(names)
    return started


def begin(process):
    process.stdin.write("\n")
    process.stdin.flush()


def refused(call):
    with pytest.raises(BadInput) as bad:
        call()
    return str(bad.value)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "outcomes.jsonl"


def test_an_entry_is_one_line_of_json_that_reads_back_equal(path):
    entries = [request("a1"), request("a2", "refused", office="OPLA Boston – línea 2")]
    for entry in entries:
        assert log.add(path, entry).problems == []
    assert log.read(path) == log.Log(entries, [])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a1", "a2"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_later_line_amends_an_entry_and_the_earlier_one_stays(path):
    log.add(path, request("a1"))
    log.add(path, request("a2"))
    old, _ = log.amend(path, "a1", lambda entry: answered(entry, "refused", entry.asked, "", on=entry.asked))
    assert old.answer is None
    found = log.read(path).entries
    assert [(entry.id, entry.answer) for entry in found] == [("a1", "refused"), ("a2", None)]
    assert len(path.read_bytes().splitlines()) == 3
    log.amend(path, "a1", lambda entry: entry)
    assert len(path.read_bytes().splitlines()) == 3  # what changes nothing writes nothing


def test_an_unknown_id_is_told_with_the_nearest(path):
    log.add(path, request("4f09c2ab"))
    assert "did you mean 4f09c2ab?" in refused(lambda: log.amend(path, "4f09c2aa", lambda entry: entry))


def test_the_same_request_is_recorded_once(path):
    log.add(path, request("a1", matter="m"))
    assert "on record as a1" in refused(lambda: log.add(path, request("a2", matter="m")))
    log.add(path, request("a2", matter="m", office="OPLA Boston"))
    log.add(path, request("a3", matter="other"))
    assert [entry.id for entry in log.read(path).entries] == ["a1", "a2", "a3"]


def test_writers_at_once_lose_nothing(path):
    started = writers(path, "abc", 15)
    for process in started:
        begin(process)
    told = [line for process in started for line in process.communicate(timeout=60)[0].split()]
    found = log.read(path)
    assert found.problems == []
    assert sorted(entry.id for entry in found.entries) == sorted(told)
    assert len(told) == 45


def test_of_writers_of_one_request_at_once_one_wins(path):
    same = WRITER.replace('matter=f"{name}-{number}"', 'matter=f"{number}"')
    same = same.replace("    log.add", "    try:\n        log.add").replace(
        "    print(f", "    except BadInput:\n        continue\n    print(f"
    )
    started = writers(path, "abc", 15, same)
    for process in started:
        begin(process)
    told = [line for process in started for line in process.communicate(timeout=60)[0].split()]
    assert sorted(int(line[2:]) for line in told) == list(range(15))
    assert sorted(entry.id for entry in log.read(path).entries) == sorted(told)


def test_a_writer_killed_at_any_instant_loses_nothing_that_it_told(path):
    chance = random.Random(11)
    told = []
    for process in writers(path, "abc", 100_000):
        begin(process)
        time.sleep(chance.uniform(0.01, 0.15))
        process.send_signal(signal.SIGKILL)
        told += [line for line in process.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
    log.add(path, request("last", matter="last"))
    found = log.read(path)
    assert found.problems == []
    assert {line.strip() for line in told} | {"last"} <= {entry.id for entry in found.entries}


WHOLE = msgspec.json.encode(request("a1")) + b"\n" + msgspec.json.encode(request("a2", "refused")) + b"\n"
FIRST = WHOLE.index(b"\n") + 1


@settings(max_examples=60)
@given(st.integers(FIRST, len(WHOLE)))
def test_a_line_torn_at_any_byte_is_reported_and_kept_aside_and_the_rest_counts(tmp_path_factory, end):
    path = tmp_path_factory.mktemp("torn") / "outcomes.jsonl"
    path.write_bytes(WHOLE[:end])
    torn = WHOLE[FIRST:end] if FIRST < end < len(WHOLE) - 1 else b""
    found = log.read(path)
    assert [entry.id for entry in found.entries] == (["a1", "a2"] if end >= len(WHOLE) - 1 else ["a1"])
    assert [problem.line for problem in found.problems] == ([2] if torn else [])
    assert path.read_bytes() == WHOLE[:end]  # reading changes nothing
    assert len(log.add(path, request("a3")).problems) == bool(torn)
    assert (log.aside(path).read_bytes() if torn else b"\n") == torn + b"\n"
    after = log.read(path)
    assert after.problems == []
    assert [entry.id for entry in after.entries] == [*(entry.id for entry in found.entries), "a3"]


def test_a_line_that_is_no_entry_is_named_and_left_in_its_place(path):
    log.add(path, request("a1"))
    with path.open("ab") as file:
        file.write(b'{"format":"forbear-outcome/2","id":"b1"}\n\xff\xfe\n')
    log.add(path, request("a2"))
    found = log.read(path)
    assert [entry.id for entry in found.entries] == ["a1", "a2"]
    assert [problem.line for problem in found.problems] == [2, 3]
    assert b"forbear-outcome/2" in path.read_bytes()


@pytest.mark.parametrize("content", [b"name,day\nReyes,2026-01-02\n", b'{"id": "x"}\n', b"\x00" * 50])
def test_a_file_that_is_no_log_is_left_alone(path, content):
    path.write_bytes(content)
    for call in (lambda: log.read(path), lambda: log.add(path, request("a1")), lambda: log.erase(path, lambda _: True)):
        assert "not a log of outcomes" in refused(call)
    assert path.read_bytes() == content


def test_what_can_be_no_log_is_refused_by_its_name_or_kind(tmp_path):
    assert "no case file" in refused(lambda: log.add(tmp_path / "case.yaml", request()))
    assert "not a regular file" in refused(lambda: log.add(tmp_path, request()))
    assert "no folder" in refused(lambda: log.add(tmp_path / "none" / "outcomes.jsonl", request()))
    assert "no log stands here" in refused(lambda: log.read(tmp_path / "outcomes.jsonl"))
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert "not a regular file" in refused(lambda: log.read(tmp_path / "pipe.jsonl"))


def test_an_erased_entry_is_gone_from_every_line_whole_or_torn(path):
    log.add(path, request("a1", matter="m"))
    log.add(path, request("a2", matter="n"))
    log.amend(path, "a1", lambda entry: answered(entry, "refused", entry.asked, "no joint motions", on=entry.asked))
    with path.open("ab") as file:
        file.write(msgspec.json.encode(request("a1", matter="m"))[:300])
    assert log.erase(path, lambda entry: entry.matter == "m") == ["a1"]
    for file in (path, log.aside(path)):
        assert b"a1" not in file.read_bytes()
        assert b"no joint motions" not in file.read_bytes()
    assert [entry.id for entry in log.read(path).entries] == ["a2"]
    assert log.erase(path, lambda entry: entry.matter == "m") == []


def test_a_write_that_fails_is_taken_back(path):
    """The system lets the file grow by 100 bytes and no more: what was written of a line is taken back, and the log stands as before."""
    log.add(path, request("a1"))
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, hard))
    try:
        said = refused(lambda: log.add(path, request("a2")))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "cannot be written" in said
    assert "nothing was recorded" in said
    assert path.read_bytes() == before


def test_a_link_to_a_log_stays_a_link(path, tmp_path):
    link = tmp_path / "elsewhere" / "ours.jsonl"
    link.parent.mkdir()
    link.symlink_to(path)
    log.add(link, request("a1"))
    log.add(link, request("a2"))
    log.erase(link, lambda entry: entry.id == "a1")
    assert link.is_symlink()
    assert [entry.id for entry in log.read(path).entries] == ["a2"]


def test_what_is_written_while_entries_are_erased_stays_and_what_is_erased_stays_gone(path):
    log.add(path, request("a0"))
    (process,) = writers(path, "w", 30)
    begin(process)
    erased = {f"w-{number}" for number in range(0, 30, 5)}
    for ident in sorted(erased, key=lambda ident: int(ident[2:])):
        running = True
        while not log.erase(path, lambda entry, ident=ident: entry.id == ident) and running:
            running = process.poll() is None
    told = process.communicate(timeout=60)[0].split()
    assert len(told) == 30
    assert {entry.id for entry in log.read(path).entries} == {*told, "a0"} - erased


def test_the_key_is_made_once_and_a_damaged_one_is_told(path):
    assert log.link_of(path, "reyes") is None
    assert log.make_key(path) is True
    assert log.make_key(path) is False
    key = path.with_suffix(".key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert log.link_of(path, "reyes") == log.link_of(path, "reyes") != log.link_of(path, "batz")
    key.write_text("not a key")
    assert "is no key of a log" in refused(lambda: log.link_of(path, "reyes"))


def test_a_log_is_known_by_how_it_begins(path, tmp_path):
    log.add(path, request())
    other = tmp_path / "cases.jsonl"
    other.write_text('{"id": "x", "facts": {}}\n')
    assert (log.is_log(path), log.is_log(other), log.is_log(tmp_path / "none")) == (True, False, False)
