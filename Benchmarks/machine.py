"""What a measurement has to say about where it was made."""

from __future__ import annotations

import datetime
import json
import os
import platform
import re
import subprocess
from pathlib import Path
from typing import Any


def cpu_name() -> str:
    try:
        with open("/proc/cpuinfo") as lines:
            return next(line.split(":")[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def caches() -> dict[str, str]:
    """The first core's caches."""
    found: dict[str, str] = {}
    for index in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        level, kind, size = ((index / n).read_text().strip() for n in ("level", "type", "size"))
        if kind != "Instruction":
            found[f"L{level}"] = size
    return found


def output(*command: str) -> str:
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def system() -> str:
    """The operating system and the first two numbers of its kernel."""
    return f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"


def describe(tool: Path) -> dict[str, Any]:
    """The machine, and the sources that LongLag was built from."""
    return {
        "cpu": cpu_name(), "architecture": platform.machine(), "cores": os.cpu_count(),
        "caches": caches(), "system": system(),
        "peak_gflops": json.loads(output(str(tool), "bench", "peak", "--json")),
        "swift": output("swift", "--version").splitlines()[0], "python": platform.python_version(),
        "commit": output("git", "rev-parse", "--short=12", "HEAD"),
        "changed": bool(output("git", "status", "--porcelain", "--", "Sources", "Package.swift")),
    }


def load() -> list[float]:
    """Processes that wanted a processor: the mean over 1, 5 and 15 minutes."""
    return [round(mean, 2) for mean in os.getloadavg()]


def today() -> str:
    return datetime.date.today().isoformat()


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def pin(core: int | None) -> int | None:
    """Keeps this process and its children on one core, so that none can use a second."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    chosen = max(os.sched_getaffinity(0)) if core is None else core
    os.sched_setaffinity(0, {chosen})
    return chosen


def unpin() -> None:
    """Gives back all cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
