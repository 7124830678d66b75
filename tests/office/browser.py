"""A real browser: the machine's Chromium, which asks nobody for anything, and what axe says of a page."""

import os
from contextlib import contextmanager

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync"]


@contextmanager
def a_browser():
    """Chromium, started."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's loop runs in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield chromium
        finally:
            chromium.close()
            os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


def session_of(client, server):
    """The cookies of a signed-in client, for a browser."""
    return [{"name": name, "value": morsel.value, "url": server} for name, morsel in client.cookies.items()]


def faults(page):
    """What axe finds on a page that keeps somebody out: serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found if each["impact"] in ("serious", "critical")]
