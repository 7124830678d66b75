"""A table in, case folders out: every row shown first, and all of them written or none."""

import datetime as dt
from pathlib import Path

import pytest
from tests.interchange.books import book, serial, sheet

from forbear.casefile.reading import read_case
from forbear.casefile.tree import parse_yaml
from forbear.interchange.folders import write
from forbear.interchange.importing import preview
from forbear.interchange.mapping import check_mapping, propose
from forbear.interchange.tables import read_table
from forbear.problem import BadInput


@pytest.fixture
def office(tmp_path):
    """A folder of an office, with a table in it."""

    class Office:
        cases = tmp_path / "cases"

        def table(self, content, name="clients.csv"):
            path = tmp_path / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            return read_table(path)

        def shown(self, content, mapping=None, name="clients.csv"):
            table = self.table(content, name)
            told = check_mapping(parse_yaml(mapping, "map.yaml"), "map.yaml") if mapping else propose(table)
            return preview(table, told, self.cases)

        def problems(self, content, mapping=None):
            return [str(problem) for row in self.shown(content, mapping).bad for problem in row.problems]

        def facts(self, content, mapping=None):
            (row,) = self.shown(content, mapping).rows
            assert not row.problems, row.problems
            return {fact.path: fact.value for fact in row.facts}

        def standing(self):
            return sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.suffix != ".csv")

    return Office()


def test_a_row_becomes_the_facts_that_its_columns_mean(office):
    facts = office.facts(
        "Name;A#;DOB;Date of entry;Entry manner;Detained?;Languages;Next hearing;Bond;State;Circuit\n"
        "Ana Ruiz;200 555 031;07/30/1981;6/25/2004;EWI;No;Spanish; 1/14/2027 ;$5,000;Colorado;10th\n"
    )
    assert facts == {
        "person.full_name": "Ana Ruiz",
        "person.a_number": "A200555031",
        "person.birth_date": dt.date(1981, 7, 30),
        "entry[0].date": dt.date(2004, 6, 25),
        "entry[0].manner": "without-inspection",
        "proceedings.custody.detained": False,
        "person.languages": ["es"],
        "proceedings.next_hearing.date": dt.date(2027, 1, 14),
        "proceedings.custody.bond": 5000,
        "residence.state": "CO",
        "circuit": "10",
    }


@pytest.mark.parametrize("word", ["", "  ", "unknown", "N/A", "?", "–"])
def test_what_is_not_known_is_left_out_and_never_a_no(office, word):
    facts = office.facts(f"Name,Detained,DOB,Marital status,Languages\nAna,{word},{word},{word},{word}\n")
    assert facts == {"person.full_name": "Ana"}


def test_none_of_a_list_is_known_none(office):
    facts = office.facts(
        "Name,Aliases,Record\nAna,none,clean\n",
        "columns: {Name: person.full_name, Aliases: person.other_names, Record: {field: criminal, values: {clean: []}}}",
    )
    assert facts == {"person.full_name": "Ana", "person.other_names": [], "criminal": []}


def test_words_of_an_office_mean_what_its_mapping_says(office):
    mapping = """
      always: {court: Denver}
      columns:
        Name: {field: person.full_name, name_order: last-first}
        D: {field: proceedings.custody.detained, values: {Det: true, Rel: false}}
        L: {field: person.languages, separator: /, values: {esp: es}}
        Kid 1: {field: 'family[0].status', values: {c: usc}}
        Kid 2: {field: 'family[1].status', values: {c: usc}}
    """
    row = office.shown('Name,D,L,Kid 1,Kid 2\n"Ruiz, Ana",REL,Esp/Mam,,C\n', mapping).rows[0]
    assert row.file is not None
    assert row.file.facts == {
        "person": {"full_name": "Ana Ruiz", "languages": ["es", "Mam"]},
        "proceedings": {"custody": {"detained": False}},
        "family": [{"status": "usc"}],
    }
    assert row.file.court == "Denver"


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("DOB", "7/30/81", "a year of four digits"),
        ("DOB", "13/13/2001", "expected a date"),
        ("DOB", "sometime", "expected a date such as"),
        ("DOB", "06/07/1981", "dates: mdy or dates: dmy"),
        ("DOB", "1850-01-01", "between 1900 and 2100"),
        ("A#", "2005", "eight or nine digits"),
        ("A#", "9.8765E+07", "eight or nine digits"),
        ("Detained", "maybe", "yes or no"),
        ("State", "Granada", "two letters or its name"),
        ("Bond", "lots", "whole number of USD"),
        ("Manner of entry", "swam", "one of admitted"),
        ("Circuit", "99", "unknown circuit"),
        ("City", "x" * 501, "at most 500"),
        ("City", "a\u202eb", "cannot be shown"),
    ],
)
def test_what_cannot_be_read_names_file_row_column_and_what_was_expected(office, header, cell, said):
    (problem,) = office.problems(f"Name,{header}\nLuis,\nAna,{cell}\n")
    assert problem.startswith(f"clients.csv, row 3, column B ({header}): ")
    assert said in problem


def test_facts_that_cannot_both_be_true_are_refused_at_their_column(office):
    (problem,) = office.problems("Name,DOB,Entry date\nAna,2010-01-31,2004-06-12\n")
    assert "column C (Entry date)" in problem
    assert "birth after an entry" in problem


def test_a_row_with_more_cells_than_names_is_refused_for_its_cells_have_shifted(office):
    (problem,) = office.problems("Name,City\nRuiz, Ana,Aurora\nLuis,Denver\n")
    assert "row 2" in problem
    assert "quotation marks" in problem


def test_a_row_that_names_nobody_is_refused(office):
    (problem,) = office.problems("Name,City\n,Aurora\n")
    assert "neither a name nor an A-number" in problem


def test_dates_and_numbers_of_excel_arrive_as_they_are_and_its_errors_are_refused(office):
    rows = [
        ["Name", "DOB", "A#", "Detained"],
        ["Ana", ("date", serial(dt.date(1981, 7, 30))), ("zeros", 12345678), False],
        ["Luis", "<c><f>TODAY()</f></c>", 98765432, True],
        ["Rosa", ("date", 60), 1234567, True],
    ]
    shown = office.shown(book({"Clients": sheet(rows)}), name="clients.xlsx")
    assert [fact.value for fact in shown.rows[0].facts] == ["Ana", dt.date(1981, 7, 30), "A012345678", False]
    assert [problem.message.split(";")[0] for row in shown.bad for problem in row.problems] == [
        "is a formula whose value Excel did not store",
        "holds the day number 60, which is no date",
        "expected an A-number of eight or nine digits (a spreadsheet drops zeros at the front: format the column as text), found '1234567'",
    ]


def test_the_order_of_dates_is_said_for_each_column_and_asked_where_nothing_decides(office):
    shown = office.shown("Name,DOB,Next hearing\nAna,07/30/1981,1/2/2027\n")
    said = " ".join(shown.notes)
    assert "column B (DOB): month first, for 07/30/1981 can be nothing else" in said
    assert "column C (Next hearing): 1/2/2027 can be month first or day first" in said
    assert shown.bad
    told = "dates: dmy\ncolumns: {Name: person.full_name, Next hearing: proceedings.next_hearing.date}"
    assert office.facts("Name,Next hearing\nAna,1/2/2027\n", told)["proceedings.next_hearing.date"] == dt.date(2027, 2, 1)


def test_names_with_a_comma_are_pointed_out(office):
    assert any("name_order" in note for note in office.shown('Name\n"Ruiz, Ana"\n"Batz, Luis"\n').notes)


def test_a_mapping_of_another_table_is_refused_with_the_nearest_name(office):
    with pytest.raises(BadInput, match=r"has no column 'DOBs'.*did you mean 'DOB'"):
        office.shown("Name,DOB\nAna,x\n", "columns: {Name: person.full_name, DOBs: person.birth_date}")


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ("Ana Ruiz,A200555031,\nAna R.,200-555-031,\n", "the same A-number"),
        ("Ana Ruiz,A012345678,\nRosa,A12345678,\n", "the same A-number"),
        ('"RUIZ PEÑA, ANA",,1981-07-30\nAna Ruiz Pena,A200555031,1981-07-30\n', "the same name and birth date"),
        ("Ana Ruiz,,\nAna Ruiz,A200555031,1981-07-30\n", "nothing that tells the two apart"),
        ("Ana Ruiz,A200555031,\nAna Ruiz,A200555032,\n", None),
        ("Ana Ruiz,,1981-07-30\nAna Ruiz,,1999-07-30\n", None),
        ("Ana Ruiz,,\nLuis Batz,,\n", None),
    ],
)
def test_one_person_twice_is_named_and_two_of_one_name_are_told_apart(office, rows, refused):
    shown = office.shown(f"Name,A#,DOB\n{rows}")
    if refused:
        (row,) = shown.bad
        assert row.row == 3
        assert refused in row.problems[0].message
        assert "row 2" in row.problems[0].message
    else:
        assert not shown.bad
        assert len({row.folder for row in shown.rows}) == 2


def test_cases_are_written_and_read_back_as_shown(office):
    shown = office.shown("Name,DOB,Entry date,Detained\nAna Ruiz,1981-07-30,2004-06-12,yes\nLuis Batz,,,no\n")
    paths = write(shown, office.cases)
    assert [path.name for path in paths] == ["ana-ruiz", "luis-batz"]
    for path, row in zip(paths, shown.rows, strict=True):
        assert row.file is not None
        assert read_case(path).facts == row.file.facts
    assert office.standing() == ["cases", "cases/ana-ruiz", "cases/ana-ruiz/case.yaml", "cases/luis-batz", "cases/luis-batz/case.yaml"]


def test_one_bad_row_and_nothing_is_written_unless_bad_rows_are_skipped(office):
    shown = office.shown("Name,DOB\nAna Ruiz,1981-07-30\nLuis Batz,never\n")
    with pytest.raises(BadInput, match="1 of 2 rows are refused"):
        write(shown, office.cases)
    assert office.standing() == []
    assert [path.name for path in write(shown, office.cases, skip_bad=True)] == ["ana-ruiz"]


def test_a_case_that_stands_is_never_touched(office):
    write(office.shown("Name,A#\nAna Ruiz,A200555031\n"), office.cases)
    before = (office.cases / "ana-ruiz" / "case.yaml").read_bytes()
    shown = office.shown("Name,A#,City\nAna Ruiz,A200555039,Aurora\nA. Ruiz,A200555031,Denver\nLuis Batz,A200555032,Denver\n")
    said = [problem.message for row in shown.bad for problem in row.problems]
    assert "stands in cases already" in said[0]
    assert "the same A-number" in said[1]
    assert "'ana-ruiz'" in said[1]
    write(shown, office.cases, skip_bad=True)
    assert (office.cases / "ana-ruiz" / "case.yaml").read_bytes() == before
    assert (office.cases / "luis-batz").is_dir()


def test_a_failure_on_the_way_takes_back_what_was_written(office, monkeypatch):
    write(office.shown("Name\nRosa\n"), office.cases)
    before = office.standing()
    real, calls = Path.rename, []

    def fails_at_the_second(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(self, target)

    shown = office.shown("Name\nAna Ruiz\nLuis Batz\n")
    monkeypatch.setattr(Path, "rename", fails_at_the_second)
    with pytest.raises(BadInput, match="no space left on device"):
        write(shown, office.cases)
    assert office.standing() == before


def test_a_folder_made_meanwhile_is_not_written_over(office):
    write(office.shown("Name\nRosa\n"), office.cases)
    shown = office.shown("Name\nAna Ruiz\n")
    (office.cases / "ana-ruiz").mkdir()
    with pytest.raises(BadInput, match="meanwhile"):
        write(shown, office.cases)
    assert list((office.cases / "ana-ruiz").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "folder"),
    [("../../etc/passwd", "etc-passwd"), ("/", "row-2"), ("..", "row-2"), ("con", "row-2"), ("a/b\\c:d", "a-b-c-d"),
     ("Ñandú 李", "ñandú-李"),
     ("x" * 300, "x" * 60), (".hidden", "hidden"), ("=HYPERLINK(1)", "hyperlink-1")],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder(office, name, folder):
    shown = office.shown(f"Name\n{name}\n")
    assert [row.folder for row in shown.rows] == [folder]
    assert [path.parent for path in write(shown, office.cases)] == [office.cases]


def test_a_column_names_the_folder_and_must_name_it_once(office):
    mapping = "case: File\ncolumns: {Name: person.full_name}"
    shown = office.shown("Name,File\nAna,24-001\nLuis,24-002\n", mapping)
    assert [row.folder for row in shown.rows] == ["24-001", "24-002"]
