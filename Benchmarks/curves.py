"""The figure of how cost grows: a panel for each axis, time of a step against the axis."""

from __future__ import annotations

import math
from html import escape
from typing import Any

from figure import HUES, STYLE, text

# For each axis its place in a shape, its letter and the power with which the arithmetic grows.
AXES = {"batch": (0, "B", 1), "time": (1, "T", 1), "hidden": (3, "H", 2)}
PANEL, GAP, TOP, HEIGHT = 250, 50, 60, 200


class Axis:
    """A logarithmic axis between the least and the largest of some numbers."""

    def __init__(self, numbers: list[float], start: float, end: float) -> None:
        self.low, self.high = min(numbers), max(numbers)
        self.start, self.end = start, end

    def __call__(self, number: float) -> float:
        share = math.log(number / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def expected(points: list[tuple[float, float]], power: int, x: Axis, y: Axis) -> str:
    """What growth with the arithmetic would be, drawn through the largest point."""
    (number, time) = points[-1]
    least = max(x.low, number * (y.low / time) ** (1 / power))
    return (
        f'<path class="one" opacity="0.3" d="M{x(least):.1f} '
        f'{y(time * (least / number) ** power):.1f}L{x(number):.1f} {y(time):.1f}"/>'
    )


def panel(axis: str, rows: list[dict[str, Any]], left: float) -> list[str]:
    index, letter, power = AXES[axis]
    points = [(row["shape"][index], row["readings"]["LongLag"]["cpu_ms"]) for row in rows]
    x = Axis([number for number, _ in points], left, left + PANEL)
    y = Axis([time for _, time in points], TOP + HEIGHT, TOP)
    parts = [text(left, TOP - 14, f"growing {axis}"), expected(points, power, x, y)]
    for number, time in points:
        title = f"{letter} = {number}: {time:.3g} ms"
        parts.append(
            f'<circle cx="{x(number):.1f}" cy="{y(time):.1f}" r="4" fill="{HUES[3]}">'
            f"<title>{escape(title)}</title></circle>"
        )
    # Below, where no point is.
    for (number, time), anchor in ((points[0], "start"), (points[-1], "end")):
        words = f"{letter} = {number}: {time:.3g} ms"
        parts.append(text(x(number), TOP + HEIGHT + 22, words, anchor, "quiet"))
    return parts


def draw(record: dict[str, Any]) -> str:
    """The figure as SVG, light or dark as the page it stands in."""
    width, height = 3 * PANEL + 4 * GAP, TOP + HEIGHT + 60
    words = "LSTM around (8, 30, 32, 32); lines grow as B, T and H² do"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(words)}</title><style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>', text(16, 22, words),
    ]
    for number, (axis, rows) in enumerate(record["curves"].items()):
        parts += panel(axis, rows, GAP + number * (PANEL + GAP))
    return "\n".join([*parts, "</svg>"]) + "\n"
