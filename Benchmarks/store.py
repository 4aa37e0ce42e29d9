"""How fast a store of many runs answers, and in how much memory.

    python3 Benchmarks/store.py .build/release/longlag [--runs 10000] [--evaluations 50]

Runs one real experiment, and multiplies its rows: other cells, lengths, widths and seeds, with scores
that are made up.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sqlite3
import statistics
import subprocess
import tempfile
import uuid
from pathlib import Path

from whole import run

CELLS = ("srn", "lstm", "gru", "lstm-peephole")
LENGTHS = tuple(range(5, 55, 5))
SEEDS = 10


def fingerprint(definition: dict) -> str:
    text = json.dumps(definition, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def fill(path: Path, runs: int, evaluations: int) -> None:
    """Multiplies the only run of a store."""
    chance = random.Random(1)
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        template = dict(database.execute("SELECT * FROM run").fetchone())
        result = dict(database.execute("SELECT * FROM result").fetchone())
        model = json.loads(database.execute("SELECT definition FROM experiment").fetchone()[0])
        database.execute("DELETE FROM run")
        database.execute("DELETE FROM evaluation")
        database.execute("DELETE FROM result")
        database.execute("INSERT INTO sweep VALUES ('many', ?, 0)", [json.dumps(
            {"name": "many", "probing": json.loads(result["probing"]), "source": "made up"})])

        def insert(table: str, row: dict) -> None:
            marks = ", ".join("?" * len(row))
            database.execute(
                f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({marks})",
                list(row.values()))

        for number in range(runs):
            rest, seed = divmod(number, SEEDS)
            rest, cell = divmod(rest, len(CELLS))
            hidden, length = divmod(rest, len(LENGTHS))
            model["model"]["cell"] = {"hidden": 8 + 4 * hidden, "name": CELLS[cell]}
            model["task"]["length"] = LENGTHS[length]
            model["seed"] = 0
            setting = fingerprint(model)
            model["seed"] = seed
            name = fingerprint(model)
            insert("experiment", {
                "fingerprint": name, "setting": setting,
                "definition": json.dumps(model, sort_keys=True, separators=(",", ":")),
                "task": "digit-sum", "length": LENGTHS[length], "cell": CELLS[cell],
                "hidden": 8 + 4 * hidden, "seed": seed})
            level = chance.random()
            insert("run", template | {
                "id": number + 1, "identity": str(uuid.UUID(int=number)), "fingerprint": name,
                "test_accuracy": level, "dev_accuracy": level})
            insert("result", result | {"run": number + 1})
            # Those whose model is the one that was trained.
            if CELLS[cell] == "lstm" and 8 + 4 * hidden == 32:
                insert("sweep_experiment", {
                    "sweep": "many", "position": number, "fingerprint": name})
            for step in range(evaluations):
                share = level * (step + 1) / evaluations
                insert("evaluation", {
                    "run": number + 1, "step": 100 * (step + 1), "epoch": step, "train_loss": 1.0,
                    "dev_loss": 1.0, "dev_accuracy": share + 0.02, "dev_answers": 100,
                    "dev_printed": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", type=Path)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--evaluations", type=int, default=50)
    options = parser.parse_args()
    tool = options.tool.resolve()
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "longlag.sqlite"
        one = ["reproduce", "book", "--lengths", "5", "--cells", "lstm", "--seeds", "1"]
        subprocess.run([tool, *one, "--epochs", "1", "--store", store, "--out", f"{name}/one"],
                       check=True, capture_output=True)
        fill(store, options.runs, options.evaluations)
        print(f"{options.runs} runs, {options.evaluations} evaluations each, "
              f"{store.stat().st_size / 1e6:.0f} MB")
        for words in (
            ["runs"], ["runs", "--where", "cell=lstm and length>=20", "--sort", "-test.accuracy"],
            ["runs", "--csv"], ["compare", "cell=lstm", "cell=srn"],
            ["compare", "cell=lstm", "cell=gru", "--where", "hidden=8"],
            ["report", "many", "--out", f"{name}/report"],
        ):
            found = [run([str(tool), *words, "--store", str(store)]) for _ in range(5)]
            seconds = statistics.median(one["wall_s"] for one in found)
            memory = max(one["memory_mb"] for one in found)
            print(f"longlag {' '.join(words[:6]):60} {seconds:.3f} s  {memory:.0f} MB")


if __name__ == "__main__":
    main()
