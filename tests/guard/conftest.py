"""The detector, loaded once."""

import pytest

from forbear.guard.detector import Detector


@pytest.fixture(scope="session")
def detector(corpus):
    return Detector(corpus.admissions)
