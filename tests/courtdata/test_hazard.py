"""Events per pending case and year: who was at risk, for how long, and from when a lawyer counts."""

import datetime as dt

import pytest
from tests.courtdata.invented import answer, event


def day(text):
    return dt.date.fromisoformat(text)


def hazard(rows, outcome, *by, **asked):
    return answer(rows, outcome, *by, denominator="hazard", **asked).rows


def test_years_are_counted_while_a_case_is_pending_and_divided_by_fiscal_year():
    rows = hazard([event(1, day("2022-10-01"), day("2024-10-01"), "dismissed")], "dismissed", "fiscal_year")
    assert [(row.group["fiscal_year"], row.events, row.at_risk) for row in rows] == [(2023, 0, 1.0), (2024, 0, 1.0), (2025, 1, 0.0)]


def test_a_pending_case_is_at_risk_up_to_the_release_and_a_closed_one_is_not():
    closed = event(1, day("2025-05-20"), day("2025-11-20"), "admin_closed_unspecified")
    (row,) = hazard([closed, event(2, day("2025-05-20"))], "closure", "stratum")
    assert row.group["stratum"] == "2025-05-20"
    assert row.at_risk == pytest.approx((184 + 499) / 365.25, abs=0.01)
    assert (row.events, row.cases) == (1, 2)
    assert row.rate == pytest.approx(1 / row.at_risk, abs=0.005)


def test_a_lawyer_counts_from_the_day_of_the_first_appearance():
    late = event(1, day("2022-10-01"), day("2023-10-01"), "dismissed", appeared=day("2023-07-01"), representation="represented")
    rows = {row.group["representation"]: row for row in hazard([late], "dismissed", "representation", stratum="2022-06-25")}
    assert rows["unrepresented"].at_risk == pytest.approx(273 / 365.25, abs=0.01)
    assert rows["represented"].at_risk == pytest.approx(92 / 365.25, abs=0.01)
    assert (rows["unrepresented"].events, rows["represented"].events) == (0, 1)


def test_a_lawyer_who_came_after_the_end_changes_nothing():
    after = event(1, day("2022-10-01"), day("2023-03-01"), "dismissed", appeared=day("2024-01-01"))
    (row,) = hazard([after], "dismissed", "representation", stratum="2022-06-25")
    assert (row.group["representation"], row.events) == ("unrepresented", 1)


def test_still_pending_after_days_leaves_out_what_came_before():
    long, short = event(1, day("2022-10-01"), day("2024-09-30"), "dismissed"), event(2, day("2022-10-01"), day("2023-01-01"), "dismissed")
    (row,) = hazard([long, short], "dismissed", "court", stratum="2022-06-25", pending_days=365)
    assert (row.events, row.cases) == (1, 1)
    assert row.at_risk == pytest.approx(365 / 365.25, abs=0.01)


def test_the_code_begins_and_with_it_the_time_at_risk():
    (row,) = hazard([event(1, day("2020-10-01"), day("2021-09-30"), "dismissed")], "dismissed", "fiscal_year")
    assert row.at_risk == pytest.approx(168 / 365.25, abs=0.01)
