"""Whole cases in, findings out. Each file holds a fictional case and what a careful practitioner would find on its day."""

from pathlib import Path

import pytest
import yaml

from forbear.assessment.assess import assess
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree

FILES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
LIVE = ("available", "conditional")


def load(path):
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return check_case(Tree(data["case"], {}), path.stem), data["expected"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_case_is_read_as_a_practitioner_would(corpus, path):
    case, expected = load(path)
    found = assess(case, corpus, case.as_of)
    status = {option.form: option.status for option in found.options}
    timing = {option.form: option.timing for option in found.options}

    assert found.stage.id == expected["stage"]
    assert sorted(item.id for item in found.priorities if item.verdict == "yes") == sorted(expected["priorities"])
    for direction in ("favourable", "adverse"):
        shown = {factor.id for factor in found.factors if factor.direction == direction and factor.verdict == "yes"}
        assert shown == set(expected[direction])
    assert [form for form in expected["live"] if status[form] not in LIVE] == []
    assert [form for form in expected["closed"] if status[form] != "unavailable"] == []
    assert {form: timing[form] for form in expected["timing"]} == expected["timing"]
    assert set(expected["missing"]) <= {paper.document for paper in found.missing}
    told = {warning.id for warning in found.warnings} | {name for option in found.options for name in option.warnings}
    assert set(expected["warnings"]) <= told
    if "ask" in expected:
        assert found.plan.ask == expected["ask"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_authority_that_a_finding_cites_is_in_force_on_the_day(corpus, path):
    case, _ = load(path)
    found = assess(case, corpus, case.as_of)
    cited = [*found.stage.authorities, *(name for option in found.options for name in option.authorities)]
    cited += [name for option in found.options for effect in option.consequences.values() for name in effect.authorities]
    assert cited
    for name in cited:
        assert corpus.authorities[name].binds(case.as_of, case.circuit), name
