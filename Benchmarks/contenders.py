"""Who is measured: LongLag as it is built, and peers as processes that answer line by line."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rows import CLASSES, Row

HERE = Path(__file__).parent
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "GLOG_minloglevel": "3",
}


class Failed(Exception):
    """A contender could not do what it was asked."""


def is_cell_of_peers(row: Row) -> bool:
    return row.group == "built-in"


@dataclass
class LongLag:
    """The built tool, on one instruction set."""

    tool: Path
    isa: str | None = None
    name: str = "LongLag"
    threads: int = 1
    weights: str = ""
    row: Row | None = None

    def can(self, row: Row) -> bool:
        return True

    def prepare(self, row: Row, weights: Path | None) -> str:
        self.row, self.weights = row, str(weights or "")
        return ""

    def losses(self, steps: int) -> list[float]:
        return self._ask("--weights", self.weights, "--losses", str(steps))["losses"]

    def measure(self, seconds: float) -> dict[str, Any]:
        answer = self._ask("--seconds", str(seconds))
        return answer | {"cpu_ms": answer["cpu_ms_median"]}

    def end(self) -> None:
        pass

    def _ask(self, *options: str) -> dict[str, Any]:
        assert self.row
        command = [str(self.tool), "bench", "step", *self.row.options(), *options, "--json"]
        if self.isa:
            command += ["--isa", self.isa]
        if self.threads > 1:
            command += ["--threads", str(self.threads)]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            raise Failed(run.stderr.strip())
        return json.loads(run.stdout)


@dataclass
class Peer:
    """Another framework in a process of its own, which lives as long as the benchmark."""

    key: str
    command: list[str]
    cells: tuple[str, ...] = ("lstm", "gru", "srn")
    name: str = ""
    version: str = ""
    _process: subprocess.Popen[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env=os.environ | ONE_THREAD,
        )
        hello = self._read()
        self.name, self.version = hello["name"], hello["version"]

    def can(self, row: Row) -> bool:
        return is_cell_of_peers(row) and row.cell in self.cells

    def prepare(self, row: Row, weights: Path | None) -> str:
        if self.key == "onednn":
            batch, time, width, hidden = row.shape
            return self._say(
                f"prepare {row.mode} {batch} {time} {width} {hidden} {CLASSES} "
                f"{weights and weights.with_suffix('.bin')}"
            )["note"]
        return self.ask("prepare", **row.request(str(weights)))["note"]

    def losses(self, steps: int) -> list[float]:
        return self.ask("losses", steps=steps)["losses"]

    def measure(self, seconds: float) -> dict[str, Any]:
        return self.ask("measure", seconds=seconds)

    def ask(self, op: str, **request: Any) -> dict[str, Any]:
        if self.key == "onednn":
            return self._say(" ".join([op, *map(str, request.values())]))
        return self._say(json.dumps({"op": op} | request))

    def end(self) -> None:
        """Ends the process; only this one, by its own handle."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()

    def _say(self, line: str) -> dict[str, Any]:
        assert self._process.stdin
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise Failed(f"{self.name or self.key} has ended") from None
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise Failed(f"{self.name or self.key} has ended")
        answer = json.loads(line)
        if "error" in answer:
            raise Failed(answer["error"])
        return answer


Contender = LongLag | Peer
