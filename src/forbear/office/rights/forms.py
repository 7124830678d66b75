"""What is asked of who invites somebody, and of who lets somebody see a matter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forbear.office.matters.models import Standing
from forbear.office.people.models import Person, Role

WALL, UNWALL, LEAVE = "wall", "unwall", "leave"


class Invite(forms.Form):
    """Whom to invite, as what."""

    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("So that you know the link again. They can change it.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.PARALEGAL)


class NewRole(forms.Form):
    """Another role for somebody."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class OnTheMatter(forms.Form):
    """What somebody is to a matter from now on."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    standing = forms.ChoiceField(
        label=_("From now on"),
        choices=(
            (Standing.LEAD, _("leads it: answers for it, and says who may see it")),
            (Standing.MEMBER, _("works on it: reads and writes")),
            (Standing.READER, _("reads it")),
            (LEAVE, _("is not on it")),
            (WALL, _("is kept from it by a wall, whatever else they are")),
            (UNWALL, _("is not kept from it any more")),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True)  # type: ignore[attr-defined]
