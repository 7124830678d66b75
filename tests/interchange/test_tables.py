"""Tables as offices hand them in, and as somebody may hand them in who means harm."""

import csv
import datetime as dt
import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.books import book, serial, sheet

from forbear.interchange.sheet import BASE_1904, MOST_COLUMNS, Unread, day_of
from forbear.interchange.tables import letter, read_table
from forbear.problem import BadInput

HEAD = ["Name", "DOB"]


@pytest.fixture
def handed_in(tmp_path):
    def read(content, name="clients.csv", **how):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path, **how)

    return read


def refusal(read, *given, **how):
    with pytest.raises(BadInput) as refused:
        read(*given, **how)
    return str(refused.value)


def cells(table):
    return [list(row.cells) for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_with_accents_arrive_in_every_encoding_that_excel_writes(handed_in, encoding):
    table = handed_in("Name,DOB\r\nMaría Peña,1981-07-30\r\n".encode(encoding))
    assert (table.headers, cells(table)) == (("Name", "DOB"), [["María Peña", "1981-07-30"]])
    assert any("1252" in note for note in table.notes) == (encoding == "cp1252")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_names_hold_commas(handed_in, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([HEAD, ["Ruiz, Ana", "x"], ["Batz, Luis", "y"], ["Orozco, M", "z"]])
    assert cells(handed_in(out.getvalue()))[0] == ["Ruiz, Ana", "x"]


def test_excels_own_first_line_names_the_delimiter(handed_in):
    table = handed_in("sep=;\r\nName;DOB\r\nRuiz, Ana;x\r\n")
    assert (table.headers, table.rows[0].number) == (("Name", "DOB"), 3)


def test_rows_are_numbered_as_a_spreadsheet_shows_them_though_cells_hold_new_lines(handed_in):
    table = handed_in('Name,Notes\n"Ana","one\ntwo"\n\n"Luis",x\n')
    assert [row.number for row in table.rows] == [2, 4]
    assert table.rows[0].cells[1] == "one\ntwo"


def test_a_title_above_the_names_is_passed_over_and_said(handed_in):
    table = handed_in("Our clients,,\n,,\nName,DOB,City\nAna,x,y\n")
    assert table.headers == ("Name", "DOB", "City")
    assert "row 3" in table.notes[0]


def test_two_columns_of_one_name_are_told_apart(handed_in):
    table = handed_in("Date,Date,date\na,b,c\n")
    assert table.headers == ("Date", "Date (2)", "date (3)")


def test_a_row_that_is_too_long_shows_beyond_the_named_columns(handed_in):
    table = handed_in("Name,DOB\nRuiz, Ana,1981-07-30\nLuis,x\n")
    assert table.named == 2
    assert table.rows[0].cells[2] == "1981-07-30"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no cells"),
        (b"\n\n  \n", "holds no cells"),
        (b"a\0b,c", "NUL"),
        (b"a,b\n\x81\xff,c", "neither UTF-8"),
        (b'Name,Notes\nAna,"never closed\nLuis,x\n', "never closed"),
        (b'Name,Notes\nAna,"x"y\n', "write it twice"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "password"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        ((",".join(["x"] * (MOST_COLUMNS + 1))).encode(), "columns"),
        (b"," * 2_000_001, "cells"),
        (b"a,b\n" * 20_003, "rows"),
        (b"Name,Notes\nAna," + b"x" * 200_000, "too long"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(handed_in, content, said):
    assert said in refusal(handed_in, content)


def test_a_table_that_is_too_large_is_not_read(handed_in):
    assert "larger than 20 MB" in refusal(handed_in, b"a,b\n" * 5_100_000)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;\"'|\t"), max_size=30)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=8), st.sampled_from([",", ";", "\t", "|"]))
@settings(max_examples=150)
def test_whatever_a_csv_writer_wrote_is_read_back(tmp_path, rows, delimiter):
    rows = [["Client name", "Date of birth", "Notes of the intake"], *map(list, rows)]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    path = tmp_path / "clients.csv"
    path.write_bytes(f"sep={delimiter}\r\n{out.getvalue()}".encode("utf-8-sig"))
    table = read_table(path)
    kept = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    assert cells(table) == kept


@given(st.binary(max_size=400))
@settings(max_examples=200)
def test_no_bytes_whatever_leave_a_traceback(tmp_path, content):
    for name, start in (("x.csv", b""), ("x.xlsx", b"PK\x03\x04")):
        path = tmp_path / name
        path.write_bytes(start + content)
        with suppress(BadInput):
            read_table(path)


def test_a_sheet_of_excel_is_read_with_its_dates_as_dates(handed_in):
    day = dt.date(2004, 6, 12)
    rows = [
        ["Name", "Entry", "Hearing", "A#", "Detained", "Bond"],
        ["Ana", ("date", serial(day)), ("own-date", serial(day) + 0.5), ("zeros", 12345678), True, ("money", 5000)],
    ]
    table = handed_in(book({"Clients": sheet(rows)}), "clients.xlsx")
    assert cells(table) == [["Ana", day, day, "012345678", True, "5000"]]
    assert any("time of day" in note for note in table.notes)


def test_the_two_systems_of_days_and_the_day_that_never_was():
    assert day_of(60, dt.date(1899, 12, 30)) is None
    assert [day_of(number, dt.date(1899, 12, 30)) for number in (1, 59, 61)] == [
        dt.date(1900, 1, 1),
        dt.date(1900, 2, 28),
        dt.date(1900, 3, 1),
    ]
    assert day_of(0, BASE_1904) == dt.date(1904, 1, 1)
    assert day_of(10**9, BASE_1904) is None


def test_a_workbook_of_a_mac_counts_from_1904(handed_in):
    table = handed_in(book({"Clients": sheet([HEAD, ["Ana", ("date", 36688)]])}, date1904=True), "clients.xlsx")
    assert cells(table) == [["Ana", dt.date(2004, 6, 12)]]


def test_shared_texts_are_read_without_the_sounds_beside_them(handed_in):
    strings = ["<t>Name</t>", "<t>Notes</t>", '<r><t>Ana </t></r><r><t>Ruiz</t></r><rPh sb="0" eb="1"><t>ana</t></rPh>', "<t>a_x000A_b</t>"]
    rows = [['<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>'], ['<c t="s"><v>2</v></c>', '<c t="s"><v>3</v></c>']]
    table = handed_in(book({"Clients": sheet(rows)}, strings=strings), "clients.xlsx")
    assert cells(table) == [["Ana Ruiz", "a\nb"]]


def test_formulas_are_not_computed(handed_in):
    rows = [
        ["Name", "One", "Two", "Three"],
        [
            "Ana",
            '<c t="str"><f>HYPERLINK("http://example.org","click")</f><v>click</v></c>',
            "<c><f>NOW()</f></c>",
            '<c t="e"><v>#REF!</v></c>',
        ],
    ]
    table = handed_in(book({"Clients": sheet(rows)}), "clients.xlsx")
    stored, empty, error = table.rows[0].cells[1:]
    assert stored == "click"
    assert isinstance(empty, Unread)
    assert isinstance(error, Unread)
    assert any("formulas in column B, C" in note for note in table.notes)


def test_a_name_over_several_columns_is_put_before_the_names_below(handed_in):
    rows = [["Name", "Entry", "", "Court"], ["", "Date", "Place", ""], ["Ana", "2004-06-12", "Naco", "Denver"]]
    table = handed_in(book({"Clients": sheet(rows, ["B1:C1", "A1:A2", "D1:D2"])}), "clients.xlsx")
    assert table.headers == ("Name", "Entry / Date", "Entry / Place", "Court")
    assert cells(table) == [["Ana", "2004-06-12", "Naco", "Denver"]]


def test_rows_of_names_can_be_told(handed_in):
    table = handed_in("x,y\nEntry,\nDate,Place\na,b\n", header_rows=[2, 3])
    assert table.headers == ("Entry / Date", "Place")
    assert "row 9" in refusal(handed_in, "x,y\na,b\n", header_rows=[9])


def test_the_one_sheet_with_a_table_is_found_and_of_two_one_must_be_named(handed_in):
    clients, other = sheet([HEAD, ["Ana", "x"]]), sheet([["Read me"]])
    table = handed_in(book({"About": other, "Clients": clients, "Old": sheet([HEAD, ["Luis", "y"]])}, states={"Old": "hidden"}), "c.xlsx")
    assert cells(table) == [["Ana", "x"]]
    assert any("hidden" in note for note in table.notes)
    two = book({"Clients": clients, "Closed": sheet([HEAD, ["Luis", "y"]])})
    assert "'Clients', 'Closed'" in refusal(handed_in, two, "c.xlsx")
    assert cells(handed_in(two, "c.xlsx", sheet="closed")) == [["Luis", "y"]]
    assert "no sheet 'Gone'" in refusal(handed_in, two, "c.xlsx", sheet="Gone")


def test_hidden_rows_and_merged_cells_are_said(handed_in):
    table = handed_in(book({"C": sheet([HEAD, ["Ana", "x"], ["", "y"]], ["A2:A3"], hidden=[3])}), "c.xlsx")
    assert any("Excel hides" in note for note in table.notes)
    assert any("rows 2–3 are merged in column A" in note for note in table.notes)


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    '<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (book({"C": BOMB}), "definitions"),
        (book({"C": sheet([HEAD])}, more={"xl/vbaProject.bin": "x"}), "macros"),
        (book({"C": f"<worksheet><sheetData>{' ' * 210_000_000}</sheetData></worksheet>"}), "unpacks to more"),
        (book({"C": "<worksheet><sheetData><row r='1'><c r='ZZZ1'><v>1</v></c></row></sheetData></worksheet>"}), "column ZZZ"),
        (book({"C": "<worksheet><sheetData><row><c r='nowhere'>"}), "damaged"),
        (book({"C": "<worksheet><a>" * 2000}), "damaged"),
        (book({"C": sheet([HEAD])}, more={"xl/workbook.xml": "<workbook/>"}), "no cells"),
    ],
)
def test_a_hostile_workbook_is_refused_in_one_sentence(handed_in, content, said):
    assert said in refusal(handed_in, content, "clients.xlsx")


def test_a_packed_file_that_is_no_workbook_is_refused(handed_in, tmp_path):
    assert "no Excel workbook" in refusal(handed_in, book({}, more={}).replace(b"xl/workbook.xml", b"xl/wurkbook.xml"), "c.xlsx")


def test_columns_are_lettered_as_in_excel():
    assert [letter(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
