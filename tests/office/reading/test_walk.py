"""A Notice to Appear, from the form of a new matter to its facts, by keys; then the same page on a phone, in Spanish."""

from tests.interchange.papers.fictional_papers import KINDS
from tests.office.browsing import Visit

ANA = "ana@example.org"


def test_a_new_matter_from_a_paper_by_keys(browser, office, tmp_path):
    if ANA not in office.states:
        Visit(browser, office).sign_in().close()
    (tmp_path / "nta.pdf").write_bytes(KINDS["nta-i862"](12).pdf)
    visit = Visit(browser, office, already=ANA)
    visit.go("/matter/new/paper/")
    visit.check()
    visit.page.set_input_files("#files", tmp_path / "nta.pdf")
    visit.press("button.primary")
    visit.page.wait_for_selector("[data-decide]", timeout=90_000)  # read by the server's worker; the page looks again by itself
    assert visit.page.evaluate("document.querySelector('.sheets img').decode().then(() => true)")
    visit.check()
    for key in ("y", "n", "e"):
        with visit.page.expect_navigation():
            visit.page.keyboard.press(key)
    visit.check()
    visit.page.fill("#value", "Ana Yes No")  # what is typed is no key
    visit.press("button[value=edited]")
    assert visit.page.locator("tbody tr td:last-child").all_inner_texts()[:3] == ["yes Ana Ruiz", "no Ana Ruiz", "edited Ana Ruiz"]
    here = visit.page.url.removeprefix(office.address)
    visit.close()
    phone = Visit(browser, office, width=360, scheme="dark", scripts=False, already=ANA)
    phone.go(here)
    phone.check(axe=False)
    phone.press("button[value=no]")
    phone.close()
