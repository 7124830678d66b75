"""Intervals and partial pooling: bounds that hold for any counts, and figures that are known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.courtdata.intervals import Sums, byar, rate_effect, share_effect, wilson
from forbear.courtdata.shrinkage import Cell, pool

counts = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_wilson_gives_the_known_interval():
    assert wilson(7, 32) == pytest.approx((0.1107, 0.3860), abs=2e-3)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-3)


@given(counts)
def test_wilson_holds_the_share_within_0_and_1(pair):
    k, n = pair
    low, high = wilson(k, n)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= k / n <= high
        assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


@given(st.integers(0, 500), st.floats(0.1, 1e5))
def test_byar_holds_the_rate(k, years):
    low, high = byar(k, years)
    assert 0 <= low <= k / years <= high


def test_byar_gives_the_known_interval():
    assert byar(10, 100) == pytest.approx((0.0479, 0.1839), abs=1e-3)


@given(st.lists(st.booleans(), min_size=4, max_size=60))
def test_families_of_two_who_always_agree_count_for_half(ended):
    k, n = sum(ended), len(ended)
    alone = Sums(k, n, n, k, k, n)
    doubled = Sums(2 * k, 2 * n, n, 4 * k, 4 * k, 4 * n)
    assert share_effect(doubled) == pytest.approx(2)
    assert share_effect(alone) == pytest.approx(1)
    assert rate_effect(doubled) >= rate_effect(alone) >= 1


cells = st.lists(counts, min_size=1, max_size=25)


@settings(max_examples=40)
@given(cells, st.data())
def test_a_pooled_share_lies_between_the_cell_and_its_prior(drawn, data):
    courts = [data.draw(st.sampled_from("ABC")) for _ in drawn]
    given_cells = [Cell(k, n, court) for (k, n), court in zip(drawn, courts, strict=True)]
    for cell, prior in zip(given_cells, pool(given_cells), strict=True):
        k, n = prior.counts(cell)
        if n == 0:
            continue
        assert 0 <= prior.mean <= 1
        raw = cell.k / cell.n if cell.n else prior.mean
        assert min(raw, prior.mean) - 1e-9 <= k / n <= max(raw, prior.mean) + 1e-9


def test_the_more_cases_the_less_a_cell_is_drawn():
    many = [Cell(k, 100) for k in (5, 10, 20, 30, 40)]
    small, large = Cell(4, 5), Cell(400, 500)
    priors = pool([*many, small, large])
    pulled = [abs(p.counts(c)[0] / p.counts(c)[1] - 0.8) for c, p in zip((small, large), priors[-2:], strict=True)]
    assert pulled[0] > pulled[1]


def test_alike_cells_are_drawn_together_and_unlike_cells_are_left():
    alike = pool([Cell(k, 100) for k in (10, 9, 11, 10, 10, 12, 8)])
    unlike = pool([Cell(k, 100) for k in (2, 50, 90, 10, 70, 30, 98)])
    assert alike[0].strength > 100
    assert unlike[0].strength < 10


def test_a_prior_never_counts_for_more_than_the_cases_behind_it():
    priors = pool([Cell(1, 10), Cell(1, 10), Cell(1, 10)])
    assert all(prior.strength <= 30 for prior in priors)


def test_a_rate_per_year_is_pooled_too():
    given_cells = [Cell(5, 100.0, "A"), Cell(0, 1.0, "A"), Cell(50, 100.0, "B"), Cell(1, 2.0, "B")]
    priors = pool(given_cells, share=False)
    k, n = priors[1].counts(given_cells[1])
    assert 0 < k / n < 0.5
