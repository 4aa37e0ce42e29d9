"""Sets up the peers, each in an environment of its own; one that cannot be set up is skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from contenders import HERE, Failed, Peer

PACKAGES = {
    # The build without graphics processors where it is offered: the other takes gigabytes.
    "torch": [["torch==2.13.0+cpu", "numpy"], ["torch==2.13.0", "numpy"]],
    "jax": [["jax[cpu]==0.10.2", "numpy"], ["jax[cpu]", "numpy"]],
    "paddle": [["paddlepaddle==3.3.1", "numpy"], ["paddlepaddle", "numpy"]],
    "onednn": [["onednn-devel-cpu-gomp==2023.2.0"]],
}


def set_up(key: str, folder: Path) -> Peer:
    """The peer, ready to answer.

    Raises `Failed` with the reason where it cannot be had.
    """
    if key not in PACKAGES:
        raise Failed(f"there is no peer '{key}'; expected {', '.join(PACKAGES)}")
    environment = folder / key
    if not (environment / "ready").exists():
        install(key, environment)
    if key == "onednn":
        return Peer(key, [str(compile_onednn(environment))], cells=("lstm",))
    return Peer(key, [str(environment / "bin/python"), str(HERE / f"peers/{key}_peer.py")])


def install(key: str, environment: Path) -> None:
    print(f"setting up {key} in {environment}", file=sys.stderr)
    run([sys.executable, "-m", "venv", str(environment)])
    pip = [str(environment / "bin/python"), "-m", "pip", "install", "--quiet"]
    for number, packages in enumerate(PACKAGES[key], 1):
        try:
            run([*pip, *packages])
            break
        except Failed:
            if number == len(PACKAGES[key]):
                raise
    (environment / "ready").touch()


def compile_onednn(environment: Path) -> Path:
    """The small program around the bare primitive."""
    program, source = environment / "peer", HERE / "peers/onednn_peer.cpp"
    if program.exists() and os.path.getmtime(program) > os.path.getmtime(source):
        return program
    libraries = (environment / "lib").absolute()
    run([
        "c++", "-O2", "-std=c++17", "-I", str(environment / "include"), str(source), "-o",
        str(program), "-L", str(libraries), f"-Wl,-rpath,{libraries}", "-ldnnl",
    ])
    return program


def run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise Failed(str(error)) from None
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise Failed(lines[-1] if lines else f"{command[0]} failed")
