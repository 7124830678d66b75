"""How cases end as time goes on: at any day the figure that a rate gives for that outcome, and together never more than everyone."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.courtdata.invented import answer, connection_of, event

from forbear.courtdata.curves import ENDS, LEAST_AT_RISK, REST, curves_over
from forbear.courtdata.question import Question
from forbear.problem import BadInput

RELEASE = dt.date(2024, 9, 30)
START = dt.date(2022, 10, 1)
ENDINGS = ("removal_order", "relief_granted", "admin_closed_pd", "dismissed", "terminated", "nta_not_filed", "voluntary_departure", None)
NAMES = {"removal_order": "ordered removed", "dismissed": "dismissed", "nta_not_filed": "Notice never filed"}


def asked(*by, days=600):
    return Question("removal_order", by, denominator="incidence", days=days)


def cohort(drawn):
    """Cases filed on one day, and enough that stay pending for the curve to be drawn to its end."""
    rows = [
        event(number, START, *((START + dt.timedelta(days=days), ending) if ending else ())) for number, (days, ending) in enumerate(drawn)
    ]
    return rows + [event(1000 + number, START) for number in range(LEAST_AT_RISK)]


cases = st.lists(st.tuples(st.integers(1, 700), st.sampled_from(ENDINGS)), min_size=1, max_size=25)


@settings(max_examples=6)
@given(cases)
def test_at_any_day_a_curve_is_the_incidence_that_a_rate_gives(drawn):
    rows = cohort(drawn)
    found = curves_over(connection_of(rows), asked("filed_fiscal_year"), RELEASE).curves
    by_end = {curve.end: curve for curve in found}
    for outcome, end in NAMES.items():
        if end not in by_end:
            (row,) = answer(rows, outcome, "filed_fiscal_year", denominator="incidence", days=600, release=RELEASE).rows
            assert row.rate == 0
            continue
        curve = by_end[end]
        for index in (len(curve.days) // 2, len(curve.days) - 1):
            day = curve.days[index]
            (row,) = answer(rows, outcome, "filed_fiscal_year", denominator="incidence", days=max(day, 1), release=RELEASE).rows
            assert curve.share[index] == pytest.approx(row.rate, abs=2e-6)


@settings(max_examples=10)
@given(cases)
def test_curves_never_fall_and_never_come_to_more_than_everyone(drawn):
    found = curves_over(connection_of(cohort(drawn)), asked("filed_fiscal_year"), RELEASE).curves
    assert {curve.end for curve in found} <= {*(name for name, _ in ENDS), REST}
    for curve in found:
        assert list(curve.share) == sorted(curve.share)
        assert list(curve.days) == sorted(set(curve.days))
        assert curve.cases == len(drawn) + LEAST_AT_RISK
    assert sum(curve.share[-1] for curve in found) <= 1 + 1e-5


def test_a_curve_stops_where_too_few_are_followed():
    rows = [event(number, START, START + dt.timedelta(days=10 + number), "dismissed") for number in range(LEAST_AT_RISK + 20)]
    (curve,) = curves_over(connection_of(rows), asked("filed_fiscal_year"), RELEASE).curves
    assert curve.days[-1] == 10 + 20  # thirty were at risk on that day, and fewer on the next


def test_of_too_few_nothing_is_drawn():
    rows = [event(1, START, START + dt.timedelta(days=40), "dismissed")]
    assert curves_over(connection_of(rows), asked("filed_fiscal_year"), RELEASE).curves == []


def test_only_an_incidence_has_a_curve():
    with pytest.raises(BadInput, match="cumulative incidences"):
        curves_over(connection_of([]), Question("removal_order", ()), RELEASE)
