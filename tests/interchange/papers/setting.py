"""How fictional papers are set in type: pieces of typst in which every word goes in as a quoted string."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import NamedTuple

import typst

SERIF = '("Liberation Serif", "Libertinus Serif")'
SANS = '("Liberation Sans", "DejaVu Sans Mono")'
MONO = '("Liberation Mono", "DejaVu Sans Mono")'
HEAD = """#set page(paper: "us-letter", margin: (x: 0.75in, top: 0.6in, bottom: 0.6in), footer: align(left, text(8pt, %s)))
#set document(date: none)
#set text(font: %s, size: %spt)
#set par(leading: 0.58em, spacing: 0.9em)
#let tick(on) = box(width: 8pt, height: 8pt, stroke: 0.7pt, baseline: 1pt, align(center + horizon, if on {text(8pt)[X]} else {[]}))
#let cell(caption, value) = block(inset: 0pt, [#text(6.5pt, caption) #linebreak() #text(9.5pt, value)])
"""


class Truth(NamedTuple):
    """One thing that a paper says. `item` tells items of a list apart."""

    fact: str
    value: object
    item: str = ""


@dataclass
class Made:
    """A paper: its kind and edition, what it says, and its PDF."""

    kind: str
    edition: str
    truth: list[Truth]
    pdf: bytes


def q(text: object) -> str:
    """Text as a piece of typst that is nothing but text."""
    return f"#{json.dumps(str(text), ensure_ascii=False)}"


def mark(style: str, on: bool) -> str:
    """A box to be marked, as editions draw it."""
    return {
        "drawn": f"#tick({str(on).lower()})",
        "bracket": q("[X]" if on else "[ ]"),
        "blank": q("__X__" if on else "_____"),
        "double": q("[Xx]" if on else "[_]"),
    }[style]


def grid(rows: list[list[tuple[str, str]]], widths: list[list[float]] | None = None) -> str:
    """Rows of captioned cells, ruled as forms are."""
    out = []
    for number, row in enumerate(rows):
        columns = ", ".join(f"{width}fr" for width in (widths[number] if widths else [1] * len(row)))
        cells = ", ".join(f"cell({json.dumps(caption)}, {json.dumps(value, ensure_ascii=False)})" for caption, value in row)
        out.append(f"#block(above: 0pt, below: 0pt, table(columns: ({columns}), inset: 3pt, stroke: 0.5pt, {cells}))")
    return "\n".join(out)


def center(text: str, size: float = 12) -> str:
    return f'#align(center, text({size}pt, weight: "bold", {json.dumps(text, ensure_ascii=False)}))'


def pair(left: str, right: str) -> str:
    """Two pieces of typst, one at either margin."""
    return f"#grid(columns: (1fr, auto), [{left}], [{right}])"


def made(kind: str, edition: str, truth: list[Truth], body: str, *, font: str = SERIF, size: float = 10, foot: str = "") -> Made:
    """The paper in type."""
    pdf = typst.compile((HEAD % (json.dumps(foot), font, size) + body).encode(), font_paths=["/usr/share/fonts/truetype/liberation2"])
    assert isinstance(pdf, bytes)
    return Made(kind, edition, [one._replace(value=_plain(one.value)) for one in truth], pdf)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
