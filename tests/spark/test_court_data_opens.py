"""A cleaned release of the courts' data opens in Spark as it lies on disk, with the counts and sums that DuckDB finds."""

import os
import sys

import pytest

from forbear.courtdata.ingest import ingest
from forbear.courtdata.schema import table_named
from tests.courtdata.synthetic import write_dump


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = tmp_path_factory.mktemp("court")
    return ingest(write_dump(folder / "dump", 1_500, 4), folder / "out")


def test_every_table_has_the_same_rows_years_and_sums(spark, release):
    connection = release.connect()
    for name in release.tables:
        table, key = spark.read.parquet(str(release.folder / name)), table_named(name).key.lower()
        here = connection.execute(
            f"SELECT count(*), sum({key})::BIGINT, count(fiscal_year), count(DISTINCT fiscal_year) FROM {name}"
        ).fetchone()
        table.createOrReplaceTempView(name)
        there = spark.sql(f"SELECT count(*), sum({key}), count(fiscal_year), count(DISTINCT fiscal_year) FROM {name}").first()
        assert tuple(there) == here, name
        columns = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
        assert table.columns == columns
    connection.close()


def test_the_plain_table_by_court_and_year_is_the_same_in_both(spark, release):
    sql = (
        "SELECT p.base_city_code AS court, p.fiscal_year AS year, count(*) AS n, min(p.comp_date) AS first FROM b_tblproceeding p "
        "JOIN a_tblcase c ON c.idncase = p.idncase WHERE c.case_type = 'RMV' AND p.other_comp IN ('A', 'Y', 'M', 'K') "
        "AND p.fiscal_year IS NOT NULL GROUP BY p.base_city_code, p.fiscal_year ORDER BY 1, 2"
    )
    connection = release.connect()
    here = connection.execute(sql).fetchall()
    connection.close()
    for name in ("a_tblcase", "b_tblproceeding"):
        spark.read.parquet(str(release.folder / name)).createOrReplaceTempView(name)
    assert here
    assert [tuple(row) for row in spark.sql(sql).collect()] == here
