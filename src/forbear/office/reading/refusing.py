"""What could not be done is said on the page one comes back to; nothing was changed then."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from forbear.problem import BadInput

View = Callable[..., HttpResponse]


def refusing(view: View) -> View:
    """A view of a matter whose refusals are told on the page of its papers."""

    @wraps(view)
    def inner(request: HttpRequest, matter_id: uuid.UUID, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, matter_id, *args, **named)
        except BadInput as bad:
            for problem in bad.problems:
                messages.error(request, _("%(problem)s. Nothing was changed.") % {"problem": str(problem).rstrip(".")})
            return redirect("facts-papers", matter_id)

    return inner
