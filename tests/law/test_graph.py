"""The graph of consequences is whole: every way and effect says whom it reaches, every form where it leads."""

import shutil

import pytest

from forbear.law.compiler import compile_corpus
from forbear.law.consequence import NOWHERE, STAYS
from forbear.law.index import CORPUS
from forbear.problem import BadInput


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(CORPUS, tmp_path / "corpus")


BROKEN = [
    ("consequences.yaml", "  to: relief-granted", "  to: relief-promised", "unknown state 'relief-promised'"),
    ("consequences.yaml", "  topic: travel", "  topic: voyages", "unknown topic 'voyages'"),
    ("consequences.yaml", "  to: nta-cancelled", "  to: nta-not-filed", "leads back to where it starts"),
    ("case-paths.yaml", "{about: [nta-file], side: undoes", "{about: [nta-cancel], side: undoes", "no entry says whom it reaches"),
    ("case-paths.yaml", "{about: [nta-file]", "{about: [nta-filed]", "is neither a way nor an effect"),
    ("case-paths.yaml", "{about: [nta-file], side: undoes", "{about: [nta-file], side: opens", "ways undo or lead onward"),
    ("case-paths.yaml", "then: terminated, convention", "then: ended, convention", "unknown outcome 'ended'"),
    ("case-paths.yaml", "- form: parole\n", "- form: paroled\n", "the form leads nowhere"),
    ("case-paths.yaml", "then: stays, because: release changes custody; the case goes on,", "then: stays,", "gives no reason why"),
    ("case-paths.yaml", "when: stage = 'appeal-pending-bia', then", "when: 'TRUE', then", "the stage 'appeal-pending-bia'"),
    ("case-paths.yaml", "authorities: [cfr-1003-14]}", "authorities: [cfr-999]}", "unknown authority 'cfr-999'"),
    ("case-paths.yaml", "when: waiver_needs_closure", "when: waiver_needs_a_miracle", "unknown fact or conclusion"),
    ("case-paths.yaml", "{topic: i601a", "{topic: i601b", "unknown topic"),
    ("case-paths.yaml", "{state: reopened, of: in-proceedings}", "{state: reopened, of: in-court}", "unknown state 'in-court'"),
    ("case-paths.yaml", "without: [case-to-continued]", "without: [case-to-nowhere]", "is no way of the graph"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN)
def test_what_is_not_whole_is_said(copy, file, old, new, said):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        compile_corpus(copy)
    assert said in "\n".join(map(str, bad.value.problems))


def test_every_form_leads_to_a_state_or_says_why_not(corpus):
    graph = corpus.graph
    assert set(graph.rules.leads) == set(corpus.vocabulary.forms)
    for lead in graph.rules.leads.values():
        for row in lead.table.rows:
            assert row.then in graph.states or (row.then in (STAYS, NOWHERE) and row.because)


def test_no_way_or_effect_speaks_in_words_that_need_another_entry(corpus):
    for move in corpus.graph.transitions:
        assert not any(text.startswith("same") for text in (move.trigger, *move.guard)), move.id
    for effect in corpus.graph.effects:
        assert effect.detail not in ("Same.", "Same as dismissal."), effect.id


def test_from_every_state_that_is_not_final_some_way_leads_on(corpus):
    starts = {move.start for move in corpus.graph.transitions}
    assert set(corpus.graph.states) - starts == {"relief-granted", "removed"}
