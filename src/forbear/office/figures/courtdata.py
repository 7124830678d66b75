"""What do the courts' own data say to a question? The same counting as `forbear court-data rates`, over the release that this office holds.

Court data are public and hold no client. A question over millions of cases takes seconds, so its answer is kept while the release stands.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from forbear.office.place import current
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from forbear.courtdata.question import Question
    from forbear.courtdata.rates import Rates
    from forbear.courtdata.release import Release

MOST_KEPT = 64  # answers


def release_now() -> "Release | None":
    """The release that the office holds; None where it holds none. Raises BadInput where it cannot be read."""
    folder = current().court_data
    if find_spec("duckdb") is None or not folder.is_dir():
        return None
    from forbear.courtdata.release import CURRENT, REPORT, open_release

    if not (folder / CURRENT).is_file() and not (folder / REPORT).is_file():
        return None
    return open_release(folder)


def counted(question: "Question", release: "Release") -> "Rates":
    """The answer to a question over a release. Raises BadInput with everything that is wrong with it."""
    return _counted(question, str(release.folder), release.name)


@lru_cache(maxsize=MOST_KEPT)
def _counted(question: "Question", folder: str, name: str) -> "Rates":
    import duckdb

    from forbear.courtdata.rates import rates
    from forbear.courtdata.release import open_release

    try:
        return rates(open_release(Path(folder)), question)
    except duckdb.Error as error:
        said = " ".join(str(error).splitlines()[:1])
        raise BadInput([Problem("release", None, f"cannot be read ({said}); run the ingest again, which writes it anew")]) from None


def where(**chosen: str) -> str | None:
    """The condition that these choices make over the columns of events; None where nothing is chosen."""
    from forbear.courtdata.question import quoted

    parts = [f"{column} = {quoted(value)}" for column, value in chosen.items() if value]
    return " AND ".join(parts) or None
