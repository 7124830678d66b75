"""What every page is told: the office, the day, where the head leads."""

from typing import Any

from django.http import HttpRequest

from forbear.office.alarms.raising import unseen
from forbear.office.alarms.words import sentence, what_to_do
from forbear.office.place import current
from forbear.office.today import is_pretended, today
from forbear.office.web.places import head_links


def alarms_of(person: Any) -> list[dict[str, Any]]:
    """What a person must see before anything else, until they say that they have seen it."""
    return [
        {
            "id": each.pk,
            "said": sentence(each.alarm, person),
            "next": what_to_do(each.alarm, person),
            "at": each.alarm.at,
            "until": each.alarm.until,
        }
        for each in unseen(person)
    ]


def head(request: HttpRequest) -> dict[str, Any]:
    """The name of the office, today, and the links of the head that this person may follow."""
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    match = request.resolver_match
    return {
        "office_name": current().name,
        "today": today(),
        "pretended_day": is_pretended(),
        "alarms": alarms_of(person) if signed_in else [],
        "head_links": head_links(person, match.view_name if match else "") if signed_in else [],
    }
