"""Priority flags of each regime: who is reached, who is not, and what a machine must leave open."""

import pytest
from building import day, in_court

from forbear.assessment.assess import assess

EWI = "entry: [{date: %s, manner: without-inspection, apprehended: %s}], residence: {continuous_since: %s}"
OLD_ENTRY = EWI % ("2001-05-01", "false", "2001-05-01")


def convicted(charge="theft", level="misdemeanor", more=""):
    return f"criminal: [{{charge: {charge}, level: {level}, disposition: convicted, arrest_date: 2009-01-05{more}}}]"


# flag, the day, facts, verdict
ROWS = [
    ("morton-priorities-2010/p1-danger", "2012-01-01", convicted(level="felony"), "yes"),
    ("morton-priorities-2010/p1-danger", "2012-01-01", convicted(), "unknown"),
    (
        "morton-priorities-2010/p1-danger",
        "2012-01-01",
        "security: {gang: 'a field report says so', armed_group: false}, criminal: []",
        "unknown",
    ),
    ("morton-priorities-2010/p1-danger", "2012-01-01", "security: {gang: false, armed_group: false}, criminal: []", "no"),
    ("morton-priorities-2010/p2-recent-entrant", "2012-01-01", EWI % ("2010-06-01", "true", "2010-06-01"), "yes"),
    ("morton-priorities-2010/p2-recent-entrant", "2012-01-01", EWI % ("2008-10-02", "true", "2008-10-02"), "no"),
    ("morton-priorities-2010/p2-recent-entrant", "2012-01-01", EWI % ("2010-06-01", "null", "2010-06-01"), "unknown"),
    ("morton-priorities-2010/p3-fugitive", "2012-01-01", "immigration_history: {reentered_after_removal: true}", "yes"),
    ("johnson-2014/p1", "2016-01-01", convicted(level="felony"), "yes"),
    ("johnson-2014/p1", "2016-01-01", f"{EWI % ('2014-03-01', 'true', '2014-03-01')}, criminal: []", "yes"),
    ("johnson-2014/p1", "2016-01-01", f"{EWI % ('2013-03-01', 'true', '2013-03-01')}, criminal: [], security: {{gang: false}}", "unknown"),
    ("johnson-2014/p2", "2016-01-01", f"{OLD_ENTRY}, {convicted('DUI')}", "yes"),
    ("johnson-2014/p2", "2016-01-01", f"{OLD_ENTRY}, {convicted('theft', more=', served_days: 95')}", "yes"),
    ("johnson-2014/p2", "2016-01-01", f"{OLD_ENTRY}, {convicted('theft', more=', served_days: 2')}", "no"),
    ("johnson-2014/p2", "2016-01-01", EWI % ("2014-06-01", "false", "2014-06-01") + ", criminal: []", "yes"),
    ("johnson-2014/p2", "2016-01-01", EWI % ("2014-01-01", "false", "2014-01-01") + ", criminal: []", "no"),
    ("eo-13768/convicted-any", "2018-03-01", convicted(level="infraction"), "yes"),
    ("eo-13768/convicted-any", "2018-03-01", "criminal: [{charge: theft, level: misdemeanor, disposition: deferred}]", "unknown"),
    ("eo-13768/convicted-any", "2018-03-01", "criminal: []", "no"),
    ("eo-13768/convicted-any", "2018-03-01", "person: {full_name: A}", "unknown"),
    ("eo-13768/charged-unresolved", "2018-03-01", "criminal: [{charge: theft, level: misdemeanor, disposition: pending}]", "yes"),
    ("eo-13768/chargeable-acts", "2018-03-01", "criminal: []", "unknown"),
    ("johnson-t-2021/border-security", "2021-06-01", EWI % ("2020-11-01", "false", "2020-11-01"), "yes"),
    ("johnson-t-2021/border-security", "2021-06-01", EWI % ("2020-10-31", "false", "2020-10-31"), "no"),
    ("johnson-t-2021/public-safety", "2021-06-01", convicted(level="felony"), "unknown"),
    ("mayorkas-2021/border-security", "2023-10-01", EWI % ("2020-11-02", "false", "2020-11-02"), "yes"),
    ("mayorkas-2021/border-security", "2023-10-01", EWI % ("2020-11-01", "false", "2020-11-01"), "no"),
    ("mayorkas-2021/border-security", "2023-10-01", EWI % ("2019-05-01", "true", "2019-05-01"), "unknown"),
    ("mayorkas-2021/public-safety", "2023-10-01", convicted(level="felony"), "unknown"),
    ("mayorkas-2021/public-safety", "2023-10-01", "criminal: []", "no"),
    ("huffman-2025-01-23/er-amenable", "2025-06-01", EWI % ("2024-03-12", "true", "2024-03-12"), "yes"),
    ("huffman-2025-01-23/er-amenable", "2026-07-15", EWI % ("2025-01-10", "false", "2025-01-10"), "yes"),
    ("huffman-2025-01-23/er-amenable", "2025-06-01", "entry: [{date: 2024-03-12, manner: paroled}]", "no"),
]
OUTSIDE = ["2010-06-29", "2021-02-01", "2021-08-20", "2022-08-01", "2025-10-01"]


@pytest.mark.parametrize(("flag", "on", "facts", "verdict"), ROWS)
def test_each_limb_reaches_whom_its_text_names(corpus, flag, on, facts, verdict):
    found = {item.id: item for item in assess(in_court(facts), corpus, day(on)).priorities}
    assert found[flag].verdict == verdict
    assert found[flag].because
    assert found[flag].authority


@pytest.mark.parametrize("on", OUTSIDE)
def test_outside_the_regimes_no_enforcement_class_is_named(corpus, on):
    facts = f"{EWI % ('2024-03-12' if on > '2025' else '2009-01-01', 'true', '2009-01-01')}, {convicted(level='felony')}"
    found = assess(in_court(facts), corpus, day(on)).priorities
    assert [item.id for item in found if item.verdict == "yes"] == []


def test_a_final_order_since_2014_is_priority_three_from_the_day_of_the_order(corpus):
    for order, verdict in (("2014-01-01", "yes"), ("2013-12-31", "no")):
        case = in_court(proceedings=f"in_absentia: {{date: {order}}}")
        found = {item.id: item.verdict for item in assess(case, corpus, day("2016-01-01")).priorities}
        assert found["johnson-2014/p3"] == verdict


def test_a_notice_two_years_old_shows_two_years(corpus):
    said = "entry: [{date: 2020-03-12, manner: without-inspection}], residence: {continuous_since: 2020-03-12}, evidence: []"
    found = {item.id: item for item in assess(in_court(said), corpus, day("2026-07-15")).priorities}
    assert found["huffman-2025-01-23/er-amenable"].verdict == "no"


def test_two_years_said_but_not_shown_are_not_known(corpus):
    from building import case_of

    entry = "entry: [{date: 2023-03-12, manner: without-inspection}], residence: {continuous_since: 2023-03-12}"
    facts = f"proceedings: {{nta_issued: false}}, {entry}"
    found = {item.id: item for item in assess(case_of(facts), corpus, day("2026-07-15")).priorities}
    assert found["huffman-2025-01-23/er-amenable"].verdict == "unknown"
    assert found["huffman-2025-01-23/er-amenable"].unknown_because == ["fact"]


def test_a_judgment_is_never_asked_of_the_client(corpus):
    found = assess(in_court("criminal: []"), corpus, day("2018-03-01"))
    assert {item.id: item for item in found.priorities}["eo-13768/chargeable-acts"].unknown_because == ["judgment"]
    assert not any("priority:eo-13768/chargeable-acts" in question.decides for question in found.questions)
