"""Times one training step of LongLag beside PyTorch's built-in operators, in one run.

Both do the same work: embedding, recurrence, read-out of the last state, cross-entropy, backward
through time, one update of Adam; 10 symbols, 19 classes, float32, one thread. The repeats of both are
interleaved, so that a machine that slows down slows both. What is compared is CPU time, as the median
over the repeats.

    python3 Benchmarks/step.py .build/release/longlag
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
import torch  # noqa: E402

SHAPES = [(8, 30, 32, 32), (8, 5, 32, 32), (64, 100, 32, 128)]
CELLS = {"srn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


class Model(torch.nn.Module):
    """What `longlag bench step` trains, written with PyTorch's operators."""

    def __init__(self, cell: str, embedding: int, hidden: int) -> None:
        super().__init__()
        self.embedding = torch.nn.Embedding(10, embedding)
        self.rnn = CELLS[cell](embedding, hidden)
        self.readout = torch.nn.Linear(hidden, 19)

    def forward(self, symbols: torch.Tensor) -> torch.Tensor:
        outputs, _ = self.rnn(self.embedding(symbols))
        return self.readout(outputs[-1])


def torch_step(cell: str, shape: tuple[int, int, int, int]):
    """A function that makes so many training steps and returns CPU milliseconds per step."""
    batch, steps, embedding, hidden = shape
    torch.manual_seed(0)
    model = Model(cell, embedding, hidden)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    symbols = torch.randint(0, 10, (steps, batch))
    labels = torch.randint(0, 19, (batch,))

    def run(repeats: int) -> float:
        began = time.process_time()
        for _ in range(repeats):
            optimizer.zero_grad(set_to_none=True)
            torch.nn.functional.cross_entropy(model(symbols), labels).backward()
            optimizer.step()
        return (time.process_time() - began) / repeats * 1e3

    return run


def longlag_step(tool: str, cell: str, shape: tuple[int, int, int, int]) -> float:
    """CPU milliseconds per step, as LongLag's own benchmark reports them."""
    batch, steps, embedding, hidden = map(str, shape)
    command = [tool, "bench", "step", "--cell", cell, "--batch", batch, "--time", steps]
    command += ["--input", embedding, "--hidden", hidden, "--json"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(out)["cpu_ms_min"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", help="the built longlag")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    torch.set_num_threads(1)

    print(f"PyTorch {torch.__version__}, {platform.machine()}, {cpu_name()}, one thread")
    print("| cell | B, T, E, H | LongLag ms | PyTorch ms | ratio |")
    print("|---|---|---:|---:|---:|")
    for shape in SHAPES:
        repeats = max(3, int(2e6 / (shape[0] * shape[1] * shape[3] * shape[3])))
        for cell in CELLS:
            run = torch_step(cell, shape)
            run(repeats // 3 + 1)
            ours, theirs = [], []
            for _ in range(arguments.rounds):
                ours.append(longlag_step(arguments.tool, cell, shape))
                theirs.append(run(repeats))
            a, b = statistics.median(ours), statistics.median(theirs)
            label = ", ".join(map(str, shape))
            print(f"| {cell} | {label} | {a:.3f} | {b:.3f} | {b / a:.1f} |", flush=True)
    return 0


def cpu_name() -> str:
    try:
        with open("/proc/cpuinfo") as lines:
            return next(line.split(":")[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor()


if __name__ == "__main__":
    sys.exit(main())
