"""What does a Word file, a table or a template hold? Run as a program of its own, which knows neither keys nor database. See `asking`."""

import warnings
from pathlib import Path

import msgspec

from forbear.drafting.shells import check_shell
from forbear.guard.document import from_bytes
from forbear.guard.docx import docx_document  # noqa: F401 - loaded once, before the copies are made
from forbear.interchange.tables import table_in
from forbear.office.foreign.answer import TOLD, Told, sent, wrong
from forbear.packet.job import Job, Report
from forbear.packet.served import serve, tick
from forbear.problem import BadInput, Problem


def answer(job: Job) -> Report:
    """Leaves what the file holds, or why it is refused, in the job's folder."""
    warnings.simplefilter("ignore")
    tick(0, 0)
    content = Path(job.source).read_bytes()
    try:
        told = _told(job, content)
    except BadInput as bad:
        told = wrong(bad.problems)
    except (MemoryError, RecursionError, OverflowError):
        told = wrong([Problem(job.called, None, "needs more memory than a file of its kind may take; send it in parts")])
    except Exception:  # the readers fail in more ways than they tell of; each is a file that cannot be read
        told = wrong([Problem(job.called, None, "is damaged and cannot be read; open it, save it again, and send that")])
    Path(job.folder, TOLD).write_bytes(msgspec.json.encode(told))
    return Report(pages=1)


def _told(job: Job, content: bytes) -> Told:
    if job.task == "table":
        return Told(table=sent(table_in(content, job.called, job.sheet)))
    if job.task == "template":
        return Told(sentences=check_shell(content, job.called))
    return Told(document=from_bytes(content, job.called))


if __name__ == "__main__":
    serve(answer)
