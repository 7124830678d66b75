"""The commands as other programs and tired people use them."""

import json
import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import icalendar
import pytest
import yaml
from tests.conftest import text_of

from forbear.cli.main import main
from forbear.cli.output import console, write_whole
from forbear.problem import BadInput

DEMO = Path(str(resources.files("forbear.demo")))
OROZCO = str(DEMO / "orozco")
BATZ = str(DEMO / "batz")
ON = ["--on", "2026-11-16"]


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Nothing leaves the machine: a command that opens a connection fails its test."""

    def refuse(*_):
        raise AssertionError("a command tried to open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def json_of(capsys, *arguments, code=0):
    assert main([*arguments, "--json"]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    return json.loads(captured.out)


def page_of(capsys, *arguments, code=0):
    assert main(list(arguments)) == code
    return capsys.readouterr().out


def test_an_assessment_has_every_key_that_others_rely_on(capsys):
    found = json_of(capsys, "assess", OROZCO, *ON)
    assert set(found) >= {
        "case", "on", "law", "stage", "posture", "priorities", "factors", "options", "plan", "government_interest",
        "dangers", "missing", "questions", "deadlines", "warnings",
    }  # fmt: skip
    assert (found["case"], found["on"]) == ("orozco", "2026-11-16")
    assert set(found["deadlines"][0]) >= {"id", "due", "protective", "from", "rule", "steps", "authority", "missed_means"}
    assert set(found["law"]) >= {"current_as_of", "stale"}
    assert set(found["stage"]) >= {"id", "could_be", "presumed", "detained", "because"}
    assert set(found["posture"][0]) >= {"actor", "regime", "posture", "authorities"}
    assert set(found["factors"][0]) >= {"id", "direction", "verdict", "strength", "exhibits", "law_ids", "because"}
    keys = {"form", "status", "timing", "realistic", "because", "needs", "authorities", "consequences", "warnings"}
    assert len(found["options"]) == 17
    assert all(set(option) >= keys for option in found["options"])
    effects = [effect for option in found["options"] for effect in option["consequences"].values()]
    assert all(set(effect) == {"effect", "authorities", "confidence"} for effect in effects)
    assert set(found["plan"]) >= {"first", "ask", "in_the_alternative", "when", "do_not_ask", "because"}
    assert set(found["missing"][0]) >= {"document", "for", "how_to_get", "lead_time"}
    assert set(found["questions"][0]) >= {"question", "fact", "text", "decides", "sensitivity"}
    assert set(found["dangers"][0]) >= {"admission", "severity", "where", "because", "instead"}


def test_an_unknown_says_why_it_is_unknown(capsys):
    found = json_of(capsys, "assess", OROZCO, *ON)
    unknown = [item for key in ("priorities", "factors") for item in found[key] if item["verdict"] == "unknown"]
    unknown += [option for option in found["options"] if option["status"] == "unknown"]
    assert unknown
    assert all(item["unknown_because"] and set(item["unknown_because"]) <= {"fact", "law", "judgment"} for item in unknown)


def test_the_page_says_what_to_ask_and_what_not_with_reasons_cites_and_the_law_s_age(capsys):
    page = page_of(capsys, "assess", OROZCO, *ON, "--width", "100")
    for words in ("Where it stands", "Ask ", "Do not ask", "Stipulation", "I&N Dec.", "newest source", "Recheck first", "no legal advice"):
        assert words in page, words
    assert max(map(len, page.splitlines())) <= 100
    assert "\x1b" not in page  # plain when piped


def test_a_day_other_than_today_is_marked_on_every_page(capsys):
    for command in (["assess", OROZCO], ["ask", OROZCO], ["explain", OROZCO, "stage"], ["law", "governing"]):
        assert "JUDGED AS OF WED 16 NOV 2016" in page_of(capsys, *command, "--on", "2016-11-16")


def test_the_date_of_the_facts_never_sets_the_day(capsys):
    found = json_of(capsys, "assess", str(DEMO / "batz"), "--on", "2026-11-16")
    assert found["on"] == "2026-11-16"
    assert any("facts were taken" in notice for notice in found["notices"])


def test_the_proof_of_a_finding_goes_down_to_facts_exhibits_and_authorities(capsys):
    found = json_of(capsys, "explain", OROZCO, "factor:length-of-residence", *ON)
    assert (found["finding"], found["verdict"]) == ("factor:length-of-residence", "yes")
    text = json.dumps(found)
    assert "years_of_residence" in text
    assert "e11" in text
    option = json_of(capsys, "explain", OROZCO, "option:dismissal-without-prejudice", *ON)
    assert option["verdict"] == "conditional"
    statuses = [item["status"] for row in option["because"]["table"] for item in row["authorities"]]
    assert "in_force" in statuses


@pytest.mark.parametrize("finding", ["stage", "option:parole", "window:parole", "factor:dui", "conclusion:order_in_force"])
def test_every_kind_of_finding_can_be_explained(capsys, finding):
    assert json_of(capsys, "explain", OROZCO, finding, *ON)["finding"] == finding
    assert finding in page_of(capsys, "explain", OROZCO, finding, *ON)


def test_questions_come_in_both_languages_most_decisive_first(capsys):
    found = json_of(capsys, "ask", OROZCO, *ON)
    assert all(item["text"]["en"] and item["text"]["es"] and item["decides"] for item in found)
    counts = [len(item["decides"]) for item in found if not any(name.startswith("first:") for name in item["decides"])]
    assert counts == sorted(counts, reverse=True)
    assert len(json_of(capsys, "ask", OROZCO, *ON, "--most", "3")) == 3


def test_facts_are_listed_with_meaning_type_unit_and_origin(capsys):
    found = json_of(capsys, "facts")
    assert len(found) >= 150
    assert all(item["meaning"] and item["type"] for item in found)
    valued = {item["fact"]: item for item in json_of(capsys, "facts", "--case", OROZCO, *ON)}
    assert valued["years_of_residence"]["value"] == 22


def test_what_governed_is_told_with_status_overlays_and_age(capsys):
    found = json_of(capsys, "law", "governing", "--actor", "opla", "--on", "2022-05-12")
    assert (found["regime"], found["posture"]) == ("opla-13", "broad-discretion")
    assert {item["id"]: item["status"] for item in found["authorities"]} == {"doyle-2022": "in_force", "mayorkas-2021": "in_force"}
    assert {"id", "live"} <= set(found["overlays"][0])
    assert found["current_as_of"] is None  # both have ended since: their age says nothing
    assert json_of(capsys, "law", "governing", "--on", "2026-11-24")["current_as_of"]
    assert json_of(capsys, "law", "governing", "--actor", "opla", "--on", "2021-10-01")["uncertain"]
    bond = json_of(capsys, "law", "governing", "--on", "2026-09-01", "--circuit", "3", "--topic", "bond-or-release")
    assert "sources differ" in bond["uncertain"]


def test_an_entry_is_shown_with_periods_sources_confidence_and_age(capsys):
    found = json_of(capsys, "law", "show", "castro-tum")
    assert {key: found["in_force"][0][key] for key in ("from", "to", "status")} == {
        "from": "2018-05-17",
        "to": "2021-07-15",
        "status": "in_force",
    }
    assert found["sources"]
    assert found["confidence"] == "verified"
    assert found["current_as_of"]
    assert json_of(capsys, "law", "show", "make-the-road-dc")["id"] == "make-the-road-2025"
    assert json_of(capsys, "law", "show", "length-of-residence")["confidence"]
    assert "castro-tum" in {item["id"] for item in json_of(capsys, "law", "search", "castro-tum")}
    assert json_of(capsys, "law", "search", "zebra", code=1) == []
    assert json_of(capsys, "law", "check") == []
    assert "no problems" in page_of(capsys, "law", "check")
    assert json_of(capsys, "law", "stale", "--on", "2026-11-24")


WRONG = [
    (["assess", "nowhere.yaml"], "cannot be read"),
    (["assess", OROZCO, "--on", "yesterday"], "expected a date such as 2026-11-16"),
    (["assess", OROZCO, "--on", "2026-02-30"], "expected a date"),
    (["assess", OROZCO, "--width", "7"], "expected a width"),
    (["assess"], "required: CASE"),
    (["asess", OROZCO], "invalid choice"),
    (["explain", OROZCO, "factor:duo"], "did you mean dui"),
    (["explain", OROZCO, "colour"], "is no finding"),
    (["law", "governing", "--actor", "fbi"], "unknown actor"),
    (["law", "governing", "--circuit", "14"], "unknown circuit"),
    (["law", "governing", "--topic", "bonds"], "unknown topic"),
    (["law", "show", "castro-tom"], "castro-tum"),
    (["law", "check", "--corpus", "/nowhere"], "not a folder"),
    (["memo", OROZCO, "--out", "memo.docx"], "ending in .pdf"),
    (["memo", OROZCO, "--out", "/proc/nowhere/memo.pdf"], "cannot be written"),
    (["assess", OROZCO, "--overlay", "/nowhere"], "not a folder"),
    ([], "required: COMMAND"),
    (["assess", OROZCO, "--on", "0001-01-01"], "from 1900 to 2100"),
    (["assess", OROZCO, "--on", "2021-W01-1"], "expected a date"),
    (["ask", OROZCO, "--most", "0"], "1 or more"),
    (["ask", OROZCO, "--most", "-1"], "1 or more"),
    (["assess", "a" * 300], "file name too long"),
    (["assess", "a\x1b[31mb\nc"], "cannot be read"),
    (["memo", OROZCO, "--out", "a" * 300 + ".pdf"], "file name too long"),
    (["memo", OROZCO, "--out", ".pdf"], "ending in .pdf"),
    (["memo", OROZCO], "required: --out"),
    (["windows", "nowhere.yaml"], "cannot be read"),
    (["windows", OROZCO, "--on", "2026-13-01"], "expected a date"),
    (["windows", OROZCO, "--width", "wide"], "expected a width"),
    (["compare", OROZCO], "required: FORM"),
    (["compare", OROZCO, "dismisal"], "did you mean dismissal-without-prejudice?"),
    (["compare", OROZCO, ""], "FORM: no form has this name"),
    (["compare", OROZCO, "parole", "--picture", "paths.png"], "ending in .svg or .pdf"),
    (["offer", OROZCO, "--form", ""], "'' is no form that can be offered"),
    (["offer", OROZCO, "--form", "parole", "--terms", " "], "expected the words of one condition"),
    (["offer", OROZCO, "--form", "parole", "--terms", "a" * 501], "up to 500 characters, found 501"),
    (["offer", OROZCO, "--form", "parole", "--terms"], "expected one argument"),
    (["advise", OROZCO, "--lang", "en", "--out", "x.pdf"], "one of the arguments --form --no-request is required"),
    (["advise", OROZCO, "--form", "closure", "--lang", "en", "--out", "x.pdf"], "'closure' is no form"),
    (["advise", OROZCO, "--no-request", "--lang", "fr", "--out", "x.pdf"], "invalid choice: 'fr'"),
    (["hearing", OROZCO], "required: --out"),
    (["hearing", OROZCO, "--out", "tomorrow.doc"], "ending in .pdf"),
    (["hearing", OROZCO, "--out", "/proc/nowhere/x.pdf"], "cannot be written"),
    (["deadline", "bia-appeal"], "did you mean bia-appeal-notice?"),
    (["deadline", "bia-appeal-notice"], "--from: is missing"),
    (["deadline", "bia-appeal-notice", "--from", "2026-02-30"], "expected a date"),
    (["deadlines", OROZCO, "--ics", ""], "expected the name of a file to write"),
    (["deadlines", OROZCO, "--ics", "case.yaml"], "expected the name of a file to write"),
    (["deadlines", OROZCO, "--sent", "soon"], "expected a date"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(arguments[:3]) or "nothing" for arguments, _ in WRONG])
def test_wrong_input_is_one_plain_sentence_and_exit_2(capsys, arguments, said):
    try:
        code = main(arguments)
    except SystemExit as exit_:
        code = exit_.code
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert said in captured.err
    assert "Traceback" not in captured.err
    assert len(captured.err.strip().splitlines()) == 1


def test_a_bad_case_names_every_problem_and_writes_nothing(capsys, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("person: {name: A}\ncriminal: none\n", encoding="utf-8")
    out = tmp_path / "memo.pdf"
    assert main(["memo", str(case), "--out", str(out)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2
    assert list(tmp_path.iterdir()) == [case]


LAW = [f"law {part}" for part in ("governing", "show", "search", "check", "stale")]


@pytest.mark.parametrize("command", ["assess", "explain", "ask", "facts", "memo", "law", "demo", *LAW])
def test_help_gives_an_example(capsys, command):
    with pytest.raises(SystemExit) as exit_:
        main([*command.split(), "--help"])
    assert exit_.value.code == 0
    assert "example:" in capsys.readouterr().out


def test_a_change_of_the_office_is_seen_on_every_page_that_day_and_after(capsys, tmp_path):
    line = "{authority: make-the-road-cadc-2026, act: suspend, from: 2026-11-16, author: A. Ruiz, source: order read}"
    (tmp_path / "office.yaml").write_text(f"changes:\n- {line}\n", encoding="utf-8")
    office = ["--overlay", str(tmp_path), "--width", "200"]
    said = "Changed by this office: suspend make-the-road-cadc-2026 from 2026-11-16 (A. Ruiz; order read)"
    for command in (["assess", OROZCO], ["ask", OROZCO], ["explain", OROZCO, "stage"], ["deadlines", OROZCO], ["law", "governing"]):
        assert said in page_of(capsys, *command, *office, *ON)
        assert said not in page_of(capsys, *command, *office, "--on", "2026-11-15")
    page = page_of(capsys, "law", "governing", *office, *ON)
    assert "suspended – office: suspend" in page
    assert "expedited removal live? not known – the answer on file rests on make-the-road-cadc-2026" in page
    assert "A. Ruiz; order read" in page_of(capsys, "law", "show", "make-the-road-cadc-2026", *office)


def run(*arguments, **given):
    """The command in a process of its own, as a shell would start it."""
    program = f"import sys; from forbear.cli.main import main; raise SystemExit(main({list(arguments)!r}))"
    return subprocess.run([sys.executable, "-c", program], check=False, stderr=subprocess.PIPE, **given)


def test_a_memo_is_kept_where_its_page_cannot_be_printed_and_that_is_said(tmp_path):
    target = tmp_path / "memo.pdf"
    with Path("/dev/full").open("w") as full:
        done = run("memo", OROZCO, *ON, "--out", str(target), stdout=full)
    assert b"could not be printed (no space left on device); a file that was asked for has been written" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert target.read_bytes().startswith(b"%PDF")


def test_output_in_another_encoding_or_to_nowhere_breaks_nothing():
    ascii_only = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin"}
    found = run("ask", OROZCO, *ON, "--json", stdout=subprocess.PIPE, env=ascii_only)
    assert json.loads(found.stdout.decode("utf-8"))[0]["text"]["es"]
    assert (found.returncode, found.stderr) == (0, b"")
    page = run("ask", OROZCO, *ON, stdout=subprocess.PIPE, env=ascii_only)
    assert (page.returncode, page.stderr) == (0, b"")
    command = f"{sys.executable} -c \"import sys; from forbear.cli.main import main; sys.exit(main(['law', 'show', 'castro-tum']))\" >&-"
    closed = subprocess.run(["sh", "-c", command], check=False, stderr=subprocess.PIPE)
    assert (closed.returncode, closed.stderr) == (0, b"")


def test_a_page_whose_reader_is_gone_ends_quietly():
    read, write = os.pipe()
    os.close(read)
    done = run("law", "show", "castro-tum", stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_page_in_a_pipe_ends_no_line_in_blanks_and_names_things_in_words(capsys):
    for command in (["assess", OROZCO], ["ask", OROZCO], ["law", "show", "castro-tum"], ["law", "stale"], ["explain", OROZCO, "stage"]):
        page = page_of(capsys, *command)
        assert not [line for line in page.splitlines() if line.endswith(" ")]
        assert "no date" not in page
        assert not re.search("[,:–] in_force", page)
        assert "first:possible" not in page


def test_nothing_printed_acts_on_the_terminal(capsys):
    console(80).print("red \x1b[31m and \u202eback")
    assert capsys.readouterr().out == "red \ufffd[31m and \ufffdback\n"


def test_a_file_is_written_by_a_name_of_its_own_and_follows_no_link(tmp_path):
    target, other = tmp_path / "a.pdf", tmp_path / "other"
    other.write_bytes(b"kept")
    target.symlink_to(other)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: write_whole(bytes([number]) * 100_000, target, "--out"), range(16)))
    assert len(set(target.read_bytes())) == 1
    assert other.read_bytes() == b"kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "other"]
    with pytest.raises(BadInput, match="cannot be written"):
        write_whole(b"x", Path("/proc/nowhere"), "--out")


def test_a_reader_that_closes_early_is_no_error():
    program = (
        f"import sys; from forbear.cli.main import main; raise SystemExit(main(['assess', {OROZCO!r}, '--json', '--on', '2026-11-16']))"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() in (0, 120)
    assert b"Traceback" not in errors


def test_starting_the_command_loads_no_parser_of_sentences_and_no_engine():
    program = (
        "import sys; from forbear.cli.main import main; "
        f"main(['assess', {OROZCO!r}, '--json', '--on', '2026-11-16']); "
        "print([name for name in ('sqlglot', 'polars', 'rich', 'typst', 'django') if name in sys.modules], file=sys.stderr)"
    )
    subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=True, capture_output=False, stderr=subprocess.DEVNULL)
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert done.stderr.decode().strip() == "[]"


def test_the_demo_judges_its_cases_on_their_own_dates_and_makes_their_memos_and_packets(capsys, tmp_path):
    found = json_of(capsys, "demo", "--out", str(tmp_path))
    assert [item["case"] for item in found["cases"]] == ["orozco", "batz"]
    assert [item["on"] for item in found["cases"]] == ["2026-11-16", "2022-05-12"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["batz", "batz-memo.pdf", "orozco", "orozco-memo.pdf"]
    for item in found["cases"]:
        assert item["packet"]
        assert sum(part["pages"] for part in item["packet"]) == sum(len(text_of(Path(part["path"]))) for part in item["packet"])
        assert "JUDGED AS OF" in text_of(Path(item["packet"][0]["path"]))[0]
        assert item["checks"]["pass"]


def test_every_calendar_reads_in_a_standard_parser_and_shows_no_fact_of_the_client(capsys, tmp_path):
    for case, words in ((OROZCO, ("orozco",)), (BATZ, ("batz",))):
        target = tmp_path / f"{words[0]}.ics"
        found = json_of(capsys, "deadlines", case, *ON, "--ics", str(target))
        text = target.read_bytes()
        events = icalendar.Calendar.from_ical(text).walk("VEVENT")
        ahead = [item for item in found if item["due"] and item["due"] >= "2026-11-16" and not item["done"]]
        assert {str(event.decoded("dtstart")) for event in events} >= {item["due"] for item in ahead}
        assert len({event["uid"] for event in events}) == len(events)
        assert all(event.walk("VALARM") for event in events)
        secrets = yaml.safe_load((Path(case) / "case.yaml").read_text())["person"]["full_name"].split()
        assert not [word for word in (*words, *secrets) if word.lower() in text.decode().lower()]


def test_importing_a_calendar_again_updates_it(capsys, tmp_path):
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    json_of(capsys, "deadlines", OROZCO, *ON, "--ics", str(first))
    json_of(capsys, "deadlines", OROZCO, "--on", "2026-11-17", "--ics", str(second))
    uids = [{event["uid"] for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")} for path in (first, second)]
    assert uids[0] & uids[1] == uids[1]


def test_a_calendar_holds_the_follow_ups_of_a_request_that_was_sent(capsys, tmp_path):
    target = tmp_path / "a.ics"
    found = json_of(capsys, "deadlines", OROZCO, *ON, "--sent", "2026-11-10", "--ics", str(target))
    steps = [item["due"] for item in found if item["rule"] == "follow-up"]
    assert steps == ["2026-11-17", "2026-11-24", "2026-12-01", "2027-01-11"]
    events = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert [str(event.decoded("dtstart")) for event in events if str(event["summary"]).startswith("Follow up")] == steps


def test_where_no_day_to_follow_up_is_left_that_is_said(capsys, tmp_path):
    case = tmp_path / "case.yaml"
    court = "nta_filed_date: 2026-02-03, custody: {detained: false}, next_hearing: {type: individual, date: 2026-12-02}"
    case.write_text(f"format: forbear-case/1\nproceedings: {{{court}}}\n", encoding="utf-8")
    assert "No day to follow up is left" in page_of(capsys, "deadlines", str(case), *ON, "--sent", "2026-11-10")


def test_the_dates_are_written_as_a_paper_beside_the_same_json(capsys, tmp_path):
    target = tmp_path / "counsel" / "dates.pdf"
    assert json_of(capsys, "deadlines", OROZCO, *ON, "--out", str(target)) == json_of(capsys, "deadlines", OROZCO, *ON)
    assert "PRIVILEGED" in text_of(target.read_bytes())[0]
    assert "privileged" in page_of(capsys, "deadlines", OROZCO, *ON, "--out", str(target))


def test_the_page_of_dates_says_what_is_complete_what_is_missed_and_on_what_a_date_depends(capsys, tmp_path):
    case, target = tmp_path / "reentry.yaml", tmp_path / "dates.ics"
    case.write_text(
        "format: forbear-case/1\nentry: [{date: 2025-09-30, manner: without-inspection}]\nresidence: {continuous_since: 2010-01-01}\n"
        "proceedings: {nta_date: 2026-10-01, nta_filed_date: 2026-10-20, next_hearing: {type: individual, date: 2027-01-20}}\n",
        encoding="utf-8",
    )
    page = " ".join(page_of(capsys, "deadlines", str(case), *ON, "--ics", str(target)).split())
    assert "Two years complete on Thu 30 Sep 2027" in page
    assert "Before that day, or without proof of the two years, an order without a judge" in page
    assert "If missed: Before that day" not in page
    assert "If missed: Late evidence may be excluded" in page
    assert "Only if the hearing is individual and the client is not detained (not known: held by immigration)" in page
    assert "From Wed 20 Jan 2027 (next hearing date)" in page
    titles = {str(event["summary"]) for event in icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")}
    assert "File by: Filing before a non-detained individual hearing – if it applies" in titles
    assert "End of a count of years" in titles  # no claim, no entry


@pytest.mark.parametrize("command", [("deadlines", OROZCO), ("memo", OROZCO), ("hearing", OROZCO)], ids=lambda command: command[0])
def test_a_target_that_cannot_be_a_pdf_is_refused_before_any_work(capsys, tmp_path, command):
    (tmp_path / "folder.pdf").mkdir()
    for name in ("dates.docx", "folder.pdf"):
        assert main([*command, "--out", str(tmp_path / name)]) == 2
        assert "--out" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["folder.pdf"]


def test_a_date_is_counted_without_a_case(capsys):
    found = json_of(capsys, "deadline", "bia-appeal-notice", "--from", "2026-11-02")
    assert (found["due"], found["protective"]) == ("2026-12-02", "2026-11-12")
    assert found["conflict"]
    assert json_of(capsys, "deadline", "filing-detained", "--from", "2026-11-02")["due"] is None
    page = page_of(capsys, "deadline", "bia-appeal-notice", "--from", "2026-11-02")
    assert "Wed 2 Dec 2026" in page
    assert "Thu 12 Nov 2026" in page


@pytest.mark.parametrize(("arguments", "says"), [
    (["deadline", "bia-apeal-notice", "--from", "2026-11-02"], "did you mean bia-appeal-notice?"),
    (["deadline", "bia-appeal-notice"], "--from"),
    (["deadline", "bia-appeal-notice", "--from", "2026-11-02", "--fact", "waived"], "name=value"),
    (["deadline", "bia-appeal-notice", "--from", "2026-11-02", "--fact", "waived-apeal=true"], "did you mean waived-appeal?"),
    (["deadline", "asylum-ead-file", "--from", "2026-11-02", "--fact", "applicant_delay_days=²"], "a number of days"),
    (["deadline", "cancellation-lpr", "--from", "2026-11-02", "--fact", "lpr_date=soon"], "true, false or a date"),
])  # fmt: skip
def test_a_question_about_a_date_that_makes_no_sense_is_answered_with_what_to_do(capsys, arguments, says):
    assert main(arguments) == 2
    assert says in capsys.readouterr().err
