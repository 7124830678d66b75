"""In which order is a docket worked? Rules in order, each with what is done, as compiled."""

import msgspec

from forbear.rules.explain import Table

# What sentences on the order of work may say of a case, besides its facts, the conclusions and the stage: name -> type.
TRIAGE_FACTS = {
    "date_runs": "boolean",
    "days_to_act": "integer",
    "window_closing": "boolean",
    "form_ripe": "boolean",
    "papers_missing": "integer",
    "in_priority": "boolean",
    "findings_open": "integer",
}


class Triage(msgspec.Struct, frozen=True):
    """The order of work: the first true row places a case; `does` says what is done in each place."""

    table: Table
    does: dict[str, str]
