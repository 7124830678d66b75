"""Tomorrow has a sheet for each hearing; a look for changes touches what `docket changes` touches, for those who may see it."""

import datetime as dt
from importlib import resources
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.urls import reverse
from django.utils.html import escape

from forbear.assessment.hearing import find_hearing
from forbear.casefile.reading import as_data, read_case
from forbear.docket.cases import Placed
from forbear.docket.changes import find_changes
from forbear.docket.pairs import AtHand, Pairs, Side
from forbear.drafting.hearing import content
from forbear.law.corpus import Corpus
from forbear.office.matters import membership, reading, writing
from forbear.office.matters.judged import proved
from forbear.office.morning import hearings, looking
from forbear.office.morning.looking import Asked
from forbear.office.work.models import Worker
from tests.office.building import a_matter, a_person, signed_in

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 24)
HEARD = dt.date(2027, 2, 10)
DEMO = Path(str(resources.files("forbear.demo")))


@pytest.fixture
def lead():
    return a_person()


@pytest.fixture
def matter(lead):
    return writing.create(lead, as_data(read_case(DEMO / "orozco")), "a fictional matter")


def test_the_sheet_says_what_the_printed_page_says(client, lead, matter):
    page = signed_in(client, lead).get(reverse("tomorrow")).content.decode()
    judged = proved(reading.opened(lead, matter), ON)
    words = content(judged.matter, judged.assessment, find_hearing(judged.matter, judged.assessment), today=ON)
    for item in words["items"]:
        assert escape(item["text"]) in page, item
    for part in words["client"]["parts"]:
        for line in part["lines"]:
            assert escape(line["text"]) in page
    assert f'lang="{words["client"]["lang"]}"' in page


def test_the_next_day_with_hearings_is_shown_and_any_other_by_its_date(client, lead, matter):
    a_matter(lead, name="Luz Chávez Ixil", proceedings={"next_hearing": {"type": "master", "date": "2026-12-02", "time": "09:00"}})
    signed_in(client, lead)
    first = client.get(reverse("tomorrow")).content.decode()
    assert "Hearings on Wed 2 Dec 2026" in first
    assert "Luz Chávez Ixil" in first
    assert "Orozco" not in first
    assert "Orozco" in client.get(reverse("tomorrow") + f"?day={HEARD}").content.decode()
    assert "No hearing stands" in client.get(reverse("tomorrow") + "?day=2026-12-03").content.decode()


def test_todays_hearings_are_offered_and_are_the_default_only_where_none_comes_after():
    days = [ON, HEARD]
    assert hearings.next_day(days, ON) == HEARD
    assert hearings.next_day([ON], ON) == ON
    assert hearings.next_day([], ON) is None


def test_all_sheets_of_a_day_are_one_pdf_a_page_a_client(client, lead, matter):
    hearing = {"type": "master", "date": str(HEARD), "time": "08:30"}
    a_matter(lead, proceedings={"next_hearing": hearing})
    answer = signed_in(client, lead).get(reverse("tomorrow-sheets") + f"?day={HEARD}")
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2
    assert client.get(reverse("tomorrow-sheets") + "?day=2026-12-03").status_code == 404


def test_hearings_that_a_person_may_not_see_are_not_there(client, lead, matter):
    signed_in(client, a_person())
    assert "Orozco" not in client.get(reverse("tomorrow") + f"?day={HEARD}").content.decode()
    assert client.get(reverse("tomorrow-sheets") + f"?day={HEARD}").status_code == 404


def test_a_look_finds_what_docket_changes_finds(client, lead, matter):
    before = dt.date(2026, 6, 1)
    corpus = Corpus.load()
    wanted = list(find_changes(Pairs([DEMO / "orozco"], Side(corpus, before), Side(corpus, ON))))
    looking.begin(lead, Asked("days", before, ON))
    found = looking.found_by(looking.newest(lead))
    assert wanted
    assert [(each.finding, each.was, each.now) for each in found.changes] == [(each.finding, each.was, each.now) for each in wanted]
    page = signed_in(client, lead).get(reverse("tomorrow-since")).content.decode()
    assert "1 matter is touched." in page
    for change in wanted[:5]:
        assert escape(change.title) in page


def test_cases_at_hand_change_as_cases_in_folders_do():
    corpus = Corpus.load()
    sides = Side(corpus, dt.date(2025, 1, 19)), Side(corpus, dt.date(2025, 1, 25))
    cases = [Placed(str(DEMO / name), read_case(DEMO / name)) for name in ("batz", "orozco")]
    heard = []
    at_hand = list(find_changes(AtHand(cases, *sides, part=1), heard.append))
    assert at_hand
    assert at_hand == list(find_changes(Pairs([DEMO / "batz", DEMO / "orozco"], *sides)))
    assert heard == [1, 2]


def test_a_matter_that_is_walled_off_after_a_look_is_not_shown(client, lead, matter):
    other = a_person()
    membership.grant(lead, matter, other, "member")
    looking.begin(other, Asked("days", dt.date(2026, 6, 1), ON))
    membership.wall(lead, matter, other)
    page = signed_in(client, other).get(reverse("tomorrow-since")).content.decode()
    assert "0 matters are touched." in page
    assert "Orozco" not in page


def test_the_offices_own_changes_touch_nobody_where_there_are_none(client, lead, matter):
    looking.begin(lead, Asked("office", ON, ON))
    assert looking.found_by(looking.newest(lead)).changes == []
    assert "Nothing changed for any matter" in signed_in(client, lead).get(reverse("tomorrow-since")).content.decode()


def test_a_look_that_runs_says_how_far_it_is_and_is_not_begun_twice(client, lead, matter):
    Worker.objects.create()  # so it waits for its turn
    look = looking.begin(lead, Asked("days", dt.date(2026, 11, 23), ON))
    assert looking.begin(lead, Asked("days", dt.date(2026, 11, 1), ON)) == look
    page = signed_in(client, lead).get(reverse("tomorrow-since"), headers={"HX-Request": "true"}).content.decode()
    assert "Looking: 0 of 1 matters." in page
    assert "every 2s" in page
    assert "<html" not in page


def test_a_day_that_cannot_be_is_said_and_kept(client, lead):
    answer = signed_in(client, lead).post(reverse("tomorrow-since"), {"because": "days", "before": "2026-12-24"})
    assert answer.status_code == 422
    assert "2026-12-24" in answer.content.decode()
    assert "Give a day before today" in answer.content.decode()


def test_what_a_look_keeps_is_sealed(lead, matter):
    looking.begin(lead, Asked("days", dt.date(2026, 6, 1), ON))
    assert b"bond" not in bytes(looking.newest(lead).sealed)


def test_a_day_with_more_sheets_than_one_pdf_holds_offers_them_all_in_parts(client, lead, matter, monkeypatch):
    from forbear.office.morning import views

    monkeypatch.setattr(views, "MOST_PRINTED", 1)
    a_matter(lead, name="Luz Chávez Ixil", proceedings={"next_hearing": {"type": "master", "date": str(HEARD), "time": "15:00"}})
    page = signed_in(client, lead).get(reverse("tomorrow") + f"?day={HEARD}").content.decode()
    assert "Print sheets 1 to 1" in page
    assert "Print sheets 2 to 2" in page
    for part in (1, 2):
        with pikepdf.open(BytesIO(client.get(reverse("tomorrow-sheets") + f"?day={HEARD}&from={part}").content)) as one:
            assert len(one.pages) >= 1
    assert client.get(reverse("tomorrow-sheets") + f"?day={HEARD}&from=3").status_code == 404
