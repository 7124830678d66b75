"""What is asked of who makes an office, and of who joins one."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forbear.office.people.models import Language, Person
from forbear.vault.keys import LEAST_PASSPHRASE

PASSPHRASE, KEY_FILE = "passphrase", "key-file"


class NewPerson(forms.Form):
    """Name, address and a password typed twice."""

    person = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Your e-mail address"), help_text=_("You sign in with it. Nothing is sent to it."))
    password = forms.CharField(
        label=_("Your password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words that only you would put together are good."),
    )
    again = forms.CharField(
        label=_("The password once more"), max_length=500, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords the same, and good enough."""
        given = super().clean() or {}
        password, again = given.get("password"), given.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        elif password:
            try:
                validate_password(password, Person(email=given.get("email", ""), name=given.get("person", "")))
            except ValidationError as weak:
                self.add_error("password", weak)
        return given


class Joining(NewPerson):
    """Who joins also says in which language pages speak."""

    language = forms.ChoiceField(label=_("Pages in"), choices=Language.choices)


class NewPassword(NewPerson):
    """Who returns keeps name and address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "email"):
            del self.fields[name]


class Founding(NewPerson):
    """The first page: the office, its first administrator, and what opens its data."""

    field_order = ("office", "person", "email", "password", "again", "opens_by", "passphrase", "passphrase_again", "demo")

    office = forms.CharField(
        label=_("The name of your office"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    opens_by = forms.ChoiceField(
        label=_("What opens the office's data when forbear starts"),
        choices=(
            (KEY_FILE, _("a key file on this machine, apart from the data")),
            (PASSPHRASE, _("a passphrase that somebody types or keeps in a file")),
        ),
        initial=KEY_FILE,
        widget=forms.RadioSelect,
        help_text=_("Everything about clients is encrypted. Without the key file or the passphrase nobody can open it."),
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Only if you chose a passphrase. Write it down and put it in a safe."),
    )
    passphrase_again = forms.CharField(
        label=_("The passphrase once more"),
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    demo = forms.BooleanField(label=_("Put in the two fictional demonstration matters, to look around"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """A passphrase where one was chosen, typed twice."""
        given = super().clean()
        if given.get("opens_by") == PASSPHRASE:
            passphrase = given.get("passphrase") or ""
            if len(passphrase) < LEAST_PASSPHRASE:
                self.add_error("passphrase", _("Expected a passphrase of at least %(least)s characters.") % {"least": LEAST_PASSPHRASE})
            elif passphrase != given.get("passphrase_again"):
                self.add_error("passphrase_again", _("The two passphrases differ. Type the same one twice."))
        return given
