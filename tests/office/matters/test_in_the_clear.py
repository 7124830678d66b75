"""Nothing that an office keeps holds a client's fact in the clear: database, write-ahead log, files, temporary folder, copies."""

import datetime as dt

import pytest
from django.db import connection

from forbear.office.matters import evidence_files, membership, reading, writing
from forbear.office.place import current
from forbear.office.safekeeping.backup import back_up
from tests.office import canaries
from tests.office.building import a_person


@pytest.mark.django_db(transaction=True)
def test_no_canary_is_found_in_anything_that_is_kept(tmp_path):
    lead = a_person()
    matter = writing.create(lead, canaries.facts(), canaries.REASON)
    writing.save(lead, matter, 1, {"person.called": "Ms. Quetzalcanary"}, canaries.REASON)
    writing.keep(lead, matter, "draft", {"text": canaries.PAPER}, canaries.REASON)
    kept = evidence_files.add(lead, matter, canaries.FILE, (canaries.PAPER * 1000).encode(), media_type="application/pdf")
    evidence_files.remove(lead, matter, kept.id)
    with evidence_files.laid_out(lead, matter):
        pass
    membership.grant(lead, matter, a_person(), "reader")
    reading.history(lead, matter)
    whole = tmp_path / "whole.forbear"
    folder = tmp_path / "copies"
    folder.mkdir()
    for to in (whole, folder):
        back_up(to, dt.datetime.now(dt.UTC))
    assert canaries.found_under(current().home, whole, folder) == set()
    if connection.vendor == "sqlite":  # the database of a server is looked at through its copy
        assert canaries.found_under(*current().home.parent.glob("test.sqlite3*")) == set()


def test_the_search_finds_what_is_there(tmp_path):
    for number, spelling in enumerate(spelling for word in canaries.WORDS for spelling in canaries.spellings(word)):
        (tmp_path / str(number)).write_bytes(b"xx" + spelling + b"yy")
        assert canaries.found_under(tmp_path / str(number))
