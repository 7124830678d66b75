"""What is done in the background: in turn, by ids only, nothing lost by a kill, and no error's words kept."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import task

from forbear.office.matters import reading
from forbear.office.matters.judged import law_now
from forbear.office.matters.models import ListRow
from forbear.office.matters.rows import refresh
from forbear.office.place import current
from forbear.office.today import today
from forbear.office.work import doing
from forbear.office.work.models import Job, Worker
from forbear.office.work.working import Worker as Working
from tests.office import canaries
from tests.office.browsing import environment, second_look
from tests.office.building import a_matter, a_person

done = []


@task()
def note(person, matter, subject):
    """Work that is seen to be done."""
    done.append((person, matter, subject))
    doing.tell("reading pages", 2, 2)


@task()
def fail(_person, _matter, _subject):
    """Work that fails with a client's words on its lips, three times over."""
    try:
        raise KeyError(canaries.PAPER)
    except KeyError as error:
        error.add_note(canaries.REASON)
        raise ValueError(canaries.NAME) from error


@task()
def stopped(_person, _matter, _subject):
    """Work in the middle of which the worker is told to stop."""
    raise doing.Stopped


def asked(what=note, person=None):
    thing, matter = uuid.uuid4(), uuid.uuid4()
    what.enqueue(str((person or a_person()).pk), str(matter), str(thing))
    return thing


def late(**fields):
    """A minute and more passes without a word."""
    Job.objects.update(held_until=timezone.now() - dt.timedelta(seconds=1), **fields)


@pytest.mark.django_db
def test_without_a_worker_it_is_done_at_once():
    thing = asked()
    assert done[-1][2] == str(thing)
    assert doing.state(thing).status == "done"


@pytest.mark.django_db
def test_with_a_worker_it_waits_for_its_turn_and_says_how_far_it_is():
    with doing.at_work() as worker:
        first, second = asked(), asked()
        assert doing.state(first) == doing.State("waiting")
        job = doing.take(worker)
        assert (job.subject, doing.state(first).status, doing.state(second).status) == (first, "running", "waiting")
        doing.perform(job)
        assert done[-1][2] == str(first)
        assert doing.state(first).status == "done"
        assert doing.take(worker).subject == second
        assert doing.take(worker) is None
    assert not Worker.objects.exists()
    job.refresh_from_db()
    assert (job.action, job.done, job.of) == ("reading pages", 2, 2)


@pytest.mark.django_db
def test_only_ids_go_into_the_queue():
    person = str(a_person().pk)
    for bad in ((person, "", canaries.NAME), (person, canaries.NUMBER, person), (person, person)):
        with pytest.raises(ValueError, match=r"badly formed|a person, a matter"):
            note.enqueue(*bad)
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_job_whose_worker_was_killed_is_taken_up_again_but_not_for_ever():
    Worker.objects.create()
    thing = asked()
    assert doing.take(uuid.uuid4())
    assert doing.take(uuid.uuid4()) is None  # it is held
    late()
    assert doing.state(thing).status == "waiting"
    assert doing.take(uuid.uuid4()).subject == thing
    late()
    assert doing.take(uuid.uuid4()) is None
    assert doing.state(thing).status == "failed"
    assert Job.objects.get().outcome == "Stopped"


@pytest.mark.django_db
def test_a_worker_that_is_told_to_stop_gives_back_what_it_holds():
    Worker.objects.create()
    thing = asked(stopped)
    with pytest.raises(doing.Stopped):
        doing.perform(doing.take(uuid.uuid4()))
    assert doing.state(thing).status == "waiting"
    assert Job.objects.get().tries == 0


@pytest.mark.django_db
def test_what_is_no_program_of_ours_is_not_run():
    Job.objects.create(name="os.abort", person=a_person(), subject=uuid.uuid4())
    doing.perform(doing.take(uuid.uuid4()))
    assert (Job.objects.get().failed, Job.objects.get().outcome) == (True, "TypeError")


@pytest.mark.django_db(transaction=True)
def test_an_error_leaves_its_kind_and_none_of_its_words(caplog, capfd):
    thing = asked(fail)
    assert doing.state(thing).status == "failed"
    assert Job.objects.get().outcome == "ValueError"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM work_job")
        row = repr(cursor.fetchall())
    assert not [word for word in canaries.WORDS if word in row]
    if connection.vendor == "sqlite":
        assert canaries.found_under(*current().home.parent.glob("test.sqlite3*")) == set()
    from forbear.office.web.logs import WithoutFacts

    said = "".join(WithoutFacts().format(record) for record in caplog.records if record.name.startswith("forbear"))
    assert "ValueError" in said
    assert not [word for word in canaries.WORDS if word in said]


@pytest.mark.django_db
def test_between_jobs_every_matter_is_judged_for_the_day():
    lead = a_person()
    matter = a_matter(lead)
    refresh(dt.date(2026, 11, 1))
    assert reading.opened(lead, matter).row.on == dt.date(2026, 11, 1)
    Working()._judge()
    assert (reading.opened(lead, matter).row.on, reading.opened(lead, matter).row.law) == (today(), law_now().digest)
    kept = bytes(ListRow.objects.get().sealed)
    Working()._judge()
    assert bytes(ListRow.objects.get().sealed) == kept  # what was judged today is not judged again


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked for as Linux shows them")
def test_the_servers_worker_is_started_anew_where_it_dies(office):
    first = until(lambda: workers(office.home))
    assert first
    os.kill(first[0], signal.SIGKILL)
    assert until(lambda: [one for one in workers(office.home) if one not in first])


@second_look
def test_a_worker_of_its_own_says_so_and_ends_when_it_is_told_to(office):
    command = [sys.executable, "-m", "forbear", "work", "--home", str(office.home)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as worker:
        assert "forbear works for the office" in worker.stdout.readline()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0


def test_no_office_no_worker(tmp_path):
    command = [sys.executable, "-m", "forbear", "work", "--home", str(tmp_path / "none")]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "forbear office init" in done.stderr


def workers(home):
    """The processes that work for the office: below what watches over them, which is below its server."""
    above = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(home) in (folder / "cmdline").read_text():
                above[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
    return [one for one, parent in above.items() if above.get(parent) in above]


def until(true, seconds=15):
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.1)
    return found
