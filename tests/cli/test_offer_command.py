"""`offer` as it is used in a corridor."""

import json
from importlib import resources
from pathlib import Path

import pytest

from forbear.cli.main import main

DEMO = Path(str(resources.files("forbear.demo")))
OROZCO = str(DEMO / "orozco")
ON = ["--on", "2026-11-16"]


def said(capsys, *arguments, code=0):
    assert main(["offer", OROZCO, *arguments, *ON]) == code
    return capsys.readouterr()


def test_the_json_holds_the_answer_both_ways_and_the_words(capsys):
    found = json.loads(said(capsys, "--form", "dismissal-without-prejudice", "--terms", "without prejudice", "--json").out)
    keys = "form title answer could_be because status timing answer_by accepting going_on counter in_writing say do_not_concede terms"
    assert set(found) >= {*keys.split(), "warnings", "consent", "authorities", "unknown_because"}
    assert found["answer"] == "oppose"
    assert set(found["accepting"]) >= {"opens", "closes", "reversible", "undone_by", "consequences"}
    assert found["terms"][0]["words"] == "without prejudice"
    assert found["consent"]["needed"] is True


@pytest.mark.parametrize("width", [80, 120])
def test_the_page_begins_with_the_answer_and_fits_its_width(capsys, width):
    out = said(capsys, "--form", "dismissal-without-prejudice", "--terms", "pays a fine", "--width", str(width)).out
    assert max(map(len, out.splitlines())) <= width
    assert out.splitlines()[3].startswith("OPPOSE")
    flat = " ".join(out.split())
    for words in ("Say now", "Do not concede", "“pays a fine” – not judged: counsel must", "If accepted", "consent", "counsel's judgment"):
        assert words in flat


def test_an_unknown_form_exits_with_2_and_names_the_nearest(capsys):
    found = said(capsys, "--form", "dismisal", code=2)
    assert found.out == ""
    assert "did you mean dismissal-without-prejudice?" in found.err


def test_without_a_form_and_without_an_offer_on_file_it_says_what_to_name(capsys):
    assert "no offer stands in the file; name the form" in said(capsys, code=2).err


def test_an_offer_that_stands_in_the_file_needs_no_form(capsys, tmp_path):
    (tmp_path / "case.yaml").write_text(
        "format: forbear-case/1\nas_of: 2026-11-16\nproceedings:\n  nta_date: 2020-01-06\n  nta_filed_date: 2020-02-03\n"
        "  dhs_motion: {kind: dismiss, date: 2026-11-10}\n",
        encoding="utf-8",
    )
    assert main(["offer", str(tmp_path), *ON, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["form"] == "dismissal-without-prejudice"
