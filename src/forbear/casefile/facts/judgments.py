"""What no file can tell: judgments left to counsel, and law that is unsettled. They are never asked of the client."""

from forbear.casefile.facts.entries import ever_admitted
from forbear.casefile.profile import fact
from forbear.casefile.view import View


@fact("boolean", "An officer or attorney found a present, individual threat", why="judgment")
def found_a_threat(view: View) -> object:
    return None


@fact("boolean", "A stop at the border before a policy's line still counts (the texts put no date on it)", why="judgment")
def old_stop_counts(view: View) -> object:
    return None


@fact("boolean", "Significant abuse of a visa or of the visa waiver programme", "entry[].manner", why="judgment")
def visa_abuse(view: View) -> object:
    return False if ever_admitted(view) is False else None


@fact("boolean", "The record as a whole is serious or repeated in the sense of the policy", why="judgment")
def record_weighs_as_serious(view: View) -> object:
    return None


@fact("boolean", "The absence from the hearing or appointment was the client's fault", why="judgment")
def found_at_fault(view: View) -> object:
    return None


@fact("boolean", "The parole programme under which the client came has been ended or paused", why="judgment")
def parole_programme_ended(view: View) -> object:
    return None


@fact("boolean", "The benefit programme or category is open to this person today", why="judgment")
def programme_open(view: View) -> object:
    return None


@fact("boolean", "The law is unsettled here: sources differ", why="law")
def law_unsettled(view: View) -> object:
    return None
