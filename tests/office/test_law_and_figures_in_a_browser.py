"""The law, the figures, the record, alarms, ends and the programs' page as people see them: light, dark, by phone, without scripts."""

import pytest

from tests.office.browsing import Visit, second_look

ANA = "ana@example.org"
PAGES = (
    "/law",
    "/law?on=2022-05-12",
    "/law?list=factors",
    "/law?words=closure",
    "/law/entry/authorities/castro-tum",
    "/law/regimes/opla",
    "/law/own",
    "/law/own/note/new",
    "/law/own/change/new",
    "/rates",
    "/record",
    "/tokens",
    "/alarms",
    "/alarms/glass",
    "/ends",
)


@pytest.fixture(scope="module")
def ana(browser, office):
    """Ana has signed in and set up her second factor."""
    if ANA not in office.states:
        Visit(browser, office).sign_in().close()
    return ANA


@pytest.mark.parametrize(("scheme", "width"), [pytest.param("light", 1280, marks=second_look), ("dark", 360)])
def test_every_page_is_fit_for_every_reader(browser, office, ana, scheme, width):
    visit = Visit(browser, office, scheme=scheme, width=width, already=ana)
    visit.go("/")
    matter = visit.page.get_attribute("td.who-cell a", "href")
    for path in (*PAGES, f"{matter}record", f"{matter}end/"):
        assert visit.go(path).status == 200, path
        visit.check()
    visit.close()


def test_the_slider_asks_for_its_day_when_it_is_let_go(browser, office, ana):
    visit = Visit(browser, office, already=ana)
    visit.go("/law")
    visit.page.focus("#slider")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Home")
    assert visit.page.url.endswith("on=2000-11-17")
    assert "17" in visit.page.inner_text("#slider-day")
    visit.close()


def test_a_note_is_looked_at_and_saved_without_scripts(browser, office, ana):
    visit = Visit(browser, office, already=ana, scripts=False)
    visit.go("/law/own/note/new")
    visit.type(about="Denver", text="25 pages a motion", source="standing order", start="2026-01-05")
    visit.press("button.primary")
    assert "Nothing is saved yet" in visit.page.inner_text("main")
    assert "will say" in visit.page.inner_text("#touched")
    visit.press("text=Save it")
    assert "25 pages a motion" in visit.page.inner_text("main")
    visit.press("button:has-text('take out')")
    visit.press("text=Save it")
    assert "25 pages a motion" not in visit.page.inner_text("table >> nth=0")
    visit.close()
