"""The pages of papers in a browser: from the facts to a packet, without scripts and with, on a phone, clean for every reader."""

import os
from pathlib import Path

import pytest

from tests.office.browsing import Visit, second_look

ANA = "ana@example.org"
SHOTS = os.environ.get("FORBEAR_SHOTS")  # a folder for pictures of the pages, for who draws them


@pytest.fixture(scope="module")
def ana(browser, office):
    """Ana has signed in and set up her second factor."""
    Visit(browser, office).sign_in().close()
    return ANA


@pytest.fixture(scope="module")
def asking(browser, office, ana):
    """The address of a request begun, its letter rewritten, its packet made: all of it without scripts."""
    visit = Visit(browser, office, already=ANA, scripts=False)
    visit.go("/?search=orozco")
    visit.press("td.who-cell a >> nth=0")
    visit.press("nav.tabs >> text=Papers")
    visit.page.select_option("#form", "continuance")
    visit.press("text=Make the papers")
    address = visit.page.url.removeprefix(office.address)
    visit.press("section[aria-labelledby=papers] td a >> nth=0")
    visit.press("text=Edit here")
    area = visit.page.locator("textarea.item").first
    area.fill("She entered without inspection near Nogales. She is a parent of two citizens. [e5]")
    visit.press("text=Save as a new revision")
    assert visit.page.is_visible("article mark")
    assert visit.page.is_visible("article .pin")
    visit.go(address)
    visit.page.uncheck("#id_ocr")
    visit.press("text=Make the packet")
    with visit.page.expect_download() as download:
        visit.page.click("ul.facts-list a >> nth=0")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    visit.close()
    return address


def letter_of(visit):
    """The address of the letter, from the page of the request."""
    return visit.page.get_attribute("section[aria-labelledby=papers] td a", "href")


@pytest.mark.parametrize("reader", [pytest.param(("dark", 1280, "en"), marks=second_look), ("light", 360, "es")])
def test_every_page_of_papers_is_fit_for_every_reader(browser, office, asking, reader):
    scheme, width, language = reader
    visit = Visit(browser, office, scheme=scheme, width=width, already=ANA)
    visit.go(asking)
    visit.press(f"button[value={language}]")
    for summary in visit.page.locator("main summary").all():
        summary.click()
    letter = letter_of(visit)
    packet = visit.page.get_attribute("section[aria-labelledby=packet] .facts-list a", "href")
    papers = asking.rpartition("papers/")[0] + "papers/"
    pages = {
        "asking": None,
        "papers": papers,
        "guard": f"{papers}guard",
        "letter": letter,
        "edit": f"{letter}edit",
        "compare": f"{letter}compare",
    }
    for name, address in (pages | {"packet": packet, "templates": "/templates/"}).items():
        if address:
            visit.go(address)
        visit.check()
        if SHOTS:
            visit.page.screenshot(path=f"{SHOTS}/{name}-{scheme}-{width}-{language}.png", full_page=True)
    visit.go(asking)
    visit.press("button[value=en]")
    visit.close()


def test_the_guard_marks_the_text_as_it_is_typed(browser, office, asking):
    visit = Visit(browser, office, already=ANA)
    visit.go(asking.rpartition("papers/")[0] + "papers/guard")
    visit.page.locator("#id_text").press_sequentially("I entered the United States without inspection in 2004.")
    visit.page.wait_for_selector("#marks mark", timeout=20_000)
    visit.check()
    visit.go(asking)
    letter = letter_of(visit)
    visit.go(f"{letter}edit")
    area = visit.page.locator("textarea.item").nth(2)
    area.fill("He used a false name at the border in 2004.")
    place = area.get_attribute("id").removeprefix("now-")
    visit.page.wait_for_selector(f"#said-{place} li, #said-{place} p", timeout=20_000)
    visit.close()
