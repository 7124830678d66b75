"""Whatever is sent, the answer is one of those described: schemathesis makes requests from the description itself.

A few for each operation here; `make soak` makes many.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from forbear.office.api import rights, tokens
from forbear.office.starting import application
from tests.office.building import a_matter, a_person

schemathesis = pytest.importorskip("schemathesis")
CHECKS = pytest.importorskip("schemathesis.checks").CHECKS
MANY = int(os.environ.get("FORBEAR_SOAK", "2"))  # requests to each operation
# What a case file may hold is more than a schema says, so that a request that fits the schema may still be refused, with reasons.
LEFT_OUT = {"positive_data_acceptance", "ignored_auth"}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("default")]


def test_no_request_fails_in_a_way_that_is_not_described(monkeypatch):
    monkeypatch.setattr(rights, "MOST_A_MINUTE", 10**9)
    person = a_person()
    matter = str(a_matter(person))
    headers = {"Authorization": f"Bearer {tokens.make(person, 'soak', days=1, writes=True)[1]}"}
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", application())
    left_out = [each for each in CHECKS.get_all() if each.__name__ in LEFT_OUT]
    asked = [each.ok() for each in described.get_all_operations()]
    assert len(asked) > 20
    for operation in asked:
        _ask(operation, matter, headers, left_out)


def _ask(operation, matter, headers, left_out):
    """Half of the requests are about a matter that is there."""
    made = []

    @settings(max_examples=MANY, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case):
        made.append(case)
        if "matter_id" in (case.path_parameters or {}) and len(made) % 2:
            case.path_parameters["matter_id"] = matter
        case.call_and_validate(headers=headers, excluded_checks=left_out)

    ask()
