"""What may a rule say? SQL's boolean language over named facts, checked and turned into a small tree.

A sentence compares, combines, `IN`s and `BETWEEN`s. Everything else SQL can say is refused here, since engines answer some
of it differently and without an error (date arithmetic, `NULL IS TRUE`, a boolean compared with 1). Only this module
imports sqlglot, and only compiling a corpus imports this module.

The tree is plain lists, so that the index stores it as it is:
`["fact", name]`, `["and", …]`, `["or", …]`, `["not", x]`, `["always"]`, `["never"]`, `["=", name, value, text]` (also `<>`,
`<`, `<=`, `>`, `>=`), `["in", name, [values], text]`, `["between", name, low, high, text]`, `["unknown", name, text]`. Dates
are ISO text. A value that is another fact is `["fact", name]`. The text of a leaf is what a proof shows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

FactType = Literal["boolean", "date", "integer", "text"]
Node = list[object]
COMPARISONS: dict[type[exp.Expr], str] = {exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">="}
TURNED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class NotASentence(Exception):
    """Raised where a sentence says what a rule may not say; the message is one sentence for the author."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name a sentence may use. `values` closes a text fact: a comparison with another word is an error."""

    type: FactType
    values: tuple[str, ...] = ()


def read_sentence(text: str, names: Mapping[str, Name], *, asking: bool = False) -> Node:
    """The tree of a sentence. `asking` allows IS NULL, which belongs to asking conditions alone. Raises NotASentence."""
    if not isinstance(text, str) or not text.strip():
        raise NotASentence("a sentence is missing")
    try:
        trees = sqlglot.parse(text, read="duckdb")
    except (ParseError, TokenError) as error:
        said = re.sub(r"\x1b\[\d+m", "", str(error)).splitlines()[0]
        raise NotASentence(f"not readable: {said}") from None
    if len(trees) != 1 or trees[0] is None:
        raise NotASentence("one sentence is expected, without semicolon")
    return _boolean(trees[0], names, asking)


def _boolean(node: exp.Expr, names: Mapping[str, Name], asking: bool) -> Node:
    if isinstance(node, exp.Paren):
        return _boolean(node.this, names, asking)
    if isinstance(node, (exp.And, exp.Or)):
        word = "and" if isinstance(node, exp.And) else "or"
        parts: list[object] = []
        for side in (node.this, node.expression):
            tree = _boolean(side, names, asking)
            parts += tree[1:] if tree[0] == word else [tree]
        return [word, *parts]
    if isinstance(node, exp.Not):
        return ["not", _boolean(node.this, names, asking)]
    if isinstance(node, exp.Boolean):
        return ["always"] if node.this else ["never"]
    if isinstance(node, exp.Column):
        name = _name(node, names)
        if names[name].type != "boolean":
            raise NotASentence(f"{name} is a {names[name].type}; compare it with something")
        return ["fact", name]
    if type(node) in COMPARISONS:
        return _comparison(node, names)
    if isinstance(node, exp.In) and not node.args.get("query") and not node.args.get("unnest"):
        name = _fact(node.this, names)
        values = [_value(item, names, name) for item in node.expressions]
        return _leaf(["in", name, values])
    if isinstance(node, exp.Between):
        name = _fact(node.this, names)
        return _leaf(["between", name, _value(node.args["low"], names, name), _value(node.args["high"], names, name)])
    if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
        if not asking:
            raise NotASentence("IS NULL stands only in asking conditions: what is not known stays not known")
        return _leaf(["unknown", _fact(node.this, names)])
    raise NotASentence(f"{node.sql(dialect='duckdb')!r} is not allowed in a sentence; it only compares, combines, INs and BETWEENs")


def _comparison(node: exp.Expr, names: Mapping[str, Name]) -> Node:
    operator, left, right = COMPARISONS[type(node)], node.this, node.expression
    if not isinstance(left, exp.Column) and isinstance(right, exp.Column):
        operator, left, right = TURNED[operator], right, left
    name = _fact(left, names)
    if names[name].type == "boolean":
        raise NotASentence(f"{name} is yes or no; write {name} or NOT {name}")
    if names[name].type == "text" and operator not in ("=", "<>"):
        raise NotASentence(f"{name} is text; it can only be equal or not")
    return _leaf([operator, name, _value(right, names, name)])


def _leaf(node: Node) -> Node:
    return [*node, in_words(node)]


def in_words(node: Node) -> str:
    """A leaf as it is written in SQL."""
    word, name = node[0], node[1]
    if word == "unknown":
        return f"{name} IS NULL"
    if word == "in":
        values = node[2] if isinstance(node[2], list) else []
        return f"{name} IN ({', '.join(map(_shown, values))})"
    if word == "between":
        return f"{name} BETWEEN {_shown(node[2])} AND {_shown(node[3])}"
    return f"{name} {word} {_shown(node[2])}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return str(value[1])
    return f"'{value}'" if isinstance(value, str) else str(value)


def _name(node: exp.Expr, names: Mapping[str, Name]) -> str:
    assert isinstance(node, exp.Column)
    name = node.name
    if node.args.get("table") or name not in names:
        raise NotASentence(f"unknown fact or conclusion {node.sql(dialect='duckdb')}")
    return name


def _fact(node: exp.Expr, names: Mapping[str, Name]) -> str:
    if not isinstance(node, exp.Column):
        raise NotASentence(f"{node.sql(dialect='duckdb')!r} should be the name of a fact")
    return _name(node, names)


def _value(node: exp.Expr, names: Mapping[str, Name], name: str) -> object:
    """The value a fact is compared with, checked against the fact's type."""
    kind = names[name].type
    if isinstance(node, exp.Column):
        other = _name(node, names)
        if names[other].type != kind:
            raise NotASentence(f"{name} is a {kind} and {other} a {names[other].type}")
        return ["fact", other]
    if kind == "date" and isinstance(node, exp.Cast) and node.to.is_type("date") and isinstance(node.this, exp.Literal):
        text = node.this.name
        if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", text):
            return text
        raise NotASentence(f"{text!r} is not a date")
    negative = isinstance(node, exp.Neg)
    literal = node.this if negative else node
    if isinstance(literal, exp.Literal):
        if kind == "integer" and not literal.is_string and literal.name.isdigit():
            return -int(literal.name) if negative else int(literal.name)
        if kind == "text" and literal.is_string and not negative:
            values = names[name].values
            if values and literal.name not in values:
                raise NotASentence(f"{name} is never {literal.name!r}; it is one of {', '.join(values)}")
            return literal.name
    raise NotASentence(f"{name} is a {kind}; {node.sql(dialect='duckdb')} is not")
