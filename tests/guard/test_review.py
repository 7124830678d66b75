"""Decisions about findings: where they are kept, and what is no log of them."""

import datetime as dt
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.guard.finding import Decision
from forbear.guard.review import FOLDER, MARKING, MOST_BYTES, OUTGOING, latest, log_bytes, log_of, read_log
from forbear.problem import BadInput


def goes_out(path: Path) -> bool:
    return any(place.name.lower() in OUTGOING for place in (path, *path.parents))


def test_decisions_are_kept_beside_the_case_else_beside_the_document(tmp_path: Path) -> None:
    case = tmp_path / "reyes"
    case.mkdir()
    (case / "case.yaml").touch()
    draft = tmp_path / "drafts" / "letter.docx"
    kept = case / FOLDER / "letter.docx.guard-log"
    assert log_of(draft, case) == kept
    assert log_of(draft, case / "case.yaml") == kept
    assert log_of(draft) == tmp_path / "drafts" / FOLDER / "letter.docx.guard-log"
    assert log_of(case / FOLDER / "notes" / "intake.txt") == case / FOLDER / "intake.txt.guard-log"


def test_a_relative_path_is_taken_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outgoing" / "drafts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "outgoing" / "drafts")
    for document in ("letter.docx", "./letter.docx", "../letter.docx", "../drafts/letter.docx"):
        assert log_of(Path(document)) == tmp_path / FOLDER / "letter.docx.guard-log"
    assert log_of(Path("../../letter.docx"), Path()) == tmp_path / FOLDER / "letter.docx.guard-log"


@pytest.mark.parametrize("name", ["outgoing", "Outgoing", "PACKET", "to file", "to_file", "To-File", "filed.", " Served "])
def test_a_folder_goes_out_however_its_name_is_written(tmp_path: Path, name: str) -> None:
    assert log_of(tmp_path / name / "a" / "letter.docx") == tmp_path / FOLDER / "letter.docx.guard-log"


def test_no_link_leads_decisions_into_what_goes_out(tmp_path: Path) -> None:
    case, drafts = tmp_path / "case", tmp_path / "case" / "drafts"
    (case / "outgoing" / "final").mkdir(parents=True)
    drafts.mkdir()
    (case / "current").symlink_to(case / "outgoing" / "final")
    (tmp_path / "packet").symlink_to(drafts)
    (drafts / "letter.docx").symlink_to(case / "outgoing" / "letter.docx")
    assert log_of(case / "current" / "letter.docx").parent == case / FOLDER
    assert log_of(tmp_path / "packet" / "letter.docx").parent == tmp_path / FOLDER
    assert log_of(drafts / "letter.docx").parent == drafts / FOLDER
    (case / FOLDER).symlink_to(case / "outgoing")
    with pytest.raises(BadInput, match="from where papers go out; make it a folder of its own"):
        log_of(case / "letter.docx")


def test_a_link_to_itself_leads_to_no_folder(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(BadInput, match="leads to no folder"):
        log_of(tmp_path / "loop" / "letter.docx")


NAMES = st.one_of(
    st.sampled_from([*sorted(OUTGOING), FOLDER, "..", ".", "Outgoing", "case", "drafts"]), st.text("ab-._ ", min_size=1, max_size=8)
)


@given(st.lists(NAMES, min_size=1, max_size=6), st.one_of(st.none(), st.lists(NAMES, max_size=6)), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_path_leads_decisions_into_what_goes_out(document: list[str], case: list[str] | None, absolute: bool) -> None:
    root = Path("/nowhere") if absolute else Path()
    log = log_of(root.joinpath(*document), None if case is None else root.joinpath(*case))
    assert not goes_out(log.parent)
    assert log.is_absolute()
    assert log.parent.name == FOLDER
    assert FOLDER not in [place.name for place in log.parent.parents]
    assert log.name.endswith(".guard-log")


def test_a_long_name_is_shortened_to_one_of_its_own(tmp_path: Path) -> None:
    one, other = (log_of(tmp_path / ("ñ" * 120 + end)) for end in ("a.docx", "b.docx"))
    assert one != other
    assert len(os.fsencode(one.name)) < 200
    assert read_log(one) == []


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DECISIONS = st.builds(
    Decision,
    finding=TEXT,
    decision=st.sampled_from(["accepted", "fixed", "dismissed"]),
    by=TEXT,
    on=st.dates(),
    reason=TEXT,
    text=TEXT,
    admission=TEXT,
)


@given(st.lists(DECISIONS, max_size=4))
@settings(max_examples=60, deadline=None)
def test_decisions_come_back_as_they_were_written(decisions: list[Decision]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.json"
        path.write_bytes(log_bytes("letter.docx", decisions))
        assert read_log(path) == decisions


def decision(finding: str, word: str, reason: str = "") -> Decision:
    return Decision(finding, word, "Ana Ruiz", dt.date(2026, 3, 3), reason, "words", "entry")  # type: ignore[arg-type]


def test_the_last_decision_about_a_finding_counts() -> None:
    made = [decision("a", "accepted"), decision("b", "dismissed"), decision("a", "fixed")]
    assert {name: kept.decision for name, kept in latest(made).items()} == {"a": "fixed", "b": "dismissed"}


def test_a_log_is_marked_and_says_what_it_is_about() -> None:
    told = json.loads(log_bytes("carta.docx", [decision("a", "dismissed", "señal de más")]))
    assert told["marking"] == MARKING
    assert told["document"] == "carta.docx"
    assert told["decisions"][0]["reason"] == "señal de más"


def test_a_name_in_no_encoding_is_written_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(log_bytes("lettre\udce9.docx", [decision("a", "dismissed", "\udce9")]))
    assert [kept.reason for kept in read_log(path)] == ["?"]


GOOD = log_bytes("letter.docx", [decision("a", "accepted")])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not a log of decisions"),
        (b"{", "is not a log of decisions"),
        (b"[]", "is not a log of decisions"),
        (b"null", "is not a log of decisions"),
        (b"\xff\xfe", "is not a log of decisions"),
        (GOOD[:-20], "is not a log of decisions"),
        (GOOD.replace(b'"accepted"', b'"maybe"'), "is not a log of decisions"),
        (GOOD.replace(b'"2026-03-03"', b'"2026-02-30"'), "is not a log of decisions"),
        (GOOD.replace(b'"document"', b'"papers"'), "is not a log of decisions"),
        (GOOD.replace(b"PRIVILEGED", b"PUBLIC"), "is not a log of decisions (its marking is not ours)"),
        (b'{"marking": ' + b"[" * 200_000, "is not a log of decisions"),
        (GOOD[:-4] + b', {"x": ' + b"[" * 200_000, "is not a log of decisions"),
        (b" " * (MOST_BYTES + 1), "is not a log of decisions (is too large)"),
    ],
)
def test_what_is_no_log_of_ours_is_told_in_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "letter.docx.guard-log"
    path.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        read_log(path)
    assert says in str(refused.value)
    assert "put it right or move it away" in str(refused.value)


def test_what_is_no_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "file" / "log.json"):
        with pytest.raises(BadInput):
            read_log(path)
    assert read_log(tmp_path / "missing" / "log.json") == []
