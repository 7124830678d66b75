"""The page of possible conflicts."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from forbear.office.conflicts.comparing import How
from forbear.office.conflicts.waiting import settle as settled
from forbear.office.conflicts.waiting import waiting
from forbear.office.matters import reading
from forbear.office.matters.membership import LEADERS
from forbear.office.people.models import Person, Role
from forbear.office.web.asking import asker

HOW: dict[How, str | Promise] = {
    "number": pgettext_lazy("conflict", "the same A-number"),
    "name": pgettext_lazy("conflict", "a client's name is alike"),
    "client-there": pgettext_lazy("conflict", "another person of the new file is called as this client"),
    "named-there": pgettext_lazy("conflict", "the new client is called as another person of this file"),
}


def conflicts(request: HttpRequest) -> HttpResponse:
    """What waits: for a lead their own matters, for an administrator both by number."""
    person = asker(request)
    if person.role not in LEADERS:
        raise PermissionDenied
    names = {row.id: row for row in reading.rows(person)}
    found = [
        {
            "told": told,
            "mine": [(names.get(matter), HOW[how]) for matter, how in told.mine],
            "pairs": [(matter, HOW[how], leads) for matter, how, leads in told.pairs],
        }
        for told in waiting(person)
    ]
    officers = Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    return render(request, "conflicts/conflicts.html", {"found": found, "officers": [str(each) for each in officers]})


@require_POST
def settle(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """Marks one as seen to."""
    settled(asker(request), check_id)
    messages.success(request, _("It is marked as seen to; the log says by whom."))
    return redirect("conflicts")
