"""What every peer's process does: reads requests as lines of JSON and answers each with a line.

A peer gives `serve` a function that prepares a row of the benchmark. The clock is the processor's,
in blocks of steps that are long enough for it, and the answer is the median of the blocks: exactly
as `longlag bench step` measures itself.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Losses = Callable[[int], list[float]]
Weights = dict[str, np.ndarray]


@dataclass
class Prepared:
    """A row of the benchmark, ready to run."""

    steps: Callable[[int], None]
    """Makes so many steps and waits for their end."""
    losses: Losses
    """The losses of so many steps from the given weights."""
    note: str = ""


@dataclass
class Request:
    """What a peer is to prepare."""

    cell: str
    mode: str
    batch: int
    time: int
    input: int
    hidden: int
    symbols: int | None
    classes: int
    weights: str

    def read(self) -> np.ndarray:
        """What is read: symbols [time, batch] or values [time, batch, input], by the rules that
        `longlag bench step --help` states."""
        t, b = np.arange(self.time)[:, None], np.arange(self.batch)[None, :]
        if self.symbols:
            return (7 * t + 3 * b + t * b) % self.symbols
        f = np.arange(self.input)
        whole = (31 * t[..., None] + 17 * b[..., None] + 7 * f) % 13 - 6
        return (whole / 6).astype(np.float32)

    def labels(self) -> np.ndarray:
        """The right classes, [batch]."""
        return 5 * np.arange(self.batch) % self.classes


def load(path: str) -> Weights:
    """The tensors of a safetensors file with 32-bit floats."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    tensors: Weights = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, end = entry["data_offsets"]
            flat = np.frombuffer(data[first:end], dtype="<f4")
            tensors[name] = flat.reshape(entry["shape"]).copy()
    return tensors


def measure(prepared: Prepared, seconds: float) -> dict[str, Any]:
    """Processor milliseconds of a step: the median of at least five blocks."""
    prepared.steps(3)
    began = time.perf_counter()
    prepared.steps(3)
    size = min(1000, max(1, int(9e-3 / max(time.perf_counter() - began, 1e-6))))
    blocks: list[float] = []
    began = time.perf_counter()
    while len(blocks) < 5 or time.perf_counter() - began < seconds:
        before = time.process_time()
        prepared.steps(size)
        blocks.append((time.process_time() - before) / size * 1e3)
    return {"cpu_ms": statistics.median(blocks), "cpu_ms_min": min(blocks)}


def serve(
    name: str,
    version: str,
    prepare: Callable[[Request], Prepared],
    experiment: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> None:
    """Answers requests until there are none."""
    answers = sys.stdout
    sys.stdout = sys.stderr  # what a framework prints is not an answer
    prepared: Prepared | None = None

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        nonlocal prepared
        match request.pop("op"):
            case "prepare":
                prepared = None
                prepared = prepare(Request(**request))
                return {"note": prepared.note}
            case "losses" if prepared:
                return {"losses": prepared.losses(request["steps"])}
            case "measure" if prepared:
                return measure(prepared, request["seconds"])
            case "experiment" if experiment:
                return experiment(request)
        return {"error": f"{name} cannot do that"}

    print(json.dumps({"name": name, "version": version}), file=answers, flush=True)
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except Exception as error:  # the driver decides what a failure means
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), file=answers, flush=True)
