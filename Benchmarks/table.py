"""The tables of a measurement, in Markdown."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def figures(value: float) -> str:
    """Three figures that carry information, never in powers of ten."""
    digits = 3 if value == 0 else max(0, 2 - int(f"{value:e}".split("e")[1]))
    return f"{value:.{digits}f}"


def lines(header: list[str], rows: list[list[str]]) -> list[str]:
    """The first column to the left, numbers to the right."""
    marks = ["---"] + ["---:"] * (len(header) - 1)
    return [f"| {' | '.join(cells)} |" for cells in [header, marks, *rows]]


def peers_of(record: Record) -> list[str]:
    names = (name for row in record["rows"] for name in row["readings"])
    return [name for name in dict.fromkeys(names) if name != "LongLag"]


def main_table(record: Record) -> list[str]:
    """Milliseconds of a step; behind each peer's, how many times LongLag's that is."""
    peers = peers_of(record)
    header = ["cell, mode (B, T, E, H)", "LongLag ms", "share of peak", *peers]
    rows = []
    for row in record["rows"]:
        ours = row["readings"]["LongLag"]
        cells = [row["label"], figures(ours["cpu_ms"]), f"{ours['peak_share']:.0%}"]
        for peer in peers:
            theirs = row["readings"].get(peer)
            ratio = f" ({figures(theirs['cpu_ms'] / ours['cpu_ms'])} ×)" if theirs else ""
            cells.append(figures(theirs["cpu_ms"]) + ratio if theirs else "")
        rows.append(cells)
    return lines(header, rows)


def own_table(record: Record) -> list[str]:
    """Time per operation, in that of the catalog's LSTM at the same shape."""
    rows, base = [], 1.0
    for row in record["own"]:
        reading = row["readings"]["LongLag"]
        each = reading["cpu_ms"] / reading["operations"]
        base = each if row["cell"] == "lstm" else base
        rows.append([row["label"], figures(reading["cpu_ms"]), f"{each / base:.3f}"])
    return lines(["cell, mode (B, T, E, H)", "ms", "per operation, of the LSTM's"], rows)


def recording_table(record: Record) -> list[str]:
    rows, plain = [], 1.0
    for row in record["recording"]:
        time = row["readings"]["LongLag"]["cpu_ms"]
        plain = plain if row["record"] else time
        rows.append([row["label"], figures(time), f"{time / plain - 1:+.1%}"])
    return lines(["cell, mode (B, T, E, H)", "ms", "over not recording"], rows)


def shared_table(record: Record) -> list[str]:
    rows = []
    for row in record["shared"]:
        one, two = (row["threads"][count] for count in ("1", "2"))
        rows.append([row["label"], figures(one), figures(two), f"{one / two:.2f} ×"])
    return lines(["cell, mode (B, T, E, H)", "one thread, ms", "two, ms", "faster"], rows)


def curve_table(record: Record, axis: str) -> list[str]:
    """Along one axis: a step, and what one sequence's step of one hidden unit takes."""
    rows = []
    for row in record["curves"][axis]:
        reading, (b, t, _, h) = row["readings"]["LongLag"], row["shape"]
        rows.append([
            ", ".join(map(str, row["shape"])), figures(reading["cpu_ms"]),
            figures(reading["cpu_ms"] * 1e6 / (b * t * h)), f"{reading['peak_share']:.0%}",
        ])
    return lines(["B, T, E, H", "ms", "ns per unit and step", "share of peak"], rows)


def whole_table(record: Record) -> list[str]:
    whole = record["whole"]
    rows = [["start to the end of one training step", f"{figures(whole['start']['ms_median'])} ms"]]
    for name, found in whole.get("experiment", {}).items():
        total = found["cpu_s"] + found.get("compile_s", 0)
        text = f"{figures(total)} s of processor time"
        if found.get("compile_s"):
            text += f", {figures(found['compile_s'])} s of it compiling"
        if "memory_mb" in found:
            text += f"; {figures(found['wall_s'])} s on the clock, {found['memory_mb']:.1f} MB"
        if "share" in found:
            text += f"; scaled up from {found['share']:.0%} of the steps"
        rows.append([f"default experiment, one seed: {name}", text])
    return lines(["the whole program", "found"], rows)


def document(record: Record, figure: str) -> str:
    """The whole page."""
    machine = record["machine"]
    peaks = ", ".join(f"{name} {peak:.0f}" for name, peak in machine["peak_gflops"].items())
    versions = ", ".join(f"{name} {version}" for name, version in record["versions"].items())
    text = [
        f"# {machine['cpu']}, {record['date']}", "",
        f"`{record['command']}`: processor time of one step in one thread, medians over "
        f"{record['rounds']} interleaved rounds.", "",
        f"- LongLag at {machine['commit']}{' with changes' if machine['changed'] else ''}; "
        f"{machine['swift']}; {versions}",
        f"- {machine['cores']} cores, caches {machine['caches']}, {machine['system']}; a core's "
        f"peak in GFLOP/s: {peaks}",
        f"- load at the start {record['load'][0]}, at the end {record['load'][1]}",
        f"- losses agree with every peer shown to {record['largest_difference']:.1e}", "",
        f"![What peers take for a step, in what LongLag takes]({figure})", "",
        *main_table(record), "",
    ]
    for peer, reason in record["skipped"].items():
        text += [f"Skipped: {peer} ({reason})", ""]
    for title, table in sections(record):
        text += [f"## {title}", "", *table, ""]
    if record["curves"]:
        curves = figure.replace(".svg", "-curves.svg")
        text += ["## The curves", "", f"![How cost grows]({curves})", ""]
    return "\n".join(text)


def sections(record: Record) -> list[tuple[str, list[str]]]:
    found = [("Whole runs", whole_table(record))]
    if record["own"]:
        found.append(("Cells of a user", own_table(record)))
    if record["recording"]:
        found.append(("Recording", recording_table(record)))
    if record["shared"]:
        found.append(("Two threads on one training, by the clock", shared_table(record)))
    for axis in record["curves"]:
        found.append((f"Growing {axis}", curve_table(record, axis)))
    return found
