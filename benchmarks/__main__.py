"""`python -m benchmarks`: the figures of docs/performance.md, each with its limit. Exit 1 where a limit is passed.

Figures in process are medians over many runs after a warm-up. A whole process is timed from outside, its memory taken from
the operating system's own account of the child.
"""

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pikepdf
import typst
import yaml
from tests.interchange.papers.fictional_papers import KINDS
from tests.interchange.papers.media import MEDIA

from benchmarks.docket import docket
from benchmarks.measuring import median_ms, process
from benchmarks.packet import packing
from forbear.assessment.assess import assess, assess_matter
from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.explanation import explain
from forbear.assessment.matter import Matter
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import check_case, read_case
from forbear.casefile.tree import Tree
from forbear.drafting.brief import brief
from forbear.drafting.docx import render_docx
from forbear.drafting.letter import letter as letter_for
from forbear.drafting.pdf import render_pdf
from forbear.guard.detector import Detector
from forbear.guard.evaluation import read_labelled
from forbear.law.corpus import Corpus
from forbear.law.index import load_index
from forbear.packet.intake import take_in

DEMO = Path(str(resources.files("forbear.demo")))
CASES = Path(__file__).parents[1] / "tests" / "cases"
HELD_OUT = [Path(__file__).parents[1] / "guard-data" / f"heldout-{how}.jsonl" for how in ("oblique", "plain")]
ON = dt.date(2026, 11, 16)


def all_proofs(matter: Matter) -> None:
    """Every rule of the corpus read with its proof tree."""
    book = matter.rulebook
    reading = Matter(matter.case, matter.corpus, matter.on).reading
    reading.answer("stage")
    for name in book.conclusions:
        reading.conclusion(name)
    plan = (*book.plan.screen, *book.plan.prefer, *book.plan.do_not_ask, *book.plan.oppose)
    for subject in (*book.factors, *book.case_warnings, *book.form_warnings, *book.dangers, *book.missing, *book.interests, *plan):
        reading.rule(subject.rule)
    for limb in book.limbs:
        reading.rule(limb.rule)
    for form in book.forms:
        for table in (form.variant, form.status, form.timing):
            for row in table.rows:
                reading.rule(row)


def case_of(path: Path) -> tuple[CaseFile, dict[str, Any]]:
    """A whole case of the specification and what it must show."""
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return check_case(Tree(data["case"], {}), path.stem), data["expected"]


def thousand(cases: Sequence[CaseFile], corpus: Corpus) -> None:
    """The deadlines of a thousand cases, each read afresh."""
    for number in range(1000):
        case = cases[number % len(cases)]
        find_deadlines(Matter(case, corpus, case.as_of or ON))


def hypotheticals(corpus: Corpus) -> dict[str, tuple[float, float]]:
    """How much of what a practitioner would find in the cases of the specification is found."""
    got: dict[str, list[int]] = {}

    def count(name: str, right: int, of: int) -> None:
        pair = got.setdefault(name, [0, 0])
        pair[0] += right
        pair[1] += of

    for path in sorted(CASES.glob("*.yaml")):
        case, expected = case_of(path)
        assert case.as_of is not None
        found = assess(case, corpus, case.as_of)
        status = {option.form: option.status for option in found.options}
        timing = {option.form: option.timing for option in found.options}
        yes = {factor.id for factor in found.factors if factor.verdict == "yes"}
        flags = {item.id for item in found.priorities if item.verdict == "yes"}
        count("stage", found.stage.id == expected["stage"], 1)
        count("unavailable forms", sum(status[form] == "unavailable" for form in expected["closed"]), len(expected["closed"]))
        count("timing", sum(timing[form] == word for form, word in expected["timing"].items()), len(expected["timing"]))
        count("live forms", sum(status[form] in ("available", "conditional") for form in expected["live"]), len(expected["live"]))
        count("priorities", len(flags & set(expected["priorities"])), len(expected["priorities"]))
        count("priorities beyond", -len(flags - set(expected["priorities"])), 0)
        for key in ("adverse", "favourable"):
            count(f"{key} factors", len(yes & set(expected[key])), len(expected[key]))
        papers = {paper.document for paper in found.missing}
        count("missing evidence", len(papers & set(expected["missing"])), len(expected["missing"]))
    return {name: (right, of) for name, (right, of) in got.items()}


def guarding(corpus: Corpus) -> list[tuple[str, float, float, str]]:
    """How fast the guard reads: sentences on one core once it is loaded, the first answer, and a declaration of thirty pages."""
    admissions = corpus.admissions
    texts = [row.text for path in HELD_OUT for row in read_labelled(path, admissions)]  # no two alike: the same words are read once
    detector = Detector(admissions)
    thousand_sentences = texts[:1000]
    rows = [("guard: 1,000 sentences, once loaded", median_ms(lambda: detector.read(thousand_sentences, ON), 5) / 1000, 1000 / 150, "s")]
    with tempfile.TemporaryDirectory() as folder:
        short, long = Path(folder) / "note.txt", Path(folder) / "declaration.txt"
        short.write_text(texts[0], encoding="utf-8")
        long.write_text("\n\n".join(" ".join(texts[start : start + 6]) for start in range(0, 840, 6)), encoding="utf-8")
        for name, path, limit in (("guard: first answer, cold", short, 3.0), ("guard: thirty pages, cold", long, 10.0)):
            seconds, memory = process("guard", str(path), "--on", ON.isoformat(), "--json", times=3)
            rows += [(name, seconds, limit, "s"), (f"{name}: memory", memory, 400, "MB")]
    return rows


def exhibits() -> list[tuple[str, float, float, str]]:
    """How fast a thousand ordinary pages are made clean and read, start and end of the process included."""
    words = '#set page(paper: "us-letter")\n#for page in range(1000) [#lorem(450) #pagebreak(weak: true)]'
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.pdf"
        record.write_bytes(typst.compile(words.encode()))
        seconds = median_ms(lambda: take_in("A", record, Path(folder) / "work"), 3) / 1000
    return [("exhibits: 1,000 pages of words taken in", seconds, 5, "s")]


def papers_in() -> list[tuple[str, float, float, str]]:
    """How fast papers are read: a clean notice of two pages from cold start, a bundle of a hundred pages, a scan by the page."""
    with tempfile.TemporaryDirectory() as folder:
        case, notice, pile, scan = (Path(folder) / name for name in ("case.yaml", "notice.pdf", "pile.pdf", "scan.pdf"))
        case.write_text("format: forbear-case/1\ncourt: Denver\ncircuit: '10'\n", encoding="utf-8")
        notice.write_bytes(KINDS["nta-i862"](5, "2018").pdf)
        with pikepdf.new() as joined, pikepdf.open(notice) as two:
            for _ in range(50):
                joined.pages.extend(two.pages)
            joined.save(pile)
        MEDIA["scan"](notice.read_bytes(), 5, scan)
        rows = []
        for name, path, pages, limit, times in (
            ("read: a clean notice of two pages, cold", notice, 1, 0.5, 7),
            ("read: a bundle of 100 clean pages", pile, 1, 10, 3),
            ("read: a page of a scan", scan, 2, 6, 1),
        ):
            seconds, memory = process("read", str(path), "--into", str(case), "--json", times=times)
            rows += [(name, seconds / pages, limit, "s"), (f"{name}: memory", memory, 150, "MB")]
    return rows


def main() -> int:
    """Prints each figure beside its limit."""
    corpus = Corpus.load()
    case = read_case(DEMO / "orozco")
    matter = Matter(case, corpus, ON)
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} processors; medians\n")
    rows: list[tuple[str, float, float, str]] = [
        ("load the law's index", median_ms(lambda: (load_index(), Corpus.load().rulebook)), 60, "ms"),
        ("all rules with proof trees, one case", median_ms(lambda: all_proofs(matter)), 5, "ms"),
        ("whole assessment with questions", median_ms(lambda: assess(case, corpus, ON)), 15, "ms"),
        ("explain one option", median_ms(lambda: explain(Matter(case, corpus, ON), "option:dismissal-without-prejudice")), 15, "ms"),
    ]
    specified = [case_of(path)[0] for path in sorted(CASES.glob("*.yaml"))]
    rows.append(("every deadline of 1,000 cases", median_ms(lambda: thousand(specified, corpus), 3) / 1000, 2, "s"))
    letter = letter_for(brief(matter, assess_matter(matter), "administrative-closure", ON)).document
    rows.append(("a letter as Word file and PDF", median_ms(lambda: (render_docx(letter), render_pdf(letter)), 10) / 1000, 0.5, "s"))
    orozco = str(DEMO / "orozco")
    for name, arguments, limit in (
        ("command from cold start, --json", ("assess", orozco, "--on", "2026-11-16", "--json"), 0.6),
        ("command from cold start, the page", ("assess", orozco, "--on", "2026-11-16"), 0.8),
        ("memo of the strategy", ("memo", orozco, "--on", "2026-11-16", "--out", "demo-out/bench-memo.pdf"), 2.0),
    ):
        seconds, memory = process(*arguments)
        rows += [(name, seconds, limit, "s"), (f"{name}: memory", memory, 150, "MB")]
    whole, joined, memory = packing()
    rows += [
        ("packet: 1,000 exhibit pages", whole, 3, "s"),
        ("packet: beside a plain join and stamps", whole / joined, 1.5, "x"),
        ("packet: memory", memory, 400, "MB"),
    ]
    rows += guarding(corpus)
    rows += exhibits()
    rows += papers_in()
    rows += docket(corpus, ON)
    passed = 0
    for name, value, limit, unit in rows:
        over = value > limit
        passed += over
        print(f"{name:<48}{value:>9.2f} {unit:<3} limit {limit:>6.1f} {unit}  ratio {value / limit:.2f}{'  OVER' if over else ''}")
    print("\ncases of the specification: found of expected")
    for name, (right, of) in hypotheticals(corpus).items():
        print(f"{name:<48}{right:>5} of {of}")
    return 1 if passed else 0


if __name__ == "__main__":
    raise SystemExit(main())
