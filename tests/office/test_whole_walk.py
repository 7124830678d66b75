"""The whole job through pages alone: from an empty machine to a packet taken home, looked at with the readers that look at any paper.

`make test` walks the straight way once, by keyboard alone at the width of a phone. `make soak` walks all of it with every hand, and then
looks at every page that a link leads to.
"""

import io
import os
import zipfile
from pathlib import Path

import pikepdf
import pytest

from forbear.guard.document import from_bytes
from tests.office.browsing import PASSWORD, Office, Visit, code_now, served
from tests.office.walking import Finger, Keys, Mouse
from tests.packet.handed_in import LEASE, coded, content, paper, picture_of

ANA, LUZ = "ana@example.org", "luz@example.org"
WALKS = {"keys": (Keys, {"width": 360})}
LONG = bool(os.environ.get("FORBEAR_SOAK"))
if LONG:
    WALKS |= {"finger": (Finger, {"width": 360, "touch": True, "scheme": "dark"}), "mouse": (Mouse, {"width": 1280})}


class Walk:
    """One person's way through the office."""

    def __init__(self, browser, office, way):
        hand, how = WALKS[way]
        self.visit = Visit(browser, office, **how)
        self.page, self.office = self.visit.page, office
        self.hand = hand(self.visit)
        self.page.set_default_timeout(10_000)  # milliseconds

    def set_up(self, email):
        """A code from the phone, and the recovery codes."""
        self.hand.follow("main a:has-text('A code from your phone')")
        self.office.secrets[email] = self.page.input_value("#authenticator_secret")
        for ahead in (0, 1, -1):
            self.hand.type("#id_code", code_now(self.office.secrets[email], ahead))
            self.hand.follow("main button.primary")
            if not self.page.url.endswith("/activate/"):
                break
        assert len(self.page.locator(".codes li").all()) >= 8
        self.hand.follow("main a:has-text('I have them'), main button:has-text('I have them')")

    def said(self):
        """What the page says."""
        return self.page.inner_text("main")

    def tab(self, title):
        """To a tab of the matter."""
        self.hand.follow(f"nav.tabs a:text-is('{title}')")

    def check(self):
        """The page at hand: nothing that axe finds wrong, no target too small for a finger, not wider than the screen."""
        self.visit.check(targets=True)


@pytest.fixture(scope="module", params=WALKS)
def walked(browser, request, tmp_path_factory):
    """The walk, to its end: who walked, and the packet that came home."""
    home = tmp_path_factory.mktemp("walked") / "office"
    with served(home) as address:
        office = Office(address, home)
        ana, luz = Walk(browser, office, request.param), Walk(browser, office, request.param)
        link = founds_the_office(ana)
        joins(luz, link)
        opens_a_matter(luz)
        if LONG:
            is_interviewed(luz)
            fills_the_form(luz)
        brings_evidence(luz)
        if LONG:
            weighs_the_options(luz)
        prepares(luz)
        if LONG:
            guards(luz)
        passes_the_gate(luz)
        packet = packs(luz)
        sends(luz)
        yield ana, luz, packet
        ana.visit.close()
        luz.visit.close()


def founds_the_office(ana):
    """An empty machine becomes an office; a second person is invited."""
    ana.visit.go("/")
    assert ana.page.url.endswith("/start")
    fields = {"office": "Clínica Quetzal", "person": "Ana Ruiz", "email": ANA, "password": PASSWORD, "again": PASSWORD}
    for name, text in fields.items():
        ana.hand.type(f"#id_{name}", text)
    ana.hand.follow("main button.primary")
    assert "key file is" in ana.said()
    ana.set_up(ANA)
    ana.hand.follow("nav.places a:text-is('People')")
    ana.hand.type("#id_name", "Luz Pérez")
    ana.hand.choose("#id_role", "Attorney")
    ana.hand.follow("main button:has-text('Make the link')")
    return ana.page.input_value("#link")


def joins(luz, link):
    """Whoever was invited comes in with a second factor, and sees no matter yet."""
    luz.visit.go(link.removeprefix(luz.office.address))
    for name, text in {"person": "Luz Pérez", "email": LUZ, "password": PASSWORD, "again": PASSWORD}.items():
        luz.hand.type(f"#id_{name}", text)
    luz.hand.follow("main button.primary")
    luz.set_up(LUZ)
    assert "New matter" in luz.page.inner_text("nav.places")


def opens_a_matter(luz):
    """What is typed wrongly is kept and said; put right, it opens."""
    luz.hand.follow("nav.places a:text-is('New matter')")
    fields = {"name": "Rosa Chávez Ixil", "a_number": "A200-555-771", "court": "Denver", "next_hearing": "10 Febtober 2027"}
    for name, text in fields.items():
        luz.hand.type(f"#id_{name}", text)
    luz.hand.follow("main button.primary")
    assert luz.page.input_value("#id_name") == "Rosa Chávez Ixil"
    assert luz.page.is_visible(".errorlist")
    luz.hand.type("#id_next_hearing", "2027-02-10")
    luz.hand.follow("main button.primary")
    assert luz.page.inner_text("h1") == "Rosa Chávez Ixil"


def is_interviewed(luz):
    """Some answers, one not known, one put off."""
    luz.tab("Facts")
    luz.hand.follow("main a:has-text('Interview, one question a page')")
    luz.hand.follow("main a.primary")
    asked = []
    for answer in ("unknown", "skipped", "yes", "declined", "yes", "unknown"):
        if luz.page.locator("h1#question").count() == 0:
            break
        asked.append(luz.page.inner_text("h1#question"))
        button = f"button[name=act][value={answer}]"
        if answer == "yes":
            said = "button[name=yes_no][value=yes]"
            button = said if luz.page.locator(said).count() else "button[name=act][value=unknown]"
        if luz.page.locator(button).count() == 0:
            button = "form a.primary, form button.primary"
        luz.hand.follow(button)
    assert len(set(asked)) >= 4, asked
    luz.hand.follow(".interview-head a:text-is('Facts')")


def fills_the_form(luz):
    """Facts by form: who, the notice, the hearing."""
    luz.hand.follow("main a:text-is('Hearings and deadlines')")
    luz.hand.choose("select[name='proceedings.next_hearing.type']", "individual")
    luz.hand.follow("main button:text-is('Save')")
    luz.tab("Facts")
    luz.hand.follow("main a:text-is('Notice to Appear')")
    luz.hand.type("[name='proceedings.nta_date']", "2022-09-27")
    luz.hand.follow("main button:text-is('Save')")


def brings_evidence(luz):
    """Two files come in; one is said to be a lease that proves residence."""
    luz.tab("Evidence")
    assert "No exhibit yet" in luz.said()
    luz.hand.give("#files", [
        {"name": "lease.pdf", "mimeType": "application/pdf", "buffer": paper([content(LEASE), content(["A second page"])])},
        {"name": "receipt.jpg", "mimeType": "image/jpeg", "buffer": coded(picture_of(["A receipt"], size=(425, 550)))},
    ])  # fmt: skip
    luz.hand.follow("main button:text-is('Take them in')")
    luz.hand.follow("main table a >> nth=0")
    assert luz.page.evaluate("document.querySelector('.sheets img').decode().then(() => true)")
    luz.check()
    luz.hand.choose("#kind", "lease")
    luz.hand.follow("main form button:text-is('Save')")
    luz.hand.press("input[name=proves] >> nth=0")
    luz.hand.follow("main form button:text-is('Save')")
    luz.tab("Evidence")
    assert "2" in luz.page.inner_text("tr:has-text('lease')")
    luz.check()


def weighs_the_options(luz):
    """Two choices side by side."""
    luz.tab("Options")
    luz.hand.press("input[name=with] >> nth=0")
    luz.hand.press("input[name=with] >> nth=1")
    luz.hand.follow("main button.primary")
    assert luz.page.evaluate("document.querySelector('.picture img').decode().then(() => true)")


def prepares(luz):
    """A request is begun, its letter edited in place."""
    luz.tab("Papers")
    luz.hand.choose("#form", "continuance")
    luz.hand.follow("main button:text-is('Make the papers')")
    luz.request = luz.page.url.removeprefix(luz.office.address)
    luz.hand.follow("section[aria-labelledby=papers] td a >> nth=0")
    luz.hand.follow("main a:text-is('Edit here')")
    luz.hand.type("textarea.paragraph >> nth=3", "She has lived in one house since May 2015. [e1:1]")
    luz.hand.follow("main button:has-text('Save as a new revision')")
    assert "She has lived in one house since May 2015 (Tab A at" in luz.page.inner_text("article")
    luz.hand.follow("main article a.pin >> nth=0")
    assert "#page-" in luz.page.url
    assert luz.page.locator(".sheets figure:target img").count() == 1, luz.page.url


def guards(luz):
    """A text is read; a mark is decided, once with a reason."""
    luz.tab("Papers")
    luz.hand.follow("main a:has-text('Read a text with the guard')")
    luz.hand.type("#id_text", "I entered the United States without inspection near Nogales in 2004.")
    luz.hand.follow("main button:text-is('Read it')")
    luz.hand.press(".deciding summary")
    luz.hand.follow(".deciding button >> nth=0")
    assert "Say why" in luz.said()
    luz.hand.type(".deciding .wrong input", "pleaded on 3 March")
    luz.hand.follow(".deciding[open] button >> nth=0")
    assert "pleaded on 3 March" in luz.said()


def passes_the_gate(luz):
    """Consent, the law read, a signature."""
    luz.tab("Papers")
    luz.hand.follow("main section a >> nth=0")
    luz.hand.press("#consent summary")
    luz.hand.press("#consent input[type=radio][value=yes]")
    luz.hand.type("#id_signed_on", "2026-11-24")
    luz.hand.follow("#consent button.primary")  # in which language it was explained is not said yet
    assert luz.page.is_checked("#consent input[type=radio][value=yes]")
    luz.hand.type("#consent .field:has(.errorlist) input", "Mam")
    luz.hand.follow("#consent button.primary")
    assert "decision is recorded" in luz.said()
    while luz.page.locator("button:has-text('I have read it today')").count():
        luz.hand.follow("button:has-text('I have read it today')")
    luz.hand.follow("button:has-text('sign as responsible')")
    assert "Luz Pérez" in luz.page.inner_text(".signatures >> nth=0")


def packs(luz):
    """A packet is made, looked at, and taken home."""
    luz.hand.press("#id_ocr")
    luz.hand.follow("main button:text-is('Make the packet')")
    luz.page.wait_for_selector("a:has-text('Download them all')", timeout=60_000)
    assert "Pre-flight" in luz.said()
    luz.check()
    with luz.page.expect_download() as download:
        luz.hand.press("a:has-text('Download them all')")
    return Path(download.value.path()).read_bytes()


def sends(luz):
    """It was sent, and something came of it."""
    luz.hand.follow("p.crumbs a:has-text('the request')")
    luz.hand.type("#id_to", "OPLA Denver")
    luz.hand.follow("button:text-is('It was sent')")
    assert "OPLA Denver" in luz.page.inner_text(".sent")
    luz.hand.press(".sent summary")
    luz.hand.follow(".sent button:text-is('Granted')")
    assert "Granted" in luz.page.inner_text(".sent")


def test_what_comes_home_is_the_letter_as_edited_and_the_exhibits_in_order(walked):
    _ana, _luz, packet = walked
    with zipfile.ZipFile(io.BytesIO(packet)) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    assert files
    words = " ".join(" ".join(from_bytes(file, name).text.split()) for name, file in files.items())
    assert "She has lived in one house since May 2015 (Tab A at" in words
    assert "DRAFT" in words  # one of two has signed
    assert "Oak Street Homes" in words
    assert words.index("She has lived") < words.index("Oak Street Homes")
    for file in files.values():
        with pikepdf.open(io.BytesIO(file)) as made:
            assert len(made.pages) > 4
            assert "/Outlines" in made.Root


NO_PAGE = {"account_logout"}  # leaving; and what is not a page (a file, a picture) is told by what it is


@pytest.mark.skipif(not LONG, reason="make soak looks at every page; make test at each in its part's own tests")
def test_every_page_that_a_link_leads_to_is_fit_for_every_reader(walked):
    from urllib.parse import urljoin, urlsplit

    from django.urls import Resolver404, resolve

    faults = []
    for who in walked[:2]:
        page, home, seen, ways = who.page, who.office.address, set(), ["/"]
        while ways:
            way = ways.pop(0)
            try:
                name = resolve(urlsplit(way).path).view_name
            except Resolver404:
                raise AssertionError(f"{way} leads nowhere") from None
            if name in seen | NO_PAGE:
                continue
            seen.add(name)
            answer = who.visit.context.request.get(home + way)
            assert answer.status == 200, (name, answer.status)
            if "text/html" not in answer.headers["content-type"]:
                continue
            page.goto(home + way)
            for summary in page.locator("main summary").all():
                summary.evaluate("element => element.parentElement.open = true")
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)
                try:
                    who.check()
                except AssertionError as fault:
                    faults.append(str(fault))
            found = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))")
            ways += [urljoin(page.url, each).removeprefix(home).partition("#")[0] for each in found if not each.startswith("#")]
        assert len(seen) > 40, sorted(seen)
    assert not faults, faults
