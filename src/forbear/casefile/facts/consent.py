"""To what has the client agreed, in writing, and may the office speak?"""

import datetime as dt
from collections.abc import Callable

from forbear.casefile.facts.posture import underscored
from forbear.casefile.fields import fields
from forbear.casefile.profile import fact
from forbear.casefile.view import View, once
from forbear.rules.verdict import Value

NOT_SIGNED, NOT_KNOWN_TO_BE_SIGNED = Value(False), Value(False, frozenset({"consents"}))
FORMS = fields()["consents[].form"].allowed


def signed(view: View, form: str) -> object:
    """Whether a signed consent to this form is on file, and none dated later says otherwise; a consent opens no other form."""
    return _decisions(view).get(form, NOT_SIGNED if view.at("consents") is not None else NOT_KNOWN_TO_BE_SIGNED)


@once
def _decisions(view: View) -> dict[object, bool]:
    """What was decided last on each form; of two on one day the yes: the form was signed again."""
    dated = [
        (day, item.get("decision") in (None, "yes"), item.get("form"))
        for item in view.items("consents") or ()
        if isinstance(day := item.get("signed_on"), dt.date)
    ]
    return {form: yes for _, yes, form in sorted(dated, key=lambda each: each[:2])}


def _signed(form: str) -> Callable[[View], object]:
    return lambda view: signed(view, form)


for _form in FORMS:
    fact(
        "boolean",
        f"The client has signed a consent to {_form.replace('-', ' ')}",
        "consents[].form",
        "consents[].signed_on",
        name=f"consent_to_{underscored(_form)}",
    )(_signed(_form))


@fact("boolean", "Options, risks and consent were explained", "consent.explained_date")
def choices_explained(view: View) -> object:
    date = view.date("consent.explained_date")
    return date <= view.on if date else None
