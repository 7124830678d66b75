"""The lines of a hearing's page are held to their rules when the corpus is compiled."""

import pytest

from forbear.law.compiler import compile_corpus
from forbear.law.index import CORPUS
from forbear.problem import BadInput

CLIENT = "client:\n- {id: x, about: go, when: %s, rank: 1, text: %s, es: %s, convention: c}\n"


def problems(tmp_path, text):
    overlay = tmp_path / "office"
    overlay.mkdir()
    (overlay / "hearing.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        compile_corpus(CORPUS, overlay)
    return "\n".join(map(str, bad.value.problems))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CLIENT % ("unlawful_entry", "Go.", "Vaya."), "asks for unlawful_entry, which the client's half may not show"),
        (CLIENT % ("'TRUE'", "'You are {age}.'", "Vaya."), "puts a fact into the client's half"),
        (CLIENT % ("'TRUE'", "Go.", "''"), "has no Spanish"),
        ("answers:\n- {id: x, about: adjourn, when: 'TRUE', rank: 1, text: We wait., convention: c}\n", "unknown about 'adjourn'"),
        ("offers:\n- {id: x, about: amnesty, when: 'TRUE', rank: 1, text: Take it., convention: c}\n", "unknown about 'amnesty'"),
        ("carry:\n- {id: x, when: 'TRUE', rank: 1, text: Paper.}\n", "cites no authority and names no convention"),
        ("carry:\n- {id: x, when: 'TRUE', rank: 9, text: Paper., convention: c}\n", "rank"),
        ("concede:\n- {id: x, when: detained IS NULL, rank: 1, text: Nothing., convention: c}\n", "IS NULL stands only in asking"),
    ],
)
def test_a_line_that_is_not_sound_is_said(tmp_path, text, says):
    found = problems(tmp_path, text)
    assert "hearing.yaml" in found
    assert says in found


def test_an_office_may_replace_a_line_by_its_id(tmp_path):
    overlay = tmp_path / "office"
    overlay.mkdir()
    line = "carry:\n- {id: identity, when: case_open, rank: 1, text: The consular card alone., convention: this office's choice}\n"
    (overlay / "hearing.yaml").write_text(line, encoding="utf-8")
    (rule,) = [rule for rule in compile_corpus(CORPUS, overlay)["hearing"] if rule.rule.id == "identity"]
    assert rule.rule.because == "The consular card alone."
