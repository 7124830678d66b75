"""What is asked of the events, checked before anything is counted: outcome, columns of a row, condition, unit, denominator, stratum."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from forbear.courtdata.outcomes import LEFT_OUT, Outcome, Stratum, outcome, strata, stratum
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Unit = Literal["final", "first", "event", "ever"]
Denominator = Literal["share", "hazard", "incidence"]

# What a row may be divided by: columns of `events`, and `stratum`, which hangs on the outcome.
DIMENSIONS = {
    "court": "the court of the outcome, or where the case is pending",
    "fiscal_year": "October to September, of the outcome; with --denominator incidence of the filing",
    "filed_fiscal_year": "the fiscal year of the Notice to Appear",
    "stratum": "the period without a change of codes or policy, named after its first day",
    "judge": "the judge's code; one judge may have several",
    "circuit": "the circuit of the court",
    "location": "the hearing location",
    "nationality": "EOIR's code of nationality",
    "custody": "D detained, R released, N never detained, as of completion",
    "representation": "whether a lawyer had appeared before the outcome (or by the release)",
    "representation_on_record": "whether a lawyer is on record at all, before the outcome or after it",
    "stage": "first, recalendared (after a closing) or reopened (after a decision)",
    "calendar": "whether a merits hearing was set (individual) or not (master)",
    "charge": "the gravest group of charges",
    "case_type": "the kind of proceeding",
    "asylum": "E asylum first asked in court, I at USCIS, J; blank none",
    "docket_tag": "status docket or off calendar",
    "pd_adjournment": "whether a hearing was adjourned for prosecutorial discretion",
    "code": "the letter",
    "class": "the class of outcome",
    "moved_by": "who moved for a dismissal, termination or closing: respondent, joint, dhs, court; blank not on record",
    "put_back_by": "who moved to put a closed case back",
}
OF_THE_OUTCOME = ("code", "class", "moved_by", "put_back_by")  # say something only of what happened: no case is at risk by them
COLUMNS_OF_THE_OUTCOME = (*OF_THE_OUTCOME, "field", "absentia", "put_back")
DEFAULT_UNIT: dict[Denominator, Unit] = {"share": "final", "hazard": "event", "incidence": "first"}
UNITS: dict[Denominator, tuple[Unit, ...]] = {
    "share": ("final", "first", "event", "ever"),
    "hazard": ("event", "first"),
    "incidence": ("first",),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `by` are the columns of a row; `where` is a condition over the columns of `events`; days count from the filing."""

    outcome: str
    by: tuple[str, ...] = ("court", "fiscal_year")
    where: str | None = None
    unit: Unit | None = None
    denominator: Denominator = "share"
    days: int = 730
    pending_days: int = 0
    case_types: tuple[str, ...] = ("RMV",)
    stratum: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked question: the outcome, the unit, the columns of a row (those that a split adds included), the period and its strata."""

    question: Question
    outcome: Outcome
    unit: Unit
    by: tuple[str, ...]
    strata: list[Stratum]
    since: dt.date | None
    until: dt.date | None
    release: dt.date
    where_reads: frozenset[str]
    notes: tuple[str, ...]

    @property
    def counts_pending(self) -> bool:
        """Whether pending cases are what is counted."""
        return "pending" in self.outcome.classes

    @property
    def at_risk(self) -> str:
        """The condition of an outcome that counts in the denominator."""
        odd = self.outcome.classes & set(LEFT_OUT)
        return "true" if odd else "class NOT IN (" + ", ".join(f"'{name}'" for name in LEFT_OUT) + ")"

    @property
    def scope(self) -> str:
        """The condition of the rows that are looked at at all, period apart."""
        types = ", ".join(quoted(name) for name in self.question.case_types)
        return f"case_type IN ({types})" + (f" AND ({self.question.where}\n)" if self.question.where else "")

    def within(self, column: str) -> str:
        """The condition that a day lies in the period of the answer."""
        parts = [f"{column} IS NOT NULL"]
        parts += [f"{column} >= DATE '{self.since}'"] if self.since else []
        parts += [f"{column} < DATE '{self.until}'"] if self.until else []
        return " AND ".join(parts)

    def stratum_of(self, column: str) -> str:
        """The name of the stratum of a day, as SQL."""
        later = [one for one in reversed(self.strata) if one.since]
        first = [one.id for one in self.strata if not one.since]
        cases = " ".join(f"WHEN {column} >= DATE '{one.since}' THEN '{one.id}'" for one in later)
        rest = f"'{first[0]}'" if first else "NULL"
        return f"CASE {cases} ELSE {rest} END" if cases else rest


def check(question: Question, connection: "DuckDBPyConnection", release: dt.date) -> Plan:
    """The plan of a question. Raises BadInput with everything that is wrong with it."""
    problems = [
        Problem("--by", None, f"no column {name!r}; expected some of {', '.join(DIMENSIONS)}")
        for name in question.by
        if name not in DIMENSIONS
    ]
    unit = question.unit or DEFAULT_UNIT[question.denominator]
    allowed = UNITS[question.denominator]
    if unit not in allowed:
        problems.append(Problem("--unit", None, f"{question.denominator} is counted by {' or '.join(allowed)}, not by {unit}"))
    for name in question.by:
        if name in OF_THE_OUTCOME and question.denominator != "share":
            problems.append(Problem("--by", None, f"{name} is known only of what happened; it divides --denominator share alone"))
    reads: frozenset[str] = frozenset()
    if question.where is not None:
        try:
            reads = condition_reads(question.where, connection)
        except BadInput as bad:
            problems += bad.problems
    try:
        wanted = outcome(question.outcome)
    except BadInput as bad:
        raise BadInput([*bad.problems, *problems]) from None
    if "pending" in wanted.classes and (question.denominator != "share" or unit != "final"):
        problems.append(Problem("--outcome", None, "pending is a final state; ask for it with --denominator share --unit final"))
    found = strata(wanted)
    named = None
    if question.stratum is not None:
        try:
            named = stratum(wanted, question.stratum)
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    notes: list[str] = []
    cohort = question.denominator == "incidence"
    since, until = (None, None) if cohort else (wanted.since, wanted.until)
    if named is not None:
        since = max(filter(None, (since, named.since)), default=None)
        until = min(filter(None, (until, named.until)), default=None)
        found = [named]
    by = tuple(dict.fromkeys(question.by))
    if len(question.case_types) > 1 and "case_type" not in by:
        by = (*by, "case_type")
        notes.append("split by case type, for the codes mean different things")
    dated = {"fiscal_year", "stratum"} | ({"filed_fiscal_year"} if cohort else set())
    if not dated & set(by) and named is None and "pending" not in wanted.classes:
        by = (*by, "stratum")
        notes.append("split by stratum: one figure over a change of the codes or of the policy would mean nothing; --stratum picks one")
    if question.where and reads & {"moved_by", "put_back_by", "put_back"}:
        notes.append(
            "the condition names what is known only of the outcome: it holds for numerator and denominator alike; --by divides instead"
        )
    return Plan(question, wanted, unit, by, found, since, until, release, reads, tuple(notes))


def condition_reads(where: str, connection: "DuckDBPyConnection") -> frozenset[str]:
    """The columns that a condition reads; one expression over the columns of `events`, without a question inside it. Raises BadInput."""
    import duckdb

    def bad(message: str) -> BadInput:
        return BadInput([Problem("--where", None, message)])

    expected = "expected one condition over the columns of events, such as \"custody = 'D' AND nationality IN ('HO', 'GT')\""
    row = connection.execute("SELECT json_serialize_sql(?)", [f"SELECT 1 FROM events WHERE {where}"]).fetchone()
    tree: dict[str, Any] = json.loads(str(row[0])) if row else {"error": True}
    if tree["error"]:
        raise bad(f"{expected}; {_first_line(tree.get('error_message', 'it cannot be read'))}")
    node = tree["statements"][0]["node"]
    plain: dict[str, object] = {"group_expressions": [], "having": None, "qualify": None, "sample": None, "modifiers": []}
    whole = len(tree["statements"]) == 1 and node["type"] == "SELECT_NODE" and all(node.get(key) == value for key, value in plain.items())
    if not whole or node["from_table"]["type"] != "BASE_TABLE" or not node["where_clause"]:
        raise bad(expected)
    parts = list(_walk(node["where_clause"]))
    if any(part.get("class") in ("SUBQUERY", "WINDOW", "PARAMETER") for part in parts):
        raise bad(f"{expected}; no SELECT, window or parameter inside it")
    try:
        connection.execute(f"SELECT count(*) FROM (SELECT * FROM events LIMIT 1) WHERE ({where}\n)").fetchall()
    except duckdb.Error as error:
        raise bad(_first_line(str(error))) from None
    return frozenset(str(part["column_names"][-1]).lower() for part in parts if part.get("class") == "COLUMN_REF")


def quoted(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value)


def _first_line(message: str) -> str:
    """What DuckDB says, without the echo of a text that the person did not type."""
    said = message.strip().split("\nLINE ")[0]
    return " ".join(said.split())
