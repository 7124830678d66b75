"""Who comes in, and when they are signed out."""

import base64
import re
import time
import zlib
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import get_resolver, reverse

from forbear.office.people.entrance import ANYBODY, WITHOUT_SECOND_FACTOR
from forbear.office.people.models import Person, Role
from tests.office.building import a_person, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
PASSWORD = "quiet rivers carry boats"
MATTER = "11111111-1111-4111-8111-111111111111"
ARGUMENTS = {
    "matter_id": MATTER,
    "person_id": MATTER,
    "invitation_id": MATTER,
    "asked": "abc",
    "secret": "abc",
    "pk": 1,
    "number": 1,
    "page": 1,
}

BY_SECRET = {"calendar-read"}  # its address is the key: a made-up one finds nothing, whoever asks


def every_page():
    """The name and an address of each page of the office."""
    for name, options in get_resolver().reverse_dict.items():
        if isinstance(name, str):
            wanted = options[0][0][1]
            yield name, reverse(name, kwargs={word: ARGUMENTS.get(word, MATTER) for word in wanted})


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


def test_every_page_asks_for_sign_in_but_those_that_let_one_in(client):
    open_to_all = ANYBODY | {"start"}
    for name, address in every_page():
        for answer in (client.get(address), client.post(address)):
            if name in open_to_all:
                continue
            if name in BY_SECRET:
                assert answer.status_code in (404, 405), name
                continue
            assert answer.status_code == 302, f"{name} answers {answer.status_code} to whoever has not signed in"
            assert answer["Location"].startswith("/account/sign-in"), name


def test_a_password_alone_opens_nothing_but_the_pages_that_set_up_a_second_factor(client):
    client.force_login(a_person(role=Role.ADMINISTRATOR))
    for name, address in every_page():
        if name in BY_SECRET:
            assert client.get(address).status_code == 404, name
        elif name not in WITHOUT_SECOND_FACTOR | {"mfa_login_webauthn"}:
            answer = client.get(address)
            assert answer.status_code == 302, name
            assert answer["Location"] == reverse("second_factor"), name


def test_sign_in_asks_for_the_second_factor(client):
    person = Person.objects.create_user("Ana@Example.org", PASSWORD, name="Ana")
    with_second_factor(person)
    answer = client.post(reverse("account_login"), {"login": "ANA@example.org", "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_five_wrong_passwords_lock_the_address_even_against_the_right_one(client):
    Person.objects.create_user("ana@example.org", PASSWORD, name="Ana")
    for _ in range(5):
        assert client.post(reverse("account_login"), {"login": "ana@example.org", "password": "wrong"}).status_code == 200
    answer = client.post(reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_machine_that_tries_many_addresses_is_shut_out_whatever_it_says_of_where_it_comes_from(client):
    Person.objects.create_user("ana@example.org", PASSWORD, name="Ana")
    for number in range(20):
        tried = {"login": f"somebody{number}@example.org", "password": "wrong"}
        client.post(reverse("account_login"), tried, headers={"x-forwarded-for": f"192.0.2.{number}"})
    right = {"login": "ana@example.org", "password": PASSWORD}
    assert "_auth_user_id" not in (client.post(reverse("account_login"), right), client.session)[1]
    client.post(reverse("account_login"), right, REMOTE_ADDR="192.0.2.99")
    assert "_auth_user_id" in client.session


def test_nobody_signs_up(client):
    answer = client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert not Person.objects.exists()
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("since", "seen", "stays"), [(60, 60, True), (3600, 31 * 60, False), (13 * 3600, 60, False), (11 * 3600, 60, True)]
)
def test_a_session_ends_half_an_hour_after_the_last_page_and_twelve_hours_after_the_first(client, since, seen, stays):
    signed_in(client)
    client.get("/")
    session = client.session
    session["since"], session["seen"] = time.time() - since, time.time() - seen
    session.save()
    assert client.get("/").status_code == (200 if stays else 302)


def test_what_a_session_holds_is_sealed(client):
    signed_in(client)
    session = client.session
    session["docket_search"] = "Quetzal canary"
    session.save()
    kept = Session.objects.get(pk=session.session_key)
    assert client.session["docket_search"] == "Quetzal canary"
    for text in (kept.session_data, kept.session_data.partition(":")[0]):
        packed = re.sub(r"^\.", "", text.partition(":")[0])
        plain = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        with suppress(zlib.error):
            plain += zlib.decompress(plain)
        assert b"canary" not in plain


def test_the_first_page_is_gone_once_there_is_an_office(client):
    assert client.get(reverse("start")).status_code == 404
    assert client.post(reverse("start"), {"office": "Another"}).status_code == 404


def test_the_first_page_opens_only_on_this_machine_itself():
    from types import SimpleNamespace

    from forbear.office.people.entrance import from_this_machine

    def came(**meta):
        return from_this_machine(SimpleNamespace(META=meta))

    assert came(REMOTE_ADDR="127.0.0.1")
    assert came(REMOTE_ADDR="::1")
    assert not came(REMOTE_ADDR="192.0.2.7")
    assert not came(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7")


def test_the_language_is_the_persons_own_and_changed_from_any_page(client):
    signed_in(client)
    assert b'lang="en"' in client.get("/").content
    answer = client.post(reverse("language"), {"language": "es", "next": "/"})
    assert answer["Location"] == "/"
    page = client.get("/").content.decode()
    assert 'lang="es"' in page
    assert "cerrar sesión" in page


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_changing_the_language_leads_nowhere_else(client, elsewhere):
    assert client.post(reverse("language"), {"language": "es", "next": elsewhere})["Location"] == "/"


def test_every_answer_forbids_keeping_framing_and_foreign_scripts(client):
    for answer in (client.get(reverse("account_login")), signed_in(client).get("/"), client.get("/nowhere")):
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_no_page_has_inline_script_or_style(client):
    signed_in(client, a_person(role=Role.ADMINISTRATOR))
    for name in ("docket", "people", "log", "mfa_index", "account_change_password", "usersessions_list"):
        page = client.get(reverse(name)).content.decode()
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))", page), name
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), name
