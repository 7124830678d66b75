"""Where facts are not known, counts run from what is sure to what may be, and name what would narrow them."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.building import case_of

from forbear.assessment.matter import Matter
from forbear.docket.bounds import Counts
from forbear.docket.findings import find
from forbear.docket.single import single_row
from forbear.docket.table import frame_of, matter_of, row_of, schema

ON = dt.date(2022, 5, 12)


def blank(**known):
    """A row that knows nothing but what is said."""
    head = {"case": "a", "place": "a:1", "judged_on": ON, "supervision_presumed": False}
    return dict.fromkeys(schema()) | head | known


def counted(corpus, rows):
    counts = Counts()
    counts.add(find(frame_of([tuple(row.values()) for row in rows]), corpus, ON))
    return counts


def test_unknown_facts_make_a_span_and_name_what_would_narrow_it(corpus):
    sure = case_of("criminal: [], immigration_history: {departures: []}, entry: [{date: 2001-05-06, manner: admitted}]")
    row = dict(zip(schema(), row_of("a", Matter(sure, corpus, ON)), strict=True))
    counts = counted(corpus, [blank(), row])
    span = counts.spans()["outside_every_priority"]
    assert span["from"] < span["to"] == 2
    assert span["narrowed_by"]
    assert all(1 <= item["cases"] <= 2 for item in span["narrowed_by"])
    assert counts.spans()["option.administrative-closure"]["live"] == {"from": 0, "to": 2}


@settings(max_examples=4)
@given(learned=st.fixed_dictionaries({}, optional={name: st.booleans() for name in (
    "nta_issued", "nta_filed", "reinstated", "withholding_only", "asylum_only", "in_expedited_removal", "reopened", "detained",
    "petition_pending", "ordered_in_absentia", "final_order", "closed", "appeal_pending",
)}))  # fmt: skip
def test_learning_more_only_narrows_every_span(corpus, learned):
    before, after = (counted(corpus, [blank(**known)]) for known in ({}, learned))
    for key, most in after.may.items():
        assert after.sure[key] >= before.sure[key], key
        assert most <= before.may[key], key


def test_each_named_fact_is_one_that_the_single_reading_waits_for(corpus):
    row = blank(nta_issued=True, nta_filed=True)
    waiting = single_row(matter_of(row, corpus, ON), dated=False)["unknown"]
    assert {name for name, _ in counted(corpus, [row]).decisive()} <= set(waiting)
