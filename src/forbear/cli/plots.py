"""`court-data plot`: a rate over the years, over the map, or how cases end by time since filing, as SVG, PNG or one HTML page."""

import argparse
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from forbear.cli.main import a_number, add_json
from forbear.cli.output import print_json, write_whole
from forbear.cli.rates import asking, opened
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    import altair

    from forbear.courtdata.plots import Kind
    from forbear.courtdata.question import Question
    from forbear.courtdata.release import Release

KINDS = (".svg", ".png", ".html")
BY = {"trend": "court", "map": "court", "ends": ""}


def add_plot(part: argparse.ArgumentParser) -> None:
    """Options of `court-data plot`."""
    part.description = (
        "A picture with its definition, its denominator and its n: trend, a rate by fiscal year with its interval; map, courts by size and "
        "rate; ends, how cases end by time since filing, all ends competing."
    )
    part.epilog = (
        "example:\n  forbear court-data plot eoir/ trend --outcome closure --out closures.svg\n"
        "  forbear court-data plot eoir/ map --outcome dismissed --denominator hazard --stratum newest --out dismissed.png\n"
        "  forbear court-data plot eoir/ ends --by filed_fiscal_year --where \"court = 'SEA'\" --days 1500 --out ends.html\n\n"
        "The HTML page needs no network. A line stops where the codes or the policy changed. At most twelve groups are drawn."
    )
    part.formatter_class = argparse.RawDescriptionHelpFormatter
    part.add_argument("dir", metavar="DIR", type=Path, help="where `court-data ingest` put the cleaned releases")
    part.add_argument("picture", choices=tuple(BY), help="what to draw")
    part.add_argument("--out", metavar="FILE", type=Path, required=True, help="the picture: .svg, .png or .html")
    part.add_argument("--outcome", metavar="O", help="for trend and map: an outcome as in `court-data rates`")
    part.add_argument("--by", metavar="COLUMNS", help="groups, with commas: a panel each (default: court for trend, none for ends)")
    part.add_argument("--where", metavar="SQL", help="only cases that meet a condition over the columns of events")
    part.add_argument("--denominator", choices=("share", "hazard", "incidence"), help="of what, for trend and map (default: share)")
    part.add_argument("--days", metavar="N", type=a_number, default=730, help="ends and incidence: within so many days (default: 730)")
    part.add_argument("--pending-days", metavar="N", type=a_number, default=0, help="only cases still pending so many days after filing")
    part.add_argument("--case-type", metavar="TYPE", default="RMV", help="case type (default: RMV, removal)")
    part.add_argument("--stratum", metavar="DATE", help="only the period that began on a day; the map draws the newest unless told")
    add_json(part)
    part.set_defaults(run=run_plot)


def run_plot(options: argparse.Namespace) -> int:
    """Draws one picture. Raises BadInput."""
    kind = options.out.suffix.lower()
    problems = []
    if kind not in KINDS:
        problems.append(Problem("--out", None, f"expected a file name ending in {', '.join(KINDS)}, found {options.out.name!r}"))
    if options.picture == "ends" and (options.outcome or options.denominator):
        problems.append(Problem("plot ends", None, "draws every end of a case; leave --outcome and --denominator away"))
    if options.picture != "ends" and not options.outcome:
        problems.append(Problem("--outcome", None, f"is needed for {options.picture}, such as closure, dismissed or terminated"))
    if options.picture == "map" and options.by not in (None, "court"):
        problems.append(Problem("--by", None, "a map has one dot a court; leave it away"))
    if "," in options.case_type:
        problems.append(Problem("--case-type", None, "one kind of case a picture, for the codes mean different things"))
    if find_spec("altair") is None or find_spec("vl_convert") is None:
        problems.append(Problem("court-data plot", None, "needs what draws, which is not installed; run pip install 'forbear[court-data]'"))
    if problems:
        raise BadInput(problems)
    release = opened(options.dir)
    draw = {"trend": _trend, "map": _map, "ends": _ends}[options.picture]
    chart = asking(options.dir, lambda: draw(release, options))
    from forbear.courtdata.plots import drawn

    content = drawn(chart, cast("Kind", kind[1:]))
    write_whole(content, options.out, "--out")
    if options.json:
        print_json({"file": str(options.out), "bytes": len(content), "release": release.day})
    return 0


def _question(options: argparse.Namespace, more: tuple[str, ...], denominator: str, stratum: str | None) -> "Question":
    from forbear.courtdata.question import Question

    named = BY[options.picture] if options.by is None else options.by
    by = tuple(name.strip() for name in named.split(",") if name.strip())
    outcome, types = options.outcome or "removal_order", (options.case_type.strip().upper(),)
    return Question(
        outcome,
        tuple(dict.fromkeys((*by, *more))),
        options.where,
        None,
        denominator,  # type: ignore[arg-type]
        options.days,
        options.pending_days,
        types,
        stratum,
    )


def _trend(release: "Release", options: argparse.Namespace) -> "altair.TopLevelMixin":
    from forbear.courtdata.plots import trend
    from forbear.courtdata.rates import rates

    found = rates(release, _question(options, ("fiscal_year",), options.denominator or "share", options.stratum))
    _some(found.rows, lambda row: row.rate is not None)
    return trend(found)


def _map(release: "Release", options: argparse.Namespace) -> "altair.TopLevelMixin":
    from forbear.courtdata.plots import court_map
    from forbear.courtdata.rates import rates

    found = rates(release, _question(options, (), options.denominator or "share", options.stratum or "newest"))
    _some(found.rows, lambda row: row.rate is not None)
    return court_map(found)


def _ends(release: "Release", options: argparse.Namespace) -> "altair.TopLevelMixin":
    from forbear.courtdata.curves import curves
    from forbear.courtdata.plots import ends

    by = {name.strip() for name in (options.by or "").split(",")}
    over_all = not by & {"fiscal_year", "filed_fiscal_year", "stratum"} and options.stratum is None
    found = curves(release, _question(options, ("stratum",) if over_all else (), "incidence", options.stratum))
    _some(found.curves, lambda _: True)
    return ends(found)


def _some(rows: list[Any], counts: Callable[[Any], bool]) -> None:
    if not any(counts(row) for row in rows):
        raise BadInput([Problem("court-data plot", None, "no case meets this, so there is nothing to draw; widen --where or --stratum")])
