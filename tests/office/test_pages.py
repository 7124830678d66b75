"""The pages as people see them: in a browser, light and dark, on a phone, with the keyboard alone, without scripts."""

import re

import pytest

from tests.office.browsing import PASSWORD, Visit, code_now, second_look, served

ANA = "ana@example.org"


@pytest.fixture(scope="module")
def ana(browser, office):
    """Ana has signed in and set up her second factor."""
    Visit(browser, office).sign_in().close()
    return ANA


def a_matter(visit):
    """The address of the first matter on the docket."""
    visit.go("/")
    return visit.page.get_attribute("td.who-cell a", "href")


@second_look
def test_an_empty_machine_becomes_an_office_without_scripts(browser, tmp_path):
    with served(tmp_path / "office") as address:
        from tests.office.browsing import Office

        visit = Visit(browser, Office(address, tmp_path / "office"), scripts=False)
        visit.go("/")
        assert visit.page.url.endswith("/start")
        visit.type(office="Clínica Quetzal", person="Ana Ruiz", email=ANA, password=PASSWORD, again="another one altogether")
        visit.press("button.primary")
        assert "differ" in visit.page.inner_text("main")
        assert visit.page.input_value("#id_office") == "Clínica Quetzal"
        visit.type(password=PASSWORD, again=PASSWORD)
        visit.press("button.primary")
        assert "key file is" in visit.page.inner_text("main")
        visit.set_up(ANA)
        assert visit.page.inner_text("caption") == "2 matters"
        visit.press("td.who-cell a >> nth=0")
        visit.press("a.why >> nth=1")
        assert visit.page.is_visible(".tree")
        visit.press("text=sign out")
        assert visit.go("/start").status == 404
        visit.close()
    with served(tmp_path / "office") as address:  # and it opens again
        visit = Visit(browser, Office(address, tmp_path / "office"), scripts=False)
        visit.go("/")
        assert "Clínica Quetzal" in visit.page.inner_text("h1")
        visit.close()


def every_page(visit, stranger):
    """Goes to each page of the shell, one after the other: as Ana, and as somebody who has not signed in."""
    matter = a_matter(visit)
    yield visit
    visit.page.check("input[name=matter] >> nth=0")
    visit.press("text=Put the ticked ones on one sheet")
    yield visit
    visit.go("/")
    visit.page.check("input[name=matter] >> nth=0")
    visit.press("text=In which order to work them")
    yield visit
    for path in (f"{matter}who", "/log", "/conflicts", "/nowhere"):
        visit.go(path)
        yield visit
    visit.go("/people")
    yield visit
    visit.press("text=Make the link")
    yield visit
    link = visit.page.input_value("#link")
    for path in ("", "recovery-codes/", "recovery-codes/generate/", "webauthn/", "webauthn/add/", "totp/deactivate/"):
        visit.go(f"/account/factors/{path}")
        yield visit
    for path in ("password", "sessions/", "sign-out"):
        visit.go(f"/account/{path}")
        yield visit
    for path in ("/account/sign-in", link.removeprefix(stranger.office.address), "/join/used", "/account/closed"):
        stranger.go(path)
        yield stranger
    visit.go(matter)
    yield visit


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=second_look)])
def test_no_page_has_a_fault_that_axe_finds_or_is_wider_than_its_screen(browser, office, ana, width):
    visit, stranger = Visit(browser, office, width=width, already=ana), Visit(browser, office, width=width)
    for at in every_page(visit, stranger):
        at.check()
    visit.close()
    stranger.close()


@pytest.mark.parametrize("path", [pytest.param("/", marks=second_look), pytest.param("/people", marks=second_look), "matter"])
def test_pages_can_be_read_in_the_dark(browser, office, ana, path):
    visit = Visit(browser, office, scheme="dark", already=ana)
    visit.go(a_matter(visit) if path == "matter" else path)
    visit.check()
    visit.close()


def test_why_opens_in_place_and_closes_again(browser, office, ana):
    visit = Visit(browser, office, already=ana)
    visit.go(a_matter(visit))
    why = visit.page.locator("a.why").nth(1)
    why.click()
    visit.page.wait_for_selector(".tree")
    assert why.get_attribute("aria-expanded") == "true"
    visit.check()
    why.click()
    visit.page.wait_for_selector(".tree", state="detached")
    assert why.get_attribute("aria-expanded") == "false"
    visit.close()


def test_the_keyboard_alone_signs_in_searches_and_opens_a_matter(browser, office, ana):
    visit = Visit(browser, office)
    keys = visit.page.keyboard

    def tab_to(selector):
        for _ in range(60):
            if visit.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            keys.press("Tab")
        raise AssertionError(f"no key leads to {selector}")

    visit.go("/account/sign-in")
    tab_to("#id_login")
    keys.type(ANA)
    tab_to("#id_password")
    keys.type(PASSWORD)
    with visit.page.expect_navigation():
        keys.press("Enter")
    for ahead in (0, 1, -1):  # a code is taken once
        tab_to("#id_code")
        keys.press("Control+a")
        keys.type(code_now(office.secrets[ANA], ahead))
        with visit.page.expect_navigation():
            keys.press("Enter")
        if "authenticate" not in visit.page.url:
            break
    tab_to("#search")
    keys.type("batz")
    with visit.page.expect_navigation():
        keys.press("Enter")
    assert re.fullmatch(r"1 of \d+ matters", visit.page.inner_text("caption"))  # other tests open some
    tab_to("td.who-cell a")
    with visit.page.expect_navigation():
        keys.press("Enter")
    tab_to("a.why")
    keys.press("Enter")
    visit.page.wait_for_selector(".tree")
    visit.close()


def test_a_passkey_is_added_and_signs_in(browser, office, ana):
    visit = Visit(browser, office, already=ana)
    tools = visit.context.new_cdp_session(visit.page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    visit.go("/account/factors/webauthn/add/")
    visit.page.fill("#id_name", "this laptop")
    visit.page.check("#id_passwordless")
    visit.press("#mfa_webauthn_add")
    assert "this laptop" in visit.go("/account/factors/webauthn/").text()
    visit.press("text=sign out")
    visit.press("#passkey_login")
    assert visit.page.is_visible("table.docket")
    visit.close()
    office.states.clear()  # that session has ended


def test_the_first_page_after_sign_in_is_light(browser, office):
    visit = Visit(browser, office)
    sizes = []
    visit.page.on("response", lambda response: sizes.append(response))  # noqa: PLW0108 (playwright marks what it calls)
    visit.sign_in()
    visit.page.wait_for_load_state("networkidle")
    weights = {response.url: int(response.headers.get("content-length") or 0) for response in sizes if response.status == 200}
    assert sum(weights.values()) < 150_000, weights
    visit.close()
