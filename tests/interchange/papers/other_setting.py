"""A second hand that sets fictional papers: other fonts, ruled boxes, narrow columns, labels in capitals, without colons, dates in other ways."""

# ruff: noqa: E501 - the sentences of papers stand on one line each

import datetime as dt
import json
import random

import typst
from tests.interchange.papers.people import long, loose, slashed
from tests.interchange.papers.setting import Made, Truth

FONTS = ["DejaVu Serif", "DejaVu Sans", "DejaVu Sans Condensed", "Liberation Sans", "Liberation Mono", "DejaVu Serif Condensed"]
HEAD = """#set page(paper: "us-letter", margin: (x: %sin, y: 0.7in), footer: align(right, text(7pt)[#%s #h(1em) Page #context counter(page).display()]))
#set document(date: none)
#set text(font: %s, size: %spt)
#set par(leading: %sem, spacing: 1.1em)
"""


class Hand:
    """How one office writes, drawn by seed: its labels, dates, boxes and page."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(f"hand {seed}")
        self.font = self.draw.choice(FONTS)
        self.size = self.draw.choice((9, 9.5, 10)) if "Mono" not in self.font else 9
        self.colon = self.draw.choice((":", ":", "", " :"))
        self.capitals = self.draw.random() < 0.4
        self.written = self.draw.choice((slashed, loose, long, short, dashed))
        self.box = self.draw.choice(("sign", "round", "small"))
        self.margin = self.draw.choice((0.7, 0.9, 1.1))
        self.leading = self.draw.choice((0.5, 0.65, 0.8))

    def label(self, words: str, value: str) -> str:
        return text(f"{words.upper() if self.capitals else words}{self.colon} {value}")

    def mark(self, on: bool) -> str:
        return text({"sign": "☒☐", "round": ["( X )", "(   )"], "small": ["[x]", "[ ]"]}[self.box][not on])

    def day(self, day: dt.date) -> str:
        return self.written(day)

    def boxes(self, rows: list[list[tuple[str, str]]]) -> str:
        """Rows of ruled boxes: in each its caption, and the value beneath it or behind it."""
        behind, made = self.draw.random() < 0.4, []
        for row in rows:
            cells = ", ".join(f"[{self._boxed(caption, value, behind=behind)}]" for caption, value in row)
            made.append(f"#block(spacing: 0pt, table(columns: ({'1fr, ' * len(row)}), inset: 4pt, stroke: 0.8pt, {cells}))")
        return "\n".join(made)

    def _boxed(self, caption: str, value: str, *, behind: bool) -> str:
        caption = caption.upper() if self.capitals else caption
        if behind:
            return text(f"{caption}: {value}")
        return f"#text(7pt, fill: luma(30), {json.dumps(caption)}) #parbreak() #v(-4pt) {text(value)}"

    def page(self, kind: str, edition: str, truth: list[Truth], body: list[str], foot: str = "") -> Made:
        head = HEAD % (self.margin, json.dumps(foot), json.dumps(self.font), self.size, self.leading)
        pdf = typst.compile((head + "\n\n".join(filter(None, body))).encode(), font_paths=["/usr/share/fonts/truetype"])
        assert isinstance(pdf, bytes)
        plain = [one._replace(value=one.value.isoformat() if isinstance(one.value, dt.date) else one.value) for one in truth]
        return Made(kind, edition, plain, pdf)


def text(words: object) -> str:
    return f"#{json.dumps(str(words), ensure_ascii=False)}"


def title(words: str) -> str:
    return f"#align(left, text(12pt, weight: 700, {json.dumps(words)}))"


def columns(*parts: str) -> str:
    return f"#grid(columns: ({'1fr, ' * len(parts)}), column-gutter: 1.5em, {', '.join(f'[{part}]' for part in parts)})"


def lines(*parts: str) -> str:
    return " #linebreak() ".join(parts)


def short(day: dt.date) -> str:
    return f"{long(day)[:3]} {day.day}, {day.year}"


def dashed(day: dt.date) -> str:
    return f"{day.month:02d}-{day.day:02d}-{day.year}"
