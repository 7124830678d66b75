"""Why does every row of a docket say what it says? The proof of each finding of each case, as `explain` gives it, beside the table.

Proofs are read case by case, so processes of their own read them while the sweep goes on. Each writes some cases as one file, and no more
than some hundred files are waited for at once; they lie in a folder that takes its place when it is whole.
"""

import multiprocessing
import os
import secrets
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
import polars as pl

from forbear.assessment.explanation import Cited, explain_all
from forbear.assessment.matter import Matter
from forbear.casefile.model import CaseFile
from forbear.docket.table import matter_of
from forbear.docket.writing import check_folder, folder_in_place, whole_on_disk
from forbear.law.corpus import Corpus
from forbear.problem import BadInput, Problem

Given = tuple[str, CaseFile | Mapping[str, object]]  # where a case stands; its file, or its row of a table
COLUMNS = {"case": pl.String, "place": pl.String, "finding": pl.String, "verdict": pl.String, "because": pl.String}
CASES = 50  # in one file
MOST_WAITING = 100  # files that are waited for at once
_told: tuple[Corpus, date, Cited]  # in a worker: the law, the day, and the authorities told so far


@contextmanager
def proofs(path: Path, corpus: Corpus, on: date, workers: int = 0) -> Iterator[Callable[[Sequence[Given]], None]]:
    """Takes cases, some at a time, and writes the proofs of their findings; `path` is a folder of Parquet files once all is well.

    `workers` are processes, as many as there are processors where none is named. Raises BadInput naming --reasons.
    """
    check_folder(path, "--reasons")
    part = path.with_name(f".forbear-{secrets.token_hex(8)}.part")
    under_way: deque[Future[None]] = deque()
    given = 0
    try:
        part.mkdir(parents=True)
        context = multiprocessing.get_context("spawn")  # a fork would copy the threads of Polars half alive
        law = Corpus(corpus.index)
        with ProcessPoolExecutor(workers or os.cpu_count(), context, initializer=_begin, initargs=(law, on)) as pool:

            def take(cases: Sequence[Given]) -> None:
                nonlocal given
                for start in range(0, len(cases), CASES):
                    while len(under_way) >= MOST_WAITING:
                        under_way.popleft().result()
                    some = cases[start : start + CASES]
                    under_way.append(pool.submit(_write, some, part / f"part-{given:09}.parquet"))
                    given += len(some)

            try:
                if not given:
                    _written([], part / "part-none.parquet")  # a docket without cases has a table without rows
                yield take
                while under_way:
                    under_way.popleft().result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        folder_in_place(part, path)
    except BrokenProcessPool:
        raise BadInput([Problem("--reasons", None, "a process that read proofs was ended from outside; nothing was kept")]) from None
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem("--reasons", None, f"{path} cannot be written ({said}); nothing was kept")]) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def proofs_of(given: Given, corpus: Corpus, on: date, cited: Cited) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of one case: its name and place, and each finding with its verdict and its proof as JSON."""
    place, case = given
    matter = Matter(case, corpus, on) if isinstance(case, CaseFile) else matter_of(case, corpus, on)
    for told in explain_all(matter, cited):
        yield matter.case.name, place, told["finding"], told["verdict"], msgspec.json.encode(told["because"]).decode()


def _begin(corpus: Corpus, on: date) -> None:
    """Makes a process ready. It ends with the one that began it, however that ends."""
    global _told  # noqa: PLW0603 - what a worker knows from its beginning
    _told = corpus, on, {}
    threading.Thread(target=_end_together, daemon=True).start()


def _end_together() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _write(cases: Sequence[Given], path: Path) -> None:
    corpus, on, cited = _told
    _written([row for given in cases for row in proofs_of(given, corpus, on, cited)], path)


def _written(rows: Sequence[tuple[str, str, str, str, str]], path: Path) -> None:
    pl.DataFrame(rows, schema=COLUMNS, orient="row").write_parquet(path, compression_level=1)
    whole_on_disk(path, path)
