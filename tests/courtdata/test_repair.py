"""A row that a stray tab has moved is put back as it was, or kept aside; never anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forbear.courtdata.repair import Layout, Sound, judge
from forbear.courtdata.schema import table_named

DATES = st.dates().map(lambda day: f"{day} 00:00:00.000")
KNOWN = {
    "CASE_TYPE": ["RMV", "DEP"],
    "NAT": ["MX", "GT"],
    "LANG": ["SP", "ENG"],
    "CUSTODY": ["N", "D", "R"],
    "DEC_CODE": ["X", "U", "T"],
    "OTHER_COMP": ["A", "K", "F"],
    "BASE_CITY_CODE": ["MIA", "SEA"],
    "HEARING_LOC_CODE": ["MIA", "SEA"],
    "IJ_CODE": ["M1A", "S2A"],
    "DEC_TYPE": ["O", "W"],
    "ABSENTIA": ["Y", "N"],
    "HEARING_TIME": ["0830"],
    "TRANSFER_TO": ["MIA"],
    "TRANSFER_STATUS": ["C", "T"],
}
TABLE = table_named("B_TblProceeding")
PLACES = {column.name: place for place, column in enumerate(TABLE.columns)}
LAYOUT = Layout(
    TABLE.columns,
    0,
    {PLACES["COMP_DATE"]: [PLACES["DEC_CODE"], PLACES["OTHER_COMP"]]},
    {place: frozenset(KNOWN.get(name, [])) for name, place in PLACES.items() if TABLE.columns[place].type in ("code", "text", "flag")},
)


@st.composite
def rows(draw):
    """A sound row: every value of its column, an outcome where there is a completion."""
    row = []
    for column in TABLE.columns:
        if column.type == "integer":
            value = str(draw(st.integers(1, 10**9)))
        elif column.type in ("date", "time"):
            value = draw(st.just("") | DATES)
        else:
            value = draw(st.sampled_from(["", *KNOWN.get(column.name, [])]))
        row.append(value)
    done, decision = draw(st.booleans()), draw(st.booleans())
    row[PLACES["COMP_DATE"]] = draw(DATES) if done else ""
    row[PLACES["DEC_CODE"]] = draw(st.sampled_from(KNOWN["DEC_CODE"])) if done and decision else ""
    row[PLACES["OTHER_COMP"]] = draw(st.sampled_from(KNOWN["OTHER_COMP"])) if done and not decision else ""
    return row


@given(rows(), st.integers(0, len(TABLE.columns)))
def test_any_sound_row_with_any_stray_tab_comes_back_as_it_was_or_is_kept_aside(row, at):
    verdict = judge([*row[:at], "", *row[at:]], LAYOUT)
    assert isinstance(verdict, str) or verdict == Sound(tuple(row), repaired=True)


@given(rows(), st.integers(0, 14), st.integers(0, len(TABLE.columns) - 1))
def test_a_tab_inside_a_value_never_makes_another_sound_row(row, cut, at):
    if len(row[at]) < 2:
        row[at] = row[at] + "XYZ"
    value = row[at]
    cut = 1 + cut % (len(value) - 1)
    verdict = judge([*row[:at], value[:cut], value[cut:], *row[at + 1 :]], LAYOUT)
    assert (
        isinstance(verdict, str)
        or not verdict.repaired
        or (set(verdict.fields) <= {*row, value[:cut], value[cut:]} and verdict.fields[0] == row[0])
    )


@given(rows())
def test_a_sound_row_is_itself_also_where_it_stops_early(row):
    full = tuple(row)
    while row and not row[-1]:
        row.pop()
    assert judge(row, LAYOUT) == Sound(full)


def of(**values):
    row = [""] * len(TABLE.columns)
    for name, value in values.items():
        row[PLACES[name]] = value
    return row


DONE = "2020-01-01 00:00:00.000"
SOUND = {
    "IDNPROCEEDING": "1",
    "IDNCASE": "2",
    "BASE_CITY_CODE": "MIA",
    "HEARING_LOC_CODE": "MIA",
    "IJ_CODE": "M1A",
    "CASE_TYPE": "RMV",
    "COMP_DATE": DONE,
    "DEC_CODE": "X",
}


def test_what_is_kept_aside_says_why():
    two = of(**SOUND)
    two.insert(3, "")
    two.insert(20, "")
    assert "fields instead of" in judge(two, LAYOUT)
    assert "key" in judge(["FC", *of(**SOUND)[1:]], LAYOUT)
    assert "COMP_DATE" in judge(of(**SOUND | {"COMP_DATE": "N", "OSC_DATE": "RMV"}), LAYOUT)
    unsure = of(**SOUND | {"OTHER_COMP": "A"})  # both filled: no reading fits what must be filled together
    unsure.insert(3, "")
    assert isinstance(judge(unsure, LAYOUT), str)


def test_one_value_that_cannot_be_leaves_the_row():
    verdict = judge(of(**SOUND | {"OSC_DATE": "1500.00"}), LAYOUT)
    assert verdict.strays == (("OSC_DATE", "1500.00"),)


@pytest.mark.parametrize("tail", [1, 2, 5])
def test_empty_fields_beyond_the_last_are_cut_where_a_table_is_known_for_them(tail):
    ragged = Layout(LAYOUT.columns, 0, LAYOUT.together, LAYOUT.known, ragged=True)
    assert judge([*of(**SOUND), *[""] * tail], ragged) == Sound(tuple(of(**SOUND)))
