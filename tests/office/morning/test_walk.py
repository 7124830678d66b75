"""From the evening's sheets to the choices side by side, in a browser: each page fit for every reader, at a desk and on a phone."""

import pytest

from tests.office.browsing import Visit, second_look

ANA = "ana@example.org"


@pytest.fixture(scope="module")
def ana(browser, office):
    if ANA not in office.states:
        Visit(browser, office).sign_in().close()
    return ANA


@pytest.mark.parametrize(("width", "scheme"), [pytest.param(1280, "dark", marks=second_look), (360, "light")])
def test_the_pages_of_options_time_and_tomorrow(browser, office, ana, width, scheme):
    visit = Visit(browser, office, width=width, scheme=scheme, already=ana)
    for address in ("/tomorrow/", "/calendar/", "/calendar/?month=2027-02", "/calendar/feed"):
        visit.go(address)
        visit.check()
    visit.go("/tomorrow/")
    visit.press(".sheet-page h2 a")
    visit.press(".tabs a >> text=Options")
    visit.check()
    visit.page.check("input[name=with] >> nth=0")
    visit.page.check("input[name=with] >> nth=1")
    visit.press("main button.primary")
    assert visit.page.evaluate("document.querySelector('.picture img').decode().then(() => true)")
    visit.check()
    visit.press("a[href$='/copy/es'] >> nth=-1")
    visit.check()
    visit.press(".tabs a >> text=Time")
    visit.check()
    visit.page.click("dl a.why >> nth=0")
    visit.page.wait_for_selector(".tree")
    visit.close()


def test_a_look_for_changes_runs_beside_and_says_when_it_is_done(browser, office, ana):
    visit = Visit(browser, office, already=ana)
    visit.go("/tomorrow/since")
    visit.page.fill("#id_before", "2025-01-19")
    visit.press("button.primary")
    visit.page.wait_for_selector("#found table", timeout=60_000)
    assert "touched" in visit.page.inner_text("#found")
    visit.check()
    visit.close()
