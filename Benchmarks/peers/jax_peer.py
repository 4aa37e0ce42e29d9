"""JAX: jit of lax.scan, buffers donated, compiled before anything is measured."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax, nn
from worker import Prepared, Request, load, serve

Tree = Any


def lstm(u: Tree, carry: Tree, x: jax.Array) -> Tree:
    h, c = carry
    i, f, g, o = jnp.split(x + h @ u["u"], 4, axis=-1)
    c = nn.sigmoid(f) * c + nn.sigmoid(i) * jnp.tanh(g)
    return nn.sigmoid(o) * jnp.tanh(c), c


def gru(u: Tree, carry: Tree, x: jax.Array) -> Tree:
    (h,) = carry
    x_r, x_z, x_n = jnp.split(x, 3, axis=-1)
    h_r, h_z, h_n = jnp.split(h @ u["u"], 3, axis=-1)
    r, z = nn.sigmoid(x_r + h_r), nn.sigmoid(x_z + h_z)
    return ((1 - z) * jnp.tanh(x_n + r * (h_n + u["d"])) + z * h,)


def srn(u: Tree, carry: Tree, x: jax.Array) -> Tree:
    (h,) = carry
    return (jnp.tanh(x + h @ u["u"]),)


CELLS = {"lstm": (lstm, 2), "gru": (gru, 1), "srn": (srn, 1)}


def parameters(request: Request) -> Tree:
    """The weights as a scan wants them, with those biases that the equation has."""
    file = load(request.weights)
    bias, second = file["rnn.bias_ih_l0"], file["rnn.bias_hh_l0"].copy()
    candidate = second[2 * request.hidden :].copy()
    if request.cell == "gru":
        second[2 * request.hidden :] = 0
    tree = {
        "w": file["rnn.weight_ih_l0"].T,
        "u": file["rnn.weight_hh_l0"].T,
        "b": bias + second,
        "v": file["readout.weight"].T,
        "a": file["readout.bias"],
    }
    if request.cell == "gru":
        tree["d"] = candidate
    if request.symbols:
        tree["e"] = file["embedding.weight"]
    return jax.tree.map(jnp.array, tree)


def model(cell: str) -> Callable[[Tree, jax.Array], jax.Array]:
    """The input product leaves the loop: for XLA as for everyone the faster way."""
    step, states = CELLS[cell]

    def outputs(p: Tree, read: jax.Array) -> jax.Array:
        x = p["e"][read] if "e" in p else read
        start = (jnp.zeros((x.shape[1], p["u"].shape[0])),) * states
        last, _ = lax.scan(lambda c, x: (step(p, c, x), None), start, x @ p["w"] + p["b"])
        return last[0] @ p["v"] + p["a"]

    return outputs


def cross_entropy(outputs: jax.Array, labels: jax.Array) -> jax.Array:
    return -jnp.mean(jnp.take_along_axis(nn.log_softmax(outputs), labels[:, None], 1))


def training_step(cell: str) -> Callable[..., tuple[Tree, jax.Array]]:
    """One step with Adam as PyTorch computes it; the state is given away and comes back."""
    outputs = model(cell)

    def step(state: Tree, read: jax.Array, labels: jax.Array) -> tuple[Tree, jax.Array]:
        p, m, v, t = state
        loss, g = jax.value_and_grad(lambda p: cross_entropy(outputs(p, read), labels))(p)
        t = t + 1
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
        rate, root = 1e-3 / (1 - 0.9**t), jnp.sqrt(1 - 0.999**t)
        p = jax.tree.map(
            lambda p, m, v: p - rate * m / (jnp.sqrt(v) / root + 1e-8), p, m, v
        )
        return (p, m, v, t), loss

    return jax.jit(step, donate_argnums=0)


def start(request: Request) -> Tree:
    p = parameters(request)
    zeros = lambda: jax.tree.map(jnp.zeros_like, p)  # noqa: E731
    return (p, zeros(), zeros(), jnp.zeros((), jnp.float32))


def prepare(request: Request) -> Prepared:
    read = jnp.array(request.read().astype(np.int32 if request.symbols else np.float32))
    labels = jnp.array(request.labels().astype(np.int32))
    if request.mode == "infer":
        return prepare_inference(request, read, labels)
    began = time.process_time()
    step = training_step(request.cell)
    state, loss = step(start(request), read, labels)
    loss.block_until_ready()
    compiled = time.process_time() - began

    def steps(count: int) -> None:
        nonlocal state
        for _ in range(count):
            state, loss = step(state, read, labels)
        loss.block_until_ready()

    def losses(count: int) -> list[float]:
        fresh, values = start(request), []
        for _ in range(count):
            fresh, loss = step(fresh, read, labels)
            values.append(float(loss))
        return values

    return Prepared(steps, losses, f"compiled in {compiled:.1f} s")


def prepare_inference(request: Request, read: jax.Array, labels: jax.Array) -> Prepared:
    outputs, p = jax.jit(model(request.cell)), parameters(request)
    loss = float(cross_entropy(outputs(p, read), labels))

    def steps(count: int) -> None:
        for _ in range(count):
            last = outputs(p, read)
        last.block_until_ready()

    return Prepared(steps, lambda count: [loss] * count)


def experiment(request: dict[str, Any]) -> dict[str, Any]:
    """Trains and looks at the dev rows every so many steps, as the default experiment does."""
    rows = {name: np.array(part, np.int32) for name, part in request["rows"].items()}
    shape = Request(**request["model"])
    train, dev = (rows[name][:, :-1].T.copy() for name in ("train", "dev"))
    answers, right = rows["train"][:, -1], jnp.array(rows["dev"][:, -1])
    batch, count = request["batch"], train.shape[1]
    parts = [slice(first, first + batch) for first in range(0, count, batch)]
    batches = [(jnp.array(train[:, part]), jnp.array(answers[part])) for part in parts]
    step, outputs = training_step(shape.cell), model(shape.cell)

    @jax.jit
    def score(p: Tree, read: jax.Array, right: jax.Array) -> tuple[jax.Array, jax.Array]:
        answered = outputs(p, read)
        return jnp.mean(answered.argmax(1) == right), cross_entropy(answered, right)

    dev = jnp.array(dev)
    began = time.process_time()
    for read, labels in {b[0].shape: b for b in batches}.values():
        step(start(shape), read, labels)[1].block_until_ready()
    score(parameters(shape), dev, right)[0].block_until_ready()
    compiled = time.process_time() - began

    state, best, kept = start(shape), -1.0, None
    began = time.process_time()
    for number in range(1, request["steps"] + 1):
        state, _ = step(state, *batches[(number - 1) % len(batches)])
        if number % request["evaluate_every"] == 0:
            accuracy = float(score(state[0], dev, right)[0])
            if accuracy > best:
                best, kept = accuracy, jax.tree.map(jnp.copy, state[0])
    jax.block_until_ready((state, kept))
    return {
        "cpu_s": time.process_time() - began, "compile_s": compiled, "accuracy": best
    }


if __name__ == "__main__":
    serve("JAX", jax.__version__, prepare, experiment)
