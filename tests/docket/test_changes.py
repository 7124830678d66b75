"""By morning: whose options, windows or dangers changed, why, and what is to be done first."""

import csv
import datetime as dt
import io
import shutil
from dataclasses import replace

import pytest
import yaml
from tests.assessment.building import in_court
from tests.conftest import text_of

from forbear.assessment.assess import assess
from forbear.casefile.reading import write_json
from forbear.docket.briefing import Briefing, as_csv, lines, notes, page
from forbear.docket.cases import read_cases
from forbear.docket.changes import find_changes
from forbear.docket.doing import GROUPS, group_of, tasks, touched
from forbear.docket.pairs import Pairs, Side
from forbear.law.corpus import Corpus
from forbear.law.index import CORPUS

BEFORE, AFTER = dt.date(2025, 1, 10), dt.date(2025, 1, 25)  # around Executive Order 14159


@pytest.fixture(scope="module")
def folder(cases, tmp_path_factory):
    """The cases of the specification, and one that crossed the border ten months before the order."""
    root = tmp_path_factory.mktemp("matters")
    for path in cases.glob("*.yaml"):
        facts = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["case"]
        (root / path.name).write_text(yaml.safe_dump(facts), encoding="utf-8")
    recent = in_court(
        "entry: [{date: 2024-03-12, manner: without-inspection, apprehended: false}], residence: {continuous_since: 2024-03-12}",
        circuit="9",
    )
    (root / "recent-entrant.json").write_text(write_json(recent), encoding="utf-8")
    return root


def changes_of(folder, corpus, before=BEFORE, after=AFTER, later=None):
    pairs = Pairs([folder], Side(corpus, before), Side(later or corpus, after))
    return list(find_changes(pairs)), pairs


@pytest.fixture(scope="module")
def changed(folder):
    return changes_of(folder, Corpus.load())[0]


def test_every_change_of_an_option_is_one_that_assess_shows_on_the_two_days(corpus, folder, changed):
    expected = {}
    for item in read_cases([folder]):
        old, new = assess(item.case, corpus, BEFORE), assess(item.case, corpus, AFTER)
        for was, now in zip(old.options, new.options, strict=True):
            if was.status != now.status:
                words = (word.replace("unknown", "not known") for word in (was.status, now.status))
                expected[item.case.name, f"option:{was.form}"] = (*words, now.because)
    found = {(change.case, change.finding): (change.was, change.now, change.because) for change in changed if change.kind == "option"}
    assert found == expected
    assert found


def test_an_order_overnight_exposes_the_recent_entrant_and_says_by_which_law(changed):
    mine = {change.finding: change for change in changed if change.case == "recent-entrant"}
    exposed = mine["conclusion:exposed_after_dismissal"]
    assert (exposed.was, exposed.now, exposed.moved_by) == ("no", "yes", "law")
    assert any("84 FR 35409" in law and "in force" in law for law in exposed.law)
    assert group_of(exposed).id == "exposed"
    assert group_of(mine["window:dismissal-without-prejudice"]).id == "hold"


def test_what_time_alone_moves_is_said_to_be_moved_by_time(corpus, tmp_path):
    case = in_court("relief: []", "next_hearing: {date: 2026-12-10, type: individual}", circuit="9")
    (tmp_path / "hearing.json").write_text(write_json(case), encoding="utf-8")
    found, _ = changes_of(tmp_path, corpus, dt.date(2026, 11, 5), dt.date(2026, 11, 20))
    assert found
    assert {change.moved_by for change in found} == {"time"}


def test_every_line_says_by_when_to_act_or_why(changed):
    assert any(change.kind == "deadline" and change.act_by is None for change in changed)
    for task in tasks(changed):
        assert [line.what for line in lines(task) if not line.act_by and not line.because] == []


def test_a_day_that_merely_passed_is_no_change(corpus, folder):
    found, _ = changes_of(folder, corpus, dt.date(2026, 11, 14), dt.date(2026, 11, 15))
    assert [change for change in found if change.kind == "deadline" and change.now == "none"] == []


def test_an_edit_of_the_law_is_compared_on_one_day(corpus, folder, tmp_path):
    law = tmp_path / "law"
    shutil.copytree(CORPUS, law)
    data = yaml.safe_load((law / "conclusions.yaml").read_text(encoding="utf-8"))
    next(line for line in data["conclusions"] if line["id"] == "interior_removal_designated")["when"] = "FALSE"
    (law / "conclusions.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    found, _ = changes_of(folder, corpus, AFTER, AFTER, Corpus.load(law))
    mine = {change.finding: change for change in found if change.case == "recent-entrant"}
    assert (mine["conclusion:exposed_after_dismissal"].was, mine["conclusion:exposed_after_dismissal"].now) == ("yes", "no")
    assert {change.moved_by for change in found} == {"law"}


def test_what_is_most_urgent_comes_first_and_nothing_is_lost(changed):
    found = tasks(changed)
    order = [group.id for group in GROUPS]
    assert [order.index(task.group.id) for task in found] == sorted(order.index(task.group.id) for task in found)
    assert sum(len(task.changes) for task in found) == len(changed)
    for task in found:
        days = [change.act_by or dt.date.max for change in task.changes]
        assert days == sorted(days)


def test_the_paper_is_one_page_and_holds_no_name(corpus, folder, changed):
    briefing = Briefing(Side(corpus, BEFORE), Side(corpus, AFTER), 21, 0, changed)
    pdf = page(briefing, today=AFTER)
    assert pdf == page(briefing, today=AFTER)
    (text,) = text_of(pdf)
    assert "Now exposed" in text
    assert "recent-entrant" in text
    names = [item.case.text("person.full_name") for item in read_cases([folder])]
    everything = text + as_csv(briefing) + "".join(note for _, note in notes(briefing))
    assert [name for name in names if name and name in everything] == []


def test_a_thousand_lines_are_still_one_page(corpus, changed):
    many = [
        replace(change, case=f"{change.case}-{number}", title=f"{change.title} {number % 40}") for number in range(40) for change in changed
    ]
    assert len(text_of(page(Briefing(Side(corpus, BEFORE), Side(corpus, AFTER), 900, 3, many), today=AFTER))) == 1


def test_the_table_has_every_change_and_no_formula(corpus, changed):
    odd = replace(changed[0], case="=HYPERLINK(1)", title="+1")
    rows = list(
        csv.DictReader(
            io.StringIO(as_csv(Briefing(Side(corpus, BEFORE), Side(corpus, AFTER), 21, 0, [*changed, odd])).removeprefix("\ufeff"))
        )
    )
    assert len(rows) == len(changed) + 1
    assert [row["case"] for row in rows if "HYPERLINK" in row["case"]] == ["'=HYPERLINK(1)"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_each_case_has_a_note_of_its_own(corpus, changed):
    twin = [replace(change, place="elsewhere/recent-entrant.json") for change in changed if change.case == "recent-entrant"]
    written = dict(notes(Briefing(Side(corpus, BEFORE), Side(corpus, AFTER), 22, 0, [*changed, *twin])))
    assert len(written) == len(touched([*changed, *twin]))
    assert {"recent-entrant.txt", "recent-entrant-2.txt"} <= set(written)
    assert all(text.startswith("PRIVILEGED") for text in written.values())


def test_a_table_of_facts_is_compared_under_both_laws(corpus, tmp_path):
    table = tmp_path / "clients.csv"
    table.write_text("case,armed_group\na,no\nb,\n", encoding="utf-8")
    found, pairs = changes_of(table, corpus)
    assert pairs.notes() == ["the facts of the table stand as they are on both days; only the law moves, and no date is counted"]
    assert all(change.moved_by == "law" for change in found)
