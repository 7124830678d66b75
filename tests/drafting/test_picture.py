"""The picture of the paths: whole, in words too, black on white, and with no fact of the case."""

import datetime as dt
import io
import re
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from tests.conftest import text_of

from forbear.assessment.matter import Matter
from forbear.assessment.options import find_options
from forbear.assessment.paths import compare_paths
from forbear.casefile.reading import read_case
from forbear.drafting.paths import mover, picture

DEMO = Path(str(resources.files("forbear.demo")))
ON = dt.date(2026, 11, 16)
FORMS = ("administrative-closure", "dismissal-without-prejudice", "stay-of-removal-ice")


@pytest.fixture(scope="module")
def found(corpus):
    matter = Matter(read_case(DEMO / "orozco"), corpus, ON)
    return compare_paths(matter, find_options(matter), FORMS)


@pytest.fixture(scope="module")
def svg(found):
    return picture(found, ON, kind="svg", name="", today=ON).decode()


def words_of(svg):
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    return " ".join(part.text for part in root if part.tag.endswith(("title", "desc")))


def test_the_svg_names_each_choice_its_state_and_its_ways(found, svg):
    words = words_of(svg)
    for item in found:
        assert item.title in words
        assert item.status == "unavailable" or item.state_title in words
        for move in item.paths:
            assert move.to_title in words


def test_it_is_black_on_white_and_fetches_nothing(svg):
    assert set(re.findall(r'\b(?:fill|stroke)="([^"]*)"', svg)) <= {"#000000", "#ffffff", "none"}
    assert not re.search(r"rgb|hsl|style=", svg)
    links = set(re.findall(r'href="([^"]*)"', svg))
    assert links
    assert all(link.startswith("#") for link in links)


def test_each_kind_of_mover_has_its_own_stroke(svg):
    assert len(set(re.findall(r'stroke-dasharray="([^"]*)"', svg))) >= 3  # dashed, dotted, dash-dotted; a court's is whole


def test_it_holds_no_fact_of_the_case_unless_the_name_is_asked_for(found, svg, corpus):
    name = read_case(DEMO / "orozco").text("person.full_name")
    assert name not in words_of(svg)
    assert "2027" not in words_of(svg)  # the day of the hearing
    named = words_of(picture(found, ON, kind="svg", name=name, today=ON).decode())
    assert named.startswith(f"Paths ahead – {name}")


def test_the_pdf_says_the_same_and_is_marked_where_judged_of_another_day(found):
    made = picture(found, ON, kind="pdf", name="", today=dt.date(2026, 11, 24))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.Lang
        assert pdf.docinfo["/Title"] == "Paths ahead"
    texts = text_of(made)
    text = " ".join(texts)
    assert len(texts) > 1
    assert all("JUDGED AS OF ANOTHER DAY" in page for page in texts)
    for item in found:
        assert item.title in text
    assert "counsel's judgment" in text.replace("’", "'")
    assert "closed today" in text


def test_the_same_choices_give_the_same_bytes(found, svg):
    assert picture(found, ON, kind="svg", name="", today=ON).decode() == svg


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("DHS moves, judge decides", "court"),
        ("either party; judge decides", "court"),
        ("judge or Board", "court"),
        ("ICE, judge or court", "government"),
        ("ERO field office", "government"),
        ("asylum officer or judge review", "government"),
        ("respondent", "client"),
        ("party", "client"),
        ("operation of law", "law"),
    ],
)
def test_who_can_move_the_case(who, kind):
    assert mover(who) == kind


def test_every_mover_of_the_corpus_is_of_one_kind(corpus):
    kinds = {move.who: mover(move.who) for move in corpus.graph.transitions}
    assert set(kinds.values()) == {"court", "government", "client", "law"}
    assert all(
        kinds[who] == "government" for who in kinds if who.split()[0].strip(",") in ("ICE", "DHS", "USCIS") and "judge decides" not in who
    )
