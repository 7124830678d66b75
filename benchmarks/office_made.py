"""An office to be measured: people who are signed in, and invented matters that all of them may see. A program of its own.

    python -m benchmarks.office_made make HOME MATTERS PEOPLE     fills an office that is there; prints who is in it and what, as JSON
    python -m benchmarks.office_made look HOME LEDGER             prints which answers of a ledger are not found, as JSON
    python -m benchmarks.office_made log HOME                     ten writers of the log at once; prints the seconds of each line as JSON

A ledger is a JSON list of [matter, text]: answers that the server has acknowledged.
"""

import datetime as dt
import json
import random
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any

ASKED = "residence.property"  # a question that takes any text
WRITERS, LINES = 10, 40  # of a process, and of a writer
AT_ONCE = 100  # matters in one transaction


def make(home: Path, matters: int, people: int) -> dict[str, Any]:
    """Fills the office and says of each person the session, of each matter its id and the code of the question."""
    from forbear.office.place import stand_in
    from forbear.office.starting import set_up

    set_up(stand_in(home))

    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction
    from django.utils import timezone

    from forbear.docket.synthetic import cases
    from forbear.office.demo import first_leader, load_demo
    from forbear.office.facts.codes import code
    from forbear.office.matters import writing
    from forbear.office.matters.models import Membership, Standing
    from forbear.office.people.models import Person, Role
    from forbear.office.today import today

    lead = first_leader()
    demo = list(load_demo(lead).values())
    made = list(demo)
    drawn = cases(matters, 1, today())
    while len(made) < matters + len(demo):
        with transaction.atomic():
            for number, content in zip(range(AT_ONCE), drawn, strict=False):
                content["person"]["a_number"] = f"A{210_000_000 + len(made) + number}"
                made.append(writing.create(lead, {key: value for key, value in content.items() if key != "format"}, "invented"))
    others = [
        Person.objects.create_user(f"person{number}@example.org", None, name=f"Person {number}", role=Role.ATTORNEY)
        for number in range(1, people)
    ]
    now = timezone.now()
    Membership.objects.bulk_create(
        [Membership(matter_id=matter, person=person, standing=Standing.MEMBER, since=now) for person in others for matter in made],
        batch_size=5_000,
    )
    return {
        "sessions": [_session(person, SessionStore) for person in (lead, *others)],
        "matters": [[str(matter), code(matter, ASKED)] for matter in made],
        "demo": [str(matter) for matter in demo],
    }


def _session(person: Any, store: Any) -> str:
    """A session as sign-in leaves it, for somebody who has a second factor."""
    from allauth.mfa.models import Authenticator
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "not used"})
    session = store()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.set_expiry(dt.timedelta(hours=12))
    session.save()
    return str(session.session_key)


def look(home: Path, ledger: list[list[str]]) -> list[list[str]]:
    """Those answers that no revision of their matter holds."""
    from forbear.office.place import stand_in
    from forbear.office.starting import set_up

    set_up(stand_in(home))

    from forbear.office.matters.models import Matter
    from forbear.office.matters.reading import facts_of

    held: dict[str, set[str]] = {}
    for matter in {matter for matter, _ in ledger}:
        newest = Matter.objects.values_list("revision", flat=True).get(pk=matter)
        residences = [facts_of(uuid.UUID(matter), number).get("residence") for number in range(1, newest + 1)]
        held[matter] = {str(each.get("property")) for each in residences if isinstance(each, dict)}
    return [[matter, text] for matter, text in ledger if text not in held[matter]]


def log(home: Path) -> list[float]:
    """How long each of ten writers waits for its line of the log to be on the disk, each after thinking a little."""
    from forbear.office.place import stand_in
    from forbear.office.starting import set_up

    set_up(stand_in(home))

    from django.db import connection

    from forbear.office.audit.visit import visiting

    taken: list[float] = []

    def writes(seed: int) -> None:
        draw = random.Random(seed)
        for _ in range(LINES):
            time.sleep(draw.uniform(0, 0.4))
            start = time.perf_counter()
            with visiting(None, "page"):
                pass
            taken.append(time.perf_counter() - start)
        connection.close()

    threads = [threading.Thread(target=writes, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def main() -> None:
    """Makes an office, or looks into one."""
    what, home, *rest = sys.argv[1:]
    if what == "make":
        print(json.dumps(make(Path(home), *map(int, rest))))
    elif what == "log":
        print(json.dumps(log(Path(home))))
    else:
        print(json.dumps(look(Path(home), json.loads(Path(rest[0]).read_text(encoding="utf-8")))))


if __name__ == "__main__":
    main()
