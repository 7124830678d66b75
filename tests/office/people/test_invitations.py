"""People join by a link that is shown once, and rights end at once."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forbear.office.people import invitations
from forbear.office.people.models import Invitation, Person, Role
from forbear.problem import BadInput
from tests.office.building import a_person, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "quiet rivers carry boats"
GIVEN = {"person": "Luz Ixil", "email": "luz@example.org", "password": PASSWORD, "again": PASSWORD, "language": "es"}


@pytest.fixture
def administrator():
    return a_person(role=Role.ADMINISTRATOR)


def test_a_link_makes_a_person_of_its_role_once(client, administrator):
    _, secret = invitations.invite(administrator, role=Role.PARALEGAL)
    answer = client.post(reverse("join", args=[secret]), GIVEN)
    assert answer["Location"] == reverse("second_factor")
    joined = Person.objects.get(email="luz@example.org")
    assert (joined.role, joined.language, joined.name) == (Role.PARALEGAL, "es", "Luz Ixil")
    again = Client().post(reverse("join", args=[secret]), GIVEN | {"email": "other@example.org"})
    assert again.status_code == 404
    assert Person.objects.count() == 2


def test_a_link_that_was_withdrawn_or_is_too_old_makes_nobody(client, administrator):
    withdrawn, one = invitations.invite(administrator, role=Role.ATTORNEY)
    invitations.withdraw(administrator, withdrawn)
    old, two = invitations.invite(administrator, role=Role.ATTORNEY)
    Invitation.objects.filter(pk=old.pk).update(until=timezone.now() - dt.timedelta(seconds=1))
    for secret in (one, two, "guessed"):
        assert client.post(reverse("join", args=[secret]), GIVEN).status_code == 404
    assert Person.objects.count() == 1


def test_the_database_does_not_hold_the_link(administrator):
    invitation, secret = invitations.invite(administrator, role=Role.ATTORNEY)
    assert secret not in str(Invitation.objects.filter(pk=invitation.pk).values().get())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"again": "something else"}, "differ"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"email": "not an address"}, "valid email"),
        ({"person": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(client, administrator, wrong, told):
    _, secret = invitations.invite(administrator, role=Role.PARALEGAL)
    answer = client.post(reverse("join", args=[secret]), GIVEN | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'aria-invalid="true"' in page
    assert (GIVEN | wrong)["email"] in page
    assert PASSWORD not in page


def test_an_address_that_is_here_already_is_refused_and_the_link_still_works(client, administrator):
    _, secret = invitations.invite(administrator, role=Role.PARALEGAL)
    taken = client.post(reverse("join", args=[secret]), GIVEN | {"email": administrator.email})
    assert taken.status_code == 422
    assert client.post(reverse("join", args=[secret]), GIVEN).status_code == 302


def test_a_link_to_return_ends_the_old_password_factors_and_sessions(client, administrator):
    person = a_person(name="Luz Ixil")
    theirs = signed_in(Client(), person)
    assert theirs.get("/").status_code == 200
    _, secret = invitations.let_return(administrator, person)
    assert client.post(reverse("join", args=[secret]), {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert theirs.get("/").status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMINISTRATOR])
def test_only_administrators_manage_people(client, role):
    other = a_person()
    signed_in(client, a_person(role=role))
    assert client.get(reverse("people")).status_code == 403
    assert client.post(reverse("people-invite"), {"role": "administrator"}).status_code == 403
    for name in ("people-return", "people-role", "people-leaving"):
        assert client.post(reverse(name, args=[other.pk]), {"role": "administrator"}).status_code == 403
    assert not Invitation.objects.exists()
    with pytest.raises(BadInput):
        invitations.invite(a_person(role=role), role=Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", Role.values)
def test_only_auditors_and_administrators_read_the_log(client, role):
    signed_in(client, a_person(role=role))
    may = role in (Role.ADMINISTRATOR, Role.AUDITOR)
    for name in ("log", "log-export"):
        assert client.get(reverse(name)).status_code == (200 if may else 403)
    assert client.post(reverse("log-check")).status_code == (302 if may else 403)


def test_who_leaves_is_out_at_once_and_who_has_another_role_signs_in_again(client, administrator):
    signed_in(client, administrator)
    leaving, changing = a_person(), a_person()
    for person, name, more in ((leaving, "people-leaving", {}), (changing, "people-role", {"role": "volunteer"})):
        theirs = signed_in(Client(), person)
        assert theirs.get("/").status_code == 200
        client.post(reverse(name, args=[person.pk]), more)
        assert theirs.get("/").status_code == 302
    changing.refresh_from_db()
    assert changing.role == Role.VOLUNTEER


def test_an_office_keeps_an_administrator(client, administrator):
    signed_in(client, administrator)
    client.post(reverse("people-leaving", args=[administrator.pk]))
    answer = client.post(reverse("people-role", args=[administrator.pk]), {"role": "attorney"}, follow=True)
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.role == Role.ADMINISTRATOR
    assert "The office needs an administrator" in answer.content.decode()
