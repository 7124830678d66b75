"""The linear model over counted words and pieces of words."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from forbear.guard.cues import CUES, cues_in
from forbear.guard.ngrams import CUE_WEIGHT, LONGEST, SHORTEST, Ngrams, normalised, pieces, words

Array = np.ndarray[Any, Any]
RARE_WORDS, RARE_PIECES = 2, 4  # sentences in which a word, a piece must stand to be counted
STRENGTH = 40.0  # inverse of the penalty


def train_ngrams(sentences: Sequence[str], labels: Array, counts: Array, year: int) -> dict[str, Array]:
    """The arrays of `ngrams.npz`. `counts` is 0 where a label must count neither right nor wrong."""
    by_words = TfidfVectorizer(analyzer=lambda text: words(normalised(text, year)), min_df=RARE_WORDS, sublinear_tf=True)
    by_pieces = TfidfVectorizer(analyzer=lambda text: pieces(normalised(text, year)), min_df=RARE_PIECES, sublinear_tf=True)
    assert (SHORTEST, LONGEST) == (2, 5)
    matrix = sparse.hstack([by_words.fit_transform(sentences), by_pieces.fit_transform(sentences), _cues(sentences)]).tocsr()
    weights, bias = [], []
    for column in range(labels.shape[1]):
        rows = counts[:, column] > 0
        model = LogisticRegression(C=STRENGTH, solver="liblinear", dual=True, tol=0.01, random_state=0, max_iter=500)
        model.fit(matrix[rows], labels[rows, column])
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    table = np.stack(weights, axis=1)
    scale = np.abs(table).max(axis=0) / 127
    vocabulary = [*by_words.get_feature_names_out(), *by_pieces.get_feature_names_out()]
    arrays = {
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8),
        "words": np.array(len(by_words.vocabulary_)),
        "idf": np.concatenate([by_words.idf_, by_pieces.idf_]).astype(np.float16),
        "weights": np.rint(table / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": np.array(bias, dtype=np.float32),
    }
    model = Ngrams(vocabulary, int(arrays["words"]), arrays["idf"], arrays["weights"] * arrays["scale"], arrays["bias"])
    exact = matrix[:50] @ table + np.array(bias)
    read = np.stack([model.scores(sentence, year) for sentence in sentences[:50]])
    assert np.abs(exact - read).max() < 0.5, "the model as it is read differs from the model as it was trained"
    return arrays


def _cues(sentences: Sequence[str]) -> sparse.csr_matrix:
    names = list(CUES)
    table = np.zeros((len(sentences), len(names)))
    for row, sentence in enumerate(sentences):
        for name in cues_in(sentence):
            table[row, names.index(name)] = CUE_WEIGHT
    return sparse.csr_matrix(table)
