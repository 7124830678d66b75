"""Papers are made by the command's own functions, kept with their past, rewritten in place or in Word, and shown with their proofs."""

import html
import io
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forbear.drafting.brief import brief
from forbear.drafting.draft import draft
from forbear.office.matters import membership, reading, writing
from forbear.office.matters.judged import proved
from forbear.office.papers import kept
from forbear.office.people.models import Role
from forbear.office.today import clock, today
from tests.office.building import a_person, signed_in
from tests.office.papers.conftest import FORM, begun

pytestmark = pytest.mark.django_db
LETTER = "pd-request-letter"


def paper_of(lead, matter, asking, name=LETTER):
    return next(each for each in kept.papers(lead, matter, asking) if each.name == name)


def at(page, matter, asking, paper):
    return reverse(f"papers-{page}", args=[matter, asking, paper.id])


def places(page):
    """The text areas of an edit page, by the names of their fields."""
    found = re.findall(r'<textarea[^>]*name="(now-\d+)"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    had = re.findall(r'<input type="hidden" name="(had-\d+)" value="([^"]*)"', page)
    return {name: html.unescape(text) for name, text in (*found, *had)}


def edited(client, matter, asking, paper, was, now, *, base=None):  # noqa: PLR0917
    """Saves one paragraph otherwise than it was."""
    page = client.get(at("edit", matter, asking, paper)).content.decode()
    name = next(name for name, text in places(page).items() if name.startswith("now") and text.startswith(was))
    return client.post(
        at("edit", matter, asking, paper), places(page) | {name: now, "base": base or paper.revision, "seen": base or paper.revision}
    )


def words_of(answer):
    page = re.sub(r'<a class="number".*?</a>', "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_what_is_kept_is_what_draft_makes(client, lead, matter, asking):
    judgement = proved(reading.opened(lead, matter), today())
    made = draft(brief(judgement.matter, judgement.assessment, FORM, clock()))
    names = {document.name for document in (*made.outgoing, *made.client, *made.messages)}
    assert {each.name for each in kept.papers(lead, matter, asking)} == names
    page = words_of(client.get(at("paper", matter, asking, paper_of(lead, matter, asking))))
    for sentence in made.outgoing[0].sentences():
        assert " ".join(sentence.text.removesuffix(".").split()) in page, sentence.text


def test_beginning_twice_is_one_request(client, lead, matter, asking):
    assert begun(client, lead, matter) == asking
    assert {each.revision for each in kept.papers(lead, matter, asking)} == {1}


def test_a_paragraph_is_rewritten_in_place_and_stands_in_every_rendering(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    answer = edited(
        client, matter, asking, paper, "Ms. Orozco holds a GED", "She passed the GED in Denver in 2015. [e10:2]\r\n\r\nA new point."
    )
    assert answer.status_code == 302
    again = paper_of(lead, matter, asking)
    assert (again.revision, again.source) == (2, "edited")
    page = words_of(client.get(at("paper", matter, asking, paper)))
    assert re.search(r"She passed the GED in Denver in 2015 \( ?Tab J at \d+ ?\) ?\.", page)
    assert "A new point [unsupported]" in page
    word = docx.Document(io.BytesIO(client.get(at("word", matter, asking, paper)).content))
    assert any("She passed the GED" in line.text for line in word.paragraphs)
    assert client.get(at("pdf", matter, asking, paper)).content.startswith(b"%PDF")
    compared = client.get(at("compare", matter, asking, paper), {"from": 1, "to": 2}).content.decode()
    assert "<ins>" in compared
    assert "<del>" in compared


def test_a_second_edit_keeps_the_first_and_an_emptied_paragraph_is_out(client, lead, matter, asking):
    edited(client, matter, asking, paper_of(lead, matter, asking), "Ms. Orozco holds a GED", "One.\n\nTwo.")
    edited(client, matter, asking, paper_of(lead, matter, asking), "Two.", "")
    edited(client, matter, asking, paper_of(lead, matter, asking), "Ms. Orozco has missed no hearing", "")
    page = words_of(client.get(at("paper", matter, asking, paper_of(lead, matter, asking))))
    assert "One [unsupported]" in page
    assert "Two" not in page
    assert "has missed no hearing" not in page
    client.post(at("put-back", matter, asking, paper_of(lead, matter, asking)), {"revision": 1})
    assert paper_of(lead, matter, asking).text == kept.paper(lead, matter, paper_of(lead, matter, asking).id, 1).text


def test_saving_what_was_not_changed_rewrites_nothing(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    edited(client, matter, asking, paper, "Ms. Orozco holds a GED", "Ms. Orozco holds a GED.")
    assert paper_of(lead, matter, asking).rewrites == ()


def test_two_people_who_rewrite_different_paragraphs_are_both_kept(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    page = client.get(at("edit", matter, asking, paper)).content.decode()
    edited(client, matter, asking, paper, "A child, aged 17", "Theirs.\n\nAnd more of theirs.")
    mine = next(name for name, text in places(page).items() if text.startswith("Ms. Orozco has missed no hearing"))
    assert client.post(at("edit", matter, asking, paper), places(page) | {mine: "Mine.", "base": 1, "seen": 1}).status_code == 302
    text = paper_of(lead, matter, asking).text
    assert "Theirs [UNSUPPORTED].\nAnd more of theirs [UNSUPPORTED]." in text
    assert "Mine [UNSUPPORTED]." in text
    assert "has missed no hearing" not in text


def test_two_people_who_rewrite_the_same_see_both_and_choose(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    page = client.get(at("edit", matter, asking, paper)).content.decode()
    edited(client, matter, asking, paper, "Ms. Orozco holds a GED", "Theirs.")
    mine = next(name for name, text in places(page).items() if text.startswith("Ms. Orozco holds a GED"))
    answer = client.post(at("edit", matter, asking, paper), places(page) | {mine: "Mine.", "base": 1, "seen": 1})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in shown
    assert "Mine" in shown
    assert paper_of(lead, matter, asking).revision == 2
    again = {name: html.unescape(text) for name, text in re.findall(r'<textarea name="([^"]+)" hidden>(.*?)</textarea>', shown, re.DOTALL)}
    again |= dict(re.findall(r'<input type="hidden" name="(base|seen)" value="([^"]*)"', shown))
    assert client.post(at("edit", matter, asking, paper), again).status_code == 302
    text = paper_of(lead, matter, asking).text
    assert "Mine" in text
    assert "Theirs" not in text


def test_facts_that_change_while_somebody_types_put_no_word_in_a_wrong_place(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    page = client.get(at("edit", matter, asking, paper)).content.decode()
    ged, child = (next(n for n, t in places(page).items() if t.startswith(was)) for was in ("Ms. Orozco holds a GED", "A child, aged 17"))
    opened = reading.opened(lead, matter)
    born = next(number for number, item in enumerate(opened.case.items("family")) if str(item.get("birth_date", "")).startswith("2009"))
    writing.save(lead, matter, 1, {f"family[{born}].status": "none"}, "corrected")
    answer = client.post(at("edit", matter, asking, paper), places(page) | {ged: "She studied.", "base": 1, "seen": 1})
    assert answer.status_code == 302
    again = paper_of(lead, matter, asking)
    assert "She studied [UNSUPPORTED]." in again.text
    assert "holds a GED" not in again.text
    answer = client.post(at("edit", matter, asking, paper), places(page) | {child: "Luz is a citizen.", "base": 2, "seen": 2})
    assert answer.status_code == 422
    assert "Luz is a citizen." in answer.content.decode()
    assert paper_of(lead, matter, asking).revision == 2


def test_word_is_one_more_way_to_edit(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    word = docx.Document(io.BytesIO(client.get(at("word", matter, asking, paper)).content))
    for line in word.paragraphs:
        if line.text.startswith("A child, aged 17"):
            line.runs[1].text = line.runs[1].text.replace("A child, aged 17,", "Her eldest, aged 17,")
            line.insert_paragraph_before("I entered the United States without inspection in 2004.", line.style)
    for cell in (cell for table in word.tables for row in table.rows for cell in row.cells if cell.text == "Denver"):
        cell.paragraphs[0].runs[0].text = "Boise"
    changed = io.BytesIO()
    word.save(changed)
    answer = client.post(at("upload", matter, asking, paper), {"file": SimpleUploadedFile("x.docx", changed.getvalue())})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Taken over as a new revision" in page
    assert "Boise" in page.partition("Not taken over")[2]
    assert "inspection" in page.partition("What the guard says")[2]
    again = paper_of(lead, matter, asking)
    assert again.source == "word"
    assert "Her eldest, aged 17, is a citizen of the United States (Tab E at" in again.text
    assert "A child, aged 11, is a citizen of the United States (Tab E at" in again.text
    assert "without inspection in 2004. [UNSUPPORTED]" in again.text or "without inspection in 2004 [UNSUPPORTED]" in again.text


def test_a_word_file_handed_back_untouched_changes_nothing(client, lead, matter, asking):
    names = (LETTER, "exhibit-list", "informed-consent-form-es", "proposed-order")
    for paper in [each for each in kept.papers(lead, matter, asking) if each.name in names]:
        word = client.get(at("word", matter, asking, paper)).content
        page = client.post(at("upload", matter, asking, paper), {"file": SimpleUploadedFile("x.docx", word)}).content.decode()
        assert "No paragraph that can be rewritten differs" in page, paper.name
        assert kept.paper(lead, matter, paper.id).revision == 1


def test_a_pdf_is_compared_and_kept_beside(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    pdf = client.get(at("pdf", matter, asking, paper)).content
    page = client.post(at("upload", matter, asking, paper), {"file": SimpleUploadedFile("x.pdf", pdf)}).content.decode()
    assert "kept beside the paper" in page
    assert paper_of(lead, matter, asking).revision == 1
    link = re.search(r'href="(/matter/[^"]+/file/[^"]+)"', client.get(at("paper", matter, asking, paper)).content.decode())
    assert client.get(link[1]).content == pdf


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04 torn", b"{\\rtf1}"])
def test_what_cannot_be_read_changes_nothing_and_says_so(client, lead, matter, asking, content):
    paper = paper_of(lead, matter, asking)
    answer = client.post(at("upload", matter, asking, paper), {"file": SimpleUploadedFile("x.docx", content)}, follow=True)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert paper_of(lead, matter, asking).revision == 1


def test_facts_that_change_are_in_the_paper_and_words_written_for_others_are_kept(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    edited(client, matter, asking, paper, "A child, aged 17", "Her daughter Luz is a citizen. [e5]")
    opened = reading.opened(lead, matter)
    born = next(number for number, item in enumerate(opened.case.items("family")) if str(item.get("birth_date", "")).startswith("2009"))
    writing.save(lead, matter, opened.revision, {f"family[{born}].birth_date": "2013-01-02"}, "corrected")
    page = client.get(at("paper", matter, asking, paper)).content.decode()
    assert "put them in again where they belong" in page
    assert "Her daughter Luz is a citizen." in page
    assert "The facts have changed since" in client.get(reverse("papers-asking", args=[matter, asking])).content.decode()
    assert client.post(reverse("papers-again", args=[matter, asking])).status_code == 302
    again = paper_of(lead, matter, asking)
    assert again.facts == 2
    assert again.rewrites != ()
    assert "A child, aged 13" in again.text


def test_a_partial_representative_makes_no_court_paper(client, lead, matter):
    partial = a_person(Role.REPRESENTATIVE_PARTIAL)
    membership.grant(lead, matter, partial, "member")
    client.logout()
    signed_in(client, partial)
    asking = begun(client, partial, matter)
    names = {each.name for each in kept.papers(partial, matter, asking)}
    assert LETTER in names
    assert not names & {"cover-sheet-court", "proposed-order", "exhibit-list", "certificate-of-service"}
    assert "partial accreditation" in words_of(client.get(reverse("papers-asking", args=[matter, asking]))).lower()


def test_who_may_only_read_reads_and_changes_nothing(client, lead, matter, asking):
    reader = a_person(Role.PARALEGAL)
    membership.grant(lead, matter, reader, "reader")
    client.logout()
    signed_in(client, reader)
    paper = paper_of(reader, matter, asking)
    page = client.get(at("paper", matter, asking, paper)).content.decode()
    assert "Edit here" not in page
    answer = edited(client, matter, asking, paper, "Ms. Orozco holds a GED", "Mine.")
    assert answer.status_code == 422
    assert "Mine." in answer.content.decode()
    assert paper_of(reader, matter, asking).revision == 1


def test_who_has_no_right_learns_nothing(client, lead, matter, asking):
    paper = paper_of(lead, matter, asking)
    client.logout()
    signed_in(client, a_person())
    nowhere = client.get("/matter/00000000-0000-4000-8000-000000000000/papers/").content
    for page in ("paper", "edit", "word", "pdf", "compare"):
        answer = client.get(at(page, matter, asking, paper))
        assert (answer.status_code, len(answer.content)) == (404, len(nowhere))
    for name in ("papers", "papers-guard"):
        assert client.get(reverse(name, args=[matter])).status_code == 404
    assert client.post(reverse("papers-begin", args=[matter]), {"form": FORM}).status_code == 404


def test_a_paper_is_found_in_its_own_matter_and_request_only(client, lead, matter, asking):
    other = begun(client, lead, matter, "stipulation")
    paper = paper_of(lead, matter, asking)
    assert client.get(reverse("papers-paper", args=[matter, other, paper.id])).status_code == 404
    assert client.get(reverse("papers-asking", args=[matter, paper.id])).status_code == 404
