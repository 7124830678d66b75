"""What sealing costs of a save's and an open's time, and how fast an office is copied and comes back: `python -m benchmarks.sealing`.

The same work with everything sealed and with the same bytes kept as they are, in turn, so that what else the machine does falls on both.
Exit 1 where sealing costs more than its limit. FORBEAR_MATTERS and FORBEAR_MEGABYTES make the office that is copied larger.
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.office.settings"
LIMIT = 0.15
TIMES = 60
PAPER = 4 * 2**20  # bytes of one exhibit
MATTERS, MEGABYTES = int(os.environ.get("FORBEAR_MATTERS", "100")), int(os.environ.get("FORBEAR_MEGABYTES", "256"))


def main() -> None:
    import django

    django.setup()
    from django.test.runner import DiscoverRunner
    from django.test.utils import setup_test_environment

    setup_test_environment()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    old = runner.setup_databases()
    try:
        worst = _sealing()
        _copying()
    finally:
        runner.teardown_databases(old)
    sys.exit(1 if worst > LIMIT else 0)


def as_they_are() -> ExitStack:
    """Everything of a matter kept as it is, within."""
    plain = ExitStack()
    for room in ("keeping", "rows"):
        for name in ("seal", "unseal"):
            plain.enter_context(patch(f"forbear.office.matters.{room}.{name}", lambda keys, content, **place: content))
    plain.enter_context(patch("forbear.office.matters.blobs.seal_file", lambda keys, content, into, **place: into.write(content.read())))
    plain.enter_context(patch("forbear.office.matters.blobs.open_pieces", lambda keys, sealed, **place: iter([sealed.read()])))
    return plain


def _sealing() -> float:
    from tests.office.building import a_person

    import forbear.demo
    from forbear.casefile.reading import as_data, read_case
    from forbear.office.matters import evidence_files, reading, writing

    lead = a_person()
    facts = as_data(read_case(Path(forbear.demo.__file__).parent / "orozco"))
    opened: dict[bool, tuple[object, object]] = {}
    for sealed in (True, False):
        with ExitStack() if sealed else as_they_are():
            matter = writing.create(lead, facts, "")
            opened[sealed] = (matter, evidence_files.add(lead, matter, "first.pdf", os.urandom(PAPER)).id)
    turn = 0

    def save(sealed: bool) -> None:
        nonlocal turn
        turn += 1
        matter, _ = opened[sealed]
        base = reading.opened(lead, matter).revision
        assert isinstance(writing.save(lead, matter, base, {"court": ("Denver", "Boston")[turn // 2 % 2]}, ""), writing.Saved)

    def show(sealed: bool) -> None:
        reading.opened(lead, opened[sealed][0])

    def take_in(sealed: bool) -> None:
        evidence_files.add(lead, opened[sealed][0], "paper.pdf", os.urandom(PAPER))

    def take_out(sealed: bool) -> None:
        assert len(evidence_files.read(lead, *opened[sealed])[1]) == PAPER

    print(f"what sealing adds to the time of the same work on the same bytes (limit {LIMIT:.0%}):")
    works = (("a fact saved", save), ("a matter opened", show), ("a paper of 4 MB taken in", take_in), ("a paper of 4 MB opened", take_out))
    return max(_cost(name, work) for name, work in works)


def _cost(name: str, work: Callable[[bool], None]) -> float:
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number in range(TIMES + 3):
        for sealed in (True, False) if number % 2 else (False, True):
            with ExitStack() if sealed else as_they_are():
                start = time.perf_counter()
                work(sealed)
                taken[sealed].append((time.perf_counter() - start) * 1000)
    with_it, without = (statistics.median(taken[each][3:]) for each in (True, False))
    print(f"  {name}: {with_it:.1f} ms sealed, {without:.1f} ms as it is: {with_it / without - 1:+.0%}")
    return with_it / without - 1


def _copying() -> None:
    from tests.office.building import a_matter, a_person

    from forbear.office.matters import evidence_files
    from forbear.office.matters.models import Blob, Matter
    from forbear.office.safekeeping.backup import back_up
    from forbear.office.safekeeping.restoring import restored

    Blob.objects.all().delete()  # what was kept as it is
    lead = a_person()
    each = MEGABYTES * 2**20 // MATTERS
    for _ in range(MATTERS):
        evidence_files.add(lead, a_matter(lead), "papers.pdf", os.urandom(each))
    assert Matter.objects.count() > MATTERS
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "whole.forbear"
        copied = back_up(copy, dt.datetime.now(dt.UTC))
        start = time.perf_counter()
        with restored(copy, Path(folder) / "again", lambda place: place.open()):
            pass
        seconds = time.perf_counter() - start
    size = copied.bytes / 2**20
    print(
        f"an office of {MATTERS} matters and {size:.0f} MB: copied at {size / copied.seconds:.0f} MB/s, back at {size / seconds:.0f} MB/s"
    )
    print(f"  at that rate 20 GB come back in {20 * 1024 / (size / seconds) / 60:.0f} minutes (reckoned, not measured)")


if __name__ == "__main__":
    main()
