"""What does a file hold? Run as a program of its own: a job a line comes in, beats and a report go out. See `isolation`.

Whatever the file does, the answer is a report, or the death of the process that read it.
"""

import os
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2  # noqa: F401 - loaded once, before the copies are made
from PIL import Image, ImageOps  # noqa: F401

from forbear.packet.hygiene import cleaned, opened, saved
from forbear.packet.images import as_pages
from forbear.packet.job import PAGES_AT_ONCE, Beat, Found, Job, Lie, RefusedError, Report
from forbear.packet.kinds import PICTURES
from forbear.packet.office import check_word
from forbear.packet.paper import lettered
from forbear.packet.shown import look, words_of

MOST_MEMORY = 320_000_000  # bytes of data; what an ordinary exhibit takes is a quarter of it
MOST_WRITTEN = 300_000_000  # bytes of a file that is made
MOST_SECONDS = 20  # for a page, and for each step over all of them
MOST_CPU = 600  # seconds, for an exhibit
PLAIN, FINAL = "plain.pdf", "final.pdf"
MARGIN = 36.0  # points around a picture

Tick = Callable[[int, int], None]


def main() -> None:
    """Answers each job with a copy of this process, where the system can make one, and else by this process once."""
    for line in sys.stdin.buffer:
        job = msgspec.json.decode(line, type=Job)
        if not hasattr(os, "fork"):
            _say(report=answer(job))
            return
        child = os.fork()
        if child == 0:
            try:
                _hold()
                _say(report=answer(job))
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        _say(ended=os.waitstatus_to_exitcode(status))


def _say(page: int = 0, of: int = 0, report: Report | None = None, ended: int | None = None) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(Beat(page, of, report, ended)) + b"\n")
    sys.stdout.buffer.flush()


def _hold() -> None:
    import resource

    for kind, most in (
        (resource.RLIMIT_DATA, MOST_MEMORY),
        (resource.RLIMIT_AS, 4 * MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_CPU),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _tick(page: int, of: int) -> None:
    """One more page was begun: a new time begins too, and a process that hangs in it is ended by the system."""
    if hasattr(signal, "alarm"):
        signal.alarm(MOST_SECONDS)
    _say(page, of)


def answer(job: Job) -> Report:
    """The report on a job, whatever happens."""
    warnings.simplefilter("ignore")
    _tick(0, 0)
    try:
        if job.task == "check-word":
            return Report(found=check_word(Path(job.source)))
        return _merge(job) if job.task == "merge" else _clean(job)
    except RefusedError as refused:
        return Report(found=[refused.found])
    except pikepdf.PasswordError:
        return _failed("encrypted", "It is protected by a password; save a copy without one and hand that in.")
    except (MemoryError, RecursionError, OverflowError):
        return _failed("too-large", "It needs more memory than an exhibit may take; print it to a new PDF, or hand it in in parts.")
    except Exception:  # the engines fail in more ways than they tell of; each is a file that cannot be read
        return _failed("corrupt", "It is damaged and cannot be read; open it, print it to a new PDF, and hand that in.")


def _failed(kind: str, text: str) -> Report:
    return Report(found=[Found(None, kind, "fail", text)])


def _clean(job: Job) -> Report:
    folder, picture = Path(job.folder), job.form in PICTURES
    pdf, found = as_pages(Path(job.source), job.form, job.pages, _tick) if picture else opened(Path(job.source))
    numbers = job.pages if job.pages is not None else list(range(1, len(pdf.pages) + 1))
    cleaning = cleaned(pdf, None if picture else job.pages, numbers, _tick)
    pdf = cleaning.pdf
    saved(pdf, folder / PLAIN)
    seen = look(folder / PLAIN, numbers, cleaning.marks, _tick)
    found += [*cleaning.found, *seen.found]
    aside = (
        [seen.unread[at : at + PAGES_AT_ONCE] for at in range(0, len(seen.unread), PAGES_AT_ONCE)]
        if job.recognise and not any(one.level == "fail" for one in found)
        else []
    )
    for number, places in enumerate(aside):
        with pikepdf.new() as part:
            part.pages.extend(pdf.pages[place - 1] for place in places)
            part.save(folder / f"aside-{number}.pdf")
    _tick(0, 0)
    found += lettered(pdf, MARGIN if picture else 0, seen.lies, numbers)
    saved(pdf, folder / FINAL)
    return Report(len(numbers), seen.texts, found, seen.lies, aside)


def _merge(job: Job) -> Report:
    """Puts pages whose words were recognised in the place of those without; pages on which none were found stay as they are."""
    texts, lies = [], list(job.lies)
    pdf = pikepdf.open(job.source)
    for file, places in zip(job.recognised, job.places, strict=True):
        read = pikepdf.open(file)
        for page, text in zip(read.pages, words_of(Path(file), places, _tick), strict=True):
            texts.append(text)
            if text.text:
                pdf.pages[text.page - 1] = page
                lies[text.page - 1] = Lie(0.0, page.rotation % 360)  # upright as it was recognised
    numbers = list(range(1, len(pdf.pages) + 1))
    pdf = cleaned(pdf, None, numbers, _tick).pdf
    lettered(pdf, MARGIN if job.form in PICTURES else 0, lies, numbers)
    saved(pdf, Path(job.folder) / FINAL)
    return Report(len(numbers), texts)


if __name__ == "__main__":
    main()
