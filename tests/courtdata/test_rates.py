"""How often an outcome comes: by the unit that is counted, of the denominator named, and never over a change of codes or policy."""

import datetime as dt

import pytest
from tests.courtdata.invented import answer, event

from forbear.problem import BadInput

FILED = dt.date(2022, 1, 1)


def day(text):
    return dt.date.fromisoformat(text)


def several(number, ended, outcome, start=1, **given):
    return [event(start + index, FILED, ended, outcome, **given) for index in range(number)]


def test_the_plain_table_is_by_court_and_fiscal_year_and_carries_what_it_means():
    rows = several(3, day("2023-02-01"), "dismissed") + several(7, day("2023-03-01"), "removal_order", start=10)
    rows += several(2, day("2023-11-01"), "dismissed", start=20, court="NYC")
    found = answer(rows, "dismissed", "court", "fiscal_year")
    assert [(row.group["court"], row.group["fiscal_year"], row.events, row.at_risk) for row in found.rows] == [
        ("NYC", 2024, 2, 2),
        ("SEA", 2023, 3, 10),
    ]
    (_, sea) = found.as_data()
    assert set(sea) >= {"events", "at_risk", "rate", "low", "high", "note", "pooled", "definition", "denominator", "n", "release"}
    assert sea["rate"] == 0.3
    assert 0 < sea["low"] < 0.3 < sea["high"] < 1
    assert sea["release"] == day("2026-09-30")


def test_one_case_one_cell_by_final_state_and_every_event_beside_it():
    closed = event(1, FILED, day("2023-01-01"), "admin_closed_other", final=False)
    granted = event(1, FILED, day("2023-02-01"), "relief_granted", proceeding=2, first_outcome=False, first_stay=False)
    for unit, counted in (("final", 0), ("first", 1), ("event", 1), ("ever", 1)):
        (row,) = answer([closed, granted], "closure", "fiscal_year", unit=unit).rows
        assert (row.events, row.completions) == (counted, 1), unit


def test_a_case_that_ended_so_twice_counts_once_in_a_cell_of_ever():
    twice = [
        event(1, FILED, day(text), "dismissed", proceeding=number, final=number == 2)
        for number, text in enumerate(("2023-01-01", "2023-05-01"), 1)
    ]
    (row,) = answer(twice, "dismissed", "court", "fiscal_year", unit="ever").rows
    assert (row.events, row.at_risk, row.completions) == (1, 1, 2)


def test_moves_and_bond_records_are_no_outcomes_and_filing_failures_stand_apart():
    rows = [
        event(1, FILED, day("2023-01-01"), "venue_or_transfer"),
        event(2, FILED, day("2023-01-01"), "zero_bond_record"),
        event(3, FILED, day("2023-01-01"), "nta_not_filed"),
        event(4, FILED, day("2023-01-01"), "dismissed"),
        event(5, FILED),
    ]
    (row,) = answer(rows, "dismissed", "fiscal_year").rows
    assert (row.events, row.at_risk, row.nta_not_filed) == (1, 2, 1)
    (row,) = answer(rows, "venue_or_transfer", "fiscal_year").rows
    assert (row.events, row.at_risk) == (1, 4)
    (row,) = answer(rows, "pending", "fiscal_year").rows[-1:]
    assert (row.group["fiscal_year"], row.events) == ("pending", 1)


def test_removal_cases_alone_unless_other_types_are_asked_for_and_then_apart():
    rows = several(2, day("2023-01-01"), "terminated") + several(3, day("2023-01-01"), "terminated", start=5, case_type="DEP")
    assert answer(rows, "terminated", "fiscal_year").rows[0].at_risk == 2
    both = answer(rows, "terminated", "fiscal_year", case_types=("RMV", "DEP"))
    assert [(row.group["case_type"], row.events) for row in both.rows] == [("DEP", 3), ("RMV", 2)]


def test_an_order_in_absentia_is_told_from_one_after_a_hearing():
    rows = several(1, day("2023-01-01"), "removal_order", absentia=True) + several(2, day("2023-01-01"), "removal_order", start=5)
    counts = {name: answer(rows, name, "fiscal_year").rows[0].events for name in ("removal_order", "removal_merits", "removal_in_absentia")}
    assert counts == {"removal_order": 3, "removal_merits": 2, "removal_in_absentia": 1}


def test_nothing_is_pooled_over_a_change_of_policy():
    rows = several(4, day("2024-06-01"), "dismissed") + several(2, day("2025-07-01"), "dismissed", start=9)
    found = answer(rows, "dismissed", "court")
    assert [(row.group["stratum"], row.events) for row in found.rows] == [("2022-06-25", 4), ("2025-05-20", 2)]
    assert any("split by stratum" in note for note in found.notes)
    one = answer(rows, "dismissed", "court", stratum="newest")
    assert [row.events for row in one.rows] == [2]


def test_a_fiscal_year_that_spans_a_change_says_so():
    spanning, plain = answer(
        several(1, day("2025-02-01"), "dismissed") + several(1, day("2024-02-01"), "dismissed", start=5), "dismissed", "fiscal_year"
    ).rows[::-1]
    assert spanning.strata == ("2022-06-25", "2025-01-20", "2025-05-20")
    assert "spans 2025-01-20" in spanning.note
    assert plain.strata == ("2022-06-25",)
    assert "spans" not in plain.note


def test_an_outcome_has_for_denominator_only_the_time_in_which_a_code_tells_it():
    rows = several(5, day("2011-11-01"), "terminated") + several(1, day("2012-01-01"), "admin_closed_pd", start=8)
    rows += several(3, day("2012-02-01"), "terminated", start=10)
    (row,) = answer(rows, "pd", "fiscal_year").rows
    assert (row.events, row.at_risk) == (1, 4)
    assert "counted from 2011-12-16 only" in row.note
    (row,) = answer(
        several(4, day("2025-03-01"), "admin_closed_pd") + several(6, day("2025-06-01"), "dismissed", start=9), "pd", "fiscal_year"
    ).rows
    assert (row.events, row.at_risk) == (4, 4)
    assert "counted to 2025-04-03 only" in row.note


def test_closings_go_on_as_one_series_whose_share_of_discretion_is_said_to_be_unknown():
    rows = several(2, day("2025-02-01"), "admin_closed_pd") + several(3, day("2025-07-01"), "admin_closed_unspecified", start=5)
    assert sum(row.events for row in answer(rows, "closure", "stratum").rows) == 5
    strata = [row.group["stratum"] for row in answer(rows, "closure", "stratum").rows]
    assert strata == ["2025-01-20", "2025-05-20"]
    assert "until" not in answer(rows, "closure", "stratum").definition
    assert "2025-04-03" in answer(rows, "closure", "stratum").definition


def test_who_moved_divides_what_happened_and_not_who_was_at_risk():
    rows = several(3, day("2025-07-01"), "dismissed", moved_by="dhs") + several(
        1, day("2025-07-01"), "dismissed", start=9, moved_by="joint"
    )
    rows += several(6, day("2025-07-01"), "removal_order", start=20)
    found = answer(rows, "dismissed", "fiscal_year", "moved_by")
    assert [(row.group["moved_by"], row.events, row.at_risk, row.rate) for row in found.rows] == [
        ("dhs", 3, 10, 0.3),
        ("joint", 1, 10, 0.1),
    ]
    assert any("not favourable by itself" in note for note in found.notes)
    alone = answer(rows, "dismissed", "moved_by", stratum="newest")
    assert [(row.group["moved_by"], row.at_risk) for row in alone.rows] == [("dhs", 10), ("joint", 10)]
    with pytest.raises(BadInput, match="known only of what happened"):
        answer(rows, "dismissed", "moved_by", denominator="hazard")


def test_small_cells_and_late_months_are_marked():
    rows = several(3, day("2026-09-01"), "dismissed") + several(30, day("2026-09-01"), "removal_order", start=9)
    (row,) = answer(rows, "dismissed", "court", "fiscal_year").rows
    assert "1 to 10 events" in row.note
    assert "decisions since 2026-07-30 are still being entered" in row.note
    (row,) = answer(several(20, day("2023-03-01"), "dismissed"), "dismissed", "fiscal_year").rows
    assert row.note == ""


def test_families_widen_an_interval():
    rows = several(20, day("2023-03-01"), "dismissed") + several(20, day("2023-03-01"), "removal_order", start=100)
    paired = [row | {"lead": row["case"] - row["case"] % 2} for row in rows]
    (single,), (families,) = (answer(given, "dismissed", "fiscal_year").rows for given in (rows, paired))
    assert (single.low, single.high) == (single.plain_low, single.plain_high)
    assert (families.plain_low, families.plain_high) == (single.plain_low, single.plain_high)
    assert families.low < single.low < single.high < families.high
    assert families.leads < single.leads


def test_pending_days_keep_the_cases_that_lasted():
    rows = [
        event(1, FILED, day("2022-02-01"), "dismissed"),
        event(2, FILED, day("2023-09-01"), "dismissed"),
        event(3, FILED, day("2023-09-02")),
    ]
    assert sum(row.events for row in answer(rows, "dismissed", "fiscal_year", pending_days=365).rows) == 1


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("nationality = 'HO') OR (true", "expected one condition"),
        ('"case" IN (SELECT 1)', "no SELECT"),
        ("true; DROP TABLE events", "expected one condition"),
        ("true GROUP BY court", "expected one condition"),
        ("nope = 1", "nope"),
        ("count(*) > 1", "aggregate"),
        ("row_number() OVER () = 1", "window"),
        ("custody = ?", "parameter"),
        ("", "expected one condition"),
    ],
)
def test_a_condition_is_one_expression_over_the_events(where, says):
    with pytest.raises(BadInput, match=f"(?i)--where.*{says}"):
        answer(several(1, day("2023-01-01"), "dismissed"), "dismissed", "fiscal_year", where=where)


def test_a_condition_holds_for_all_that_is_counted():
    rows = several(2, day("2023-01-01"), "dismissed", custody="D") + several(
        3, day("2023-01-01"), "removal_order", start=9, nationality="GT"
    )
    (row,) = answer(rows, "dismissed", "fiscal_year", where="custody = 'D' OR nationality IN ('GT') -- both").rows
    assert (row.events, row.at_risk) == (2, 5)


def test_everything_that_is_wrong_with_a_question_is_said_at_once():
    with pytest.raises(BadInput) as bad:
        answer([], "dismised", "judges", "court", where="nope = 1", unit="final", denominator="hazard")
    assert {problem.place for problem in bad.value.problems} == {"--outcome", "--by", "--where", "--unit"}


def test_no_case_is_no_row():
    assert answer([], "dismissed", "court", "fiscal_year").rows == []
