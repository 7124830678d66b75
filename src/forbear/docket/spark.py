"""What do the rules say of a docket that one machine does not hold? The same sentences, in the same layers, run by Spark.

The texts are those of `rules.strata`, the columns those of a sweep, equal to it row by row; `open` and `unknown`, the lists of what keeps
findings open, are made on Polars only. A cluster is named by its master, as Spark always is. Table in and result out are Parquet.
"""

import datetime as dt
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from forbear.assessment.matter import Matter
from forbear.assessment.options import LIVE
from forbear.assessment.plan import MOVED_FOR
from forbear.assessment.warnings import recently_ended
from forbear.casefile.facts.posture import underscored
from forbear.casefile.model import CaseFile
from forbear.docket.bounds import GROUPS, Counts
from forbear.docket.dates import NEXT
from forbear.docket.docket import Docket
from forbear.docket.findings import SUPERVISED, limbs_in_force, postures
from forbear.docket.table import PRESUMED, schema
from forbear.docket.writing import check_folder, folder_in_place, write_parts
from forbear.law.corpus import Corpus
from forbear.law.table import Subject
from forbear.problem import BadInput, Problem
from forbear.rules.explain import Table
from forbear.rules.strata import Strata, could

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

HEAD = ("case", "place", "circuit", "as_of")
POLARS_ONLY = ("open", "unknown")
Texts = dict[str, str]  # column -> SQL text


class Questions:
    """The columns of a sweep as SQL texts over profiles, under the law of a day."""

    def __init__(self, corpus: Corpus, on: dt.date) -> None:
        book = corpus.rulebook
        self.corpus = corpus
        self.on = on
        self.strata = Strata(on, conclusions=book.conclusions, exceptions=book.exceptions, tables={"stage": book.stage})
        self.options = {f"option.{form.form}": form.status for form in book.forms}
        self.windows = {f"window.{form.form}": form.timing for form in book.forms}
        self.words: dict[str, Table] = {"stage": book.stage, **self.options, **self.windows}
        self.layers = [*self.strata.layers, *self.strata.findings({}, self.words.values())]

    def columns(self) -> Texts:
        """Every column beside the head, in the order of a sweep."""
        found = self._stage()
        found |= {f"posture.{actor}": _text(word) for actor, word in postures(self.corpus, self.on).items()}
        found |= self.booleans()
        found |= {name: self._status(table) for name, table in self.options.items()}
        found |= {name: f"NULLIF({self._word(table, table.outcomes(), _text('unknown'))}, 'none')" for name, table in self.windows.items()}
        found |= {"first": self._first(), "missing": self._missing()}
        found |= {f"conclusion.{name}": name for name in self.corpus.rulebook.conclusions}
        return found | {"do_not_ask": self._do_not_ask()}

    def booleans(self) -> Texts:
        """The columns that say yes, no or not known, conclusions apart."""
        book = self.corpus.rulebook
        found = {f"priority.{flag}": self.strata.rule(limb.rule) for flag, limb in limbs_in_force(self.corpus, self.on).items()}
        found["outside_every_priority"] = f"(NOT {_any(found.values())})"
        found |= {f"factor.{subject.rule.then}": self.strata.rule(subject.rule) for subject in book.factors}
        found |= {f"danger.{name}": text for name, text in self._each(book.dangers).items()}
        found |= {f"warning.{name}": text for name, text in self._each(book.case_warnings).items()}
        if recently_ended(Matter(CaseFile("", {}), self.corpus, self.on)):
            found[f"warning.{book.recently_ended.warning}"] = "TRUE"
        return found

    def _each(self, subjects: Iterable[Subject]) -> Texts:
        found: dict[str, list[str]] = {}
        for subject in subjects:
            found.setdefault(subject.rule.then, []).append(self.strata.rule(subject.rule))
        return {name: _any(texts) for name, texts in found.items()}

    def _word(self, table: Table, outcomes: Iterable[str], otherwise: str = "NULL") -> str:
        """The outcome where it is one of these and no other is possible."""
        sure = " ".join(f"WHEN {self.strata.compared(table, [one])} THEN {_text(one)}" for one in outcomes)
        return f"CASE {sure} ELSE {otherwise} END" if sure else otherwise

    def _status(self, table: Table) -> str:
        """As `status_of`: live either way is conditional."""
        barred = _any(could(table, one) for one in table.outcomes() if one not in LIVE)
        return self._word(table, table.outcomes(), f"CASE WHEN {barred} THEN 'unknown' ELSE 'conditional' END")

    def _stage(self) -> Texts:
        table = self.corpus.rulebook.stage
        outside = [item.id for item in self.corpus.rulebook.outside]
        stages = [one for one in table.outcomes() if one not in outside and one != "unsettled"]
        supervised = f"{self.strata.compared(table, ['final-order-unexecuted'])} AND {PRESUMED}"
        return {
            "stage": self._word(table, stages),
            "stage_could_be": _list({one: could(table, one) for one in stages} | {f"{SUPERVISED} ": supervised}),
            "outside": self._word(table, outside),
            "detained": "detained",
        }

    def _first(self) -> str:
        open_too = self.corpus.rulebook.plan.screen_open_when_unknown
        each = self._each(self.corpus.rulebook.plan.screen)
        return _list({name: f"COALESCE({text}, {'TRUE' if name in open_too else 'FALSE'})" for name, text in each.items()})

    def _missing(self) -> str:
        wanted: dict[str, list[str]] = {}
        for subject in self.corpus.rulebook.missing:
            kinds = (subject.rule.then, *subject.alternatives)
            held = _any(f"COALESCE(has_{underscored(kind)}, FALSE)" for kind in kinds)
            wanted.setdefault(subject.rule.then, []).append(f"(COALESCE({self.strata.rule(subject.rule)}, FALSE) AND NOT {held})")
        return _list({kind: _any(texts) for kind, texts in wanted.items()})

    def _do_not_ask(self) -> str:
        """The forms that a plan says not to ask for: held off by a rule, to be avoided, or moved for by the government and opposed."""
        plan = self.corpus.rulebook.plan
        held = self._each(plan.do_not_ask)
        opposed = _any(self.strata.rule(subject.rule) for subject in plan.oppose)
        forms: dict[str, str] = {}
        for form in self.corpus.rulebook.forms:
            avoid = self.strata.compared(form.timing, ["avoid"])
            barred = self.strata.compared(form.status, ["unavailable"])
            forms[form.form] = f"(COALESCE({_any([held.get(form.form, 'FALSE'), avoid])}, FALSE) AND NOT COALESCE({barred}, FALSE))"
        for motion, name in MOVED_FOR.items():
            forms[name] = f"({forms[name]} OR ({opposed} AND dhs_motion = {_text(motion)}))"
        return _list(forms)

    def counted(self) -> dict[tuple[str, str], tuple[str, str]]:
        """For each column and word the texts that say in which rows it surely is so, and in which it may be."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for name, table in self.words.items():
            found |= {(name, one): (self.strata.compared(table, [one]), could(table, one)) for one in table.outcomes()}
            for group, words in GROUPS.get(name.partition(".")[0], {}).items():
                if inside := [one for one in table.outcomes() if one in words]:
                    found[name, group] = (self.strata.compared(table, inside), _any(could(table, one) for one in inside))
        every = {"detained": "detained", **self.booleans()} | {f"conclusion.{name}": name for name in self.corpus.rulebook.conclusions}
        return found | {(name, "yes"): (text, f"COALESCE({text}, TRUE)") for name, text in every.items()}


def sweep_docket(docket: Docket, corpus: Corpus, out: Path, master: str = "local[*]") -> Counts:
    """Reads a docket of cases or a table, as every sweep does, and lets Spark run the rules. Raises BadInput."""
    installed()
    profiles = out.with_name(f"forbear-{secrets.token_hex(8)}.profiles.parquet")  # a name with a dot in front is none to Spark
    try:
        write_parts(docket.parts(), schema() | (dict(NEXT) if docket.dated else {}), profiles)
        return sweep_on_spark(str(profiles), out, corpus, docket.on, master)
    finally:
        profiles.unlink(missing_ok=True)


def sweep_on_spark(source: str, out: Path, corpus: Corpus, on: dt.date, master: str = "local[*]") -> Counts:
    """Sweeps a Parquet table of profiles (`docket.table.schema`) into a folder of Parquet files, whole or not at all. Raises BadInput."""
    asked = Questions(corpus, on)
    part = out.with_name(f".forbear-{secrets.token_hex(8)}.part")
    check_folder(out, "--out")
    with session(master) as spark:
        try:
            profiles = _read(spark, source)
            layered = laid(profiles, asked)
            kept = [name for name in HEAD if name in profiles.columns], [name for name in NEXT if name in profiles.columns]
            columns = asked.columns()
            stage = {name: columns.pop(name) for name in ("stage", "stage_could_be", "outside", "detained")}
            layered.selectExpr(*kept[0], *_named(stage), *kept[1], *_named(columns)).write.parquet(str(part))
            counts = count(layered, asked)
            folder_in_place(part, out)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return counts


def laid(profiles: "DataFrame", asked: Questions) -> "DataFrame":
    """The profiles with every conclusion and what is possible of every table, layer upon layer."""
    for layer in asked.layers:
        profiles = profiles.selectExpr("*", *_named(layer))
    return profiles


def count(layered: "DataFrame", asked: Questions) -> Counts:
    """How many, from what is surely so to what may be."""
    counted = asked.counted()
    sums = [f"SUM(CASE WHEN {text} THEN 1 ELSE 0 END)" for pair in counted.values() for text in pair]
    row = layered.selectExpr("COUNT(*)", *sums).collect()[0]
    counts = Counts()
    counts.cases = int(row[0])
    for number, name in enumerate(counted):
        counts.sure[name], counts.may[name] = int(row[1 + 2 * number] or 0), int(row[2 + 2 * number] or 0)
    return counts


def installed() -> None:
    """Whether Spark is here at all. Raises BadInput saying how to install it."""
    if find_spec("pyspark") is None:
        raise BadInput([Problem("--engine", None, "spark is not installed; run pip install 'forbear[spark]', and have Java 17")])


@contextmanager
def session(master: str) -> "Iterator[SparkSession]":
    """A Spark session of our own. Raises BadInput where there is no Spark, no Java or no such master."""
    installed()
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # otherwise workers start with the first python3 on the path
    builder = SparkSession.builder.master(master).appName("forbear")
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.caseSensitive": "true"}
    # Hundreds of columns a layer are past what Spark compiles into one method; it would compile for minutes and then fall back.
    settings |= {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
    if master.startswith("local"):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}  # nothing is heard from outside
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, OSError) as error:
        said = str(error).split("\n")[0]
        raise BadInput([Problem("--master", None, f"{master}: Spark does not start ({said}); it needs Java 17 and a master")]) from None
    spark.sparkContext.setLogLevel("OFF")
    try:
        yield spark
    finally:
        spark.stop()


def _read(spark: "SparkSession", source: str) -> "DataFrame":
    """The table, with every fact that it does not hold as not known. Raises BadInput."""
    from pyspark.errors import PySparkException

    kinds = {"Boolean": "BOOLEAN", "Date": "DATE", "Int64": "BIGINT"}
    try:
        table = spark.read.parquet(source)
        held = set(table.columns)
    except PySparkException as error:
        said = str(error).split("\n")[0]
        raise BadInput([Problem(source, None, f"cannot be read as a Parquet table ({said})")]) from None
    if "case" not in held:
        raise BadInput([Problem(source, None, "has no column `case`; it is no table of profiles")])
    texts = []
    for name, kind in schema().items():
        sql = kinds.get(str(kind), "STRING")
        given = f"CAST({name} AS {sql})" if name in held else f"CAST(NULL AS {sql})"
        texts.append(f"{given} AS {name}" if name != "place" or name in held else "case AS place")
    return table.selectExpr(*texts, *(name for name in NEXT if name in held))


def _named(texts: Mapping[str, str]) -> list[str]:
    return [f"{text} AS `{name}`" for name, text in texts.items()]


def _any(texts: Iterable[str]) -> str:
    return f"({' OR '.join(texts) or 'FALSE'})"


def _text(word: str | None) -> str:
    return "CAST(NULL AS STRING)" if word is None else "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _list(held: Mapping[str, str]) -> str:
    """The words whose text is true, in their order."""
    words: Sequence[str] = [f"CASE WHEN {text} THEN {_text(word.strip())} END" for word, text in held.items()]
    return f"ARRAY_COMPACT(ARRAY({', '.join(words)}))"
