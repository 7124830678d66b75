"""`compare` as other programs and tired people use it."""

import json
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from forbear.cli.main import main

OROZCO = str(Path(str(resources.files("forbear.demo"))) / "orozco")
ON = ["--on", "2026-11-16"]
FORMS = ["administrative-closure", "dismissal-without-prejudice", "stay-of-removal-ice"]


def said(capsys, *arguments, code=0):
    assert main(["compare", OROZCO, *arguments]) == code
    return capsys.readouterr()


def test_the_json_has_one_finding_a_column_with_no_request_first(capsys):
    found = json.loads(said(capsys, *FORMS, *ON, "--json").out)
    assert [item["form"] for item in found] == ["none", *FORMS]
    keys = {"form", "title", "status", "timing", "state", "opens", "closes", "reversible", "consequences", "undone_by", "paths"}
    assert all(set(item) >= keys for item in found)
    for item in found:
        assert all(set(effect) >= {"effect", "authorities", "confidence"} for effect in item["consequences"].values())
        assert all(set(move) >= {"who", "how", "notice", "guard", "authorities", "confidence"} for move in item["undone_by"])
    assert found[2]["timing"] == "avoid"
    assert any(item["topic"] == "cancellation" for item in found[2]["closes"])


@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_page_fits_its_width_and_names_each_choice(capsys, width):
    out = said(capsys, *FORMS[:2], *ON, "--width", str(width)).out
    assert max(map(len, out.splitlines())) <= width
    flat = " ".join(out.split())
    for words in (
        "No request: go on",
        "Administrative closure",
        "Leads to",
        "Undone by",
        "Work permit",
        "Travel",
        "Appeal",
        "counsel's judgment",
    ):
        assert words in flat
    assert "JUDGED AS OF" in out


def test_columns_stand_side_by_side_where_there_is_room_and_are_stacked_where_not(capsys):
    def side_by_side(width):
        out = said(capsys, *FORMS[:2], *ON, "--width", str(width)).out
        return any("Administrative closure" in line and "Dismissal without" in line for line in out.splitlines())

    assert side_by_side(110)
    assert not side_by_side(80)


def test_a_closed_form_is_shown_with_its_reason(capsys):
    out = " ".join(said(capsys, "stay-of-removal-ice", *ON, "--width", "80").out.split())
    assert "ICE stay of removal" in out
    assert "no final order exists" in out


@pytest.mark.parametrize(
    ("form", "near"),
    [
        ("admin-closure", "administrative-closure"),
        ("dismisal", "dismissal-without-prejudice"),
        ("remand", "remand-joint"),
    ],
)
def test_an_unknown_form_exits_with_2_and_names_the_nearest(capsys, form, near):
    found = said(capsys, form, *ON, code=2)
    assert found.out == ""
    assert f"did you mean {near}?" in found.err


def test_where_no_form_is_near_all_are_named(capsys):
    assert "voluntary-departure-stipulation" in said(capsys, "xyzzy", *ON, code=2).err


def test_a_picture_is_written_beside_the_page(capsys, tmp_path):
    for name in ("paths.svg", "paths.pdf"):
        json.loads(said(capsys, FORMS[0], *ON, "--json", "--picture", str(tmp_path / name)).out)
    assert ET.fromstring((tmp_path / "paths.svg").read_text()).tag.endswith("svg")
    assert (tmp_path / "paths.pdf").read_bytes().startswith(b"%PDF")


def test_a_picture_of_another_kind_is_refused_before_any_work(capsys, tmp_path):
    found = said(capsys, FORMS[0], *ON, "--picture", str(tmp_path / "paths.png"), code=2)
    assert ".svg or .pdf" in found.err
    assert list(tmp_path.iterdir()) == []
