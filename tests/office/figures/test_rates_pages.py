"""The courts' rates as a page: a question by choices, its answer with definition, denominator, n and release."""

import re
import shutil

import pytest
from django.test import Client
from django.urls import reverse

from forbear.courtdata.question import Question
from forbear.courtdata.rates import rates
from forbear.office.figures.plots import WIDE, Interval, scale
from forbear.office.place import current
from tests.courtdata.small import case, release_of, stay
from tests.office import building

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 24


@pytest.fixture
def client():
    return building.signed_in(Client())


@pytest.fixture
def release():
    """Two dozen invented cases of two courts: every third was dismissed, the others were ordered removed."""
    folder = current().court_data
    folder.mkdir()
    cases = [case(number) for number in range(1, NUMBER + 1)]
    stays = [
        stay(
            number,
            number,
            begun="2021-06-01",
            ended="2023-02-01",
            dec="X" if number % 3 else "U",
            base_city_code="SEA" if number % 2 else "NYC",
        )
        for number in range(1, NUMBER + 1)
    ]
    yield release_of(folder, {"a_tblcase": cases, "b_tblproceeding": stays})
    shutil.rmtree(folder)


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


ASKED = {"outcome": "dismissed", "by": ["court", "fiscal_year"], "denominator": "share", "days": "730"}


def test_without_court_data_the_page_says_how_to_get_them(client):
    page = text(client.get(reverse("rates")))
    assert f"--out {current().court_data}" in page
    assert "EOIR" in page


def test_rates_by_court_and_year_come_first(client, release):
    page = client.get(reverse("rates"))
    assert page.status_code == 200
    assert page.context["found"].by == ("court", "fiscal_year")


def test_an_answer_is_the_command_lines_and_carries_what_it_means(client, release):
    answer = client.get(reverse("rates"), ASKED)
    expected = rates(release, Question("dismissed"))
    assert answer.context["found"].rows == expected.rows
    assert expected.rows
    page = text(answer)
    for words in ("Wed 30 Sep 2026", "dismissed by the judge", "outcomes of the period", "not for publishing", "SEA", "NYC", "33.3 %"):
        assert words in page, words
    assert answer.content.decode().count('<svg class="interval"') == len(expected.rows)


def test_a_hazard_is_told_per_case_year(client, release):
    page = text(client.get(reverse("rates"), ASKED | {"by": ["fiscal_year"], "denominator": "hazard"}))
    assert "Per 100 case-years" in page


def test_choices_narrow_what_is_counted(client, release):
    answer = client.get(reverse("rates"), ASKED | {"court": "sea"})
    assert {row.group["court"] for row in answer.context["found"].rows} == {"SEA"}
    assert client.get(reverse("rates"), ASKED | {"custody": "D"}).context["found"].rows == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outcome": "joy"}, "joy is not one of"),
        ({"by": ["court", "code"], "denominator": "hazard"}, "known only of what happened"),
        ({"unit": "final", "denominator": "hazard"}, "is counted by"),
        ({"days": "0"}, "greater than or equal to 1"),
        ({"court": "x' OR 1=1 --"}, "at most 4 characters"),
        ({"court": "' OR"}, "EOIR&#x27;s code"),
        ({"by": []}, "required"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why_and_stays(client, release, wrong, said):
    answer = client.get(reverse("rates"), ASKED | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="dismissed" selected' in answer.content.decode() or "outcome" in wrong


def test_a_line_is_drawn_within_its_scale():
    assert (scale([0.3, 0.07]), scale([0.004]), scale([1.0]), scale([2.4]), scale([])) == (0.5, 0.01, 1.0, 3.0, 1.0)
    drawn = Interval(0.1, 0.05, 0.4, 0.5, 0.2)
    places = [float(each) for each in (drawn.left, drawn.dot, drawn.cross, drawn.right)]
    assert places == sorted(places)
    assert all(0 <= each <= WIDE for each in places)
