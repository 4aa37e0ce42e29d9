"""What takes a whole run of the program: the default experiment, its memory, and its start."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import weights
from contenders import Failed, Peer
from measuring import say
from rows import CLASSES, SYMBOLS, Row

LENGTHS = (5, 10, 15, 20, 25, 30)
CELLS = ("srn", "lstm")
EPOCHS, BATCH, EVERY = 500, 8, 100
Finding = dict[str, Any]


def run(command: list[str]) -> Finding:
    """Wall and processor seconds and peak memory of a command."""
    began = time.perf_counter()
    with open(os.devnull, "w") as nothing:
        process = subprocess.Popen(command, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise Failed(f"{command[0]} {command[1]} ended with {status}")
    # Linux counts in kilobytes, macOS in bytes.
    megabytes = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return {
        "wall_s": time.perf_counter() - began, "cpu_s": usage.ru_utime + usage.ru_stime,
        "memory_mb": megabytes,
    }


def start_up(tool: Path, times: int = 20) -> Finding:
    """From the start of the program past its first training step to its end: an upper bound."""
    row = Row("lstm", (8, 30, 32, 32))
    command = [str(tool), "bench", "step", *row.options(), "--losses", "1"]
    walls = [run(command)["wall_s"] * 1e3 for _ in range(times)]
    return {"ms_median": statistics.median(walls), "ms_min": min(walls)}


def experiment(tool: Path, epochs: int, threads: int) -> Finding:
    """LongLag's `reproduce book` with one seed: training, probes and report."""
    say(f"the default experiment, {epochs} epochs, {threads} thread(s)")
    with tempfile.TemporaryDirectory() as folder:
        # A store of its own: what another run has left there would not be trained again.
        command = [str(tool), "reproduce", "book", "--store", f"{folder}/longlag.sqlite"]
        command += ["--seeds", "1", "--threads", str(threads)]
        return run([*command, "--epochs", str(epochs), "--out", folder])


def rows_of(tool: Path, length: int) -> dict[str, list[list[int]]]:
    """The published rows: digits and answer."""
    rows: dict[str, list[list[int]]] = {}
    for split in ("train", "dev"):
        command = [str(tool), "data", "book", "--length", str(length), "--split", split]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rows[split] = [[int(word) for word in line.split()] for line in text.splitlines()]
    return rows


def experiment_of(peer: Peer, tool: Path, share: float) -> Finding:
    """The same training in a peer, for a share of the steps; the time is scaled up, but for what
    compiling took."""
    total = {"cpu_s": 0.0, "compile_s": 0.0}
    for length in LENGTHS:
        rows = rows_of(tool, length)
        steps = EPOCHS * -(-len(rows["train"]) // BATCH)
        part = max(EVERY, round(steps * share / EVERY) * EVERY)
        for cell in CELLS:
            say(f"the default experiment in {peer.name}: {cell}, length {length}, {part} steps")
            row = Row(cell, (BATCH, length, 32, 32))
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "weights.safetensors"
                weights.write_safetensors(weights.draw(row), path)
                found = peer.ask(
                    "experiment", rows=rows, model=row.request(str(path)), batch=BATCH,
                    steps=part, evaluate_every=EVERY,
                )
            total["cpu_s"] += found["cpu_s"] * steps / part
            total["compile_s"] += found["compile_s"]
    return total | {"share": share}


assert (SYMBOLS, CLASSES) == (10, 19), "the default experiment adds two digits"
