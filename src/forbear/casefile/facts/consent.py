"""To what has the client agreed, in writing, and may the office speak?"""

import datetime as dt
from collections.abc import Callable

from forbear.casefile.facts.posture import underscored
from forbear.casefile.fields import fields
from forbear.casefile.profile import fact
from forbear.casefile.view import View
from forbear.rules.verdict import Value

FORMS = fields()["consents[].form"].allowed


def signed(view: View, form: str) -> object:
    """Whether a signed consent to this form is on file, and none dated later says otherwise; a consent opens no other form."""
    consents = view.case.items("consents")
    dated = [
        (day, item.get("decision") in (None, "yes"))
        for item in consents or ()
        if item.get("form") == form and isinstance(day := item.get("signed_on"), dt.date) and day <= view.on
    ]
    if dated:
        return max(dated)[1]  # of two on one day the yes: the form was signed again
    return Value(False, frozenset({"consents"}) if consents is None else frozenset())


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
