"""`import` and `export` as tired people and other programs use them."""

import json
from pathlib import Path

import pytest

from forbear.casefile.reading import as_data, read_case
from forbear.cli.main import main
from forbear.interchange.mapping import read_mapping

CLIENTS = "Client,A#,DOB,Entry date,Notes\nAna Ruiz,A200555031,07/30/1981,6/12/2004,x\nLuis Batz,A200555032,3/25/1990,,y\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder in which a table lies, and in which commands are given."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clients.csv").write_text(CLIENTS, encoding="utf-8")
    return tmp_path


def told(capsys, *arguments, code=0):
    assert main(list(arguments)) == code
    captured = capsys.readouterr()
    return captured.err if code == 2 else captured.out


def map_with_order(capsys):
    """The proposal, kept and put right by hand, as the help says to do it."""
    told(capsys, "import", "clients.csv", "--save-mapping", "map.yaml")
    path = Path("map.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("columns:", "dates: mdy\ncolumns:"), encoding="utf-8")


def test_from_a_first_look_to_case_folders(desk, capsys):
    first = told(capsys, "import", "clients.csv", "--preview", code=1)
    assert "Nothing is written" in first
    assert "E  Notes" in first
    assert "not taken over" in first
    map_with_order(capsys)
    second = told(capsys, "import", "clients.csv", "--mapping", "map.yaml", "--into", "cases", "--preview")
    assert "row 2 → ana-ruiz/" in second
    assert "dangerous if disclosed" in second
    assert not (desk / "cases").exists()
    assert "2 case folders were written" in told(capsys, "import", "clients.csv", "--mapping", "map.yaml", "--into", "cases")
    assert read_case(desk / "cases" / "ana-ruiz").date("person.birth_date") is not None
    again = told(capsys, "import", "clients.csv", "--mapping", "map.yaml", "--into", "cases", code=2)
    assert "stands in cases already" in again


def test_the_preview_for_programs_says_where_each_fact_comes_from(desk, capsys):
    map_with_order(capsys)
    found = json.loads(told(capsys, "import", "clients.csv", "--mapping", "map.yaml", "--into", "cases", "--preview", "--json"))
    assert (found["rows"], found["refused"], found["written"], found["not_taken_over"]) == (2, 0, [], ["Notes"])
    assert found["columns"][3] == {
        "column": "D",
        "header": "Entry date",
        "field": "entry[0].date",
        "sensitivity": "dangerous-if-disclosed",
        "dates": "mdy",
        "needs_review": None,
    }
    assert found["cases"][0]["facts"][2] == {"path": "person.birth_date", "value": "1981-07-30", "column": "C", "sensitivity": "normal"}


def test_bad_rows_stop_everything_unless_they_are_left_out(desk, capsys):
    (desk / "clients.csv").write_text(CLIENTS + "Rosa,2005,never,,\n", encoding="utf-8")
    map_with_order(capsys)
    given = ["import", "clients.csv", "--mapping", "map.yaml", "--into", "cases"]
    said = told(capsys, *given, code=2)
    assert "clients.csv, row 4, column B (A#): expected an A-number" in said
    assert "clients.csv, row 4, column C (DOB): expected a date" in said
    assert "1 of 3 rows are refused" in said
    assert not (desk / "cases").exists()
    found = json.loads(told(capsys, *given, "--skip-bad", "--json", code=1))
    assert found["written"] == ["cases/ana-ruiz", "cases/luis-batz"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["clients.csv", "--into", "cases"], "look at the proposal"),
        (["clients.csv", "--mapping", "clients.csv", "--into", "cases"], "clients.csv"),
        (["clients.csv", "--mapping", "gone.yaml", "--preview"], "gone.yaml"),
        (["gone.csv", "--preview"], "gone.csv"),
        (["clients.csv", "--sheet", "One", "--preview"], "no sheets"),
        (["clients.csv", "--save-mapping", "map.txt"], ".yaml"),
        (["clients.csv", "--save-mapping", "standing.yaml"], "left alone"),
        (["clients.csv", "--system", "clio", "--mapping", "standing.yaml"], "either"),
        (["clients.csv", "--system", "clio"], "--into"),
    ],
)
def test_wrong_usage_is_one_plain_sentence(desk, capsys, given, said):
    (desk / "standing.yaml").write_text("columns: {Client: person.full_name}\n", encoding="utf-8")
    assert said in told(capsys, "import", *given, code=2)
    assert (desk / "standing.yaml").read_text(encoding="utf-8") == "columns: {Client: person.full_name}\n"


def test_a_systems_columns_can_be_kept_and_changed(desk, capsys):
    (desk / "contacts.csv").write_text("First Name,Last Name,Alien Registration Number\nAna,Ruiz,A200555031\n", encoding="utf-8")
    page = told(capsys, "import", "contacts.csv", "--system", "docketwise", "--save-mapping", "dw.yaml")
    assert "not verified" in page
    assert read_mapping(desk / "dw.yaml").system == "docketwise"
    told(capsys, "import", "contacts.csv", "--mapping", "dw.yaml", "--into", "cases")
    assert read_case(desk / "cases" / "ana-ruiz").text("person.full_name") == "Ana Ruiz"


def test_what_was_exported_is_imported_equal(desk, capsys):
    map_with_order(capsys)
    told(capsys, "import", "clients.csv", "--mapping", "map.yaml", "--into", "cases")
    told(capsys, "export", "cases/ana-ruiz", "cases/luis-batz", "--as", "csv", "--out", "all.csv")
    told(capsys, "import", "all.csv", "--into", "again")
    for name in ("ana-ruiz", "luis-batz"):
        assert as_data(read_case(desk / "again" / name)) == as_data(read_case(desk / "cases" / name))


def test_an_export_with_a_field_that_does_not_exist_is_not_half_imported(desk, capsys):
    (desk / "ana.csv").write_text("path,value,sensitivity\nperson.full_name,Ana,normal\nperson.shoe_size,38,normal\n", encoding="utf-8")
    assert "person.shoe_size" in told(capsys, "import", "ana.csv", "--into", "cases", code=2)
    assert not (desk / "cases").exists()


def test_an_export_says_what_it_holds_and_what_it_left_out(desk, capsys):
    map_with_order(capsys)
    told(capsys, "import", "clients.csv", "--mapping", "map.yaml", "--into", "cases")
    found = json.loads(
        told(capsys, "export", "cases/ana-ruiz", "--as", "json", "--out", "ana.json", "--without", "dangerous,privileged", "--json")
    )
    assert found["left_out"] == {"dangerous-if-disclosed": ["entry[0].date"]}
    assert "entry" not in read_case(desk / "ana.json").facts
    assert "holds dangerous if disclosed (1): entry[].date" in told(capsys, "export", "cases/ana-ruiz", "--as", "yaml", "--out", "ana.yaml")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["clients", "--as", "json", "--out", "x.json"], "clients"),
        (["a", "b", "--as", "json", "--out", "x.json"], "one case"),
        (["case.yaml", "--as", "csv", "--out", "x.json"], ".csv"),
        (["case.yaml", "--as", "yaml", "--out", "case.yaml"], "left alone"),
    ],
)
def test_an_export_writes_over_nothing(desk, capsys, given, said):
    (desk / "case.yaml").write_text("person: {full_name: Ana}\n", encoding="utf-8")
    assert said in told(capsys, "export", *given, code=2)
    assert (desk / "case.yaml").read_text(encoding="utf-8") == "person: {full_name: Ana}\n"


def test_grades_that_do_not_exist_are_refused(desk, capsys):
    with pytest.raises(SystemExit) as left:
        main(["export", "x", "--as", "csv", "--out", "x.csv", "--without", "secret"])
    assert left.value.code == 2
    assert "dangerous, privileged" in capsys.readouterr().err
