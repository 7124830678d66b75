"""Counts before rates; each regime apart; few are said to be few."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recording import BEFORE, ON, picture, request

from forbear.record.outcomes import ANSWERS
from forbear.record.rates import FEW, counts_in_words, rates, wilson


def test_the_interval_is_wilson_s():
    # 7 of 32: 0.11-0.39. 0 of 10 and 10 of 10: the limits n/(n + z²) and z²/(n + z²), z² = 3.8415.
    share = wilson(32, 7)
    assert (round(share.low, 2), round(share.high, 2)) == (0.11, 0.39)
    assert (wilson(10, 0).low, round(wilson(10, 0).high, 4)) == (0.0, 0.2775)
    assert (round(wilson(10, 10).low, 4), wilson(10, 10).high) == (0.7225, 1.0)
    assert wilson(0, 0) is None


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_rate_and_is_the_mirror_of_the_opposite_event(of, data):
    events = data.draw(st.integers(0, of))
    share, other = wilson(of, events), wilson(of, of - events)
    assert 0 <= share.low <= share.rate <= share.high <= 1
    assert share.low == pytest.approx(1 - other.high)


def test_silence_stands_in_the_denominator_and_what_never_came_to_an_answer_does_not(corpus):
    entries = [request(f"{number}", answer) for number, answer in enumerate([*ANSWERS, None])]
    (cell,) = rates(entries, corpus, ON)
    assert (cell.asked, cell.counted, cell.waiting, cell.withdrawn, cell.moot) == (7, 4, 1, 1, 1)
    assert (cell.share.rate, cell.share_at_least_in_part.rate) == (0.25, 0.5)


def test_days_are_counted_from_asking_to_the_office_s_answer_only(corpus):
    entries = [request("a", "granted", days=4), request("b", "refused", days=30), request("c", "granted-in-part", days=5)]
    entries += [request("d", "no-answer", days=400), request("e", "withdrawn", days=1), request("f", None)]
    (cell,) = rates(entries, corpus, ON)
    assert (cell.days.answers, cell.days.median, cell.days.shortest, cell.days.longest) == (3, 5, 4, 30)


def test_fewer_than_ten_get_no_rate_in_words_and_ten_do(corpus):
    few = rates([request(str(number), "refused") for number in range(FEW - 1)], corpus, ON)[0]
    enough = rates([request(str(number), "refused") for number in range(FEW)], corpus, ON)[0]
    assert few.few
    assert "fewer than 10" in counts_in_words(few)
    assert "interval" not in counts_in_words(few)
    assert not enough.few
    assert counts_in_words(enough).endswith("granted in full 0 of 10 (95 % interval 0.00–0.28)")


REQUESTS = st.lists(
    st.tuples(
        st.sampled_from(["OPLA Denver", "OPLA Boston"]),
        st.sampled_from(["administrative-closure", "waive-appeal"]),
        st.sampled_from([("opla-19", dt.date(2026, 7, 1)), (BEFORE, dt.date(2022, 5, 5)), (None, dt.date(2009, 1, 5))]),
        st.sampled_from([*ANSWERS, None]),
        st.booleans(),
    ),
    max_size=30,
)


@settings(max_examples=60)
@given(REQUESTS, st.sampled_from([("office", "form"), ("office",), ("form", "detained"), ()]))
def test_every_request_is_counted_once_and_no_row_holds_two_regimes(corpus, given_, by):
    entries = [
        request(str(number), answer, office=office, form=form, regime=regime, asked=asked, seen=picture(detained=held))
        for number, (office, form, (regime, asked), answer, held) in enumerate(given_)
    ]
    cells = rates(entries, corpus, ON, by)
    assert sum(cell.asked for cell in cells) == len(entries)
    assert all(cell.asked == cell.counted + cell.waiting + cell.withdrawn + cell.moot for cell in cells)
    keys = [(tuple(cell.by.values()), cell.actor, cell.regime) for cell in cells]
    assert len(keys) == len(set(keys))
    for cell in cells:
        mine = [entry for entry in entries if entry.regime == cell.regime]
        assert cell.first_asked >= min(entry.asked for entry in mine)
        assert cell.in_force == (cell.regime == "opla-19")
    assert [cell.in_force for cell in cells] == sorted((cell.in_force for cell in cells), reverse=True)
