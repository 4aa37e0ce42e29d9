"""Measures rows: checks that all contenders compute the same, then lets them take turns."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import weights
from contenders import Contender, Failed, LongLag, Peer
from rows import Row

TOLERANCE = 1e-5
STEPS = 3
Reading = dict[str, Any]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def difference(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The largest difference of two lists of losses, relative to a loss above one."""
    return max(abs(a - b) / max(1.0, abs(b)) for a, b in zip(ours, theirs))


def check(row: Row, contenders: list[Contender]) -> dict[str, float]:
    """How far each contender's losses are from LongLag's, over a few steps of training.

    Removes from the list, with a word, who computes something else: its time would mean nothing.
    """
    count = STEPS if row.mode == "train" else 1
    ours = contenders[0].losses(count)
    found: dict[str, float] = {}
    for contender in contenders[1:]:
        # The bare primitive updates nothing, so only its first loss can be held against ours.
        theirs = contender.losses(1 if getattr(contender, "key", "") == "onednn" else count)
        found[contender.name] = difference(ours, theirs)
    for contender in contenders[1:]:
        if not found[contender.name] <= TOLERANCE:
            say(f"  {contender.name} computes another loss: {found[contender.name]:.1e}; left out")
    contenders[1:] = [c for c in contenders[1:] if found[c.name] <= TOLERANCE]
    return found


def summary(rounds: list[Reading], note: str) -> Reading:
    """The median over the rounds, and what LongLag says besides."""
    times = [reading["cpu_ms"] for reading in rounds]
    least = min(reading["cpu_ms_min"] for reading in rounds)
    result: Reading = {"cpu_ms": statistics.median(times), "cpu_ms_min": least, "rounds": times}
    if note:
        result["note"] = note
    for key in ("operations", "bytes", "isa"):
        if key in rounds[0]:
            result[key] = rounds[0][key]
    if "operations" in result:
        peak = max(reading["peak_gflops"] for reading in rounds)
        result["gflops"] = result["operations"] / result["cpu_ms"] / 1e6
        result["peak_share"] = result["gflops"] / peak
    return result


def measure_together(
    pairs: list[tuple[Contender, Row]], rounds: int, seconds: float
) -> list[list[Reading]]:
    """The readings of each pair: one round after the other, all of them in each."""
    readings: list[list[Reading]] = [[] for _ in pairs]
    for _ in range(rounds):
        for (contender, row), collected in zip(pairs, readings):
            if isinstance(contender, LongLag):
                contender.row = row
            collected.append(contender.measure(seconds))
    return readings


def prepare(row: Row, contenders: list[Contender], path: Path) -> dict[str, str]:
    """Gives all the same weights; leaves out, with a word, who fails."""
    tensors = weights.draw(row)
    weights.write_safetensors(tensors, path)
    if any(getattr(c, "key", "") == "onednn" for c in contenders):
        weights.write_plain(row, tensors, path.with_suffix(".bin"))
    notes: dict[str, str] = {}
    for contender in list(contenders):
        try:
            notes[contender.name] = contender.prepare(row, path)
        except Failed as reason:
            say(f"  {contender.name}: {reason}; left out")
            contenders.remove(contender)
    return notes


def beside_peers(
    row: Row, ours: list[LongLag], peers: list[Peer], rounds: int, seconds: float
) -> Reading:
    """A row of the main table."""
    say(row.label)
    contenders: list[Contender] = [*ours, *(peer for peer in peers if peer.can(row))]
    with tempfile.TemporaryDirectory() as folder:
        notes = prepare(row, contenders, Path(folder) / "weights.safetensors")
        losses = check(row, contenders)
        readings = measure_together([(c, row) for c in contenders], rounds, seconds)
    return describe(row) | {
        "loss_differences": losses,
        "readings": {
            c.name: summary(found, notes[c.name]) for c, found in zip(contenders, readings)
        },
    }


def among_themselves(
    rows: list[Row], tool: LongLag, rounds: int, seconds: float
) -> list[Reading]:
    """Rows of LongLag alone that are compared with each other, and hence take turns."""
    say(", ".join(row.label for row in rows))
    readings = measure_together([(tool, row) for row in rows], rounds, seconds)
    return [
        describe(row) | {"readings": {tool.name: summary(found, "")}}
        for row, found in zip(rows, readings)
    ]


def describe(row: Row) -> Reading:
    return {
        "label": row.label, "cell": row.cell, "mode": row.mode, "shape": row.shape,
        "record": row.record, "group": row.group,
    }


def in_turns(
    row: Row, crew: list[LongLag], rounds: int, seconds: float
) -> dict[str, dict[str, float]]:
    """Milliseconds of a step by the clock, for each number of threads."""
    readings = measure_together([(member, row) for member in crew], rounds, seconds)
    return {
        "threads": {
            str(member.threads): statistics.median(reading["ms_median"] for reading in found)
            for member, found in zip(crew, readings)
        }
    }
