"""The words of comparisons and offers that stand over what the law's reading says, in the language of the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_noop, pgettext, pgettext_lazy

from forbear.assessment.offer import OfferFinding
from forbear.drafting.offered import ANSWERS

ANSWER_SAYS: dict[str, str | Promise] = {
    "accept": pgettext_lazy("offer", "Accept – once the client has consented and the terms are in writing"),
    "counter": pgettext_lazy("offer", "Counter – not as it stands"),
    "oppose": pgettext_lazy("offer", "Oppose"),
    "ask-first": pgettext_lazy("offer", "Ask first – do not answer yet"),
    "not-judged": pgettext_lazy("offer", "Not judged: counsel must"),
}
assert ANSWER_SAYS.keys() == ANSWERS.keys()
ROWS = (
    pgettext_lazy("row", "Today"),
    pgettext_lazy("row", "When"),
    pgettext_lazy("row", "Needs"),
    pgettext_lazy("row", "Leads to"),
    pgettext_lazy("row", "How lasting"),
    pgettext_lazy("row", "Work permit"),
    pgettext_lazy("row", "Unlawful presence"),
    pgettext_lazy("row", "Asylum clock"),
    pgettext_lazy("row", "Relief lost"),
    pgettext_lazy("row", "Relief opened"),
    pgettext_lazy("row", "Expedited removal"),
    pgettext_lazy("row", "Travel"),
    pgettext_lazy("row", "Detention"),
    pgettext_lazy("row", "Later"),
    pgettext_lazy("row", "Appeal"),
    pgettext_lazy("row", "A missed hearing"),
    pgettext_lazy("row", "One-year limit"),
    pgettext_lazy("row", "Cancellation"),
    pgettext_lazy("row", "Adjustment"),
    pgettext_lazy("row", "Waiver (I-601A)"),
    pgettext_lazy("row", "Registration"),
    pgettext_lazy("row", "Driving licence"),
    pgettext_lazy("row", "Records"),
    pgettext_lazy("row", "Fees, penalties"),
    pgettext_lazy("row", "Hold at USCIS"),
    pgettext_lazy("row", "If USCIS refuses"),
    pgettext_lazy("row", "Bars later"),
    pgettext_lazy("row", "Work permit now"),
    pgettext_lazy("row", "Undone by"),
    pgettext_lazy("row", "Left reversible"),
    pgettext_lazy("row", "Ahead"),
    pgettext_lazy("row", "Law"),
    pgettext_lazy("row", "Sure as"),
    pgettext_lazy("row", "As without a request"),
)
TO_GET = (gettext_noop("If it comes to it all the same, get in writing"), gettext_noop("Get in writing"))


def row_title(title: str) -> str:
    """The name of a row of a comparison."""
    return pgettext("row", title)


def answer(found: OfferFinding) -> str | Promise:
    """The answer to an offer."""
    return ANSWER_SAYS[found.answer]
