"""Two made-up releases, taken in once for all tests of this folder."""

import json
from types import SimpleNamespace

import pytest
from tests.courtdata import synthetic_people
from tests.courtdata.synthetic import write_dump

from forbear.courtdata.ingest import ingest


@pytest.fixture(scope="session", params=[(20_000, 3), (3_000, 8)], ids=lambda given: f"{given[0]}-cases-seed-{given[1]}")
def taken_in(request, tmp_path_factory):
    """A release with its truths: `dump` as published, `release` as taken in, `truth`, and a connection `db`."""
    cases, seed = request.param
    folder = tmp_path_factory.mktemp("court")
    dump = write_dump(folder / "dump", cases, seed)
    release = ingest(dump, folder / "out")
    connection = release.connect()
    yield SimpleNamespace(
        dump=dump, release=release, truth=json.loads((dump / "truth.json").read_text()), db=connection, out=folder / "out"
    )
    connection.close()


@pytest.fixture(scope="session")
def little(tmp_path_factory):
    """A release of 400 removal cases begun in three years, with six of its tables: quick to take in, as it has few years."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(synthetic_people, "FY_WEIGHT", {2020: 1, 2021: 1, 2022: 1})
        patch.setattr(synthetic_people, "TYPES", "RMV 99 DDC 1")
        dump = write_dump(tmp_path_factory.mktemp("little") / "dump", 400, 5)
    for name in ("tbl_schedule", "tbl_RepsAssigned", "tbl_Court_Motions", "tbl_Court_Appln", "D_TblAssociatedBond"):
        (dump / f"{name}.csv").unlink()
    return dump
