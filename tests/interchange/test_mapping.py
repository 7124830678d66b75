"""Which column means which field: said in YAML, proposed from the names, and never guessed."""

from pathlib import Path

import pytest

from forbear.casefile.fields import fields
from forbear.casefile.tree import parse_yaml
from forbear.interchange.mapping import check_mapping, propose, read_mapping, systems, write_mapping
from forbear.interchange.places import known
from forbear.interchange.tables import Row, Table
from forbear.interchange.words import data, folded
from forbear.problem import BadInput


def table(*headers):
    return Table("clients.csv", headers, (Row(2, ("",) * len(headers)),), len(headers))


def meant(mapping):
    return {column.header: column.path for column in mapping.columns}


def mapping_of(text):
    return check_mapping(parse_yaml(text, "map.yaml"), "map.yaml")


def problems_of(text):
    with pytest.raises(BadInput) as refused:
        mapping_of(text)
    return [str(problem) for problem in refused.value.problems]


def test_names_of_the_trade_are_understood():
    found = propose(table("Client Name", "A#", "D.O.B.", "Next Hearing Date", "Idioma", "Notes", "Case No."))
    assert meant(found) == {
        "Client Name": "person.full_name",
        "A#": "person.a_number",
        "D.O.B.": "person.birth_date",
        "Next Hearing Date": "proceedings.next_hearing.date",
        "Idioma": "person.languages",
    }
    assert (found.left, found.case) == (("Notes",), "Case No.")


def test_parts_of_a_name_are_put_together_unless_a_column_holds_the_whole():
    parts = propose(table("Last Name", "First Name"))
    assert [(column.header, column.part) for column in parts.columns] == [("Last Name", 3), ("First Name", 1)]
    whole = propose(table("Last Name", "First Name", "Full name"))
    assert (meant(whole), set(whole.left)) == ({"Full name": "person.full_name"}, {"Last Name", "First Name"})


def test_of_two_columns_for_one_field_the_first_is_taken_and_the_other_shown():
    found = propose(table("DOB", "Date of birth"))
    assert (meant(found), found.left) == ({"DOB": "person.birth_date"}, ("Date of birth",))


def test_a_path_is_its_own_name_and_a_merged_name_is_read_by_its_last_part():
    found = propose(table("health.pregnant", "family[0].relation", "Client / Date of birth"))
    assert list(meant(found).values()) == ["health.pregnant", "family[0].relation", "person.birth_date"]


@pytest.mark.parametrize("header", ["Status", "Date", "Filed", "Citizenship", "Type", "Country", "NTA filed", "Phone", "format", "nta_dat"])
def test_names_that_can_mean_several_things_are_left_to_a_person(header):
    assert propose(table(header)).left == (header,)


def test_the_names_of_the_words_mean_one_field_each_and_the_fields_exist():
    said = data("words.yaml")
    parts = [level for levels in said["parts"].values() for level in levels]
    names = [folded(name) for found in [*said["headers"].values(), *parts, said["case"]] for name in found]
    assert all(map(known, said["headers"]))
    assert set(said["values"]) <= set(fields())
    assert all(set(values) <= set(fields()[path].allowed or values) for path, values in said["values"].items())
    assert len(names) == len(set(names))


@pytest.mark.parametrize("id", ["legalserver", "docketwise", "clio"])
def test_each_system_says_where_its_columns_come_from_and_what_is_not_verified(id):
    system = systems()[id]
    assert system.needs_review
    assert system.sources
    assert all(source["url"].startswith("https://") and source["shows"] for source in system.sources)
    assert {column.path for column in system.mapping.columns} >= {"person.full_name"}


def test_a_systems_columns_are_taken_as_documented_and_its_others_left():
    docketwise = systems()["docketwise"]
    found = propose(table("First Name", "Last Name", "Alien Registration Number", "Country Of Birth", "DOB", "Anything"), docketwise)
    assert set(meant(found).values()) == {"person.full_name", "person.a_number", "person.birth_date"}
    assert set(found.left) == {"Country Of Birth", "Anything"}
    assert propose(table("open_date", "client_first_name"), systems()["clio"]).dates == "mdy"


def test_a_mapping_is_kept_and_read_back_equal(tmp_path):
    path = tmp_path / "map.yaml"
    text = """
      sheet: Clients
      header_rows: [3, 4]
      dates: dmy
      case: File
      always: {circuit: '10', court: Denver}
      columns:
        Name: {field: person.full_name, name_order: last-first}
        Y/N: {field: proceedings.custody.detained, values: {Det: true, Rel: false, 'Maybe?': null}}
        Entry: {field: 'entry[1].date', dates: mdy}
        Lang: {field: person.languages, separator: ','}
        Record: {field: criminal, values: {clean: []}}
        Notes: null
    """
    found = mapping_of(text)
    path.write_text(write_mapping(found), encoding="utf-8")
    assert read_mapping(path) == found
    assert found.columns[1].values == {"det": True, "rel": False, "maybe?": None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x: 1", "columns"),
        ("columns: []", "columns"),
        ("{columns: {}, colour: red}", "colour"),
        ("{format: other/1, columns: {}}", "forbear-mapping/1"),
        ("{dates: ymd, columns: {}}", "mdy, dmy"),
        ("{sheet: 3, columns: {}}", "sheet"),
        ("{header_rows: [0], columns: {}}", "header_rows"),
        ("{always: {circuit: '99'}, columns: {}}", "unknown circuit"),
        ("{always: [1], columns: {}}", "always"),
        ("columns: {A: person.shoe_size}", "no field"),
        ("columns: {A: 7}", "expected a field"),
        ("columns: {A: {field: person.birth_date, colour: red}}", "colour"),
        ("columns: {A: {field: person.birth_date, dates: ymd}}", "mdy"),
        ("columns: {A: {field: person.full_name, part: one}}", "part"),
        ("columns: {A: {field: person.languages, separator: ''}}", "separator"),
        ("columns: {A: {field: person.marital_status, values: {M: maried}}}", "married perhaps"),
        ("columns: {A: {field: proceedings.custody.detained, values: {Y: 'yes'}}}", "true or false"),
        ("columns: {A: {field: person.full_name, name_order: sideways}}", "last-first"),
        ("columns: {A: person.birth_date, B: person.birth_date}", "like 'A'"),
        ("columns: {A: {field: person.full_name, part: 1}, B: {field: person.full_name, part: 1}}", "like 'A'"),
        ("columns: {A: format}", "format"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(text, said):
    assert said in "; ".join(problems_of(text))


def test_every_problem_of_a_mapping_is_said_with_its_line():
    found = problems_of("columns:\n  A: person.shoe\n  B: person.hat\n")
    assert [("line 2" in found[0]), ("line 3" in found[1])] == [True, True]


def test_the_mapping_that_the_manual_shows_is_one():
    manual = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text(encoding="utf-8")
    shown = mapping_of(manual.partition("```yaml\n")[2].partition("```")[0])
    assert len(shown.columns) == 7
    assert shown.left == ("Notes",)
