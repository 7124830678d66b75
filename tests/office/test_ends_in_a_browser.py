"""Alarms and ends as people see them: in the light, and in the dark on a phone, in Spanish too."""

import pytest

from tests.office.browsing import Visit

ANA = "ana@example.org"


@pytest.mark.parametrize(("scheme", "width", "language"), [("light", 1280, "en"), ("dark", 360, "es")])
def test_the_pages_are_fit_for_every_reader(browser, office, scheme, width, language):
    if ANA not in office.states:
        Visit(browser, office).sign_in().close()
    visit = Visit(browser, office, scheme=scheme, width=width, already=ANA)
    visit.go("/")
    matter = visit.page.get_attribute("td.who-cell a", "href")
    if language == "es":
        visit.press("button[value=es]")
    for path in ("/alarms", "/alarms/glass", "/ends", f"{matter}end/"):
        assert visit.go(path).status == 200, path
        visit.check()
        assert visit.page.get_attribute("html", "lang") == language
    if language == "es":
        visit.press("button[value=en]")
    visit.close()
