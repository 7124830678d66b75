"""Every finding of every case can be had with its proof, the same that `explain` gives of it."""

import datetime as dt
import json

import polars as pl
import pytest
from tests.assessment.building import in_court

from forbear.assessment.explanation import explain
from forbear.casefile.reading import write_json
from forbear.docket.docket import open_docket
from forbear.docket.findings import limbs_in_force
from forbear.docket.proofs import proofs
from forbear.docket.sweep import sweep
from forbear.problem import BadInput

ON = dt.date(2026, 11, 16)
WORDS = {True: "yes", False: "no", None: "unknown"}


@pytest.fixture(scope="module")
def docket_paths(tmp_path_factory):
    """Two case files and, apart, a table of three rows."""
    root = tmp_path_factory.mktemp("proved")
    cases = root / "matters"
    cases.mkdir()
    entry = (
        "entry: [{date: 2001-03-12, manner: without-inspection}], evidence: [{id: A, kind: residence-proof, proves: [length-of-residence]}]"
    )
    for name, circuit in (("ninth", "9"), ("fifth", "5")):
        (cases / f"{name}.json").write_text(write_json(in_court(entry, "custody: {detained: true}", circuit=circuit)), encoding="utf-8")
    (root / "bad.json").write_text("{", encoding="utf-8")
    table = root / "clients.csv"
    table.write_text("case,circuit,detained,age\na,9,yes,41\nb,,no,\nc,11,,17\n", encoding="utf-8")
    return [cases, root / "bad.json"], [table]


@pytest.mark.parametrize("which", [0, 1], ids=["case files", "a table"])
def test_each_row_of_the_table_has_the_proof_of_each_finding(corpus, docket_paths, tmp_path, which):
    docket = open_docket(docket_paths[which], corpus, ON)
    out, reasons = tmp_path / "docket.parquet", tmp_path / "why"
    sweep(docket, corpus, out, reasons=reasons)
    told = pl.read_parquet(reasons / "*.parquet")
    rows = pl.read_parquet(out)
    assert told.columns == ["case", "place", "finding", "verdict", "because"]
    assert set(told["place"]) == set(rows["place"])
    for row in rows.iter_rows(named=True):
        mine = {each["finding"]: each for each in told.filter(pl.col("place") == row["place"]).iter_rows(named=True)}
        matter = docket.matter(row["place"])
        for finding, each in mine.items():
            expected = explain(matter, finding)
            assert (each["case"], each["verdict"]) == (row["case"], expected["verdict"])
            assert json.loads(each["because"]) == json.loads(json.dumps(expected["because"]))
        for name, value in row.items():
            kind, _, about = name.partition(".")
            if kind in ("option", "window"):
                assert mine[f"{kind}:{about}"]["verdict"] == (value or "none")
            elif kind in ("priority", "factor", "conclusion"):
                assert mine[f"{kind}:{about}"]["verdict"] == WORDS[value]
        assert {name for name in mine if name.startswith("priority:")} == {f"priority:{flag}" for flag in limbs_in_force(corpus, ON)}


def test_proofs_take_the_place_of_older_ones_only_when_all_are_there(corpus, docket_paths, tmp_path):
    why = tmp_path / "why"
    docket = open_docket(docket_paths[0], corpus, ON)
    (part,) = docket.parts()
    with proofs(why, corpus, ON, workers=1) as take:
        take(docket.given())
    before = pl.read_parquet(why / "*.parquet")
    assert set(before["case"]) == set(part["case"])
    with pytest.raises(KeyboardInterrupt), proofs(why, corpus, ON, workers=1):
        raise KeyboardInterrupt
    assert pl.read_parquet(why / "*.parquet").equals(before)
    assert [path.name for path in tmp_path.iterdir()] == ["why"]
    with proofs(why, corpus, ON, workers=1):
        pass
    assert pl.read_parquet(why / "*.parquet").is_empty()


def test_a_folder_that_no_sweep_has_made_is_left_alone(corpus, tmp_path):
    (tmp_path / "letters").mkdir()
    with pytest.raises(BadInput, match="a folder that no sweep has made"), proofs(tmp_path / "letters", corpus, ON):
        pass
    assert (tmp_path / "letters").is_dir()
