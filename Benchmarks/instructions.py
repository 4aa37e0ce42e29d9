"""Counts the instructions of training steps under Callgrind and compares them with bounds.

    python3 Benchmarks/instructions.py <folder> <bounds.json> [--update]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

STEPS = 10
ROOM = 1.05


def instructions(folder: Path, options: list[str], steps: int) -> int:
    """Instructions of a whole run of so many steps."""
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder / 'out'}"]
    command += [str(folder / "longlag"), "bench", "step", *options, "--steps", str(steps), "--json"]
    environment = os.environ | {"LD_PRELOAD": str((folder / "wait.so").absolute())}
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    collected = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not collected:
        raise SystemExit(f"{' '.join(command)}\n{run.stdout}{run.stderr}")
    return int(collected[1])


def per_step(folder: Path, options: list[str]) -> int:
    """Instructions of one step: the start and the end of the run cancel."""
    once, twice = (instructions(folder, options, count) for count in (STEPS, 2 * STEPS))
    return (twice - once) // STEPS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("bounds", type=Path)
    parser.add_argument("--update", action="store_true", help="write new bounds")
    arguments = parser.parse_args()
    bounds = json.loads(arguments.bounds.read_text())
    failed = False
    for name, entry in bounds.items():
        found = per_step(arguments.folder, entry["options"].split())
        if arguments.update:
            entry |= {"instructions": found, "bound": round(found * ROOM)}
        share = found / entry["instructions"] - 1
        verdict = "ok" if found <= entry["bound"] else "TOO MANY"
        failed = failed or found > entry["bound"]
        print(
            f"{name}: {found:,} instructions a step, {share:+.1%}; "
            f"bound {entry['bound']:,}: {verdict}",
            flush=True,
        )
    if arguments.update:
        arguments.bounds.write_text(json.dumps(bounds, indent=2) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
