"""People at work in a served office: each opens a page, thinks, opens the next, and now and then writes down an answer."""

import http.client
import random
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

STAYS = 0.7  # how often the next page is of the same matter: people work on one for a while
TOKEN = "x" * 32  # of the forms; a browser has it from the first page
# what is done, and how often beside the others
DOINGS = {
    "docket": 20,
    "docket, a filter": 6,
    "overview": 22,
    "options": 10,
    "an answer, and the next question": 12,
    "evidence": 6,
    "papers": 6,
    "time of a matter": 4,
    "calendar": 5,
    "tomorrow": 4,
    "law": 3,
    "law: an entry": 2,
}


@dataclass
class Seen:
    """What the people saw: seconds by page, what failed, and the answers that were acknowledged, as [matter, text]."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    answers: list[list[str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many pages were opened."""
        return sum(map(len, self.seconds.values()))

    def at(self, page: str, share: float) -> float:
        """The time in milliseconds within which this share of a page's openings came."""
        taken = sorted(self.seconds[page])
        return 1000 * (statistics.quantiles(taken, n=100, method="inclusive")[round(share * 100) - 1] if len(taken) > 1 else taken[0])


class Someone:
    """One person with a browser that keeps its connection."""

    def __init__(self, address: str, session: str, office: Mapping[str, Any], seen: Seen, seed: int) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.cookies = f"forbear_session={session}; forbear_csrf={TOKEN}"
        self.office = office
        self.seen = seen
        self.draw = random.Random(seed)
        self.seed = seed
        self.matter: list[str] = self.draw.choice(office["matters"])

    def works(self, until: float, think: tuple[float, float]) -> None:
        """Opens pages until then, thinking so many seconds before each, from the least to the most."""
        time.sleep(self.draw.uniform(0, think[1]))
        while time.perf_counter() < until:
            (doing,) = self.draw.choices(list(DOINGS), list(DOINGS.values()))
            self.does(doing)
            time.sleep(self.draw.uniform(*think))

    def does(self, doing: str) -> None:
        """One page, or an answer with the page that follows it."""
        if self.draw.random() > STAYS:
            self.matter = self.draw.choice(self.office["matters"])
        matter, question = self.matter
        if doing == "an answer, and the next question":
            self._answers(matter, question)
            return
        here = f"/matter/{matter}/"
        exhibits = f"/matter/{self.draw.choice((matter, *self.office['demo']))}/evidence/"
        page = {
            "docket": f"/?page={self.draw.choice((1, 1, 1, 2, 7))}",
            "docket, a filter": f"/?{self.draw.choice(('within=45', 'window=ripe', 'missing=certified-disposition', 'detained=yes'))}",
            "overview": here,
            "options": f"{here}options/",
            "evidence": exhibits,
            "papers": f"{here}papers/",
            "time of a matter": f"{here}time/",
            "calendar": f"/calendar/{self.draw.choice(('', '?month=2027-01', '?kind=hearings'))}",
            "tomorrow": "/tomorrow/",
            "law": "/law",
            "law: an entry": "/law/entry/authorities/meissner-2000",
        }[doing]
        self._timed(doing, lambda: self._get(page))

    def _answers(self, matter: str, question: str) -> None:
        address = f"/matter/{matter}/interview/{question}/"
        text = f"a plot of land, said {self.seed}-{len(self.seen.answers)}-{self.draw.randrange(10**9)}"
        page = self._timed("question", lambda: self._get(address))
        base = page.partition(b'name="base" value="')[2].partition(b'"')[0].decode()

        def write() -> bytes:
            status, leads_to, said = self._ask("POST", address, {"base": base, "act": "save", "answer": text})
            if status == 409:  # two people wrote the same: both are shown, nothing is lost
                return said
            if status != 302 or "/interview/" not in leads_to:
                raise RuntimeError(f"an answer was answered {status}")
            self.seen.answers.append([matter, text])
            return self._get(leads_to)

        self._timed("an answer, and the next question", write)

    def _timed(self, doing: str, work: Callable[[], bytes]) -> bytes:
        start = time.perf_counter()
        try:
            said = work()
        except Exception as error:
            self.seen.wrong.append(f"{doing}: {type(error).__name__}: {error}")
            self.connection.close()
            return b""
        self.seen.seconds.setdefault(doing, []).append(time.perf_counter() - start)
        return said

    def _get(self, page: str) -> bytes:
        status, _, said = self._ask("GET", page)
        if status != 200:
            raise RuntimeError(f"answered {status}")
        return said

    def _ask(self, method: str, page: str, form: Mapping[str, str] | None = None) -> tuple[int, str, bytes]:
        headers = {"Cookie": self.cookies, "X-CSRFToken": TOKEN, "Accept-Language": "en"}
        body = urlencode(form) if form is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, page, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read()


def at_work(address: str, office: Mapping[str, Any], people: int, *, seconds: float, think: tuple[float, float], seed: int = 1) -> Seen:
    """So many people at work at once for so long, and what they saw."""
    seen = Seen()
    until = time.perf_counter() + seconds
    sessions: Sequence[str] = office["sessions"][:people]
    crowd = [Someone(address, session, office, seen, 1000 * seed + number) for number, session in enumerate(sessions)]
    threads = [threading.Thread(target=each.works, args=(until, think)) for each in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen
