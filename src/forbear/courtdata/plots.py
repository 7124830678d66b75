"""What does a rate look like over the years, over the map, over time since filing? Pictures that carry their definition and their n.

A line is broken where the meaning of the codes or the policy changed, for the figures before and after do not compare. Sure and unsure are
told by form as well as by shade, so that a print in black and white says the same. Made without the network: the map comes with the
package.
"""

import json
import textwrap
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from forbear.courtdata.curves import ENDS, REST, Curves
from forbear.courtdata.packaged import rows, text
from forbear.courtdata.rates import FEW, Rate, Rates

if TYPE_CHECKING:
    import altair

Kind = Literal["svg", "png", "html"]
INK, DEEP, FAINT = "#1c1c1c", "#1f4e8c", "#8a8f98"
SHADES = ["#dbe6f4", "#8fb0da", "#1f4e8c", "#0c2747"]  # one blue, so that a print in grey keeps the order
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3], [10, 4]]
MOST = 12  # groups in one picture
WIDTH = 130  # characters of a line under a picture
GUIDANCE = "What happened to cases in the courts' data; it says nothing of what will happen in any one case."


def trend(found: Rates) -> "altair.TopLevelMixin":
    """Rates by fiscal year, a panel for each group, with intervals; those of most cases first, at most twelve."""
    import altair as alt

    panels: dict[str, list[Rate]] = defaultdict(list)
    for row in found.rows:
        if isinstance(row.group.get("fiscal_year"), int) and row.rate is not None:
            panels[_named(row, ("fiscal_year", "stratum"))].append(row)
    largest = sorted(panels, key=lambda name: (-sum(row.at_risk for row in panels[name]), name))
    shown = largest[:MOST]
    data = [
        {
            "panel": name,
            "year": row.group["fiscal_year"],
            "rate": row.rate,
            "low": row.low,
            "high": row.high,
            "events": row.events,
            "of": row.at_risk,
            "stretch": "; ".join(row.strata),
            "sure": f"more than {FEW} events" if row.events > FEW else f"{FEW} events or fewer",
            "note": row.note,
        }
        for name in shown
        for row in panels[name]
    ]
    x = alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1, labelOverlap=True), scale=alt.Scale(nice=False, padding=8))
    y = alt.Y("rate:Q", title=_per(found), axis=alt.Axis(format=_format(found)))
    told = [alt.Tooltip(f"{name}:N") for name in ("panel", "year", "events", "of", "rate", "low", "high", "note")]
    base = alt.Chart(alt.InlineData(values=data)).encode(x=x)
    band = base.mark_area(color=DEEP, opacity=0.18).encode(y=alt.Y("low:Q", title=_per(found)), y2="high:Q", detail="stretch:N")
    bars = base.mark_rule(color=DEEP, opacity=0.45).encode(y="low:Q", y2="high:Q")
    line = base.mark_line(color=DEEP, strokeWidth=1.5).encode(y=y, detail="stretch:N")
    shade = alt.condition(f"datum.events > {FEW}", alt.value(DEEP), alt.value("white"))
    dots = base.mark_point(filled=True, size=26, stroke=DEEP, strokeWidth=1).encode(y=y, fill=shade, tooltip=told)
    single = len(shown) == 1
    layers = alt.layer(band, bars, line, dots).properties(width=620 if single else 250, height=300 if single else 130)
    chart = layers.facet(
        facet=alt.Facet("panel:N", title=None, sort=shown, header=alt.Header(labelFontWeight="bold", labelColor=INK)),
        columns=1 if single else 3,
    )
    left = len(largest) - len(shown)
    more = [f"{left} more groups are not drawn: name fewer with --where, or read them with `court-data rates`."] if left else []
    more.append(f"A filled dot is more than {FEW} events; a hollow one is mostly chance. A line stops where codes or policy changed.")
    return _dressed(chart, _title(found), _under(found, more))


def court_map(found: Rates) -> "altair.TopLevelMixin":
    """Courts on the map: the size of a dot is its cases, its shade the rate drawn toward the nation. Courts without a place are named."""
    import altair as alt

    places = {row["code"]: row for row in rows("court_places")}
    data, nowhere = [], []
    for row in sorted(found.rows, key=lambda row: -row.at_risk):
        court = str(row.group.get("court") or "")
        rate = row.pooled if row.pooled is not None else row.rate
        if rate is None or not row.at_risk:
            continue
        if court not in places:
            nowhere.append(court or "not known")
            continue
        at = places[court]
        named = {"court": court, "place": f"{at['place']}, {at['state']}", "latitude": float(at["latitude"])}
        counted = {"longitude": float(at["longitude"]), "rate": rate, "raw": row.rate, "low": row.low, "high": row.high}
        data.append(named | counted | {"events": row.events, "of": row.at_risk, "note": row.note})
    states = alt.InlineData(values=json.loads(text("states.json")), format=alt.TopoDataFormat(mesh="states", type="topojson"))
    land = alt.Chart(states).mark_geoshape(fill=None, stroke="#b9b5ab", strokeWidth=0.7)
    base = alt.Chart(alt.InlineData(values=data)).encode(longitude="longitude:Q", latitude="latitude:Q")
    told = [alt.Tooltip(f"{name}:N") for name in ("court", "place", "events", "of", "raw", "low", "high", "rate", "note")]
    dots = base.mark_circle(stroke=INK, strokeWidth=0.5, opacity=0.9).encode(
        size=alt.Size("of:Q", title=_of(found), scale=alt.Scale(range=[20, 900]), legend=alt.Legend(format=",.0f", symbolFillColor=FAINT)),
        color=alt.Color(
            "rate:Q", title=f"{_per(found)}, pooled", scale=alt.Scale(range=SHADES, domainMin=0), legend=alt.Legend(format=_format(found))
        ),
        order=alt.Order("of:Q", sort="descending"),
        tooltip=told,
    )
    names = base.transform_window(rank="rank()", sort=[alt.SortField("of", order="descending")]).transform_filter("datum.rank <= 20")
    labels = names.mark_text(fontSize=9, dy=-9, color=INK, stroke="white", strokeWidth=2.5, strokeJoin="round", strokeOpacity=0.9)
    inked = names.mark_text(fontSize=9, dy=-9, color=INK).encode(text="court:N")
    chart = alt.layer(land, dots, labels.encode(text="court:N"), inked).project("albersUsa").properties(width=760, height=460)
    more = [
        "Shade: the rate of each court drawn toward the nation's, the more the fewer cases it has. The twenty largest courts are named."
    ]
    if nowhere:
        more.append(f"Not on the map: {', '.join(sorted(nowhere))}.")
    return _dressed(chart, _title(found), _under(found, more))


def ends(found: Curves) -> "altair.TopLevelMixin":
    """The share of cases ended in each way by time since filing, a panel for each group, at most twelve."""
    import altair as alt

    panels: dict[str, int] = {}
    for curve in found.curves:
        panels[_words(curve.group)] = curve.cases
    shown = sorted(panels, key=lambda name: (-panels[name], name))[:MOST]
    data = [
        {"panel": f"{name} (n {panels[name]:,})" if name else f"n {panels[name]:,}", "end": curve.end, "days": day, "share": share}
        for curve in found.curves
        if (name := _words(curve.group)) in shown
        for day, share in zip(curve.days, curve.share, strict=True)
    ]
    kinds = [name for name in (*(name for name, _ in ENDS), REST) if any(row["end"] == name for row in data)]
    dash = alt.StrokeDash("end:N", title="ended", sort=kinds, scale=alt.Scale(domain=kinds, range=DASHES[: len(kinds)]))
    colours = alt.Scale(domain=kinds, range=[DEEP, INK, "#b35c00", "#5a7fb0", "#6b6b6b", "#9b2226", FAINT][: len(kinds)])
    single = len(shown) == 1
    chart = (
        alt.Chart(alt.InlineData(values=data))
        .mark_line(interpolate="step-after", strokeWidth=1.8)
        .encode(
            x=alt.X("days:Q", title="days since filing"),
            y=alt.Y("share:Q", title="share of cases so ended", axis=alt.Axis(format=".0%")),
            color=alt.Color("end:N", title="ended", sort=kinds, scale=colours, legend=alt.Legend(symbolSize=400, symbolStrokeWidth=2)),
            strokeDash=dash,
            tooltip=[alt.Tooltip("end:N"), alt.Tooltip("days:Q"), alt.Tooltip("share:Q", format=".1%")],
        )
        .properties(width=620 if single else 260, height=320 if single else 160)
        .facet(
            facet=alt.Facet("panel:N", title=None, header=alt.Header(labelFontWeight="bold", labelColor=INK)), columns=1 if single else 3
        )
    )
    left = len(panels) - len(shown)
    more = [f"{left} more groups are not drawn."] if left else []
    by = ", ".join(name.replace("_", " ") for name in found.by)
    return _dressed(chart, "How cases ended, by time since filing" + (f", by {by}" if by else ""), [found.said, *more, GUIDANCE])


def drawn(chart: "altair.TopLevelMixin", kind: Kind) -> bytes:
    """The picture as a file: SVG, PNG at twice the size of the screen, or one HTML page that needs no network."""
    import vl_convert

    spec = chart.to_dict()
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(spec)).encode()
    if kind == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=2))
    return str(vl_convert.vegalite_to_html(spec, bundle=True)).encode()


def _dressed(chart: Any, title: str, under: Sequence[str]) -> "altair.TopLevelMixin":
    """The look of the house: near-black on white, and under the title what is counted, of what, from which release."""
    import altair as alt

    lines = [line for part in under for line in textwrap.wrap(part, WIDTH)]
    head = alt.TitleParams(
        title,
        subtitle=lines,
        anchor="start",
        frame="bounds",
        fontSize=16,
        color=INK,
        subtitleColor="#4a4a4a",
        subtitleFontSize=10.5,
        subtitleLineHeight=14,
        offset=14,
    )
    dressed: altair.TopLevelMixin = (
        chart.properties(title=head, background="white", padding=16)
        .configure(font="sans-serif")
        .configure_axis(gridColor="#e6e3dc", domainColor=FAINT, tickColor=FAINT, labelColor=INK, titleColor=INK, titleFontWeight="normal")
        .configure_view(stroke=None)
        .configure_legend(labelColor=INK, titleColor=INK, titleFontWeight="normal", titleLimit=300)
    )
    return dressed


def _title(found: Rates) -> str:
    by = [name.replace("_", " ") for name in found.by]
    said = found.outcome.title
    return said[:1].upper() + said[1:] + (f", by {', '.join(by)}" if by else "")


def _under(found: Rates, more: Sequence[str]) -> list[str]:
    """What stands under a title: definition, denominator, how many, release, and what to know."""
    count = sum(row.cases for row in found.rows)
    return [
        f"{found.definition}. Of: {found.denominator}. n = {count:,} cases. Release of {found.release}.",
        *(note[:1].upper() + note[1:] + "." for note in found.notes),
        *more,
        GUIDANCE,
    ]


def _per(found: Rates) -> str:
    return {"share": "share of outcomes", "hazard": "events per case-year pending", "incidence": "share of cases so ended"}[
        found.question.denominator
    ]


def _of(found: Rates) -> str:
    return {"share": "outcomes", "hazard": "case-years pending", "incidence": "cases filed"}[found.question.denominator]


def _format(found: Rates) -> str:
    return ".3f" if found.question.denominator == "hazard" else ".0%"


def _named(row: Rate, without: Sequence[str]) -> str:
    return _words({name: value for name, value in row.group.items() if name not in without}) or "all"


def _words(group: Any) -> str:
    return ", ".join("not known" if value is None else str(value) for value in group.values())
