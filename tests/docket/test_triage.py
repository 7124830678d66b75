"""The order in which a docket is worked: by the corpus's own rows, each case with the row that placed it."""

import datetime as dt

import pytest
from tests.assessment.building import in_court
from tests.docket.test_bounds import blank

from forbear.assessment.options import find_options
from forbear.casefile.profile import Profile
from forbear.casefile.reading import write_json
from forbear.docket.briefing import worklist_csv
from forbear.docket.docket import open_docket
from forbear.docket.findings import find
from forbear.docket.table import frame_of
from forbear.docket.triage import seen_of, triage
from forbear.law.corpus import Corpus
from forbear.law.triage import TRIAGE_FACTS
from forbear.problem import BadInput
from forbear.rules.verdict import Value

ON = dt.date(2026, 11, 16)
ENTRY = "entry: [{date: 2001-03-12, manner: without-inspection}], residence: {continuous_since: 2001-03-12}"
CASES = {
    "held": in_court(ENTRY, "custody: {detained: true}", circuit="9"),
    "motion": in_court(ENTRY, "dhs_motion: {kind: dismiss, date: 2026-06-10}", circuit="9"),
    "hearing": in_court(ENTRY, "next_hearing: {date: 2026-11-25, type: master}", circuit="9"),
    "quiet": in_court(ENTRY, "next_hearing: {date: 2028-05-02, type: master}", circuit="9"),
    "recent": in_court("entry: [{date: 2026-02-01, manner: without-inspection}], residence: {continuous_since: 2026-02-01}", circuit="9"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("matters")
    for name, case in CASES.items():
        (root / f"{name}.json").write_text(write_json(case), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def work(folder):
    corpus = Corpus.load()
    return triage(open_docket([folder], corpus, ON), corpus)


def test_each_case_stands_where_the_first_true_row_places_it(corpus, work):
    placed = work.in_order(corpus)
    by_name = {each.case: each for each in placed}
    assert by_name["motion"].placed_by == "motion"
    assert by_name["held"].placed_by == "detained"  # under which statute is not known
    assert "detained-no-bond" in by_name["held"].could_be_higher
    assert by_name["recent"].placed_by == "exposed"
    order = corpus.triage.table.outcomes()
    assert [order.index(each.placed_by) for each in placed] == sorted(order.index(each.placed_by) for each in placed)
    assert all(each.because and each.do for each in placed)


def test_the_rows_read_the_same_for_one_case_and_over_columns(corpus, folder):
    docket = open_docket([folder], corpus, ON)
    work = triage(docket, corpus)
    (profiles,) = docket.parts()
    found = find(profiles, corpus, ON)
    later_profiles = docket.again(ON + dt.timedelta(days=30))
    later = find(later_profiles, corpus, ON)
    seen = seen_of(found, later, ON)
    for each, row in zip(work.placed, seen.iter_rows(named=True), strict=True):
        matter = docket.matter(each.place)

        class Told(Profile):
            def __getitem__(self, name, row=row):
                return Value(row[name]) if name in TRIAGE_FACTS else super().__getitem__(name)

        matter.profile = Told(matter.case, ON)
        outcome = matter.reading.table(corpus.triage.table.rows, corpus.triage.table.otherwise)
        assert list(outcome.could_be) == [*each.could_be_higher, each.placed_by], each.case


def test_what_the_plan_holds_off_is_never_ripe(corpus, work, folder):
    docket = open_docket([folder], corpus, ON)
    for part in docket.parts():
        frame = find(part, corpus, ON).frame
        held = dict(zip(frame["place"], frame["do_not_ask"], strict=True))
        assert any(len(forms) for forms in held.values())
        for each in work.placed:
            assert set(each.ripe).isdisjoint(held[each.place])


HELD = {  # who can release the client, under which custody, in which circuit
    "an order is in force": (("custody: {detained: true}, final_order_date: 2026-01-05", "9"), "detained-order"),
    "held by the office for children": (("custody: {detained: true, authority: ORR}", "9"), "detained-child"),
    "mandatory detention": (("custody: {detained: true, authority: '236(c)'}", "9"), "detained-mandatory"),
    "entered without inspection, where the Board is followed": (
        ("custody: {detained: true, authority: '236(a)'}", "5"),
        "detained-no-bond",
    ),
    "the same where the circuit lets the judge hear bond": (("custody: {detained: true, authority: '236(a)'}", "9"), "detained-bond"),
    "the same where it is unsettled": (("custody: {detained: true, authority: '236(a)'}", "11"), "detained"),
}


@pytest.mark.parametrize("who", HELD)
def test_who_is_asked_to_release_a_client_follows_the_law_of_custody(corpus, tmp_path, who):
    (proceedings, circuit), row = HELD[who]
    (tmp_path / "held.json").write_text(write_json(in_court(f"{ENTRY}, criminal: []", proceedings, circuit=circuit)), encoding="utf-8")
    docket = open_docket([tmp_path], corpus, ON, dated=False)
    (placed,) = triage(docket, corpus).placed
    assert placed.placed_by == row
    matter = docket.matter(placed.place)
    bond = next(option for option in find_options(matter) if option.form == "bond-or-release")
    assert (bond.status == "unavailable") is (row not in ("detained-bond", "detained"))
    assert ("bond" in placed.do) is (row in ("detained-bond", "detained"))
    if row in ("detained-no-bond", "detained-mandatory", "detained-order"):
        assert matter.says("judge_has_no_bond_power")
        assert "habeas" in placed.do
    if row == "detained":
        assert "detained-no-bond" in placed.could_be_higher


def test_an_open_row_above_says_that_the_case_could_stand_higher(corpus, tmp_path):
    table = tmp_path / "clients.csv"
    table.write_text("case,detained\nheld,yes\nunknown,\n", encoding="utf-8")
    work = triage(open_docket([table], corpus, ON), corpus)
    placed = {each.case: each for each in work.placed}
    assert placed["held"].placed_by == "detained"
    assert "detained-days" in placed["held"].could_be_higher  # no date is counted for a table
    assert "detained" in placed["unknown"].could_be_higher
    assert placed["unknown"].ask


def test_a_window_that_shuts_in_thirty_days_is_closing(corpus, tmp_path):
    case = in_court(
        f"{ENTRY}, relief: [{{kind: asylum, status: filed-court, filed_date: 2020-01-01}}], "
        "requests: [{form: administrative-closure, sent_on: 2026-10-01, answer: joins, answered_on: 2026-10-10}]",
        "next_hearing: {date: 2027-01-10, type: individual}, opla_position: 'OPLA joins administrative closure'",
        circuit="9",
    )
    (tmp_path / "case.json").write_text(write_json(case), encoding="utf-8")
    far, near = (
        triage(open_docket([tmp_path / "case.json"], corpus, on), corpus).placed[0] for on in (dt.date(2026, 10, 20), dt.date(2026, 12, 1))
    )
    assert "administrative-closure" in near.ripe
    assert "administrative-closure" in near.closing
    assert "administrative-closure" not in far.closing


def test_a_question_that_alone_keeps_a_finding_open_settles_it(corpus):
    row = blank(nta_issued=True, nta_filed=True)
    found = find(frame_of([tuple(row.values())]), corpus, ON)
    from forbear.docket.triage import Worklist, _ask

    work = Worklist()
    _ask(work.asked, found, corpus)
    waiting = {name: rows for name, rows in found.narrowed_by.items() if len(rows) == 2}  # the rows themselves, and one fact
    alone = {next(fact for fact in rows if fact) for rows in waiting.values()}
    settling = {fact for item in work.questions() if item.settles for fact in item.facts}
    assert {fact for fact in alone if fact in settling or Profile(CASES["quiet"], ON).facts[fact].why != "fact"} == alone
    assert all(item.findings >= item.settles for item in work.questions())


def test_an_office_may_set_its_own_order(tmp_path, folder):
    """Every row named anew, and one of its own first."""
    rows = [f"- {{id: {row.then}, when: 'FALSE', title: t, because: b, convention: c}}\n" for row in Corpus.load().triage.table.rows]
    ours = "- {id: ours, when: NOT detained, title: Call, because: our way, convention: our way}\n"
    (tmp_path / "triage.yaml").write_text(f"rows:\n{ours}{''.join(rows)}", encoding="utf-8")
    corpus = Corpus.load(overlay=tmp_path)
    work = triage(open_docket([folder], corpus, ON), corpus)
    assert {each.placed_by for each in work.placed} == {"ours", "later"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{id: a, when: days_to_act <= 'x', title: t, because: b, convention: c}", "days_to_act is a integer"),
        ("{id: later, when: detained, title: t, because: b, convention: c}", "the place of what no row places"),
        ("{id: a, when: detained, because: b, convention: c}", "says no place"),
    ],
)
def test_a_row_that_says_too_little_is_refused(tmp_path, row, message):
    (tmp_path / "triage.yaml").write_text(f"rows:\n- {row}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        Corpus.load(overlay=tmp_path)


def test_the_worklist_as_a_table(corpus, work):
    lines = worklist_csv(work.in_order(corpus)).splitlines()
    assert len(lines) == len(CASES) + 1
    assert lines[0].startswith("\ufeffrank,case,place,placed by")


def test_triage_of_no_case_is_an_empty_list(corpus, tmp_path):
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    docket = open_docket([tmp_path], corpus, ON)
    assert triage(docket, corpus).placed == []
    assert docket.refused == 1
