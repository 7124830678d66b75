"""Spark says what Polars says, row by row. Run by `make test-spark`: it wants Java and takes a minute."""

import datetime as dt
import json

import polars as pl
import pytest

from forbear.cli.main import main
from forbear.docket.bounds import Counts
from forbear.docket.findings import find
from forbear.docket.spark import POLARS_ONLY, sweep_on_spark
from forbear.docket.synthetic import cases, profiles
from forbear.law.corpus import Corpus
from forbear.problem import BadInput

ON = dt.date(2026, 11, 16)


@pytest.fixture(scope="module")
def corpus():
    return Corpus.load()


@pytest.mark.parametrize(("on", "seed"), [(ON, 3), (dt.date(2022, 5, 12), 4)])
def test_every_column_and_every_count_is_that_of_polars(tmp_path, corpus, on, seed):
    table = profiles(1_500, seed, on, corpus, different=300)
    table.write_parquet(tmp_path / "profiles.parquet")
    counts = sweep_on_spark(str(tmp_path / "profiles.parquet"), tmp_path / "found.parquet", corpus, on, "local[2]")
    swept = pl.read_parquet(tmp_path / "found.parquet" / "*.parquet").sort("case")
    here = find(table, corpus, on)
    expected = here.frame.sort("case")

    assert [name for name in expected.columns if name not in swept.columns] == list(POLARS_ONLY)
    assert set(swept.columns) < set(expected.columns)
    for name in swept.columns:
        column = expected[name]
        told = column.cast(pl.String) if isinstance(column.dtype, pl.Enum) else column
        assert swept[name].to_list() == told.to_list(), name
    counted = Counts()
    counted.add(here)
    assert counts.cases == 1_500
    assert {key: (counts.sure[key], n) for key, n in counts.may.items() if n} == {
        key: (counted.sure[key], n) for key, n in counted.may.items() if n
    }


def test_the_command_sweeps_case_files_on_spark_and_verifies_them(tmp_path, capsys):
    lines = "\n".join(json.dumps({"id": f"s-{number}", "facts": case}) for number, case in enumerate(cases(30, 5, ON)))
    (tmp_path / "docket.jsonl").write_text(lines, encoding="utf-8")
    out = tmp_path / "found.parquet"
    for _ in range(2):  # a result is replaced by the next
        options = ["--out", str(out), "--engine", "spark", "--master", "local[1]", "--on", str(ON), "--verify", "10", "--json"]
        assert main(["docket", "sweep", str(tmp_path / "docket.jsonl"), *options]) == 0
        assert json.loads(capsys.readouterr().out)["cases"] == 30
    assert pl.read_parquet(out / "*.parquet").height == 30
    assert [path.name for path in tmp_path.iterdir() if "forbear-" in path.name] == []


def test_a_folder_that_no_sweep_made_is_not_overwritten(tmp_path, corpus):
    (tmp_path / "mine.parquet").mkdir()
    with pytest.raises(BadInput, match="no sweep has made"):
        sweep_on_spark("profiles.parquet", tmp_path / "mine.parquet", corpus, ON)


def test_what_is_no_table_is_said(tmp_path, corpus):
    with pytest.raises(BadInput, match="cannot be read"):
        sweep_on_spark(str(tmp_path / "none.parquet"), tmp_path / "found.parquet", corpus, ON, "local[1]")
