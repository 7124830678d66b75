"""What is said in passing is said whole."""

import pytest

from forbear.assessment.words import short_cite


@pytest.mark.parametrize(("cite", "short"), [
    ("Matter of Castro-Tum, 27 I&N Dec. 271 (A.G. 2018)", "Matter of Castro-Tum, 27 I&N Dec. 271 (A.G. 2018)"),
    ("INA § 240B; 8 U.S.C. § 1229c", "INA § 240B"),
    ("8 C.F.R. § 1003.18 (eff. July 29, 2024)", "8 C.F.R. § 1003.18"),
    ("A v. B (N.D. Cal. 2025 stay; 2026 vacatur); C v. D", "A v. B (N.D. Cal. 2025 stay; 2026 vacatur)"),
    ("E.O. 14159, Protecting the American People", "E.O. 14159"),
])  # fmt: skip
def test_a_cite_ends_with_its_first_instrument(cite, short):
    assert short_cite(cite) == short


def test_no_cite_of_the_corpus_is_cut_inside_brackets_or_too_long(corpus):
    for entry in corpus.authorities.values():
        short = short_cite(entry.cite)
        assert short.count("(") == short.count(")"), short
        assert len(short) <= 112 or "(" in short, short
