"""Measures LongLag beside its peers and writes Benchmarks/results; started by script/bench.

    python3 Benchmarks/bench.py .build/release/longlag --against torch,jax --shapes quick
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import curves
import figure
import machine
import rows
import table
import whole
from contenders import HERE, Failed, LongLag, Peer
from measuring import TOLERANCE, among_themselves, beside_peers, in_turns, say
from setup import set_up

Record = dict[str, Any]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", type=Path, help="the built longlag")
    parser.add_argument("--own", type=Path, help="the tool built with cells of a user")
    parser.add_argument("--against", default="torch,jax,paddle,onednn", help="peers, or 'none'")
    parser.add_argument("--shapes", choices=["quick", "all"], default="quick")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.3, help="of each peer in each round")
    parser.add_argument("--isa", default="avx2", help="further instruction sets, or 'none'")
    parser.add_argument("--share", type=float, default=0.05, help="of the experiment, for peers")
    parser.add_argument("--only", help="rows beside peers whose label has this in it, nothing else")
    parser.add_argument("--name", default="", help="added to the names of the results")
    parser.add_argument("--core", type=int, help="which core (default: the last)")
    parser.add_argument("--build", type=Path, default=Path(".build/bench"))
    parser.add_argument("--out", type=Path, default=HERE / "results")
    parser.add_argument("--command", default="script/bench", help="what the results say made them")
    return parser.parse_args()


def names(text: str) -> list[str]:
    return [] if text == "none" else [name.strip() for name in text.split(",") if name.strip()]


def start(keys: list[str], folder: Path) -> tuple[list[Peer], dict[str, str]]:
    """The peers that could be set up, and why the others could not."""
    peers: list[Peer] = []
    skipped: dict[str, str] = {}
    for key in keys:
        try:
            peers.append(set_up(key, folder))
        except Failed as reason:
            skipped[key] = str(reason)
            say(f"{key} is skipped: {reason}")
    return peers, skipped


def measure(options: argparse.Namespace, peers: list[Peer]) -> Record:
    quick = options.shapes == "quick"
    tool = LongLag(options.tool)
    levels = [LongLag(options.tool, isa, f"LongLag {isa}") for isa in names(options.isa)]
    rounds, seconds = options.rounds, options.seconds

    def alone(found: list[rows.Row], by: LongLag = tool) -> list[Record]:
        return among_themselves(found, by, rounds, seconds)

    table_rows = [
        beside_peers(row, [tool, *levels], peers, rounds, seconds) for row in rows.built_in(quick)
        if (options.only or "") in row.label
    ]
    if options.only:
        return {"rows": table_rows, "own": [], "recording": [], "curves": {}}
    own: list[Record] = []
    if options.own:
        cells = rows.own_cells(quick)
        for shape in dict.fromkeys(row.shape for row in cells):
            own += alone([row for row in cells if row.shape == shape], LongLag(options.own))
    recording: list[Record] = []
    pairs = rows.recordings(quick)
    for plain, recorded in zip(pairs[::2], pairs[1::2]):
        recording += alone([plain, recorded])
    growing = {axis: alone(found) for axis, found in rows.curves(quick).items()}
    return {"rows": table_rows, "own": own, "recording": recording, "curves": growing}


def measure_shared(options: argparse.Namespace) -> list[Record]:
    """One training in one thread and in two, by the clock; free to use any core."""
    machine.unpin()
    crew = [LongLag(options.tool, threads=threads) for threads in (1, 2)]
    found = []
    for row in rows.shared(options.shapes == "quick"):
        say(f"{row.label}, two threads")
        found.append({"label": row.label} | in_turns(row, crew, options.rounds, options.seconds))
    return found


def measure_whole(options: argparse.Namespace, peers: list[Peer]) -> Record:
    """Whole runs; a quick look leaves the experiment out."""
    found: Record = {"start": whole.start_up(options.tool)}
    if options.only or options.shapes == "quick":
        return found
    experiment = {"LongLag": whole.experiment(options.tool, whole.EPOCHS, 1)}
    for peer in peers:
        try:
            experiment[peer.name] = whole.experiment_of(peer, options.tool, options.share)
        except Failed as reason:
            say(f"{peer.name}: {reason}")
    machine.unpin()
    experiment["LongLag, 2 threads"] = whole.experiment(options.tool, whole.EPOCHS, 2)
    return found | {"experiment": experiment}


def write(record: Record, folder: Path, suffix: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{record['date']}-{machine.slug(record['machine']['cpu'])}{suffix}"
    (folder / f"{name}.json").write_text(json.dumps(record, indent=1) + "\n")
    (folder / f"{name}.svg").write_text(figure.draw(record))
    if record["curves"]:
        (folder / f"{name}-curves.svg").write_text(curves.draw(record))
    page = folder / f"{name}.md"
    page.write_text(table.document(record, f"{name}.svg"))
    return page


def main() -> int:
    options = arguments()
    load = [machine.load()]
    described = machine.describe(options.tool)
    machine.pin(options.core)
    peers, skipped = start(names(options.against), options.build)
    record: Record = {
        "date": machine.today(), "command": options.command, "machine": described,
        "versions": {peer.name: peer.version for peer in peers}, "skipped": skipped,
        "rounds": options.rounds,
    }
    record |= measure(options, peers)
    record["whole"] = measure_whole(options, peers)
    record["shared"] = [] if options.only else measure_shared(options)
    for peer in peers:
        peer.end()
    differences = [d for row in record["rows"] for d in row["loss_differences"].values()]
    record["largest_difference"] = max((d for d in differences if d <= TOLERANCE), default=0.0)
    record["load"] = [*load, machine.load()]
    page = write(record, options.out, options.name)
    print(page.read_text())
    print(page)
    return 0 if all(d <= TOLERANCE for d in differences) else 1


if __name__ == "__main__":
    sys.exit(main())
