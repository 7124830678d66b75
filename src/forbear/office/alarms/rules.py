"""What in the log should somebody look at? Small stated rules over its lines: so many of a kind by one person within so long a time.

They read what the log holds: who, which page, which matters by number, how it ended. A rule points at lines; what they mean is for
people to say.
"""

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forbear.office.alarms.raising import Kind
from forbear.office.audit.models import Entry
from forbear.office.people.pages import TAKES_OUT

DAYS = 7  # looked back on by the page
NIGHT_FROM, NIGHT_TO = 23, 5  # hours of the clock of the machine that serves
TAKEN = TAKES_OUT | {"log-export", "log-marked", "api:evidence_file", "api:document", "api:facts"}
SIGN_IN = ("post account_login", "post mfa_authenticate", "post mfa_login_webauthn", "post account_reauthenticate")
REFUSED = ("403", "404")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log as rules read it."""

    seq: int
    at: dt.datetime
    person: str
    action: str
    matters: tuple[str, ...]
    outcome: str

    @property
    def page(self) -> str:
        """The name of the page, without how it was asked for."""
        return self.action.partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Rule:
    """`count` different things by one person within a time, as `counted` names them in a line; `says` is the rule in words."""

    id: str
    says: str | Promise
    counted: Callable[[Line], Iterable[str]]
    count: int = 1
    within: dt.timedelta = dt.timedelta(hours=1)


@dataclass(slots=True)
class Finding:
    """A rule that lines met: by whom, from which line to which, and how many there were at most at once."""

    rule: Rule
    person: str
    first: Line
    last: Line
    n: int


def _failed(line: Line) -> Iterable[str]:
    return [str(line.seq)] if line.action in SIGN_IN and not line.outcome.startswith("3") else ()


def _taken(line: Line) -> Iterable[str]:
    return [str(line.seq)] if line.page in TAKEN and line.outcome == "200" else ()


def _refused(line: Line) -> Iterable[str]:
    return [str(line.seq)] if line.person and line.outcome in REFUSED else ()


def _at_night(line: Line) -> Iterable[str]:
    hour = line.at.astimezone().hour
    return line.matters if line.person and (hour >= NIGHT_FROM or hour < NIGHT_TO) else ()


def _named(*kinds: str) -> Callable[[Line], Iterable[str]]:
    return lambda line: [str(line.seq)] if line.action in kinds else ()


RULES = (
    Rule("glass", _("Somebody opened a matter that they are not on."), _named(Kind.GLASS)),
    Rule("return", _("A link was made or used with which an account can be taken over."), _named(Kind.RETURN_MADE, Kind.RETURN_USED)),
    Rule("appointed", _("An administrator appointed who leads a matter."), _named(Kind.APPOINTED)),
    Rule("destroyed", _("A matter was erased, or a fact's past destroyed."), _named(Kind.ERASED, Kind.SHREDDED)),
    Rule("sign-in", _("5 failed sign-ins to one account within 15 minutes."), _failed, 5, dt.timedelta(minutes=15)),
    Rule("many", _("40 different matters opened by one person within an hour."), lambda line: line.matters, 40),
    Rule("taken", _("20 files, papers or tables taken out by one person within an hour."), _taken, 20),
    Rule("refused", _("20 refusals to one person within an hour."), _refused, 20),
    Rule("night", _("Matters opened between 23:00 and 5:00 by the server's clock."), _at_night, 1, dt.timedelta(hours=6)),
)


def findings(lines: Iterable[Line]) -> list[Finding]:
    """What the rules find in lines in their order; what lies within one stretch of time is one finding. The newest first."""
    open_: dict[tuple[str, str], Finding] = {}
    windows: dict[tuple[str, str], deque[tuple[Line, str]]] = defaultdict(deque)
    found: list[Finding] = []
    for line in lines:
        for rule in RULES:
            things = list(rule.counted(line))
            if not things:
                continue
            key = (rule.id, line.person)
            window = windows[key]
            while window and window[0][0].at < line.at - rule.within:
                window.popleft()
            if not window:
                open_.pop(key, None)
            window.extend((line, thing) for thing in things)
            n = len({thing for _, thing in window})
            if n < rule.count:
                continue
            if key not in open_:
                open_[key] = Finding(rule, line.person, window[0][0], line, n)
                found.append(open_[key])
            open_[key].last, open_[key].n = line, max(n, open_[key].n)
    return sorted(found, key=lambda each: each.last.seq, reverse=True)


def lately(days: int = DAYS) -> Iterator[Line]:
    """The lines of the last days, in their order."""
    since = timezone.now() - dt.timedelta(days=days)
    kept = Entry.objects.filter(at__gte=since).order_by("seq").values_list("seq", "at", "person", "action", "matters", "outcome")
    for seq, at, person, action, matters, outcome in kept.iterator(chunk_size=2000):
        yield Line(seq, at, person, action, tuple(matters.split()), outcome)
