"""The interview and the form in a real browser: by keyboard alone, at phone width, with axe, and without scripts."""

import pytest

from forbear.office.matters import reading
from tests.office.browser import a_browser, faults, session_of
from tests.office.building import a_matter, a_person
from tests.office.signing_in import signed_in


@pytest.fixture(scope="module")
def chromium():
    with a_browser() as browser:
        yield browser


@pytest.fixture
def office(live_server, transactional_db):
    lead = a_person()
    matter = a_matter(lead, family=[{"relation": "child", "name": "Luz"}])
    return live_server.url, lead, matter, session_of(signed_in(lead), live_server.url)


def test_the_interview_by_keyboard_alone_at_phone_width(chromium, office):
    server, lead, matter, cookies = office
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies(cookies)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{server}/matter/{matter}/interview/")
    assert faults(page) == []
    page.get_by_role("link", name="Begin").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1#question")
    assert faults(page) == []
    page.get_by_role("button", name="Yes").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("textarea[name=answer]")
    assert page.evaluate("document.activeElement.name") == "answer"
    page.keyboard.type("by letter only")
    page.keyboard.press("Escape")
    assert page.locator(".covering").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("textarea[name=answer]").input_value() == "by letter only"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("!document.querySelector('h1#question').textContent.includes('safest')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.go_back()
    assert "by letter only" in page.content()
    assert reading.opened(lead, matter).case.at("person.contact.safe_method") == "by letter only"
    assert [line for line in said if "Content Security Policy" in line] == []
    context.close()


@pytest.mark.parametrize("path", ["facts/", "facts/family/", "facts/orders/", "facts/history/", "interview/"])
def test_pages_are_open_to_everybody_in_both_languages(chromium, office, path):
    server, lead, matter, _ = office
    for language, scheme in (("en", "light"), ("es", "dark")):
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        context.add_cookies(session_of(signed_in(lead, language), server))
        page = context.new_page()
        page.goto(f"{server}/matter/{matter}/{path}")
        assert faults(page) == []
        context.close()


def test_without_scripts_a_list_is_filled_and_the_screen_is_hidden(chromium, office):
    server, lead, matter, cookies = office
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1100, "height": 800})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{server}/matter/{matter}/facts/family/")
    page.get_by_text("Add one").last.click()
    page.locator("[name='family[1].name']").fill("Eva")
    page.get_by_role("button", name="Save").click()
    assert [item["name"] for item in reading.opened(lead, matter).case.at("family")] == ["Luz", "Eva"]
    page.goto(f"{server}/matter/{matter}/interview/")
    page.get_by_role("link", name="Begin").or_(page.get_by_role("link", name="Go on")).click()
    page.get_by_role("link", name="Hide the screen").click()
    assert page.url.endswith("/blank/")
    assert "Quetzal" not in page.content()
    context.close()
