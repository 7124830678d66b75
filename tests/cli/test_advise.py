"""`forbear advise` as counsel uses it."""

import json
from importlib import resources
from pathlib import Path

import pytest

from forbear.cli.main import main
from forbear.law.compiler import compile_corpus
from forbear.law.index import CORPUS
from forbear.problem import BadInput

DEMO = Path(str(resources.files("forbear.demo")))
BATZ, OROZCO = str(DEMO / "batz"), str(DEMO / "orozco")
ON = ["--on", "2026-11-16"]


def test_it_writes_the_copy_says_its_pages_and_grade_and_warns_of_a_form_not_to_ask(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments = ["advise", BATZ, "--form", "dismissal-without-prejudice", "--lang", "es", "--on", "2022-05-12", "--json"]
    assert main(arguments) == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert found["file"] == "batz-advice-dismissal-without-prejudice-es.pdf"
    assert (tmp_path / found["file"]).read_bytes().startswith(b"%PDF")
    assert found["pages"] <= 2
    assert 3 <= found["grade"] <= 8.9
    assert (found["says"], found["interpreter"]) == ("avoid", "k'iche'")
    assert found["review"]
    assert "is to be avoided on this day" in captured.err
    assert "a lawyer must check the Spanish" in captured.err


def test_no_request_names_its_file(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["advise", OROZCO, "--no-request", "--lang", "en", *ON]) == 0
    assert "orozco-advice-no-request-en.pdf: 2 pages" in capsys.readouterr().out
    assert (tmp_path / "orozco-advice-no-request-en.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--form", "administrative-closur", "--lang", "es"], "did you mean administrative-closure?"),
        (["--form", "continuance", "--lang", "es", "--out", "copy.docx"], "ending in .pdf"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(capsys, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    assert main(["advise", OROZCO, *arguments, *ON]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["--lang", "en"], ["--no-request", "--form", "continuance", "--lang", "en"], ["--no-request"]])
def test_a_choice_and_a_language_are_needed(arguments):
    with pytest.raises(SystemExit) as ended:
        main(["advise", OROZCO, *arguments, *ON])
    assert ended.value.code == 2


def test_an_office_may_add_its_own_words_and_a_wrong_one_is_refused(tmp_path):
    line = "told:\n- {place: do, when: '%s', convention: our office, en: Bring a friend., es: Traiga a un amigo.}\n"
    (tmp_path / "client-copy.yaml").write_text(line % "before_judge", encoding="utf-8")
    assert compile_corpus(CORPUS, tmp_path)["client_words"].told[-1].text.en == "Bring a friend."
    (tmp_path / "client-copy.yaml").write_text(line % "no_such_fact", encoding="utf-8")
    with pytest.raises(BadInput, match="no_such_fact"):
        compile_corpus(CORPUS, tmp_path)


def test_a_form_without_words_and_a_topic_without_a_last_word_are_refused(tmp_path):
    text = (CORPUS / "client-copy.yaml").read_text(encoding="utf-8")
    for path in CORPUS.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    start = text.index("- form: continuance")
    text = text[:start] + text[text.index("- form: stipulation") :]
    kept = [line for line in text.splitlines() if "no form of discretion is a promise against arrest" not in line]
    (tmp_path / "client-copy.yaml").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        compile_corpus(tmp_path)
    said = " ".join(str(problem) for problem in refused.value.problems)
    assert "continuance: the form has no words" in said
    assert "nothing is said of detention where no other row is true" in said
