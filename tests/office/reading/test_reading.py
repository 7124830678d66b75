"""A paper comes in, is read, and enters fact by fact with a person's yes; what is wrong leaves nothing behind."""

import datetime as dt
import html
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forbear.office.matters import evidence_files, membership, reading, writing
from forbear.office.matters.models import Matter
from forbear.office.place import current
from forbear.office.reading import kept
from forbear.office.reading.arriving import DRAWING
from forbear.office.work.models import Job, Worker
from forbear.packet.ocr import languages
from tests.interchange.papers.fictional_papers import KINDS
from tests.interchange.papers.media import MEDIA
from tests.office import canaries
from tests.office.building import a_matter, a_person
from tests.office.signing_in import signed_in
from tests.packet.handed_in import LEASE, content, paper

pytestmark = pytest.mark.django_db
SEED = 12


@pytest.fixture(scope="module")
def nta():
    return KINDS["nta-i862"](SEED).pdf


@pytest.fixture
def ana():
    return a_person(name="Ana")


@pytest.fixture
def matter(ana):
    return a_matter(ana, entry=[{"date": "2004-06-12", "manner": "without-inspection"}])


def send(client, matter, *files):
    return client.post(reverse("facts-papers", args=[matter]), {"files": [SimpleUploadedFile(name, body) for name, body in files]})


def the_reading(person, matter):
    [found] = kept.readings(person, matter)
    return found


def decide(client, person, matter, fact, say, **more):
    """Says something to a fact as the page of the moment shows it."""
    found = the_reading(person, matter)
    number = next(at for at, claim in enumerate(found.content.papers[0].claims, 1) if claim.fact == fact)
    given = {"fact": number, "say": say, "base": reading.opened(person, matter).revision} | more
    return client.post(reverse("facts-paper-decide", args=[matter, found.id, 1]), given)


def shown(client, answer):
    return html.unescape(client.get(answer["Location"]).content.decode())


def case(person, matter):
    return reading.opened(person, matter).case


def test_nothing_enters_without_a_yes_and_a_yes_enters_with_exhibit_page_and_who_said_it(ana, matter, nta):
    client = signed_in(ana)
    before = case(ana, matter)
    page = shown(client, send(client, matter, ("nta.pdf", nta)))
    assert "Notice to Appear" in page
    assert "checked" not in re.sub(r"<p class=\"keys\".*?</p>", "", page)
    assert case(ana, matter) == before
    claim = next(each for each in the_reading(ana, matter).content.papers[0].claims if each.fact == "proceedings.nta_date")
    decide(client, ana, matter, "proceedings.nta_date", "yes")
    decide(client, ana, matter, "proceedings.nta_served_date", "yes")
    made = case(ana, matter)
    assert made.date("proceedings.nta_date") == dt.date.fromisoformat(claim.value)
    [exhibit] = made.items("evidence")
    assert (exhibit["kind"], exhibit["file"], exhibit["id"]) == ("nta-copy", "nta.pdf", "e1")
    assert [pin["proves"] for pin in exhibit["pins"]] == ["proceedings.nta_date", "proceedings.nta_served_date"]
    why = reading.history(ana, matter)[0].why
    assert why.startswith("read from a paper: Notice to Appear")
    said = the_reading(ana, matter).content.said
    assert {(each.said, each.who) for each in said.values()} == {("yes", "Ana")}


def test_what_is_refused_stays_refused_also_when_the_paper_comes_again(ana, matter, nta):
    client = signed_in(ana)
    first = send(client, matter, ("nta.pdf", nta))
    decide(client, ana, matter, "proceedings.nta_date", "no")
    assert send(client, matter, ("the same under another name.pdf", nta))["Location"] == first["Location"]
    found = the_reading(ana, matter)
    assert [each.said for each in found.content.said.values()] == ["no"]
    assert case(ana, matter).date("proceedings.nta_date") is None
    assert [each.name for each in evidence_files.files(ana, matter)] == ["nta.pdf"]


def test_both_are_shown_where_they_differ_and_ours_may_stay_with_theirs_noted(ana, matter, nta):
    client = signed_in(ana)
    answer = send(client, matter, ("nta.pdf", nta))
    writing.save(ana, matter, 1, {"proceedings.allegations": ["entered by sea"]}, "")
    found = the_reading(ana, matter)
    claims = found.content.papers[0].claims
    number = next(at for at, claim in enumerate(claims, 1) if claim.fact == "proceedings.allegations")
    page = html.unescape(client.get(f"{answer['Location']}?fact={number}").content.decode())
    assert "they differ" in page
    assert "entered by sea" in page
    name = next(at for at, claim in enumerate(claims, 1) if claim.fact == "person.full_name")
    assert claims[name - 1].value in html.unescape(client.get(f"{answer['Location']}?fact={name}").content.decode())
    assert "carries another A-number" in page
    decide(client, ana, matter, "person.full_name", "kept")
    assert case(ana, matter).text("person.full_name") == "Ana Quetzal Ixil"


def test_an_edited_value_is_read_as_everywhere_and_a_wrong_one_is_kept_with_what_to_do(ana, matter, nta):
    client = signed_in(ana)
    send(client, matter, ("nta.pdf", nta))
    answer = decide(client, ana, matter, "proceedings.nta_date", "edited", value="soon")
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert "soon</textarea>" in page
    assert "Write a date that exists" in page
    decide(client, ana, matter, "proceedings.nta_date", "edited", value="3 March 2019")
    assert case(ana, matter).date("proceedings.nta_date") == dt.date(2019, 3, 3)


def test_what_a_colleague_has_changed_meanwhile_is_not_overwritten_unseen(ana, matter, nta):
    client, ben = signed_in(ana), a_person(name="Ben")
    send(client, matter, ("nta.pdf", nta))
    membership.grant(ana, matter, ben, "member")
    writing.save(ben, matter, 1, {"proceedings.nta_date": "2018-01-01"}, "")
    answer = decide(client, ana, matter, "proceedings.nta_date", "yes", base=1)
    assert answer.status_code == 409
    assert "Someone else has changed the same" in answer.content.decode()
    assert case(ana, matter).date("proceedings.nta_date") == dt.date(2018, 1, 1)


def test_the_page_is_a_picture_with_the_words_marked(ana, matter, nta):
    import io

    from PIL import Image

    client = signed_in(ana)
    send(client, matter, ("nta.pdf", nta))
    found = the_reading(ana, matter)
    number, claim = next((at, each) for at, each in enumerate(found.content.papers[0].claims, 1) if each.box)
    address = reverse("facts-paper-page", args=[matter, found.id, 1, claim.page])
    plain, marked = (Image.open(io.BytesIO(client.get(address + query).content)).convert("RGB") for query in ("", f"?fact={number}"))
    assert (255, 226, 130) not in {colour for _, colour in plain.getcolors(1 << 24)}
    assert (255, 226, 130) in {colour for _, colour in marked.getcolors(1 << 24)}
    assert client.get(reverse("facts-paper-page", args=[matter, found.id, 1, 99])).status_code == 404


WRONG = {
    "locked.pdf": paper([content(LEASE)], encryption=pikepdf.Encryption(owner="o", user="u")),
    "nta.pdf": b"%PDF-1.7 and nothing more",
    "notes.txt": b"just words",
    "empty.pdf": b"",
    "letter.docx": b"PK\x03\x04 and what Word wrote",
}


@pytest.mark.parametrize(("name", "body"), WRONG.items(), ids=WRONG)
def test_a_file_that_cannot_be_read_is_one_sentence_and_leaves_nothing(ana, matter, name, body):
    client = signed_in(ana)
    answer = send(client, matter, (name, body))
    assert answer.status_code == 422
    assert len(re.findall(r"<li>[^<]*" + re.escape(name), answer.content.decode())) == 1
    assert evidence_files.files(ana, matter, removed=True) == []
    assert kept.readings(ana, matter) == []
    matters = Matter.objects.count()
    answer = client.post(reverse("new-matter-paper"), {"files": [SimpleUploadedFile(name, body)]})
    assert answer.status_code == 422
    assert Matter.objects.count() == matters
    assert list(current().temporary.glob("*/work/*")) == []


def test_a_paper_that_is_none_we_know_may_still_be_an_exhibit(ana, matter):
    client = signed_in(ana)
    page = shown(client, send(client, matter, ("lease.pdf", paper([content(LEASE)]))))
    assert "holds no paper that is known here" in page
    [file] = evidence_files.files(ana, matter)
    assert "use as exhibit" in client.get(reverse("evidence", args=[matter])).content.decode()
    client.post(reverse("facts-papers-exhibit", args=[matter, file.id]))
    [exhibit] = case(ana, matter).items("evidence")
    assert (exhibit["file"], exhibit["title"], exhibit["pages"]) == ("lease.pdf", "lease", 1)
    client.post(reverse("facts-papers-exhibit", args=[matter, file.id]))
    assert len(case(ana, matter).items("evidence")) == 1


def test_a_new_matter_begins_with_a_paper_and_one_like_it_is_pointed_out(ana, nta):
    client = signed_in(ana)
    first = client.post(reverse("new-matter-paper"), {"files": [SimpleUploadedFile("nta.pdf", nta)]})
    matter = Matter.objects.get().pk
    assert set(reading.opened(ana, matter).facts) == {"as_of"}
    for fact in ("person.full_name", "person.a_number"):
        decide(client, ana, matter, fact, "yes")
    row = reading.opened(ana, matter).row
    assert row.name
    assert first["Location"].startswith(f"/matter/{matter}/read/")
    again = client.post(reverse("new-matter-paper"), {"files": [SimpleUploadedFile("nta.pdf", nta)]})
    assert f'href="/matter/{matter}/"' in shown(client, again)


def test_whoever_may_not_see_or_write_learns_and_changes_nothing(ana, matter, nta):
    send(signed_in(ana), matter, ("nta.pdf", nta))
    found = the_reading(ana, matter)
    stranger, reader = a_person(), a_person()
    membership.grant(ana, matter, reader, "reader")
    page, claims = reverse("facts-paper", args=[matter, found.id]), reverse("facts-paper-decide", args=[matter, found.id, 1])
    assert signed_in(stranger).get(page).status_code == 404
    assert signed_in(stranger).get(reverse("facts-paper-page", args=[matter, found.id, 1, 1])).status_code == 404
    watched = signed_in(reader)
    assert "Yes, take it" not in watched.get(page).content.decode()
    answer = watched.post(claims, {"fact": 1, "say": "yes", "base": 1}, follow=True)
    assert "you may read this matter and not change it" in answer.content.decode()
    assert send(watched, matter, ("other.pdf", paper([content(LEASE)]))).status_code == 422
    assert [file.name for file in evidence_files.files(ana, matter)] == ["nta.pdf"]
    assert reading.opened(ana, matter).revision == 1


def test_while_it_waits_the_page_says_so_and_the_queue_holds_no_fact(ana, matter, nta):
    Worker.objects.create()
    client = signed_in(ana)
    page = shown(client, send(client, matter, (canaries.FILE, nta)))
    assert "Waiting for its turn" in page
    assert 'hx-trigger="every 2s"' in page
    row = repr(Job.objects.values_list())
    assert not [word for word in canaries.WORDS if word in row]
    Job.objects.update(ended_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC), failed=True)
    assert (
        "It stopped before it was done" in client.get(reverse("facts-paper", args=[matter, the_reading(ana, matter).id])).content.decode()
    )


@pytest.mark.skipif(languages() != ("eng", "spa"), reason="Tesseract with English and Spanish is not installed")
def test_a_scan_shows_its_own_picture_and_says_what_was_not_read_for_certain(ana, matter, tmp_path):
    [scan] = MEDIA["scan"](KINDS["i286"](SEED).pdf, SEED, tmp_path / "notice.pdf")
    client = signed_in(ana)
    page = shown(client, send(client, matter, ("notice.pdf", scan.read_bytes())))
    found = the_reading(ana, matter)
    assert found.content.papers[0].drawn
    assert "not certain" in page
    assert evidence_files.files(ana, matter, DRAWING)
    claim = found.content.papers[0].claims[0]
    assert client.get(reverse("facts-paper-page", args=[matter, found.id, 1, claim.page]) + "?fact=1").status_code == 200
    assert list(current().temporary.glob("*/work/*")) == []
