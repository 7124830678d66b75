"""What does a file hold? Run as a program of its own: a job a line comes in, beats and a report go out. See `served`."""

import warnings
from pathlib import Path

import pikepdf
import pypdfium2  # noqa: F401 - loaded once, before the copies are made
from PIL import Image, ImageOps  # noqa: F401

from forbear.packet.hygiene import cleaned, opened, saved
from forbear.packet.images import as_pages
from forbear.packet.job import DAMAGED, LOCKED, PAGES_AT_ONCE, Job, Lie, RefusedError, Report, failed
from forbear.packet.kinds import PICTURES
from forbear.packet.office import check_word
from forbear.packet.paper import lettered
from forbear.packet.served import serve, tick
from forbear.packet.shown import look, words_of

PLAIN, FINAL = "plain.pdf", "final.pdf"
MARGIN = 36.0  # points around a picture


def answer(job: Job) -> Report:
    """The report on a job, whatever happens."""
    warnings.simplefilter("ignore")
    tick(0, 0)
    try:
        if job.task == "check-word":
            return Report(found=check_word(Path(job.source)))
        return _merge(job) if job.task == "merge" else _clean(job)
    except RefusedError as refused:
        return Report(found=[refused.found])
    except pikepdf.PasswordError:
        return failed("encrypted", LOCKED)
    except (MemoryError, RecursionError, OverflowError):
        return failed("too-large", "It needs more memory than an exhibit may take; print it to a new PDF, or hand it in in parts.")
    except Exception:  # the engines fail in more ways than they tell of; each is a file that cannot be read
        return failed("corrupt", DAMAGED)


def _clean(job: Job) -> Report:
    folder, picture = Path(job.folder), job.form in PICTURES
    pdf, found = as_pages(Path(job.source), job.form, job.pages, tick) if picture else opened(Path(job.source))
    numbers = job.pages if job.pages is not None else list(range(1, len(pdf.pages) + 1))
    cleaning = cleaned(pdf, None if picture else job.pages, numbers, tick)
    pdf = cleaning.pdf
    saved(pdf, folder / PLAIN)
    seen = look(folder / PLAIN, numbers, cleaning.marks, tick)
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
    tick(0, 0)
    found += lettered(pdf, MARGIN if picture else 0, seen.lies, numbers)
    saved(pdf, folder / FINAL)
    return Report(len(numbers), seen.texts, found, seen.lies, aside)


def _merge(job: Job) -> Report:
    """Puts pages whose words were recognised in the place of those without; pages on which none were found stay as they are."""
    texts, lies = [], list(job.lies)
    pdf = pikepdf.open(job.source)
    for file, places in zip(job.recognised, job.places, strict=True):
        read = pikepdf.open(file)
        for page, text in zip(read.pages, words_of(Path(file), places, tick), strict=True):
            texts.append(text)
            if text.text:
                pdf.pages[text.page - 1] = page
                lies[text.page - 1] = Lie(0.0, page.rotation % 360)  # upright as it was recognised
    numbers = list(range(1, len(pdf.pages) + 1))
    pdf = cleaned(pdf, None, numbers, tick).pdf
    lettered(pdf, MARGIN if job.form in PICTURES else 0, lies, numbers)
    saved(pdf, Path(job.folder) / FINAL)
    return Report(len(numbers), texts)


if __name__ == "__main__":
    serve(answer)
