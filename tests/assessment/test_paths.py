"""Where each choice leads: going on first, filtered by the case and by the law of the day, with who can undo it."""

import pytest
import yaml
from building import case_of, day, in_court

from forbear.assessment.matter import Matter
from forbear.assessment.options import find_options
from forbear.assessment.paths import NO_REQUEST, compare_paths
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree

TODAY = "2026-11-16"
SHOWN = (
    "residence: {continuous_since: 2009-01-05}, "
    "evidence: [{id: e1, kind: two-year-presence-proof, date: 2020-01-01, title: leases 2009 to 2020}]"
)


def paths(corpus, case, *forms, on=TODAY):
    matter = Matter(case, corpus, day(on))
    return {found.form: found for found in compare_paths(matter, find_options(matter), forms)}


def ids(moves):
    return {move.id for move in moves}


def exposed(found):
    return [move for move in found.undone_by if move.to == "expedited-removal"]


def test_going_on_without_a_request_is_always_first_and_only_once(corpus):
    found = list(paths(corpus, in_court(), "parole", NO_REQUEST, "continuance", "parole"))
    assert found == [NO_REQUEST, "parole", "continuance"]


def test_going_on_has_its_own_path_hearings_a_decision_an_order_an_appeal(corpus):
    found = paths(corpus, in_court("relief: [{kind: cancellation-nonlpr, status: filed-court}]"))[NO_REQUEST]
    assert found.state == "in-proceedings"
    assert {move.to for move in found.paths} >= {"relief-granted", "final-order", "in-absentia-order", "appeal-pending"}
    assert {"appeal_rights", "relief_opened", "relief_lost", "detention", "work_authorization"} <= found.consequences.keys()
    assert "dismissed-without-prejudice" in {move.to for move in found.undone_by}


def test_a_motion_of_the_government_is_said_of_going_on(corpus):
    case = in_court(proceedings="dhs_motion: {kind: dismiss, date: 2026-11-10}")
    assert "motion to dismiss is before the judge" in paths(corpus, case)[NO_REQUEST].timing_because


@pytest.mark.parametrize(
    ("relief", "has", "known"),
    [
        ("relief: [{kind: asylum, status: filed-court, filed_date: 2020-01-06}]", True, "yes"),
        ("relief: []", False, None),
        ("relief: [{kind: asylum, status: possible}]", False, None),
        ("relief: [{kind: asylum, status: denied}]", False, None),
        ("goals: {}", True, "unknown"),  # nothing said of relief: the effect stays in, marked
    ],
)
def test_an_effect_on_the_asylum_clock_needs_a_pending_application(corpus, relief, has, known):
    found = paths(corpus, in_court(relief), "administrative-closure", "dismissal-without-prejudice")
    for form in (NO_REQUEST, "administrative-closure", "dismissal-without-prejudice"):
        effect = found[form].consequences.get("asylum_clock")
        assert (effect is not None) is has
        assert effect is None or effect.known == known


@pytest.mark.parametrize(
    ("entry", "more", "on", "expected"),
    [
        ("2025-11-10, manner: without-inspection", "residence: {continuous_since: 2025-11-10}", TODAY, "yes"),
        ("2009-01-05, manner: without-inspection", SHOWN, TODAY, None),
        ("2009-01-05, manner: without-inspection", "residence: {continuous_since: 2009-01-05}, evidence: []", TODAY, "unknown"),
        ("2025-11-10, manner: admitted", "residence: {continuous_since: 2025-11-10}", TODAY, None),
        ("2025-11-10, manner: paroled", "residence: {continuous_since: 2025-11-10}", TODAY, "unknown"),
        ("2025-11-10, manner: null", "residence: {continuous_since: 2025-11-10}", TODAY, "unknown"),
        ("2014-11-10, manner: without-inspection", "residence: {continuous_since: 2014-11-10}", "2015-06-01", None),
        ("2023-11-10, manner: without-inspection", "residence: {continuous_since: 2023-11-10}", "2024-06-01", None),
    ],
)
def test_expedited_removal_follows_dismissal_only_where_the_entry_could_allow_it(corpus, entry, more, on, expected):
    court = f"proceedings: {{nta_date: {on[:4]}-01-05, nta_filed_date: {on[:4]}-02-05, custody: {{detained: false}}}}"
    case = case_of(f"{court}, person: {{birth_date: 1990-01-01}}, entry: [{{date: {entry}}}], {more}")
    found = paths(corpus, case, "dismissal-without-prejudice", on=on)["dismissal-without-prejudice"]
    assert [move.known for move in exposed(found)] == ([expected] if expected else [])
    assert ("expedited_removal_exposure" in found.consequences) is (expected is not None)
    assert any("xpedited" in line.effect for line in found.reversible) is (expected is not None)


def test_custody_stands_beside_the_case_only_where_the_client_is_held(corpus):
    held = in_court().facts | {"proceedings": dict(in_court().facts["proceedings"]) | {"custody": {"detained": True}}}
    found = paths(corpus, check_case(Tree(held, {}), "case"), "bond-or-release", "administrative-closure")
    assert [each.state for each in found[NO_REQUEST].beside] == ["detained"]
    assert "detained-release" in ids(found["administrative-closure"].paths)
    assert found["bond-or-release"].beside == []  # release is what is asked for
    free = paths(corpus, in_court(), "administrative-closure")
    assert all(not item.beside and "detained-release" not in ids(item.paths) for item in free.values())


def test_closure_is_undone_by_either_party_with_notice_and_has_a_guard(corpus):
    (undone,) = paths(corpus, in_court(), "administrative-closure")["administrative-closure"].undone_by
    assert (undone.to, undone.who) == ("recalendared", "either party; judge decides")
    assert "address on file" in undone.notice
    assert "update address now" in undone.guard
    assert undone.authorities == ["cfr-1003-18-c"]
    assert undone.confidence == "secondary"


def test_the_law_of_the_day_stands_behind_each_way(corpus):
    (undone,) = paths(corpus, in_court(), "administrative-closure", on="2015-06-01")["administrative-closure"].undone_by
    assert undone.authorities == ["avetisyan"]
    assert undone.confidence == "recalled"  # its text is that of the rule of 2024
    assert "2025" not in undone.horizon


@pytest.mark.parametrize("on", ["2011-09-15", "2015-06-01", "2019-10-01", "2022-05-12", TODAY])
def test_nothing_rests_on_law_not_in_force_or_names_a_later_day(corpus, cases, on):
    for path in sorted(cases.glob("*.yaml")):
        case = check_case(Tree(yaml.safe_load(path.read_text())["case"], {}), path.stem)
        for found in paths(corpus, case, *corpus.vocabulary.forms, on=on).values():
            names = {name for item in (*found.paths, *found.undone_by, *found.opens, *found.closes) for name in item.authorities}
            names |= {name for item in found.consequences.values() for name in item.authorities}
            assert all(corpus.authorities[name].binds(day(on), case.circuit) for name in names)
            said = " ".join(f"{move.how} {move.notice} {move.horizon} {move.guard}" for move in found.paths)
            assert all(str(year) not in said for year in range(int(on[:4]) + 1, 2031))


def test_every_form_compares_on_every_case_and_says_its_state_or_why_none(corpus, cases):
    for path in sorted(cases.glob("*.yaml")):
        case = check_case(Tree(yaml.safe_load(path.read_text())["case"], {}), path.stem)
        on = (case.as_of or day(TODAY)).isoformat()
        found = paths(corpus, case, *corpus.vocabulary.forms, on=on)
        assert list(found) == [NO_REQUEST, *corpus.vocabulary.forms]
        for item in found.values():
            assert item.state is not None or item.state_because
            assert item.status == "unavailable" or item.consequences or item.state is None
            assert item.confidence in ("verified", "secondary", "recalled")
            if item.status not in ("unavailable", "unknown") and item.form != NO_REQUEST:
                assert item.undone_by or item.form in ("waive-appeal",), (path.stem, item.form)


def test_a_closed_form_is_shown_with_its_reason_and_promises_nothing(corpus):
    found = paths(corpus, in_court(), "stay-of-removal-ice")["stay-of-removal-ice"]
    assert found.status == "unavailable"
    assert found.because == found.state_because == "no final order exists"
    assert (found.consequences, found.paths, found.undone_by, found.opens) == ({}, [], [], [])


def test_what_a_state_leaves_in_place_is_not_counted_as_closed_by_the_form(corpus):
    order = "proceedings: {nta_date: 2010-01-06, nta_filed_date: 2010-02-03, final_order_date: 2014-03-03, custody: {detained: false}}"
    found = paths(corpus, case_of(order), "stay-of-removal-ice", "stay-of-removal-court")
    stayed = found["stay-of-removal-ice"]
    assert stayed.state == "final-order-stayed"
    assert "travel" in stayed.consequences
    assert stayed.closes == []
    assert "order-to-removed" in ids(found[NO_REQUEST].paths)
    assert "order-to-removed" not in ids(stayed.paths) | ids(found["stay-of-removal-court"].paths)


def test_a_reinstated_order_cannot_be_reopened(corpus):
    case = case_of("immigration_history: {reinstated_date: 2026-03-03}, proceedings: {custody: {detained: false}}")
    found = paths(corpus, case)[NO_REQUEST]
    assert found.state == "final-order"
    assert "order-to-reopened" not in ids(found.paths)


def test_before_a_notice_the_graph_has_no_state_and_says_so(corpus):
    case = case_of("proceedings: {record_checked: 2026-11-01, nta_date: null, custody: {detained: false}}")
    found = paths(corpus, case, "nta-not-issued")
    assert found[NO_REQUEST].state is None
    assert "begins with a notice" in found["nta-not-issued"].state_because
    assert any("NTA later" in move.how for move in found["nta-not-issued"].undone_by)


@pytest.mark.parametrize("code", ["C10", "(c)(10)", "c10", "C010"])
def test_a_work_permit_is_named_with_its_meaning(corpus, code):
    case = in_court(f"employment: [{{role: cook, permit: '{code}'}}]")
    assert paths(corpus, case)[NO_REQUEST].work_permit == "(c)(10) pending cancellation or suspension"


def test_a_permit_the_corpus_does_not_know_is_shown_as_written(corpus):
    assert paths(corpus, in_court("employment: [{role: cook, permit: A17}]"))[NO_REQUEST].work_permit == "A17"


def test_an_order_in_absentia_can_be_rescinded_stayed_or_carried_out_but_not_reopened_as_any_other(corpus):
    order = "{nta_date: 2010-01-06, nta_filed_date: 2010-02-03, in_absentia: {date: 2014-03-03}, custody: {detained: false}}"
    found = paths(corpus, case_of(f"proceedings: {order}"))[NO_REQUEST]
    assert found.state == "in-absentia-order"
    assert ids(found.paths) >= {"absentia-to-reopened", "absentia-to-removed", "order-to-stayed"}
    assert not ids(found.paths) & {"order-to-reopened", "order-to-removed"}
    assert "180 days" in found.consequences["appeal_rights"].effect
