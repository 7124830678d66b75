"""What should be asked next? Only what can still change an answer, most decisive first.

A judgment is counsel's and unsettled law is no question, so neither is ever asked of the client.
"""

from forbear.assessment.finding import QuestionFinding
from forbear.assessment.matter import Matter, lacking, open_facts
from forbear.casefile.fields import fields
from forbear.law.question import Question


def find_questions(matter: Matter) -> list[QuestionFinding]:
    """The questions whose answer some open finding waits for."""
    by_field = {question.field: question for question in reversed(matter.corpus.questions) if question.field}
    by_id = {question.id: question for question in matter.corpus.questions}
    decides: dict[str, dict[str, None]] = {}
    asked_for: dict[str, str] = {}
    for finding, answers in matter.open.items():
        for answer in answers:
            if all(leaf.found and leaf.found.why != "fact" for leaf in open_facts(answer)):
                continue
            for path in lacking(answer):
                question = by_field.get(path) or by_id.get(fields()[path].asked_by if path in fields() else "")
                if question is None or not _may_ask(matter, question):
                    continue
                decides.setdefault(question.id, {})[finding] = None
                asked_for.setdefault(question.id, path)
    place = {question.id: number for number, question in enumerate(matter.corpus.questions)}
    order = sorted(decides, key=lambda name: (*_rank(decides[name]), place[name]))
    return [_finding(by_id[name], asked_for[name], list(decides[name])) for name in order]


def _rank(decides: dict[str, None]) -> tuple[bool, bool, int]:
    """The stage first, then what must be screened before any request, then by how many answers still hang on it."""
    return "stage" not in decides, not any(finding.startswith("first:") for finding in decides), -len(decides)


def _may_ask(matter: Matter, question: Question) -> bool:
    """Whether the question's own condition allows it; an open condition does."""
    rule = matter.rulebook.asking.get(question.id)
    return rule is None or matter.reading.rule(rule).value is not False


def _finding(question: Question, path: str, decides: list[str]) -> QuestionFinding:
    return QuestionFinding(question.id, path, {"en": question.en, "es": question.es}, decides, question.sensitivity)
