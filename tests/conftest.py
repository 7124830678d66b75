"""What every test starts from: the corpus as it stands, and the cases that the specification is written in."""

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, settings

from forbear.guard.detector import Detector
from forbear.law.corpus import Corpus

settings.register_profile("forbear", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.load_profile("forbear")
CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return Corpus.load()


@pytest.fixture(scope="session")
def detector(corpus) -> Detector:
    """The guard's detector, loaded once."""
    return Detector(corpus.admissions)


@pytest.fixture(scope="session")
def cases() -> Path:
    return CASES


def text_of(pdf):
    """The text of each page of a PDF, runs of white space as one blank."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        reader = page.get_textpage()
        texts.append(" ".join(reader.get_text_range().split()))
        reader.close()
        page.close()
    document.close()
    return texts
