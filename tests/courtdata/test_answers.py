"""Named questions over a small release, and the definitions of those who published figures."""

import pytest
from tests.courtdata.small import case, motion, release_of, stay

from forbear.courtdata.answers import answer, asked
from forbear.courtdata.outcomes import known, strata
from forbear.courtdata.packaged import rows
from forbear.courtdata.published import by_definition, definitions, published
from forbear.problem import BadInput


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    stays = [
        stay(10, 1, begun="2015-01-01", ended="2016-01-01", other="Y"),
        stay(11, 1, begun="2025-06-01", ended="2026-01-01", dec="R", osc_date=None),
        stay(20, 2, begun="2022-01-01", ended="2025-06-10", dec="U"),
        stay(30, 3, begun="2022-01-01", base_city_code="NYC"),
        stay(40, 4, begun="2022-01-01", ended="2023-01-01", other="F"),
        stay(50, 5, begun="2012-01-01", ended="2013-05-01", dec="X", absentia="Y"),
        stay(60, 6, begun="2012-01-01", ended="2013-05-01", other="Y"),
    ]
    motions = [
        motion(1, 10, "C", "I", on="2025-06-01", base_city_code="SEA"),
        motion(2, 20, "U", "I", on="2025-06-10", base_city_code="SEA"),
        motion(3, 20, "U", "A", on="2025-01-10", dec="D", base_city_code="SEA"),
        motion(4, 60, "AC", "B", on="2013-05-01", base_city_code="SEA"),
    ]
    hearings = [{"idnproceeding": 30, "adj_date": day} for day in ("2026-09-30", "2026-12-01", "2027-01-01")]
    hearings.append({"idnproceeding": 20, "adj_date": "2027-01-01"})
    tables = {
        "a_tblcase": [case(number, date_of_entry="1899-12-30" if number == 6 else None) for number in range(1, 7)],
        "b_tblproceeding": stays,
        "tbl_court_motions": motions,
        "tbl_schedule": hearings,
        "tblappeal": [{"datbiadecision": "2014-01-01", "strbiadecision": "TPD"}, {"datbiadecision": "2014-01-01", "strbiadecision": "DIS"}],
    }
    return release_of(tmp_path_factory.mktemp("answers"), tables)


@pytest.mark.parametrize("name", asked())
def test_every_question_has_a_title_a_definition_and_an_answer(release, name):
    question = asked()[name]
    assert question.title
    assert question.says
    assert not question.sql.startswith("--")
    answer(release, name)


def test_hearings_ahead_are_those_of_pending_cases_after_the_release(release):
    assert [(row["court"], row["cases"]) for row in answer(release, "upcoming-hearings")] == [("NYC", 1)]


def test_what_was_closed_and_put_back_and_by_whom(release):
    (then, later) = answer(release, "recalendaring")
    assert (then["closings"], then["put_back"]) == (1, 0)
    assert (later["fiscal_year"], later["closings"], later["put_back"], later["by_dhs"], later["put_back_2025_05_on"]) == (2016, 1, 1, 1, 1)
    assert answer(release, "after-recalendaring") == [
        {"since": "put back from 2025-05-01", "then_ended": "relief_granted", "cases": 1, "share": 1.0}
    ]
    total = answer(release, "closed-now")[-1]
    assert total == {"class": "any closing", "ever_closed": 2, "closed_now": 1}
    assert [row["closed"] for row in answer(release, "closed-at-year-end")] == [1, 2, 2, 1, 1]


def test_motions_are_counted_by_type_party_and_decision(release):
    counted = {(row["type"], row["party"], row["decision"]): row["motions"] for row in answer(release, "motions")}
    assert counted == {("AC", "B", "G"): 1, ("C", "I", "G"): 1, ("U", "I", "G"): 1, ("U", "A", "D"): 1}
    assert [(row["court"], row["granted"]) for row in answer(release, "joint-motions")] == [("SEA", 1)]


def test_a_question_that_nobody_knows_is_refused_with_the_list(release):
    with pytest.raises(BadInput, match="upcoming-hearings"):
        answer(release, "hearings")


def test_a_release_that_lacks_a_table_says_so(tmp_path):
    bare = release_of(tmp_path, {"b_tblproceeding": [stay(1, 1, begun="2020-01-01")]})
    with pytest.raises(BadInput, match="lacks a table"):
        answer(bare, "board-discretion")


def test_a_publisher_s_definition_stands_beside_what_was_published(release):
    found = by_definition(release, "trac-pd-share", ("fiscal_year",))
    cells = {row.group["fiscal_year"]: row for row in found.rows}
    assert (cells[2013].events, cells[2013].at_risk, cells[2013].rate) == (1, 2, 0.5)
    assert "16306" in cells[2013].published
    assert "trac-339" in cells[2013].published
    assert cells[2016].published == ""
    with pytest.raises(BadInput, match="no definition"):
        by_definition(release, "trac", ("fiscal_year",))
    with pytest.raises(BadInput, match="not by judge"):
        by_definition(release, "trac-pd-share", ("judge",))


def test_published_shares_are_what_their_own_counts_come_to():
    value = {row["id"]: float(row["value"]) for row in published()}
    for year in ("fy2012", "fy2013", "fy2014-q1", "fy2012-fy2014-q1"):
        share = 100 * value[f"trac-339-pd-{year}"] / value[f"trac-339-all-{year}"]
        assert value[f"trac-339-pct-{year}"] == pytest.approx(share, abs=0.05)


def test_every_published_figure_has_its_source_and_a_definition_that_is_known():
    assert len({row["id"] for row in published()}) == len(published()) > 150
    for row in published():
        assert row["source_url"].startswith("http")
        assert row["definition"]
        assert row["computed_by"] in ("", *definitions())


def test_the_lists_agree_with_each_other():
    classes = {row["outcome_class"] for row in rows("lookups/court_decision")} | {"pending"}
    named = set().union(*(outcome.classes for outcome in known().values()))
    assert classes == named
    for row in rows("strata"):
        assert row["affects"] == "*" or set(row["affects"].split()) <= classes
    for row in rows("forms"):
        assert row["outcome"] in ("", *known())
    for outcome in known().values():
        days = [one.since for one in strata(outcome)]
        assert days[0] is None
        assert days[1:] == sorted(days[1:])
        assert all(one.origin for one in strata(outcome)[1:])
