"""The interview and the form in a real browser: by keyboard alone, at phone width, with axe, and without scripts."""

import pytest

from forbear.office.matters import reading
from tests.office.browsing import Office, Visit, second_look
from tests.office.building import a_matter, a_person
from tests.office.signing_in import signed_in


@pytest.fixture
def kept(live_server, transactional_db):
    lead = a_person()
    return live_server.url, lead, a_matter(lead, family=[{"relation": "child", "name": "Luz"}])


def visit(browser, server, person, language="en", **how):
    """A browser in which a person is signed in."""
    found = Visit(browser, Office(server, None), **how)
    cookies = signed_in(person, language).cookies.items()
    found.context.add_cookies([{"name": name, "value": morsel.value, "url": server} for name, morsel in cookies])
    return found


def test_the_interview_by_keyboard_alone_at_phone_width(browser, kept):
    server, lead, matter = kept
    here = visit(browser, server, lead, width=360)
    page = here.page
    here.go(f"/matter/{matter}/interview/")
    here.check()
    page.get_by_role("link", name="Go on").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1#question")
    here.check()
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
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.go_back()
    assert "by letter only" in page.content()
    assert reading.opened(lead, matter).case.at("person.contact.safe_method") == "by letter only"
    here.close()


@pytest.mark.parametrize("path", ["facts/", "facts/family/", "facts/orders/", "facts/history/", "interview/"])
@pytest.mark.parametrize(("language", "scheme"), [pytest.param("en", "light", marks=second_look), ("es", "dark")])
def test_pages_are_open_to_everybody_in_both_languages(browser, kept, path, language, scheme):
    server, lead, matter = kept
    here = visit(browser, server, lead, language, scheme=scheme)
    here.go(f"/matter/{matter}/{path}")
    here.check()
    here.close()


def test_without_scripts_a_list_is_filled_and_the_screen_is_hidden(browser, kept):
    server, lead, matter = kept
    here = visit(browser, server, lead, scripts=False)
    page = here.page
    here.go(f"/matter/{matter}/facts/family/")
    page.get_by_text("Add one").last.click()
    page.locator("[name='family[1].name']").fill("Eva")
    page.get_by_role("button", name="Save").click()
    assert [item["name"] for item in reading.opened(lead, matter).case.at("family")] == ["Luz", "Eva"]
    here.go(f"/matter/{matter}/interview/")
    page.get_by_role("link", name="Begin").or_(page.get_by_role("link", name="Go on")).click()
    page.get_by_role("link", name="Hide the screen").click()
    assert page.url.endswith("/blank/")
    assert "Quetzal" not in page.content()
    here.close()
