"""To what has the client agreed, in writing, and may the office speak?"""

import datetime as dt

from forbear.casefile.facts.posture import underscored
from forbear.casefile.fields import fields
from forbear.casefile.profile import fact
from forbear.casefile.view import View, each, only
from forbear.rules.verdict import NONE, Value

FORMS = fields()["consents[].form"].allowed


def _signed(view: View) -> dict[object, object]:
    """For each form whether a signed consent is on file, and none dated later says otherwise; a consent opens no other form."""
    dated = [
        (day, item.get("decision") in (None, "yes"), item.get("form"))
        for item in view.items("consents") or ()
        if isinstance(day := item.get("signed_on"), dt.date)
    ]
    last = {form: yes for _, yes, form in sorted(dated, key=lambda each: each[:2])}  # of two on one day the yes: the form was signed again
    none = Value(False, only("consents") if view.at("consents") is None else NONE)
    signed: dict[object, object] = dict.fromkeys(FORMS, none)
    return signed | last


for _form in FORMS:
    fact(
        "boolean",
        f"The client has signed a consent to {_form.replace('-', ' ')}",
        "consents[].form",
        "consents[].signed_on",
        name=f"consent_to_{underscored(_form)}",
    )(each(_signed, _form))


@fact("boolean", "Options, risks and consent were explained", "consent.explained_date")
def choices_explained(view: View) -> object:
    date = view.date("consent.explained_date")
    return date <= view.on if date else None
