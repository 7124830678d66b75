"""What happened in each proceeding: decoded by case type, field and letter; who moved, what came back, who had a lawyer, who is family."""

import datetime as dt

import pytest
from tests.courtdata.small import case, events_of, motion, release_of, stay

from forbear.courtdata.events import connect, make_events


@pytest.mark.parametrize(
    ("type", "code", "field", "outcome"),
    [
        ("RMV", "X", "dec", "removal_order"),
        ("RMV", "X", "other", "zero_bond_record"),
        ("RMV", "T", "dec", "terminated"),
        ("RMV", "T", "other", "venue_or_transfer"),
        ("RMV", "E", "dec", "withholding_or_cat"),
        ("EXC", "E", "dec", "removal_order"),
        ("DEP", "D", "dec", "removal_order"),
        ("WHO", "D", "dec", "denied"),
        ("CFR", "A", "dec", "fear_affirmed"),
        ("RMV", "A", "other", "admin_closed_other"),
        ("RMV", "Y", "other", "admin_closed_pd"),
        ("RMV", "K", "other", "admin_closed_unspecified"),
        ("RMV", "F", "other", "nta_not_filed"),
        ("RMV", "U", "dec", "dismissed"),
        ("RMV", "9", "dec", "unknown"),
    ],
)
def test_a_letter_means_what_its_case_type_and_field_make_it(tmp_path, type, code, field, outcome):
    ended = stay(10, 1, begun="2020-01-01", ended="2025-05-01", **{field: code})
    (event,) = events_of(tmp_path, a_tblcase=[case(1, case_type=type)], b_tblproceeding=[ended])
    assert (event["class"], event["code"]) == (outcome, code)


def test_the_cases_own_type_decodes_a_proceeding_that_says_another(tmp_path):
    mixed = stay(10, 1, begun="2020-01-01", ended="2021-01-01", dec="E", case_type="EXC")
    (event,) = events_of(tmp_path, a_tblcase=[case(1)], b_tblproceeding=[mixed])
    assert event["class"] == "withholding_or_cat"


def test_a_proceeding_without_a_case_is_read_by_its_own_type(tmp_path):
    (event,) = events_of(tmp_path, b_tblproceeding=[stay(10, 1, begun="2020-01-01", ended="2021-01-01", dec="X", nat="GT")])
    assert (event["class"], event["case_type"], event["nationality"]) == ("removal_order", "RMV", "GT")


def test_without_a_day_of_completion_a_proceeding_is_pending_and_without_a_code_unknown(tmp_path):
    rows = [stay(10, 1, begun="2020-01-01"), stay(20, 2, begun="2020-01-01", ended="2021-01-01")]
    assert [event["class"] for event in events_of(tmp_path, b_tblproceeding=rows)] == ["pending", "unknown"]


def test_the_first_outcome_is_no_move_between_courts_and_the_final_state_is_the_last_proceeding(tmp_path):
    rows = [
        stay(10, 1, begun="2018-01-01", ended="2018-06-01", other="C", base_city_code="HOU"),
        stay(11, 1, begun="2018-06-01", ended="2020-01-01", other="A", osc_date=None),
        stay(12, 1, begun="2022-01-01", ended="2023-10-01", dec="R", osc_date=None),
    ]
    moved, closed, granted = events_of(tmp_path, b_tblproceeding=rows)
    assert [event["first_outcome"] for event in (moved, closed, granted)] == [False, True, False]
    assert [event["final"] for event in (moved, closed, granted)] == [False, False, True]
    assert [event["stage"] for event in (moved, closed, granted)] == ["first", "first", "recalendared"]
    assert closed["put_back"] == dt.date(2022, 1, 1)
    assert granted["filed"] == dt.date(2018, 1, 1)
    assert (granted["days"], granted["fiscal_year"], granted["filed_fiscal_year"]) == (2099, 2024, 2018)


def test_who_moved_is_the_granted_motion_of_the_fitting_type_nearest_to_the_outcome(tmp_path):
    rows = [stay(number, number, begun="2024-01-01", ended="2025-06-10", dec="U") for number in (1, 2, 3, 4, 5)]
    motions = [
        motion(1, 1, "U", "A", on="2025-06-10", dec="D"),
        motion(2, 1, "U", "I", on="2025-06-10"),
        motion(3, 2, "U", "A", on="2024-03-01"),
        motion(4, 2, "U", "B", on="2025-06-09"),
        motion(5, 3, "CO", "I", on="2025-06-10"),
        motion(6, 4, "TP", "R", on="2025-06-10"),
        motion(7, 5, "U", "I", on="2025-06-10"),
        motion(8, 5, "U", "B", on="2025-06-10"),
    ]
    events = events_of(tmp_path, b_tblproceeding=rows, tbl_court_motions=motions)
    assert [event["moved_by"] for event in events] == ["dhs", "joint", None, "respondent", "joint"]


def test_who_put_a_closed_case_back_is_told_by_the_granted_motion_to_recalendar(tmp_path):
    rows = [stay(10, 1, begun="2015-01-01", ended="2016-01-01", other="Y"), stay(11, 1, begun="2025-06-01")]
    motions = [
        motion(1, 10, "AC", "B", on="2016-01-01"),
        motion(2, 10, "C", "I", on="2025-06-01"),
        motion(3, 10, "C", "A", on="2020-01-01", dec="D"),
    ]
    closed, back = events_of(tmp_path, b_tblproceeding=rows, tbl_court_motions=motions)
    assert (closed["moved_by"], closed["put_back_by"], closed["put_back"]) == ("joint", "dhs", dt.date(2025, 6, 1))
    assert (back["stage"], back["put_back"]) == ("recalendared", None)


def test_a_lawyer_counts_who_appeared_before_the_outcome_and_government_lawyers_never(tmp_path):
    cases = [case(1, e_28_date="2019-01-01"), case(2, e_28_date="2022-01-01"), case(3), case(4), case(5, e_28_date="2022-01-01")]
    rows = [stay(number, number, begun="2018-01-01", ended="2020-01-01", dec="X") for number in (1, 2, 3, 4, 5)]
    reps = [
        {"idncase": 3, "strattytype": "INS", "e_28_date": "2018-02-01"},
        {"idncase": 4, "strattytype": "ALIEN"},
        {"idncase": 5, "strattytype": "ALIEN", "strattylevel": "COURT", "e_28_date": "2018-03-01"},
    ]
    events = events_of(tmp_path, a_tblcase=cases, b_tblproceeding=rows, tbl_repsassigned=reps)
    assert [event["representation"] for event in events] == ["represented", "unrepresented", "unrepresented", None, "represented"]
    on_record = ["represented", "represented", "unrepresented", "represented", "represented"]
    assert [event["representation_on_record"] for event in events] == on_record


def test_riders_share_their_lead_even_through_a_rider_and_when_severed(tmp_path):
    rows = [stay(number, number, begun="2020-01-01") for number in (1, 2, 3, 4)]
    family = [{"idnleadcase": 1, "idnridercase": 2}, {"idnleadcase": 2, "idnridercase": 3}]
    assert [event["lead"] for event in events_of(tmp_path, b_tblproceeding=rows, tbl_lead_rider=family)] == [1, 1, 1, 4]


def test_the_gravest_charge_stands_whatever_its_spelling(tmp_path):
    rows = [stay(number, number, begun="2020-01-01") for number in (1, 2, 3, 4)]
    charges = [(1, "212a06Ai"), (1, "212a02Ai  I"), (2, "237(a)(02)(A)(iii)"), (3, "999x")]
    charged = [{"idncase": number, "charge": charge} for number, charge in charges]
    events = events_of(tmp_path, b_tblproceeding=rows, b_tblproceedcharges=charged)
    assert [event["charge"] for event in events] == ["crime", "aggravated felony", "other", None]


def test_hearings_and_tags_tell_of_discretion_considered_and_dockets(tmp_path):
    rows = [stay(1, 1, begun="2020-01-01"), stay(2, 2, begun="2020-01-01")]
    hearings = [{"idnproceeding": 1, "adj_rsn": "PD", "cal_type": "M"}, {"idnproceeding": 1, "cal_type": "I"}]
    tags = [{"idncase": 1, "case_id": "OC"}, {"idncase": 2, "case_id": "XX"}]
    one, two = events_of(tmp_path, b_tblproceeding=rows, tbl_schedule=hearings, a_tblcaseidentifier=tags)
    assert (one["pd_adjournment"], one["calendar"], one["docket_tag"]) == (True, "individual", "off calendar")
    assert (two["pd_adjournment"], two["calendar"], two["docket_tag"]) == (False, None, None)


def test_impossible_days_are_not_known(tmp_path):
    late = stay(10, 1, begun="1901-01-01", ended="2202-01-01", dec="X")
    (event,) = events_of(tmp_path, b_tblproceeding=[late])
    assert (event["class"], event["decided"], event["filed"], event["fiscal_year"]) == ("removal_order", None, None, None)


def test_courts_lie_in_their_circuits(tmp_path):
    rows = [stay(1, 1, begun="2020-01-01", base_city_code="SEA"), stay(2, 2, begun="2020-01-01", base_city_code="???")]
    assert [event["circuit"] for event in events_of(tmp_path, b_tblproceeding=rows)] == ["9", None]


def test_the_table_is_made_once_and_a_half_made_one_never_stands(tmp_path):
    release = release_of(tmp_path, {"b_tblproceeding": [stay(1, 1, begun="2020-01-01")]})
    (release.folder / "events-000000000000.parquet").write_bytes(b"of another definition")
    connect(release).close()
    (file,) = release.folder.glob("events-*.parquet")
    made = file.stat().st_mtime_ns
    connect(release).close()
    assert file.stat().st_mtime_ns == made
    assert make_events(release) == file
    assert not list(release.folder.glob(".events-*"))


def test_the_connection_sees_the_events_and_no_other_file(tmp_path):
    import duckdb

    connection = connect(release_of(tmp_path, {"b_tblproceeding": [stay(1, 1, begun="2020-01-01")]}))
    assert connection.execute("SELECT count(*) FROM events").fetchone() == (1,)
    with pytest.raises(duckdb.PermissionException):
        connection.execute("SELECT * FROM read_csv('/etc/passwd')")
