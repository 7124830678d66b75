"""What is planted in a made-up release comes out of rates and answers exactly, whatever its size and its seed."""

import pytest

from forbear.courtdata.answers import answer
from forbear.courtdata.events import connect
from forbear.courtdata.question import Question
from forbear.courtdata.rates import rates_over


@pytest.fixture(scope="module")
def asked(taken_in):
    """Asks for rates over one connection."""
    connection = connect(taken_in.release)
    yield lambda outcome, *by, **given: rates_over(connection, Question(outcome, by, **given), taken_in.release.day).rows
    connection.close()


def nested(rows):
    """Nested counts as truth.json has them, what is nought left out."""
    tree = {}
    for *path, last, count in rows:
        if count:
            place = tree
            for key in path:
                place = place.setdefault(str(key), {})
            place[str(last)] = count
    return tree


def test_final_states_by_court_and_year(taken_in, asked):
    truth = taken_in.truth["final_by_court_fy"]
    for outcome in truth:
        rows = asked(outcome, "court", "fiscal_year")
        assert nested((row.group["court"], row.group["fiscal_year"], row.events) for row in rows) == truth[outcome], outcome
        for row in rows:
            if row.at_risk == 0:  # a case was so ended here on its way to another end
                assert (row.rate, row.events) == (None, 0)
                assert row.completions > 0
                continue
            assert row.rate == pytest.approx(row.events / row.at_risk, abs=1e-6)
            assert 0 <= row.low <= row.plain_low + 1e-6 <= row.rate + 2e-6
            assert row.rate <= row.plain_high + 1e-6 <= row.high + 2e-6 <= 1 + 3e-6


def test_completions_by_year_as_events_and_beside_final_states(taken_in, asked):
    truth = taken_in.truth["completions_by_class_fy"]
    for outcome in truth:
        events = asked(outcome, "fiscal_year", unit="event")
        final = asked(outcome, "fiscal_year")
        assert nested((row.group["fiscal_year"], row.events) for row in events) == truth[outcome]
        assert nested((row.group["fiscal_year"], row.completions) for row in final) == truth[outcome]


def test_closings_and_what_came_back(taken_in, asked):
    truth = taken_in.truth["closures"]
    rows = asked("closure", "code", "fiscal_year", unit="event")
    assert nested((row.group["code"], row.group["fiscal_year"], row.events) for row in rows) == truth["by_code_fy"]
    years = answer(taken_in.release, "recalendaring")
    totals = [sum(row[name] for row in years) for name in ("closings", "put_back", "put_back_2025_05_on")]
    assert totals == [truth["closings"], truth["recalendared"], truth["recalendared_2025_05_on"]]
    followed = sum(row["cases"] for row in answer(taken_in.release, "after-recalendaring"))
    assert followed == truth["recalendared"]


def test_cohorts_within_two_years(taken_in, asked):
    truth = taken_in.truth["cohort_pd_2y"]
    rows = asked("admin_closed_pd,dismissed", "fiscal_year", denominator="incidence", days=730, where="custody = 'N'")
    assert nested((row.group["fiscal_year"], "pd_within_2y", row.events) for row in rows) == nested(
        (year, "pd_within_2y", counts.get("pd_within_2y", 0)) for year, counts in truth.items()
    )
    assert {str(row.group["fiscal_year"]): row.at_risk for row in rows} == {year: sum(counts.values()) for year, counts in truth.items()}
    assert all(row.rate is None for row in rows if row.group["fiscal_year"] >= 2025)


def test_representation_on_record_and_before_the_outcome(taken_in, asked):
    truth = taken_in.truth["representation"]
    counted = [row for row in answer(taken_in.release, "representation") if row["fiscal_year"] in (2022, 2023, 2024)]
    on_record = {}
    for row in counted:
        place = on_record.setdefault(row["on_record"], {})
        place[row["outcome"]] = place.get(row["outcome"], 0) + row["cases"]
    assert on_record == truth
    where = "custody = 'N' AND fiscal_year BETWEEN 2022 AND 2024"
    for column in ("representation_on_record", "representation"):
        rows = asked("dismissed", column, "fiscal_year", unit="first", where=where)
        found = {who: sum(row.events for row in rows if row.group[column] == who) for who in truth}
        if column == "representation_on_record":
            assert found == {who: counts["dismissed"] for who, counts in truth.items()}
        else:  # who found a lawyer only after the outcome was unrepresented
            assert found["represented"] <= truth["represented"]["dismissed"]
            assert sum(found.values()) == sum(counts["dismissed"] for counts in truth.values())


def test_motions_and_hearings_ahead(taken_in):
    rows = answer(taken_in.release, "motions")
    found = nested((row["type"], row["party"] or "", row["decision"] or "", row["motions"]) for row in rows)
    assert found == taken_in.truth["motions"]
    ahead = {row["court"]: row["cases"] for row in answer(taken_in.release, "upcoming-hearings")}
    assert ahead == taken_in.truth["upcoming_hearings"]


def test_what_is_odd_in_the_tables(taken_in):
    quirks = taken_in.truth["quirks"]
    mixed = sum(row["proceedings"] for row in answer(taken_in.release, "mixed-case-types"))
    assert mixed == quirks["B_TblProceeding: first proceedings with another CASE_TYPE than the case"]
    impossible = sum(row["cases"] for row in answer(taken_in.release, "impossible-entry-dates"))
    assert impossible == quirks["A_TblCase: impossible DATE_OF_ENTRY"]


def test_dismissals_turn_to_the_government_s_motions(asked):
    def share(stratum):
        rows = {row.group["moved_by"]: row.events for row in asked("dismissed", "moved_by", stratum=stratum)}
        return rows.get("dhs", 0) / sum(rows.values())

    assert share("2022-06-25") < 0.5 < share("2025-05-20")


def test_a_plain_share_of_a_young_cohort_is_too_low_for_what_happens_in_two_years(asked):
    rows = asked("dismissed", "fiscal_year", denominator="incidence", days=365, where="custody = 'N' AND filed_fiscal_year = 2025")
    assert all(row.rate > row.events / row.at_risk for row in rows if row.events)
