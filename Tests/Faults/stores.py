"""What two stores of runs must have in common, to the bit: everything but times, places and numbers of
rows."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

RUN = (
    "fingerprint", "state", "planned", "steps", "best_step", "reason", "parameters",
    *(f"{split}_{what}" for split in ("train", "dev", "test")
      for what in ("loss", "accuracy", "answers", "printed")), "error",
)


def contents(path: Path) -> dict[str, list[tuple]]:
    """Every experiment, run, evaluation, result and recording, in an order of its own."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        def rows(sql: str) -> list[tuple]:
            return [tuple(row) for row in database.execute(sql)]

        assert rows("PRAGMA integrity_check") == [("ok",)], "the database contradicts itself"
        return {
            "experiments": rows("SELECT fingerprint, definition FROM experiment ORDER BY 1"),
            "runs": rows(f"SELECT {', '.join(RUN)} FROM run ORDER BY fingerprint, state"),
            "evaluations": rows(
                "SELECT fingerprint, step, epoch, evaluation.train_loss, evaluation.dev_loss,"
                " evaluation.dev_accuracy, evaluation.dev_answers FROM evaluation"
                " JOIN run ON run.id = evaluation.run ORDER BY 1, 2"),
            "results": [
                (fingerprint, hashlib.sha256(parameters).hexdigest(), readings)
                for fingerprint, parameters, readings in rows(
                    "SELECT fingerprint, result.parameters, readings FROM result"
                    " JOIN run ON run.id = result.run ORDER BY 1")
            ],
            "recordings": [
                (fingerprint, sequence, hashlib.sha256(data).hexdigest() if data else None)
                for fingerprint, sequence, data in rows(
                    "SELECT fingerprint, sequence, bytes FROM recording"
                    " JOIN run ON run.id = recording.run ORDER BY 1, 2")
            ],
            "checkpoints": rows("SELECT run FROM checkpoint"),
        }


def differences(one: Path, other: Path) -> list[str]:
    """What differs, in words; nothing where the stores hold the same."""
    found = []
    a, b = contents(one), contents(other)
    for table in a:
        if a[table] == b[table]:
            continue
        only_a, only_b = set(a[table]) - set(b[table]), set(b[table]) - set(a[table])
        found.append(
            f"{table}: {len(a[table])} and {len(b[table])} rows; {len(only_a)} are only in {one}, "
            f"{len(only_b)} only in {other}"
        )
        found += [f"  {str(row)[:200]}" for row in [*sorted(only_a, key=str)[:2],
                                                    *sorted(only_b, key=str)[:2]]]
    return found
