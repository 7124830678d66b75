"""The gate is answered on its page, the packet is the command's own, and what was sent has its follow-ups and its outcome."""

import datetime as dt
import html
import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forbear.office.audit.models import Entry
from forbear.office.figures import requests
from forbear.office.matters import evidence_files, membership, reading
from forbear.office.papers import gate, kept, packets
from forbear.office.papers.making import make
from forbear.office.papers.packets import COUNSEL_ONLY, FILE
from forbear.office.people.models import Role
from tests.conftest import text_of
from tests.office.building import a_person, signed_in
from tests.office.papers.conftest import FORM, begun

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)
CONSENT = {
    "what": "consent",
    "by": "María Orozco",
    "decision": "yes",
    "explained_on": "2026-11-20",
    "signed_on": "2026-11-23",
    "language": "es",
}


def page_of(client, matter, asking):
    return html.unescape(client.get(reverse("papers-asking", args=[matter, asking])).content.decode())


def answered(client, matter, asking, **given):
    return client.post(reverse("papers-answer", args=[matter, asking]), given, follow=True)


def kept_back(lead, matter):
    """What the papers leave out, each fact with the lines that lack it."""
    return {each.fact: each.lines for each in gate.kept_back(make(lead, reading.opened(lead, matter), TODAY, FORM, {}))}


def facts(lead, matter):
    return reading.opened(lead, matter).case


def test_the_gate_is_the_drafts_own_and_consent_opens_it(client, lead, matter):
    asking = begun(client, lead, matter, "administrative-closure")
    assert "The gate is closed" in page_of(client, matter, asking)
    scan = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed", "application/pdf")
    answer = client.post(reverse("papers-answer", args=[matter, asking]), CONSENT | {"paper": scan})
    assert answer.status_code == 302
    [consent] = facts(lead, matter).items("consents")
    assert (consent["form"], consent["signed_on"], consent["language"]) == ("administrative-closure", dt.date(2026, 11, 23), "es")
    assert consent["mark"]
    page = page_of(client, matter, asking)
    assert "The gate is open" in page
    assert "signed on 2026-11-23" in page
    client.post(reverse("papers-again", args=[matter, asking]))
    assert "motion-administrative-closure-joint" in {each.name for each in kept.papers(lead, matter, asking)}
    link = re.search(r'href="([^"]+/file/[^"]+)"', page)
    assert client.get(link[1]).content == b"%PDF-1.7 signed"


@pytest.mark.parametrize(
    "wrong",
    [
        ({"explained_on": "2026-12-01", "signed_on": ""}, "after today"),
        ({"signed_on": "2026-11-19"}, "nobody signs what was not explained"),
        ({"explained_on": "soon"}, "valid date"),
        ({"by": ""}, "required"),
    ],
)
def test_a_consent_that_cannot_be_is_kept_on_the_page_and_not_recorded(client, lead, matter, asking, wrong):
    changed, said = wrong
    answer = client.post(reverse("papers-answer", args=[matter, asking]), CONSENT | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="es"' in answer.content.decode()
    assert facts(lead, matter).items("consents") is None


def test_a_client_who_says_no_closes_the_gate(client, lead, matter):
    asking = begun(client, lead, matter, "administrative-closure")
    client.post(reverse("papers-answer", args=[matter, asking]), CONSENT | {"decision": "no", "signed_on": ""})
    assert "cannot be overridden" in page_of(client, matter, asking)


def test_counsel_releases_a_fact_by_name_document_and_day(client, lead, matter, asking):
    assert "left out" in page_of(client, matter, asking)
    before = kept_back(lead, matter)
    answered(client, matter, asking, what="release", fact="criminal[0].charge", document="pd-request-letter")
    [entry] = [item for item in facts(lead, matter).items("disclosure") if item.get("release")]
    assert entry["release"] == {"by": "Ana Ruiz", "on": TODAY, "for": "pd-request-letter"}
    assert "criminal[0].charge" in before
    assert kept_back(lead, matter) != before


def test_only_what_is_kept_back_is_released_and_only_by_counsel(client, lead, matter, asking):
    answered(client, matter, asking, what="release", fact="person.address", document="pd-request-letter")
    answered(client, matter, asking, what="release", fact="criminal[0].charge", document="memo")
    paralegal = a_person(Role.PARALEGAL)
    membership.grant(lead, matter, paralegal, "member")
    client.logout()
    signed_in(client, paralegal)
    answer = answered(client, matter, asking, what="release", fact="criminal[0].charge", document="pd-request-letter")
    assert "only an attorney" in answer.content.decode().lower()
    assert not [item for item in facts(lead, matter).items("disclosure") or () if item.get("release")]


def test_what_the_government_holds_is_noted_with_its_paper(client, lead, matter, asking):
    answered(client, matter, asking, what="held", fact="criminal[0].charge", source="rap-sheet", page="2")
    entry = facts(lead, matter).items("disclosure")[-1]
    assert (entry["fact"], entry["held_by_government"], entry["source"], entry["page"]) == ("criminal[0].charge", "yes", "rap-sheet", 2)


def test_two_people_sign_one_revision_and_law_is_read(client, lead, matter, asking):
    def revision():
        return re.search(r'name="revision" value="(\w+)"', page_of(client, matter, asking))[1]

    first = revision()
    answered(client, matter, asking, what="sign", role=gate.RESPONSIBLE, revision=first)
    twice = answered(client, matter, asking, what="sign", role=gate.READER, revision=first)
    assert "another person" in twice.content.decode()
    answered(client, matter, asking, what="sign", role=gate.READER, revision="0123456789ab")
    assert [item["role"] for item in facts(lead, matter).items("sign_offs")] == [gate.RESPONSIBLE]
    reader = a_person(name="Ben Cho")
    membership.grant(lead, matter, reader, "member")
    client.logout()
    signed_in(client, reader)
    answered(client, matter, asking, what="sign", role=gate.READER, revision=first)
    assert {item["by"] for item in facts(lead, matter).items("sign_offs")} == {"Ana Ruiz", "Ben Cho"}
    page = page_of(client, matter, asking)
    waiting = re.findall(r'name="authority" value="([^"]+)"', page)
    assert waiting
    for authority in waiting:
        answered(client, matter, asking, what="law", authority=authority)
    page = page_of(client, matter, asking)
    assert "every authority is verified, or was read in time" in page
    assert "have not signed" not in page


def test_exhibits_are_chosen_for_the_form(client, lead, matter, asking):
    revision = reading.opened(lead, matter).revision
    answer = client.post(reverse("papers-answer", args=[matter, asking]), {"what": "exhibits", "base": revision, "chosen": ["0", "2"]})
    assert answer.status_code == 302
    evidence = facts(lead, matter).items("evidence")
    assert [number for number, item in enumerate(evidence) if "continuance" in (item.get("packets") or [])] == [0, 2]
    client.post(reverse("papers-answer", args=[matter, asking]), {"what": "exhibits", "base": revision + 1, "chosen": ["2"]})
    assert facts(lead, matter).items("evidence")[0]["packets"] == []


def test_the_packet_holds_what_was_rewritten_and_nothing_of_counsels(client, lead, filed):
    asking = begun(client, lead, filed, "stipulation")
    numbers = [number for number, item in enumerate(facts(lead, filed).items("evidence")) if item["id"] in ("e2", "e4", "e5")]
    revision = reading.opened(lead, filed).revision
    client.post(reverse("papers-answer", args=[filed, asking]), {"what": "exhibits", "base": revision, "chosen": list(map(str, numbers))})
    letter = next(each for each in kept.papers(lead, filed, asking) if each.name == "pd-request-letter")
    edit = reverse("papers-edit", args=[filed, asking, letter.id])
    page = html.unescape(client.get(edit).content.decode())
    name, had = re.search(r'name="now-(\d+)"[^>]*>(Ms. Orozco has missed no hearing\.?)<', page).groups()
    client.post(edit, {f"now-{name}": "She came to each hearing. [e2:1]", f"had-{name}": had, "base": 1, "seen": 1})
    answer = client.post(reverse("papers-pack", args=[filed, asking]), {"max_mb": "25", "ocr": ""})
    assert answer.status_code == 302
    shown = html.unescape(client.get(answer["Location"]).content.decode())
    [packet] = packets.packets(lead, filed, asking)
    assert packet.status == "made"
    for check in packet.checks:
        assert check["because"][:60] in shown
    [file] = packet.files
    content = client.get(reverse("papers-file", args=[filed, asking, file["id"]])).content
    assert len(content) == file["bytes"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == file["pages"]
        assert pdf.open_outline().root
    text = " ".join(text_of(content))
    assert re.search(r"She came to each hearing \(Tab A at \d+\)", text)
    assert "has missed no hearing" not in text
    assert "attorney work product" not in text
    assert {each.kind for kind in (FILE, COUNSEL_ONLY) for each in evidence_files.files(lead, filed, kind)} == {FILE, COUNSEL_ONLY}
    beside = client.get(reverse("papers-file", args=[filed, asking, packet.counsel_only[0]["id"]])).content
    assert "PRIVILEGED" in " ".join(text_of(beside))
    assert not any("Orozco" in line.action for line in Entry.objects.all())
    exhibit = evidence_files.files(lead, filed)[0]
    assert client.get(reverse("papers-file", args=[filed, asking, exhibit.id])).status_code == 404


def test_a_size_that_no_packet_has_is_told(client, matter, asking):
    answer = client.post(reverse("papers-pack", args=[matter, asking]), {"max_mb": "0"})
    assert answer.status_code == 422
    assert "greater than or equal to 0.1" in answer.content.decode()


def test_what_was_sent_is_followed_up_and_its_outcome_is_one_press(client, lead, matter):
    asking = begun(client, lead, matter, "stipulation")
    sent = reverse("papers-sent", args=[matter, asking])
    assert client.post(sent, {"day": "2026-12-24", "to": "OPLA Denver"}).status_code == 422
    assert client.post(sent, {"day": "2026-11-20", "to": "OPLA Denver", "how": "portal"}).status_code == 302
    [request] = facts(lead, matter).items("requests")
    assert (request["form"], request["sent_on"], request["to"]) == ("stipulation", dt.date(2026, 11, 20), "OPLA Denver")
    page = page_of(client, matter, asking)
    assert "Follow up" in page
    assert "(in 3 days)" in page
    one = reverse("papers-answered", args=[matter, asking, 0])
    assert client.post(one, {"position": "joins", "day": "2026-11-23"}).status_code == 302
    assert facts(lead, matter).items("requests")[0]["answer"] == "joins"
    wrong = client.post(one, {"answer": "granted", "day": "2026-11-24", "reason": "María del Carmen Orozco prevailed"})
    assert wrong.status_code == 422
    assert "prevailed" in wrong.content.decode()
    assert client.post(one, {"answer": "granted", "day": "2026-11-24", "reason": "hardship"}).status_code == 302
    [kept_entry] = requests.of_matter(lead, matter)
    entry = kept_entry.request
    assert (entry.answer, entry.answered, entry.reason, entry.asked) == ("granted", TODAY, "hardship", dt.date(2026, 11, 20))
    assert "Orozco" not in str(entry)
    page = page_of(client, matter, asking)
    assert "Granted" in page
    assert "Follow up" not in page


def test_nobody_who_only_reads_signs_packs_or_sends(client, lead, matter, asking):
    reader = a_person()
    membership.grant(lead, matter, reader, "reader")
    client.logout()
    signed_in(client, reader)
    before = reading.opened(lead, matter).revision
    client.post(reverse("papers-sent", args=[matter, asking]), {"day": "2026-11-20", "to": "OPLA Denver"})
    client.post(reverse("papers-pack", args=[matter, asking]), {"max_mb": "25"})
    client.post(reverse("papers-answer", args=[matter, asking]), CONSENT)
    assert reading.opened(lead, matter).revision == before
    assert packets.packets(lead, matter, asking) == []
    assert requests.of_matter(lead, matter) == []
