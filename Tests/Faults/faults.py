"""Kills, stops, starves and crowds a sweep, and compares its store with that of an undisturbed one.

    python3 Tests/Faults/faults.py .build/release/longlag [--seed N] [--kills N]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stores import contents, differences

SWEEP = """\
name: short runs
preset: book
plan: {epochs: 8}
vary:
  task.length: [5, 6, 7, 8]
  model.cell: [srn, lstm, gru, lstm-peephole, srn-relu]
  model.hidden: [6, 12]
seeds: 5
record: [6 7 0 0 1, 1 2 0 0 3 = 3]
"""
RUNS = 200


class Failed(Exception):
    """A store lost something, or a command did what it must not."""


class Laboratory:
    """A folder with a sweep and a store of its own."""

    def __init__(self, tool: Path, folder: Path, sweep: str = SWEEP) -> None:
        self.tool, self.folder = tool, folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sweep.yaml").write_text(sweep)

    @property
    def store(self) -> Path:
        return self.folder / "longlag.sqlite"

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.tool, *arguments], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )

    def run(self, *arguments: str, expect: int = 0) -> str:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        if process.returncode != expect:
            raise Failed(f"{' '.join(arguments)} ended with {process.returncode}: {err[-500:]}")
        return out + err

    def sweep(self, *options: str) -> subprocess.Popen[str]:
        return self.start("sweep", "sweep.yaml", "--threads", "2", *options)

    def look(self) -> None:
        """Reads the store, unless nothing was kept in it yet."""
        process = self.start("runs", "--limit", "1")
        _, err = process.communicate(timeout=60)
        if process.returncode and "is empty" not in err and "No such file" not in err:
            raise Failed(f"the store cannot be read: {err}")

    def finish(self) -> None:
        self.run("sweep", "sweep.yaml", "--threads", "2")


def expect_same(one: Path, other: Path) -> None:
    found = differences(one, other)
    if found:
        raise Failed("\n".join(found))


def say(text: str) -> None:
    print(text, flush=True)


def killed(lab: Laboratory, reference: Path, kills: int, chance: random.Random) -> None:
    """Ends the sweep again and again, at any moment, with any signal."""
    number, ended = 0, 0
    signals = [signal.SIGKILL] * 6 + [signal.SIGTERM, signal.SIGINT]
    while number < kills:
        resumes = number > 0 and chance.random() < 0.5
        process = lab.start("resume") if resumes else lab.sweep()
        time.sleep(chance.uniform(0.0, 0.15))
        if chance.random() < 0.1:
            process.send_signal(signal.SIGSTOP)
            time.sleep(0.05)
            process.send_signal(signal.SIGCONT)
        if process.poll() is not None:
            # All was done before the signal came: begin with fewer runs again.
            process.communicate()
            ended += 1
            for path in lab.folder.glob("longlag.sqlite*"):
                path.unlink()
            continue
        process.send_signal(chance.choice(signals))
        _, err = process.communicate(timeout=60)
        number += 1
        if "locked" in err or "fatal" in err.lower():
            raise Failed(f"after kill {number}: {err}")
        lab.look()
    try:
        left = RUNS - sum(run[1] == "ended" for run in contents(lab.store)["runs"])
    except sqlite3.OperationalError:
        left = RUNS  # The last kill came before a new store was made.
    lab.finish()
    expect_same(lab.store, reference)
    say(f"killed {kills} times, begun anew {ended} times, {left} runs left at the last; same bits")


def crowded(lab: Laboratory, reference: Path) -> None:
    """Four processes work at one sweep in one store."""
    processes = [lab.sweep() for _ in range(4)]
    for process in processes:
        _, err = process.communicate(timeout=120)
        if process.returncode != 0 or "locked" in err:
            raise Failed(f"one of four ended with {process.returncode}: {err[-500:]}")
    expect_same(lab.store, reference)
    say("four processes in one store: no run lost, none double")


def starved(lab: Laboratory, reference: Path) -> None:
    """The disk is full: a file system of less than the store needs."""
    disk = lab.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "none", disk],
                             capture_output=True)
    if mounted.returncode != 0:
        say("disk full: skipped, a small file system cannot be mounted here")
        return
    try:
        process = lab.sweep("--store", "disk/longlag.sqlite")
        _, err = process.communicate(timeout=120)
        if process.returncode == 0 or "disk is full" not in err:
            raise Failed(f"a full disk ended with {process.returncode}: {err[-500:]}")
        done = len(contents(disk / "longlag.sqlite")["results"])
        shutil.copy(disk / "longlag.sqlite", lab.store)
        for extra in disk.glob("longlag.sqlite-*"):
            shutil.copy(extra, lab.folder / extra.name)
    finally:
        subprocess.run(["umount", disk], check=True)
    kept = len(contents(lab.store)["results"])
    if kept < done or kept == 0:
        raise Failed(f"{done} runs were done on the full disk, {kept} are kept")
    lab.finish()
    expect_same(lab.store, reference)
    say(f"disk full after {kept} runs: said so, kept them, went on elsewhere")


def read_only(lab: Laboratory, reference: Path) -> None:
    """The store can be read where it cannot be written, and is not touched."""
    shutil.copy(reference, lab.store)
    before = lab.store.read_bytes()
    lab.store.chmod(0o444)
    lab.folder.chmod(0o555)
    # Root may write everything: such tests run as nobody else.
    command = [lab.tool]
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", lab.tool]
        for parent in [lab.folder, *lab.folder.parents][:3]:
            parent.chmod(0o755 if parent != lab.folder else 0o555)
    try:
        listed = subprocess.run([*command, "runs", "--limit", "2"], cwd=lab.folder, text=True,
                                capture_output=True)
        refused = subprocess.run([*command, "resume"], cwd=lab.folder, text=True,
                                 capture_output=True)
    finally:
        lab.folder.chmod(0o755)
    if listed.returncode != 0 or "ended" not in listed.stdout:
        raise Failed(f"a read-only store was not read: {listed.stderr}")
    if refused.returncode == 0 or "cannot be" not in refused.stderr:
        raise Failed(f"a read-only store was said to be written: {refused.stderr}")
    if lab.store.read_bytes() != before:
        raise Failed("a read-only store was changed")
    say("read-only place: read, and refused to write, untouched")


def torn(lab: Laboratory, reference: Path, chance: random.Random) -> None:
    """Copies of the store that were taken while it was written."""
    process = lab.sweep()
    copies = []
    while process.poll() is None and len(copies) < 10:
        time.sleep(chance.uniform(0.02, 0.1))
        copy = lab.folder / f"copy-{len(copies)}"
        copy.mkdir()
        for path in sorted(lab.folder.glob("longlag.sqlite*"), reverse=True):
            try:
                shutil.copy(path, copy / path.name)
            except FileNotFoundError:
                pass
        copies.append(copy)
    process.communicate(timeout=120)
    opened, refused = 0, 0
    for folder in copies:
        copy = Laboratory(lab.tool, folder)
        if not copy.store.exists():
            continue
        before = copy.store.read_bytes()
        process = copy.start("sweep", "sweep.yaml", "--threads", "2")
        _, err = process.communicate(timeout=120)
        if process.returncode == 0:
            opened += 1
            expect_same(copy.store, reference)
        elif "is damaged" in err:
            refused += 1
        else:
            raise Failed(f"a torn copy ended with {process.returncode}: {err[-500:]}")
        del before
    say(f"copied while written: {opened} copies went on to the same bits, {refused} were refused")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", type=Path)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kills", type=int, default=100)
    options = parser.parse_args()
    tool = options.tool.resolve()
    chance = random.Random(options.seed)
    say(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        undisturbed = Laboratory(tool, folder / "undisturbed")
        undisturbed.finish()
        reference = undisturbed.store
        if len(contents(reference)["results"]) != RUNS:
            raise Failed("the undisturbed sweep did not end all runs")
        killed(Laboratory(tool, folder / "killed"), reference, options.kills, chance)
        crowded(Laboratory(tool, folder / "crowded"), reference)
        starved(Laboratory(tool, folder / "starved"), reference)
        read_only(Laboratory(tool, folder / "read-only"), reference)
        torn(Laboratory(tool, folder / "torn"), reference, chance)
    say("nothing was lost")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(f"failed: {failure}", file=sys.stderr)
        sys.exit(1)
