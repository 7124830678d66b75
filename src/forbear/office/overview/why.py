"""Why? Every finding of a page can be asked. Its address holds no word of the case: a code stands for it."""

import hashlib
from collections.abc import Iterator
from typing import Any

from forbear.assessment.explanation import explain
from forbear.assessment.finding import Assessment
from forbear.assessment.matter import Matter
from forbear.problem import BadInput

CODE_BYTES = 6


def code(*findings: str) -> str:
    """What stands for findings in an address."""
    return hashlib.blake2s("|".join(findings).encode(), digest_size=CODE_BYTES).hexdigest()


def proofs(matter: Matter, found: Assessment, asked: str) -> list[dict[str, Any]] | None:
    """The proof trees behind a code, or None where no finding of this assessment has it."""
    for findings in askable(found):
        if code(*findings) == asked:
            return [tree for finding in findings if (tree := _explained(matter, finding))]
    return None


def askable(found: Assessment) -> Iterator[tuple[str, ...]]:
    """Each finding that can be asked, with what explains it; a form by whether it is open and by when."""
    yield ("stage",)
    for option in found.options:
        yield (f"option:{option.form}", f"window:{option.form}")
    for against in found.plan.do_not_ask:
        yield (f"avoid:{against.form}",)
    for kind, names in (
        ("first", [step.step for step in found.plan.first]),
        ("oppose", [step.step for step in found.plan.oppose]),
        ("factor", [factor.id for factor in found.factors]),
        ("priority", [priority.id for priority in found.priorities]),
        ("danger", [danger.admission for danger in found.dangers]),
        ("missing", [paper.document for paper in found.missing]),
    ):
        for name in names:
            yield (f"{kind}:{name}",)


def _explained(matter: Matter, finding: str) -> dict[str, Any] | None:
    try:
        tree = explain(matter, finding)
    except BadInput:
        return None
    because = tree["because"]
    if "table" in because:
        rows = [row | {"proof": _said_once(row["proof"])} if "proof" in row else row for row in because["table"]]
        return tree | {"because": because | {"table": rows}}
    return tree | {"because": _said_once(because)}


def _said_once(node: dict[str, Any]) -> dict[str, Any]:
    """A node without the one below it that says the same in the same words: what only that one knows moves up."""
    parts = [_said_once(part) for part in node.get("parts", [])]
    if len(parts) == 1 and parts[0]["text"] == node["text"]:
        return parts[0] | {key: value for key, value in node.items() if key != "parts"}
    return node | {"parts": parts}
