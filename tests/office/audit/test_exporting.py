"""A log that was taken along is checked without the database, and any change of it is found."""

import json

import pytest
from django.urls import reverse

from forbear.office.audit.exporting import exported, walk_file
from forbear.office.audit.models import Entry
from forbear.office.audit.visit import visiting
from forbear.office.people.models import Role
from forbear.office.place import office_keys
from forbear.problem import BadInput
from forbear.vault.keys import OfficeKeys
from tests.office.building import a_matter, a_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(tmp_path):
    lead = a_person()
    a_matter(lead)
    for _ in range(6):
        with visiting(lead, "page"):
            pass
    path = tmp_path / "log.jsonl"
    path.write_text("".join(exported(office_keys())), encoding="utf-8")
    return path


def test_it_is_whole_and_holds_no_fact(log):
    walked = walk_file(office_keys(), log)
    assert (walked.lines, walked.problems) == (Entry.objects.count(), [])
    assert "Quetzal" not in log.read_text()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda lines: lines[:3] + lines[4:], "is missing"),
        (lambda lines: [*lines[:3], lines[3].replace('"page"', '"other"'), *lines[4:]], "was changed"),
        (lambda lines: lines[:-1], "cut short"),
        (lambda lines: [*lines[:-2], lines[-1]], "does not end as it was written"),
        (lambda lines: [lines[0], *lines[2:]], "does not end as it was written"),
        (lambda lines: [lines[0], lines[-1]], "does not end as it was written"),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], "comes"),
        (lambda lines: [lines[0], json.dumps({"seq": 1}), *lines[2:]], "no line of a log"),
    ],
)
def test_what_was_done_to_it_is_found(log, harm, said):
    log.write_text("\n".join(harm(log.read_text().splitlines())) + "\n")
    (problem,) = walk_file(office_keys(), log).problems
    assert said in problem


@pytest.mark.parametrize("content", ["", "{}", "not a log", '{"format": "forbear-log/1", "office": "another"}', "[1]"])
def test_what_is_no_log_of_this_office_is_refused(tmp_path, content):
    path = tmp_path / "log.jsonl"
    path.write_text(content)
    with pytest.raises(BadInput):
        walk_file(office_keys(), path)


def test_another_offices_keys_prove_nothing(log):
    with pytest.raises(BadInput, match="another office"):
        walk_file(OfficeKeys.new(), log)


def test_the_page_gives_it_to_who_reads_the_log(log, client, tmp_path):
    answer = signed_in(client, a_person(Role.AUDITOR)).get(reverse("log-marked"))
    path = tmp_path / "page.jsonl"
    path.write_bytes(b"".join(answer.streaming_content))
    assert walk_file(office_keys(), path).problems == []
    client.logout()
    assert signed_in(client).get(reverse("log-marked")).status_code == 403


def test_the_command_takes_it_along_and_checks_it(log, tmp_path, capsys, monkeypatch):
    from forbear.cli import office as commands
    from forbear.cli.main import main
    from forbear.office.place import current

    monkeypatch.setattr(commands, "ready", lambda options: current())
    monkeypatch.setattr(commands, "founded", lambda options: current())
    to = tmp_path / "out.jsonl"
    assert main(["audit", "export", "--to", str(to), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lines"] == Entry.objects.count() - 1  # its own line comes after
    assert main(["audit", "verify", "--file", str(to)]) == 0
    assert main(["audit", "export", "--to", str(to)]) == 2
    to.write_text(to.read_text().replace('"page"', '"tampered"', 1))
    assert main(["audit", "verify", "--file", str(to)]) == 1
