"""A case file is read whole or refused with every problem, its path and its line."""

import datetime as dt
import json
import os
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.casefile.glance import sound_facts
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import HEAD, as_data, check_case, check_fields, check_texts, read_case, write_json, write_yaml
from forbear.casefile.tree import Tree, parse_yaml
from forbear.problem import BadInput

CASE = """format: forbear-case/1
as_of: 2026-11-16
court: Denver
circuit: 10
person: {full_name: Ana Ruiz, birth_date: "1990-02-11"}
entry:
- {date: 2004-06-12, manner: without-inspection}
proceedings:
  nta_date: 2022-09-27
  custody: {detained: false}
criminal: []
family: null
"""


def written(tmp_path: Path, text: str, name: str = "case.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(BadInput) as bad:
        read_case(path)
    return [str(problem) for problem in bad.value.problems]


def test_a_case_is_read_with_its_head_and_dates(tmp_path):
    case = read_case(written(tmp_path, CASE))
    assert (case.name, case.as_of, case.court, case.circuit) == ("case", dt.date(2026, 11, 16), "Denver", "10")
    assert case.date("person.birth_date") == dt.date(1990, 2, 11)
    assert case.items("criminal") == []  # known none
    assert case.items("family") is None  # not known
    assert case.lines["entry[0].manner"] == 7


def test_a_folder_is_named_by_itself(tmp_path):
    folder = tmp_path / "ruiz"
    folder.mkdir()
    written(folder, CASE)
    assert read_case(folder).name == "ruiz"


@pytest.mark.parametrize(("writer", "name"), [(write_yaml, "again.yaml"), (write_json, "again.json")])
def test_what_is_written_reads_back_unchanged(tmp_path, writer, name):
    case = read_case(written(tmp_path, CASE))
    assert as_data(read_case(written(tmp_path, writer(case), name))) == as_data(case)


def test_every_problem_is_said_at_once_with_path_and_line(tmp_path):
    found = problems(
        written(
            tmp_path,
            "circuit: 12\nperson: {birth_date: 2021-02-30, nationality: Mexico}\nentry:\n- {manner: swam}\ncriminal: none\n"
            "residence: {state: Colorado}\nproceedings:\n  custody: {detained: maybe}\n",
        )
    )
    assert found == [
        "case.yaml: circuit (line 1): unknown circuit 12; expected one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, dc",
        "case.yaml: person.birth_date (line 2): expected a date such as 2021-04-30, found '2021-02-30'",
        "case.yaml: person.nationality (line 2): unknown field; did you mean nationalities?",
        "case.yaml: entry[0].manner (line 4): expected one of admitted, paroled, without-inspection, visa-waiver, "
        "waved-through, false-claim-to-citizenship, false-documents, unknown, found 'swam'",
        "case.yaml: criminal (line 5): expected a list (or null for not known, [] for known none), found 'none'",
        "case.yaml: residence.state (line 6): expected a state or territory in two capital letters, such as CO, found 'Colorado'",
        "case.yaml: proceedings.custody.detained (line 8): expected true or false (null where it is not known), found 'maybe'",
    ]


IMPOSSIBLE = [
    ("person: {birth_date: 2010-01-01}\nentry: [{date: 2004-06-12, manner: admitted}]\n", "entry[0].date (line 2): birth after an entry"),
    ("proceedings: {nta_date: 2022-09-27, next_hearing: {date: 2021-01-01}}\n", "hearing before the Notice to Appear"),
    ("criminal: [{charge: a, arrest_date: 2020-01-02, disposition_date: 2019-01-02}]\n", "disposition before the arrest"),
    ("proceedings: {nta_issued: false, nta_date: 2022-09-27}\n", "contradicts proceedings.nta_issued"),
    ("proceedings: {nta_filed: false, nta_filed_date: 2022-09-27}\n", "contradicts proceedings.nta_filed"),
]


@pytest.mark.parametrize(("text", "said"), IMPOSSIBLE)
def test_an_impossible_order_is_refused(tmp_path, text, said):
    (problem,) = problems(written(tmp_path, text))
    assert said in problem


REFUSED = [
    ("person: &p {full_name: A}\nentry: *p\n", "anchors and aliases"),
    ("person: !!python/object:os.system {a: 1}\n", "the YAML tag"),
    ("person: {full_name: A}\n---\nperson: {}\n", "a second document"),
    ("person: {full_name: A, full_name: B}\n", "stands twice"),
    ("criminal: [{sentence_days: .nan}]\n", "not a number"),
    ("a: [" * 60, "nests deeper"),
    ("- one\n- two\n", "a case file is a mapping"),
    ("", "a case file is a mapping"),
    ("person: [unclosed\n", "not valid YAML"),
    ("format: forbear-case/2\n", "expected forbear-case/1"),
    ("person: {full_name: no}\n", "put it in quotes"),
    ("evidence: [{id: e1, file: ../secret.pdf}]\n", "under exhibits/"),
    ("evidence: [{id: e1, file: /etc/passwd}]\n", "under exhibits/"),
    ("evidence: [{id: e1, file: 'C:\\\\secret.pdf'}]\n", "under exhibits/"),
    ("evidence: [{id: e1, file: .}]\n", "under exhibits/"),
    ('evidence: [{id: e1, file: "a\\nb.pdf"}]\n', "under exhibits/"),
    ("evidence: [{id: e1}, {id: e1}]\n", "evidence[1].id (line 1): 'e1' is the id of evidence[0] too"),
    ("as_of: 2026-11-16\nperson: {birth_date: 2026-11-17}\n", "expected a day before the facts were taken"),
    ("residence: {state: [CO]}\n", "residence.state (line 1): expected a state"),
    ("residence: {state: {a: CO}}\n", "residence.state (line 1): expected a state"),
    ("zzz: red\n", "unknown field; expected one of as_of, caregiving"),
    (f"person: {{full_name: {'A' * 501}}}\n", "person.full_name (line 1): expected at most 500 characters, found 501"),
    (f"person: {{address: {'A' * 20_001}}}\n", "expected at most 20,000 characters"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_a_case_file_must_not_hold_is_refused(tmp_path, text, said):
    assert any(said in problem for problem in problems(written(tmp_path, text)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"person": NaN}', "not a number"),
        ('{"person": 1, "person": 2}', "stands twice"),
        ('{"person": }', "not valid JSON"),
        ("[" * 500, "JSON"),
    ],
)
def test_json_is_read_as_strictly(tmp_path, text, said):
    assert any(said in problem for problem in problems(written(tmp_path, text, "case.json")))


@pytest.mark.parametrize("character", ["\\x1b", "\\x07", "\\x9b", "\\u202e", "\\u2066", "\\uffff"])
def test_a_character_that_cannot_be_shown_is_refused_with_field_and_line(tmp_path, character):
    (problem,) = problems(written(tmp_path, f'person:\n  full_name: "Ana{character}Ruiz"\n'))
    assert problem.startswith("case.yaml: person.full_name (line 2): expected text, found the character U+")
    assert "two\nlines" in str(as_data(read_case(written(tmp_path, 'person: {address: "two\\nlines"}\n')))["person"]["address"])


def test_half_a_character_is_refused_and_a_whole_one_is_read(tmp_path):
    (problem,) = problems(written(tmp_path, '{"person":\n{"full_name": "\\ud800"}}', "case.json"))
    assert problem.startswith("case.json: person.full_name (line 2): expected text, found the character U+D800")
    (problem,) = problems(written(tmp_path, '{"person":\n{"full_nam": "\\ud83d\\ude00"}}', "case.json"))
    assert problem == "case.json: person.full_nam (line 2): unknown field; did you mean full_name?"


def test_a_problem_stands_on_the_line_of_its_field(tmp_path):
    text = "persn:\n  full_name: A\nresidence:\n\n  state: X\ncriminal:\n- charge: a\n  lvl:\n    - 1\n"
    found = problems(written(tmp_path, text))
    assert [problem.split(":")[1] for problem in found] == [" persn (line 1)", " residence.state (line 5)", " criminal[0].lvl (line 8)"]


@pytest.mark.parametrize("gap", ["\u2028", "\u2029"])
def test_lines_are_counted_as_an_editor_counts_them(tmp_path, gap):
    (problem,) = problems(written(tmp_path, f'{{"court": "a{gap}b",\n"persn": 1}}', "case.json"))
    assert "persn (line 2)" in problem
    (problem,) = problems(written(tmp_path, f'court: "a{gap}b"\npersn: 1\n'))
    assert "persn (line 2)" in problem


def test_every_key_that_stands_twice_in_json_is_said_with_its_line(tmp_path):
    found = problems(written(tmp_path, '{"court": "a",\n"court": "b",\n"circuit": 1,\n"circuit": 2}', "case.json"))
    assert found == ["case.json: court (line 2): stands twice; keep one", "case.json: circuit (line 4): stands twice; keep one"]


def test_what_is_wrong_is_said_on_one_short_line_whatever_was_written(tmp_path):
    for text in (f"{'k' * 100_000}: 1\n", '"a\\nb\\e[31m": 1\n'):
        for problem in problems(written(tmp_path, text)):
            assert len(problem) < 3000
            assert "\x1b" not in problem
            assert "\n" not in problem


def test_files_that_are_no_text_are_refused_plainly(tmp_path):
    (tmp_path / "binary.yaml").write_bytes(b"\x00\x01\x02")
    (tmp_path / "latin.yaml").write_bytes("person: {full_name: Peña}".encode("latin-1"))
    (tmp_path / "huge.yaml").write_bytes(b"#" * 10_000_001)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "empty").mkdir()
    assert "NUL" in problems(tmp_path / "binary.yaml")[0]
    assert "UTF-8" in problems(tmp_path / "latin.yaml")[0]
    assert "larger than 10 MB" in problems(tmp_path / "huge.yaml")[0]
    assert "not a regular file" in problems(tmp_path / "pipe.yaml")[0]
    assert "holds no case.yaml" in problems(tmp_path / "empty")[0]
    assert "cannot be read" in problems(tmp_path / "absent.yaml")[0]


def test_a_file_of_a_million_items_is_refused_in_bounded_time(tmp_path):
    (problem,) = problems(written(tmp_path, "a: [" + "1," * 1_100_000 + "1]"))
    assert "more than 1,000,000 items" in problem


def test_a_file_of_another_kind_does_not_print_a_line_for_each_of_its_lines(tmp_path):
    found = problems(written(tmp_path, "".join(f"key{number}: 1\n" for number in range(5000))))
    assert len(found) == 201
    assert "4800 problems more" in found[-1]


def refused(read):
    """The problems for which something was refused; None where it was read."""
    try:
        read()
    except BadInput as bad:
        return bad.problems
    return None


SCALARS = st.none() | st.booleans() | st.integers(-5, 10**12) | st.text(max_size=20) | st.dates().map(str)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=12
)


@settings(max_examples=200)
@given(value=TREES)
def test_any_tree_of_values_is_a_case_or_is_refused_with_problems(value):
    assert refused(lambda: check_case(Tree(value, {}), "case")) != []


@settings(max_examples=200)
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused_and_never_breaks_the_reader(text):
    assert refused(lambda: parse_yaml(text, "case.yaml")) != []


@given(
    value=st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8), SCALARS, max_size=5
    )
)
def test_json_reads_the_same_as_yaml_where_both_can_say_it(tmp_path, value):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    from forbear.casefile.tree import read_tree

    assert read_tree(path).value == value


WHOLE = [
    yaml.safe_load(path.read_text(encoding="utf-8"))["case"] for path in sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))[::3]
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 20_000_000),
    st.floats(allow_nan=False),
    st.dates(dt.date(1850, 1, 1), dt.date(2150, 1, 1)),
    st.dates().map(dt.date.isoformat),
    st.sampled_from(
        ["", "no", "unknown", "CO", "usc", "none", "A200-123-456", "2020-01-02/2021-01-02", "2021-01-02/2020-01-02", "20200102"]
    ),
    st.sampled_from(["a\nb", "a\x07b", "x" * 501, "x" * 20_001, "../a.pdf", "a.pdf", "\u202eabc", "2021-02-30"]),
    st.lists(st.one_of(st.text(max_size=3), st.integers(1890, 2110), st.dates().map(str), st.none()), max_size=3),
    st.dictionaries(st.sampled_from(["date", "kind", "status", "what"]), st.one_of(st.none(), st.text(max_size=3)), max_size=2),
)


@pytest.mark.parametrize("place", ["entry", "family", "evidence", "relief"])
def test_an_empty_mapping_is_no_list_of_things_at_a_glance_either(place):
    assert sound_facts({place: {}}) is None
    assert sound_facts({place: []}) == {place: []}


def places(node, path=()):
    """Every place in a tree of values, from the top down."""
    yield path
    for key, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from places(inner, (*path, key))


@settings(max_examples=300)
@given(data=st.data(), whole=st.sampled_from(WHOLE), changes=st.integers(0, 3))
def test_what_is_sound_at_a_glance_is_what_the_long_way_finds_nothing_wrong_with(data, whole, changes):
    facts = deepcopy({key: value for key, value in whole.items() if key not in HEAD})
    for _ in range(changes):
        *above, last = data.draw(st.sampled_from([path for path in places(facts) if path]))
        node = facts
        for part in above:
            node = node[part]
        if data.draw(st.integers(0, 5)) == 0 and isinstance(node, dict):
            node[data.draw(st.sampled_from(["whatever", "date", "kind\x07"]))] = data.draw(ODD)
        else:
            node[last] = data.draw(ODD)
    at_a_glance, problems = sound_facts(deepcopy(facts)), []
    check_texts(facts, (), {}, problems)
    check_fields(facts, {}, problems)
    assert at_a_glance == (None if problems else facts)


def test_one_value_in_two_places_is_written_twice():
    """YAML would make a reference of the second, which is refused when it is read."""
    day = dt.date(2010, 2, 3)
    case = CaseFile("case", {"encounter": {"date": day}, "entry": [{"date": day}]})
    assert check_case(parse_yaml(write_yaml(case), "case"), "case").facts == case.facts
