"""Pictures: made without the network, what is counted in words, broken where figures do not compare; read as bytes and as text."""

import datetime as dt
import json
import re
from xml.etree import ElementTree

import pytest
from PIL import Image
from tests.courtdata.invented import answer, connection_of, event

from forbear.courtdata.curves import curves_over
from forbear.courtdata.packaged import rows as packaged
from forbear.courtdata.packaged import text
from forbear.courtdata.plots import MOST, court_map, drawn, ends, trend
from forbear.courtdata.question import Question

RELEASE = dt.date(2026, 9, 30)


def closings(courts=("SEA", "HOU"), years=range(2013, 2020), of=12, closed=3):
    """In each court and year so many outcomes, so many of them closings."""
    return [
        event(
            10_000 * place + 100 * year + number,
            dt.date(year - 2, 3, 1),
            dt.date(year, 3, 1),
            "admin_closed_pd" if number < closed else "removal_order",
            court=court,
        )
        for place, court in enumerate(courts, 1)
        for year in years
        for number in range(of)
    ]


def words_of(svg: bytes) -> str:
    """Every word in a picture; a picture that is no XML fails here."""
    root = ElementTree.fromstring(svg)
    return " ".join(" ".join(node.itertext()) for node in root.iter() if node.tag.endswith("text"))


def test_a_trend_says_what_is_counted_of_what_from_which_release():
    found = answer(closings(), "admin_closed_pd", "court", "fiscal_year")
    words = words_of(drawn(trend(found), "svg"))
    for expected in ("SEA", "HOU", "2014", "Release of 2026-09-30", "other completions Y", "n = 168 cases", "nothing of what will happen"):
        assert expected in words


def test_a_line_stops_where_codes_or_policy_changed():
    spec = trend(answer(closings(), "admin_closed_pd", "court", "fiscal_year")).to_dict()
    stretches = {row["stretch"] for data in values_of(spec) for row in data if row["panel"] == "SEA"}
    assert len(stretches) > 1  # Kelly's memorandum and Castro-Tum fall into these years
    lines = [mark for mark in marks_of(spec) if mark["mark"]["type"] in ("line", "area")]
    assert len(lines) == 2
    assert all(mark["encoding"]["detail"]["field"] == "stretch" for mark in lines)


def test_few_events_are_told_from_many_by_form():
    spec = trend(answer(closings(of=40, closed=11), "admin_closed_pd", "court", "fiscal_year")).to_dict()
    assert {row["sure"] for data in values_of(spec) for row in data} == {"more than 10 events"}
    spec = trend(answer(closings(), "admin_closed_pd", "court", "fiscal_year")).to_dict()
    assert {row["sure"] for data in values_of(spec) for row in data} == {"10 events or fewer"}


def test_a_picture_holds_the_largest_twelve_and_says_how_many_it_left_out():
    courts = ["SEA", "HOU", "NYC", "MIA", "CHI", "SFR", "DAL", "ORL", "NEW", "ATL", "BOS", "MEM", "PHI", "WAS"]
    found = answer(closings(courts, years=[2014]) + closings(["SEA"], years=[2015]), "admin_closed_pd", "court", "fiscal_year")
    spec = trend(found).to_dict()
    panels = {row["panel"] for data in values_of(spec) for row in data}
    assert len(panels) == MOST
    assert "SEA" in panels
    assert "2 more groups are not drawn" in json.dumps(spec)


def test_the_map_places_courts_and_names_those_it_cannot_place():
    rows = closings(["SEA", "SAI", "NYC"], years=[2014])
    spec = court_map(answer(rows, "admin_closed_pd", "court", stratum="2011-12-16")).to_dict()
    assert {row["court"] for data in values_of(spec) for row in data if "court" in row} == {"SEA", "NYC"}
    assert "Not on the map: SAI." in json.dumps(spec)


def test_every_placed_court_lies_in_the_united_states_and_is_on_the_list():
    codes = {row["code"] for row in packaged("lookups/base_city")}
    for place in packaged("court_places"):
        assert place["code"] in codes
        assert 17 < float(place["latitude"]) < 72
        assert -180 < float(place["longitude"]) < -64
    assert len(json.loads(text("states.json"))["objects"]["states"]["geometries"]) >= 51


@pytest.mark.parametrize("kind", ["svg", "png", "html"])
def test_a_picture_in_each_form_needs_no_network(kind, tmp_path):
    rows = [event(number, dt.date(2022, 1, 1), dt.date(2023, 1, 1) + dt.timedelta(days=number), "dismissed") for number in range(60)]
    question = Question("removal_order", ("filed_fiscal_year",), denominator="incidence")
    made = drawn(ends(curves_over(connection_of(rows), question, RELEASE)), kind)
    if kind == "png":
        file = tmp_path / "ends.png"
        file.write_bytes(made)
        with Image.open(file) as image:
            assert image.width > 800
            assert len(image.convert("RGB").getcolors(1_000_000)) > 20  # something was drawn
        return
    source = made.decode()
    if kind == "svg":
        assert "dismissed" in words_of(made)
    else:
        assert "dismissed" in source
        assert not re.search(r"<(script|link|img)[^>]+(src|href)=[\"']?(https?:)?//", source)


def values_of(node):
    """Every inline table in a specification."""
    if isinstance(node, dict):
        if isinstance(node.get("values"), list):
            yield node["values"]
        if isinstance(node.get("datasets"), dict):
            yield from node["datasets"].values()
        for key, value in node.items():
            if key not in ("values", "datasets"):
                yield from values_of(value)
    elif isinstance(node, list):
        for item in node:
            yield from values_of(item)


def marks_of(node):
    """Every mark in a specification."""
    if isinstance(node, dict):
        if "mark" in node:
            yield node
        for value in node.values():
            yield from marks_of(value)
    elif isinstance(node, list):
        for item in node:
            yield from marks_of(item)
