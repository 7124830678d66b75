"""The share so ended by time since filing, other outcomes competing: held equal to lifelines, and to what is worked out by hand."""

import datetime as dt
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.courtdata.invented import answer, event

RELEASE = dt.date(2024, 9, 30)
START = dt.date(2022, 10, 1)
OUTCOMES = ("dismissed", "relief_granted", "removal_order")


def incidence(rows, outcome, *by, **asked):
    return answer(rows, outcome, *(by or ("fiscal_year",)), denominator="incidence", release=RELEASE, **asked).rows


def at(case, days, outcome):
    """A case that ended after so many days, or (None) is pending and was filed so many days before the release."""
    if outcome is None:
        return event(case, RELEASE - dt.timedelta(days=days))
    return event(case, START, START + dt.timedelta(days=days), outcome)


cohorts = st.lists(
    st.tuples(st.integers(1, 364), st.sampled_from((*OUTCOMES, None))), min_size=3, max_size=16, unique_by=lambda pair: pair[0]
)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=5)
@given(cohorts, st.integers(10, 300))
def test_it_equals_lifelines_in_the_estimate_and_in_its_variance(drawn, days):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines import AalenJohansenFitter
    # One cohort: pending cases are filed so that the release censors them where the draw says; their year of filing does not divide.
    rows = [at(number, *pair) | {"filed_fiscal_year": 2023} for number, pair in enumerate(drawn)]
    rows.append(event(99, START) | {"filed_fiscal_year": 2023})  # followed for two years
    durations = [pair[0] for pair in drawn] + [(RELEASE - START).days]
    kinds = [0 if outcome is None else OUTCOMES.index(outcome) + 1 for _, outcome in drawn] + [0]
    total = 0.0
    for number, outcome in enumerate(OUTCOMES, 1):
        (row,) = incidence(rows, outcome, days=days)
        total += row.rate
        if number not in kinds:
            assert row.rate == 0
            continue
        fitter = AalenJohansenFitter(calculate_variance=True).fit(durations, kinds, event_of_interest=number)
        curve = fitter.cumulative_density_.iloc[:, 0]
        assert row.rate == pytest.approx(curve[curve.index <= days].iloc[-1], abs=1e-5)
        assert row.events == sum(kind == number and time <= days for time, kind in zip(durations, kinds, strict=True))
        variance = fitter.variance_.squeeze("columns") if fitter.variance_.ndim > 1 else fitter.variance_
        assert variance_of(rows, outcome, days) == pytest.approx(variance[variance.index <= days].iloc[-1], abs=1e-6)
    assert total <= 1 + 1e-5


def variance_of(rows, outcome, days):
    from tests.courtdata.invented import connection_of

    from forbear.courtdata.counting import count
    from forbear.courtdata.question import Question, check

    connection = connection_of(rows)
    plan = check(Question(outcome, ("fiscal_year",), denominator="incidence", days=days), connection, RELEASE)
    (cell,) = count(connection, plan)
    return cell.variance


def test_ends_on_one_day_are_taken_together():
    # Of 10, on day 100 two are dismissed and one removed, on day 200 one of the 7 left is dismissed: 2/10 + 7/10 * 1/7.
    rows = [at(1, 100, "dismissed"), at(2, 100, "dismissed"), at(3, 100, "removal_order"), at(4, 200, "dismissed")]
    rows += [event(number, START) for number in range(5, 11)]
    (row,) = incidence(rows, "dismissed", days=365)
    assert row.rate == pytest.approx(0.2 + 0.7 / 7)
    assert (row.events, row.at_risk) == (3, 10)


def test_counting_pending_cases_as_never_so_ended_would_be_too_low():
    rows = [at(number, 100, "dismissed") for number in range(5)]
    rows += [event(number, RELEASE - dt.timedelta(days=50)) | {"filed_fiscal_year": 2023} for number in range(10, 20)]
    rows.append(event(30, START))
    (row,) = incidence(rows, "dismissed", days=365)
    assert row.rate == pytest.approx(5 / 6)
    assert row.rate > row.events / row.at_risk


def test_a_cohort_that_nobody_can_have_followed_so_long_has_no_figure():
    (row,) = incidence(
        [event(1, dt.date(2024, 1, 1), dt.date(2024, 2, 1), "dismissed"), event(2, dt.date(2024, 2, 1))], "dismissed", days=365
    )
    assert row.rate is None
    assert row.low is None
    assert "followed for 273 days at most" in row.note
    assert row.events == 1


def test_given_still_pending_only_those_count_who_were():
    rows = [at(1, 50, "dismissed"), at(2, 150, "dismissed"), at(3, 160, "removal_order"), event(4, START)]
    (row,) = incidence(rows, "dismissed", days=200, pending_days=100)
    assert (row.events, row.at_risk) == (1, 3)
    assert row.rate == pytest.approx(1 / 3)


def test_a_lawyer_counts_who_had_appeared_when_the_clock_starts():
    late = at(1, 300, "dismissed") | {"representation": "represented", "appeared": START + dt.timedelta(days=200)}
    early = at(2, 300, "dismissed") | {"representation": "represented", "appeared": START}
    rows = {row.group["representation"]: row.at_risk for row in incidence([late, early], "dismissed", "representation", "fiscal_year")}
    assert rows == {"represented": 1, "unrepresented": 1}


def test_moves_do_not_end_a_case():
    moved = event(1, START, START + dt.timedelta(days=10), "venue_or_transfer")
    (row,) = incidence([moved, at(2, 20, "dismissed")], "dismissed", days=100)
    assert row.rate == pytest.approx(0.5)
