"""The same store on PostgreSQL: its tests run once more there, and an office goes out of one database and comes back into another."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.office.apart import environment
from tests.office.server import postgresql

ROOT = Path(__file__).parents[2]
SAME = ("matters/test_store.py", "matters/test_in_the_clear.py")


@pytest.fixture(scope="module")
def server():
    with postgresql() as found:
        yield found


def run(tools, *words, **more):
    path = os.pathsep.join([str(tools), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)], env=environment(PATH=path, **more), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_store_keeps_its_word_there_too(server):
    address, tools = server
    files = [f"tests/office/{name}" for name in SAME]
    apart = "not found_out and not does_not_open and not no_base"  # many small harms to what is sealed, which no database changes
    said = run(tools, "pytest", "-p", "no:cacheprovider", "-k", apart, *files, FORBEAR_TEST_DATABASE=f"{address}/store")
    assert "skipped" not in said


def test_an_office_goes_out_of_one_database_and_comes_back_into_another(server, tmp_path):
    address, tools = server
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server_itself:
        for name in ("first", "second"):
            server_itself.execute(f"CREATE DATABASE {name}")
    (tmp_path / "password").write_text("correct horse battery staple\n")
    home, again, copy = tmp_path / "home", tmp_path / "again", tmp_path / "whole.forbear"
    who = ("--name", "Office", "--admin", "ana@example.org", "--password-file", tmp_path / "password")
    run(tools, "forbear", "office", "init", "--home", home, *who, "--database", f"{address}/first")
    run(tools, "forbear", "office", "load-demo", "--home", home)
    run(tools, "forbear", "backup", "--home", home, "--to", copy)
    back = run(tools, "forbear", "restore", copy, "--home", again, "--database", f"{address}/second", "--verify", "--json")
    assert json.loads(back)["verified"] | {"lines": 0} == {"lines": 0, "matters": 2, "revisions": 2, "files": 28, "problems": []}
    with psycopg.connect(f"{address}/second") as second:
        assert second.execute("SELECT count(*) FROM matters_matterkey").fetchone() == (2,)
    assert not list(again.glob("*.json"))
    assert not (again / "database").exists()
