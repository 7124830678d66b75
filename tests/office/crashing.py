"""A program that saves until it is killed, again and again, and then asks whether anything that was acknowledged is lost.

Started by `test_crashes.py` with a folder, how often to kill, and a seed. It prints how many saves and files were acknowledged before they
were killed; whatever is lost stops it.
"""

import os
import random
import signal
import struct
import sys
import time

ACKNOWLEDGED = struct.Struct("<cI")


def save_until_killed(pipe, lead, matter):
    """Saves and adds files as fast as it can; each is told once it is said to be done."""
    from forbear.office.matters import evidence_files, reading, writing

    number = 0
    while True:
        number += 1
        base = reading.opened(lead, matter).revision
        saved = writing.save(lead, matter, base, {"person.called": f"Name {base}"}, "")
        os.write(pipe, ACKNOWLEDGED.pack(b"r", saved.revision))
        evidence_files.add(lead, matter, f"e{os.getpid()}-{number}.pdf", os.urandom(20_000))
        os.write(pipe, ACKNOWLEDGED.pack(b"f", number))


def killed(lead, matter, seconds):
    """What a child had acknowledged when it was killed: the newest revision, and its number of files; and its process."""
    from django.db import connections

    connections.close_all()
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        save_until_killed(into, lead, matter)
    os.close(into)
    first = os.read(out, ACKNOWLEDGED.size)  # it has begun
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(out, "rb") as told:
        content = first + told.read()
    newest = {b"r": 0, b"f": 0}
    for at in range(0, len(content), ACKNOWLEDGED.size):
        kind, number = ACKNOWLEDGED.unpack_from(content, at)
        newest[kind] = number
    return newest[b"r"], newest[b"f"], child


def main(home, times, seed):
    """Makes an office, has it killed, and looks at what is there each time."""
    from pathlib import Path

    from forbear.office.founding import Beginning, found
    from forbear.office.place import stand_in

    place = stand_in(Path(home))
    found(place, Beginning(name="Office", email="ana@example.org", password="correct horse battery staple"))
    from forbear.office.matters import evidence_files, reading
    from forbear.office.people.models import Person
    from forbear.office.safekeeping.verifying import verify
    from tests.office.building import a_matter

    chance = random.Random(seed)
    lead = Person.objects.get()
    matter = a_matter(lead)
    saves = files = 0
    for _ in range(times):
        before = reading.opened(lead, matter).revision
        revision, added, child = killed(lead, matter, chance.uniform(0, 0.12))
        opened = reading.opened(lead, matter)
        assert opened.revision >= revision, f"revision {revision} was acknowledged and is lost"
        kept = {each.name for each in evidence_files.files(lead, matter)}
        missing = {f"e{child}-{number}.pdf" for number in range(1, added + 1)} - kept
        assert not missing, f"{missing} were acknowledged and are lost"
        problems = verify().problems
        assert not problems, problems
        saves, files = saves + revision - before, files + added
    print(saves, files)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
