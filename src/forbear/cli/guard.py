"""`guard`: what a draft, a declaration, a support letter or an intake note must not say."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from forbear.cli.main import add_day, add_json, add_page, overlay, today
from forbear.cli.output import console, print_json, progress, write_whole
from forbear.guard.finding import PURPOSES, Decision, GuardReport, Word
from forbear.problem import BadInput, Problem, one_line

if TYPE_CHECKING:
    from forbear.guard.advice import Setting
    from forbear.guard.document import Document

DECISIONS: dict[str, Word] = {"accept": "accepted", "fixed": "fixed", "dismiss": "dismissed"}
CHUNK = 256  # lines of a --jsonl run that are read together
MOST_TYPED = 20_000_000  # bytes from standard input
FEW = 20  # sentences or pages that are read before anybody wonders
STDIN = "standard input"


def add_guard(command: argparse.ArgumentParser) -> None:
    """Options of `guard`."""
    command.epilog = (
        "example:\n  forbear guard letter.docx --case reyes/ --purpose pd-letter\n  forbear guard - < note.txt\n"
        '  forbear guard letter.docx --decide 1f3a90bc dismiss --by "Ana Ruiz" --reason "pleaded on 3 March"\n'
        "  forbear guard letter.docx --report\n  forbear guard --eval sentences.jsonl\n\n"
        "Findings are for counsel to review: the guard misses admissions and marks harmless words. Decisions are kept in\n"
        "counsel-only/ beside the case or the document. Exit 1 where something is found and open, or could not be read."
    )
    command.add_argument("file", metavar="FILE|-", nargs="?", help="a .txt, .md, .docx or .pdf file; - reads text from standard input")
    command.add_argument("--case", metavar="CASE", type=Path, help="judge by the stage of this case, and check the text against its facts")
    command.add_argument("--purpose", choices=PURPOSES, help="what the text is for; sworn and required answers are advised differently")
    command.add_argument("--explain", action="store_true", help="show what triggered each finding")
    command.add_argument("--jsonl", action="store_true", help='read {"id", "text"} lines and print {"id", "findings"} lines')
    command.add_argument("--eval", metavar="FILE.jsonl", type=Path, help='print the figures for a labelled set: {"text", "labels"} lines')
    command.add_argument(
        "--decide", metavar=("ID", "WORD"), nargs=2, action="append", default=[], help="accept, fixed or dismiss a finding; may be repeated"
    )
    command.add_argument("--by", metavar="NAME", help="who decides")
    command.add_argument("--reason", metavar="WORDS", help="why; kept with the decision")
    command.add_argument("--report", action="store_true", help="print what was decided, by whom and why, and what is still open")
    add_day(command)
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_guard)


def run_guard(options: argparse.Namespace) -> int:
    """Reads a text and says what it gives away. Raises BadInput."""
    problems = list(dict.fromkeys(_misfits(options)))
    if problems:
        raise BadInput(problems)
    setting = _setting(options)
    if options.eval:
        return _evaluate(options, setting)
    return _lines(options, setting) if options.jsonl else _document(options, setting)


def _misfits(options: argparse.Namespace) -> Iterator[Problem]:
    """Options that do not go together."""
    if not (options.eval or options.file):
        yield Problem("FILE", None, "name a .txt, .md, .docx or .pdf file, or - for standard input")
    if options.eval and (options.file or options.jsonl or options.decide or options.report or options.case):
        yield Problem("--eval", None, "stands alone: it reads the labelled set that it names")
    if options.jsonl and (options.decide or options.report or options.explain):
        yield Problem("--jsonl", None, "goes with neither --decide, --report nor --explain; it prints one line for each line")
    if options.file == "-" and (options.decide or options.report):
        yield Problem("-", None, "has no place to keep decisions; save the text in a file and name it")
    if options.decide and not (options.by or "").strip():
        yield Problem("--by", None, "say who decides: --by NAME")
    for _, word in options.decide:
        if word not in DECISIONS:
            yield Problem("--decide", None, f"expected {', '.join(DECISIONS)}, found {word!r}")
        elif word != "fixed" and not (options.reason or "").strip():
            yield Problem("--reason", None, f"say why the finding is {DECISIONS[word]}: --reason WORDS")


def _setting(options: argparse.Namespace) -> "Setting":
    """The law, the day, and the case if one is named. Raises BadInput."""
    from forbear.guard.advice import Setting
    from forbear.law.corpus import Corpus

    corpus = Corpus.load(overlay=overlay(options))
    if options.case is None:
        return Setting(corpus, options.on, purpose=options.purpose)
    from forbear.assessment.dangers import phase
    from forbear.assessment.matter import Matter
    from forbear.casefile.reading import read_case

    matter = Matter(read_case(options.case), corpus, options.on)
    return Setting(corpus, options.on, phase(matter), matter.case, options.purpose, matter.reading)


def _document(options: argparse.Namespace, setting: "Setting") -> int:
    """Reads one document; keeps decisions about it; prints what was found."""
    from forbear.guard.detector import Detector
    from forbear.guard.guard import decided, guard, undecided
    from forbear.guard.review import log_of, read_log

    typed = options.file == "-"
    log = None if typed else log_of(Path(options.file), options.case)
    decisions = read_log(log) if log else []
    document, name = read_text(options.file), STDIN if typed else Path(options.file).name
    detector = Detector(setting.corpus.admissions)
    found = guard(document, name, setting, detector, explain=options.explain, progress=_of("sentence"))
    if options.decide and log:
        decisions = [*decisions, *_decisions(options, found)]
        _keep(name, decisions, log, len(options.decide))
    report = decided(found, decisions)
    if options.json:
        print_json(report)
    else:
        from forbear.cli.guardpage import print_decisions, print_guard

        page = console(options.width)
        if options.report:
            print_decisions(page, report, decisions, today=today())
        else:
            print_guard(page, document, report, setting, today=today())
    return 1 if undecided(report) or report.unread else 0


def read_text(name: str) -> "Document":
    """The document named, or what is typed. Raises BadInput."""
    from forbear.guard.document import decoded, plain, read_document

    if name != "-":
        return read_document(Path(name), _of("page"))
    typed = sys.stdin.buffer.read(MOST_TYPED + 1)
    if len(typed) > MOST_TYPED:
        raise BadInput([Problem(STDIN, None, f"is larger than {MOST_TYPED // 1_000_000} MB; hand it in in parts")])
    return plain(decoded(typed, STDIN))


def _decisions(options: argparse.Namespace, report: GuardReport) -> list[Decision]:
    """The decisions given on the command line, each about a finding that stands in the text. Raises BadInput."""
    standing = {finding.id: (finding.admission, finding.text) for finding in report.findings}
    standing |= {check.id: (check.check, check.text) for check in report.checks}
    missing = [name for name, _ in options.decide if name not in standing]
    if missing:
        raise BadInput([Problem(name, None, "no finding of this text has this id; run without --decide to see them") for name in missing])
    by, reason = options.by.strip(), (options.reason or "").strip()
    return [Decision(name, DECISIONS[word], by, today(), reason, standing[name][1], standing[name][0]) for name, word in options.decide]


def _keep(name: str, decisions: list[Decision], log: Path, new: int) -> None:
    """Writes the log for its owner's eyes only. Raises BadInput."""
    from forbear.guard.review import log_bytes

    write_whole(log_bytes(name, decisions), log, "--decide")
    log.chmod(0o600)
    _say(f"{new} decision{'s' * (new > 1)} kept in {log}")


def _lines(options: argparse.Namespace, setting: "Setting") -> int:
    """One line in, one line out, in the same order. Raises BadInput naming the first line that is not one."""
    from forbear.guard.detector import Detector
    from forbear.guard.document import plain
    from forbear.guard.guard import guard_lines

    detector, found, out = Detector(setting.corpus.admissions), False, sys.stdout
    rows = _rows(options.file)
    while chunk := list(islice(rows, CHUNK)):
        reports = guard_lines(((str(row["id"]), plain(row["text"])) for row in chunk), setting, detector)
        for row, report in zip(chunk, reports, strict=True):
            found = found or bool(report.findings or report.checks)
            line = {"id": row["id"], "findings": report.findings, "checks": report.checks}
            out.write(msgspec.json.encode(line).decode() + "\n")
        out.flush()
    return 1 if found else 0


def _rows(name: str) -> Iterator[dict[str, Any]]:
    """The lines of a file or of standard input. Raises BadInput."""
    if name == "-":
        yield from _parsed(sys.stdin.buffer, STDIN)
    else:
        with Path(name).open("rb") as file:
            yield from _parsed(file, Path(name).name)


def _parsed(lines: Iterable[bytes], name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadInput([Problem(name, number, f"is not JSON: {error}")]) from None
        if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
            raise BadInput([Problem(name, number, 'expected {"id": …, "text": "…"}')])
        yield row


def _evaluate(options: argparse.Namespace, setting: "Setting") -> int:
    """Prints the figures for a labelled set."""
    from forbear.guard.detector import Detector
    from forbear.guard.evaluation import evaluate, read_labelled
    from forbear.guard.sentences import sentences

    admissions = setting.corpus.admissions
    rows = read_labelled(options.eval, admissions)
    detector = Detector(admissions)
    cut = [[row.text[start:end] for start, end in sentences(row.text)] for row in rows]
    hits = iter(detector.read([text for texts in cut for text in texts], options.on))
    found = [{hit.admission for _ in texts for hit in next(hits)} for texts in cut]
    figures = evaluate(rows, found, admissions)
    if options.json:
        print_json(figures)
    else:
        from forbear.cli.guardpage import print_figures

        print_figures(console(options.width), figures)
    return 0


def _of(what: str) -> Callable[[int, int], None] | None:
    """Progress over many sentences or pages."""
    say = progress(FEW)
    return partial(say, what) if say else None


def _say(words: str) -> None:
    print(one_line(words), file=sys.stderr)  # noqa: T201
