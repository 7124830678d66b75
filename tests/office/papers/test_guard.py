"""The guard reads any text for a matter: marks under the very words, why, what instead; nothing is kept."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from forbear.office.matters.membership import grant
from forbear.office.matters.models import Blob, Revision
from forbear.office.papers import kept
from forbear.office.papers.deciding import decisions
from forbear.office.papers.differing import differences
from forbear.office.papers.marks import Mark, cut_at
from tests.office.building import a_person, signed_in

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


def mark_of(page):
    """The id of the first mark that can be decided on a page."""
    return re.search(r'value="([0-9a-f-]+):dismissed"', page)[1]


def test_a_mark_is_decided_with_a_reason_and_stays_decided_wherever_the_sentence_stands(client, lead, matter):
    address = reverse("papers-guard", args=[matter])
    finding = mark_of(client.post(address, {"text": TEXT}).content.decode())
    without = client.post(address, {"text": TEXT, "decide": f"{finding}:dismissed", f"reason-{finding}": " "})
    assert without.status_code == 422
    assert "Say why" in without.content.decode()
    assert decisions(lead, matter) == []
    done = client.post(address, {"text": TEXT, "decide": f"{finding}:accepted", f"reason-{finding}": "pleaded on 3 March"})
    assert done.status_code == 200
    (kept,) = decisions(lead, matter)
    assert (kept.finding, kept.decision, kept.by, kept.reason) == (finding, "accepted", "Ana Ruiz", "pleaded on 3 March")
    elsewhere = client.post(address, {"text": f"Another letter.\n\n{TEXT.partition('. ')[2]}"}).content.decode()
    assert elsewhere.count("pleaded on 3 March") == 2  # at the mark, and in the list of what was decided
    client.post(address, {"text": TEXT, "decide": f"{finding}:dismissed", f"reason-{finding}": "said by her father"})
    assert [each.decision for each in decisions(lead, matter)] == ["accepted", "dismissed"]


def test_what_does_not_stand_in_the_text_cannot_be_decided_and_readers_decide_nothing(client, lead, matter):
    address = reverse("papers-guard", args=[matter])
    gone = client.post(address, {"text": "She works.", "decide": "0000:accepted", "reason-0000": "so"})
    assert gone.status_code == 422
    assert "no longer stands" in gone.content.decode()
    reader = a_person()
    grant(lead, matter, reader, "reader")
    page = signed_in(Client(), reader).post(address, {"text": TEXT}).content.decode()
    assert ":dismissed" not in page
    assert decisions(lead, matter) == []


def test_a_mark_in_a_paper_is_decided_on_the_paper(client, lead, matter, asking):
    pages = [
        reverse("papers-paper", args=[matter, asking, paper.id])
        for paper in kept.papers(lead, matter, asking)
        if paper.group == kept.OUTGOING
    ]
    page, address = next((client.get(each).content.decode(), each) for each in pages if ":dismissed" in client.get(each).content.decode())
    finding = mark_of(page)
    assert client.post(f"{address}decide", {"decide": f"{finding}:dismissed"}).status_code == 302
    assert decisions(lead, matter) == []
    client.post(f"{address}decide", {"decide": f"{finding}:dismissed", f"reason-{finding}": "held by the government since 2022"})
    assert "held by the government since 2022" in client.get(address).content.decode()
