"""A running office and a browser to look at it. Every page is held to the same: axe clean, no request outside, no CSP report."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PASSWORD = "quiet rivers carry boats"
DAY = "2026-11-24"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
COMMAND = [sys.executable, "-m", "forbear"]
# In each run of the tests every page is looked at once; in other light, width and language, and from other beginnings, in the long form.
second_look = pytest.mark.skipif(not os.environ.get("FORBEAR_SOAK"), reason="looked at by make soak")


@dataclass
class Office:
    """A served office: its address, its home, its people's second factors by address."""

    address: str
    home: Path
    secrets: dict[str, str] = field(default_factory=dict)
    states: dict[str, dict] = field(default_factory=dict)


def environment():
    """The environment of a command: this checkout, no office of anybody's, a fixed day."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("FORBEAR", "DJANGO"))}
    return kept | {"FORBEAR_TODAY": DAY}


def run(*words):
    """Runs the command and gives what it prints."""
    return subprocess.run([*COMMAND, *words], env=environment(), check=True, capture_output=True, text=True).stdout


@contextmanager
def served(home):
    """`forbear serve` on a free port, until the block ends. Gives the address it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*COMMAND, "serve", "--home", str(home), "--port", str(port)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline()
            assert f"http://localhost:{port}/" in line, line
            yield f"http://localhost:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


@contextmanager
def running_office(folder):
    """An office with the demonstration's matters, and who works there."""
    password = folder / "password"
    password.write_text(PASSWORD)
    home = folder / "office"
    run("office", "init", "--home", str(home), "--name", "Immigrant Defense of the Plains", "--admin", "ana@example.org",
        "--admin-name", "Ana Ruiz", "--password-file", str(password))  # fmt: skip
    run("office", "load-demo", "--home", str(home))
    with served(home) as address:
        yield Office(address, home)


@contextmanager
def chromium():
    """The system's Chromium, or None where there is none."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A person at a browser. What a page must never do is noted, and asked for at the end."""

    def __init__(self, browser, office, *, width=1280, scheme="light", scripts=True, language="en-US", touch=False, already=None):
        self.office = office
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            has_touch=touch,
            locale=language,
            storage_state=office.states.get(already),
        )
        self.page = self.context.new_page()
        self.wrong = []
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("console", self._said)
        self.page.on("response", lambda response: self._answered(response.url, response.status))
        self.page.on("pageerror", lambda error: self.wrong.append(f"script failed: {error}"))

    def _asked(self, url):
        if not url.startswith((self.office.address, "data:", "about:", "blob:")):
            self.wrong.append(f"asked outside: {url}")

    def _answered(self, url, status):
        if status >= 500:
            self.wrong.append(f"answered {status}: {url}")

    def _said(self, message):
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.wrong.append(f"console: {message.text}")

    def go(self, path):
        """Opens an address of the office."""
        return self.page.goto(self.office.address + path)

    def press(self, what):
        """Presses what a selector finds, and waits for the page that follows."""
        with self.page.expect_navigation():
            self.page.click(what)

    def type(self, **fields):
        """Types into fields by their ids."""
        for name, text in fields.items():
            self.page.fill(f"#id_{name}", text)

    def check(self, *, axe=True, targets=False):
        """The page at hand: nothing that axe finds wrong, and not wider than the screen; `targets`: none too small for a finger."""
        from axe_playwright_python.sync_playwright import Axe

        overflow = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{self.page.url} is {overflow} px wider than the screen"
        if not axe:
            return
        rules = {"rules": {"target-size": {"enabled": targets}}}  # 24 px, or as far apart
        found = Axe().run(self.page, options=rules).response["violations"]
        told = [(item["id"], item["impact"], [node["html"][:160] for node in item["nodes"]][:3]) for item in found]
        assert not told, json.dumps([self.page.url, told], indent=1)

    def sign_in(self, email="ana@example.org", password=PASSWORD):
        """Signs in with a password, and with a code; where none is set up yet, sets it up."""
        self.go("/account/sign-in")
        self.type(login=email, password=password)
        self.press("button.primary")
        if email in self.office.secrets:
            self.give_code(email)
        else:
            self.set_up(email)
        self.office.states[email] = self.context.storage_state()
        return self

    def set_up(self, email):
        """Sets up a code from the phone, and passes the recovery codes by."""
        self.press("text=A code from your phone")
        self.office.secrets[email] = self.page.input_value("#authenticator_secret")
        self.give_code(email)
        self.press("text=I have them")

    def give_code(self, email):
        """Types a code. One that was used a moment ago is not taken twice, so the one before and the one after are tried too."""
        for ahead in (0, 1, -1):
            self.page.fill("#id_code", code_now(self.office.secrets[email], ahead))
            self.press("button.primary")
            if not self.page.url.endswith(("/authenticate/", "/activate/")):
                return
        raise AssertionError("no code was taken")

    def close(self):
        """Leaves, and says whether all went well."""
        self.context.close()
        assert not self.wrong, self.wrong


def code_now(secret, ahead=0):
    """The six digits that an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"
