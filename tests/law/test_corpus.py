"""Dated law: what governed on a day, how sure that is, and a corpus that refuses what is not sound."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from forbear.law.compiler import compile_corpus
from forbear.law.corpus import Corpus, current_as_of, stale
from forbear.law.entry import Entry
from forbear.law.index import CORPUS, SHIPPED, build_index, digest_of, load_index
from forbear.problem import BadInput


def day(text):
    return dt.date.fromisoformat(text)


def test_the_corpus_is_sound():
    assert compile_corpus(CORPUS)["authorities"]


@pytest.mark.parametrize(
    ("actor", "on", "regime", "posture"),
    [
        ("opla", "2014-12-31", "opla-03", "broad-discretion"),  # issued in November, not yet governing
        ("opla", "2015-01-05", "opla-04", "priorities-guided"),
        ("opla", "2022-06-24", "opla-13", "broad-discretion"),
        ("opla", "2022-06-25", "opla-14", "vacated-guidance-case-by-case"),
        ("opla", "2023-07-28", "opla-15", "broad-discretion"),
        ("opla", "2025-01-20", "opla-16", "no-categories-exempt"),
        ("opla", "2026-11-24", "opla-19", "no-categories-exempt"),
        ("ero", "2021-08-20", "ero-08", "vacated-guidance-case-by-case"),
        ("uscis-nta", "2025-02-27", "nta-08", "restricted"),
        ("uscis-deferred-action", "2026-05-10", "da-11", "restricted"),
    ],
)
def test_what_governed_each_actor(corpus, actor, on, regime, posture):
    found = corpus.on(day(on), actor=actor)
    assert (found.regime.id, found.regime.posture) == (regime, posture)


def test_a_listed_authority_counts_only_while_it_is_in_force(corpus):
    found = corpus.on(day("2010-07-01"))
    assert "morton-pending-applications-2010" not in {entry.id for entry in found.authorities}  # from 2010-08-20
    assert "morton-pending-applications-2010" in {entry.id for entry in corpus.on(day("2010-08-20")).authorities}
    assert all(entry.status(found.on) == "in_force" for entry in found.authorities)


def test_before_a_timeline_begins_nothing_is_said(corpus):
    assert corpus.on(day("2010-06-29")).regime is None


@pytest.mark.parametrize(
    ("on", "live"), [("2025-01-20", False), ("2025-01-21", True), ("2025-08-29", False), ("2026-06-22", False), ("2026-06-23", True)]
)
def test_whether_interior_expedited_removal_is_live(corpus, on, live):
    answers = {overlay.id: answer for overlay, answer in corpus.on(day(on)).overlays}
    assert answers["interior-expedited-removal"].live is live


@pytest.mark.parametrize(("actor", "on"), [("opla", "2021-09-01"), ("opla", "2021-10-01"), ("opla", "2026-11-24"), ("ero", "2026-07-01")])
def test_where_the_data_is_uncertain_the_answer_says_so(corpus, actor, on):
    assert corpus.on(day(on), actor=actor).uncertain


def test_a_date_inside_an_unknown_window_is_uncertain(corpus):
    assert "unknown day in this window" in " ".join(corpus.on(day("2026-01-05"), actor="ero").uncertain)


def test_an_authority_reaches_its_circuits_alone(corpus):
    romero = corpus.authorities["romero"]
    assert romero.binds(day("2020-01-01"), "4")
    assert not romero.binds(day("2020-01-01"), "9")
    assert not romero.binds(day("2019-08-28"), "4")
    assert not romero.binds(day("2020-01-01"), None)


def test_sources_differ_for_some_circuits_and_that_is_said(corpus):
    hurtado = corpus.authorities["yajure-hurtado"]
    assert hurtado.doubt(day("2026-05-01"), "7")
    assert not hurtado.doubt(day("2026-05-01"), "5")


def test_every_entry_that_is_shown_has_sources_confidence_and_age_or_says_what_it_lacks(corpus):
    for entry in [*corpus.authorities.values(), *corpus.forms.values(), *corpus.factors]:
        assert entry.confidence, entry.id
        assert entry.sources or entry.confidence == "recalled" or entry.needs_review, entry.id


def test_an_id_given_up_still_answers(corpus):
    ((shelf, entry),) = corpus.find("make-the-road-dc")
    assert (shelf, entry.id) == ("authorities", "make-the-road-2025")


def test_search_finds_by_every_word(corpus):
    assert "castro-tum" in {entry.id for _, entry in corpus.search(["castro-tum"])}
    assert corpus.search(["castro-tum", "zebra"]) == []


def test_the_age_of_an_answer_is_its_oldest_open_source_and_ended_ones_do_not_count(corpus):
    entries = [corpus.authorities[name] for name in ("castro-tum", "cruz-valdez", "cfr-1003-18-c")]
    assert current_as_of(entries, day("2026-11-24")) == day("2021-07-15")
    assert (
        "castro-tum" not in {entry.id for entry in stale(entries, day("2026-11-24"))}
        or corpus.authorities["castro-tum"].in_force[-1].end is None
    )


def test_an_entry_is_stale_after_its_recheck_days():
    entry = Entry(id="x", current_as_of=day("2026-10-02"), recheck_days=14)
    assert not entry.stale(day("2026-10-16"))
    assert entry.stale(day("2026-10-17"))
    assert Entry(id="y").stale(day("2026-10-17"))  # never dated


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(CORPUS, tmp_path / "corpus")


def changed(copy, file, old, new):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder, overlay=None):
    with pytest.raises(BadInput) as bad:
        compile_corpus(folder, overlay)
    return "\n".join(map(str, bad.value.problems))


BROKEN = [
    ("policies.yaml", "to: 2017-02-20", "to: 2017-02-30", "2017-02-30 is no date"),
    ("policies.yaml", "    to: 2017-02-20\n    status: in_force", "    to: 2017-03-20\n    status: in_force", "two answers for one day"),
    ("policies.yaml", "    to: 2017-02-20\n    status: in_force", "    to: 2017-01-20\n    status: in_force", "a gap"),
    ("policies.yaml", "by: meissner-2000", "by: nobody-1999", "unknown authority 'nobody-1999'"),
    ("policies.yaml", "issuer: INS", "isuer: INS", "unknown key 'isuer'"),
    ("regimes.yaml", "posture: priorities-guided", "posture: generous", "opla"),
    (
        "conclusions.yaml",
        "when: final_order OR ordered_in_absentia",
        "when: final_order OR ordered_in_absence",
        "unknown fact or conclusion",
    ),
    ("conclusions.yaml", "when: final_order OR ordered_in_absentia", "when: final_order OR order_in_force", "a circle"),
    ("conclusions.yaml", "authorities: [cfr-1241-1, ina-240]", "meaning2: x", "unknown key 'meaning2'"),
    ("options.yaml", "then: barred", "then: shut", "unknown outcome 'shut'"),
    ("options.yaml", "authorities: [cfr-239-1]", "authorities: [cfr-999]", "unknown authority 'cfr-999'"),
    ("case-factors.yaml", "convention: five years", "meaning: five years", "cites no authority and names no convention"),
    (
        "case-factors.yaml",
        "'here since {continuous_since}, ",
        "'here since {continuous_sins}, ",
        "unknown fact 'continuous_sins' in braces",
    ),
    ("aliases.yaml", "icwc: icwc-2026", "icwc: icwc-2099", "unknown authority 'icwc-2099'"),
    ("offers.yaml", "AND outside_way AND offer_safe", "AND outside_way", "accepts, but does not rest on offer_safe"),
    ("offers.yaml", "AND outside_way AND offer_safe", "AND (outside_way OR offer_safe)", "accepts, but does not rest on offer_safe"),
    ("offers.yaml", "AND outside_way AND offer_safe", "AND outside_way AND NOT offer_safe", "accepts, but does not rest on offer_safe"),
    ("offers.yaml", "interests: [custody-cost,", "interests: [custody-price,", "unknown interest 'custody-price'"),
    ("offers.yaml", 'patterns: ["without prejudice"]', 'patterns: ["(without prejudice"]', "cannot be read"),
    ("offers.yaml", "form: bond-or-release, when: detained", "form: recalendar, when: detained", "unknown form 'recalendar'"),
    ("offers.yaml", "ask: release on parole,", "term: x, ask: release on parole,", "names a form or a term, and not both"),
    ("offers.yaml", "leads: recalendared", "leads: calendared", "unknown state 'calendared'"),
    ("offers.yaml", "- {rule: bia-appeal-notice,", "- {rule: bia-appeal,", "unknown deadline 'bia-appeal'"),
    ("offers.yaml", "case_warnings: [arrest-risk,", "case_warnings: [arrest,", "unknown warning 'arrest'"),
    ("questions.yaml", "field: person.languages", "field: person.tongues", "unknown field 'person.tongues'"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN)
def test_what_is_not_sound_is_said_with_its_file(copy, file, old, new, said):
    changed(copy, file, old, new)
    found = problems(copy)
    assert file in found or "conclusions" in found
    assert said in found


def test_every_problem_is_said_at_once(copy):
    changed(copy, "policies.yaml", "by: meissner-2000", "by: nobody-1999")
    changed(copy, "aliases.yaml", "icwc: icwc-2026", "icwc: icwc-2099")
    (copy / "stray.yaml").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(BadInput):
        compile_corpus(copy)
    (copy / "stray.yaml").unlink()
    found = problems(copy)
    assert "nobody-1999" in found
    assert "icwc-2099" in found


def test_an_index_is_never_read_stale(copy, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = load_index(copy)
    assert Corpus(first).authorities["castro-tum"].title
    changed(copy, "authorities.yaml", "title: Powers of the Secretary and Attorney General", "title: Changed this morning")
    second = load_index(copy)
    assert second.digest != first.digest
    assert Corpus(second).authorities["ina-103"].title == "Changed this morning"
    assert len(list((tmp_path / "cache" / "forbear").glob("*.msgpack"))) == 2


def test_a_damaged_index_is_made_again(copy, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load_index(copy)
    (kept,) = (tmp_path / "cache" / "forbear").glob("*.msgpack")
    kept.write_bytes(kept.read_bytes()[:1000])
    assert Corpus(load_index(copy)).authorities


def test_a_shipped_index_is_used_only_with_the_hash_of_the_corpus(tmp_path):
    made = build_index(CORPUS, None, tmp_path / "index.msgpack")
    assert made.digest == digest_of(CORPUS, None)
    assert SHIPPED.name == "index.msgpack"


OFFICE = """changes:
- {authority: make-the-road-cadc-2026, act: suspend, from: 2026-11-23, author: A. Ruiz, source: order read this morning}
notes:
- {id: pages, about: Denver, topic: page-limit, text: 25 pages a motion, author: A. Ruiz, source: standing order, from: 2026-01-05}
"""


def test_an_office_may_suspend_an_authority_from_a_day_and_it_is_seen(tmp_path):
    overlay = tmp_path / "office"
    overlay.mkdir()
    (overlay / "office.yaml").write_text(OFFICE, encoding="utf-8")
    corpus = Corpus.load(overlay=overlay)
    entry = corpus.authorities["make-the-road-cadc-2026"]
    assert entry.status(day("2026-11-22")) == "in_force"
    assert entry.status(day("2026-11-23")) == "suspended"
    assert "A. Ruiz" in entry.period(day("2026-11-23")).note
    assert corpus.notes[0].text == "25 pages a motion"
    assert Corpus.load().authorities["make-the-road-cadc-2026"].status(day("2026-11-23")) == "in_force"  # the corpus itself is untouched


def test_an_office_may_end_a_rule_with_the_authority_it_rests_on(tmp_path):
    from building import in_court

    from forbear.assessment.assess import assess

    overlay = tmp_path / "office"
    overlay.mkdir()
    ends = "- {{authority: {}, act: end, from: 2020-01-06, author: A, source: s}}\n"
    change = "changes:\n" + "".join(ends.format(name) for name in ("castro-tum", "hernandez-serrano"))
    (overlay / "office.yaml").write_text(change, encoding="utf-8")
    case = in_court("relief: [{kind: i-130, status: approved}]", circuit="9")
    assert assess(case, Corpus.load(overlay=overlay), day("2020-01-05")).option("administrative-closure").timing == "barred"
    found = assess(case, Corpus.load(overlay=overlay), day("2020-01-06"))
    assert found.option("administrative-closure").timing == "ripe"
    assert found.law.changed_by_office


def test_an_overlay_entry_replaces_the_entry_of_its_id(tmp_path):
    overlay = tmp_path / "office"
    overlay.mkdir()
    line = "conclusions:\n- {id: exposed_after_dismissal, meaning: ours, when: 'FALSE', convention: decided by this office}\n"
    (overlay / "conclusions.yaml").write_text(line, encoding="utf-8")
    assert Corpus.load(overlay=overlay).rulebook.conclusions["exposed_after_dismissal"].text == "FALSE"


def test_an_overlay_is_checked_like_the_corpus(tmp_path):
    overlay = tmp_path / "office"
    overlay.mkdir()
    (overlay / "office.yaml").write_text("changes:\n- {authority: nobody, act: halt, from: soon, author: A, source: s}\n", encoding="utf-8")
    found = problems(CORPUS, overlay)
    assert "act" in found
    assert "from" in found


def an_office(tmp_path, text, name="office.yaml"):
    overlay = tmp_path / "office"
    overlay.mkdir(exist_ok=True)
    (overlay / name).write_text(text, encoding="utf-8")
    return overlay


@pytest.mark.parametrize("name", ["office.yml", "notes.txt"])
def test_a_file_that_would_not_be_read_is_a_problem_even_after_a_sound_corpus_was_kept(tmp_path, monkeypatch, name):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    overlay = an_office(tmp_path, OFFICE)
    Corpus.load(overlay=overlay)
    (overlay / ".office.yaml.swp").write_text("an editor's own", encoding="utf-8")
    Corpus.load(overlay=overlay)
    an_office(tmp_path, OFFICE, name)
    with pytest.raises(BadInput, match=f"{name}: -: unknown file"):
        Corpus.load(overlay=overlay)


@pytest.mark.parametrize("start", ["2020-01-06", "2026-11-23", "2030-01-01"])
def test_a_change_makes_no_entry_look_newer_or_older(tmp_path, corpus, start):
    text = f"changes:\n- {{authority: castro-tum, act: suspend, from: {start}, author: A, source: s}}\n"
    changed = Corpus.load(overlay=an_office(tmp_path, text)).authorities["castro-tum"]
    assert changed.current_as_of == corpus.authorities["castro-tum"].current_as_of


def test_a_suspension_that_ends_gives_the_rule_back(tmp_path):
    from building import in_court

    from forbear.assessment.assess import assess

    off = "- {{authority: {}, act: suspend, from: 2020-01-06, to: 2020-02-03, author: A, source: s}}\n"
    text = "changes:\n" + "".join(off.format(name) for name in ("castro-tum", "hernandez-serrano"))
    ours = Corpus.load(overlay=an_office(tmp_path, text))
    case = in_court("relief: [{kind: i-130, status: approved}]", circuit="9")
    timing = [assess(case, ours, day(on)).option("administrative-closure").timing for on in ("2020-01-05", "2020-01-06", "2020-02-03")]
    assert timing == ["barred", "ripe", "barred"]
    assert [bool(ours.changed_by_office(day(on))) for on in ("2020-01-05", "2020-01-06", "2020-02-03")] == [False, True, False]


def test_of_two_changes_the_later_day_wins_wherever_it_stands(tmp_path):
    line = "- {{authority: make-the-road-cadc-2026, act: {}, from: {}, author: A, source: s}}\n"
    text = "changes:\n" + line.format("suspend", "2026-11-23") + line.format("revive", "2026-11-20")
    entry = Corpus.load(overlay=an_office(tmp_path, text)).authorities["make-the-road-cadc-2026"]
    assert [entry.status(day(on)) for on in ("2026-11-20", "2026-11-23", "2026-12-01")] == ["in_force", "suspended", "suspended"]


def test_a_change_may_name_its_authority_by_an_id_given_up(tmp_path):
    text = "changes:\n- {authority: make-the-road-dc, act: end, from: 2026-11-23, author: A, source: s}\n"
    corpus = Corpus.load(overlay=an_office(tmp_path, text))
    assert corpus.authorities["make-the-road-2025"].status(day("2026-11-23")) == "rescinded"


def test_an_office_s_aliases_stand_beside_those_of_the_corpus(tmp_path):
    corpus = Corpus.load(overlay=an_office(tmp_path, "aliases: {our-name: castro-tum}\n", "aliases.yaml"))
    assert corpus.find("our-name")[0][1].id == "castro-tum"
    assert corpus.find("make-the-road-dc")[0][1].id == "make-the-road-2025"


CHANGE = "changes:\n- {authority: castro-tum, act: suspend, from: 2026-11-23, author: A, source: s}\n"
UNSOUND = [
    (CHANGE.replace("author: A", "to: 2026-11-23, author: A"), "is no day at all"),
    (CHANGE.replace("2026-11-23", "0001-01-01"), "expected a day from 1990 to 2099"),
    (CHANGE.replace("author: A", "author: ' '"), "has no author"),
    (CHANGE.replace("source: s", "source: ''"), "has no source"),
    (CHANGE + "- {authority: castro-tum, act: revive, from: 2026-11-23, author: B, source: t}\n", "another change says suspend"),
    ("notes: " + "[" * 100_000, "nests deeper than 40 levels"),
    ("notes: &a []\nchanges: *a\n", "anchors and aliases"),
    ("? [a]\n: b\n", "cannot be the name of a field"),
    ('notes: ["\\e[31m"]\n', "U+001B, which cannot be shown"),
]


@pytest.mark.parametrize(("text", "said"), UNSOUND, ids=[said for _, said in UNSOUND])
def test_an_office_s_law_that_contradicts_itself_or_is_no_plain_text_is_refused(tmp_path, text, said):
    assert said in problems(CORPUS, an_office(tmp_path, text))


def test_a_pipe_a_folder_or_a_device_in_place_of_a_file_is_refused_at_once(tmp_path):
    for number, make in enumerate((os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero"))):
        overlay = tmp_path / str(number)
        overlay.mkdir()
        make(overlay / "office.yaml")
        with pytest.raises(BadInput, match=r"office\.yaml: is not a regular file"):
            Corpus.load(overlay=overlay)


def test_a_corpus_of_which_files_are_empty_is_not_sound_and_each_is_named(copy):
    empty = ["plan.yaml", "stages.yaml", "warnings.yaml", "policies.yaml", "vocabulary.yaml", "aliases.yaml"]
    for file in empty:
        (copy / file).write_text("{}\n", encoding="utf-8")
    said = problems(copy)
    assert "is missing" in said
    for file in empty:
        assert f"{file}: " in said, file


def test_old_indexes_are_pruned_and_no_part_is_left(copy, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept = tmp_path / "cache" / "forbear"
    kept.mkdir(parents=True)
    for number in range(20):
        (kept / f"law-{number}.msgpack").write_bytes(b"old")
    load_index(copy)
    assert len(list(kept.iterdir())) == 8
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("no space")))
    changed(copy, "authorities.yaml", "title: Powers of the Secretary and Attorney General", "title: Changed this morning")
    assert load_index(copy).parts
    assert len(list(kept.iterdir())) == 8


def test_without_a_home_the_law_is_compiled_and_kept_nowhere(monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert load_index(CORPUS).parts


NOTE = "notes:\n- {{id: n, about: {}, topic: {}, text: 25 pages, author: A, source: s, from: 2026-01-05}}\n"


@pytest.mark.parametrize(("about", "topic", "court", "said"), [
    ("Denver", "page-limit", "Denver, Colorado", "Denver: 25 pages (A)"),
    ("Denver", "page-limit", "Boston", ""),
    ("Denver", "page-limit", None, "general, not matched to this case's court – Denver: 25 pages (A)"),
    ("OPLA", "request-channel", "Boston", "general, not matched to this case's court – OPLA: 25 pages (A)"),
])  # fmt: skip
def test_a_note_on_one_court_is_not_said_of_another(tmp_path, about, topic, court, said):
    from forbear.assessment.assess import assess
    from forbear.casefile.reading import check_case
    from forbear.casefile.tree import Tree

    corpus = Corpus.load(overlay=an_office(tmp_path, NOTE.format(about, topic)))
    found = assess(check_case(Tree({"court": court}, {}), "case"), corpus, day("2026-11-16"))
    assert found.office_notes == ([said] if said else [])
