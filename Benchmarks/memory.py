"""Shows that memory does not grow with the length of training.

Runs one training (LSTM, length 30) and the default experiment (60 trainings and their report) for
different numbers of epochs, and prints the peak memory of each, as the operating system accounts for
it. A training takes the same memory however long it lasts; what grows in the default experiment are the
results themselves, with every look at the dev rows: 11,400 of them after 500 epochs.

    python3 Benchmarks/memory.py .build/release/longlag
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile


def peak_megabytes(command: list[str]) -> float:
    """The peak resident memory of a command, in MB."""
    with open(os.devnull, "w") as nothing:
        process = subprocess.Popen(command, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    # Linux counts in kilobytes, macOS in bytes.
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", help="the built longlag")
    parser.add_argument("--epochs", default="50,500", help="numbers of epochs to compare")
    arguments = parser.parse_args()
    print("| epochs | one training, MB | default experiment, MB |")
    print("|---:|---:|---:|")
    for epochs in arguments.epochs.split(","):
        one = [arguments.tool, "train", "--cell", "lstm", "--length", "30", "--epochs", epochs]
        with tempfile.TemporaryDirectory() as folder:
            whole = [arguments.tool, "reproduce", "--epochs", epochs, "--out", folder]
            # A store of its own: what another run has left there would not be trained again.
            store = ["--store", f"{folder}/longlag.sqlite"]
            peaks = [peak_megabytes(command + store) for command in (one, whole)]
        print(f"| {epochs} | {peaks[0]:.1f} | {peaks[1]:.1f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
