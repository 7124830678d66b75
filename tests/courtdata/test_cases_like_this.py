"""What became of cases like this one: counts with their likeness, how far it was widened, or too few, or no data; never a chance."""

import datetime as dt

import pytest
from tests.courtdata.small import case, motion, release_of, stay

from forbear.courtdata.cases_like_this import Likeness, cases_like_this, charge_group, courts_of, nationality_of

ON = dt.date(2026, 11, 16)
LIKE = Likeness(courts=("SEA",), circuit="9", nationality="HO", detained=False)


def release_with(folder, *groups, motions=()):
    """Cases by (court, nationality, how many, outcome letter or None), all of one age."""
    cases, stays, number = [], [], 0
    for court, nationality, many, letter in groups:
        for _ in range(many):
            number += 1
            cases.append(case(number, nat=nationality))
            ended = {"ended": "2026-03-01", "dec": letter} if letter else {}
            stays.append(stay(number, number, begun="2024-01-01", base_city_code=court, **ended))
    return release_of(folder, {"a_tblcase": cases, "b_tblproceeding": stays, "tbl_court_motions": list(motions)})


def asked(release, like=LIKE, form="dismissal-without-prejudice", on=ON):
    return cases_like_this(release, like, [form], on)[form]


def test_enough_cases_at_the_court_are_not_widened(tmp_path):
    found = asked(release_with(tmp_path, ("SEA", "HO", 100, None), ("SEA", "HO", 20, "U"), ("NYC", "HO", 50, "U")))
    assert (found.status, found.n, found.events, found.widened) == ("counted", 120, 20, ())
    assert found.since == dt.date(2025, 7, 31)
    assert found.until == dt.date(2026, 7, 30)
    years = (100 * 365 + 20 * 213) / 365.25
    assert found.case_years == pytest.approx(years, abs=0.1)
    assert found.per_100_case_years == pytest.approx(100 * 20 / years, abs=0.02)
    assert found.low < found.per_100_case_years < found.high
    assert "court SEA" in found.says
    assert "charge not known" in found.says


@pytest.mark.parametrize(
    ("groups", "widened"),
    [
        ([("SEA", "HO", 40, None), ("POO", "HO", 70, None)], ("court to circuit",)),
        ([("SEA", "HO", 40, None), ("NYC", "HO", 70, None)], ("court to nation",)),
        ([("SEA", "HO", 40, None), ("SEA", "GT", 90, None)], ("court to nation", "nationality dropped")),
    ],
)
def test_the_likeness_is_widened_in_its_order_and_says_so(tmp_path, groups, widened):
    found = asked(release_with(tmp_path, *groups))
    assert (found.status, found.widened) == ("counted", widened)
    assert all(step in found.says for step in widened)


def test_a_judge_comes_before_the_court(tmp_path):
    release = release_with(tmp_path, ("SEA", "HO", 120, None))
    by_judge = asked(release, Likeness(courts=("SEA",), judge="SA1", nationality="HO"))
    assert (by_judge.widened, by_judge.like[0]) == ((), "judge SA1")
    assert asked(release, Likeness(courts=("SEA",), judge="ZZZ", nationality="HO")).widened == ("judge to court",)


def test_last_of_all_time_is_widened_and_then_there_are_too_few(tmp_path):
    found = asked(release_with(tmp_path, ("SEA", "HO", 60, None)))
    assert (found.status, found.per_100_case_years) == ("too-few", None)
    assert found.since == dt.date(2025, 5, 20)
    assert found.says.startswith("Too few: 60 cases")
    assert "time widened to the whole period since 2025-05-20" in found.says


def test_who_moved_for_a_dismissal_is_told_apart(tmp_path):
    moved = [motion(number, number, "U", "I", on="2026-03-01") for number in range(101, 115)]
    moved.append(motion(200, 115, "U", "B", on="2026-03-01"))
    found = asked(release_with(tmp_path, ("SEA", "HO", 100, None), ("SEA", "HO", 20, "U"), motions=moved))
    assert found.moved_by == {"dhs": 14, "joint": 1, "not on record": 5}
    assert "14 on the government's motion" in found.says
    assert "no grant of a request" in found.definition


def test_a_joint_termination_counts_only_with_a_joint_motion_on_record(tmp_path):
    moved = [motion(1, 101, "TP", "B", on="2026-03-01"), motion(2, 102, "TP", "A", on="2026-03-01")]
    release = release_with(tmp_path, ("SEA", "HO", 100, None), ("SEA", "HO", 2, "T"), motions=moved)
    assert asked(release, form="termination-joint-motion").events == 1
    assert asked(release, form="termination-discretionary").events == 2


def test_the_period_is_that_of_the_day_judged_and_its_codes(tmp_path):
    release = release_with(tmp_path, ("SEA", "HO", 120, None))
    then = asked(release, on=dt.date(2024, 6, 1))
    assert (then.since, then.until) == (dt.date(2024, 1, 21), dt.date(2025, 1, 19))
    before = asked(release, on=dt.date(2013, 6, 1))
    assert (before.status, before.n) == ("no-data", 0)


@pytest.mark.parametrize("form", ["deferred-action", "stay-of-removal-ice", "bond-or-release", "a-form-of-tomorrow"])
def test_a_form_without_a_trace_says_why_there_are_no_data(tmp_path, form):
    found = asked(release_with(tmp_path, ("SEA", "HO", 1, None)), form=form)
    assert found.status == "no-data"
    assert found.says.startswith("No court data for this form: ")


def test_it_never_speaks_of_a_chance(tmp_path):
    found = asked(release_with(tmp_path, ("SEA", "HO", 100, None), ("SEA", "HO", 20, "U")))
    assert found.says.endswith("What became of those cases, not what will become of this one.")
    for word in ("chance of", "probab", "likely", "will be granted", "%  "):
        assert word not in found.says


def test_a_case_file_s_words_become_the_data_s_codes():
    assert courts_of("Seattle") == ("SEA",)
    assert courts_of("Denver, CO") == ("DEN",)
    assert courts_of("sea") == ("SEA",)
    assert {"NYC", "NYV"} <= set(courts_of("New York"))
    assert courts_of("none (Fresno, CA)") == courts_of(None) == courts_of("Atlantis") == ()
    assert (nationality_of("Honduras"), nationality_of("honduras "), nationality_of("Freedonia")) == ("HO", "HO", None)
    assert charge_group(["212(a)(6)(A)(i)"]) == charge_group(["INA § 212(a)(6)(A)(i)"]) == "entry without admission"
    assert charge_group(["237(a)(1)(B)", "237(a)(2)(A)(iii)"]) == "aggravated felony"
    assert (charge_group(["237(a)(1)(B)"]), charge_group(["somewhere else"]), charge_group([])) == ("overstay", "other", None)
