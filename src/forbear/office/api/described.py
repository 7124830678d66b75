"""The description of the API: every operation with what it takes, what it answers and how it fails."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from forbear import __version__
from forbear.office.api.answers import schemas
from forbear.office.api.problems import WORDS, Failure

ABOUT = """The office for programs: matters, facts, evidence, assessments, papers, and the law.

A token stands for a person and opens what that person may see, nothing else; what it may not see answers as what is not there. Make one on
the page *Programs* of the office, and send it with each request: `Authorization: Bearer forbear_…`. Dates are ISO (`2026-11-24`). Every
answer on a case informs a professional's judgment and is no legal advice. forbear sends nothing anywhere."""


class Described(NinjaAPI):
    """The API, whose every failure is in its description."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(title="forbear", version=__version__, description=ABOUT, docs_url=None, **settings)

    def get_openapi_schema(self, **settings: Any) -> OpenAPISchema:
        """The description, OpenAPI 3.1: what is common to all operations is added to each."""
        found = super().get_openapi_schema(**settings)
        (*described, failed), components = schemas(Failure)
        found["components"]["schemas"].update(components)
        for operations in found["paths"].values():
            for operation in operations.values():
                _finish(operation, described, failed)
        return found

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the operation, as it stands in the code."""
        return str(operation.view_func.__name__)


def _finish(operation: dict[str, Any], described: list[dict[str, Any]], failed: dict[str, Any]) -> None:
    responses = {}
    for status, response in operation["responses"].items():
        if str(status) == "200" and len(operation["responses"]) > 1 and not response.get("content"):
            continue  # the framework's own guess beside what the operation says
        for content in response.get("content", {}).values():
            place = content["schema"].get("x-type")
            if place is not None:
                content["schema"] = described[place]
        responses[str(status)] = response
    for status, (_, words) in WORDS.items():
        responses[str(status)] = {"description": words, "content": {"application/json": {"schema": failed}}}
    responses["429"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait"}}
    operation["responses"] = responses
