"""The guard reads any text for a matter: marks under the very words, why, what instead; nothing is kept."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from forbear.office.matters.models import Blob, Revision
from forbear.office.papers.differing import differences
from forbear.office.papers.marks import Mark, cut_at

pytestmark = pytest.mark.django_db
TEXT = "Ana works hard & <loves> her children. I entered the United States without inspection near Nogales in 2004."


def test_the_very_words_are_marked_with_why_and_instead(client, matter):
    before = Revision.objects.count(), Blob.objects.count()
    answer = client.post(reverse("papers-guard", args=[matter]), {"text": TEXT, "purpose": "pd-letter"})
    page = answer.content.decode()
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)
    assert any("without inspection" in words for words in marked)
    assert "Instead" in page
    assert "Why" in page
    assert "&lt;loves&gt;" in page
    assert (Revision.objects.count(), Blob.objects.count()) == before


def test_as_it_is_typed_only_the_marks_are_sent(client, matter):
    answer = client.post(reverse("papers-typed", args=[matter]), {"text": TEXT}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "<mark" in page
    assert "<html" not in page
    assert "appear here" in client.post(reverse("papers-typed", args=[matter]), {"text": " "}).content.decode()


def test_a_file_is_read_as_the_command_reads_it(client, matter):
    answer = client.post(reverse("papers-guard", args=[matter]), {"file": SimpleUploadedFile("note.txt", TEXT.encode()), "purpose": ""})
    assert "without inspection" in answer.content.decode()
    assert "<mark" in answer.content.decode()


@pytest.mark.parametrize(
    "given", [{}, {"text": "  "}, {"file": SimpleUploadedFile("a.doc", b"\xd0\xcf\x11\xe0 x")}, {"text": "x", "purpose": "?"}]
)
def test_wrong_input_is_kept_and_told(client, matter, given):
    answer = client.post(reverse("papers-guard", args=[matter]), given)
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=5))
def test_pieces_under_marks_are_the_text_whole(text, spans):
    ordered = [(min(pair), max(pair), Mark(number, None)) for number, pair in enumerate(spans)]
    pieces = cut_at(text, ordered)
    assert "".join(piece.text for piece in pieces) == text
    for start, end, mark in ordered:
        assert "".join(piece.text for piece in pieces if mark in piece.marks) == text[start:end]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_what_stayed_and_what_came_is_the_later_text(before, after):
    lines = differences(before, after)

    def words(wanted):
        return "".join(run.text for line in lines for run in line if run.kind in wanted).split()

    assert "".join(words(("same", "in"))) == "".join(after.split())
    assert "".join(words(("same", "out"))) == "".join(before.split())
