"""What is wrong with what somebody typed, shown beside the field that it is about."""

from collections.abc import Mapping

from django import forms

from forbear.problem import BadInput


def show_problems(form: forms.Form, bad: BadInput, fields: Mapping[str, str] | None = None) -> None:
    """Puts each problem beside its field, or above the form. `fields` says which field a place is asked in."""
    for problem in bad.problems:
        field = (fields or {}).get(problem.place, problem.place)
        known = field in form.fields
        form.add_error(field if known else None, problem.message if known else str(problem))
