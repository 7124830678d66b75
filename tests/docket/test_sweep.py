"""A docket says of every case what `assess` says of it, and never a half of it."""

import datetime as dt
import json
import shutil

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.test_readings_agree import DAYS, PROFILES

from forbear.assessment.assess import assess
from forbear.assessment.matter import Matter
from forbear.casefile.fields import CIRCUITS
from forbear.docket import writing
from forbear.docket.cases import Placed, Unreadable, read_cases
from forbear.docket.changes import find_changes
from forbear.docket.docket import open_docket
from forbear.docket.findings import find
from forbear.docket.pairs import Pairs, Side
from forbear.docket.single import differences, single_row
from forbear.docket.sweep import sweep, verify
from forbear.docket.table import frame_of, matter_of, row_of, schema
from forbear.docket.triage import triage
from forbear.law.corpus import Corpus
from forbear.law.index import CORPUS
from forbear.rules.explain import RuleConflict

ON = dt.date(2026, 11, 16)


@pytest.fixture(scope="module")
def folder(cases, tmp_path_factory):
    """The cases of the specification as an office keeps them: some in folders of their own, some as files, some as lines."""
    root = tmp_path_factory.mktemp("matters")
    lines = []
    for number, path in enumerate(sorted(cases.glob("*.yaml"))):
        facts = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["case"]
        if number % 3 == 0:
            (root / path.stem).mkdir()
            (root / path.stem / "case.yaml").write_text(yaml.safe_dump(facts), encoding="utf-8")
        elif number % 3 == 1:
            (root / f"{path.stem}.json").write_text(json.dumps(facts, default=str), encoding="utf-8")
        else:
            head = {key: facts.pop(key, None) for key in ("as_of", "court", "circuit")}
            del facts["format"]
            lines.append(json.dumps({"id": path.stem, **head, "facts": facts, "narrative": "not read"}, default=str))
    (root / "more.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def profiles(cases, corpus, on):
    return frame_of([row_of(item.place, Matter(item.case, corpus, on)) for item in cases])


@pytest.mark.parametrize("on", [dt.date(2010, 12, 1), dt.date(2015, 5, 1), dt.date(2022, 5, 12), ON])
def test_every_column_of_every_case_is_what_the_reading_of_one_case_says(corpus, folder, on):
    cases = list(read_cases([folder]))
    swept = find(profiles(cases, corpus, on), corpus, on).frame
    for number, item in enumerate(cases):
        assert differences(swept.row(number, named=True), single_row(Matter(item.case, corpus, on), dated=False)) == [], item.place


def test_a_row_holds_the_words_of_the_assessment(corpus, folder, tmp_path):
    out = tmp_path / "docket.parquet"
    counts = sweep(open_docket([folder], corpus, ON), corpus, out)
    rows = {row["case"]: row for row in pl.read_parquet(out).iter_rows(named=True)}
    assert counts.cases == len(rows) == 20
    for item in read_cases([folder]):
        found, row = assess(item.case, corpus, ON), rows[item.case.name]
        assert (row["stage"], row["stage_could_be"]) == (found.stage.id, found.stage.could_be)
        for option in found.options:
            assert (row[f"option.{option.form}"], row[f"window.{option.form}"]) == (option.status, option.timing)
        assert {name.partition(".")[2] for name, value in row.items() if name.startswith("danger.") and value} == {
            danger.admission for danger in found.dangers
        }
        due = {item.rule: item.due for item in found.deadlines or () if item.due}
        assert row["next_deadline"] is None or due[row["next_deadline"]] == row["next_due"]


@settings(max_examples=8)
@given(rows=st.lists(PROFILES, min_size=1, max_size=5), on=DAYS, circuit=st.sampled_from([*CIRCUITS, None]))
def test_any_row_of_facts_reads_the_same_both_ways(corpus, rows, on, circuit):
    whole = [row | {"case": "a", "place": "a:1", "circuit": circuit, "as_of": None, "judged_on": on} for row in rows]
    frame = pl.DataFrame([row | {"supervision_presumed": False} for row in whole], schema=schema())
    swept = find(frame, corpus, on).frame
    for number, row in enumerate(whole):
        assert differences(swept.row(number, named=True), single_row(matter_of(row, corpus, on), dated=False)) == []


def test_enumerated_facts_are_enum_columns(corpus, folder):
    frame = profiles(list(read_cases([folder])), corpus, ON)
    assert frame.schema["last_entry_manner"] == pl.Enum(frame.schema["last_entry_manner"].categories)
    assert frame.schema["circuit"] == pl.Enum(CIRCUITS)


def test_what_cannot_be_read_is_named_with_its_reason_and_stops_nothing(corpus, folder, tmp_path):
    root = tmp_path / "matters"
    shutil.copytree(folder, root)
    (root / "bad.json").write_text('{"person": {"birth_date": "1990-02-30"}}', encoding="utf-8")
    (root / "worse.yaml").write_text("person: &a {}\n", encoding="utf-8")
    with (root / "more.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"id": "odd", "facts": {"proceedings": {"custody": {"detained": "maybe"}}}}\nnot json\n[]\n')
    docket = open_docket([root], corpus, ON)
    counts = sweep(docket, corpus, tmp_path / "docket.parquet")
    assert (counts.cases, docket.refused) == (20, 5)
    said = {item.place.removeprefix(f"{root}/"): item.because[0] for item in docket.left_out}
    lines = (root / "more.jsonl").read_text(encoding="utf-8").count("\n")
    assert set(said) == {"bad.json", "worse.yaml", *(f"more.jsonl:{number}" for number in (lines - 2, lines - 1, lines))}
    assert "expected a date" in said["bad.json"]
    assert "anchors" in said["worse.yaml"]
    assert "proceedings.custody.detained: expected true or false" in said[f"more.jsonl:{lines - 2}"]
    assert "not valid JSON" in said[f"more.jsonl:{lines - 1}"]


def test_a_line_longer_than_a_case_is_left_out_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("forbear.docket.cases.MOST_BYTES", 200)
    lines = tmp_path / "cases.jsonl"
    lines.write_text(json.dumps({"id": "long", "court": "x" * 900}) + '\n{"id": "next", "facts": {"criminal": []}}\n', encoding="utf-8")
    long, following = read_cases([lines])
    assert isinstance(long, Unreadable)
    assert "longer than" in long.because[0]
    assert isinstance(following, Placed)
    assert (following.place, following.case.name) == (f"{lines}:2", "next")


def test_a_table_with_some_facts_leaves_all_others_unknown(corpus, tmp_path):
    table = tmp_path / "clients.csv"
    table.write_text(
        "case,Circuit,detained,age,last_entry_manner,last_entry_date,remark\n"
        "a,9,yes,41,without-inspection,2020-01-31,=1+1\n"
        "b,,no,,,,\n"
        "c,9,perhaps,abc,swam,31/01/2020,\n"
        "d,12,true,3.0,paroled,1999-02-29,\n",
        encoding="utf-8",
    )
    docket = open_docket([table], corpus, ON)
    out = tmp_path / "docket.parquet"
    counts = sweep(docket, corpus, out)
    swept = pl.read_parquet(out)
    assert swept["case"].to_list() == ["a", "b"]
    assert swept["detained"].to_list() == [True, False]
    assert swept["stage"].to_list() == [None, None]
    assert "next_act" not in swept.columns
    assert counts.spans()["detained"] == {"from": 1, "to": 1}
    assert docket.refused == 2
    assert docket.left_out[0].because == [
        "detained: expected true or false, found 'perhaps'",
        "age: expected a whole number, found 'abc'",
        "last_entry_manner: expected one of " + ", ".join(schema()["last_entry_manner"].categories) + ", found 'swam'",
        "last_entry_date: expected a date such as 2021-04-30, found '31/01/2020'",
    ]
    assert "'remark'" in docket.notes()[1]
    assert verify(docket, out, 9, 1).differences == {}


def test_a_table_of_parquet_types_reads_like_its_text(corpus, tmp_path):
    typed, text = tmp_path / "typed.parquet", tmp_path / "text.csv"
    frame = pl.DataFrame(
        {
            "case": ["a", "b", "c"],
            "circuit": [9, None, 2],
            "detained": [True, None, False],
            "age": [30.0, None, 17.0],
            "last_entry_date": [dt.datetime(2020, 1, 31), None, dt.datetime(2001, 2, 3)],
        }
    )
    frame.write_parquet(typed)
    frame.with_columns(pl.col("last_entry_date").dt.date(), pl.col("age").cast(pl.Int64)).write_csv(text)
    for path in (typed, text):
        sweep(open_docket([path], corpus, ON), corpus, path.with_suffix(".out.parquet"))
    assert (
        pl.read_parquet(typed.with_suffix(".out.parquet"))
        .drop("place")
        .equals(pl.read_parquet(text.with_suffix(".out.parquet")).drop("place"))
    )


def test_a_profile_of_another_day_is_not_judged_on_this_one(corpus, tmp_path):
    table = tmp_path / "clients.csv"
    table.write_text("case,judged_on,detained\na,2026-11-16,yes\nb,2025-01-01,yes\n", encoding="utf-8")
    docket = open_docket([table], corpus, ON)
    assert sweep(docket, corpus, tmp_path / "o.parquet").cases == 1
    assert "a profile is of one day" in docket.left_out[0].because[0]


def test_a_sweep_that_fails_half_way_leaves_what_stood_there(corpus, folder, tmp_path):
    out = tmp_path / "docket.parquet"
    out.write_bytes(b"as it was")

    def parts():
        yield pl.DataFrame({"case": ["a"]})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writing.write_parts(parts(), {"case": pl.String}, out)
    assert out.read_bytes() == b"as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["docket.parquet"]


def test_the_check_finds_a_row_that_was_changed(corpus, folder, tmp_path):
    out = tmp_path / "docket.parquet"
    docket = open_docket([folder], corpus, ON)
    sweep(docket, corpus, out)
    assert verify(docket, out, 20, 3).differences == {}
    frame = pl.read_parquet(out).with_columns(pl.lit(value=True).alias("factor.dui"))
    frame.write_parquet(out)
    checked = verify(docket, out, 20, 3)
    assert checked.rows == 20
    assert all("factor.dui: the sweep says True" in found[0] for found in checked.differences.values())
    assert checked.differences


@pytest.fixture(scope="module")
def undecided(tmp_path_factory):
    """The law with two exceptions to one conclusion, and nothing that says which of them governs."""
    law = tmp_path_factory.mktemp("undecided") / "law"
    shutil.copytree(CORPUS, law)
    data = yaml.safe_load((law / "conclusions.yaml").read_text(encoding="utf-8"))
    data["exceptions"] = [
        {"id": "held", "when": "detained", "meaning": "m", "convention": "c"},
        {"id": "grown", "when": "age >= 18", "meaning": "m", "convention": "c"},
    ]
    next(line for line in data["conclusions"] if line["id"] == "humanitarian_ground")["unless"] = ["held", "grown"]
    (law / "conclusions.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    return Corpus.load(law)


def test_a_row_in_which_two_exceptions_both_hold_is_set_aside_with_the_reason(undecided, tmp_path):
    table, cases = tmp_path / "clients.csv", tmp_path / "clients.jsonl"
    table.write_text("case,detained,age\na,yes,30\nb,yes,12\nc,no,30\nd,,30\n", encoding="utf-8")
    born = {"a": "1990-01-01", "b": "2015-01-01"}
    lines = [
        {"id": name, "facts": {"person": {"birth_date": day}, "proceedings": {"custody": {"detained": True}}}} for name, day in born.items()
    ]
    cases.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for path, kept in ((table, ["b", "c", "d"]), (cases, ["b"])):
        docket = open_docket([path], undecided, ON)
        out = tmp_path / "docket.parquet"
        assert sweep(docket, undecided, out).cases == len(kept)
        assert pl.read_parquet(out)["case"].to_list() == kept
        (left,) = docket.left_out
        assert left.because == ["two exceptions to humanitarian_ground both hold: held and grown"]
        assert docket.refused == 1
        with pytest.raises(RuleConflict, match=left.because[0]):
            docket.matter(left.place).says("humanitarian_ground")
        assert {each.case for each in triage(docket, undecided).placed} == set(kept)
        pairs = Pairs([path], Side(undecided, ON), Side(undecided, ON))
        assert list(find_changes(pairs)) == []
        assert pairs.refused == 1
